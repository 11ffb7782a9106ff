"""The tests in `parallel.py`, run as one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sample import ROOT

pytestmark = pytest.mark.slow


@pytest.mark.skipif(not hasattr(os, "fork") or sys.platform == "darwin", reason="this system forks nothing")
def test_in_a_process_of_its_own() -> None:
    tests = str(Path(__file__).with_name("parallel.py"))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tests]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "skipped" not in done.stdout

"""All tests of the cache share a home of its own for git, from before the first society is made."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from balintrec.cache import answers, judgements, readings, tree
from balintrec.cache.place import fingerprint
from tests.repository.conftest import home

__all__ = ["home", "own_home"]


@pytest.fixture(scope="session", autouse=True)
def own_home(home: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("GIT_", "XDG_")) or name == "EMAIL":
                patch.delenv(name)
        patch.setenv("HOME", str(home))
        yield


@pytest.fixture(scope="session", autouse=True)
def one_version() -> Iterator[None]:
    """Somebody who works on the modules while these tests run does not make another version of what runs."""
    with pytest.MonkeyPatch.context() as patch:
        known = cache(fingerprint)
        for module in (answers, judgements, readings, tree):
            patch.setattr(module, "fingerprint", known)
        yield

"""What all tests share: a home of its own for git, and expected texts.

A test compares with a file, and ``pytest --accept`` writes what came out into it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.repository.conftest import home

__all__ = ["home"]

# The gate says the same of the same commit twice; who works on the project looks at new examples each time.
settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("work", deadline=None)
settings.load_profile("gate" if os.environ.get("CI") else "work")

Expect = Callable[[Path, str], None]


@pytest.fixture(scope="session", autouse=True)
def home_of_all(home: Path) -> Iterator[None]:
    """Git reads nothing of whoever runs the tests, and knows whose name to commit under on a machine that has none."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("GIT_", "XDG_", "LC_")) or name in ("EMAIL", "LANG"):
                patch.delenv(name)
        patch.setenv("HOME", str(home))
        yield


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Half as many again as there are processors: many tests wait for git, which tells changes apart by the second."""
    return (os.cpu_count() or 1) * 3 // 2 or 1


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write the texts that come out as the expected ones"
    )


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Expect:
    """Assert that a text is the one in a file; with ``--accept``, put it there."""
    accepting: bool = request.config.getoption("--accept")

    def compare(file: Path, text: str) -> None:
        if accepting:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{text}\n", encoding="utf-8")
        assert file.exists(), f"{file.name} is not there yet; look at this, then run pytest --accept:\n{text}"
        assert text == file.read_text(encoding="utf-8").removesuffix("\n")

    return compare

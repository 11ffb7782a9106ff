"""docs/architecture.md names the packages that there are, in their order, and files that exist."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise

import pytest

from tests.sample import ROOT

PAGE = (ROOT / "docs/architecture.md").read_text("utf-8")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
LAYERS = next(one for one in CONTRACTS if one["containers"] == ["balintrec"])["layers"]
PACKAGES = [name.strip() for layer in LAYERS for name in layer.split("|")]
TABLE = re.findall(r"^\| `(\w+)` \|", PAGE, re.M)
DRAWING = re.findall(r"^```text\n(.*?)^```", PAGE, re.S | re.M)[0]
PATHS = [path for path in re.findall(r"`([^`\s]+)`", PAGE) if "/" in path]


def test_the_packages_are_those_of_the_contract_in_their_order() -> None:
    assert TABLE == PACKAGES


def test_every_package_is_in_the_drawing_above_those_that_it_may_import() -> None:
    lines = {name: number for number, line in enumerate(DRAWING.splitlines()) for name in names(line)}
    assert set(lines) == set(PACKAGES)
    assert all(lines[above] <= lines[below] for above, below in pairwise(PACKAGES))


def names(line: str) -> set[str]:
    """The packages on a line of the drawing; its caption ends with two spaces."""
    return set(re.findall(r"\b[a-z]+\b", re.sub(r"^ ?[a-z][a-z, ]*? {2,}", "", line))) & set(PACKAGES)


@pytest.mark.parametrize("path", PATHS)
def test_every_path_exists(path: str) -> None:
    assert (ROOT / path).exists() or path in ("records/", "records/policies/")


def test_the_packages_in_the_flow_exist() -> None:
    flow = re.findall(r"^```text\n(.*?)^```", PAGE, re.S | re.M)[1]
    named = re.findall(r"\b[a-z]+/[a-z]+(?:\.py)?", flow)
    assert len(named) > 6
    assert all((ROOT / "balintrec" / path).exists() for path in named)


def test_it_is_one_page() -> None:
    assert len(PAGE.splitlines()) < 150
    assert max(map(len, DRAWING.splitlines())) <= 120

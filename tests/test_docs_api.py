"""What docs/api.md says of the library is what the library is."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import pytest

import balintrec
from tests.sample import ROOT

pytestmark = pytest.mark.slow

PAGE = (ROOT / "docs/api.md").read_text("utf-8")
EXAMPLE = re.findall(r"^```python\n(.*?)^```", PAGE, re.S | re.M)
SHOWN = re.findall(r"^```text\n(.*?)^```", PAGE, re.S | re.M)
PUBLIC = [name for name in balintrec.__all__ if name != "__version__"]


def section(title: str) -> str:
    """The text under a heading."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.S | re.M)
    assert found, title
    return found[1]


def in_tables(title: str) -> set[str]:
    """The names in the first columns of the tables of a section."""
    cells = re.findall(r"^\| (`[^|]+`) \|", section(title), re.M)
    return {name for cell in cells for name in re.findall(r"`(\w+)", cell)}


def test_the_example_prints_what_the_page_shows() -> None:
    [code], [printed] = EXAMPLE, SHOWN
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (printed, "")


def test_the_example_is_as_short_as_it_can_be_read_and_well_typed(tmp_path: Path) -> None:
    script = tmp_path / "due.py"
    script.write_text(EXAMPLE[0], "utf-8")
    assert len([line for line in EXAMPLE[0].splitlines() if line.strip()]) <= 20
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(script)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "no issues found" in done.stdout, done.stdout


@pytest.mark.parametrize("name", balintrec.__all__)
def test_every_public_name_is_on_the_page(name: str) -> None:
    assert re.search(rf"^## {name}$|`{name}\b", PAGE, re.M)


@pytest.mark.parametrize("name", ["Finding", "Outcome", "Standing"])
def test_every_field_is_on_the_page(name: str) -> None:
    assert in_tables(name) == set(getattr(balintrec, name)._fields)


def test_every_property_of_a_standing_is_on_the_page() -> None:
    own = {
        name for name in vars(balintrec.Standing) if isinstance(getattr(balintrec.Standing, name), property)
    }
    assert all(f"`{name}`" in section("Standing") for name in own)


def test_every_attribute_of_a_society_on_the_page_is_there() -> None:
    society = balintrec.load(balintrec.WorkTree(ROOT))
    assert all(hasattr(society, name) for name in in_tables("Society"))
    assert set(society.records) <= in_tables("Society")


def test_the_parameters_on_the_page_are_those_of_the_functions() -> None:
    for name, parameters in re.findall(r"^\| `(\w+)\(([^)]*)\) -> \w+` \|", section("Functions"), re.M):
        signature = inspect.signature(getattr(balintrec, name))
        written = [parameter.strip().partition("=")[0] for parameter in parameters.split(",")]
        assert [parameter for parameter in written if parameter != "*"] == list(signature.parameters)


def test_the_statuses_on_the_page_are_all_there_are() -> None:
    listed = re.search(r"^`Status` is (.*?)\.\s", section("Outcome"), re.M | re.S)
    assert listed
    assert set(re.findall(r"`([A-Z_]+)`", listed[1])) == set(balintrec.Status.__members__)


def test_every_public_name_is_typed_and_documented() -> None:
    for name in PUBLIC:
        for function in functions(getattr(balintrec, name)):
            assert "return" in get_type_hints(function, vars(sys.modules[function.__module__])), function
    assert [name for name in PUBLIC if not inspect.getdoc(getattr(balintrec, name))] == []


def functions(value: object) -> Iterator[object]:
    """A function, or the methods that a class defines for its users."""
    if inspect.isfunction(value):
        yield value
    elif inspect.isclass(value):
        yield from (
            found for name, found in vars(value).items() if inspect.isfunction(found) and name[0] != "_"
        )

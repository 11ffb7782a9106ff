"""docs/import.md names only options that there are."""

from __future__ import annotations

import re
from pathlib import Path

from balintrec.cli.imports import attendance, members

PAGE = (Path(__file__).parents[2] / "docs" / "import.md").read_text("utf-8")


def test_every_option_on_the_page_is_one_of_the_commands() -> None:
    there = {option for command in (attendance, members) for one in command.params for option in one.opts}
    there |= {"--table", "--with-contacts"}  # of export
    assert set(re.findall(r"--[a-z][a-z-]+", PAGE)) <= there

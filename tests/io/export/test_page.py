"""docs/export.md names only what there is."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

from click import Choice
from click.testing import CliRunner

from balintrec.cli.export import EXPORTS, as_calendar, as_csv, as_sqlite
from balintrec.io.export.calendar import WHAT
from balintrec.io.export.database import database_bytes
from balintrec.io.export.spreadsheet import SEPARATORS
from balintrec.io.export.tables import table_names, tables
from balintrec.society import read_society
from balintrec.source import WorkTree
from tests.sample import ON, ROOT

PAGE = (ROOT / "docs/export.md").read_text(encoding="utf-8")


def test_every_query_gives_rows() -> None:
    blocks = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    queries = [one for block in blocks for one in block.split(";") if "SELECT" in one]
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(database_bytes(tables(read_society(WorkTree(ROOT)), ON)))
        assert all(database.execute(query).fetchone() for query in queries)
    assert len(queries) == 4


def test_every_table_named_is_there() -> None:
    named = {name.removeprefix("lists/") for name in re.findall(r"`([a-z_/]+)\.csv`", PAGE)}
    assert named <= set(table_names())
    assert {"standings", "register", "unread", "export"} <= named


def test_every_option_named_is_there() -> None:
    named = set(re.findall(r"--[a-z][a-z-]+", PAGE))
    helps = [CliRunner().invoke(command, ["--help"]).output for command in (as_csv, as_sqlite, as_calendar)]
    assert named <= set(re.findall(r"--[a-z][a-z-]+", " ".join(helps)))
    assert set(re.findall(r"^balintrec export (\w+)", PAGE, re.MULTILINE)) == set(EXPORTS)


def test_choices_are_those_that_there_are() -> None:
    """The command names them itself: to read its help must not load what makes the files."""
    choices = {
        option.name: tuple(option.type.choices)
        for command in (as_csv, as_calendar)
        for option in command.params
        if isinstance(option.type, Choice)
    }
    assert choices == {"separator": tuple(SEPARATORS), "what": WHAT}

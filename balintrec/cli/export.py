"""``balintrec export``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from balintrec.cli.complete import members as complete_members
from balintrec.cli.complete import nouns
from balintrec.cli.options import F, at_option, day, force_option, language_option, society_options
from balintrec.cli.program import Lazy, Table
from balintrec.cli.source import cache_option, jobs, opened
from balintrec.wording.language import Language

if TYPE_CHECKING:
    from balintrec.io.export.columns import Table as Values
    from balintrec.society import Loaded, Society
    from balintrec.source import Source
    from balintrec.wording.language import Language

EXPORTS: Table = {
    "csv": (
        "balintrec.cli.export:as_csv",
        "Write tables for a spreadsheet program.",
    ),
    "sqlite": ("balintrec.cli.export:as_sqlite", "Write all tables to one database file."),
    "calendar": ("balintrec.cli.export:as_calendar", "Write upcoming sessions, due dates and expiry dates."),
}

LISTS = "lists"
"""The folder for the lists in records, below that for the records themselves."""
_FILE = click.Path(path_type=Path, allow_dash=True)
_without = click.option(
    "--no-standings", is_flag=True, help="Leave out the members' standings, which take longest to compute."
)


@click.group(cls=Lazy, table=EXPORTS)
def export() -> None:
    """Export the records as CSV, as an SQLite database or as a calendar.

    The text of records, e-mail addresses and handles are left out unless you ask for them.
    """


def _confidential_options(command: F) -> F:
    """``--with-bodies`` and ``--with-contacts``."""
    bodies = click.option(
        "--with-bodies",
        multiple=True,
        metavar="KIND",
        shell_complete=nouns,
        help="Include the text of records of this kind. May be repeated.",
    )
    contacts = click.option("--with-contacts", is_flag=True, help="Include e-mail addresses and handles.")
    return bodies(contacts(command))


@click.command
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]", required=False)
@click.option(
    "--table", "names", multiple=True, metavar="NAME", help="Write only this table. May be repeated."
)
@click.option(
    "-o", "--output", type=_FILE, metavar="FILE", help="File for a single table (default: standard output)."
)
@click.option(
    "--separator",
    type=click.Choice(["comma", "semicolon", "tab"]),
    default="comma",
    help="Field delimiter; Excel expects a semicolon where numbers have a decimal comma.",
)
@click.option(
    "--no-bom", is_flag=True, help="Omit the UTF-8 byte order mark, by which Excel recognises the encoding."
)
@_without
@_confidential_options
@force_option
@at_option
@cache_option
@society_options
def as_csv(folder: Path | None, names: tuple[str, ...], output: Path | None, **given: Any) -> None:
    """Write every table to a CSV file in the folder DIR, or only those given with --table.

    Each kind of record is one file in DIR; each list in the records is also one file in DIR/lists, with one row for
    each item.

    Cells that a spreadsheet program would run as a formula get a leading apostrophe.
    """
    from balintrec.cli.output import write_output
    from balintrec.io.export.spreadsheet import SEPARATORS, csv_bytes
    from balintrec.views.phrases import counted

    _one_place(folder, names, output)
    found = _tables(given, names)
    bom = not given["no_bom"] and (folder or output or Path("-")) != Path("-")
    made = [csv_bytes(one, separator=SEPARATORS[given["separator"]], bom=bom) for one in found]
    if folder is None:
        write_output(output or Path("-"), made[0], force=given["force"])
        return
    paths = [folder / (LISTS if one.owner else "") / f"{one.name}.csv" for one in found]
    _write_folder(folder, dict(zip(paths, made, strict=True)), given["force"])
    _said(f"wrote {counted(len(paths), 'table')} into {folder}", given["quiet"])


@click.command
@click.argument("file", type=_FILE)
@_without
@_confidential_options
@force_option
@at_option
@cache_option
@society_options
def as_sqlite(file: Path, **given: Any) -> None:
    """Write all tables to FILE, an SQLite database ("-" for standard output).

    It also contains the views attendance_by_year, due_reflections and session_people.
    """
    from balintrec.cli.output import write_output
    from balintrec.io.export.database import database_bytes

    found = _tables(given)
    write_output(file, database_bytes(found), force=given["force"])
    if str(file) != "-":
        _said(f"wrote {len(found)} tables into {file}", given["quiet"])


@click.command
@click.argument("file", type=_FILE)
@click.option(
    "--member",
    metavar="MEMBER",
    shell_complete=complete_members,
    help="Include only what concerns this member.",
)
@click.option(
    "--only",
    "what",
    multiple=True,
    type=click.Choice(["sessions", "due", "renewals"]),
    help="Include only upcoming sessions and events, due dates, or renewals. May be repeated.",
)
@language_option
@force_option
@at_option
@cache_option
@society_options
def as_calendar(
    file: Path, member: str | None, what: tuple[str, ...], speak: Language, force: bool, **given: Any
) -> None:
    """Write upcoming sessions, due dates and expiry dates to FILE, an iCalendar file ("-" for standard output).

    It contains planned and cancelled sessions from the day given with --on, what members have to write or keep up, and
    the last days of credentials; no text of records and no addresses.
    """
    from balintrec.cli.output import write_output
    from balintrec.cli.status import member_meant
    from balintrec.io.export.calendar import WHAT, calendar_bytes, calendar_items
    from balintrec.views.phrases import counted

    on = day(given["on"])
    society = _loaded(given)[0].society
    chosen = member_meant(society, member) if member else None
    found = calendar_items(society, on, member=chosen, what=what or WHAT)
    data = calendar_bytes(found, _title(society, chosen), _zone(society), on, speak)
    write_output(file, data, force=force)
    if str(file) != "-":
        _said(f"wrote {counted(len(found), 'entry')} into {file}", given["quiet"])


def _one_place(folder: Path | None, names: Sequence[str], output: Path | None) -> None:
    """Refuse what does not say where the tables go."""
    if folder and output:
        raise click.UsageError("give either a folder for several tables or -o FILE for one, not both")
    if not folder and len(names) != 1:
        raise click.UsageError("give a folder for the tables, or choose one table with --table")


def _tables(given: dict[str, Any], names: Sequence[str] = ()) -> tuple[Values, ...]:
    from balintrec.cli.terminal import Progress
    from balintrec.io.export.tables import STANDINGS, Included, table_names, tables

    contacts = given["with_contacts"]
    for name in names:
        _known(name, contacts)
    only = set(names) or set(table_names(contacts=contacts))
    if given["no_standings"] and not names:
        only.discard(STANDINGS)
    kinds = _kinds(given["with_bodies"])
    loaded, files = _loaded(given)
    asked = Included(_bodies(loaded.society, files, kinds), contacts)
    with Progress("judging", quiet=given["quiet"]) as progress:
        return tables(loaded, day(given["on"]), asked, only=only, progress=progress)


def _known(name: str, contacts: bool) -> None:
    """Refuse a table that there is not, or not without asking."""
    from balintrec.errors import BalintrecError
    from balintrec.io.export.tables import table_names
    from balintrec.names import did_you_mean

    known = table_names(contacts=contacts)
    if name in known:
        return
    close = did_you_mean(name, known)
    remedy = f'did you mean "{close}"?' if close else f"there are {', '.join(known)}"
    if name in table_names(contacts=True):
        remedy = "it is only exported with --with-contacts"
    raise BalintrecError(f'no table "{name}"; {remedy}')


def _loaded(given: dict[str, Any]) -> tuple[Loaded, Source]:
    """The society, and where it was read from."""
    from balintrec.cli.terminal import Progress
    from balintrec.society import read_society
    from balintrec.views.phrases import counted

    with Progress("reading", quiet=given["quiet"]) as progress:
        files, known = opened(given["root"], given["at"], no_cache=given["no_cache"])
        loaded = read_society(files, progress, known, jobs())
    if lost := loaded.society.files - loaded.society.count:
        what = "as a record" if lost == 1 else "as records"
        _said(
            f"{counted(lost, 'file')} not readable {what}, and left out: see balintrec check", given["quiet"]
        )
    return loaded, files


def _kinds(names: Sequence[str]) -> list[str]:
    from balintrec.cli.options import kind_named

    return [kind_named(name).kind_folder for name in names]


def _bodies(society: Society, files: Source, kinds: Sequence[str]) -> dict[str, dict[str, str]]:
    from balintrec.io.export.tables import bodies

    return bodies(society, files, kinds) if kinds else {}


def _write_folder(folder: Path, files: dict[Path, bytes], force: bool) -> None:
    """Write all the files, or none if one is there and may not be replaced."""
    from balintrec.cli.output import write_output
    from balintrec.errors import BalintrecError

    there = [path for path in files if path.exists()]
    if there and not force:
        raise BalintrecError(f"{there[0]} already exists; use --force to overwrite all tables")
    try:
        for below in dict.fromkeys(path.parent for path in files):
            below.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BalintrecError(
            f"cannot make the folder {folder}: {(error.strerror or 'it failed').lower()}"
        ) from None
    for path, data in files.items():
        write_output(path, data, force=force)


def _title(society: Society, member: str | None) -> str:
    """What the calendar is called."""
    from balintrec.io.export.columns import shown_name
    from balintrec.views.redaction import without_address

    name = shown_name(society.about.name) if society.about else "Balint society"
    person = society.members.get(member or "")
    return without_address(f"{name}: {shown_name(person.name)}" if person else name)


def _zone(society: Society) -> tzinfo | None:
    """The society's time zone; None where it names none, or one that is not known here."""
    from balintrec.cli.terminal import remark
    from balintrec.errors import BalintrecError
    from balintrec.repository.times import zone_of

    name = society.about.time_zone if society.about else None
    try:
        return zone_of(name) if name else None
    except BalintrecError as error:
        remark(f"{error}; until then, times have no time zone")
        return None


def _said(text: str, quiet: bool) -> None:
    """A word on what was done, on the error stream: the standard output may be the file."""
    from balintrec.cli.terminal import remark

    if not quiet:
        remark(text)

"""``balintrec import attendance`` and ``balintrec import members``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from balintrec.cli.complete import ids
from balintrec.cli.complete import members as complete_members
from balintrec.cli.import_common import list_options, run_import
from balintrec.cli.options import Day, F, day, society_options

if TYPE_CHECKING:
    from balintrec.io.attendance import Options
    from balintrec.io.days import Epoch
    from balintrec.io.members import MemberImport
    from balintrec.io.plan import Import
    from balintrec.io.review_file import Query
    from balintrec.io.sheet import Sheet
    from balintrec.io.words import Role
    from balintrec.model import Group
    from balintrec.society import Society

_EPOCHS: dict[str | None, Epoch | None] = {None: None, "1900": 1900, "1904": 1904}
LANGUAGES = ("en", "ur", "pl", "de", "fr", "nl", "it")


def _groups(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return ids(ctx, "groups", incomplete)


@click.command
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--group", required=True, metavar="ID", shell_complete=_groups, help="Group that met: its id or name."
)
@click.option(
    "--format",
    "--layout",
    "layout",
    type=click.Choice(["rows", "register", "teams", "teams-list", "zoom", "meet", "bigbluebutton", "forms"]),
    help="Format of the file, if it is not recognised: one row per attendee (rows), names down and dates across "
    "(register), the report of a meeting program, or the answers to a form (forms).",
)
@click.option("--date-column", metavar="HEADING", help="Column with the date: its heading or number.")
@click.option("--name-column", metavar="HEADING", help="Column with the name.")
@click.option("--email-column", metavar="HEADING", help="Column with the e-mail address.")
@click.option("--handle-column", metavar="HEADING", help="Column with the handle.")
@click.option(
    "--present", metavar="MARKS", help="Marks that mean present, such as P,L; no other mark then does."
)
@click.option("--absent", metavar="MARKS", help="Marks that mean absent, such as A,E.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    metavar="WORD=ROLE",
    help="Meaning of a word in the file: leader, co-leader, presenter, participant or observer. May be repeated.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="Language of the file, which decides what the marks P and A mean.",
)
@click.option(
    "--year", metavar="YEAR", help="Year of dates without one; 2024-2025 if they cross the end of a year."
)
@click.option(
    "--day-numbers",
    type=click.Choice(["1900", "1904"]),
    help="Read numbers such as 45610 as dates, counted from 1900 as in Excel or from 1904 as on old Macs.",
)
@click.option("--fill-down", is_flag=True, help="Use the date of the row above in rows without one.")
@click.option("--transpose", is_flag=True, help="Read dates down and names across.")
@click.option("--date", "of_day", type=Day(), help="Date of the meeting, if it is not in the file.")
@click.option(
    "--min-minutes",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Ignore people who attended for fewer than N minutes.",
)
@click.option(
    "--leader",
    "leaders",
    multiple=True,
    metavar="ID",
    shell_complete=complete_members,
    help="Leader of the new sessions (default: the group's leaders who were present). May be repeated.",
)
@click.option("--create-members", is_flag=True, help="Create members for unmatched names.")
@click.option(
    "--held", is_flag=True, help="Mark planned sessions as held if the file has attendance for them."
)
@list_options
@society_options
def attendance(file: Path, group: str, **given: Any) -> int:
    """Import attendance from FILE (CSV or Excel): one session file for each day.

    Nobody is guessed. Names that match no member go to a review file, with the reason: fill in its column "member"
    (an id or name, new, guest or skip) and run the same command again. Running it twice changes nothing.
    """

    def planned(
        society: Society, sheet: Sheet, answers: tuple[Query, ...], text_of: Callable[[str], str]
    ) -> Import:
        from balintrec.io.importing import plan_import

        return plan_import(sheet, society, _group(society, group), _options(given), answers, text_of)

    return run_import(file, given, planned, f"attendance of {group}")


def _options(given: dict[str, Any]) -> Options:
    from balintrec.io.attendance import Options

    columns = {thing: given[f"{thing}_column"] for thing in ("date", "name", "email", "handle")}
    return Options(
        layout=given["layout"],
        columns={thing: heading for thing, heading in columns.items() if heading is not None},
        present=_listed(given["present"]),
        absent=_listed(given["absent"]),
        ignored=given["ignored"],
        roles=dict(map(_role, given["roles"])),
        language=given["language"],
        years=_years(given["year"]),
        epoch=_EPOCHS[given["day_numbers"]],
        transpose=given["transpose"],
        fill_down=given["fill_down"],
        held=given["held"],
        date_order=given["date_order"],
        day=given["of_day"],
        min_minutes=given["min_minutes"],
        leaders=given["leaders"] or None,
        create_members=given["create_members"],
        on=day(given["on"]),
    )


def _listed(marks: str | None) -> tuple[str, ...]:
    return tuple(mark for mark in (marks or "").split(",") if mark.strip())


def _years(text: str | None) -> tuple[int, ...]:
    """One year, or two that follow each other. Raises `BalintrecError` for anything else."""
    from balintrec.errors import BalintrecError

    years = [int(year) for year in (text or "").split("-") if year.isascii() and year.isdigit()]
    if text is None:
        return ()
    if (
        not years
        or years != list(range(years[0], years[0] + len(years)))
        or len(years) > 2
        or years[0] < 1900
    ):
        raise BalintrecError(f'"{text}" is not a year; write --year 2024, or --year 2024-2025')
    return tuple(years)


def _role(pair: str) -> tuple[str, Role]:
    """A word of the file and what it means. Raises `BalintrecError` where that is no role."""
    from balintrec.errors import BalintrecError
    from balintrec.io.words import ROLES
    from balintrec.names import fold

    word, _, meaning = pair.rpartition("=")
    role = ROLES.get(fold(meaning))
    if not fold(word) or role is None:
        raise BalintrecError(
            f'write --role WORD=ROLE, not "{pair}"; roles are leader, co-leader, presenter, participant and observer'
        )
    return fold(word), role


def _group(society: Society, text: str) -> Group:
    from balintrec.errors import BalintrecError
    from balintrec.names import quoted
    from balintrec.society.lookup import meant, no_such

    id = meant(society, "groups", text)
    if group := society.groups.get(id or ""):
        return group
    if id:
        raise BalintrecError(
            f"the record of the group {id} cannot be read; correct it first (balintrec check)"
        )
    there = f"there are {quoted(society.groups)}" if society.groups else "make it first: balintrec new group"
    raise BalintrecError(no_such(society, "groups", text, there))


_COLUMNS = {
    "name": "the name",
    "other-name": "the name in another script",
    "email": "the e-mail address",
    "profession": "the profession",
    "from": "the first day of membership",
    "to": "the last day of membership",
    "fee": "the day on which the fee was paid",
    "id": "the id of the record",
}


def _column_options(command: F) -> F:
    for thing, what in reversed(_COLUMNS.items()):
        help = f"Column with {what}: its heading or number."
        command = click.option(f"--{thing}-column", metavar="HEADING", help=help)(command)
    return command


@click.command
@click.argument("file", type=click.Path(path_type=Path))
@_column_options
@click.option("--fee-date", type=Day(), help="Date of payment for fees that the file only marks as paid.")
@list_options
@society_options
def members(file: Path, **given: Any) -> int:
    """Import members, their memberships and fees from FILE (CSV or Excel).

    A row with a new name creates a member. Names that are similar to a member's, or unclear, go to a review file,
    with the reason: fill in its column "member" (an id or name, new, or skip) and run the same command again. Values
    already in the records are never overwritten. Running it twice changes nothing.
    """

    def planned(society: Society, sheet: Sheet, answers: tuple[Query, ...], _: object) -> MemberImport:
        from balintrec.io.member_list import MemberOptions
        from balintrec.io.members import plan_members

        columns = {thing: given[f"{thing.replace('-', '_')}_column"] for thing in _COLUMNS}
        options = MemberOptions(
            {thing: heading for thing, heading in columns.items() if heading is not None},
            given["ignored"],
            given["date_order"],
            given["fee_date"],
        )
        return plan_members(sheet, society, options, answers)

    return run_import(file, given, planned, "members")

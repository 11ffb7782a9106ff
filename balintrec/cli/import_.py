"""``balintrec import attendance``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from balintrec.cli.complete import ids
from balintrec.cli.complete import members as complete_members
from balintrec.cli.importing import list_options, run_import
from balintrec.cli.options import Day, day, society_options

if TYPE_CHECKING:
    from balintrec.exchange.attendance import Options
    from balintrec.exchange.plan import Import
    from balintrec.exchange.review import Query
    from balintrec.exchange.sheet import Sheet
    from balintrec.model import Group
    from balintrec.society import Society


def _groups(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return ids(ctx, "groups", incomplete)


@click.command
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--group", required=True, metavar="ID", shell_complete=_groups, help="The group that met, by id or name."
)
@click.option(
    "--layout",
    type=click.Choice(["rows", "register", "teams", "teams-list", "zoom", "meet", "bigbluebutton", "forms"]),
    help="The kind of list, if it is not recognised: one row per attendee; names down and dates across; "
    "the report of a meeting program; the export of a form.",
)
@click.option("--date-column", metavar="HEADING", help="The column of the day: its heading, or its number.")
@click.option("--name-column", metavar="HEADING", help="The column of the name.")
@click.option("--email-column", metavar="HEADING", help="The column of the e-mail address.")
@click.option("--handle-column", metavar="HEADING", help="The column of the handle.")
@click.option(
    "--present", metavar="MARKS", help="The marks that mean present, such as P,L; no others do then."
)
@click.option(
    "--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="How days such as 03/04/2024 are meant."
)
@click.option("--date", "of_day", type=Day(), help="The day, where the file does not say it.")
@click.option(
    "--min-minutes", type=click.IntRange(min=0), default=0, help="Who stayed for less was not there."
)
@click.option(
    "--leader",
    "leaders",
    multiple=True,
    metavar="ID",
    shell_complete=complete_members,
    help="Who led the new sessions; else the group's leaders, where they were present.",
)
@click.option("--create-members", is_flag=True, help="Make records for names that nobody has, or is like.")
@list_options
@society_options
def attendance(file: Path, group: str, **given: Any) -> int:
    """Take over attendance from FILE, CSV or XLSX: a session file for each day, never guessing who somebody is.

    Names that are not matched go to a review file that says why. Fill in its column member (an id or name, new,
    guest or skip) and run the same command again. Running it twice changes nothing.
    """

    def planned(society: Society, sheet: Sheet, answers: tuple[Query, ...]) -> Import:
        from balintrec.exchange.importing import plan_import

        return plan_import(sheet, society, _group(society, group), _options(given), answers)

    return run_import(file, given, planned, f"attendance of {group}")


def _options(given: dict[str, Any]) -> Options:
    from balintrec.exchange.attendance import Options

    columns = {thing: given[f"{thing}_column"] for thing in ("date", "name", "email", "handle")}
    return Options(
        layout=given["layout"],
        columns={thing: heading for thing, heading in columns.items() if heading is not None},
        present=tuple(mark for mark in (given["present"] or "").split(",") if mark.strip()),
        date_order=given["date_order"],
        day=given["of_day"],
        min_minutes=given["min_minutes"],
        leaders=given["leaders"] or None,
        create_members=given["create_members"],
        on=day(given["on"]),
    )


def _group(society: Society, text: str) -> Group:
    from balintrec.errors import BalintrecError
    from balintrec.names import quoted
    from balintrec.society.meant import meant, no_such

    id = meant(society, "groups", text)
    if group := society.groups.get(id or ""):
        return group
    if id:
        raise BalintrecError(f"the record of the group {id} cannot be read; mend it first (balintrec check)")
    there = f"there are {quoted(society.groups)}" if society.groups else "make it first: balintrec new group"
    raise BalintrecError(no_such(society, "groups", text, there))

"""``balintrec import members``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from balintrec.cli.import_common import list_options, run_import
from balintrec.cli.options import Day, F, society_options

if TYPE_CHECKING:
    from balintrec.io.members import MemberImport
    from balintrec.io.review_file import Query
    from balintrec.io.sheet import Sheet
    from balintrec.society import Society

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
        help = f"The column with {what}: its heading, or its number."
        command = click.option(f"--{thing}-column", metavar="HEADING", help=help)(command)
    return command


@click.command
@click.argument("file", type=click.Path(path_type=Path))
@_column_options
@click.option(
    "--ignore-column",
    "ignored",
    multiple=True,
    metavar="HEADING",
    help="Leave out a column: its heading, or its letter. May be repeated.",
)
@click.option(
    "--date-order",
    type=click.Choice(["dmy", "mdy", "ymd"]),
    help="Order of day and month in ambiguous dates.",
)
@click.option("--fee-date", type=Day(), help="The day on which fees marked only as paid were paid.")
@list_options
@society_options
def members(file: Path, **given: Any) -> int:
    """Import members, their memberships and fees from FILE, CSV or XLSX, never guessing who somebody is.

    A row whose name no member has, or is like, makes a new record. Other unmatched names go to a review file that says
    why: fill in its column member (an id or name, new, or skip) and run the same command again. What a record says
    already is never overwritten. Running it twice changes nothing.
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

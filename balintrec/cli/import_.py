"""``balintrec import attendance``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from balintrec.cli import CANNOT, CLEAN, FOUND
from balintrec.cli.complete import ids
from balintrec.cli.complete import members as complete_members
from balintrec.cli.options import Day, commit_options, day, society_options, work_tree

if TYPE_CHECKING:
    from balintrec.cli.writing import Writer
    from balintrec.exchange.attendance import Options
    from balintrec.exchange.plan import Import
    from balintrec.exchange.review import Query
    from balintrec.exchange.sheet import Sheet
    from balintrec.model import Group
    from balintrec.society import Society
    from balintrec.source import Source, WorkTree

_SHOWN = 10
Text = tuple[str, "str | None", str]
"""The path, the old text (None for a new file) and the new text of a file."""


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
@click.option(
    "--review",
    type=click.Path(path_type=Path),
    help="Where names that are not matched go, and answers come from (default: FILE.review.csv).",
)
@click.option("--create-members", is_flag=True, help="Make records for names that nobody has, or is like.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be written.")
@click.option("--encoding", metavar="NAME", help="How a CSV file is encoded, if not in UTF-8 or UTF-16.")
@click.option("--sheet", metavar="NAME", help="The sheet of an Excel file, if not the first.")
@commit_options
@society_options
def attendance(file: Path, group: str, root: str | None, quiet: bool, dry_run: bool, **given: Any) -> int:
    """Take over attendance from FILE, CSV or XLSX: a session file for each day, never guessing who somebody is.

    Names that are not matched go to a review file that says why. Fill in its column member (an id or name, new,
    guest or skip) and run the same command again. Running it twice changes nothing.
    """
    from contextlib import nullcontext

    from balintrec.cli.terminal import remark
    from balintrec.cli.writing import writer
    from balintrec.report.visible import visible
    from balintrec.store import locked

    tree = work_tree(root)
    write = writer(tree.root, given["commit"], given["message"])
    sheet = _sheet(file, given["encoding"], given["sheet"])
    review: Path = given["review"] or file.with_name(f"{file.name}.review.csv")
    # A commit takes the lock itself, and finds out what others wrote meanwhile.
    with nullcontext() if dry_run or given["commit"] else locked(tree.root):
        read = _as_before(tree, sheet, group, _options(given), review) if given["commit"] else tree
        plan, before = _plan(read, sheet, group, _options(given), review)
        if dry_run:
            done = _dry(tree, plan)
        else:
            texts = _texts(read, plan)
            done = (
                _committed(texts, write, _message(plan, group)) if given["commit"] else _written(tree, texts)
            )
            _write_review(plan, review, before)
    if not quiet:
        for line in (*done, *plan.summary.text().splitlines()):
            click.echo(visible(line))
    else:
        for line in plan.summary.lost:
            click.echo(visible(f"not read: {line}"))
    if plan.summary.queries:
        click.echo(_to_review(plan.summary.queries, review, "would go to" if dry_run else "in"))
    if plan.summary.in_vain:
        remark("nothing could be entered; the table and the notes say why")
        return CANNOT
    return FOUND if plan.summary.incomplete else CLEAN


def _to_review(names: int, review: Path, where: str) -> str:
    from balintrec.report.visible import visible
    from balintrec.report.words import counted

    return (
        f"{counted(names, 'name')} to review {where} {visible(str(review))}: fill in its column member\n"
        "(an id or name, new, guest or skip) and run the same command again"
    )


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


def _sheet(file: Path, encoding: str | None, sheet: str | None) -> Sheet:
    from balintrec.errors import BalintrecError
    from balintrec.exchange.sheet import read_sheet

    data = _bytes(file)
    if data is None:
        raise BalintrecError(f"there is no file {file}")
    try:
        return read_sheet(data, encoding=encoding, sheet=sheet)
    except BalintrecError as error:
        raise BalintrecError(f"{file}: {error}") from None


def _bytes(file: Path) -> bytes | None:
    """What a file of somebody's own holds; None if there is none. Links may lead to it, unlike in a society."""
    from balintrec.errors import BalintrecError
    from balintrec.source import LARGEST, Unreadable, WorkTree

    try:
        target = file.resolve()
        if not target.exists():
            return None
        data = WorkTree(target.parent).read(target.name)
    except (Unreadable, OSError, RuntimeError, ValueError) as error:
        raise BalintrecError(f"{file} cannot be read: {error}") from None
    if len(data) > LARGEST:
        raise BalintrecError(f"{file} is larger than 4 MB; split it, or export the one sheet as CSV")
    return data


def _as_before(tree: WorkTree, sheet: Sheet, group: str, options: Options, review: Path) -> Source:
    """The files, without what a run that was broken off wrote of this very list: that is still to be committed."""
    from balintrec.cli.past import last_commit
    from balintrec.renaming import Plan, Rewrite, as_before

    def planned(source: Source) -> Plan:
        texts = _texts(source, _plan(source, sheet, group, options, review)[0])
        return Plan(
            tuple(Rewrite("" if old is None else path, old or "", path, new) for path, old, new in texts), 0
        )

    return as_before(tree, last_commit(tree.root), planned) or tree


def _plan(
    tree: Source, sheet: Sheet, group: str, options: Options, review: Path
) -> tuple[Import, bytes | None]:
    """The plan, and the review file as it is now."""
    from balintrec.exchange.importing import plan_import
    from balintrec.society import load

    society = load(tree).society
    before = _bytes(review)
    return plan_import(sheet, society, _group(society, group), options, _answers(review, before)), before


def _answers(review: Path, data: bytes | None) -> tuple[Query, ...]:
    from balintrec.errors import BalintrecError
    from balintrec.exchange.review import read_review

    try:
        return read_review(data) if data is not None else ()
    except BalintrecError as error:
        raise BalintrecError(f"{review}: {error}") from None


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


def _texts(tree: Source, plan: Import) -> list[Text]:
    """All that is to be written: made before any is."""
    from balintrec.errors import BalintrecError
    from balintrec.exchange.plan import NewFile

    texts: list[Text] = []
    for write in plan.writes:
        if isinstance(write, NewFile):
            texts.append((write.path, None, write.text))
            continue
        old = tree.read(write.path).decode()
        try:
            texts.append((write.path, old, write.apply(old)))
        except BalintrecError as error:
            raise BalintrecError(f"{write.path}: {error}") from None
    return texts


def _dry(tree: WorkTree, plan: Import) -> list[str]:
    return [f"would {'create' if old is None else 'change'} {path}" for path, old, _ in _texts(tree, plan)]


def _written(tree: WorkTree, texts: list[Text]) -> list[str]:
    """Write members, then sessions: whatever stops in between, the next run goes on."""
    from balintrec.store import replace, write_new

    for path, old, new in texts:
        if old is None:
            write_new(tree.root, path, new)
        else:
            replace(tree.root, path, new, old)
    return _done(texts)


def _committed(texts: list[Text], write: Writer, message: str) -> list[str]:
    """Write all of them as one commit."""
    from balintrec.cli.writing import committed

    with write(message) as change:
        for path, old, new in texts:
            if old is None:
                change.write_new(path, new)
            else:
                change.replace(path, new, old)
    return [*_done(texts), committed(change)]


def _message(plan: Import, group: str) -> str:
    """What the commit says, unless it is told."""
    counted = (
        (plan.summary.new_sessions, "new session"),
        (plan.summary.changed_sessions, "changed session"),
        (len(plan.summary.new_members), "new member"),
    )
    parts = [f"{count} {what}{'' if count == 1 else 's'}" for count, what in counted if count]
    return f"Enter attendance of {group}: {', '.join(parts) or 'other names of members'}"


def _write_review(plan: Import, review: Path, before: bytes | None) -> None:
    from balintrec.store import replace, write_new

    if plan.review is not None and (before is None or before != plan.review.encode()):
        folder, name = review.resolve().parent, review.resolve().name
        if before is None:
            write_new(folder, name, plan.review)
        else:
            replace(folder, name, plan.review, before)


def _done(texts: list[Text]) -> list[str]:
    """What was written: every member, and the first sessions."""
    lines = [f"{'created' if old is None else 'changed'} {path}" for path, old, _ in texts]
    members = sum(path.split("/")[1] == "members" for path, _, _ in texts)
    rest = len(lines) - members - _SHOWN
    return lines[: members + _SHOWN] + ([f"and {rest} more"] if rest > 0 else [])

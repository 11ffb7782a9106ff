"""``balintrec history``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import click

from balintrec.cli.complete import members as complete_members
from balintrec.cli.complete import paths as complete_paths
from balintrec.cli.options import at_option, day, format_option, society_options, source, time_zone, work_tree
from balintrec.cli.options import now as clock

if TYPE_CHECKING:
    from pathlib import Path

    from balintrec.history.log import History
    from balintrec.history.record_history import Life
    from balintrec.repository import Revision
    from balintrec.source import WorkTree


@click.command
@click.argument("record", required=False, shell_complete=complete_paths)
@click.option(
    "--member",
    metavar="MEMBER",
    shell_complete=complete_members,
    help="Show how this member's standing developed.",
)
@format_option("text", "json", "markdown")
@at_option
@society_options
def history(
    record: str | None,
    member: str | None,
    format: str,
    at: str | None,
    root: str | None,
    on: date | None,
    quiet: bool,
) -> None:
    """Show the history of RECORD: when it was entered, changed, moved or removed, by whom, and how late.

    RECORD is a path, a kind/id or an id. With --member, show instead when each requirement was met or lost, and by
    which record.
    """
    from balintrec.cli.terminal import remark, show

    if (record is None) == (member is None):
        raise click.UsageError(
            "give either a RECORD or --member, not both or neither", click.get_current_context()
        )
    read, folder = source(root, at), work_tree(root).root
    if member is not None:
        text, notice = _timeline(read, folder, member, day(on), format)
    else:
        life = _life(read, folder, record or "")
        text, notice = _told(life, format), life.incomplete
    show(text)
    if notice and not quiet:
        remark(notice)


def _life(read: WorkTree | Revision, folder: Path, text: str) -> Life:
    from balintrec.errors import BalintrecError
    from balintrec.history.log import History, zone_or_utc
    from balintrec.history.record_history import life
    from balintrec.history.trace import ref_of
    from balintrec.repository import Repository
    from balintrec.source import WorkTree

    repository = Repository.open(folder)
    past = History.of(repository, "HEAD" if isinstance(read, WorkTree) else read, clock())
    here = {ref: entry.path for entry in read.entries() if (ref := ref_of(entry.path))}
    ref = _meant(folder, text, {*here, *past.traces.stood})
    now = _now(read, past, ref, here.get(ref)) if isinstance(read, WorkTree) else None
    found = life(past, ref, zone_or_utc(time_zone(repository)), now)
    if found is None:
        raise BalintrecError(f"{ref} is not in the git history; commit it first")
    return found


def _now(tree: WorkTree, past: History, ref: str, path: str | None) -> tuple[str, bytes | None] | None:
    """Where the record's file stands in the work tree, and its bytes; None for them if it is gone."""
    from balintrec.source import Unreadable

    if path is None:
        touches = past.traces.lives.get(ref)
        return (touches[-1].change.path, None) if touches else None
    try:
        return path, tree.read(path)
    except Unreadable:
        return None


def _meant(folder: Path, text: str, known: set[str]) -> str:
    """The record that a path, kind/id or id names. Raises `BalintrecError` where none, or more than one, is."""
    from balintrec.errors import BalintrecError
    from balintrec.names import did_you_mean, quoted

    for ref in _readings(folder, text):
        if ref in known:
            return ref
    found = sorted(ref for ref in known if ref.rpartition("/")[2] == text)
    if len(found) == 1:
        return found[0]
    if found:
        raise BalintrecError(
            f'"{text}" is the id of more than one record: {quoted(found)}; write one of these'
        )
    ids = {ref.rpartition("/")[2] for ref in known}
    close = did_you_mean(text, known if "/" in text else ids)
    remedy = f'did you mean "{close}"?' if close else "give its path, its kind/id or its id"
    raise BalintrecError(f'no record "{text}", neither now nor in the history; {remedy}')


def _readings(folder: Path, text: str) -> Iterable[str]:
    """What a text may name: a path from here or from the society's root, or kind/id."""
    import os
    from pathlib import Path

    from balintrec.cli.options import kinds_by_name
    from balintrec.history.trace import ref_of

    named = Path(os.path.normpath(Path.cwd() / text))
    path = named.parent.resolve() / named.name
    if path.is_relative_to(folder):
        yield ref_of(path.relative_to(folder).as_posix()) or ""
    yield ref_of(text) or ""
    kind, _, id = text.rpartition("/")
    model = kinds_by_name().get(kind)
    yield f"{model.kind_folder}/{id}" if model else text


def _told(life: Life, format: str) -> str:
    if format == "json":
        from balintrec.formats.history.json import life_json

        return life_json(life)
    if format == "markdown":
        from balintrec.formats.history.markdown import life_markdown

        return life_markdown(life)
    from balintrec.cli.terminal import painter
    from balintrec.formats.history.text import life_text

    return life_text(life, painter())


def _timeline(
    read: WorkTree | Revision, folder: Path, member: str, on: date, format: str
) -> tuple[str, str | None]:
    """A member's timeline as text, and what cannot be told. Outside git it is not told when records came in."""
    from balintrec.cli.history_source import remembered
    from balintrec.cli.status import member_meant
    from balintrec.errors import BalintrecError
    from balintrec.history.log import zone_or_utc
    from balintrec.history.record_history import entries
    from balintrec.pathway.timeline import timeline
    from balintrec.society import load

    society = load(read)
    id = member_meant(society, member)
    if id not in society.members:
        raise BalintrecError(f"the record of {id} cannot be read: see balintrec check")
    told = timeline(society, society.members[id], on)
    refs = {ref for turn in told.turns for ref in turn.records} | {one.record or "" for one in told.tenures}
    past = remembered(folder, read)
    zone = zone_or_utc(society.about.time_zone if society.about else None)
    entered = entries(past, refs, zone) if past else {}
    incomplete = past.incomplete if past else None
    if format == "json":
        from balintrec.formats.history.json import timeline_json

        return timeline_json(told, entered, incomplete), incomplete
    if format == "markdown":
        from balintrec.formats.history.markdown import timeline_markdown

        return timeline_markdown(society, told, entered), incomplete
    from balintrec.cli.terminal import painter
    from balintrec.formats.history.text import timeline_text

    return timeline_text(society, told, entered, painter()), incomplete

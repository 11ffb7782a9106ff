"""The society that a command reads, with what was read of it in earlier runs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import click

from balintrec.cli.options import now, source

if TYPE_CHECKING:
    from pathlib import Path

    from balintrec.cache.output_cache import RecordedRun
    from balintrec.check import FindingCache
    from balintrec.society.reading import Readings
    from balintrec.source import Source, WorkTree

cache_option = click.option("--no-cache", is_flag=True, help="Do not read or write the cache.")


class Opened(NamedTuple):
    """A source, and what is known of it already (None: nothing is kept)."""

    source: Source
    known: Readings | None


def opened(root: str | None, at: str | None, *, no_cache: bool) -> Opened:
    """The society's files as they are, or as they are in a revision; what is read of them is kept at the end."""
    from balintrec.source import WorkTree

    read = source(root, at)
    if no_cache:
        return Opened(read, None)
    if isinstance(read, WorkTree):
        return _of_tree(read)
    from balintrec.cli.options import work_tree

    return Opened(read, known_of(work_tree(root).root))


def known_of(root: Path) -> Readings | None:
    """What was read of the revisions of a society; None outside git."""
    from balintrec.cache.checksum import git_folder
    from balintrec.cache.parse_cache import ParseCache

    place = git_folder(str(root))
    if place is None:
        return None
    packs = ParseCache(place[1])
    known = packs.read()
    click.get_current_context().call_on_close(lambda: packs.keep(known))
    return known


def finding_cache_of(root: Path) -> FindingCache | None:
    """What was found in the revisions of a society; None outside git."""
    from balintrec.cache.checksum import git_folder
    from balintrec.cache.finding_cache import StoredFindings

    place = git_folder(str(root))
    return StoredFindings(str(root), *place, now().date().isoformat()) if place else None


def _of_tree(read: WorkTree) -> Opened:
    from balintrec.cache.checksum import git_folder
    from balintrec.cache.parse_cache import CachedWorkTree

    place = git_folder(str(read.root))
    known = known_of(read.root)
    if place is None or known is None:
        return Opened(read, None)
    context = click.get_current_context()
    recorded = _recorded_run(context)
    since = recorded.question.now if recorded and recorded.question else None
    tree = CachedWorkTree(read.root, place[1], since, read.hidden)

    def keep() -> None:
        files = tree.keep(known)
        if recorded and files is not None:
            recorded.look(str(tree.root), tree.folders, files)

    context.call_on_close(keep)
    return Opened(tree, known)


def nothing_lasts() -> None:
    """What this command says may be otherwise at the next moment, though nothing is changed: it is not said again."""
    if recorded := _recorded_run(click.get_current_context()):
        recorded.question = None


def looked_at_commits(root: Path) -> None:
    """What this command says depends on commits alone, and can be said again while the same ones are meant."""
    recorded = _recorded_run(click.get_current_context())
    if recorded:
        recorded.look(str(root), (), {})


def _recorded_run(context: click.Context) -> RecordedRun | None:
    """What is said in this run, if it is a command whose answers are kept, and no other with such a word in it."""
    recorded: RecordedRun | None = context.obj
    is_command = context.parent is not None and context.parent.parent is None
    return recorded if recorded and is_command and recorded.is_of(context.info_name) else None


def jobs() -> int:
    """How many processes may share the work: one for each processor that this one may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

"""``balintrec render site``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from balintrec.cli.options import at_option, day, society_options, work_tree
from balintrec.cli.source import Opened, cache_option, jobs, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from balintrec.finding import Finding
    from balintrec.formats.site.frame import Site
    from balintrec.model import Record
    from balintrec.source import Source

_SHORT = 12
"""Digits of a commit that are enough to find it."""


@click.command
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--public", is_flag=True, help="For everybody: the register and the groups, and nothing else.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    help="A language of the pages: en, pl or ur; the first is at the top. Without it, those of the society.",
)
@at_option
@cache_option
@society_options
def site(
    folder: Path,
    public: bool,
    languages: tuple[str, ...],
    at: str | None,
    no_cache: bool,
    root: str | None,
    on: date | None,
    quiet: bool,
) -> None:
    """Write pages for the committee, or with --public for everybody, into the folder DIR.

    They need no server and no script. A folder that holds anything else is not touched; pages that are there no
    longer are removed. Where members stand, what is due, the groups, the policies, the register and what the checker
    found are for the committee: keep that folder as safe as the records.
    """
    from balintrec.cli.site_folder import COMMITTEE, PUBLIC, SiteFolder, refuse_among_records
    from balintrec.cli.terminal import Progress, remark
    from balintrec.formats.site.frame import ready
    from balintrec.formats.site.pages import count, files

    ready(languages)
    refuse_among_records(folder, work_tree(root).root)
    profile = PUBLIC if public else COMMITTEE
    SiteFolder.refuse(folder, profile)  # before the reading, which may take long
    read = opened(root, at, no_cache=no_cache)
    made = _gathered(read, work_tree(root).root, day(on), public, languages, quiet)
    total = count(made)
    with SiteFolder.claimed(folder, profile) as target, Progress("rendering", quiet=quiet) as progress:
        for number, file in enumerate(files(made, jobs())):
            progress(number, total)
            target.write(file.path, file.data)
        removed = target.finish()
    if not quiet:
        remark(_done(folder, total, target.changed, removed))


def _done(folder: Path, files: int, changed: int, removed: int) -> str:
    gone = f", {removed} removed" if removed else ""
    return f"{files} files for the site, {changed} of them new or changed{gone}: open {folder / 'index.html'}"


def _gathered(
    opened: Opened, root: Path, on: date, public: bool, languages: tuple[str, ...], quiet: bool
) -> Site:
    """What the pages are made of. For everybody nothing is checked: no finding is shown."""
    from balintrec.cli.terminal import Progress, remark
    from balintrec.formats.site.frame import site

    read, known = opened
    findings: tuple[Finding, ...] = ()
    unseen = ""
    with Progress("reading", quiet=quiet) as progress:
        if public:
            from balintrec.society import load

            society = load(read, progress, known, jobs()).society
        else:
            from balintrec.cli.history_source import all_checked

            checked, _ = all_checked(root, read, on, progress, known, jobs())
            society, findings, unseen = checked.society, checked.findings, checked.notice
    if unseen and not quiet:
        remark(unseen)
    commit, changed = _origin(root, read)
    return site(
        society,
        on,
        findings,
        _bodies(read),
        spoken=languages,
        public=public,
        commit=commit,
        changed=changed,
        unseen=bool(unseen),
    )


def _bodies(read: Source) -> Callable[[Record], str]:
    from balintrec.document import parse

    return lambda record: parse(read.read(record.path)).body


def _origin(root: Path, read: Source) -> tuple[str, bool]:
    """The commit that was read, and whether what was read differs from it; no commit outside git."""
    if heads := getattr(read, "heads", ()):
        return heads[-1][:_SHORT], len(heads) > 1
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return "", False
    from balintrec.errors import BalintrecError
    from balintrec.repository import Repository
    from balintrec.repository.health import changes

    try:
        return Repository.open(root).revision("HEAD").commit[:_SHORT], bool(changes(root))
    except BalintrecError:  # no commit yet, or git is not there: pages can be had all the same
        return "", False

"""``balintrec review``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from balintrec.cli import CLEAN, FOUND
from balintrec.cli.options import day, format_option, now, society_options, work_tree
from balintrec.cli.source import (
    cache_option,
    finding_cache_of,
    jobs,
    known_of,
    looked_at_commits,
    nothing_lasts,
)

if TYPE_CHECKING:
    from pathlib import Path

    from balintrec.cli.terminal import Progress
    from balintrec.repository import Change, Repository
    from balintrec.review import Review


@click.command
@click.argument("base")
@click.argument("head", default="HEAD")
@format_option(
    "text", "markdown", "json", "github", help="Output format; markdown is meant for a pull request comment."
)
@click.option(
    "--fail-on-concern",
    is_flag=True,
    help="Exit with status 1 also if there is a concern about who entered a record.",
)
@click.option(
    "--addresses",
    is_flag=True,
    help="Show e-mail addresses and telephone numbers, which are hidden by default.",
)
@cache_option
@society_options
def review(
    base: str,
    head: str,
    format: str,
    fail_on_concern: bool,
    addresses: bool,
    no_cache: bool,
    root: str | None,
    on: date | None,
    quiet: bool,
) -> int:
    """Show what HEAD changes compared with BASE: for each person first, then record by record.

    BASE and HEAD are branches, tags, commits or days. Both are read from git; the files in your folder are not
    touched. Each side is evaluated by its own policies, as of the same day.

    Exit codes: 0 no new errors, 1 new errors (or concerns, with --fail-on-concern), 2 usage or environment error,
    3 internal error.
    """
    from balintrec.cli.terminal import Progress, show
    from balintrec.views.redaction import discreet

    folder = work_tree(root).root
    with Progress("reading", quiet=quiet) as progress:
        found = _reviewed(folder, base, head, day(on), progress, keep=not no_cache)
    if not no_cache:
        looked_at_commits(folder)
    show(_report(found if addresses else discreet(found), format, folder))
    return FOUND if found.findings.errors or (fail_on_concern and found.concerns) else CLEAN


def _reviewed(folder: Path, base: str, head: str, on: date, progress: Progress, *, keep: bool) -> Review:
    """Both societies read and compared, from the fork point on."""
    from dataclasses import replace

    from balintrec.check import Side, check_sides
    from balintrec.check.locate import Places
    from balintrec.cli.history_source import commit_named
    from balintrec.history.log import History
    from balintrec.repository import Repository
    from balintrec.review import compare
    from balintrec.review.entry import since
    from balintrec.society.reading import Readings

    repository = Repository.open(folder)
    tip = commit_named(repository, head)
    fork, *other_forks = repository.fork_points(commit_named(repository, base), tip)
    clock = now()
    past = History.of(repository, tip, clock)
    known = known_of(folder) if keep else None
    known = Readings() if known is None else known  # both sides are read once even where nothing is kept
    sides = [
        Side(repository.revision(fork), History.of(repository, fork, clock)),
        Side(repository.revision(tip), past),
    ]
    judgements = finding_cache_of(folder) if keep else None
    before, after = check_sides(sides, on, progress, known, jobs(), judgements)
    if before.unsettled or after.unsettled:
        nothing_lasts()
    changed = _changed(repository, fork, tip)
    places = Places(sides[1].source)
    commits = since(past.commits, fork)
    found = compare(before, after, changed, on, commits, jobs(), places.location)
    return replace(found, fork=fork, tip=tip, other_forks=tuple(other_forks))


def _changed(repository: Repository, fork: str, tip: str) -> tuple[Change, ...]:
    """What differs in the society, and around it where the repository holds more."""

    inside = repository.changed(fork, tip)
    root = repository.root
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    if top == root:
        return inside
    below = root.relative_to(top)
    up = "../" * len(below.parts)
    around = (
        change._replace(path=f"{up}{change.path}", old_path=change.old_path and f"{up}{change.old_path}")
        for change in type(repository).open(top).changed(fork, tip)
        if not change.path.startswith(f"{below.as_posix()}/")
    )
    return (*inside, *around)


def _report(review: Review, format: str, folder: Path) -> str:
    match format:
        case "json":
            from balintrec.formats.review.json import review_json

            return review_json(review)
        case "markdown":
            from balintrec.formats.review.markdown import review_markdown

            return review_markdown(review)
        case "github":
            from balintrec.cli.options import below
            from balintrec.formats.review.github import review_github

            return review_github(review, below(folder))
    from balintrec.cli.terminal import painter
    from balintrec.formats.review.text import review_text

    return review_text(review, painter())

"""``balintrec check``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from balintrec.cli import CLEAN, FOUND
from balintrec.cli.complete import paths as complete_paths
from balintrec.cli.options import (
    at_option,
    below,
    day,
    fail_on_option,
    format_option,
    society_options,
    work_tree,
)
from balintrec.cli.source import cache_option, finding_cache_of, jobs, nothing_lasts, opened

if TYPE_CHECKING:
    from pathlib import Path

    from balintrec.check import Checked, Side
    from balintrec.history.log import History
    from balintrec.repository import Change
    from balintrec.review.findings import Split
    from balintrec.source import Source
    from balintrec.views.check import Shown

FORMATS = ("text", "concise", "json", "github", "gitlab", "sarif")


@click.command
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=complete_paths)
@format_option(*FORMATS)
@fail_on_option()
@click.option("--no-history", is_flag=True, help="Skip the checks that need git history.")
@click.option(
    "--since",
    metavar="REV",
    help="Report only findings introduced since a branch, tag, commit or day.",
)
@at_option
@cache_option
@society_options
def check(
    paths: tuple[str, ...],
    format: str,
    fail_on: str,
    no_history: bool,
    since: str | None,
    at: str | None,
    no_cache: bool,
    root: str | None,
    on: date | None,
    quiet: bool,
) -> int:
    """Check the records of the whole society and report problems.

    With PATH, report only the findings in these files and folders.

    Exit codes: 0 no findings, 1 findings, 2 usage or environment error, 3 internal error.
    """
    from balintrec.check import Side, check_sides
    from balintrec.cli.history_source import remembered
    from balintrec.cli.terminal import Progress, remark, show
    from balintrec.views.check import narrowed

    (read, known), folder = opened(root, at, no_cache=no_cache), work_tree(root).root
    asked = [_inside(folder, path, read if at else None) for path in paths]
    history = None if no_history else remembered(folder, read)
    judgements = None if no_cache else finding_cache_of(folder)
    with Progress("reading", quiet=quiet) as progress:
        fork = _forked(read, folder, since, history) if since else None
        sides = [Side(read, history), *([fork[0]] if fork else [])]
        checked, *before = check_sides(sides, day(on), progress, known, jobs(), judgements)
    if any(one.unsettled for one in (checked, *before)):
        nothing_lasts()
    split = _split(before[0], checked, fork[1]) if fork else None
    shown = narrowed(checked, asked, split)
    show(_report(shown, format, folder, quiet))
    if checked.notice and not quiet:
        remark(checked.notice)
    return _code(shown, fail_on)


def _forked(
    read: Source, folder: Path, since: str, history: History | None
) -> tuple[Side, tuple[Change, ...]]:
    """The society where what is read went out from a revision, and the files that differ since then."""
    from balintrec.check import Side
    from balintrec.cli.history_source import commit_named
    from balintrec.history.log import History
    from balintrec.repository import Repository

    repository = Repository.open(folder)
    tip = commit_named(repository, getattr(read, "heads", ("HEAD",))[-1])
    fork = repository.fork_point(commit_named(repository, since), tip)
    past = History.of(repository, fork, history.now) if history else None
    return Side(repository.revision(fork), past), repository.changed(fork, tip)


def _split(before: Checked, after: Checked, changed: tuple[Change, ...]) -> Split:
    """What is new, fixed and old."""
    from balintrec.review.findings import split
    from balintrec.review.renames import renames

    return split(before.findings, after.findings, renames(before.society, after.society, changed))


def _code(shown: Shown, fail_on: str) -> int:
    worst = shown.worst()
    fails = worst == "error" or (worst == "warning" and fail_on == "warning")
    return FOUND if fails and fail_on != "never" else CLEAN


def _report(shown: Shown, format: str, root: Path, quiet: bool) -> str:
    match format:
        case "concise":
            from balintrec.formats.findings.concise import findings_concise

            return findings_concise(shown, quiet=quiet)
        case "json":
            from balintrec.formats.findings.json import findings_json

            return findings_json(shown)
        case "github":
            from balintrec.formats.findings.github import findings_github

            return findings_github(shown, below(root), quiet=quiet)
        case "gitlab":
            from balintrec.formats.findings.gitlab import findings_gitlab

            return findings_gitlab(shown, below(root))
        case "sarif":
            from balintrec import __version__
            from balintrec.formats.findings.sarif import findings_sarif

            return findings_sarif(shown, __version__, below(root))
    from balintrec.cli.terminal import painter
    from balintrec.formats.findings.text import findings_text

    return findings_text(shown, painter(), quiet=quiet)


def _inside(root: Path, path: str, revision: Source | None) -> str:
    """A path as it is from the society's root. Raises `BalintrecError` if it is missing or not inside."""
    import os
    from pathlib import Path

    from balintrec.errors import BalintrecError

    if revision is None and not os.path.lexists(path):
        raise BalintrecError(f"there is no file or folder {path}")
    # Dots are taken away by name; then the folder's links are followed, as the root's were. The last part may itself
    # be a link, which is a finding.
    named = Path(os.path.normpath(Path.cwd() / path))
    found = named.parent.resolve() / named.name
    if not found.is_relative_to(root):
        raise BalintrecError(f"{path} is outside this society")
    inside = found.relative_to(root).as_posix()
    inside = "" if inside == "." else inside
    if revision and inside and not any(f"{one.path}/".startswith(f"{inside}/") for one in revision.entries()):
        raise BalintrecError(f"there is no file or folder {path} in that revision")
    return inside

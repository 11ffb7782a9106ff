"""``balintrec check``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from balintrec.cli import CLEAN, FOUND
from balintrec.cli.complete import paths as complete_paths
from balintrec.cli.options import day, society_options, work_tree

if TYPE_CHECKING:
    from pathlib import Path

    from balintrec.report.shown import Shown

FORMATS = ("text", "concise", "json", "github", "sarif")


@click.command
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=complete_paths)
@click.option("--format", type=click.Choice(FORMATS), default="text", help="How findings are printed.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    help="Leave with exit code 1 from this severity on.",
)
@society_options
def check(
    paths: tuple[str, ...], format: str, fail_on: str, root: str | None, on: date | None, quiet: bool
) -> int:
    """Check the whole society; show, and fail on, the findings under PATH.

    Exit codes: 0 clean, 1 findings, 2 cannot go on.
    """
    from balintrec.check import check as check_source
    from balintrec.cli.terminal import Progress, show
    from balintrec.report.shown import narrowed

    source = work_tree(root)
    asked = [_inside(source.root, path) for path in paths]
    with Progress("reading", quiet=quiet) as progress:
        checked = check_source(source, day(on), progress)
    shown = narrowed(checked, asked)
    show(_report(shown, format, source.root, quiet))
    return _code(shown, fail_on)


def _code(shown: Shown, fail_on: str) -> int:
    worst = shown.worst()
    fails = worst == "error" or (worst == "warning" and fail_on == "warning")
    return FOUND if fails and fail_on != "never" else CLEAN


def _report(shown: Shown, format: str, root: Path, quiet: bool) -> str:
    match format:
        case "concise":
            from balintrec.report.findings_concise import findings_concise

            return findings_concise(shown, quiet=quiet)
        case "json":
            from balintrec.report.findings_json import findings_json

            return findings_json(shown)
        case "github":
            from balintrec.report.findings_github import findings_github

            return findings_github(shown, _folder(root), quiet=quiet)
        case "sarif":
            from balintrec import __version__
            from balintrec.report.findings_sarif import findings_sarif

            return findings_sarif(shown, __version__, _folder(root))
    from balintrec.cli.terminal import painter
    from balintrec.report.findings_text import findings_text

    return findings_text(shown, painter(), quiet=quiet)


def _inside(root: Path, path: str) -> str:
    """A path as it is from the society's root. Raises `BalintrecError` if it is missing or not inside."""
    import os
    from pathlib import Path

    from balintrec.errors import BalintrecError

    if not os.path.lexists(path):
        raise BalintrecError(f"there is no {path}")
    # Dots are taken away by name; then the folder's links are followed, as the root's were. The last part may itself
    # be a link, which is a finding.
    named = Path(os.path.normpath(Path.cwd() / path))
    found = named.parent.resolve() / named.name
    if not found.is_relative_to(root):
        raise BalintrecError(f"{path} does not lie in this society")
    inside = found.relative_to(root).as_posix()
    return "" if inside == "." else inside


def _folder(root: Path) -> str:
    """How to get from the current folder, where a repository's paths begin, down to the society."""
    from pathlib import Path

    here = Path.cwd().resolve()
    below = root.relative_to(here).as_posix() if root.is_relative_to(here) else "."
    return "" if below == "." else f"{below}/"

"""``balintrec federation``."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from balintrec.cli import CANNOT, CLEAN, FOUND
from balintrec.cli.options import day, fail_on_option, format_option, now, on_option, quiet_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor

    from balintrec.federation import Listed
    from balintrec.views.federation import Row, Summary

FORMATS = ("text", "json", "csv", "markdown")


@click.command
@click.argument("file", metavar="FILE")
@format_option(*FORMATS)
@fail_on_option(", or if a society cannot be read")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Number of societies to check at once (default: one per processor).",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Use the workers of a dask cluster, such as tcp://127.0.0.1:8786.",
)
@click.option(
    "--committed",
    is_flag=True,
    help="Read the last commit of each society instead of its files, which may be missing.",
)
@on_option
@quiet_option
def federation(
    file: str,
    format: str,
    fail_on: str,
    jobs: int | None,
    scheduler: str | None,
    committed: bool,
    on: date | None,
    quiet: bool,
) -> int:
    """Check every society in a list and compare them in one table: records, findings, members, leaders.

    FILE has the folder of one society on each line, relative to FILE; "-" reads standard input. A name can follow:
    ../lahore = Lahore. Lines that begin with # are ignored.

    Exit codes: 0 no findings, 1 findings or an unreadable society, 2 no society could be read, or usage or environment
    error, 3 internal error.
    """
    from balintrec.cli.terminal import Progress, show
    from balintrec.federation import survey_all

    if jobs and scheduler:
        raise click.UsageError("--jobs cannot be used with --scheduler: the cluster has its own workers")
    found = _listed(file)
    with Progress("checking", quiet=quiet) as progress, _executor(jobs, scheduler, len(found)) as executor:
        roots = [one.root for one in found if not one.problem]
        rows = _rows(found, survey_all(roots, day(on), executor, progress, committed=committed, now=now()))
    show(_report(rows, format, day(on)))
    return _code(rows, fail_on)


def _listed(file: str) -> tuple[Listed, ...]:
    """The lines of the list. Raises `BalintrecError` where there are none."""
    from balintrec.errors import BalintrecError
    from balintrec.federation import listed

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        found = listed(data.decode(), Path() if file == "-" else Path(file).parent)
    except IsADirectoryError:
        raise BalintrecError(
            f"{file} is a folder; give a file that lists the folders of societies, one on each line"
        ) from None
    except OSError as error:
        raise BalintrecError(f"cannot read {file}: {(error.strerror or 'it failed').lower()}") from None
    except (UnicodeDecodeError, ValueError):
        raise BalintrecError(
            f"{file} is not UTF-8 text; save it as UTF-8, with the folder of one society on each line"
        ) from None
    if not found:
        raise BalintrecError(f"{file} lists no society; write the folder of one society on each line")
    return found


def _executor(jobs: int | None, scheduler: str | None, most: int) -> AbstractContextManager[Executor]:
    """Processes on this machine, or the workers of a cluster: the rest of the command is the same."""
    if scheduler:
        from balintrec.federation.cluster import cluster

        return cluster(scheduler)
    from balintrec.cli.source import jobs as processors
    from balintrec.federation import Workers

    return Workers(min(jobs or processors(), most))


def _rows(found: Sequence[Listed], summaries: Iterator[Summary]) -> list[Row]:
    """Every line of the list with what is known of it; the summaries are of those without a problem, in order."""
    from balintrec.views.federation import Row, Summary

    return [
        Row(one.folder, one.name, Summary(problem=one.problem) if one.problem else next(summaries))
        for one in found
    ]


def _report(rows: Sequence[Row], format: str, on: date) -> str:
    match format:
        case "json":
            from balintrec.formats.federation.json import federation_json

            return federation_json(rows, on)
        case "csv":
            from balintrec.formats.federation.csv import federation_csv

            return federation_csv(rows)
        case "markdown":
            from balintrec.formats.federation.markdown import federation_markdown

            return federation_markdown(rows)
    from balintrec.cli.terminal import painter
    from balintrec.formats.federation.text import federation_text

    return federation_text(rows, painter())


def _code(rows: Sequence[Row], fail_on: str) -> int:
    if fail_on == "never":
        return CLEAN
    if not any(row.read for row in rows):
        return CANNOT
    wrong = any(not row.read or row.summary.errors for row in rows)
    warned = fail_on == "warning" and any(row.summary.warnings for row in rows)
    return FOUND if wrong or warned else CLEAN

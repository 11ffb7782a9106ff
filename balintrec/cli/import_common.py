"""What the imports have in common: a list and its review file are read, what is planned is written, and all is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from balintrec.cli import CANNOT, CLEAN, FOUND
from balintrec.cli.options import F, commit_options, day, work_tree

if TYPE_CHECKING:
    from balintrec.cli.output import Writer
    from balintrec.finding import Finding
    from balintrec.io.plan import NewFile
    from balintrec.io.review_file import Query
    from balintrec.io.sheet import Sheet
    from balintrec.renaming import Plan
    from balintrec.society import Society
    from balintrec.source import Source, WorkTree

_SHOWN = 10
Text = tuple[str, "str | None", str]
"""The path, the old text (None for a new file) and the new text of a file."""


class Edit(Protocol):
    """Changes to one file."""

    @property
    def path(self) -> str: ...
    def apply(self, text: str) -> str: ...


class Summary(Protocol):
    """What became of every cell, and what is left to do."""

    @property
    def lost(self) -> Sequence[str]: ...
    @property
    def queries(self) -> int: ...
    @property
    def incomplete(self) -> bool: ...
    @property
    def nothing_entered(self) -> bool: ...
    @property
    def made(self) -> str: ...
    @property
    def answers(self) -> str: ...
    def text(self) -> str: ...


class Planned(Protocol):
    """What an import is to write."""

    @property
    def writes(self) -> Sequence[NewFile | Edit]: ...
    @property
    def review(self) -> str | None: ...
    @property
    def summary(self) -> Summary: ...


Planner = Callable[["Society", "Sheet", "tuple[Query, ...]", Callable[[str], str]], Planned]
"""What to write, by the society, the list, the answers of the review file, and the texts of the records."""


def list_options(command: F) -> F:
    """The options of every import: how the file is read, where answers come from, what is written."""
    options = (
        click.option(
            "--ignore-column",
            "ignored",
            multiple=True,
            metavar="HEADING",
            help="Ignore a column, given by its heading or letter. May be repeated.",
        ),
        click.option(
            "--date-order",
            type=click.Choice(["dmy", "mdy", "ymd"]),
            help="Order of day, month and year in ambiguous dates such as 03/04/2024.",
        ),
        click.option(
            "--review",
            type=click.Path(path_type=Path),
            help="Review file for unmatched names and your answers (default: FILE.review.csv).",
        ),
        click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing."),
        click.option(
            "--encoding", metavar="NAME", help="Encoding of a CSV file that is neither UTF-8 nor UTF-16."
        ),
        click.option(
            "--sheet", metavar="NAME", help="Sheet of an Excel file to read (default: the first visible one)."
        ),
        commit_options,
    )
    for option in reversed(options):
        command = option(command)
    return command


def run_import(file: Path, given: dict[str, Any], planner: Planner, what: str) -> int:
    """Read a list of what is to be entered, write what is planned, and say what became of it; the exit code.

    ``given`` are the values of `list_options` and of the society's options.
    """
    from balintrec.cli.output import writer
    from balintrec.store import locked

    tree = work_tree(given["root"])
    write = writer(tree.root, given["commit"], given["message"])
    sheet = _sheet(file, given["encoding"], given["sheet"])
    review: Path = given["review"] or file.with_name(f"{file.name}.review.csv")
    dry_run, commit = given["dry_run"], given["commit"]
    # A commit takes the lock itself, and finds out what others wrote meanwhile.
    with nullcontext() if dry_run or commit else locked(tree.root):
        before = _bytes(review)
        answers = _answers(review, before)

        def planned(source: Source) -> Planned:
            from balintrec.society import load

            return planner(load(source), sheet, answers, lambda path: source.read(path).decode())

        read = _as_before(tree, planned) if commit else tree
        plan = planned(read)
        texts = _texts(read, plan)
        said = [] if given["quiet"] else _check_says(read, texts, day(given["on"]))
        if dry_run:
            done = [f"would {'create' if old is None else 'change'} {path}" for path, old, _ in texts]
        else:
            message = f"Enter {what}: {plan.summary.made}"
            done = _committed(texts, write, message) if commit else _written(tree, texts)
            _write_review(plan, review, before)
    return _report(plan.summary, [*done, *said], review, given)


def _report(summary: Summary, done: list[str], review: Path, given: dict[str, Any]) -> int:
    from balintrec.cli.terminal import remark
    from balintrec.sanitize import visible

    lines = [f"not read: {line}" for line in summary.lost]
    if not given["quiet"]:
        lines = [*done, *summary.text().splitlines()]
    for line in lines:
        click.echo(visible(line))
    if summary.queries:
        click.echo(_to_review(summary, review, "would go to" if given["dry_run"] else "in"))
    if summary.nothing_entered:
        remark("nothing could be entered; the table and the notes say why")
        return CANNOT
    return FOUND if summary.incomplete else CLEAN


def _to_review(summary: Summary, review: Path, where: str) -> str:
    from balintrec.sanitize import visible
    from balintrec.views.phrases import counted

    return (
        f"{counted(summary.queries, 'name')} to review {where} {visible(str(review))}: fill in its column member\n"
        f"({summary.answers}) and run the same command again"
    )


def _sheet(file: Path, encoding: str | None, sheet: str | None) -> Sheet:
    from balintrec.errors import BalintrecError
    from balintrec.io.sheet import read_sheet

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


def _answers(review: Path, data: bytes | None) -> tuple[Query, ...]:
    from balintrec.errors import BalintrecError
    from balintrec.io.review_file import read_review

    try:
        return read_review(data) if data is not None else ()
    except BalintrecError as error:
        raise BalintrecError(f"{review}: {error}") from None


def _as_before(tree: WorkTree, planned: Callable[[Source], Planned]) -> Source:
    """The files, without what a run that was broken off wrote of this very list: that is still to be committed."""
    from balintrec.cli.history_source import last_commit
    from balintrec.renaming import as_before

    def rewrites(source: Source) -> Plan:
        return _rewrites(_texts(source, planned(source)))

    return as_before(tree, last_commit(tree.root), rewrites) or tree


def _rewrites(texts: Sequence[Text]) -> Plan:
    from balintrec.renaming import Plan, Rewrite

    return Plan(
        tuple(Rewrite("" if old is None else path, old or "", path, new) for path, old, new in texts), 0
    )


def _texts(tree: Source, plan: Planned) -> list[Text]:
    """All that is to be written: made before any is."""
    from balintrec.errors import BalintrecError
    from balintrec.io.plan import NewFile

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


def _check_says(source: Source, texts: Sequence[Text], on: date) -> list[str]:
    """What `check` will report that it did not before, a line for each kind of finding."""
    from balintrec.check import check
    from balintrec.renaming import After

    def known(finding: Finding) -> tuple[str, str, str]:
        return finding.rule.code, finding.location.path, finding.message

    if not texts:
        return []
    before = set(map(known, check(source, on).findings))
    kinds: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in check(After(source, _rewrites(texts)), on).findings:
        if known(finding) not in before:
            kinds[finding.rule.code].append(finding)
    return [_of_kind(*findings) for findings in kinds.values()]


def _of_kind(first: Finding, *more: Finding) -> str:
    where = f"{len(more) + 1} times, first in" if more else "in"
    return f"check will say {first.rule.severity} {first.rule.code} {where} {first.location.path}: {first.message}"


def _written(tree: WorkTree, texts: list[Text]) -> list[str]:
    """Write members, then what names them: whatever stops in between, the next run goes on."""
    from balintrec.store import replace, write_new

    for path, old, new in texts:
        if old is None:
            write_new(tree.root, path, new)
        else:
            replace(tree.root, path, new, old)
    return _done(texts)


def _committed(texts: list[Text], write: Writer, message: str) -> list[str]:
    """Write all of them as one commit."""
    from balintrec.cli.output import committed

    with write(message) as change:
        for path, old, new in texts:
            if old is None:
                change.write_new(path, new)
            else:
                change.replace(path, new, old)
    return [*_done(texts), committed(change)]


def _write_review(plan: Planned, review: Path, before: bytes | None) -> None:
    from balintrec.store import replace, write_new

    if plan.review is not None and (before is None or before != plan.review.encode()):
        folder, name = review.resolve().parent, review.resolve().name
        if before is None:
            write_new(folder, name, plan.review)
        else:
            replace(folder, name, plan.review, before)


def _done(texts: list[Text]) -> list[str]:
    """What was written: every member, and the first of the others."""
    lines = [f"{'created' if old is None else 'changed'} {path}" for path, old, _ in texts]
    members = sum(path.split("/")[1] == "members" for path, _, _ in texts)
    rest = len(lines) - members - _SHOWN
    return lines[: members + _SHOWN] + ([f"and {rest} more"] if rest > 0 else [])

"""Many societies as a table for a terminal of 80 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from balintrec.formats.ansi import Painter, plain
from balintrec.sanitize import hanging, padded, visible, wrapped
from balintrec.views.federation import Counts, Row, Summary, places, total, unread
from balintrec.views.phrases import counted

_HEADINGS = ("records", "errors", "warnings", "members", "leaders")
_GAP = "  "
_LONGEST_LIST = 10
"""Codes that are told of; the rest is counted."""


def federation_text(rows: Sequence[Row], paint: Painter = plain) -> str:
    """A row a society in the order given, the sums, and which codes were found in how many societies."""
    sums = total(rows)
    sizes = [
        max(len(heading), len(number)) for heading, number in zip(_HEADINGS, _numbers(sums), strict=True)
    ]
    lines = [paint("quiet", _line("society", _HEADINGS, sizes, paint))]
    for row in rows:
        lines += _society(row, sizes, paint)
    read = len(rows) - len(unread(rows))
    lines += [paint("quiet", "─" * paint.columns)]
    name = f"{read} of {counted(len(rows), 'society')}" if read < len(rows) else counted(read, "society")
    lines += [paint("strong", _line(name, _numbers(sums), sizes, paint)), *_details(sums, paint)]
    lines += _codes(rows, sums.findings, paint)
    if read < len(rows):
        lines += ["", paint("error", f"{counted(len(rows) - read, 'society')} could not be read")]
    return "\n".join(line.rstrip() for line in lines)


def _society(row: Row, sizes: Sequence[int], paint: Painter) -> Iterator[str]:
    title = visible(row.title)
    if not row.read:
        yield paint("error", padded(title, paint.columns).rstrip())
        yield from hanging("    not read: ", visible(_unread(row)), columns=paint.columns)
        return
    summary = row.summary
    line = _line(title, _numbers(summary), sizes, paint)
    yield paint(_colour(summary), line) if _colour(summary) else line
    yield from _details(summary, paint)


def _unread(row: Row) -> str:
    """Why nothing is known; with the folder, where the list calls the society by another name."""
    return f"{row.summary.problem}: {row.folder}" if row.title != row.folder else row.summary.problem


def _colour(summary: Summary) -> str:
    if summary.errors:
        return "error"
    return "warning" if summary.warnings else ""


def _line(name: str, numbers: Sequence[str], sizes: Sequence[int], paint: Painter) -> str:
    """A name, clipped where it is too long, and right-aligned numbers."""
    right = "".join(f"{_GAP}{number:>{size}}" for number, size in zip(numbers, sizes, strict=True))
    return padded(name, max(paint.columns - len(right), 8)) + right


def _numbers(summary: Summary) -> tuple[str, ...]:
    numbers = (
        summary.records,
        summary.errors,
        summary.warnings,
        summary.members.total,
        summary.leaders.current,
    )
    return tuple(map(str, numbers))


def _details(summary: Summary, paint: Painter) -> Iterator[str]:
    """What does not fit into columns: stages differ from society to society."""
    leaders = zip(summary.leaders._fields, summary.leaders, strict=True)
    told = (
        ("files", _lost(summary)),
        ("members", _list(places(summary.members))),
        ("leaders", _list((word, number) for word, number in leaders if number)),
        ("history", "not judged; in that folder, balintrec doctor says why" if summary.past_unjudged else ""),
        ("commit", "the files are not those of the last commit" if summary.changed else ""),
    )
    for label, words in told:
        if words:
            parts = hanging(f"    {label}: ", words, columns=paint.columns)
            yield from (paint("quiet", part) for part in parts)


def _lost(summary: Summary) -> str:
    lost = summary.files - summary.records
    return (
        f"{lost} of {summary.files} not readable as {'a record' if lost == 1 else 'records'}" if lost else ""
    )


def _list(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{visible(word)} {number}" for word, number in counts)


def _codes(rows: Iterable[Row], findings: Counts, paint: Painter) -> Iterator[str]:
    """The codes found most often first, each with the number of societies that have it."""
    if not findings:
        return
    from balintrec.check import rules

    names = {rule.code: rule.name for rule in rules()}
    where = Counter(code for row in rows for code, _ in row.summary.findings)
    yield from ("", paint("strong", "Findings"))
    ordered = sorted(findings, key=lambda one: (-one[1], one[0]))
    for code, number in ordered[:_LONGEST_LIST]:
        said = f"{number} in {counted(where[code], 'society')}"
        left = f"  {code} {names.get(code, '')}"
        yield f"{padded(left, max(paint.columns - len(said) - 2, 9))}{_GAP}{said}"
    if len(ordered) > _LONGEST_LIST:
        more = counted(len(ordered) - _LONGEST_LIST, "code")
        yield from wrapped(f"  and {more} more: --format json lists all", paint.columns)

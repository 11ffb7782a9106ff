"""Many societies as Markdown, for a report of the federation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balintrec.formats.markdown import safe
from balintrec.views.federation import Row, Summary, places, total
from balintrec.views.phrases import counted, well_formed

_HEADINGS = ("Society", "Records", "Errors", "Warnings", "Members", "Leaders", "Remark")
_RULE = ("---", "--:", "--:", "--:", "---", "---", "---")


def federation_markdown(rows: Sequence[Row]) -> str:
    """One table with the sums in its last row."""
    sums = total(rows)
    read = sum(row.read for row in rows)
    name = f"{read} of {counted(len(rows), 'society')}" if read < len(rows) else counted(read, "society")
    cells = [_HEADINGS, _RULE, *map(_row, rows), (f"**{name}**", *_numbers(sums), "")]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _row(row: Row) -> tuple[str, ...]:
    title = safe(well_formed(row.title))
    if not row.read:
        return (title, "", "", "", "", "", safe(row.summary.problem))
    return (title, *_numbers(row.summary), "; ".join(_remarks(row.summary)))


def _numbers(summary: Summary) -> tuple[str, ...]:
    leaders = zip(summary.leaders._fields, summary.leaders, strict=True)
    return (
        str(summary.records),
        str(summary.errors),
        str(summary.warnings),
        _list(places(summary.members)),
        _list((word, number) for word, number in leaders if number),
    )


def _list(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{safe(word)} {number}" for word, number in counts)


def _remarks(summary: Summary) -> Iterator[str]:
    if lost := summary.files - summary.records:
        yield f"{lost} of {summary.files} files not readable"
    if summary.past_unjudged:
        yield "history not judged"
    if summary.changed:
        yield "not all committed"

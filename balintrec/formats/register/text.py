"""The register for a terminal, a section a credential; on a narrow one a few lines an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from balintrec.formats.ansi import Painter, plain
from balintrec.formats.register.phrases import days, ended, heading, nobody, summary
from balintrec.sanitize import hanging, padded, visible, wrapped
from balintrec.society import Society
from balintrec.views.register import Entry, State, latin, other_scripts

_HEADINGS = ("leader", "certificate", "granted", "valid until", "state")
_SIZES = (10, 11, 9)
"""Columns of the two days and of the state."""
_NUMBER, _NARROW = 18, 72
_COLOURS = {
    State.CURRENT: "met",
    State.LAPSED: "quiet",
    State.SUSPENDED: "warning",
    State.REVOKED: "not-met",
    State.UNKNOWN: "unknown",
}


def register_text(society: Society, entries: Sequence[Entry], on: date, paint: Painter = plain) -> str:
    """The entries in their order, first those of the first credential; then how many there are of which state."""
    lines = list(wrapped(visible(heading(society, on)), paint.columns))
    for credential, some in groupby(
        sorted(entries, key=lambda one: one.credential), lambda one: one.credential
    ):
        lines += ["", *(paint("strong", line) for line in wrapped(visible(credential), paint.columns))]
        lines += (_table if paint.columns >= _NARROW else _blocks)(list(some), paint)
    lines += ["", *wrapped(summary(entries) if entries else nobody(on), paint.columns)]
    return "\n".join(line.rstrip() for line in lines)


def _table(entries: list[Entry], paint: Painter) -> Iterator[str]:
    number = min(max(len("certificate"), *(len(entry.number or "") for entry in entries)), _NUMBER)
    name = paint.columns - number - sum(_SIZES) - 2 * 4 - 2
    sizes = (name, number, *_SIZES)
    yield paint("quiet", _line(_HEADINGS, sizes))
    for entry in entries:
        shown = list(wrapped(visible(latin(entry.name)), name))
        numbers = list(wrapped(visible(entry.number or ""), number))
        first = (shown[0], numbers[0], str(entry.granted), days(entry).until)
        yield f"{_line(first, sizes)}  {paint(_COLOURS[entry.state], entry.state)}"
        for row in range(1, max(len(shown), len(numbers))):
            yield _line((_at(shown, row), _at(numbers, row)), sizes)
        # At the end of a line of its own: in a table it would turn the columns around.
        yield from (f"    {visible(text)}" for _, text in other_scripts(entry.name))
        if entry.membership_ended:
            yield f"    {ended(entry)}"


def _line(cells: Sequence[str], sizes: Sequence[int]) -> str:
    return "  " + "  ".join(padded(cell, size) for cell, size in zip(cells, sizes, strict=False))


def _at(lines: list[str], row: int) -> str:
    return lines[row] if row < len(lines) else ""


def _blocks(entries: Iterable[Entry], paint: Painter) -> Iterator[str]:
    for entry in entries:
        yield from hanging("  ", visible(latin(entry.name)), columns=paint.columns)
        yield from (f"    {visible(text)}" for _, text in other_scripts(entry.name))
        until = days(entry).until
        said = (
            entry.state,
            entry.number and f"certificate {visible(entry.number)}",
            f"granted {entry.granted}",
            until if entry.until is None else f"valid until {until}",
            ended(entry),
        )
        yield from hanging("    ", "; ".join(filter(None, said)), columns=paint.columns)

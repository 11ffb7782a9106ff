"""The register for a terminal, a section a credential; on a narrow one a few lines an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from balintrec.formats.ansi import Painter, plain
from balintrec.formats.register.phrases import HEADINGS, STATES, heading, nobody, summary, until
from balintrec.sanitize import hanging, padded, visible, width, wrapped
from balintrec.society import Society
from balintrec.views.register import Entry, State, latin, other_scripts
from balintrec.views.standing import ended
from balintrec.wording.language import ENGLISH, Language
from balintrec.wording.message import NOTHING, joined, message
from balintrec.wording.vocabulary import word

_NUMBER, _NARROW = 18, 72
_SIZES = (10, 11, 9)
"""Columns that the two days and the state take at least."""
_COLOURS = {
    State.CURRENT: "met",
    State.LAPSED: "quiet",
    State.SUSPENDED: "warning",
    State.REVOKED: "not-met",
    State.UNKNOWN: "unknown",
}


def register_text(
    society: Society, entries: Sequence[Entry], on: date, paint: Painter = plain, speak: Language = ENGLISH
) -> str:
    """The entries in their order, first those of the first credential; then how many there are of which state."""
    lines = list(wrapped(speak.say(heading(society, on)), paint.columns))
    for credential, some in groupby(
        sorted(entries, key=lambda one: one.credential), lambda one: one.credential
    ):
        lines += [
            "",
            *(paint("strong", line) for line in wrapped(speak.say(word(credential)), paint.columns)),
        ]
        lines += (_table if paint.columns >= _NARROW else _blocks)(list(some), paint, speak)
    lines += ["", *wrapped(speak.say(summary(entries) if entries else nobody(on)), paint.columns)]
    return "\n".join(line.rstrip() for line in lines)


def _table(entries: list[Entry], paint: Painter, speak: Language) -> Iterator[str]:
    heads = tuple(map(speak.say, HEADINGS))
    granted = [speak.day(entry.granted, "medium") for entry in entries]
    ends = [speak.say(until(entry)) for entry in entries]
    states = [speak.say(STATES[entry.state]) for entry in entries]
    number = min(max(width(heads[1]), *(width(entry.number or "") for entry in entries)), _NUMBER)
    days = [
        max(map(width, (head, *cells)))
        for head, cells in zip(heads[2:], (granted, ends, states), strict=True)
    ]
    days = [max(size, least) for size, least in zip(days, _SIZES, strict=True)]
    name = paint.columns - number - sum(days) - 2 * 4 - 2
    sizes = (name, number, *days)
    yield paint("quiet", _line(heads, sizes))
    for entry, grant, end, state in zip(entries, granted, ends, states, strict=True):
        shown = list(wrapped(visible(latin(entry.name)), name))
        numbers = list(wrapped(visible(entry.number or ""), number))
        first = (shown[0], numbers[0], grant, end)
        yield f"{_line(first, sizes)}  {paint(_COLOURS[entry.state], state)}"
        for row in range(1, max(len(shown), len(numbers))):
            yield _line((_at(shown, row), _at(numbers, row)), sizes)
        # At the end of a line of its own: in a table it would turn the columns around.
        yield from (f"    {visible(text)}" for _, text in other_scripts(entry.name))
        if entry.membership_ended:
            yield f"    {speak.say(ended(entry.membership_ended))}"


def _line(cells: Sequence[str], sizes: Sequence[int]) -> str:
    return "  " + "  ".join(padded(cell, size) for cell, size in zip(cells, sizes, strict=False))


def _at(lines: list[str], row: int) -> str:
    return lines[row] if row < len(lines) else ""


def _blocks(entries: Iterable[Entry], paint: Painter, speak: Language) -> Iterator[str]:
    for entry in entries:
        yield from hanging("  ", visible(latin(entry.name)), columns=paint.columns)
        yield from (f"    {visible(text)}" for _, text in other_scripts(entry.name))
        said = (
            STATES[entry.state],
            message("certificate %(number)s", number=entry.number) if entry.number else NOTHING,
            message("granted %(day)s", day=entry.granted),
            message("valid until %(day)s", day=entry.until) if entry.until else until(entry),
            ended(entry.membership_ended),
        )
        yield from hanging("    ", speak.say(joined(said, "; ")), columns=paint.columns)

"""What is unsafe or slow about a clone, for a terminal. A command stands on a line of its own, never broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from balintrec.formats.ansi import Painter, plain
from balintrec.sanitize import hanging, visible, wrapped
from balintrec.views.doctor import Advice, Level

_COLOURS = {Level.UNSAFE: "error", Level.SLOW: "warning", Level.ADVICE: "help"}
_LABEL, _MARGIN = 8, "        "


def doctor_text(found: Sequence[Advice], looked_at: str, paint: Painter = plain) -> str:
    """One paragraph a thing, and how many there are of each level; ``looked_at`` says at what."""
    lines: list[str] = []
    for one in found:
        lines += [*_paragraph(one, paint), ""]
    return "\n".join([*lines, *wrapped(f"{_summary(found)}; looked at {looked_at}", paint.columns)])


def _paragraph(one: Advice, paint: Painter) -> Iterator[str]:
    label = f"{one.level:<{_LABEL}}"
    yield from hanging(paint(_COLOURS[one.level], label), visible(one.what), _LABEL, paint.columns)
    yield from hanging(_MARGIN, visible(one.why), columns=paint.columns)
    for command in one.commands:
        yield paint("strong", f"{_MARGIN}$ {visible(command)}")


def _summary(found: Sequence[Advice]) -> str:
    levels = [one.level for one in found]
    counts = [f"{levels.count(level)} {level}" for level in Level if level in levels]
    return ", ".join(counts) or "nothing unsafe, and nothing slow"

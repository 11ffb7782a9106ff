"""The register as a Markdown table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from balintrec.formats.markdown import safe
from balintrec.formats.register.phrases import days, ended, heading, nobody, summary
from balintrec.society import Society
from balintrec.views.register import Entry, latin, other_scripts


def register_markdown(society: Society, entries: Sequence[Entry], on: date) -> str:
    """A row an entry; nothing that stands in a record comes to life."""
    if not entries:
        return f"# {safe(heading(society, on))}\n\n{nobody(on)}"
    return "\n".join([f"# {safe(heading(society, on))}", "", *_rows(entries), "", f"{summary(entries)}."])


def _rows(entries: Sequence[Entry]) -> Iterator[str]:
    yield "| leader | credential | certificate | granted | valid until | state |"
    yield "|---|---|---|---|---|---|"
    for entry in entries:
        names = " · ".join(safe(text) for text in (latin(entry.name), *_others(entry)))
        written = days(entry)
        state = f"{entry.state} since {written.since}" if written.since else str(entry.state)
        state = "; ".join(filter(None, (state, ended(entry))))
        cells = (safe(entry.credential), safe(entry.number or ""), written.granted, written.until, state)
        yield f"| {names} | {' | '.join(cells)} |"


def _others(entry: Entry) -> Iterator[str]:
    return (text for _, text in other_scripts(entry.name))

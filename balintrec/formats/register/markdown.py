"""The register as a Markdown table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from balintrec.formats.markdown import safe, said
from balintrec.formats.register.phrases import HEADINGS, heading, nobody, state, summary, until
from balintrec.society import Society
from balintrec.views.register import Entry, latin, other_scripts
from balintrec.views.standing import ended
from balintrec.wording.language import ENGLISH, Language
from balintrec.wording.message import joined, message
from balintrec.wording.vocabulary import word


def register_markdown(society: Society, entries: Sequence[Entry], on: date, speak: Language = ENGLISH) -> str:
    """A row an entry; nothing that stands in a record comes to life."""
    title = f"# {said(speak, heading(society, on))}"
    if not entries:
        return f"{title}\n\n{said(speak, nobody(on))}"
    return "\n".join([title, "", *_rows(entries, speak), "", f"{said(speak, summary(entries))}."])


def _rows(entries: Sequence[Entry], speak: Language) -> Iterator[str]:
    leader, *others = HEADINGS
    heads = (leader, message("credential"), *others)
    yield f"| {' | '.join(map(speak.say, heads))} |"
    yield "|---|---|---|---|---|---|"
    for entry in entries:
        names = " · ".join(safe(text) for text in (latin(entry.name), *_others(entry)))
        cells = (
            word(entry.credential),
            entry.number or "",
            message("%(day)s", day=entry.granted),
            until(entry),
            joined((state(entry), ended(entry.membership_ended)), "; "),
        )
        yield f"| {names} | {' | '.join(said(speak, cell) for cell in cells)} |"


def _others(entry: Entry) -> Iterator[str]:
    return (text for _, text in other_scripts(entry.name))

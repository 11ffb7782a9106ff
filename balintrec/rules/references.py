"""Rules on what records name: other records must exist, and be of the right kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Fault
from balintrec.model import KINDS
from balintrec.model.refers import references
from balintrec.names import ID, did_you_mean, fold
from balintrec.rules.rule import at, error, fault
from balintrec.society import Society


@error("REF001", "unknown-record")
def unknown_record(society: Society, on: date) -> Iterator[Fault]:
    """A record is named that does not exist.

    An id is the name of a file without .md. A misspelt one would silently take a session from somebody's
    count.

    Wrong:
        # records/sessions/2024-03-12-lahore-tuesday.md
        attendees: [sana-malik, ayesha-kahn]
    Right:
        # records/sessions/2024-03-12-lahore-tuesday.md
        attendees: [sana-malik, ayesha-khan]
    """
    for record in society.all():
        for key, refers, id in references(record):
            if society.known(refers.kind, id) or (refers.loose and not ID.fullmatch(id)):
                continue
            noun = KINDS[refers.kind].noun
            yield fault(at(record, *key), f'no {noun} "{id}"', _remedy(society, refers.kind, id))


def _remedy(society: Society, kind: str, id: str) -> str:
    meant = _by_name(society, id) if kind == "members" else None
    meant = meant or did_you_mean(id, society.records[kind])
    if meant:
        return f'did you mean "{meant}"?'
    elsewhere = next((other for other in KINDS if other and society.known(other, id)), None)
    if elsewhere:
        return f"there is a {KINDS[elsewhere].noun} of that name, but a {KINDS[kind].noun} is wanted here"
    return f"correct the id, or add records/{kind}/{id}.md (balintrec new {KINDS[kind].noun})"


def _by_name(society: Society, text: str) -> str | None:
    """The one member whose name, in any script, is this text."""
    wanted = fold(text)
    found = {
        member.id
        for member in society.members.values()
        if wanted in {fold(name) for name in (*member.name.values(), *member.also_known_as)}
    }
    return found.pop() if len(found) == 1 else None


RULES = (unknown_record,)

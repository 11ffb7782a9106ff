"""Rules on what records name: other records must exist, be of the right kind, and be named once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Key, Problem
from balintrec.model import KINDS, Application, Record, Session
from balintrec.model.confidential import IF_TEXT
from balintrec.model.keys import mentioned, references
from balintrec.names import ID, slug
from balintrec.rules.rule import at, error, problem, warning
from balintrec.society import Society
from balintrec.society.lookup import remedy
from balintrec.wording.message import joined, message

_LONGEST = 100
"""So many letters of what is no id are shown."""


@error("REF001", "unknown-record")
def unknown_record(society: Society, on: date) -> Iterator[Problem]:
    """A record names another record that does not exist.

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
        if all(society.all_known(kind, ids) for kind, ids in mentioned(record)):
            continue  # as of most: no need to look for the places
        for key, refers, id in references(record):
            if society.known(refers.kind, id) or (refers.loose and not _is_meant_as_id(society, id)):
                continue
            noun, word = KINDS[refers.kind].noun, _shown(record, key, id)
            help = remedy(society, refers.kind, id, shown=bool(word))
            if word:
                said = message('no %(kind)s "%(id)s"', kind=noun, id=word)
            else:
                said = message("no %(kind)s has the id that is written here", kind=noun)
                help = joined((help, IF_TEXT), "; ")
            yield problem(at(record, *key), said, help)


def _shown(record: Record, key: Key, id: str) -> str:
    """The id as far as a message may hold it; empty in a list of a confidential record.

    Where the line of dashes is missing, a list at the beginning of the text goes on with one of ids.
    """
    return "" if record.confidential and isinstance(key[-1], int) else id[:_LONGEST]


def _is_meant_as_id(society: Society, text: str) -> bool:
    """Whether what may be an id or a name is an id, well or badly written, rather than a name."""
    return bool(ID.fullmatch(text)) or (len(text.split()) == 1 and slug(text) in society.members)


@warning("REF002", "listed-twice")
def named_twice(society: Society, on: date) -> Iterator[Problem]:
    """A list names the same record twice.

    It counts once; most often somebody or something else was meant the second time.

    Wrong:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        supervisees: [bilal-ahmed, bilal-ahmed]
    Right:
        # records/supervisions/2024-04-02-bilal-ahmed.md
        supervisees: [bilal-ahmed, sana-malik]
    """
    for record in society.all():
        if isinstance(record, Session | Application):
            continue  # they have rules of their own: what is named twice there counts otherwise
        if all(len(ids) == len(set(ids)) for _, ids in mentioned(record)):
            continue  # as in most: no need to look for the places
        first: dict[tuple[Key, str], Key] = {}
        for key, refers, id in references(record):
            if not isinstance(key[-1], int):
                continue
            earlier = first.setdefault((key[:-1], id), key)
            if earlier is not key:
                word = _shown(record, key, id) if not society.known(refers.kind, id) else id
                repeated = message('"%(id)s" is listed twice', id=word)
                said = repeated if word else message("this is listed twice")
                related = (at(record, *earlier), message("first listed here"))
                yield problem(
                    at(record, *key), said, message("delete one of the two, or correct it"), related
                )

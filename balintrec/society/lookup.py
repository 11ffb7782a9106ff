"""Which record somebody means by an id or a name, in any script and spelling. Suggested at most, never guessed."""

from __future__ import annotations

from balintrec.errors import BalintrecError
from balintrec.model import KINDS, Record
from balintrec.names import did_you_mean, fold, quoted, slug
from balintrec.society.society import Society


def meant(society: Society, kind: str, text: str) -> str | None:
    """The id of the one record with this id or name, in any case. Raises `BalintrecError` for several."""
    if society.known(kind, text):
        return text
    wanted, id = fold(text), slug(text)
    found = [one.id for one in society.records[kind].values() if wanted and wanted in _names(one)]
    if id not in found and society.known(kind, id):  # written with a blank or a capital
        found.append(id)
    if len(found) > 1:
        raise BalintrecError(f'"{text}" is the name of several: {quoted(found)}; use the id')
    return found[0] if found else None


def no_such(society: Society, kind: str, text: str, otherwise: str = "") -> str:
    """That there is no such record, with the one that was perhaps meant, else with another remedy."""
    close = perhaps(society, kind, text)
    remedy = f"did you mean {quoted(close)}?" if close else otherwise
    return f'no {KINDS[kind].noun} "{text}"' + (f"; {remedy}" if remedy else "")


def perhaps(society: Society, kind: str, text: str) -> list[str]:
    """Ids in quotation marks: of whoever is called so among other words, else the one with an id or name like it."""
    records, words = society.records[kind], set(fold(text).split())
    among = [
        one.id for one in records.values() if words and any(words <= {*name.split()} for name in _names(one))
    ]
    names = {name: one.id for one in records.values() for name in _names(one)}
    close = did_you_mean(text, records) or names.get(did_you_mean(fold(text), names) or "")
    found = among if 0 < len(among) < 4 else [close] if close else []
    return [f'"{id}"' for id in found]


def _names(record: Record) -> set[str]:
    """Every name of a record, folded."""
    names = getattr(record, "name", {}).values()
    return {fold(name) for name in (*names, *getattr(record, "known_as", ()))}

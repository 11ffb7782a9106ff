"""Which record somebody means by an id or a name, in any script and spelling. Suggested at most, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from balintrec.errors import BalintrecError
from balintrec.model import KINDS, Group, Member, Policy, Record
from balintrec.names import did_you_mean, fold, name_words, quoted, slug
from balintrec.society.society import Society, SocietyIndex
from balintrec.wording.message import NOTHING, Message, joined, message

_BETWEEN = re.compile(r"[\s;,،؛|+&]+")
_CLOSE, _CLOSE_IF_SHORT = 0.88, 0.7
"""Two letters of a long word, one of a short one."""
_COMPARISONS = 60_000
"""So many ids are compared letter by letter; whoever has more unknown ones has something else to mend first."""


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


class Called(NamedTuple):
    """One name of a record, as it is compared."""

    id: str
    name: str
    words: frozenset[str]


def remedy(society: Society, kind: str, id: str, *, shown: bool = True) -> Message:
    """What to do about an id of a kind that is not there; the same id is thought about once.

    Where it may not be ``shown`` only ids that there are stand in it.
    """
    remedies = society.derived(_Lookup).remedies
    key = (kind, id, shown)
    if key not in remedies:
        remedies[key] = _remedy(society, kind, id, shown)
    return remedies[key]


def _remedy(society: Society, kind: str, id: str, shown: bool) -> Message:
    parts = _BETWEEN.split(id.strip())
    if len(parts) > 1 and all(society.known(kind, part) for part in parts):
        return message("these are several: put a comma and a space between them")
    bare = id.rsplit("/", 1)[-1].removesuffix(".md")
    if society.known(kind, bare):
        return message('did you mean "%(word)s"?', word=bare)
    close = by_name(society, kind, bare) or _close(society, kind, bare)
    meant = message('did you mean "%(word)s"?', word=close) if close else NOTHING
    elsewhere = next((other for other in KINDS if other and society.known(other, bare)), None)
    if elsewhere:
        wanted = message(
            "this is the name of a record in %(other)s, but one in %(kind)s is wanted here",
            other=elsewhere,
            kind=kind,
        )
        return joined((wanted, meant), "; ")
    return meant or _add(kind, slug(bare)[:100].strip("-") if shown else "")


def _add(kind: str, free: str) -> Message:
    """To add a record, under an id where one is given."""
    noun = KINDS[kind].noun
    if free:
        return message(
            "correct the id, or add %(path)s (balintrec new %(kind)s)",
            path=f"records/{kind}/{free}.md",
            kind=noun,
        )
    return message("correct the id, or add one: balintrec new %(kind)s", kind=noun)


def _close(society: Society, kind: str, id: str) -> str | None:
    """The id that is written almost like this."""
    candidates, lookup = society.records[kind], society.derived(_Lookup)
    if lookup.compared > _COMPARISONS:
        return None
    lookup.compared += len(candidates)
    return did_you_mean(id, candidates)


def by_name(society: Society, kind: str, text: str) -> str | None:
    """The one record that is called so: in any script, in any order of words, by a part of the name or with a title."""
    called = society.derived(_Lookup).called(kind)
    wanted, words = fold(text), name_words(text)
    if not words:
        return None
    likely: tuple[Callable[[Called], bool], ...] = (
        lambda one: one.name == wanted,
        lambda one: one.words == words,
        lambda one: words < one.words and max(map(len, words)) > 2,
        lambda one: len(one.words) > 1 and one.words < words,
    )
    for fits in likely:
        found = {one.id for one in called if fits(one)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


class _Lookup(SocietyIndex):
    """The names of records as they are compared, and what was found by them."""

    def __init__(self, society: Society) -> None:
        super().__init__(society)
        self.remedies: dict[tuple[str, str, bool], Message] = {}
        """By kind, id and whether the id may be shown."""
        self.compared = 0
        """How many ids were compared letter by letter."""
        self._called: dict[str, tuple[Called, ...]] = {}

    def called(self, kind: str) -> tuple[Called, ...]:
        """Every name of the records of a kind."""
        if kind not in self._called:
            self._called[kind] = tuple(
                Called(record.id, fold(name), name_words(name))
                for record in self.society.records[kind].values()
                for name in _names_and_title(record)
            )
        return self._called[kind]


def almost(word: str, known: Iterable[str]) -> str | None:
    """The known word from which this one differs by a letter or two; numbers are meant as they stand."""
    from difflib import get_close_matches  # paid for only when a word stands alone

    close = get_close_matches(
        word, sorted(set(known) - {word}), n=1, cutoff=_CLOSE if len(word) > 5 else _CLOSE_IF_SHORT
    )
    return close[0] if close and _letters(close[0]) != _letters(word) else None


def _letters(word: str) -> str:
    return "".join(letter for letter in word if not letter.isdigit())


def _names_and_title(record: Record) -> Iterator[str]:
    if isinstance(record, Member | Group):
        yield from record.name.values()
    if isinstance(record, Member):
        yield from record.known_as
    if isinstance(record, Policy):
        yield record.title

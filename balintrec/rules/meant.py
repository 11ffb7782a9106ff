"""What somebody meant who named a record that does not exist: an id misspelt, a name, a path, several in one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from balintrec.model import KINDS, Group, Member, Policy, Record
from balintrec.names import article, did_you_mean, fold, name_words, slug
from balintrec.society import Society

_BETWEEN = re.compile(r"[\s;,،؛|+&]+")
_CLOSE, _CLOSE_IF_SHORT = 0.88, 0.7
"""Two letters of a long word, one of a short one."""
_COMPARISONS = 60_000
"""So many ids are compared letter by letter; whoever has more unknown ones has something else to mend first."""


class Called(NamedTuple):
    """One name of a record, as it is compared."""

    id: str
    name: str
    words: frozenset[str]


def remedy(society: Society, kind: str, id: str, *, shown: bool = True) -> str:
    """What to do about an id of a kind that is not there; the same id is thought about once.

    Where it may not be ``shown`` only ids that there are stand in it.
    """
    key = ("remedy", kind, id, shown)
    if key not in society.memo:
        society.memo[key] = _remedy(society, kind, id, shown)
    return str(society.memo[key])


def _remedy(society: Society, kind: str, id: str, shown: bool) -> str:
    noun = KINDS[kind].noun
    parts = _BETWEEN.split(id.strip())
    if len(parts) > 1 and all(society.known(kind, part) for part in parts):
        return "these are several: put a comma and a space between them"
    bare = id.rsplit("/", 1)[-1].removesuffix(".md")
    if society.known(kind, bare):
        return f'did you mean "{bare}"?'
    close = by_name(society, kind, bare) or _close(society, kind, bare)
    meant = f'did you mean "{close}"?' if close else ""
    elsewhere = next((other for other in KINDS if other and society.known(other, bare)), None)
    if elsewhere:
        wanted = f"there is {article(KINDS[elsewhere].noun)} of that name, but {article(noun)} is wanted here"
        return f"{wanted}; {meant}" if meant else wanted
    if meant:
        return meant
    free = slug(bare)[:100].strip("-") if shown else ""
    added = (
        f"add records/{kind}/{free}.md (balintrec new {noun})" if free else f"add one: balintrec new {noun}"
    )
    return f"correct the id, or {added}"


def _close(society: Society, kind: str, id: str) -> str | None:
    """The id that is written almost like this."""
    candidates = society.records[kind]
    compared = society.memo.get("compared", 0)
    assert isinstance(compared, int)
    if compared > _COMPARISONS:
        return None
    society.memo["compared"] = compared + len(candidates)
    return did_you_mean(id, candidates)


def by_name(society: Society, kind: str, text: str) -> str | None:
    """The one record that is called so: in any script, in any order of words, by a part of the name or with a title."""
    called = _called(society, kind)
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


def _called(society: Society, kind: str) -> tuple[Called, ...]:
    key = ("called", kind)
    if key not in society.memo:
        society.memo[key] = tuple(
            Called(record.id, fold(name), name_words(name))
            for record in society.records[kind].values()
            for name in _names(record)
        )
    return society.memo[key]  # type: ignore[return-value]


def _names(record: Record) -> Iterator[str]:
    if isinstance(record, Member | Group):
        yield from record.name.values()
    if isinstance(record, Member):
        yield from record.known_as
    if isinstance(record, Policy):
        yield record.title


def almost(word: str, known: Iterable[str]) -> str | None:
    """The known word from which this one differs by a letter or two; numbers are meant as they stand."""
    from difflib import get_close_matches  # paid for only when a word stands alone

    close = get_close_matches(
        word, sorted(set(known) - {word}), n=1, cutoff=_CLOSE if len(word) > 5 else _CLOSE_IF_SHORT
    )
    return close[0] if close and _letters(close[0]) != _letters(word) else None


def _letters(word: str) -> str:
    return "".join(letter for letter in word if not letter.isdigit())

"""What merges decide on their own, though each file in them equals that of a parent.

A merge may leave out what one side had changed and the other had not. Compared with the other side it changes
nothing; compared with the commit at which the sides parted, it does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import combinations
from operator import or_
from typing import NamedTuple

from balintrec.repository.commit import Change, Commit, Tokens, changes

File = tuple[str, str]
"""A path and the blob that stands there."""
Blobs = Mapping[str, tuple[str | None, str | None]]
"""By path, the blob before and after."""
Compare = Callable[[str], bytes]
"""The raw differences that git finds for lines of a commit and the one to compare it with."""


class _Pair(NamedTuple):
    """A merge, and two of its parents."""

    merge: Commit
    ours: str
    theirs: str
    base: str | None
    """The last commit that both were built on; None: they share nothing."""

    def question(self) -> str:
        """What git is asked: one line for each difference."""
        if self.base is None:
            return f"{self.merge.id} {self.ours}\n{self.merge.id} {self.theirs}\n"
        return f"{self.ours} {self.base}\n{self.theirs} {self.base}\n{self.merge.id} {self.ours}\n"

    def choices(self, answers: Iterator[list[Change]]) -> Iterator[_Choice]:
        """What the merge left out of what either of the two said."""
        if self.base is None:
            return _of_strangers(_by_path(next(answers)), _by_path(next(answers)))
        return _of_relatives(*(_by_path(next(answers)) for _ in range(3)))


class _Choice(NamedTuple):
    """What a merge is told to have changed, though no content is new in it."""

    change: Change
    as_one_has_it: bool
    """Else neither of the two: of more than two parents it may be as a third one has it."""


def with_choices(commits: Sequence[Commit], compare: Compare, prefix: str) -> Sequence[Commit]:
    """The same commits; merges also tell what they left out. Asks git once for all of them."""
    pairs = list(_pairs(commits))
    if not pairs:
        return commits
    differences = _answers(Tokens(compare("".join(pair.question() for pair in pairs))), prefix)
    found: defaultdict[str, list[list[_Choice]]] = defaultdict(list)
    for pair in pairs:
        found[pair.merge.id].append(list(pair.choices(differences)))
    return [_with(commit, found[commit.id]) if commit.id in found else commit for commit in commits]


def _pairs(commits: Sequence[Commit]) -> Iterator[_Pair]:
    """Every two parents of each merge."""
    if all(len(commit.parents) < 2 for commit in commits):
        return
    children = Counter(parent for commit in commits for parent in commit.parents)
    reached: dict[str, int] = {}  # for each commit a bit for all that led to it; dropped after its last child
    for number, commit in enumerate(commits):
        behind = [reached.get(parent, 0) for parent in commit.parents]
        sides = zip(commit.parents, behind, strict=True)
        for (ours, mine), (theirs, yours) in combinations(sides, 2):
            base = commits[(mine & yours).bit_length() - 1].id if mine & yours else None
            yield _Pair(commit, ours, theirs, base)
        for parent in commit.parents:
            children[parent] -= 1
            if not children[parent]:
                reached.pop(parent, None)
        reached[commit.id] = reduce(or_, behind, 1 << number)


def _answers(tokens: Tokens, prefix: str) -> Iterator[list[Change]]:
    """For each line that was asked, the changes; git begins each answer with the id of the commit."""
    while tokens.more():
        tokens.take()
        yield list(changes(tokens, prefix))


def _by_path(found: Iterable[Change]) -> Blobs:
    return {change.path: (change.old_blob, change.blob) for change in found}


def _of_strangers(ours: Blobs, theirs: Blobs) -> Iterator[_Choice]:
    """What a merge of two that share nothing left out of either; both told from a parent to the merge."""
    for own, other in ((ours, theirs), (theirs, ours)):
        for path, (before, after) in own.items():
            if before and path not in other:
                yield _choice((path, before), (path, after) if after else None)


def _of_relatives(ours: Blobs, theirs: Blobs, merged: Blobs) -> Iterator[_Choice]:
    """What the merge left out of our changes and of theirs, both since the fork; `merged` is told against ours.

    What one side put into another folder, it did not take away.
    """
    places: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for path in sorted({*ours, *theirs, *merged}):
        places[_record(path)].append(path)
    for paths in places.values():
        before = _standing({path: _first_of(path, ours, theirs, merged) for path in paths})
        mine, yours = (
            _standing({path: one[path][1] if path in one else before.get(path) for path in paths})
            for one in (ours, theirs)
        )
        now = _standing({path: merged[path][1] if path in merged else mine.get(path) for path in paths})
        if mine and yours and not now:
            yield _choice(_first(yours if mine == before else mine), None, as_one_has_it=False)
        for kept, left in ((mine, yours), (yours, mine)):
            if now == kept != left != before:
                yield _choice(_first(left), _first(kept))


def _first_of(path: str, *some: Blobs) -> str | None:
    """The blob at a path before the first of these changes to it."""
    return next(one[path][0] for one in some if path in one)


def _record(path: str) -> tuple[str, ...]:
    """What a path has in common with those at which the same record can stand."""
    return (*path.split("/")[:2], path.rpartition("/")[2])


def _standing(blobs: Mapping[str, str | None]) -> dict[str, str]:
    return {path: blob for path, blob in blobs.items() if blob}


def _first(standing: dict[str, str]) -> File | None:
    return next(iter(standing.items()), None)


def _choice(before: File | None, after: File | None, *, as_one_has_it: bool = True) -> _Choice:
    """From one file to the other; one of them is there."""
    (old_path, old), (path, new) = before or ("", None), after or ("", None)
    if before and after and path != old_path:
        change = Change("moved", path, old_path, new, old)
    else:
        status = "added" if before is None else "changed" if after else "removed"
        change = Change(status, path or old_path, None, new, old)
    return _Choice(change, as_one_has_it)


def _with(commit: Commit, choices: list[list[_Choice]]) -> Commit:
    """The commit, with what was found for every two of its parents."""
    known = {path for change in commit.changes for path in (change.path, change.old_path)}
    own = {
        one.change.path: one.change
        for some in choices
        for one in some
        if one.change.path not in known and (one.as_one_has_it or all(one in others for others in choices))
    }
    told = sorted((*commit.changes, *own.values()), key=lambda change: change.path)
    return replace(commit, changes=tuple(told)) if own else commit

"""What merges decide on their own, though each file in them equals that of a parent.

A merge may leave out what one side had changed and the other had not. Compared with the other side it changes
nothing; compared with the commit at which the sides parted, it does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_

from balintrec.repository.commit import Change, Commit
from balintrec.repository.raw import Tokens, changes

Compare = Callable[[str], bytes]
"""The raw differences that git finds for lines of a commit and the one to compare it with."""


def with_choices(commits: Sequence[Commit], compare: Compare, prefix: str) -> Sequence[Commit]:
    """The same commits; merges also tell what they left out. Asks git once for all of them."""
    merges = list(_forks(commits))
    if not merges:
        return commits
    lines = (
        f"{ours} {base}\n{theirs} {base}\n{id} {ours}\n"
        for id, ours, theirs, base in ((commit.id, commit.parents[0], *rest) for commit, *rest in merges)
    )
    differences = _answers(Tokens(compare("".join(lines))), prefix)
    chosen: dict[str, dict[str, Change]] = {}
    for commit, _, _ in merges:
        choices = _choices(next(differences), next(differences), next(differences))
        known = {path for change in commit.changes for path in (change.path, change.old_path)}
        own = chosen.setdefault(commit.id, {})
        own.update({change.path: change for change in choices if change.path not in known})
    return [_with(commit, chosen.get(commit.id, {})) for commit in commits]


def _forks(commits: Sequence[Commit]) -> Iterator[tuple[Commit, str, str]]:
    """Each merge with a later parent, and the last commit that this parent shares with the first."""
    if all(len(commit.parents) < 2 for commit in commits):
        return
    children = Counter(parent for commit in commits for parent in commit.parents)
    reached: dict[
        str, int
    ] = {}  # by commit, a bit for each commit that led to it; dropped after its last child
    for number, commit in enumerate(commits):
        behind = [reached.get(parent, 0) for parent in commit.parents]
        for parent, bits in zip(commit.parents[1:], behind[1:], strict=True):
            if common := behind[0] & bits:
                yield commit, parent, commits[common.bit_length() - 1].id
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


def _choices(ours: list[Change], theirs: list[Change], merged: list[Change]) -> Iterator[Change]:
    """What the merge left out of our changes and of theirs, both since the fork; `merged` is told against ours."""
    moved = {
        path for change in (*ours, *theirs) if change.old_path for path in (change.path, change.old_path)
    }
    mine, yours, made = _by_path(ours), _by_path(theirs), _by_path(merged)
    for path, (before, after) in yours.items():
        kept = mine[path][1] if path in mine else before
        if path not in made and path not in moved and kept != after:
            yield _change(path, after, kept)
    for path, (before, after) in mine.items():
        taken = yours[path][1] if path in yours else before
        if path in made and path not in moved and made[path][1] == taken != after:
            yield _change(path, after, taken)


def _by_path(found: Iterable[Change]) -> dict[str, tuple[str | None, str | None]]:
    """The blobs before and after; what was moved went from one path and came to another."""
    blobs: dict[str, tuple[str | None, str | None]] = {}
    for change in found:
        if change.old_path is None:
            blobs[change.path] = (change.old_blob, change.blob)
        else:
            blobs[change.old_path] = (change.old_blob, None)
            blobs[change.path] = (None, change.blob)
    return blobs


def _change(path: str, before: str | None, after: str | None) -> Change:
    status = "added" if before is None else "removed" if after is None else "changed"
    return Change(status, path, None, after, before)


def _with(commit: Commit, own: dict[str, Change]) -> Commit:
    if not own:
        return commit
    told = sorted((*commit.changes, *own.values()), key=lambda change: change.path)
    return replace(commit, changes=tuple(told))

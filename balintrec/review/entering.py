"""Who entered what: against `may-enter` of the earlier society, and nobody their own endorsement or decision.

An author's name and address are what git was told; who can push can write any. They show a slip, not a forger.

Whose address it is stands in `also-known-as` of the members, as they are before the change or after it (so that
deleting it there hides nothing). Where nobody's record has the address, the author's name decides, if exactly one
member is called so. The addresses in `may-enter` belong to offices, not to people, and name nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from balintrec.model import Decision, Endorsement, Record, Session
from balintrec.names import fold
from balintrec.repository import Change, Commit
from balintrec.review.renames import record_at
from balintrec.review.review import Concern, RecordChange
from balintrec.society import Society
from balintrec.source import RECORDS

Touches = list[tuple[Commit, str]]
"""Commits with a path that each of them changed."""


def since(commits: Iterable[Commit], fork: str) -> tuple[Commit, ...]:
    """The commits that are not the fork point, and did not lead to it."""
    commits = tuple(commits)
    parents = {commit.id: commit.parents for commit in commits}
    known: set[str] = set()
    left = [fork]
    while left:
        id = left.pop()
        if id not in known:
            known.add(id)
            left += parents.get(id, ())
    return tuple(commit for commit in commits if commit.id not in known)


def concerns(
    base: Society,
    head: Society,
    records: Iterable[RecordChange],
    changed: Iterable[Change],
    commits: Iterable[Commit],
) -> tuple[Concern, ...]:
    """Everything that a reviewer should know about who entered what."""
    touches = _touches(changed, commits)
    return (*_outside(base, touches), *_own(base, head, records, touches))


def _touches(changed: Iterable[Change], commits: Iterable[Commit]) -> Touches:
    """What each commit did to files that differ in the end, by the names that these files have in the end."""
    differ = {path for change in changed for path in (change.path, change.old_path) if path}
    names: dict[str, str] = {}
    found = []
    for commit in reversed(tuple(commits)):
        for change in commit.changes:
            path = names.get(change.path, change.path)
            if path in differ:
                found.append((commit, path))
            if change.old_path:
                names[change.old_path] = path
    return found[::-1]


def _outside(base: Society, touches: Touches) -> Iterator[Concern]:
    """Entries of a kind that society.md reserves to others. It is the earlier society.md that counts."""
    allowed = (base.about.may_enter if base.about else None) or {}
    found: dict[tuple[str, str], Touches] = defaultdict(list)
    for commit, path in touches:
        kind = _kind(path)
        addresses = allowed.get(kind) if kind else None
        if addresses is not None and commit.email.casefold() not in {one.casefold() for one in addresses}:
            found[commit.email, kind or ""].append((commit, path))
    for (email, kind), some in sorted(found.items()):
        message = f"{email} is not among those who may enter {kind} ({', '.join(allowed[kind])})"
        yield Concern("may-enter", email, "", message, *_evidence(some))


def _kind(path: str) -> str | None:
    """The folder of a record; ``society`` for society.md itself."""
    kind = record_at(path).kind
    return "society" if kind == "" else kind


def _evidence(touches: Touches) -> tuple[tuple[str, ...], tuple[str, ...]]:
    refs = dict.fromkeys(path.removeprefix(f"{RECORDS}/").removesuffix(".md") for _, path in touches)
    return tuple(refs), tuple(dict.fromkeys(commit.id for commit, _ in touches))


def _own(
    base: Society, head: Society, records: Iterable[RecordChange], touches: Touches
) -> Iterator[Concern]:
    by_path: dict[str, list[Commit]] = defaultdict(list)
    for commit, path in touches:
        by_path[path].append(commit)
    for change in records:
        found: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
        for commit in by_path.get(change.path, ()):
            for who in sorted(_members(base, commit) | _members(head, commit)):
                for kind, message in _said(change, who):
                    found[kind, commit.email, who, message].append(commit.id)
        for (kind, email, who, message), ids in found.items():
            yield Concern(kind, email, who, message, (change.ref,), tuple(ids))


def _members(society: Society, commit: Commit) -> set[str]:
    """Whose address it is; else who alone is called like the author."""
    email, name = commit.email.casefold(), fold(commit.author)
    known = {one.id for one in society.members.values() if email in map(str.casefold, one.also_known_as)}
    if known or not name:
        return known
    called = {
        one.id
        for one in society.members.values()
        if name in map(fold, (*one.name.values(), *one.also_known_as))
    }
    return called if len(called) == 1 else set()


def _said(change: RecordChange, who: str) -> Iterator[tuple[str, str]]:
    """What is to be said when somebody enters this record."""
    record = change.after or change.before
    match record:
        case Endorsement() if who in _concerned(change):
            yield "own-endorsement", f"{who} entered the endorsement of {who}"
        case Decision() if who in _concerned(change):
            yield "own-decision", f"{who} entered a decision about {who}"
        case Session() if _confirms(change):
            confirmed = record.confirmed_by
            present = {person for _, person in record.people()} | {record.recorded_by}
            if who == confirmed and change.status != "changed":
                yield "own-confirmation", f"{who} entered a session and confirmed it too"
            elif who != confirmed and who in present:
                yield (
                    "own-confirmation",
                    f"{who} entered that {confirmed} confirmed a session in which {who} has a part",
                )


def _concerned(change: RecordChange) -> set[str]:
    versions: tuple[Record | None, ...] = (change.before, change.after)
    return {one.member for one in versions if isinstance(one, Endorsement | Decision)}


def _confirms(change: RecordChange) -> bool:
    """Whether the change says anew who confirmed a session."""
    before, after = change.before, change.after
    now = after.confirmed_by if isinstance(after, Session) else None
    return now is not None and now != (before.confirmed_by if isinstance(before, Session) else None)

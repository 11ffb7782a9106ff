"""What the commits did to each record, in one walk over the log, and the versions of a record. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from balintrec.document import parse
from balintrec.model.confidential import may_be_confidential
from balintrec.society.files import locate
from balintrec.society.reading import Slot, reading
from balintrec.source import Entry

if TYPE_CHECKING:
    from balintrec.document import Values
    from balintrec.repository import Change, Commit


NO_TEXT = sha256(b"").hexdigest()
"""The digest of a record without a text."""


class Version(NamedTuple):
    """What a file said at one time."""

    values: Values | None
    """None: its front matter cannot be understood, or may hold what is confidential."""
    digest: str
    """Of the text below the front matter, its white space evened out."""


def version(data: bytes, path: str) -> Version:
    """A file's bytes, at its path then, as a version of a record. Never fails for what they hold."""
    document = parse(data)
    values = document.values if _may_be_told(data, path) else None
    return Version(values, sha256(" ".join(document.body.split()).encode()).hexdigest())


def _may_be_told(data: bytes, path: str) -> bool:
    """Whether what looks like keys and values is sure to be no confidential text."""
    kind, id, _ = locate(Entry(path))
    if not may_be_confidential(kind, data):
        return True
    return kind is not None and reading(data, Slot(kind, id, path)).record is not None


_Step = tuple[str, str, "Change"]
"""The refs of a record before and after, and a change."""


class Touch(NamedTuple):
    """One commit's change to one record."""

    commit: Commit
    change: Change


class Traces(NamedTuple):
    """The touches of every record there is or was, by ref, the oldest first."""

    lives: dict[str, list[Touch]]
    """Of the record that has this ref now, or had it last: a record that was renamed takes its past along."""
    stood: dict[str, list[Touch]]
    """Of every record that ever had this ref."""

    def entered(self, ref: str) -> Commit | None:
        """The commit by which a record first came in; of two branches that both entered it, the earlier one's."""
        added = [touch.commit for touch in self.lives.get(ref, ()) if touch.change.status == "added"]
        return min(added, key=lambda commit: commit.time, default=None)


@cache
def ref_of(path: str) -> str | None:
    """The ref of the record that stands at a path, if one can: ``sessions/2024-03-12-lahore-tuesday``."""
    if not path.startswith("records/"):
        return None
    located = locate(Entry(path))
    if located.kind is None:
        return None
    return f"{located.kind}/{located.id}" if located.kind else located.id


def traced(commits: Iterable[Commit]) -> Traces:
    """Follow every record through the commits, parents before children."""
    lives: dict[str, list[Touch]] = {}
    moved_to: dict[str, str] = {}
    stood: defaultdict[str, list[Touch]] = defaultdict(list)

    def alive(ref: str) -> str:
        """Where a record stands that may have been renamed: another side can still name it as it was."""
        while ref not in lives and ref in moved_to:
            ref = moved_to[ref]
        return ref

    for commit in commits:
        steps = [step for change in commit.changes if (step := _step(change))]
        if len(commit.parents) > 1:
            steps = list(_settled(steps, alive))
        # What moves away makes room for what moves in: two records may change places in one commit.
        left = {old: alive(old) for old, ref, _ in steps if old != ref}
        moved = {old: lives.pop(one, []) for old, one in left.items()}
        for old, ref, change in steps:
            touch = Touch(commit, change)
            if old != ref:
                stood[old].append(touch)
                lives[ref] = moved[old]
                moved_to |= {one: ref for one in (old, left[old]) if one != ref}
            lives.setdefault(alive(ref) if change.old_blob else ref, []).append(touch)
            stood[ref].append(touch)
    return Traces(lives, dict(stood))


def _settled(steps: list[_Step], alive: Callable[[str], str]) -> Iterator[_Step]:
    """What a merge made of records that one side had renamed: that one was taken back is seen as what it is.

    And that it stands no more as the other side still called it, says nothing new.
    """
    gone = {ref: change for _, ref, change in steps if change.status == "removed"}
    back = {ref: alive(ref) for _, ref, change in steps if change.status == "added" and alive(ref) in gone}
    for old, ref, change in steps:
        if ref in back:
            was = gone[back[ref]]
            yield back[ref], ref, change._replace(status="moved", old_path=was.path, old_blob=was.old_blob)
        elif change.status != "removed" or (alive(ref) == ref and ref not in back.values()):
            yield old, ref, change


def _step(change: Change) -> _Step | None:
    """The refs of a record before and after, and the change as seen from among the records."""
    ref = ref_of(change.path)
    if change.old_path is None:
        return (ref, ref, change) if ref else None
    old = ref_of(change.old_path)
    if old and ref:
        return old, ref, change
    if old:
        return old, old, change._replace(status="removed", path=change.old_path, old_path=None, blob=None)
    return (ref, ref, change._replace(status="added", old_path=None, old_blob=None)) if ref else None

"""Records that were added, changed or removed; and what they say of applications and decisions on their day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from balintrec.history.compare import changes
from balintrec.model import AnyRecord, Application, Decision
from balintrec.pathway import Standing, standing
from balintrec.pathway.credentials import CONFERS, credential_of
from balintrec.repository import Change
from balintrec.review.renames import Renames, record_at, values
from balintrec.review.review import ApplicationSeen, DecisionSeen, Moved, RecordChange
from balintrec.rules.requirements import judged_by
from balintrec.society import Broken, Society
from balintrec.society.files import FOLDERS

_Named = dict[tuple[str, str], AnyRecord]


def differences(base: Society, head: Society, renamed: Renames) -> tuple[RecordChange, ...]:
    """Every record that differs, in order of kind and id; ids are the later society's."""
    before = _named(base, renamed)
    after = _named(head, Renames())
    broken_before, broken_after = _broken(base, renamed), _broken(head, Renames())
    found: list[RecordChange] = []
    for name in {**before, **after, **broken_before, **broken_after}:
        files = (broken_before.get(name, frozenset()), broken_after.get(name, frozenset()))
        found += _difference(name, before.get(name), after.get(name), files, renamed)
    order = ("", *FOLDERS)
    return tuple(sorted(found, key=lambda change: (order.index(change.kind), change.id)))


def _named(society: Society, renamed: Renames) -> _Named:
    found = {
        (kind, renamed.id(kind, id)): one
        for kind, some in society.records.items()
        for id, one in some.items()
        if not renamed.gone(kind, id)
    }
    return {("", "society"): society.about, **found} if society.about else found


def _broken(society: Society, renamed: Renames) -> dict[tuple[str, str], frozenset[Broken]]:
    """The files that cannot be read, by the record that each would be."""
    found = defaultdict(set)
    for file in society.broken:
        path = renamed.paths.get(file.path, file.path)
        found[file.kind, renamed.id(file.kind, file.id)].add(file._replace(path=path))
    return {name: frozenset(files) for name, files in found.items()}


def _difference(
    name: tuple[str, str],
    before: AnyRecord | None,
    after: AnyRecord | None,
    broken: tuple[frozenset[Broken], frozenset[Broken]],
    renamed: Renames,
) -> Iterator[RecordChange]:
    if after is None:
        status = "unreadable" if broken[1] else "removed"
    elif before is None:
        status = "readable" if broken[0] else "added"
    else:
        status = "changed"
    if before is after and broken[0] == broken[1]:
        return
    files = sorted((*broken[1], *broken[0]), key=lambda file: file.path)
    path = after.path if after else files[0].path if files else before.path if before else ""
    change = RecordChange(status, *name, path, before, after)
    if before and after and before is not after:
        earlier, later = values(before, renamed), values(after)
        text = before.body.digest != after.body.digest
        if earlier == later and not text and broken[0] == broken[1]:
            return
        change = change._replace(keys=changes(earlier, later), text=text)
    yield change


def moves(base: Society, head: Society, renamed: Renames) -> tuple[Moved, ...]:
    """Records in another folder or under another id."""
    before = _named(base, renamed)
    found = (
        Moved(earlier.path, record.path)
        for name, record in _named(head, Renames()).items()
        if (earlier := before.get(name)) and earlier.path != record.path
    )
    return tuple(sorted(found))


def rewritten(
    changed: Iterable[Change], records: Iterable[RecordChange], moved: Iterable[Moved]
) -> tuple[str, ...]:
    """Paths of records whose bytes differ, and which say what they said."""
    told = {(one.kind, one.id) for one in records if one.told}
    paths = {one.after for one in moved}
    found = []
    for change in changed:
        located = record_at(change.path)
        inside = located.kind is not None
        other = change.blob != change.old_blob and change.status in ("changed", "moved")
        if inside and other and change.path not in paths and (located.kind, located.id) not in told:
            found.append(change.path)
    return tuple(found)


R = TypeVar("R", Application, Decision)
_BROUGHT = ("added", "changed", "readable")


def applications(head: Society, records: Iterable[RecordChange]) -> tuple[ApplicationSeen, ...]:
    """Every application that is new or says something else, with the outcome of every requirement on its day."""
    return tuple(
        ApplicationSeen(status, one, _on_the_day(head, one, one.credential))
        for status, one in _brought(records, Application)
    )


def decisions(head: Society, records: Iterable[RecordChange]) -> tuple[DecisionSeen, ...]:
    """Every decision that is new or says something else; with one that grants, whether the records bear it out."""
    found = []
    for status, one in _brought(records, Decision):
        credential = credential_of(head, one) if one.kind in CONFERS and one.kind != "recognise" else None
        found.append(DecisionSeen(status, one, _on_the_day(head, one, credential) if credential else None))
    return tuple(found)


def _brought(records: Iterable[RecordChange], kind: type[R]) -> Iterator[tuple[str, R]]:
    for change in records:
        if change.told and change.status in _BROUGHT and isinstance(change.after, kind):
            yield ("changed" if change.status == "changed" else "added"), change.after


def _on_the_day(society: Society, paper: Application | Decision, credential: str) -> Standing | None:
    member = society.members.get(paper.member)
    policy = judged_by(society, paper, credential)
    return standing(society, member, paper.date, policy) if member and policy else None

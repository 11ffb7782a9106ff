"""Members whose entry was joined with another one, so that two entries for one person are one. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from balintrec.dates import NEVER, Days
from balintrec.history.reused_ids import another
from balintrec.history.trace import Touch, ref_of
from balintrec.model import Body, Group, Member, SocietyRecord
from balintrec.model.validate import validate

if TYPE_CHECKING:
    from balintrec.document import Value
    from balintrec.history.log import History
    from balintrec.society import Society

_LISTS = (Group.kind_folder, SocietyRecord.kind_folder)
"""In their lists the days of one person are joined, too."""


def united(society: Society, history: History) -> Iterator[tuple[str, str, Touch]]:
    """The id that is gone, the one that stays, and what the commit that joined the two did to the entry that stays.

    One commit took the one entry out, gave the other one its names and all that it said of membership, background and
    policy, and put the id that stays wherever the other one stood. Where it did anything else, or the names can only
    be two people's, nobody is one with anybody.
    """
    for ref, touches in history.traces.lives.items():
        kind, _, old = ref.partition("/")
        if kind == Member.kind_folder and not society.known(kind, old) and not touches[-1].change.blob:
            for touch in _joined(history, touches[-1], old):
                new = (ref_of(touch.change.path) or "").partition("/")[2]
                if society.known(kind, new):
                    yield old, new, touch


def _joined(history: History, removed: Touch, old: str) -> Iterator[Touch]:
    """The change of the entry that took in the one that was removed."""
    changes = [one for one in removed.commit.changes if one.old_blob and one.blob and ref_of(one.path)]
    for change in changes:
        kind, _, new = (ref_of(change.path) or "").partition("/")
        others = [one for one in changes if one is not change]
        if kind == Member.kind_folder and all(
            _handed_on(history, one.path, one.old_blob or "", one.blob or "", old, new) for one in others
        ):
            entries = ((removed.change.old_blob, old), (change.old_blob, new), (change.blob, new))
            gone, before, after = (_member(history, blob, id) for blob, id in entries)
            if gone and before and after and _both(gone, before, after):
                yield Touch(removed.commit, change)


def _handed_on(history: History, path: str, before: str, after: str, old: str, new: str) -> bool:
    """Whether a record names the one where it named the other, and says the same besides."""
    versions = [history.version(blob, path) for blob in (before, after)]
    then, now = (set(_words(one.values)) if one and one.values else set[str]() for one in versions)
    if old not in then:
        return True
    if (ref_of(path) or "").partition("/")[0] in _LISTS:
        return old not in now and new in now
    return {new if word == old else word for word in then} == now


def _member(history: History, blob: str | None, id: str) -> Member | None:
    path = f"records/{Member.kind_folder}/{id}.md"
    version = history.version(blob, path) if blob else None
    if version is None or version.values is None:
        return None
    found = validate(Member.kind_folder, version.values, id, path, Body(False, version.digest))
    return found if isinstance(found, Member) else None


def _both(gone: Member, before: Member, after: Member) -> bool:
    """Whether an entry says what two entries of one person said."""
    names = {*after.name.values(), *after.known_as}
    return (
        not another({"name": dict(gone.name), "also-known-as": list(gone.known_as)}, before)
        and any(name in names for name in gone.name.values())
        and _covered(after) == _covered(gone, before)
        and set(after.background) == {*gone.background, *before.background}
        and after.policy == (before.policy or gone.policy)
        and after.pathway_from == (before.pathway_from or gone.pathway_from)
    )


def _covered(*members: Member) -> Days:
    return Days.of((period.from_, period.to or NEVER) for one in members for period in one.membership)


def _words(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for item in value.values() if isinstance(value, dict) else value:
            yield from _words(item)

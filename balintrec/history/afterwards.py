"""What was changed or removed after the fact: minutes, and what a later application rests on. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from balintrec.history.compare import KeyChange, changes
from balintrec.history.log import History, day_of
from balintrec.history.trace import Touch, ref_of

if TYPE_CHECKING:
    from balintrec.document import Value, Values
    from balintrec.model import Application
    from balintrec.repository import Commit
    from balintrec.society import Society

_TOOK_PART = ("leaders", "co-leaders", "presenter", "attendees", "observers")
_PEOPLE = {"sessions": _TOOK_PART, "endorsements": ("member",)}
"""Whose application may rest on a record, by the keys that name them."""
DECISIONS = "decisions"


class Afterwards(NamedTuple):
    """A record whose values are no longer those that somebody's case was decided by."""

    ref: str
    path: str
    """Where it stands, or stood."""
    commit: Commit
    """The first that changed it, or that removed it, after the fact."""
    changes: tuple[KeyChange, ...]
    """What it says now and did not say then; nothing where it was removed."""
    application: Application | None
    """The application that rests on it; none for a decision, which is a minute in itself."""

    @property
    def removed(self) -> bool:
        """Whether the record is gone."""
        return not self.changes


def afterwards(society: Society, history: History, zone: tzinfo) -> Iterator[Afterwards]:
    """Each such record once, in order of ref.

    A change counts if the record was no draft any more, on a later day than the application or the decision, and after
    the society began to keep its records here. Whoever enters a record and soon mends it, on one side of a merge, has
    changed nothing after the fact.
    """
    looking = _Looking(society, history, zone)
    touched_again = ((ref, touches) for ref, touches in history.traces.lives.items() if len(touches) > 1)
    for ref, touches in sorted(touched_again):
        kind, _, id = ref.partition("/")
        late = looking.late(touches) if kind in (DECISIONS, *_PEOPLE) else []
        if late and (found := looking.judged(kind, id, late)):
            yield found


@dataclass
class _Looking:
    society: Society
    history: History
    zone: tzinfo

    @cached_property
    def applications(self) -> list[Application]:
        """What was applied for, in order of day."""
        submitted = (one for one in self.society.applications.values() if one.status == "submitted")
        return sorted(submitted, key=lambda one: (one.date, one.id))

    @cached_property
    def new_ids(self) -> dict[str, str]:
        """The ids that records had, to those that they have now: who is named anew is still the same."""
        ids: dict[str, str] = {}
        for ref, touches in self.history.traces.lives.items():
            for touch in touches:
                old = ref_of(touch.change.old_path) if touch.change.old_path else None
                if old and old != ref:
                    ids[old.rpartition("/")[2]] = ref.rpartition("/")[2]
        return ids

    def late(self, touches: Sequence[Touch]) -> list[Touch]:
        """What happened to a record after it had come in, and after what was taken over from paper was in."""
        about = self.society.about
        since = about.kept_since if about and about.kept_since else date.min
        sides, entered = self.history.sides, touches[0].commit
        return [
            touch
            for touch in touches[1:]
            if touch.change.old_blob
            and touch.change.old_blob != touch.change.blob
            and not sides.drafted(entered, touch.commit)
            and day_of(touch.commit, self.zone) >= since
        ]

    def judged(self, kind: str, id: str, late: list[Touch]) -> Afterwards | None:
        """The verdict on one record that was touched."""
        if kind == DECISIONS:
            return self.decision(id, late)
        for application in self.applications:
            later = [touch for touch in late if day_of(touch.commit, self.zone) > application.date]
            if not later or self._held_later(kind, id, application.date):
                continue
            if found := self.application(kind, id, later, application):
                return found
        return None

    def decision(self, id: str, late: list[Touch]) -> Afterwards | None:
        """A decision is a fact from its own day on."""
        values = self._values(DECISIONS, id, late[0].change.old_blob)
        day = _day(values)
        later = [touch for touch in late if day is None or day_of(touch.commit, self.zone) > day]
        return self._different(DECISIONS, id, later, None) if later else None

    def application(
        self, kind: str, id: str, later: list[Touch], application: Application
    ) -> Afterwards | None:
        """A session or an endorsement is a fact for those who have applied since."""
        before = self._values(kind, id, later[0].change.old_blob)
        after = self._values(kind, id, self._now(kind, id, later))
        day = _day(before)
        if day is None or day > application.date:
            return None
        people = _people(kind, before) | _people(kind, after)
        cited = kind == "endorsements" and application.endorsement == id
        if application.member not in people and not cited:
            return None
        return self._different(kind, id, later, application)

    def _different(
        self, kind: str, id: str, later: list[Touch], application: Application | None
    ) -> Afterwards | None:
        ref, now = f"{kind}/{id}", self._now(kind, id, later)
        if not self.society.known(kind, id):
            removals = [touch for touch in later if touch.change.status == "removed"]
            if now or not removals:
                return None
            last = removals[-1]
            return Afterwards(ref, last.change.path, last.commit, (), application)
        before = self._values(kind, id, later[0].change.old_blob)
        after = self._values(kind, id, now)
        before = _renamed(before, self.new_ids) if before is not None else None
        differs = changes(before, after) if before is not None and after is not None else ()
        path = self._path(kind, id) or later[-1].change.path
        return Afterwards(ref, path, later[0].commit, differs, application) if differs else None

    def _held_later(self, kind: str, id: str, day: date) -> bool:
        """Whether a session is, and by its id was, held after a day: then its versions need not be read."""
        session = self.society.sessions.get(id) if kind == "sessions" else None
        named = _day({"date": id[:10]})
        return session is not None and session.date > day and (named is None or named > day)

    def _now(self, kind: str, id: str, later: list[Touch]) -> str | None:
        """The blob that stands in the revision; another branch may have won."""
        blobs = self.history.blobs
        return blobs.get(later[-1].change.path) or blobs.get(self._path(kind, id) or "")

    def _path(self, kind: str, id: str) -> str | None:
        record = self.society.records[kind].get(id)
        return record.path if record else None

    def _values(self, kind: str, id: str, blob: str | None) -> Values | None:
        found = self.history.version(blob, f"records/{kind}/{id}.md") if blob else None
        return found.values if found else None


def _day(values: Values | None) -> date | None:
    text = values.get("date") if values else None
    with suppress(ValueError):
        return date.fromisoformat(text.strip()) if isinstance(text, str) else None
    return None


def _renamed(values: Values, ids: dict[str, str]) -> Values:
    """The values with every id that was given up replaced by the one that took its place."""

    def anew(value: Value) -> Value:
        if isinstance(value, str):
            return ids.get(value, value)
        if isinstance(value, list):
            return [anew(item) for item in value]
        return {key: anew(item) for key, item in value.items()}

    return {key: anew(value) for key, value in values.items()}


def _people(kind: str, values: Values | None) -> set[str]:
    found: set[str] = set()
    for key in _PEOPLE[kind]:
        value: Value = (values or {}).get(key, [])
        found |= {one for one in ([value] if isinstance(value, str) else value) if isinstance(one, str)}
    return found

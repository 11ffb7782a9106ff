"""The life of one record: when it was entered, changed, moved and removed, by whom, and how late. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from balintrec.history.compare import KeyChange, changes
from balintrec.history.log import History, day_of
from balintrec.history.trace import Touch, Version, version
from balintrec.model import Body, Record
from balintrec.model.validate import validate

if TYPE_CHECKING:
    from balintrec.repository import Commit


class Step(NamedTuple):
    """One thing that happened to a record."""

    what: str
    """entered, changed, rewritten (nothing but how it is written), moved or removed; found: it was there already in
    the oldest commit of a clone that holds only the newest."""
    commit: Commit | None
    """None: it has not been committed yet."""
    day: date | None
    """The day of the commit where the society is."""
    path: str
    old_path: str | None = None
    changes: tuple[KeyChange, ...] = ()
    text_changed: bool = False
    """The text below the front matter says something else; what it says is not told."""
    readable: bool = True
    """Whether both versions could be read."""
    days_after: int | None = None
    """Of what was entered: so many days after the day that it records."""


class Entered(NamedTuple):
    """When a record came in."""

    day: date
    commit: Commit


class Life(NamedTuple):
    """What became of one record."""

    ref: str
    path: str
    """Where it stands, or stood last."""
    steps: tuple[Step, ...]
    """The oldest first."""
    incomplete: str | None = None
    """Why it may have begun earlier, and how to fetch the rest."""


def life(
    history: History, ref: str, zone: tzinfo, now: tuple[str, bytes | None] | None = None
) -> Life | None:
    """The life of a record; None if git does not know it.

    ``now`` is where its file stands in the work tree, and its bytes (None: it is gone), to see what is not committed.
    """
    touches = history.traces.lives.get(ref) or history.traces.stood.get(ref, [])
    steps = [step for touch in touches if (step := _step(history, ref, touch, zone))]
    if now and (pending := _pending(history, steps[-1].path if steps else "", *now)):
        steps.append(pending)
    return Life(ref, steps[-1].path, tuple(steps), history.incomplete) if steps else None


def _step(history: History, ref: str, touch: Touch, zone: tzinfo) -> Step | None:
    change, day = touch.change, day_of(touch.commit, zone)
    before = history.version(change.old_blob, change.old_path or change.path) if change.old_blob else None
    after = history.version(change.blob, change.path) if change.blob else None
    if change.status == "removed":
        return Step("removed", touch.commit, day, change.path)
    if change.status == "added":
        cut = history.incomplete and not touch.commit.parents
        late = _days_after(ref, change.path, after, day)
        what, days = ("found", None) if cut else ("entered", late)
        return Step(what, touch.commit, day, change.path, days_after=days, readable=_readable(after))
    what = "moved" if change.old_path else "changed"
    return _told(Step(what, touch.commit, day, change.path, change.old_path), before, after)


def _told(step: Step, before: Version | None, after: Version | None) -> Step:
    """A step with what is different; one that changes nothing is a rewriting."""
    if before is None or after is None or before.values is None or after.values is None:
        return step._replace(readable=before == after)
    step = step._replace(
        changes=changes(before.values, after.values), text_changed=before.digest != after.digest
    )
    if step.what == "changed" and not step.changes and not step.text_changed:
        return step._replace(what="rewritten")
    return step


def _pending(history: History, last: str, path: str, data: bytes | None) -> Step | None:
    """What is different in the work tree from what was committed last."""
    committed = history.blobs.get(path)
    if data is None:
        return Step("removed", None, None, path) if committed else None
    now = version(data, path)
    if committed:
        step = _told(Step("changed", None, None, path), history.version(committed, path), now)
        return step if step.what == "changed" else None
    if last in history.blobs:
        return _told(Step("moved", None, None, path, last), history.version(history.blobs[last], last), now)
    return Step("entered", None, None, path, readable=_readable(now))


def _days_after(ref: str, path: str, entered: Version | None, day: date) -> int | None:
    if entered is None or entered.values is None:
        return None
    kind, _, id = ref.rpartition("/")
    record = validate(kind, entered.values, id, path, Body(False, entered.digest))
    recorded = record.recorded_day if isinstance(record, Record) else None
    return (day - recorded).days if recorded else None


def _readable(found: Version | None) -> bool:
    return found is not None and found.values is not None


def entries(history: History, refs: Iterable[str], zone: tzinfo) -> dict[str, Entered]:
    """When each of these records came in; without those that are not committed. Nothing in a clone cut short."""
    if history.incomplete:
        return {}
    found = ((ref, history.traces.entered(ref)) for ref in refs)
    return {ref: Entered(day_of(commit, zone), commit) for ref, commit in found if commit}

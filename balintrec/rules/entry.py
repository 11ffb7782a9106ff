"""Rules on when records came in: late, many at once, taken over from paper, or before what they record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from balintrec.finding import Place, Problem
from balintrec.history.log import SHORT, History, by, day_of, zone_of
from balintrec.history.record_date import recorded_day
from balintrec.history.takeover import TakeOver
from balintrec.model import Policy, Record, Reference, Session
from balintrec.rules.roles import policy_on
from balintrec.rules.rule import at, problem, warning
from balintrec.society import Society

if TYPE_CHECKING:
    from balintrec.repository import Commit


WITHIN = timedelta(hours=24)
"""What one author enters within this time is entered at once."""


OLD = 31
"""Days after which a session is entered that somebody remembers, rather than one that was just held."""


SINGLY = 3
"""So many late records that came in at once are told one by one."""


class Came(NamedTuple):
    """A record and how it came in."""

    record: Record
    day: date
    """The day that it records."""
    commit: Commit
    entered: date

    @property
    def after(self) -> int:
        """So many days after the day that it records."""
        return (self.entered - self.day).days


class Entries:
    """What came in, without what was taken over from paper."""

    def __init__(self, society: Society, history: History) -> None:
        self._society = society
        self._zone = zone_of(society)
        take_over = TakeOver(society, history)
        came = [one for one in self._came(history) if not take_over.has(one.day, one.commit)]
        self.register = self._register(came) if take_over.since is None else []
        """In a society that does not say since when it keeps its records here: what looks like a register."""
        until = max((one.entered for one in self.register), default=date.min)
        rest = [one for one in came if one.entered > until or one.day >= until]
        self.batches = self._batches(rest)
        """Sessions that were entered at once, more than a policy thinks likely."""
        told = {one.record.ref for batch in self.batches for one in batch}
        self.late = [one for one in self._late(rest) if one.record.ref not in told]
        """Records that were entered late, but for those in a batch: that is said of all of it."""

    def _came(self, history: History) -> Iterator[Came]:
        if ("", "society") in self._society.broken_ids:
            return  # it may say what was taken over
        for record in self._society.all():
            day = recorded_day(record)
            commit = history.traces.entered(record.ref) if day else None
            if day and commit and day_of(commit, self._zone) < day and isinstance(record, Session):
                commit = held_by(record, history)  # it was planned then
            if day and commit:
                yield Came(record, day, commit, day_of(commit, self._zone))

    def _late(self, came: Iterable[Came]) -> list[Came]:
        return [
            one for one in came if (allowed := self.late_after(one.day)) is not None and one.after > allowed
        ]

    def late_after(self, day: date) -> int | None:
        """After how many days entering a record of that day is late."""
        policy = policy_on(self._society, day)
        return policy.late_entry if policy else None

    def _batches(self, came: Iterable[Came]) -> list[list[Came]]:
        def most(entered: date) -> int | None:
            policy = policy_on(self._society, entered)
            return policy.batch if policy and policy.batch else None

        found = []
        for heap in heaps((one for one in came if _is_held(one)), most):
            if any(one.after > OLD for one in heap):
                found.append(heap)
                continue
            # What happened lately may be written down in one evening; but not all of it in one commit.
            by_commit = _by_commit(heap)
            found += [some for some in by_commit if len(some) > (most(some[0].entered) or len(some))]
        return found

    def _register(self, came: list[Came]) -> list[Came]:
        """What came in by the end of the first heap of old records, and is older."""
        old = {one.record.ref for batch in self._batches(came) for one in batch if one.after > OLD}
        old |= {one.record.ref for one in self._late(came)}
        found = heaps((one for one in came if one.record.ref in old), lambda entered: SINGLY)
        if not found:
            return []
        until = min(max(one.entered for one in heap) for heap in found)
        return [one for one in came if one.entered <= until and one.day < until and one.record.ref in old]


def _entries(society: Society, history: History) -> Entries:
    """The same for every rule here."""
    found = society.memo.get("entries")
    if not isinstance(found, Entries):
        society.memo["entries"] = found = Entries(society, history)
    return found


def _is_held(one: Came) -> bool:
    return isinstance(one.record, Session) and one.record.status == "held" and one.after >= 0


def heaps(came: Iterable[Came], most: Callable[[date], int | None]) -> list[list[Came]]:
    """What one author entered within 24 hours, over however many commits, where it is more than so much."""
    by_author: defaultdict[str, list[Came]] = defaultdict(list)
    for one in came:
        by_author[(one.commit.email or one.commit.author).casefold()].append(one)
    found: list[list[Came]] = []
    for _, some in sorted(by_author.items()):
        some.sort(key=lambda one: (one.commit.time, one.record.ref))
        end = done = 0
        for begin, first in enumerate(some):
            while end < len(some) and some[end].commit.time - first.commit.time <= WITHIN:
                end += 1
            limit = most(first.entered)
            if limit is None or end - begin <= limit or end <= done:
                continue
            if begin >= done:
                found.append([])
            found[-1] += some[max(begin, done) : end]
            done = end
    return found


def _by_commit(came: Iterable[Came]) -> list[list[Came]]:
    found: defaultdict[str, list[Came]] = defaultdict(list)
    for one in came:
        found[one.commit.id].append(one)
    return [*found.values()]


def held_by(session: Session, history: History) -> Commit | None:
    """The commit since which a session says that it was held on that day; None where it does not, or none is known."""
    since = None
    for commit, change in history.traces.lives.get(session.ref, ()):
        said = history.version(change.blob, change.path) if change.blob else None
        values = said.values if said else None
        is_held = values is not None and values.get("status", "held") == "held"
        same_day = values is not None and values.get("date") == session.date.isoformat()
        since = (since or commit) if is_held and same_day else None
    return since if session.status == "held" else None


@warning("HIS001", "entered-late")
def entered_late(society: Society, history: History) -> Iterator[Problem]:
    """A record was entered later than the policy allows.

    The policy in force on the day that the record records says after how many days entering it is late
    (`late-entry`). What is written down at once is what happened; what is written down months later is what somebody
    remembers. The day of entry is that of the commit by which the record first came in, where the society is; a
    record that was moved or renamed since keeps it. More than three that one commit brought are told as one.
    Not late is what was taken over from paper: what is dated before `kept-since` in society.md, and came in by that
    day or with the commit that first wrote the key. Sessions in a batch are told by HIS002.

    Nothing can be mended in the record itself. The committee can accept it in society.md, with its reason.
    """
    entries, zone = _entries(society, history), zone_of(society)
    for some in _by_commit(entries.late):
        if len(some) > SINGLY:
            first, last = _span(some)
            said = (
                f"this and {len(some) - 1} other records, of {first.day} to {last.day}, were entered "
                f"{by(first.commit, zone)}, up to {first.after} days after the days that they record; "
                f"late is more than {entries.late_after(first.day)}"
            )
            yield _late(society, first, said, _LOOK_AT_ALL)
            continue
        for one in some:
            said = (
                f"entered on {one.entered}, {one.after} days after the day that it records; "
                f"late is more than {entries.late_after(one.day)}"
            )
            yield _late(society, one, said, _LOOK)


@warning("HIS002", "entered-in-a-heap")
def entered_in_a_heap(society: Society, history: History) -> Iterator[Problem]:
    """More sessions were entered at once than the policy thinks likely.

    The policy in force on the day they were entered says how many (`batch`). Sessions are written down one by one as
    they happen; many at once were perhaps made up from memory. Counted are the held sessions that one commit brought;
    and where some of them were older than 31 days, all that their author entered within 24 hours, in however many
    commits. A session that had been planned counts when it is said to have been held. What was taken over from paper
    does not count: see HIS001.

    The committee can accept it in society.md, under the first of the sessions.
    """
    zone = zone_of(society)
    for heap in _entries(society, history).batches:
        first, last = _span(heap)
        policy = policy_on(society, heap[0].entered)
        most = policy.batch if policy else None
        old = sum(one.after > OLD for one in heap)
        yield problem(
            at(first.record, "date"),
            f"{len(heap)} sessions, of {first.day} to {last.day}, were entered {_at_once(heap)} "
            f"{by(heap[0].commit, zone)}, {old or 'none'} of them more than {OLD} days after; "
            f"more than {most} are worth a look",
            "compare them with the groups' own notes; if they are from another register, or were looked at, "
            "accept this in society.md with the reason",
            *_policy(society, heap[0].entered, "batch"),
        )


@warning("HIS009", "register-without-kept-since")
def register_without_kept_since(society: Society, history: History) -> Iterator[Problem]:
    """Old records came in together, and society.md does not say since when the records are kept here.

    Whoever takes over a register from paper enters much that is old, and it is neither late nor made up. The day from
    which on records are entered here as things happen is written once into society.md, as `kept-since`. What is
    dated before it, and came in by then, was taken over. It stays as it is from then on: if another register is
    taken over later, the committee accepts that finding, with its reason.
    """
    register = _entries(society, history).register
    if register:
        first, last = _span(register)
        until = max(one.entered for one in register)
        about = society.about
        yield problem(
            Place(about.path if about else "records/society.md"),
            f"{len(register)} records, of {first.day} to {last.day}, came in long after their days, until {until}",
            f"if they were taken over from paper, write in society.md: kept-since: {until}; "
            "if not, let the committee look at them",
        )


@warning("HIS010", "held-before-its-day")
def held_before_its_day(society: Society, history: History) -> Iterator[Problem]:
    """A session was entered as held before the day on which it was held.

    Nobody knows beforehand who will come. A session that is still to come is planned (`status: planned`); that it
    was held, and who was there, is entered afterwards.

    Say `status: planned`, and commit that; once the session was held, say `status: held`, with who came.
    """
    zone = zone_of(society)
    for session in society.sessions.values():
        commit = history.traces.entered(session.ref) if session.status == "held" else None
        if commit and day_of(commit, zone) < session.date:
            held = held_by(session, history)
            if held and day_of(held, zone) < session.date:
                yield problem(
                    at(session, "date"),
                    f"entered as held {by(held, zone)}, before {session.date} had come",
                    "ask the group whether it was held and who came; say status: planned and commit that, then "
                    "status: held with who came",
                )


@warning("HIS011", "kept-since-was-moved")
def kept_since_was_moved(society: Society, history: History) -> Iterator[Problem]:
    """`kept-since` in society.md does not say what it said at first.

    It is the day from which on the society keeps its records here, and is written once. What came in by then was taken
    over from paper, and is neither late nor a batch: whoever names a later day exempts what was entered in between.
    To delete it changes nothing in what was taken over. A day that was mended before it came, or in the same branch,
    was not moved.

    Say again what it said. If that was a mistake, the committee accepts this in society.md, with its reason. A register
    that is taken over later is no reason to move it: see HIS002.
    """
    if ("", "society") in society.broken_ids:
        return
    take_over, zone = TakeOver(society, history), zone_of(society)
    first, moved = take_over.first, take_over.moved
    if first and moved:
        about = society.about
        now = f"is {moved.day}" if moved.day else "is no longer there"
        yield problem(
            Place(about.path if about else "records/society.md", ("kept-since",) if moved.day else ()),
            f"kept-since was {first.day}, as entered {by(first.commit, zone)}, and {now} "
            f"since it was changed {by(moved.commit, zone)}",
            f"write again: kept-since: {first.day}; or accept this in society.md (accepted:) with the reason",
        )


_LOOK = "let the committee look at it, and accept it in society.md with the reason"


_LOOK_AT_ALL = f"if they are from another register, accept this in society.md with the reason; else {_LOOK}"


def _late(society: Society, one: Came, said: str, help: str) -> Problem:
    key = ("received",) if isinstance(one.record, Reference) and one.record.received else (one.record.dated,)
    return problem(at(one.record, *key), said, help, *_policy(society, one.day, "late-entry"))


def _span(came: Iterable[Came]) -> tuple[Came, Came]:
    """The one with the earliest day and the one with the latest."""
    some = sorted(came, key=lambda one: (one.day, one.record.ref))
    return some[0], some[-1]


def _at_once(heap: list[Came]) -> str:
    commits = {one.commit.id[:SHORT] for one in heap}
    return (
        "in one commit" if len(commits) == 1 else f"within 24 hours, in {len(commits)} commits from the one"
    )


def _policy(society: Society, day: date, key: str) -> tuple[tuple[Place, str], ...]:
    policy: Policy | None = policy_on(society, day)
    return ((at(policy, key), "the policy that was in force"),) if policy else ()

"""Rules on when records came in: late, many at once, taken over from paper, or before what they record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from balintrec.finding import Place, Problem
from balintrec.history.log import SHORT, History, by, day_of, zone_of
from balintrec.history.takeover import TakeOver
from balintrec.model import Record, Reference, Session
from balintrec.rules.roles import policy_on
from balintrec.rules.rule import at, problem, warning
from balintrec.society import Society, SocietyIndex
from balintrec.wording.message import Message, Value, message

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
            day = record.recorded_day
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
    by_history = society.derived(_EntriesByHistory).by_history
    if history not in by_history:
        by_history[history] = Entries(society, history)
    return by_history[history]


class _EntriesByHistory(SocietyIndex):
    def __init__(self, society: Society) -> None:
        super().__init__(society)
        self.by_history: dict[History, Entries] = {}


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

    The policy in force on the date of the record says after how many days entering it is late (`late-entry`).
    What is written down at once is what happened; what is written down months later is what somebody remembers.
    The date of entry is that of the commit that first added the record, in the society's time zone; a record
    that was moved or renamed keeps it. More than three late records in one commit are reported as one. Records
    taken over from paper are not late: those dated before `kept-since` in society.md that were entered by that
    date, or with the commit that first wrote the key. For sessions entered in bulk see HIS002.

    Nothing can be corrected in the record itself. The committee can suppress the finding in society.md, with
    its reason.
    """
    entries, zone = _entries(society, history), zone_of(society)
    for some in _by_commit(entries.late):
        if len(some) > SINGLY:
            first, last = _span(some)
            said = message(
                "this and %(others)s other records, dated from %(first)s to %(last)s, were entered %(when)s, "
                "up to %(days)s days after their dates; the policy allows %(allowed)s",
                others=len(some) - 1,
                first=first.day,
                last=last.day,
                when=by(first.commit, zone),
                days=first.after,
                allowed=entries.late_after(first.day) or 0,
            )
            yield _late(society, first, said, _REVIEW_ALL)
            continue
        for came in some:
            said = message(
                "entered on %(entered)s, %(days)s days after its date; the policy allows %(allowed)s",
                entered=came.entered,
                days=came.after,
                allowed=entries.late_after(came.day) or 0,
            )
            yield _late(society, came, said, _REVIEW)


@warning("HIS002", "bulk-entry")
def entered_in_a_heap(society: Society, history: History) -> Iterator[Problem]:
    """More sessions were entered at once than the policy considers likely.

    The policy in force on the day they were entered says how many (`batch`). Sessions are written down one by
    one as they happen; many at once were perhaps made up from memory. The rule counts the held sessions in one
    commit; where some of them were older than 31 days, it counts all that their author entered within 24 hours,
    in any number of commits. A planned session counts when it is entered as held. Records taken over from paper
    do not count: see HIS001.

    The committee can suppress the finding in society.md, under the first of the sessions.
    """
    zone = zone_of(society)
    for batch in _entries(society, history).batches:
        first, last = _span(batch)
        policy = policy_on(society, batch[0].entered)
        said = message(
            "%(count)s sessions, dated from %(first)s to %(last)s, were entered %(when)s, %(how)s; "
            "%(old)s of them more than %(days)s days after their dates; the policy allows %(allowed)s at once",
            count=len(batch),
            first=first.day,
            last=last.day,
            when=by(batch[0].commit, zone),
            how=_at_once(batch),
            old=sum(came.after > OLD for came in batch),
            days=OLD,
            allowed=(policy.batch if policy else None) or 0,
        )
        remedy = message(
            "compare them with the groups' own notes; if they come from another register, or have been reviewed, "
            "suppress this finding in society.md with the reason"
        )
        related = _policy(society, batch[0].entered, "batch")
        yield problem(at(first.record, "date"), said, remedy, *related)


@warning("HIS009", "missing-kept-since")
def register_without_kept_since(society: Society, history: History) -> Iterator[Problem]:
    """Many old records were entered together, but society.md has no `kept-since`.

    A register taken over from paper has many old records, and they are neither late nor made up. The date from
    which records are entered here as things happen is written once into society.md, as `kept-since`. What is
    dated before it, and was entered by then, was taken over. The date is not changed later: if another register
    is taken over, the committee suppresses that finding, with its reason.
    """
    register = _entries(society, history).register
    if register:
        first, last = _span(register)
        until = max(came.entered for came in register)
        said = message(
            "%(count)s records, dated from %(first)s to %(last)s, were entered long after their dates, until %(until)s",
            count=len(register),
            first=first.day,
            last=last.day,
            until=until,
        )
        remedy = message(
            "if they were taken over from paper, add to society.md the line kept-since: %(until)s; "
            "otherwise ask the committee to review them",
            until=str(until),
        )
        yield problem(Place(society.about.path if society.about else "records/society.md"), said, remedy)


@warning("HIS010", "held-before-date")
def held_before_its_day(society: Society, history: History) -> Iterator[Problem]:
    """A session was entered as held before the day on which it was held.

    Nobody knows beforehand who will come. A future session is planned (`status: planned`); that it was held,
    and who came, is entered afterwards.

    Set `status: planned`, and commit that; once the session was held, set `status: held` and add who came.
    """
    zone = zone_of(society)
    for session in society.sessions.values():
        commit = history.traces.entered(session.ref) if session.status == "held" else None
        if commit and day_of(commit, zone) < session.date:
            held = held_by(session, history)
            if held and day_of(held, zone) < session.date:
                said = message(
                    "entered as held %(when)s, before its date %(date)s",
                    when=by(held, zone),
                    date=session.date,
                )
                remedy = message(
                    "ask the group whether it was held and who came; set status: planned and commit that, "
                    "then set status: held and add who came"
                )
                yield problem(at(session, "date"), said, remedy)


@warning("HIS011", "kept-since-changed")
def kept_since_was_moved(society: Society, history: History) -> Iterator[Problem]:
    """`kept-since` in society.md was changed after it was first written.

    It is the date from which the society keeps its records here, and is written once. What was entered by then
    was taken over from paper, and is neither late nor bulk entry: a later date would exempt what was entered in
    between. Deleting the key changes nothing in what was taken over. A date that was corrected before it came,
    or in the same branch, does not count as changed.

    Restore the first date. If that was a mistake, the committee suppresses the finding in society.md, with its
    reason. A register that is taken over later is no reason to change it: see HIS002.
    """
    if ("", "society") in society.broken_ids:
        return
    take_over, zone = TakeOver(society, history), zone_of(society)
    first, moved = take_over.first, take_over.moved
    if not first or not first.day or not moved:
        return
    values: dict[str, Value] = {
        "first": first.day,
        "entered": by(first.commit, zone),
        "changed": by(moved.commit, zone),
    }
    if moved.day:
        said = message(
            "kept-since was %(first)s, as entered %(entered)s; it was changed to %(now)s %(changed)s",
            now=moved.day,
            **values,
        )
    else:
        said = message(
            "kept-since was %(first)s, as entered %(entered)s; it was deleted %(changed)s", **values
        )
    remedy = message(
        "write again: kept-since: %(first)s; or suppress this finding in society.md with the reason",
        first=str(first.day),
    )
    path = society.about.path if society.about else "records/society.md"
    yield problem(Place(path, ("kept-since",) if moved.day else ()), said, remedy)


_REVIEW = message(
    "ask the committee to review it, and to suppress this finding in society.md with the reason"
)
_REVIEW_ALL = message(
    "if they come from another register, suppress this finding in society.md with the reason; "
    "otherwise ask the committee to review them"
)


def _late(society: Society, came: Came, said: Message, help: Message) -> Problem:
    record = came.record
    key = "received" if isinstance(record, Reference) and record.received else record.dated
    return problem(at(record, key), said, help, *_policy(society, came.day, "late-entry"))


def _span(came: Iterable[Came]) -> tuple[Came, Came]:
    """The one with the earliest day and the one with the latest."""
    some = sorted(came, key=lambda one: (one.day, one.record.ref))
    return some[0], some[-1]


def _at_once(batch: list[Came]) -> Message:
    commits = {came.commit.id[:SHORT] for came in batch}
    if len(commits) == 1:
        return message("in one commit")
    return message("in %(count)s commits within 24 hours, of which this is the first", count=len(commits))


def _policy(society: Society, day: date, key: str) -> tuple[tuple[Place, Message], ...]:
    policy = policy_on(society, day)
    return ((at(policy, key), message("the policy in force")),) if policy else ()

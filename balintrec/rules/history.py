"""Rules on what git remembers: records entered late or in heaps, changed or removed after the fact, ids used again.

They are judged where all of the history is there, and only for a society in which it matters: see `matters`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, tzinfo
from inspect import cleandoc
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from balintrec.finding import Fault, Key, Place, Rule, Severity
from balintrec.history.afterwards import Afterwards, afterwards
from balintrec.history.compare import KeyChange
from balintrec.history.log import History, day_of, zone_or_utc
from balintrec.history.recorded import recorded_day
from balintrec.history.strangers import strangers
from balintrec.model import Decision, Record, Reference, Session
from balintrec.rules.authority import policy_on
from balintrec.rules.rule import at, fault
from balintrec.society import Society

if TYPE_CHECKING:
    from balintrec.repository import Commit

Finder = Callable[[Society, History], Iterator[Fault]]
SHORT = 10
"""So many letters of a commit's id are shown."""


class Recalled(NamedTuple):
    """A rule with the function that finds where the history of a society breaks it."""

    rule: Rule
    find: Finder


def _error(code: str, name: str) -> Callable[[Finder], Recalled]:
    return _rule(code, name, Severity.ERROR)


def _warning(code: str, name: str) -> Callable[[Finder], Recalled]:
    return _rule(code, name, Severity.WARNING)


def _rule(code: str, name: str, severity: Severity) -> Callable[[Finder], Recalled]:
    def decorate(find: Finder) -> Recalled:
        return Recalled(Rule(code, name, severity, cleandoc(find.__doc__ or "")), find)

    return decorate


def matters(society: Society) -> bool:
    """Whether the history is worth reading: a policy asks about it, or somebody's case rests on the records."""
    asked = any(policy.late_entry is not None or policy.batch for policy in society.policies.values())
    return asked or bool(society.applications or society.decisions)


@_warning("HIS001", "entered-late")
def entered_late(society: Society, history: History) -> Iterator[Fault]:
    """A record was entered later than the policy allows.

    The policy in force on the day that the record records says after how many days entering it is late
    (`late-entry`). What is written down at once is what happened; what is written down months later is what somebody
    remembers. The day of entry is that of the commit by which the record first came in, where the society is; a
    record that was moved or renamed since keeps it. What lies before `kept-since` in society.md was taken over from
    paper and is not judged.

    Nothing can be mended in the record itself. The committee can accept it in society.md, with its reason.
    """
    zone, since = _zone(society), _since(society)
    for record in society.all():
        day = recorded_day(record)
        policy = policy_on(society, day) if day and day >= since else None
        commit = history.traces.entered(record.ref) if policy and policy.late_entry is not None else None
        if not (day and policy and commit and policy.late_entry is not None):
            continue
        entered = day_of(commit, zone)
        late = (entered - day).days
        if late > policy.late_entry:
            yield fault(
                at(record, *_day_key(record)),
                f"entered on {entered}, {late} days after the day that it records; "
                f"late is more than {policy.late_entry}",
                "let the committee look at it, and accept it in society.md with the reason",
                (at(policy, "late-entry"), "the policy that was in force"),
            )


@_warning("HIS002", "entered-in-a-heap")
def entered_in_a_heap(society: Society, history: History) -> Iterator[Fault]:
    """More sessions were entered in one go than the policy thinks likely.

    The policy in force on the day they were entered says how many (`batch`). Sessions are written down one by one as
    they happen; many at once were perhaps made up from memory. Counted are the sessions that one commit brought and
    that lay behind then; planned ones are not, nor is what lies before `kept-since` in society.md.

    The committee can accept it in society.md, under the first of the sessions.
    """
    zone, since = _zone(society), _since(society)
    heaps: defaultdict[str, list[Session]] = defaultdict(list)
    commits: dict[str, Commit] = {}
    for session in society.sessions.values():
        commit = history.traces.entered(session.ref) if session.date >= since else None
        if commit and session.date <= day_of(commit, zone):
            heaps[commit.id].append(session)
            commits[commit.id] = commit
    for id, sessions in sorted(heaps.items()):
        entered = day_of(commits[id], zone)
        policy = policy_on(society, entered)
        if policy is None or not policy.batch or len(sessions) <= policy.batch:
            continue
        sessions.sort(key=lambda one: (one.date, one.id))
        yield fault(
            at(sessions[0], "date"),
            f"{len(sessions)} sessions, of {sessions[0].date} to {sessions[-1].date}, were entered in one go "
            f"{_by(commits[id], zone)}; more than {policy.batch} are worth a look",
            "compare them with the groups' own notes, and accept it in society.md with the reason",
            (at(policy, "batch"), "the policy that was in force"),
        )


@_error("HIS003", "changed-after-the-fact")
def changed_after_the_fact(society: Society, history: History) -> Iterator[Fault]:
    """A decision, or what a decision or an application rests on, says something else than it did.

    A decision is the committee's minute: what it says, was so on its day. A grant, a renewal or a recognition rests on
    the papers that its application cites, and on everything that counted for the member on its day. Whoever changes
    that later changes what was decided. It is an error where the decision itself, the words of such a paper, or
    something that the member's standing on that day was computed from is different: that they were there and in which
    role, who led, the day, and the length, the mode or the group where the policy asks for it. For an application that
    is not yet decided it is the same with sessions and endorsements.

    A file that was moved, renamed or only written otherwise is not changed, nor is one that says again what it said, a
    text that was taken out, or a certificate's number that was added; nor is what was entered and mended in one
    branch, or before `kept-since` in society.md.

    A mistake may be corrected: the committee decides anew, or accepts this in society.md (`accepted:`), with its
    reason.
    """
    zone = _zone(society)
    for one in afterwards(society, history, zone):
        if one.grave and not one.removed:
            yield _changed(society, one, zone)


@_error("HIS004", "removed-after-the-fact")
def removed_after_the_fact(society: Society, history: History) -> Iterator[Fault]:
    """A decision, or what a decision or an application rests on, is no longer there.

    What somebody's case was decided by stays, even if it turns out to be wrong: a new decision says what holds now,
    and a session that was not held after all says `status: cancelled`. See HIS003 for what is looked at.
    """
    zone = _zone(society)
    for one in afterwards(society, history, zone):
        if one.removed:
            before = f"{one.commit.id[:SHORT]}^"
            yield fault(
                Place(one.path),
                f"this was removed {_by(one.commit, zone)}, {_fact(one)}",
                f"put it back: git checkout {before} -- {quote(one.path)}; "
                "or accept it in society.md (accepted:) with the reason",
                *_rests(society, one),
            )


@_warning("HIS020", "edited-after-the-fact")
def edited_after_the_fact(society: Society, history: History) -> Iterator[Fault]:
    """A record that counted for a decision was changed later, in something that the decision did not depend on.

    Such as who else came to a session, who wrote it down, or its text. See HIS003 for what is looked at, and for what
    is an error. Members, groups and policies go on changing: of them only what was so on that day is looked at.
    """
    zone = _zone(society)
    for one in afterwards(society, history, zone):
        if not one.grave:
            yield _changed(society, one, zone)


@_error("HIS005", "id-of-another")
def id_of_another(society: Society, history: History) -> Iterator[Fault]:
    """A member's id was another person's.

    Certificates, minutes and older revisions name people by id. If an id is given to somebody else, they speak of
    the wrong person. Two records are taken for two people's when nothing in their names is alike. Somebody who has
    changed their name keeps the id, and has the earlier name under `also-known-as`.
    """
    zone = _zone(society)
    for one in strangers(society, history):
        yield fault(
            at(one.member, "name"),
            f'this id was that of "{one.name}" until it was changed {_by(one.commit, zone)}',
            "give the new person an id of their own (balintrec rename member); "
            "if they are one person, add the earlier name under also-known-as",
        )


def _since(society: Society) -> date:
    """From when on the records were kept here and not on paper."""
    return society.about.kept_since if society.about and society.about.kept_since else date.min


def _zone(society: Society) -> tzinfo:
    return zone_or_utc(society.about.time_zone if society.about else None)


def _day_key(record: Record) -> tuple[str, ...]:
    came_in = isinstance(record, Reference) and record.received
    return ("received",) if came_in else (record.dated,)


def _by(commit: Commit, zone: tzinfo) -> str:
    return f"on {day_of(commit, zone)} by {commit.author} (commit {commit.id[:SHORT]})"


def _changed(society: Society, one: Afterwards, zone: tzinfo) -> Fault:
    keys = [change.name for change in one.changes] + ["the text"] * one.text
    return fault(
        Place(one.path, _first_key(one.changes)),
        f"{', '.join(keys)} changed {_by(one.commit, zone)}, {_fact(one)}",
        f"see: balintrec history {one.ref}; put it back as it was; or let the committee correct it, by a decision "
        "or by accepting this in society.md (accepted:) with the reason",
        *_rests(society, one),
    )


def _fact(one: Afterwards) -> str:
    if isinstance(one.paper, Decision):
        return f'after the decision "{one.paper.id}" of {one.paper.date} that rests on it'
    if one.paper:
        return f"after the application of {one.paper.date} that rests on it"
    return "after the decision was made and entered"


def _rests(society: Society, one: Afterwards) -> tuple[tuple[Place, str], ...]:
    """The paper that rests on it; of a decision, whom it was about, who is concerned even if it is gone."""
    member = society.members.get(one.about)
    if one.paper:
        return ((at(one.paper, "date"), f"the {one.paper.noun}"),)
    return ((at(member), "whom it was about"),) if member else ()


def _first_key(changes: tuple[KeyChange, ...]) -> Key:
    """The first changed key that can still stand in the file."""
    return next((change.key[:1] for change in changes if change.after is not None), ())


RULES = (
    entered_late, entered_in_a_heap, changed_after_the_fact, removed_after_the_fact, id_of_another,
    edited_after_the_fact,
)  # fmt: skip

"""Rules on what git remembers: records changed or removed after the fact, ids used again.

They are judged where all of the history is there, and only for a society in which it matters: see `matters`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from shlex import quote
from typing import TYPE_CHECKING

from balintrec.finding import Key, Place, Problem
from balintrec.history.compare import KeyChange
from balintrec.history.late_changes import Afterwards, afterwards
from balintrec.history.log import SHORT, History, by, day_of, zone_of
from balintrec.history.reused_ids import strangers
from balintrec.history.trace import ref_of
from balintrec.model import Decision
from balintrec.repository.times import TOLERANCE
from balintrec.rules.roles import policy_on
from balintrec.rules.rule import at, error, problem, warning
from balintrec.society import Society

if TYPE_CHECKING:
    from balintrec.repository import Commit


def matters(society: Society) -> bool:
    """Whether the history is worth reading: a policy asks about it, or somebody's case rests on the records."""
    asked = any(policy.late_entry is not None or policy.batch for policy in society.policies.values())
    return asked or bool(society.applications or society.decisions)


@error("HIS003", "changed-after-the-fact")
def changed_after_the_fact(society: Society, history: History) -> Iterator[Problem]:
    """A decision, or what a decision or an application rests on, says something else than it did.

    A decision is the committee's minute: what it says, was so on its day. A grant, a renewal or a recognition rests on
    the papers that its application cites, and on everything that counted for the member on its day. Whoever changes
    that later changes what was decided. It is an error where the decision itself, the words of such a paper, or
    something that the member's standing on that day was computed from is different: that they were there and in which
    role, who led, the day, and the length, the mode or the group where the policy asks for it. For an application that
    is not yet decided it is the same with sessions and endorsements.

    A file that was moved, renamed or only written otherwise is not changed, nor are the records that name somebody of
    whom there were two entries, made one in one commit by `rename --merge`, nor is one that says again what it said, a
    text that was taken out, or a certificate's number that was added; nor is what was entered and mended in one
    branch, or before `kept-since` in society.md.

    A mistake may be corrected: the committee decides anew, or accepts this in society.md (`accepted:`), with its
    reason.
    """
    zone = zone_of(society)
    for one in afterwards(society, history, zone):
        if one.grave and not one.removed:
            yield _changed(society, one, zone)


@error("HIS004", "removed-after-the-fact")
def removed_after_the_fact(society: Society, history: History) -> Iterator[Problem]:
    """A decision, or what a decision or an application rests on, is no longer there.

    What somebody's case was decided by stays, even if it turns out to be wrong: a new decision says what holds now,
    and a session that was not held after all says `status: cancelled`. See HIS003 for what is looked at.
    """
    zone = zone_of(society)
    for one in afterwards(society, history, zone):
        if one.removed:
            yield problem(
                Place(one.path),
                f"this was removed {by(one.commit, zone)}, {_fact(one)}",
                f"put it back: git checkout {one.last[:SHORT]} -- {quote(one.path)}; "
                "or accept it in society.md (accepted:) with the reason",
                *_rests(society, one),
            )


@warning("HIS020", "edited-after-the-fact")
def edited_after_the_fact(society: Society, history: History) -> Iterator[Problem]:
    """A record that counted for a decision was changed later, in something that the decision did not depend on.

    Such as who else came to a session, who wrote it down, or its text. See HIS003 for what is looked at, and for what
    is an error. Members, groups and policies go on changing: of them only what was so on that day is looked at.
    """
    zone = zone_of(society)
    for one in afterwards(society, history, zone):
        if not one.grave:
            yield _changed(society, one, zone)


@error("HIS005", "id-of-another")
def id_of_another(society: Society, history: History) -> Iterator[Problem]:
    """A member's id was another person's.

    Certificates, minutes and older revisions name people by id. If an id is given to somebody else, they speak of
    the wrong person, and what the one did counts for the other; a rename afterwards takes it along. Two records are
    taken for two people's when nothing in their names is alike. Somebody who has changed their name keeps the id, and
    has the earlier name under `also-known-as`.
    """
    zone = zone_of(society)
    for one in strangers(society, history):
        yield problem(
            at(one.member, "name"),
            f'this id was that of "{one.name}" until it was changed {by(one.commit, zone)}',
            "if they are one person, add the earlier name under also-known-as; else give the new person an id of their "
            "own: by balintrec rename member, where nothing that names this id is the other one's; else put the other "
            "one's record back, enter the new person anew, and accept this in society.md with the reason",
        )


def _changed(society: Society, one: Afterwards, zone: tzinfo) -> Problem:
    keys = [change.name for change in one.changes] + ["the text"] * one.text
    return problem(
        Place(one.path, _first_key(one.changes)),
        f"{', '.join(keys)} changed {by(one.commit, zone)}, {_fact(one)}",
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


@warning("HIS006", "older-than-its-parent")
def older_than_its_parent(society: Society, history: History) -> Iterator[Problem]:
    """A commit says that it was made more than a day before the commit that it was built on.

    That cannot be: a clock was wrong, or somebody wished that a record had been entered earlier. The commit counts as
    of the day of what it was built on, and `--at` does not show what it brought before that. Clocks that differ by
    less than a day are no matter.

    A commit that nobody else has yet can be made again, with the right time. Else the committee can accept it in
    society.md, under the record that is named, with its reason.
    """
    zone, times = zone_of(society), history.times
    for commit in history.commits:
        earliest = times.inherited[commit.id]
        if commit.claimed and commit.id not in times.ahead and earliest - commit.claimed > TOLERANCE:
            said = commit.claimed.astimezone(zone).date()
            yield problem(
                _place(society, commit),
                f"commit {commit.id[:SHORT]} by {commit.author} says that it was made on {said}, but it was built on "
                f"what was made on {day_of(commit, zone)}, and counts as of then",
                _again(history, commit),
            )


@warning("HIS007", "from-the-future")
def from_the_future(society: Society, history: History) -> Iterator[Problem]:
    """A commit says that it was made later than now.

    The clock of a computer was wrong. The commit counts as of when the first one was built on it, else as of now, and
    those that were built on it keep their own time. "Now" is what the clock of this computer says, with a day to
    spare, whatever day is judged.

    A commit that nobody else has yet can be made again, with the right time. Else the committee can accept it in
    society.md, under the record that is named, with its reason.
    """
    zone, ahead = zone_of(society), history.times.ahead
    for commit in history.commits:
        if commit.id in ahead:
            said = (commit.claimed or commit.time).astimezone(zone).date()
            yield problem(
                _place(society, commit),
                f"commit {commit.id[:SHORT]} by {commit.author} says that it was made on {said}, which has not come",
                f"see that the clocks are right; {_again(history, commit)}",
            )


@warning("HIS008", "merged-late")
def merged_late(society: Society, history: History) -> Iterator[Problem]:
    """Commits came in by a merge long after the time that they say.

    What lay on another branch, or on somebody's computer, was not seen by the others until it was merged. The policy
    in force on the day of the merge says after how many days that is late (`late-entry`); the oldest such commit of a
    merge is named. Both sides of a merge are looked at, since git does not say which of them the others had: in a
    society where somebody had not pulled for long, it may be theirs.

    Nothing can be mended. The committee can look at it, and accept it in society.md with its reason.
    """
    zone = zone_of(society)
    since = society.about.kept_since if society.about else None
    for merge, commits in history.sides.brought():
        day = day_of(merge, zone)
        policy = policy_on(society, day)
        if policy is None or policy.late_entry is None or (since and day <= since):
            continue
        late = [
            one
            for one in commits
            if one.changes and (day - day_of(one, zone)).days > (policy.late_entry or 0)
        ]
        if late:
            others = f", and {len(late) - 1} more such commits," if len(late) > 1 else ""
            yield problem(
                _place(society, late[0]),
                f"what was committed {by(late[0], zone)}{others} came in by the merge of {day} "
                f"(commit {merge.id[:SHORT]}), {(day - day_of(late[0], zone)).days} days later; "
                f"late is more than {policy.late_entry}",
                "let the committee look at what it brought, and accept it in society.md with the reason",
            )


def _again(history: History, commit: Commit) -> str:
    """How a commit is made again: those built on it, too. A merge among them may hold what nobody could do again."""
    accept = "accept it in society.md with the reason"
    if commit.id == history.commits[-1].id:
        again = "git commit --amend --only --no-edit"
    elif len(commit.parents) > 1:
        return accept
    else:
        base = commit.parents[0][:SHORT] if commit.parents else "--root"
        again = f"git rebase --force-rebase --rebase-merges {base}"
    return f"if nobody else has it yet, make it again with the right time: {again}; else {accept}"


def _place(society: Society, commit: Commit) -> Place:
    """The first record that a commit changed and that is still there; society.md where there is none."""
    for path in sorted(change.path for change in commit.changes):
        kind, _, id = (ref_of(path) or "").rpartition("/")
        record = society.records.get(kind, {}).get(id)
        if record:
            return Place(record.path)
    return Place(society.about.path if society.about else "records/society.md")

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
from balintrec.history.late_changes import LateChange, late_changes
from balintrec.history.log import SHORT, History, by, day_of, zone_of
from balintrec.history.reused_ids import strangers
from balintrec.history.trace import ref_of
from balintrec.model import Decision
from balintrec.repository.times import TOLERANCE
from balintrec.rules.roles import policy_on
from balintrec.rules.rule import at, error, problem, warning
from balintrec.society import Society
from balintrec.wording.message import Message, joined, message, plural

if TYPE_CHECKING:
    from balintrec.repository import Commit


def matters(society: Society) -> bool:
    """Whether the history is worth reading: a policy asks about it, or somebody's case rests on the records."""
    asked = any(policy.late_entry is not None or policy.batch for policy in society.policies.values())
    return asked or bool(society.applications or society.decisions)


@error("HIS003", "changed-after-the-fact")
def changed_after_the_fact(society: Society, history: History) -> Iterator[Problem]:
    """A decision, or what a decision or an application rests on, was changed later.

    A decision is the committee's minute: what it says, was so on its day. A grant, a renewal or a recognition
    rests on the papers that its application cites, and on everything that counted for the member on its day.
    Changing that later changes what was decided. It is an error where the decision itself, the words of such a
    paper, or something that the member's standing on that day was computed from is different: that they were
    there and in which role, who led, the day, and the length, the mode or the group where the policy asks for
    it. For an application that is not yet decided it is the same with sessions and endorsements.

    A file that was moved, renamed or only written otherwise is not changed, nor are the records that name somebody of
    whom there were two entries, made one in one commit by `rename --merge`, nor is one that says again what it said, a
    text that was taken out, or a certificate's number that was added; nor is what was entered and mended in one
    branch, or before `kept-since` in society.md.

    A mistake may be corrected: the committee decides again, or suppresses the finding in society.md, with its
    reason.
    """
    zone = zone_of(society)
    for change in late_changes(society, history, zone):
        if change.grave and not change.removed:
            yield _changed(society, change, zone)


@error("HIS004", "removed-after-the-fact")
def removed_after_the_fact(society: Society, history: History) -> Iterator[Problem]:
    """A decision, or what a decision or an application rests on, was removed later.

    What a case was decided by stays, even if it turns out to be wrong: a new decision says what holds now, and
    a session that was not held after all gets `status: cancelled`. See HIS003 for what is checked.
    """
    zone = zone_of(society)
    for change in late_changes(society, history, zone):
        if change.removed:
            removed = message("this was removed %(when)s", when=by(change.commit, zone))
            said = joined((removed, _fact(change)), ", ")
            remedy = message(
                "restore it: git checkout %(commit)s -- %(path)s; or suppress this finding in society.md with the "
                "reason",
                commit=change.last[:SHORT],
                path=quote(change.path),
            )
            yield problem(Place(change.path), said, remedy, *_rests(society, change))


@warning("HIS020", "edited-after-the-fact")
def edited_after_the_fact(society: Society, history: History) -> Iterator[Problem]:
    """A record that counted for a decision was changed later, in something that the decision did not depend on.

    Such as who else came to a session, who wrote it down, or its text. See HIS003 for what is checked, and for
    what is an error. Members, groups and policies keep changing: of them only what applied on that day is
    checked.
    """
    zone = zone_of(society)
    for change in late_changes(society, history, zone):
        if not change.grave:
            yield _changed(society, change, zone)


@error("HIS005", "reused-id")
def id_of_another(society: Society, history: History) -> Iterator[Problem]:
    """A member's id belonged to another person before.

    Certificates, minutes and older revisions name people by id. If an id is given to somebody else, they name
    the wrong person, and what one did counts for the other; a later rename takes it along. Two records are
    taken to be of two people when nothing in their names is alike. Somebody who has changed their name keeps
    the id, and has the earlier name under `also-known-as`.
    """
    zone = zone_of(society)
    for reused in strangers(society, history):
        said = message(
            'this id was that of "%(name)s" until it was changed %(when)s',
            name=reused.name,
            when=by(reused.commit, zone),
        )
        remedy = message(
            "if they are one person, add the earlier name under also-known-as:; otherwise give the new person their "
            "own id: by balintrec rename member, where nothing that names this id is about the other person; else "
            "restore the other person's record, enter the new person again, and suppress this finding in society.md "
            "with the reason"
        )
        yield problem(at(reused.member, "name"), said, remedy)


def _changed(society: Society, change: LateChange, zone: tzinfo) -> Problem:
    keys = [*(key.name for key in change.changes), *([message("the text")] if change.text else [])]
    changed = message("%(keys)s changed %(when)s", keys=joined(keys, ", "), when=by(change.commit, zone))
    remedy = message(
        "see: balintrec history %(record)s; restore what it said; or ask the committee to correct it by a decision, "
        "or to suppress this finding in society.md with the reason",
        record=change.ref,
    )
    place = Place(change.path, _first_key(change.changes))
    return problem(place, joined((changed, _fact(change)), ", "), remedy, *_rests(society, change))


def _fact(change: LateChange) -> Message:
    paper = change.paper
    if isinstance(paper, Decision):
        return message(
            'after the decision "%(decision)s" of %(date)s that rests on it',
            decision=paper.id,
            date=paper.date,
        )
    if paper:
        return message("after the application of %(date)s that rests on it", date=paper.date)
    return message("after the decision was made and entered")


def _rests(society: Society, change: LateChange) -> tuple[tuple[Place, Message], ...]:
    """The paper that rests on it; of a decision, whom it was about, who is concerned even if it is gone."""
    member = society.members.get(change.about)
    if change.paper:
        decided = isinstance(change.paper, Decision)
        return (
            (at(change.paper, "date"), message("the decision") if decided else message("the application")),
        )
    return ((at(member), message("whom it was about")),) if member else ()


def _first_key(changes: tuple[KeyChange, ...]) -> Key:
    """The first changed key that can still stand in the file."""
    return next((change.key[:1] for change in changes if change.after is not None), ())


@warning("HIS006", "commit-older-than-parent")
def older_than_its_parent(society: Society, history: History) -> Iterator[Problem]:
    """A commit is dated more than a day before the commit that it builds on.

    That is impossible: a clock was wrong, or somebody wanted a record to look older. The commit counts as of
    the date of the commit that it builds on, and `--at` does not show its changes before that. Clocks that
    differ by less than a day are ignored.

    A commit that nobody else has yet can be made again with the right time. Otherwise the committee can
    suppress the finding in society.md, under the record that is named, with its reason.
    """
    zone, times = zone_of(society), history.times
    for commit in history.commits:
        earliest = times.inherited[commit.id]
        if commit.claimed and commit.id not in times.ahead and earliest - commit.claimed > TOLERANCE:
            said = message(
                "commit %(commit)s by %(author)s is dated %(claimed)s, but builds on one of %(date)s, and counts as of "
                "that date",
                commit=commit.id[:SHORT],
                author=commit.author,
                claimed=commit.claimed.astimezone(zone).date(),
                date=day_of(commit, zone),
            )
            yield problem(_place(society, commit), said, _again(history, commit))


@warning("HIS007", "commit-in-the-future")
def from_the_future(society: Society, history: History) -> Iterator[Problem]:
    """A commit is dated in the future.

    The clock of a computer was wrong. The commit counts as of the time of the first one that builds on it,
    otherwise as of now, and those that build on it keep their own time. "Now" is the clock of this computer,
    with a day to spare, whatever day is checked.

    A commit that nobody else has yet can be made again with the right time. Otherwise the committee can
    suppress the finding in society.md, under the record that is named, with its reason.
    """
    zone, ahead = zone_of(society), history.times.ahead
    for commit in history.commits:
        if commit.id in ahead:
            said = message(
                "commit %(commit)s by %(author)s is dated %(claimed)s, which is in the future",
                commit=commit.id[:SHORT],
                author=commit.author,
                claimed=(commit.claimed or commit.time).astimezone(zone).date(),
            )
            remedy = joined((message("check that the clocks are right"), _again(history, commit)), "; ")
            yield problem(_place(society, commit), said, remedy)


@warning("HIS008", "commit-merged-late")
def merged_late(society: Society, history: History) -> Iterator[Problem]:
    """Commits were merged long after their dates.

    Commits on another branch, or on somebody's computer, were not seen by the others until they were merged.
    The policy in force on the day of the merge says after how many days that is late (`late-entry`); the oldest
    such commit of a merge is named. Both sides of a merge are checked, since git does not say which of them the
    others had: where somebody had not pulled for long, it may be theirs.

    Nothing can be corrected. The committee can review it, and suppress the finding in society.md with its
    reason.
    """
    zone = zone_of(society)
    since = society.about.kept_since if society.about else None
    for merge, commits in history.sides.brought():
        day = day_of(merge, zone)
        policy = policy_on(society, day)
        if policy is None or policy.late_entry is None or (since and day <= since):
            continue
        allowed = policy.late_entry
        late = [
            commit for commit in commits if commit.changes and (day - day_of(commit, zone)).days > allowed
        ]
        if late:
            said = plural(
                "%(num)s commit came in late by the merge of %(date)s (commit %(merge)s), the oldest of them made "
                "%(when)s, %(days)s days before; the policy allows %(allowed)s",
                "%(num)s commits came in late by the merge of %(date)s (commit %(merge)s), the oldest of them made "
                "%(when)s, %(days)s days before; the policy allows %(allowed)s",
                len(late),
                date=day,
                merge=merge.id[:SHORT],
                when=by(late[0], zone),
                days=(day - day_of(late[0], zone)).days,
                allowed=allowed,
            )
            remedy = message(
                "ask the committee to review what it brought, and to suppress this finding in society.md with the "
                "reason"
            )
            yield problem(_place(society, late[0]), said, remedy)


def _again(history: History, commit: Commit) -> Message:
    """How a commit is made again: those built on it, too. A merge among them may hold what nobody could do again."""
    if commit.id == history.commits[-1].id:
        again = "git commit --amend --only --no-edit"
    elif len(commit.parents) > 1:
        return message("suppress this finding in society.md with the reason")
    else:
        base = commit.parents[0][:SHORT] if commit.parents else "--root"
        again = f"git rebase --force-rebase --rebase-merges {base}"
    return message(
        "if nobody else has it yet, make it again with the right time: %(command)s; otherwise suppress this finding "
        "in society.md with the reason",
        command=again,
    )


def _place(society: Society, commit: Commit) -> Place:
    """The first record that a commit changed and that is still there; society.md where there is none."""
    for path in sorted(change.path for change in commit.changes):
        kind, _, id = (ref_of(path) or "").rpartition("/")
        record = society.records.get(kind, {}).get(id)
        if record:
            return Place(record.path)
    return Place(society.about.path if society.about else "records/society.md")

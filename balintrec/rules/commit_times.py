"""Rules on what commits say of their time: that it was before it can have been, or has not come, or was long ago."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from balintrec.finding import Fault, Place
from balintrec.history.log import History, day_of
from balintrec.history.trace import ref_of
from balintrec.repository.times import TOLERANCE
from balintrec.rules.history_rule import SHORT, Recalled, by, warning, zone_of
from balintrec.rules.roles import policy_on
from balintrec.rules.rule import fault
from balintrec.society import Society

if TYPE_CHECKING:
    from balintrec.repository import Commit


@warning("HIS006", "older-than-its-parent")
def older_than_its_parent(society: Society, history: History) -> Iterator[Fault]:
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
            yield fault(
                _place(society, commit),
                f"commit {commit.id[:SHORT]} by {commit.author} says that it was made on {said}, but it was built on "
                f"what was made on {day_of(commit, zone)}, and counts as of then",
                _again(history, commit),
            )


@warning("HIS007", "from-the-future")
def from_the_future(society: Society, history: History) -> Iterator[Fault]:
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
            yield fault(
                _place(society, commit),
                f"commit {commit.id[:SHORT]} by {commit.author} says that it was made on {said}, which has not come",
                f"see that the clocks are right; {_again(history, commit)}",
            )


@warning("HIS008", "merged-late")
def merged_late(society: Society, history: History) -> Iterator[Fault]:
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
            yield fault(
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


RULES: tuple[Recalled, ...] = (older_than_its_parent, from_the_future, merged_late)

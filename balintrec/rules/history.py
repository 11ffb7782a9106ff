"""Rules on what git remembers: records changed or removed after the fact, ids used again.

They are judged where all of the history is there, and only for a society in which it matters: see `matters`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from shlex import quote

from balintrec.finding import Fault, Key, Place
from balintrec.history.compare import KeyChange
from balintrec.history.late_changes import Afterwards, afterwards
from balintrec.history.log import History
from balintrec.history.reused_ids import strangers
from balintrec.model import Decision
from balintrec.rules.history_rule import SHORT, by, error, warning, zone_of
from balintrec.rules.rule import at, fault
from balintrec.society import Society


def matters(society: Society) -> bool:
    """Whether the history is worth reading: a policy asks about it, or somebody's case rests on the records."""
    asked = any(policy.late_entry is not None or policy.batch for policy in society.policies.values())
    return asked or bool(society.applications or society.decisions)


@error("HIS003", "changed-after-the-fact")
def changed_after_the_fact(society: Society, history: History) -> Iterator[Fault]:
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
def removed_after_the_fact(society: Society, history: History) -> Iterator[Fault]:
    """A decision, or what a decision or an application rests on, is no longer there.

    What somebody's case was decided by stays, even if it turns out to be wrong: a new decision says what holds now,
    and a session that was not held after all says `status: cancelled`. See HIS003 for what is looked at.
    """
    zone = zone_of(society)
    for one in afterwards(society, history, zone):
        if one.removed:
            yield fault(
                Place(one.path),
                f"this was removed {by(one.commit, zone)}, {_fact(one)}",
                f"put it back: git checkout {one.last[:SHORT]} -- {quote(one.path)}; "
                "or accept it in society.md (accepted:) with the reason",
                *_rests(society, one),
            )


@warning("HIS020", "edited-after-the-fact")
def edited_after_the_fact(society: Society, history: History) -> Iterator[Fault]:
    """A record that counted for a decision was changed later, in something that the decision did not depend on.

    Such as who else came to a session, who wrote it down, or its text. See HIS003 for what is looked at, and for what
    is an error. Members, groups and policies go on changing: of them only what was so on that day is looked at.
    """
    zone = zone_of(society)
    for one in afterwards(society, history, zone):
        if not one.grave:
            yield _changed(society, one, zone)


@error("HIS005", "id-of-another")
def id_of_another(society: Society, history: History) -> Iterator[Fault]:
    """A member's id was another person's.

    Certificates, minutes and older revisions name people by id. If an id is given to somebody else, they speak of
    the wrong person, and what the one did counts for the other; a rename afterwards takes it along. Two records are
    taken for two people's when nothing in their names is alike. Somebody who has changed their name keeps the id, and
    has the earlier name under `also-known-as`.
    """
    zone = zone_of(society)
    for one in strangers(society, history):
        yield fault(
            at(one.member, "name"),
            f'this id was that of "{one.name}" until it was changed {by(one.commit, zone)}',
            "if they are one person, add the earlier name under also-known-as; else give the new person an id of their "
            "own: by balintrec rename member, where nothing that names this id is the other one's; else put the other "
            "one's record back, enter the new person anew, and accept this in society.md with the reason",
        )


def _changed(society: Society, one: Afterwards, zone: tzinfo) -> Fault:
    keys = [change.name for change in one.changes] + ["the text"] * one.text
    return fault(
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


RULES = (
    changed_after_the_fact, removed_after_the_fact, id_of_another, edited_after_the_fact,
)  # fmt: skip

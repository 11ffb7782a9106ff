"""What a review says of people: what they gain and lose, why, and who entered it. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from balintrec.pathway import Excluded, Outcome, Status
from balintrec.review import Review
from balintrec.review.review import Concern, Entered, Move, PersonChange, Step
from balintrec.views.phrases import counted
from balintrec.views.review.records import listed
from balintrec.views.standing import decided, progress
from balintrec.wording import vocabulary

SIGNS = {
    Move.MET: "✓",
    Move.WAIVED: "~",
    Move.LOST: "✗",
    Move.UNKNOWN: "?",
    Move.ASKED: "✗",
    Move.DROPPED: "–",
    Move.NEARER: "↑",
    Move.FURTHER: "↓",
    Move.LONGER: "↑",
    Move.SOONER: "↓",
    Move.KNOWN: "✗",
}
UP, DOWN = (Move.NEARER, Move.LONGER), (Move.FURTHER, Move.SOONER)


class Because(NamedTuple):
    """Records that did something, for one reason."""

    label: str
    reason: str
    records: tuple[str, ...]

    @property
    def words(self) -> str:
        """The label with the reason."""
        return f"{self.label} ({self.reason})" if self.reason else self.label


def gained(person: PersonChange) -> str:
    """What somebody gains, in few words."""
    words = ["member again"] if person.member_again else []
    words += ["eligible now"] if person.eligible_now else []
    words += [f"now holds {credential}" for credential in person.credentials_gained]
    steps = [step for step in person.steps if step.gains]
    return " and ".join(words) or _requirements(steps, "gained")


def lost(person: PersonChange) -> str:
    """What somebody loses, in few words."""
    if person.after is None:
        return "record removed"
    if person.hidden:
        return "cannot be judged any more"
    words = ["no longer a member"] if person.no_longer_member else []
    words += ["no longer eligible"] if person.no_longer_eligible else []
    words += [f"no longer holds {credential}" for credential in person.credentials_lost]
    steps = [step for step in person.steps if step.loses]
    return " and ".join(words) or _requirements(steps, "lost")


_ONE = {
    Move.MET: "now meets {}",
    Move.WAIVED: "{} waived",
    Move.DROPPED: "{} no longer asked",
    Move.LOST: "no longer meets {}",
    Move.UNKNOWN: "{} no longer known",
    Move.ASKED: "{} asked now",
}


def _requirements(steps: list[Step], what: str) -> str:
    if len(steps) == 1:
        return _ONE.get(steps[0].move, "{}").format(steps[0].outcome.id)
    return f"{counted(len(steps), 'requirement')} {what}"


def person_words(person: PersonChange) -> str:
    """What changes for somebody, in one breath."""
    words = []
    if person.before is None and person.after:
        words.append("new here")
    words += _judged(person)
    words += [gained(person)] if person.gains else []
    words += [lost(person)] if person.loses else []
    words += [_decision(person)] if person.decided_otherwise else []
    moves = {step.move for step in person.steps if not (step.gains or step.loses)}
    words += [word for some, word in ((UP, "closer"), (DOWN, "further off")) if not moves.isdisjoint(some)]
    if not words:
        words.append(", ".join(dict.fromkeys(step.move for step in person.steps)))
    return "; ".join(words)


def _judged(person: PersonChange) -> Iterator[str]:
    """By what somebody is judged, where that is another policy; or that nobody can be judged by anything."""
    before, after = person.before, person.after
    if after and after.unreadable:
        if before is None or before.unreadable:  # else that is a loss, and told as one
            yield "cannot be judged"
    elif before and before.unreadable:
        yield "can be judged again" if after else "could not be judged"
    elif before and after and person.other_policy:
        yield f"judged by {after.policy or 'no policy'}, was {before.policy or 'no policy'}"


def _decision(person: PersonChange) -> str:
    """What was decided last, as it is now."""
    said = decided(person.after) if person.after else ""
    return said or "no decision any more"


def step_words(step: Step) -> str:
    """From what to what."""
    desirable = " (desirable: never blocks)" if step.outcome.desirable else ""
    return f"{state(step.before, step.move)} → {state(step.after, step.move)}{desirable}"


def state(outcome: Outcome | None, move: Move | None = None) -> str:
    """A verdict with how far it has come."""
    if outcome is None:
        return "not asked"
    if outcome.status is Status.MET:
        if move in (Move.LONGER, Move.SOONER):
            return f"met, lapses on {outcome.lapses_on}" if outcome.lapses_on else "met, without an end"
        return "met"
    far = progress(outcome) if outcome.status is Status.NOT_MET else ""
    return f"{vocabulary.status(outcome.status)} ({far})" if far else vocabulary.status(outcome.status)


def becauses(step: Step, review: Review) -> list[Because]:
    """The records that did it: what counts now, what no longer does and why, and the changes behind that."""
    named = {*step.counted, *(one.record for one in step.dropped)}
    brought = {change.ref: change.status for change in review.records}
    dropped = [(one.record, _with_status(one, brought)) for one in step.dropped]
    others = [ref for ref in step.because if ref not in named]
    return [
        *_grouped("counts now", [(ref, brought.get(ref, "")) for ref in step.counted]),
        *_grouped("no longer counts", dropped),
        *_grouped("because of", [(ref, brought.get(ref, "")) for ref in others]),
    ]


def _with_status(one: Excluded, brought: Mapping[str, str]) -> str:
    status = brought.get(one.record)
    return f"{status}: {one.reason}" if status == "changed" else one.reason


def _grouped(label: str, records: list[tuple[str, str]]) -> list[Because]:
    """The records by reason; what the change itself brings before what was there."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for record, reason in sorted(records, key=lambda one: not one[1]):
        by_reason[reason].append(record)
    return [Because(label, reason, tuple(some)) for reason, some in by_reason.items()]


def because_of(person: PersonChange, review: Review) -> list[Because]:
    """The changed records that touch somebody: for what is not about one requirement."""
    brought = {change.ref: change.status for change in review.records}
    return _grouped("because of", [(ref, brought.get(ref, "")) for ref in person.because])


def concern_words(concern: Concern) -> str:
    """Where something stands, who entered it, and which records else."""
    span = concern.place.span
    where = f"{concern.place.path}:{span.line}" if span else concern.place.path
    more = f" (also {listed(concern.records[1:])})" if len(concern.records) > 1 else ""
    return f"{where}: {concern.message}{more}"


def grave(concerns: Iterable[Concern]) -> list[Concern]:
    """What is done in one's own favour first, what is only not known after it, and what is usual last."""
    return sorted(concerns, key=lambda one: _GRAVE.index(one.kind) if one.kind in _GRAVE else len(_GRAVE))


_GRAVE = (
    "own-decision", "own-endorsement", "own-office", "own-confirmation", "own-record", "own-paper", "other-reflection",
    "may-enter", "name-and-address", "unknown-address", "other-committer", "own-attendance",
)  # fmt: skip


def entered_together(review: Review) -> dict[str, list[str]]:
    """The papers by what is to be said of who entered them."""
    found: dict[str, list[str]] = defaultdict(list)
    for entered in review.entered:
        found[entered_words(entered)].append(entered.record)
    return found


def entered_words(entered: Entered) -> str:
    """Who speaks in a paper, if anybody does, who entered it, and how that is known."""
    words = [f"{entered.speaks} speaks"] if entered.speaks else []
    people = (
        (f"{entered.done} by", entered.authors),
        ("committed by", entered.committers),
        ("named as co-author:", entered.co_authors),
    )
    words += [f"{how} {' and '.join(one.called for one in some)}" for how, some in people if some]
    return "; ".join(words)

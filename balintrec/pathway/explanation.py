"""What is said of a requirement on a day: how far it has come, what counts, what comes next, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property

from balintrec.dates import add_months
from balintrec.model.measure import Each, ShareOf
from balintrec.model.policy import Practice, Requirement, Stage
from balintrec.pathway.context import AsOf, MemberContext, Progress
from balintrec.pathway.day_evaluator import StatusOnDay, counted_of
from balintrec.pathway.evaluator import Evaluator
from balintrec.pathway.outcome import Counted, Excluded, Outcome, Status
from balintrec.pathway.requirements import CompoundKind, kind_of
from balintrec.pathway.requirements.membership import membership_ended
from balintrec.pathway.step import Decide, Fill, Hint, Keep, Part, Parts, Rejoin
from balintrec.pathway.step_words import words
from balintrec.wording.message import NOTHING, Message, joined, message
from balintrec.wording.vocabulary import units

LOOK_AHEAD = 120
"""Months for which it is said when something lapses."""


class Explanation:
    """One requirement for one member on one day, with all that can be said of it."""

    def __init__(
        self,
        evaluator: Evaluator,
        stage: Stage,
        requirement: Requirement,
        on: date,
        *,
        dates: bool,
        unreadable: tuple[str, ...],
    ) -> None:
        """Takes also whether to say since when and until when it is met, which takes half of the time; and the policy
        files that cannot be read and without which it is not known by which policy the member is judged."""
        self.evaluator, self.stage, self.requirement = evaluator, stage, requirement
        self.on, self.dates, self.unreadable = on, dates, unreadable
        self.kind = kind_of(requirement)
        self.computed = evaluator.status_on(stage, requirement, AsOf(on, on))
        """By this policy."""
        self.binding = evaluator.is_binding(stage, requirement, AsOf(on, on))
        self._is_sure = not unreadable or self.computed.status in (Status.WAIVED, Status.NOT_APPLICABLE)
        self.status = self.computed.status if self._is_sure else Status.UNKNOWN

    @cached_property
    def parts(self) -> tuple[Explanation, ...]:
        """Those that it is made of."""
        return tuple(
            Explanation(
                self.evaluator, self.stage, part, self.on, dates=self.dates, unreadable=self.unreadable
            )
            for part, _ in self.computed.parts
        )

    @cached_property
    def outcome(self) -> Outcome:
        """All that is said of it."""
        timed = self.dates and self.status is Status.MET
        progress, hint = self.progress, self.hint
        return Outcome(
            id=f"{self.stage.id}/{self.requirement.id}",
            title=self.requirement.title,
            kind=getattr(self.requirement, "kind", ""),
            status=self.status,
            have=progress.have if progress else None,
            need=progress.need if progress else None,
            unit=progress.unit if progress else self._unit,
            met_on=self.evaluator.met_on(self.stage, self.requirement, self.on) if timed else None,
            lapses_on=self._lapses() if timed else None,
            counted=self.counted,
            excluded=tuple(_excluded(self.computed)),
            values=_values(self.evaluator.context, self.requirement),
            sources={key: self.requirement.source_of(key) for key in self.requirement.given},
            next=words(hint.step) if hint.step else NOTHING,
            step=hint.step,
            due=hint.due,
            reason=self.reason,
            decisions=self._decisions,
            unreadable=self.computed.unreadable if self._is_sure else self.unreadable,
            desirable=not self.binding,
            parts=tuple(part.outcome for part in self.parts),
        )

    def _lapses(self) -> date | None:
        limit = add_months(self.on, LOOK_AHEAD)
        return self.evaluator.lapses_on(self.stage, self.requirement, self.on, limit)

    # How far it has come

    @cached_property
    def progress(self) -> Progress | None:
        """The key to look at; of a compound that of the part to look at. None where numbers would mislead.

        What a decision recognises as a whole is met whatever the numbers are; what is not met has too low numbers.
        """
        found = self._key
        told = self.status in (Status.MET, Status.NOT_MET)
        return None if found and told and (self.status is Status.MET) is not found.reached else found

    @property
    def _keys(self) -> tuple[Progress, ...]:
        return self.computed.judgement.progress() if self.computed.judgement else ()

    @property
    def _key(self) -> Progress | None:
        """The first key that does not hold and can be counted up to, else the first."""
        if self.parts:
            part = self.telling_part
            found = part.progress if part else None
            return (
                Progress("", found.have, found.need, found.unit, part.status.holds)
                if part and found
                else None
            )
        telling = [key for key in self._keys if key.holds is key.reached]
        return next((key for key in telling if not key.holds), telling[0] if telling else None)

    @property
    def _unit(self) -> str:
        """What is counted, also where its numbers would mislead: reports stay reports."""
        return self._keys[0].unit if self._keys else ""

    @cached_property
    def telling_part(self) -> Explanation | None:
        """The part to look at: of those whose status decides, in an any-of the nearest, in an all-of the least far."""
        if not isinstance(self.kind, CompoundKind):
            return None
        taking = self._taking
        decides = min((part.status for part in taking), key=self.kind.order.index, default=None)
        pick = min if self.kind.every else max
        near = (part for part in taking if part.status is decides)
        return pick(near, key=lambda part: part.nearness, default=None)

    @property
    def _taking(self) -> list[Explanation]:
        """The parts that apply and bind."""
        return [part for part in self.parts if part.status is not Status.NOT_APPLICABLE and part.binding]

    @cached_property
    def nearness(self) -> Fraction:
        """How near it is to being met: the have/need of its worst key; 1 when it holds."""
        if self.computed.status.holds:
            return Fraction(1)
        if self.parts:
            return self.telling_part.nearness if self.telling_part else Fraction(0)
        return min((key.ratio for key in self._keys if not key.holds), default=Fraction(0))

    @cached_property
    def reason(self) -> Message:
        """Why it is not met where numbers do not say it; of a compound, why the part to look at is."""
        if self.computed.judgement:
            return self.computed.judgement.reason()
        if self.computed.reason or not self.parts or self.progress or self.status is not Status.NOT_MET:
            return self.computed.reason
        return self.telling_part.reason if self.telling_part else NOTHING

    # What counts

    @cached_property
    def counted(self) -> tuple[Counted, ...]:
        """What counts; of an all-of everything, of an any-of what its parts that hold count, else the nearest."""
        if self.status is Status.NOT_APPLICABLE:
            return ()
        if not isinstance(self.kind, CompoundKind) or not self.parts:
            return self.computed.judgement.counted() if self.computed.judgement else ()
        chosen: Iterable[Explanation] = self._taking
        if not self.kind.every:
            chosen = (
                [part for part in chosen if part.status is Status.MET]
                or [part for part in chosen if part.status is Status.WAIVED]
                or filter(None, [self.telling_part])
            )
        found = {record.record: record for part in chosen for record in part.counted}
        return tuple(sorted(found.values(), key=lambda record: (record.day, record.record)))

    @property
    def _decisions(self) -> tuple[str, ...]:
        """The decisions that it rests on, and those that make it binding."""
        name, resting = f"{self.stage.id}/{self.requirement.id}", self.computed.decisions
        required = (
            decision.ref
            for decision in self.evaluator.context.decisions
            if decision.kind == "require" and decision.requirement == name and decision.date <= self.on
        )
        return (*resting, *(ref for ref in required if ref not in resting))

    # What comes next

    @cached_property
    def hint(self) -> Hint:
        """What comes next of what is not met. An unreadable file may hold what comes next of what is unknown."""
        if self.status is not Status.NOT_MET:
            return Hint()
        ended = membership_ended(self.evaluator.context.member, self.on)
        if ended and not self.parts and not self.kind.due_from_former_members:
            return Hint(Rejoin(ended))  # nobody waits for what somebody owes who is no member any more
        if self.parts:
            due = (part.hint.due for part in self.parts if part.hint.step and part.binding and part.hint.due)
            every = isinstance(self.kind, CompoundKind) and self.kind.every
            return Hint(Parts(every, tuple(self._steps(every))), min(due, default=None))
        if not self.computed.judgement:
            return Hint(Fill(self.evaluator.unrecorded(self.requirement)))
        if self.kind.is_impossible(self.evaluator, self.stage, self.requirement, self.on):
            return Hint(Decide(never=True))
        return self.computed.judgement.hint()

    def _steps(self, every: bool) -> Iterator[Part]:
        """What comes next for each part; where all have to be met at once, also which of them will not stay so."""
        for part in self.parts:
            id, title, step = part.outcome.id, part.requirement.title, part.hint.step
            if step and part.binding:
                yield Part(id, title, step)
            elif every and part.binding and part.status is Status.MET and (lapses := part._lapses()):
                yield Part(id, title, Keep(lapses))


def _excluded(on_day: StatusOnDay) -> Iterator[Excluded]:
    """What does not count; of a compound what counts for none of its parts, each record once."""
    if not on_day.parts:
        yield from on_day.judgement.excluded() if on_day.judgement else ()
        return
    counted = {record for record, _ in counted_of(on_day)}
    found = {
        one.record: one for _, part in on_day.parts for one in _excluded(part) if one.record not in counted
    }
    yield from found.values()


def _values(context: MemberContext, requirement: Requirement) -> Mapping[str, Message]:
    """The numbers that were used, each in words with its unit."""
    return {
        key: _value(context, requirement, key, getattr(requirement, key.replace("-", "_")))
        for key in requirement.given
    }


def _value(context: MemberContext, requirement: Requirement, key: str, value: object) -> Message:
    match value:
        case Each():
            months = units(value.months, "months")
            return message("%(number)s every %(months)s", number=value.at_least, months=months)
        case tuple():
            return joined((_share(share) for share in value if isinstance(share, ShareOf)), "; ")
        case int():
            unit = _unit(requirement, key)
            if unit != "double-hours":
                return units(value, unit)
            minutes = units(context.policy.double_hour_minutes, "minutes")
            return message("%(hours)s of %(minutes)s", hours=units(value, unit), minutes=minutes)
    return units(getattr(value, "at_least", 0), getattr(value, "of", ""))


def _share(share: ShareOf) -> Message:
    what = message("of the sessions of the member's groups") if share.of else message("of a kind")
    bounds = []
    if share.at_least is not None:
        bounds.append(message("at least %(part)s %(what)s", part=_fraction(share.at_least), what=what))
    if share.at_most is not None:
        bounds.append(message("at most %(part)s %(what)s", part=_fraction(share.at_most), what=what))
    return joined(bounds)


def _fraction(part: Fraction) -> str:
    return f"{part.numerator}/{part.denominator}" if part.denominator > 1 else str(part.numerator)


def _unit(requirement: Requirement, key: str) -> str:
    if key in ("max-gap", "grace"):
        return "days"
    if key == "hours":
        return "hours"
    if key != "at-least":
        return "months"
    return requirement.counted_in if isinstance(requirement, Practice) else ""

"""The pathway of one member through the stages: which verdict holds when, and when each stage was first met.

The verdicts of a requirement change on few days: when something is recorded, and when a window closes or a period
ends. Between those days they stand, so the days need not be walked one by one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterator
from datetime import date
from functools import cached_property

from balintrec.dates import NEVER, next_day
from balintrec.model.policy import Requirement, Stage
from balintrec.pathway.context import AsOf, MemberContext
from balintrec.pathway.day_evaluator import DayEvaluator, StatusOnDay
from balintrec.pathway.order import waiting_for_themselves, waits_of, without_writings
from balintrec.pathway.outcome import Status
from balintrec.pathway.requirements import kind_of, relevant_days
from balintrec.pathway.requirements.kind import Search, StageEvent
from balintrec.pathway.requirements.membership import covered


class Evaluator(DayEvaluator):
    """Goes through the days of one member's pathway; what has been found once is kept."""

    def __init__(self, context: MemberContext, begin: date | None) -> None:
        super().__init__(context, begin)
        self._states: dict[tuple[int, date, date], tuple[Status, date]] = {}
        self._searches: dict[tuple[StageEvent, str, date], tuple[date | None, date]] = {}
        self._record_days: dict[Hashable, list[date]] = {}
        self.latest: dict[int, tuple[AsOf, StatusOnDay]] = {}
        """By requirement; on the day that a search found, it is asked once more which records were counted."""

    def status_on(self, stage: Stage, requirement: Requirement, at: AsOf) -> StatusOnDay:
        latest = self.latest.get(id(requirement))
        if latest and latest[0] == at:
            return latest[1]
        found = super().status_on(stage, requirement, at)
        self.latest[id(requirement)] = (at, found)
        return found

    @cached_property
    def _wanted(self) -> dict[tuple[StageEvent, str], tuple[Requirement, ...]]:
        """What each search asks of a stage: to be met all of it, to end all but its writings."""
        wanted: dict[tuple[StageEvent, str], tuple[Requirement, ...]] = {}
        for name, stage in self.stages.items():
            wanted["met", name], wanted["ends", name] = stage.requires, without_writings(stage.requires)
        return wanted

    @cached_property
    def _circular(self) -> frozenset[str]:
        """The stages that wait for themselves: they are never met, and no search runs into itself."""
        return waiting_for_themselves(waits_of(self.context.policy))

    def first_met(self, stage: str, known: date, limit: date) -> date | None:
        return self._search("met", stage, known, limit)

    def ends(self, stage: str, known: date, limit: date) -> date | None:
        return self._search("ends", stage, known, limit)

    def _search(self, what: StageEvent, stage: str, known: date, limit: date) -> date | None:
        if self.begin is None or stage not in self.stages or (what == "met" and stage in self._circular):
            return None
        if known >= limit:
            known = NEVER
        elif found := self._search(what, stage, NEVER, known):
            return found
        start = self.begin if known == NEVER else max(self.begin, next_day(known))
        found, searched = self._searches.get((what, stage, known), (None, start))
        if found or searched > limit:
            return found if found and found <= limit else None
        found, searched = self._seek(what, self.stages[stage], known, searched, limit)
        # Never beyond the limit: what a longer look ahead would have shown on the way has not been seen.
        self._searches[what, stage, known] = (found, min(searched, next_day(limit)))
        return found

    def _seek(
        self, what: StageEvent, stage: Stage, known: date, day: date, limit: date
    ) -> tuple[date | None, date]:
        """Leap from day to day on which something changes that is missing; the day found, and the day reached."""
        wanted = self._wanted[what, stage.id]
        while day <= limit:
            for before in stage.after if what == "met" else ():
                first = self.first_met(before, known, limit)
                if first is None:
                    return None, day
                day = max(day, first)
            at = AsOf(day, min(day, known))
            missing = [
                one
                for one in wanted
                if self.is_binding(stage, one, at)
                and not (state := self.state(stage, one, day, known)[0]).holds
                and state is not Status.NOT_APPLICABLE
            ]
            if not missing:
                return day, day
            day = max(self._leap(stage, one, day, known, limit) for one in missing)
        return None, day

    def _leap(self, stage: Stage, requirement: Requirement, day: date, known: date, limit: date) -> date:
        """A later day before which a requirement that is not met is not met."""
        soonest = self._soonest(stage, requirement, day, known, limit)
        return soonest if soonest > day else self.next_change(stage, requirement, day, known, limit)

    def _soonest(self, stage: Stage, requirement: Requirement, day: date, known: date, limit: date) -> date:
        """A day before which a requirement that is not met cannot be met, by counting alone.

        Most days of a pathway bring one session more of the hundred that are asked: they are leapt over. But a
        decision may meet a requirement on the day that it is dated.
        """
        at = AsOf(day, min(day, known))
        soonest = kind_of(requirement).earliest_possible(requirement, Search(self, stage, at, known, limit))
        if soonest <= day:
            return day
        place = bisect_right(self._decided, day)
        decided = self._decided[place] if place < len(self._decided) else NEVER
        return min(soonest, decided) if decided <= known else soonest

    def state(self, stage: Stage, requirement: Requirement, day: date, known: date) -> tuple[Status, date]:
        known = NEVER if day <= known else known
        key = (id(requirement), day, known)
        if key not in self._states:
            on_day = self.status_on(stage, requirement, AsOf(day, min(day, known)))
            self._states[key] = (on_day.status, on_day.changes)
        return self._states[key]

    def next_change(
        self, stage: Stage, requirement: Requirement, day: date, known: date, limit: date
    ) -> date:
        """The next day on which the status may be otherwise; beyond `limit`: none that matters."""
        status, changes = self.state(stage, requirement, day, known)
        days = [changes]
        permanent = status is Status.MET and kind_of(requirement).is_permanent(requirement)
        recorded = self._decided if permanent else self.record_days(requirement)
        place = bisect_right(recorded, day)
        if place < len(recorded) and recorded[place] <= known:
            days.append(recorded[place])
        for what, other in self._depends_on(stage, requirement):
            turn = self._search(what, other, known, limit)
            if turn and turn > day:
                days.append(turn)
        return min(days)

    @cached_property
    def _decided(self) -> list[date]:
        return [one.date for one in self.context.decisions]

    def _depends_on(self, stage: Stage, requirement: Requirement) -> Iterator[tuple[StageEvent, str]]:
        """The searches whose result changes what a requirement is judged by."""
        for before in stage.after:
            yield "met", before
        yield from kind_of(requirement).depends_on(self.context, stage, requirement)

    def record_days(self, requirement: Requirement) -> list[date]:
        """The days of the records that can change a requirement's status, in order."""
        key = kind_of(requirement).same_records(requirement)
        if key not in self._record_days:
            self._record_days[key] = relevant_days(self.context, requirement)
        return self._record_days[key]

    def met_on(self, stage: Stage, requirement: Requirement, on: date) -> date | None:
        """The earliest day since which it has been met without a break up to the day asked."""
        since = None
        starts = [
            *self.record_days(requirement)[:1],
            *(start for start, _ in covered(self.context.member).periods),
        ]
        day = min([*starts, on])
        while day <= on:
            met = self.state(stage, requirement, day, on)[0] is Status.MET
            since = (since or day) if met else None
            ask = self.next_change if met else self._leap
            day = ask(stage, requirement, day, on, on)
        return since

    def complete_since(self, day: date, on: date) -> bool:
        """Whether nothing that binds was missing on any day from one to another, and the pathway had begun."""
        return (
            self.begin is not None
            and self.begin <= day
            and all(self._passed(stage, day, on) for stage in self.context.policy.stages)
        )

    def _passed(self, stage: Stage, day: date, on: date) -> bool:
        before = [self.first_met(one, on, on) for one in stage.after]
        return all(first is not None and first <= day for first in before) and all(
            self._holds_throughout(stage, one, day, on) for one in stage.requires
        )

    def _holds_throughout(self, stage: Stage, requirement: Requirement, day: date, on: date) -> bool:
        while day <= on:
            status = self.state(stage, requirement, day, on)[0]
            lacks = not (status.holds or status is Status.NOT_APPLICABLE)
            if lacks and self.is_binding(stage, requirement, AsOf(day, day)):
                return False
            day = self.next_change(stage, requirement, day, on, on)
        return True

    def lapses_on(self, stage: Stage, requirement: Requirement, on: date, limit: date) -> date | None:
        """The first later day up to `limit` on which it is no longer met if nothing more is recorded."""
        day = on
        while (day := self.next_change(stage, requirement, day, on, limit)) <= limit:
            if self.state(stage, requirement, day, on)[0] is not Status.MET:
                return day
        return None

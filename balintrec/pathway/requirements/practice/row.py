"""All that a practice requirement can count, in order of day, and what is found of it once for all days."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate, chain
from typing import NamedTuple

from balintrec.dates import Days, days_in, reach
from balintrec.model.measure import ShareOf
from balintrec.model.policy import Practice
from balintrec.pathway.context import MemberContext
from balintrec.pathway.requirements.practice.activities import (
    Candidate,
    Exact,
    PracticeRecords,
    distinct_of,
    outside,
)


@dataclass
class Tried:
    """From which places so many months were found to be spanned, or not: what was once so stays so."""

    failed: int = 0
    """From none before this place."""
    spans: dict[int, bool] = field(default_factory=dict)


class Runs(NamedTuple):
    """Between which times on the clock each run of a row holds by itself; and the latest end of it and those before."""

    times: tuple[tuple[int, int], ...]
    over: tuple[int, ...]


@dataclass(eq=False)
class Row:
    """All that a requirement can count on one clock, in order of day; what is counted as of a day is a part of it.

    What is asked of it on every day of a pathway is found once.
    """

    context: MemberContext
    requirement: Practice
    leave: Days
    counted: tuple[Candidate, ...]
    tried: defaultdict[tuple[int, frozenset[int]], Tried] = field(default_factory=lambda: defaultdict(Tried))
    """By months and waived periods."""
    full: dict[tuple[int, frozenset[int]], tuple[int, int]] = field(default_factory=dict)
    """By place and waived periods: up to which place it was known, and how many periods in a row had enough."""
    runs: dict[tuple[Exact, frozenset[int]], Runs] = field(default_factory=dict)
    """By how much is enough in all, and waived periods."""
    suspect: int = 1
    """The period that last had too little: from a day nearby the same one most likely has, too."""

    @cached_property
    def days(self) -> tuple[date, ...]:
        return tuple(one.day for one in self.counted)

    @cached_property
    def clock(self) -> tuple[int, ...]:
        """Each day on the clock that stands still on leave."""
        return tuple(map(self.leave.clock, self.days))

    @cached_property
    def sums(self) -> tuple[Exact, ...]:
        """The units before each place, and in all."""
        return tuple(accumulate((one.amount for one in self.counted), initial=0))

    @cached_property
    def ends(self) -> tuple[date, ...]:
        """The last day on which each counts, by the requirement's `within`."""
        return tuple(reach(day, self.requirement.within or 0, self.leave) for day in self.days)

    @cached_property
    def last_ends(self) -> tuple[date, ...]:
        """For each place, the latest of its own end and those before."""
        return tuple(accumulate(self.ends, max))

    @cached_property
    def first_ends(self) -> tuple[date, ...]:
        """For each place, the earliest of its own end and those after."""
        return tuple(accumulate(reversed(self.ends), min))[::-1]

    @cached_property
    def breaks(self) -> tuple[int, ...]:
        """For each place, how far one comes from it without a gap longer than allowed."""
        longest, clock, last = self.requirement.max_gap, self.clock, len(self.days) - 1
        reached = [last] * len(clock)
        for place in range(last - 1, -1, -1):
            near = longest is None or clock[place + 1] - clock[place] <= longest
            reached[place] = reached[place + 1] if near else place
        return tuple(reached)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The place at which each run begins."""
        return tuple(place for place in range(len(self.days)) if not place or self.breaks[place - 1] < place)

    def after(self, place: int, months: int) -> int:
        """The time on the clock when so many months from a place on are over."""
        return self.clock[place] + days_in(self.days[place], months)

    def thin(self, place: int, number: int, high: int, waived: frozenset[int]) -> bool:
        """Whether a period of `each`, counted from 1 from a place on, has too little before another place."""
        each = self.requirement.each
        if each is None or number in waived:
            return False
        first = bisect_left(self.clock, self.after(place, (number - 1) * each.months), place, high)
        last = bisect_left(self.clock, self.after(place, number * each.months), first, high)
        return self.sums[last] - self.sums[first] < each.at_least

    def any_thin(self, place: int, number: int, high: int, waived: frozenset[int]) -> bool:
        """Whether one of the first so many periods has too little."""
        likely = (self.suspect,) if self.suspect <= number else ()
        found = (one for one in chain(likely, range(1, number + 1)) if self.thin(place, one, high, waived))
        suspect = next(found, 0)
        self.suspect = suspect or self.suspect
        return suspect > 0

    def first_thin(self, place: int, high: int, waived: frozenset[int]) -> int:
        """The number of the first period that has too little, 0 where none can have.

        What was once enough need not be looked at again.
        """
        each = self.requirement.each
        if each is None or not (each.months and each.at_least):
            return 0
        known, number = self.full.get((place, waived), (0, 0))
        number = number + 1 if known <= high else 1
        while not self.thin(place, number, high, waived):
            number += 1
        self.full[place, waived] = (high, number - 1)
        return number

    @cached_property
    def shares(self) -> tuple[tuple[Exact, ...], ...]:
        """For each share, the units before each place that pass its `where`."""
        return tuple(
            tuple(accumulate((self._passing(share, one) for one in self.counted), initial=0))
            for share in self.requirement.share
        )

    def _passing(self, share: ShareOf, one: Candidate) -> Exact:
        passes = share.where is None or not outside(self.context, share.where, one.activity)
        return one.amount if passes else 0

    @cached_property
    def distinct(self) -> tuple[set[str], ...]:
        """By which groups, settings or people each is told apart from the others."""
        of = self.requirement.distinct.of if self.requirement.distinct else ""
        return tuple(distinct_of(self.context, one.activity, of) for one in self.counted)

    @cached_property
    def roster(self) -> tuple[list[date], list[int]]:
        """The days of the sessions of the member's own groups, and to how many of them the member came by then."""
        held = [
            one for one in self.context.derived(PracticeRecords).roster_sessions if one[0] not in self.leave
        ]
        return [day for day, _, _ in held], [0, *accumulate(int(came) for _, _, came in held)]

"""What a facilitator looks at in a group: size, professions, presenters, cases, attendance, answers as sums. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from statistics import mean
from types import MappingProxyType
from typing import NamedTuple

from balintrec.dates import add_months, next_day
from balintrec.model import Evaluation, Group, Session
from balintrec.rules.evaluations import MEASURES, Measure
from balintrec.society import Society, SocietyIndex

FEWEST = 5
"""Answers; of fewer people it could be guessed who said what."""


class Score(NamedTuple):
    """What a questionnaire comes to."""

    items: tuple[int, ...]
    """The numbers of the questions, from 1."""
    reversed: frozenset[int] = frozenset()
    """Where a high answer means little."""
    factor: int = 1


_SCORES: Mapping[str, Mapping[str, Score]] = MappingProxyType({
    "soc-13": {"sense of coherence": Score(tuple(range(1, 14)), frozenset({1, 2, 3, 7, 10}))},
    "soc-29": {
        "sense of coherence": Score(
            tuple(range(1, 30)), frozenset({1, 4, 5, 6, 7, 11, 13, 14, 16, 20, 23, 25, 27})
        )
    },
    "who-5": {"well-being": Score(tuple(range(1, 6)), factor=4)},
    "proqol": {
        "compassion satisfaction": Score((3, 6, 12, 16, 18, 20, 22, 24, 27, 30)),
        "burnout": Score((1, 4, 8, 10, 15, 17, 19, 21, 26, 29), frozenset({1, 4, 15, 17, 29})),
        "secondary traumatic stress": Score((2, 5, 7, 9, 11, 13, 14, 23, 25, 28)),
    },
})  # fmt: skip


class Line(NamedTuple):
    """One number of an evaluation."""

    label: str
    """What is measured; empty for a question of a feedback, which has a number."""
    question: int
    mean: Fraction
    least: int
    most: int
    """The least and the most that it can be; of feedback the least and most answer given are not told."""


class Summed(NamedTuple):
    """An evaluation as a sum."""

    kind: str
    day: date
    answers: int
    lines: tuple[Line, ...]
    """None where too few answered."""


def summed(evaluation: Evaluation) -> Summed | None:
    """What may be shown of an evaluation; None of one without consent."""
    if not evaluation.consent:
        return None
    sheets = _sheets(evaluation)
    lines = _lines(evaluation.kind, sheets) if len(sheets) >= FEWEST else ()
    return Summed(evaluation.kind, evaluation.date, len(sheets), lines)


def _sheets(evaluation: Evaluation) -> list[tuple[int, ...]]:
    """The answers that can be summed up: one a pseudonym, complete, and of values that can be."""
    values = {one.pseudonym.casefold(): one.values for one in reversed(evaluation.answers)}
    measure = MEASURES.get(evaluation.kind)
    if measure:
        return [sheet for sheet in values.values() if _fits(measure, sheet)]
    lengths = Counter(map(len, values.values()))
    usual = max(lengths, key=lambda length: (lengths[length], length), default=0)
    return [sheet for sheet in values.values() if len(sheet) == usual]


def _fits(measure: Measure, sheet: tuple[int, ...]) -> bool:
    return len(sheet) == measure.items and all(measure.least <= one <= measure.most for one in sheet)


def _lines(kind: str, sheets: list[tuple[int, ...]]) -> tuple[Line, ...]:
    if kind not in _SCORES:
        questions = list(zip(*sheets, strict=True))
        return tuple(Line("", number, _rounded(column), 0, 0) for number, column in enumerate(questions, 1))
    measure = MEASURES[kind]
    return tuple(_scored(label, score, measure, sheets) for label, score in _SCORES[kind].items())


def _scored(label: str, score: Score, measure: Measure, sheets: list[tuple[int, ...]]) -> Line:
    turned = measure.least + measure.most
    totals = [
        sum(turned - sheet[item - 1] if item in score.reversed else sheet[item - 1] for item in score.items)
        * score.factor
        for sheet in sheets
    ]
    worth = len(score.items) * score.factor
    return Line(label, 0, _rounded(totals), measure.least * worth, measure.most * worth)


def _rounded(values: list[int] | tuple[int, ...]) -> Fraction:
    """The mean to one place."""
    return Fraction(round(mean(map(Fraction, values)) * 10), 10)


WINDOW = 12
"""Months up to the last meeting that a group is looked at for."""
LATEST = 36
"""Meetings that are drawn."""
TAKES_PART = ("presenter", "attendee")


class Meeting(NamedTuple):
    """A session that was held."""

    day: date
    present: int
    """People in the circle with leaders and guests, without observers; 0 where only leaders are recorded."""
    cases: int | None
    place: str
    """``below``, ``within`` or ``above`` the group's norm; empty where there is none."""


class Participant(NamedTuple):
    """How often somebody came and presented in the time looked at."""

    member: str
    came: int
    of: int
    """The meetings held while they belonged to the group."""
    presented: int
    leads: bool

    @property
    def share(self) -> Fraction:
        return Fraction(self.came, self.of) if self.of else Fraction(0)


class Year(NamedTuple):
    """A calendar year of a group."""

    year: int
    held: int
    cancelled: int
    cases: int
    people: Fraction
    """The mean of those present, where it is recorded."""


class Life(NamedTuple):
    """A group as it met."""

    meetings: tuple[Meeting, ...]
    """The latest, in order of day."""
    first: date | None
    last: date | None
    """The time looked at: a year up to the last meeting; None where it has not met."""
    held: int
    """In that time."""
    participants: tuple[Participant, ...]
    """Who took part in that time; most often first."""
    professions: tuple[tuple[str, int], ...]
    """How many of them by profession, most first; an empty word: not recorded."""
    years: tuple[Year, ...]
    """All years, latest first."""
    measures: tuple[Summed, ...]
    """Latest first."""

    @property
    def sizes(self) -> tuple[int, ...]:
        """People present at the meetings in that time, where it is recorded."""
        return tuple(one.present for one in self.meetings[-self.held :] if one.present) if self.held else ()

    @property
    def presenting(self) -> tuple[int, int]:
        """How many have presented, of how many who take part."""
        takers = [one for one in self.participants if not one.leads]
        return sum(one.presented > 0 for one in takers), len(takers)


class Sessions(NamedTuple):
    """The sessions of each group up to a day, in order of day."""

    held: Mapping[str, tuple[Session, ...]]
    cancelled: Mapping[str, tuple[Session, ...]]


def sessions_by_group(society: Society, on: date) -> Sessions:
    """One walk through all sessions."""
    held: dict[str, list[Session]] = defaultdict(list)
    cancelled: dict[str, list[Session]] = defaultdict(list)
    for session in society.sessions.values():
        if session.date <= on and session.status != "planned":
            (held if session.status == "held" else cancelled)[session.group].append(session)
    return Sessions(*({name: _ordered(some) for name, some in kind.items()} for kind in (held, cancelled)))


def _ordered(sessions: Iterable[Session]) -> tuple[Session, ...]:
    return tuple(sorted(sessions, key=lambda one: (one.date, one.id)))


def life(society: Society, group: Group, sessions: Sessions) -> Life:
    """A group as it met up to the day that the sessions were gathered for."""
    held, cancelled = sessions.held.get(group.id, ()), sessions.cancelled.get(group.id, ())
    last = held[-1].date if held else None
    first = next_day(add_months(last, -WINDOW)) if last else None
    recent = [one for one in held if first and one.date >= first]
    participants = _participants(group, recent)
    drawn = held[-max(LATEST, len(recent)) :]
    return Life(
        tuple(_meeting(group, one) for one in drawn),
        first,
        last,
        len(recent),
        participants,
        _professions(society, participants),
        _years(held, cancelled),
        _measures(society, group),
    )


def _meeting(group: Group, session: Session) -> Meeting:
    present = _present(session)
    return Meeting(session.date, present, session.cases, _place(group, present))


def _present(session: Session) -> int:
    """As the rule on the size of groups counts: where only those who lead are recorded, nothing is known."""
    roles = [role for role, _ in session.people() if role != "observer"]
    guests = session.guests or 0
    return len(roles) + guests if guests or set(TAKES_PART) & set(roles) else 0


def _place(group: Group, present: int) -> str:
    if not group.size or not present:
        return ""
    if group.size.at_least is not None and present < group.size.at_least:
        return "below"
    return "above" if group.size.at_most is not None and present > group.size.at_most else "within"


def _participants(group: Group, recent: list[Session]) -> tuple[Participant, ...]:
    came: Counter[str] = Counter()
    presented: Counter[str] = Counter()
    leads: set[str] = set()
    first: dict[str, date] = {}
    for session in recent:
        for role, person in session.people():
            if role == "observer":
                continue
            came[person] += 1
            first.setdefault(person, session.date)
            if role not in TAKES_PART:
                leads.add(person)
        if session.presenter:
            presented[session.presenter] += 1
    found = [
        Participant(one, number, _meetings_for(group, one, first[one], recent), presented[one], one in leads)
        for one, number in came.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.leads, -one.came, one.member)))


def _meetings_for(group: Group, person: str, first: date, recent: list[Session]) -> int:
    """The meetings held while somebody belonged to the group: by the roster, else since they first came."""
    stays = [one for one in group.roster if one.member == person]
    if not stays:
        return sum(one.date >= first for one in recent)
    return sum(
        any(stay.from_ <= one.date and (stay.to is None or one.date <= stay.to) for stay in stays)
        or any(name == person and role != "observer" for role, name in one.people())
        for one in recent
    )


def _professions(society: Society, participants: tuple[Participant, ...]) -> tuple[tuple[str, int], ...]:
    members = (society.members.get(one.member) for one in participants if not one.leads)
    found = Counter((member.profession or "") if member else "" for member in members)
    return tuple(sorted(found.items(), key=lambda one: (not one[0], -one[1], one[0])))


def _years(held: tuple[Session, ...], cancelled: tuple[Session, ...]) -> tuple[Year, ...]:
    by_year: dict[int, list[Session]] = defaultdict(list)
    for session in held:
        by_year[session.date.year].append(session)
    off = Counter(session.date.year for session in cancelled)
    return tuple(_year(year, by_year[year], off[year]) for year in sorted({*by_year, *off}, reverse=True))


def _year(year: int, held: list[Session], cancelled: int) -> Year:
    sizes = [present for one in held if (present := _present(one))]
    people = Fraction(round(Fraction(sum(sizes), len(sizes)) * 10), 10) if sizes else Fraction(0)
    return Year(year, len(held), cancelled, sum(one.cases or 0 for one in held), people)


def _measures(society: Society, group: Group) -> tuple[Summed, ...]:
    found = society.derived(_Measures).by_group.get(group.id, ())
    return tuple(sorted(found, key=lambda one: (one.day, one.kind), reverse=True))


class _Measures(SocietyIndex):
    @cached_property
    def by_group(self) -> Mapping[str, list[Summed]]:
        """What the evaluations of each group add up to."""
        by_group: defaultdict[str, list[Summed]] = defaultdict(list)
        for evaluation in self.society.evaluations.values():
            if found := summed(evaluation):
                by_group[evaluation.group].append(found)
        return by_group

"""What comes next, in words: one wording for every language; a voice gives it the language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Protocol

from balintrec.model.measure import Author, Counterpart, Where
from balintrec.names import more, quoted, some
from balintrec.pathway.step import (
    AfterLeave,
    AfterStage,
    Apply,
    Attest,
    Begin,
    Decide,
    DueDay,
    Fill,
    Join,
    Keep,
    Parts,
    Portion,
    Practise,
    Quota,
    Rejoin,
    State,
    Step,
    Wait,
    Write,
    units_of,
)


class Voice(Protocol):
    """A language: its messages, days, numbers and words."""

    def say(self, message: str, **values: str) -> str:
        """A message with its values put in."""

    def day(self, day: date) -> str:
        """A day."""

    def units(self, number: Fraction | int, unit: str) -> str:
        """``2 sessions``."""

    def more(self, number: Fraction | int, unit: str) -> str:
        """``2 more sessions``."""

    def positive(self, number: int, kinds: tuple[str, ...]) -> str:
        """``2 more positive observations``."""

    def papers(self, number: int, words: tuple[str, ...]) -> str:
        """``2 references``, ``the application form``."""

    def either(self, words: Iterable[str]) -> str:
        """``a, b or c``."""


class English:
    """The language in which reports speak: days as records write them."""

    def say(self, message: str, **values: str) -> str:
        """A message with its values put in."""
        return message % values if values else message

    def day(self, day: date) -> str:
        """Such as 2024-03-12."""
        return day.isoformat()

    def units(self, number: Fraction | int, unit: str) -> str:
        """``2 sessions``; hours as a decimal."""
        return some(_plain(number), unit)

    def more(self, number: Fraction | int, unit: str) -> str:
        """``2 more sessions``."""
        return more(_plain(number), unit)

    def positive(self, number: int, kinds: tuple[str, ...]) -> str:
        """``2 more positive observations``."""
        words = ("readiness assessment" if kind == "readiness" else kind for kind in kinds)
        first, *others = words
        return quoted(
            [more(number, f"positive {first}"), *(f"{one}s" if number > 1 else one for one in others)]
        )

    def papers(self, number: int, words: tuple[str, ...]) -> str:
        """``2 references``, ``the application form``."""
        if words == ("form",) and number == 1:
            return "the application form"
        return quoted(some(number, word) for word in words)

    def either(self, words: Iterable[str]) -> str:
        """``a, b or c``."""
        return quoted("in person" if word == "in-person" else word for word in words)


ENGLISH = English()
_FEW = 3
"""So many due days are said one by one."""


def _plain(number: Fraction | int) -> Fraction | int | float:
    return number if Fraction(number).denominator == 1 else round(float(number), 2)


def words(step: Step, voice: Voice = ENGLISH) -> str:
    """What comes next, as a sentence that somebody can act on."""
    match step:
        case Practise():
            return _practise(step, voice)
        case Write():
            return _write(step, voice)
        case State():
            return _state(step, voice)
        case Apply():
            return _apply(step, voice)
        case Attest():
            return _attest(step, voice)
        case AfterLeave():
            return _after_leave(step, voice)
        case Parts():
            joint = voice.say("; and ") if step.every else voice.say("; or ")
            return joint.join(f"{part.title}: {words(part.step, voice)}" for part in step.steps)
        case Decide():
            return _decide(step, voice)
    return _circumstance(step, voice)


def _decide(step: Decide, voice: Voice) -> str:
    say = voice.say
    if step.missed:
        first, last = map(voice.day, step.missed)
        return say(
            "too few from %(first)s to %(last)s, which only a decision can waive", first=first, last=last
        )
    if step.never:
        return say("nobody can meet this as the policy stands; only a decision can waive it")
    return say("this can no longer be met; only a decision can waive it")


def _circumstance(step: Step, voice: Voice) -> str:
    """What has to come to pass before anything can be done, or instead."""
    say = voice.say
    match step:
        case Wait():
            return say("nothing more to do: met on %(day)s", day=voice.day(step.day))
        case Keep():
            lapses = voice.day(step.lapses)
            return say("met now; it lapses on %(day)s unless more is recorded by then", day=lapses)
        case Rejoin():
            ended = voice.day(step.ended)
            return say("membership ended on %(day)s: nothing is asked unless it is renewed", day=ended)
        case AfterStage():
            return say('begins when "%(stage)s" is met', stage=step.title)
        case Begin():
            return say('starts with the first activity that counts for "%(stage)s"', stage=step.title)
        case Fill():
            return say("enter in the member's record: %(keys)s", keys=voice.either(step.keys))
        case Join() if step.begins:
            begins, day = voice.day(step.begins), voice.day(step.day)
            return say(
                "membership begins on %(begins)s; reached on %(day)s if membership goes on",
                begins=begins,
                day=day,
            )
        case Join() if step.renew:
            day = voice.day(step.day)
            return say("enter or renew the membership; reached on %(day)s if membership goes on", day=day)
        case Join():
            return say("reached on %(day)s if membership goes on", day=voice.day(step.day))
    raise AssertionError(step)


def _chain(voice: Voice, parts: Iterable[str]) -> str:
    # The comma is a message: Urdu has another one.
    return voice.say(", ").join(part for part in parts if part)


def _after_leave(step: AfterLeave, voice: Voice) -> str:
    text = voice.say("nothing counts before the leave from %(day)s ends", day=voice.day(step.since))
    if step.then is None:
        return text
    ends = voice.say("if it ends on %(day)s", day=voice.day(step.ends))
    return f"{text}; {ends}: {words(step.then, voice)}"


# Practice.


def _practise(step: Practise, voice: Voice) -> str:
    say = voice.say
    clauses = [
        *_anew(step, voice),
        *_amounts(step, voice),
        *_roster(step, voice),
        *(_portion(one, step, voice) for one in step.portions),
    ]
    if step.different and step.requirement.distinct:
        unlike = voice.units(step.different, step.requirement.distinct.of)
        afresh = step.restarts and not step.span  # what was counted before is no part of it
        clauses.append(
            say("with %(units)s among these", units=unlike)
            if afresh
            else say("with %(units)s not counted so far", units=unlike)
        )
    if step.gap is not None:
        clauses.append(say("never more than %(days)s apart", days=voice.units(step.gap, "days")))
    if step.due and (step.restarts or step.gap_due or _summed_up(step)):
        clauses.append(say("the next by %(day)s", day=voice.day(step.due)))
    if step.first:
        clauses.append(say("from %(day)s on", day=voice.day(step.first)))
    if step.last and not step.restarts:
        clauses.append(say("all by %(day)s", day=voice.day(step.last)))
    if step.leave:
        clauses.append(say("the leave from %(day)s on moves all later days", day=voice.day(step.leave)))
    if conditions := _chain(voice, _conditions(step, voice)):
        clauses.append(
            say("each one %(conditions)s", conditions=conditions) if len(clauses) > 1 else conditions
        )
    return (say(", ") if len(clauses) < 3 else say("; ")).join(clauses)


def _anew(step: Practise, voice: Voice) -> Iterator[str]:
    """That a new period or series starts."""
    requirement, say = step.requirement, voice.say
    if not step.restarts:
        return
    months = step.span or (requirement.each.months if requirement.each else 0)
    if not months:
        yield say("a new series starts with the next activity that counts")
    elif step.unit == "sessions":
        yield say(
            "a new %(months)s-month period starts with the next session that counts", months=str(months)
        )
    else:
        yield say(
            "a new %(months)s-month period starts with the next activity that counts", months=str(months)
        )


def _amounts(step: Practise, voice: Voice) -> Iterator[str]:
    """How much in all, how much in which period, and one at the end."""
    say = voice.say
    timed = units_of(step.quotas) + bool(step.finish)
    if step.units > timed + bool(step.restarts and step.span and not step.quotas):
        yield voice.more(step.units, step.unit)
    if step.restarts:
        yield from _from_scratch(step, voice)
        return
    yield from _quotas(step, voice)
    if step.finish and step.finish > step.on:
        day = voice.day(step.finish)
        before = step.units > timed or step.quotas
        yield (
            say("then one on or after %(day)s", day=day)
            if before
            else say("one on or after %(day)s", day=day)
        )
    elif step.finish and not step.units > timed:
        yield voice.more(1, _noun(step))
    if not step.finish and step.met > step.on and step.quotas:
        yield say("met on %(day)s", day=voice.day(step.met))


def _noun(step: Practise) -> str:
    """What one of them is called: of hours one session is enough."""
    return step.requirement.of[0]


def _from_scratch(step: Practise, voice: Voice) -> Iterator[str]:
    """What is asked of a period whose first day nobody knows yet."""
    say, requirement = voice.say, step.requirement
    each = requirement.each
    if each:
        units = voice.units(Fraction(each.at_least), step.unit)
        months = voice.units(each.months, "months")
        yield say("at least %(units)s in each period of %(months)s", units=units, months=months)
    if each and not step.span:
        yield say("met %(months)s after the first", months=voice.units(each.months, "months"))
    if step.span:
        months = voice.units(step.span, "months")
        yield say("then one %(months)s after the first, or later", months=months)


def _quotas(step: Practise, voice: Voice) -> Iterator[str]:
    """The next period by itself; those after it together, where they ask the same."""
    say, quotas = voice.say, list(step.quotas)
    if quotas and quotas[0].first <= (step.first or step.on):
        one = quotas.pop(0)
        yield say("at least %(units)s by %(day)s", units=_units(one, step, voice), day=voice.day(one.last))
    each = step.requirement.each
    if len(quotas) > 1 and each and len({one.units for one in quotas}) == 1:
        yield say(
            "at least %(units)s in each period of %(months)s from %(first)s to %(last)s",
            units=_units(quotas[0], step, voice),
            months=voice.units(each.months, "months"),
            first=voice.day(quotas[0].first),
            last=voice.day(quotas[-1].last),
        )
        return
    for one in quotas:
        first, last = voice.day(one.first), voice.day(one.last)
        units = _units(one, step, voice)
        yield say("at least %(units)s from %(first)s to %(last)s", units=units, first=first, last=last)


def _summed_up(step: Practise) -> bool:
    """Whether periods that all lie ahead are said together, so that the end of the first is not said."""
    return len(step.quotas) > 1 and step.quotas[0].first > (step.first or step.on)


def _units(quota: Quota, step: Practise, voice: Voice) -> str:
    return voice.units(quota.units, step.unit)


def _roster(step: Practise, voice: Voice) -> Iterator[str]:
    if step.enrol:
        yield voice.say("the member has to be on the roster of a group")
    if step.roster:
        units = voice.units(step.roster, "sessions")
        yield _chain(voice, _of_own_groups(step, units, voice))
    if step.missed:
        units = voice.units(step.missed, "sessions")
        yield voice.say("%(units)s of these groups without the member", units=units)


def _of_own_groups(step: Practise, units: str, voice: Voice) -> Iterator[str]:
    """What to come to, and how it does not count where nothing of its kind may."""
    yield voice.say("the next %(units)s of the groups on whose roster the member is", units=units)
    roles = step.requirement.roles
    if step.apart and roles:
        yield voice.say("there in another role than %(roles)s", roles=voice.either(roles))
    elif step.apart:
        yield voice.say("of a kind that is not counted here")


def _portion(one: Portion, step: Practise, voice: Voice) -> str:
    say, which = voice.say, _chain(voice, _where(one.where, voice))
    part = f"{one.beyond.numerator}/{one.beyond.denominator}" if one.beyond else ""
    if one.at_least == 0:
        return say("of any more than these, at least %(part)s %(which)s", part=part, which=which)
    if one.at_least is not None and (one.at_least >= step.units or one.beyond == 1):
        text = say("all of these %(which)s", which=which)
    elif one.at_least is None and not one.at_most:
        text = say("none of these %(which)s", which=which)
    elif one.at_least is not None:
        units = voice.units(one.at_least, step.unit)
        text = say("of these, at least %(units)s %(which)s", units=units, which=which)
    else:
        units = voice.units(one.at_most or 0, step.unit)
        text = say("of these, at most %(units)s %(which)s", units=units, which=which)
    if not (step.gap or step.roster) or one.beyond in (None, 0, 1):
        return text
    return say("%(text)s, and %(part)s of any more", text=text, part=part)


def _conditions(step: Practise, voice: Voice) -> Iterator[str]:
    """Without which it does not count: the role, which of them, and who else is there."""
    requirement = step.requirement
    if requirement.roles:
        yield voice.say("as %(roles)s", roles=voice.either(requirement.roles))
    if requirement.where:
        yield from _where(requirement.where, voice)
    if requirement.with_:
        yield _with(requirement.with_, voice)


def _where(where: Where, voice: Voice) -> Iterator[str]:
    say, either = voice.say, voice.either
    if where.modes:
        yield either(where.modes)
    if where.kinds:
        yield say("of the kind: %(kinds)s", kinds=either(where.kinds))
    if where.groups:
        yield say("of the group: %(groups)s", groups=either(where.groups))
    if where.group_kinds:
        yield say("of groups of the kind: %(kinds)s", kinds=either(where.group_kinds))
    if where.settings:
        yield say("in the setting: %(settings)s", settings=either(where.settings))
    if where.recorded is not None:
        yield say("with a recording used") if where.recorded else say("without a recording")
    if where.assessed is not None:
        yield (
            say("in which the member was assessed")
            if where.assessed
            else say("in which the member was not assessed")
        )


def _with(other: Counterpart, voice: Voice) -> str:
    say = voice.say
    role = voice.either(other.role) if other.role else ""
    if not other.credential:
        return say("with another %(role)s", role=role)
    credential = voice.either(other.credential)
    if not role:
        return say(
            "with somebody else who holds the credential %(credential)s that day", credential=credential
        )
    return say(
        "with another %(role)s who holds the credential %(credential)s that day",
        role=role,
        credential=credential,
    )


# Papers.


def _write(step: Write, voice: Voice) -> str:
    say, clauses = voice.say, []
    if step.missed:
        papers = _missed(step, voice)
        clauses.append(say("%(papers)s, and cannot be made up", papers=papers))
        clauses.append(say("only a decision can waive it"))
    elif step.rest and not step.late:
        clauses.append(say("on time so far"))
    clauses += _papers(step, voice)
    if step.leave:
        clauses.append(say("the leave from %(day)s on moves all later days", day=voice.day(step.leave)))
    if step.rest:
        if step.requirement.at_least:
            clauses.append(
                say("at least %(units)s in all", units=_written(step.requirement.at_least, step, voice))
            )
        clauses.append(say('met when all else of "%(stage)s" is met', stage=step.rest))
    return say("; ").join(clauses)


def _written(number: int, step: Write, voice: Voice) -> str:
    """``4 reflections``."""
    of = step.requirement.of
    return voice.units(number, of[0] if len(of) == 1 else "documents")


def _missed(step: Write, voice: Voice) -> str:
    """What was due and is missing: each by its number, or many of them together."""
    missed = step.missed
    if len(missed) <= _FEW:
        return voice.say(", ").join(_was_due(step, one, voice) for one in missed)
    return voice.say(
        "%(papers)s were due from %(first)s to %(last)s",
        papers=_written(len(missed), step, voice),
        first=voice.day(missed[0].due),
        last=voice.day(missed[-1].due),
    )


def _papers(step: Write, voice: Voice) -> Iterator[str]:
    """What is to be written: each by its number, or after the first many that follow each other together."""
    first, *others = step.papers or (None,)
    follow = first and [one.number for one in step.papers] == list(
        range(first.number, first.number + len(step.papers))
    )
    if first is None or len(others) < _FEW or not follow:
        yield from (_paper(step, one, voice) for one in step.papers)
        return
    yield _paper(step, first, voice)
    yield voice.say(
        "then %(papers)s, one every %(months)s, the last due on %(day)s",
        papers=_written(len(others), step, voice),
        months=voice.units(step.requirement.every, "months"),
        day=voice.day(others[-1].due),
    )


def _paper(step: Write, paper: DueDay, voice: Voice) -> str:
    say = voice.say
    text = _was_due(step, paper, voice) if paper.due < step.on else _is_due(step, paper, voice)
    begins = say("written on %(day)s or later", day=voice.day(paper.first)) if paper.first > step.on else ""
    until = say("and counts until %(day)s", day=voice.day(paper.last)) if paper.last > paper.due else ""
    return _chain(voice, (text, begins, until))


def _is_due(step: Write, paper: DueDay, voice: Voice) -> str:
    say, number, day = voice.say, str(paper.number), voice.day(paper.due)
    match step.requirement.of:
        case ("reflections",):
            return say("reflection %(number)s is due on %(day)s", number=number, day=day)
        case ("reports",):
            return say("report %(number)s is due on %(day)s", number=number, day=day)
    return say("document %(number)s is due on %(day)s", number=number, day=day)


def _was_due(step: Write, paper: DueDay, voice: Voice) -> str:
    say, number, day = voice.say, str(paper.number), voice.day(paper.due)
    match step.requirement.of:
        case ("reflections",):
            return say("reflection %(number)s was due on %(day)s", number=number, day=day)
        case ("reports",):
            return say("report %(number)s was due on %(day)s", number=number, day=day)
    return say("document %(number)s was due on %(day)s", number=number, day=day)


def _state(step: State, voice: Voice) -> str:
    say, requirement = voice.say, step.requirement
    parts = [_by(voice.positive(step.number, requirement.of), requirement.by, voice)]
    if requirement.where and requirement.where.modes:
        parts.append(voice.either(requirement.where.modes))
    if step.different and requirement.distinct:
        unlike = voice.units(step.different, requirement.distinct.of)
        parts.append(say("with %(units)s not counted so far", units=unlike))
    if step.first:
        parts.append(say("from %(day)s on", day=voice.day(step.first)))
    return _chain(voice, [*parts, *_by_then(step.last, voice)])


def _by_then(last: date | None, voice: Voice) -> Iterator[str]:
    """Until when that is enough."""
    if last:
        yield voice.say("by %(day)s", day=voice.day(last))


def _by(what: str, by: Author | None, voice: Voice) -> str:
    """A paper with who has to write it."""
    say = voice.say
    roles = voice.either(by.role) if by and by.role else ""
    credential = voice.either(by.credential) if by and by.credential else ""
    if roles and credential:
        return say(
            "%(what)s by a %(roles)s who holds the credential %(credential)s",
            what=what,
            roles=roles,
            credential=credential,
        )
    if roles:
        return say("%(what)s by a %(roles)s", what=what, roles=roles)
    return (
        say("%(what)s by somebody who holds the credential %(credential)s", what=what, credential=credential)
        if credential
        else what
    )


def _apply(step: Apply, voice: Voice) -> str:
    say, requirement = voice.say, step.requirement
    written = set(requirement.of) & {"reference", "report", "endorsement"}  # the others have no author
    of = tuple(f"positive-{word}" if word in ("report", "endorsement") else word for word in requirement.of)
    papers = _by(voice.papers(step.number, of), requirement.by if written else None, voice)
    if step.to and written:
        text = say("%(papers)s, cited in the application of %(day)s", papers=papers, day=voice.day(step.to))
    elif step.to:
        text = say("%(papers)s with the application of %(day)s", papers=papers, day=voice.day(step.to))
    elif step.again:
        text = say("a new application with %(papers)s", papers=papers)
    else:
        text = say("an application with %(papers)s", papers=papers)
    parts = [text]
    if requirement.within is not None:
        months = voice.units(requirement.within, "months")
        parts.append(say("written at most %(months)s before it", months=months))
    if step.first:
        parts.append(say("written on %(day)s or later", day=voice.day(step.first)))
    return _chain(voice, [*parts, *_by_then(step.last, voice)])


def _attest(step: Attest, voice: Voice) -> str:
    say, requirement = voice.say, step.requirement
    more = voice.more(step.number, "attestations")
    parts = [say("%(attestations)s of %(what)s", attestations=more, what=voice.either(requirement.of))]
    if step.hours:
        parts.append(say("with %(hours)s in all", hours=voice.units(step.hours, "hours")))
    if requirement.since is not None:
        months = voice.units(requirement.since, "months")
        parts.append(say("which counts %(months)s after its date", months=months))
    return _chain(voice, [*parts, *_by_then(step.last, voice)])

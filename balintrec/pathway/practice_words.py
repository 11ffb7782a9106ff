"""What comes next for a practice requirement, in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from balintrec.model.measure import Counterpart, Where
from balintrec.pathway.step import Portion, Practise, Quota, units_of
from balintrec.pathway.voice import Voice, chain


def practise(step: Practise, voice: Voice) -> str:
    """What to do for a practice requirement, how often, by when, and as what."""
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
    if conditions := chain(voice, _conditions(step, voice)):
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
        yield chain(voice, _of_own_groups(step, units, voice))
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
    say, which = voice.say, chain(voice, _where(one.where, voice))
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

"""A practice requirement as a sentence, and what comes next for it, as messages."""

from __future__ import annotations

from collections.abc import Iterator

from balintrec.model.measure import Counterpart, StatementWhere, Where
from balintrec.model.policy import Practice
from balintrec.pathway.step import Portion, Practise, Quota, units_of
from balintrec.wording.message import Message, joined, message
from balintrec.wording.vocabulary import either, every, more, units, word


def practise(step: Practise) -> Message:
    """What to do for a practice requirement, how often, by when, and as what."""
    clauses: list[Message] = [
        *_anew(step),
        *_amounts(step),
        *_roster(step),
        *(_portion(one, step) for one in step.portions),
    ]
    if step.different and step.requirement.distinct:
        unlike = units(step.different, step.requirement.distinct.of)
        afresh = step.restarts and not step.span  # what was counted before is no part of it
        clauses.append(
            message("with %(units)s among these", units=unlike)
            if afresh
            else message("with %(units)s not counted so far", units=unlike)
        )
    if step.gap is not None:
        clauses.append(message("never more than %(days)s apart", days=units(step.gap, "days")))
    if step.due and (step.restarts or step.gap_due or _summed_up(step)):
        clauses.append(message("the next by %(day)s", day=step.due))
    if step.first:
        clauses.append(message("from %(day)s on", day=step.first))
    if step.last and not step.restarts:
        clauses.append(message("all by %(day)s", day=step.last))
    if step.leave:
        clauses.append(message("the leave from %(day)s on moves all later days", day=step.leave))
    if conditions := joined(_conditions(step), ", "):
        clauses.append(
            message("each one %(conditions)s", conditions=conditions) if len(clauses) > 1 else conditions
        )
    return joined(clauses, ", " if len(clauses) < 3 else "; ")


def practice_sentence(requirement: Practice) -> Message:
    """What has to be done, without its numbers."""
    what = every(requirement.of)
    parts = [
        message("%(what)s as %(roles)s", what=what, roles=either(requirement.roles))
        if requirement.roles
        else message("%(what)s in any role", what=what)
    ]
    if requirement.where:
        parts += held_words(requirement.where)
    if requirement.with_:
        parts.append(message("together with %(somebody)s", somebody=_somebody(requirement.with_)))
    if len(requirement.of) > 1 or requirement.unit != "sessions":
        parts.append(message("counted in %(unit)s", unit=word(requirement.unit)))
    return joined(parts, ", ")


def _somebody(other: Counterpart) -> Message:
    credential, roles = either(other.credential), either(other.role)
    if other.role and other.credential:
        return message(
            "another %(roles)s, credentialed on that day (%(credential)s)", roles=roles, credential=credential
        )
    if other.role:
        return message("another %(roles)s", roles=roles)
    return message("somebody else, credentialed on that day (%(credential)s)", credential=credential)


def held_words(where: Where | StatementWhere) -> Iterator[Message]:
    """Which activities are meant, where a policy is put into words: the mode is introduced by a verb."""
    if where.modes:
        yield message("held: %(modes)s", modes=either(where.modes))
    if isinstance(where, Where):
        yield from _other_words(where)


def _anew(step: Practise) -> Iterator[Message]:
    """That a new period or series starts."""
    requirement = step.requirement
    if not step.restarts:
        return
    months = step.span or (requirement.each.months if requirement.each else 0)
    if not months:
        yield message("a new series starts with the next activity that counts")
    elif step.unit == "sessions":
        yield message("a new %(months)s-month period starts with the next session that counts", months=months)
    else:
        yield message(
            "a new %(months)s-month period starts with the next activity that counts", months=months
        )


def _amounts(step: Practise) -> Iterator[Message]:
    """How much in all, how much in which period, and one at the end."""
    timed = units_of(step.quotas) + bool(step.finish)
    if step.units > timed + bool(step.restarts and step.span and not step.quotas):
        yield more(step.units, step.unit)
    if step.restarts:
        yield from _from_scratch(step)
        return
    yield from _quotas(step)
    if step.finish and step.finish > step.on:
        day = step.finish
        before = step.units > timed or step.quotas
        yield (
            message("then one on or after %(day)s", day=day)
            if before
            else message("one on or after %(day)s", day=day)
        )
    elif step.finish and not step.units > timed:
        yield more(1, _noun(step))
    if not step.finish and step.met > step.on and step.quotas:
        yield message("met on %(day)s", day=step.met)


def _noun(step: Practise) -> str:
    """What one of them is called: of hours one session is enough."""
    return step.requirement.of[0]


def _from_scratch(step: Practise) -> Iterator[Message]:
    """What is asked of a period whose first day nobody knows yet."""
    requirement = step.requirement
    each = requirement.each
    if each:
        yield message(
            "at least %(units)s in each period of %(months)s",
            units=units(each.at_least, step.unit),
            months=units(each.months, "months"),
        )
    if each and not step.span:
        yield message("met %(months)s after the first", months=units(each.months, "months"))
    if step.span:
        yield message("then one %(months)s after the first, or later", months=units(step.span, "months"))


def _quotas(step: Practise) -> Iterator[Message]:
    """The next period by itself; those after it together, where they ask the same."""
    quotas = list(step.quotas)
    if quotas and quotas[0].first <= (step.first or step.on):
        one = quotas.pop(0)
        yield message("at least %(units)s by %(day)s", units=_units(one, step), day=one.last)
    each = step.requirement.each
    if len(quotas) > 1 and each and len({one.units for one in quotas}) == 1:
        yield message(
            "at least %(units)s in each period of %(months)s from %(first)s to %(last)s",
            units=_units(quotas[0], step),
            months=units(each.months, "months"),
            first=quotas[0].first,
            last=quotas[-1].last,
        )
        return
    for one in quotas:
        yield message(
            "at least %(units)s from %(first)s to %(last)s",
            units=_units(one, step),
            first=one.first,
            last=one.last,
        )


def _summed_up(step: Practise) -> bool:
    """Whether periods that all lie ahead are said together, so that the end of the first is not said."""
    return len(step.quotas) > 1 and step.quotas[0].first > (step.first or step.on)


def _units(quota: Quota, step: Practise) -> Message:
    return units(quota.units, step.unit)


def _roster(step: Practise) -> Iterator[Message]:
    if step.enrol:
        yield message("the member has to be on the roster of a group")
    if step.roster:
        yield joined(_of_own_groups(step), ", ")
    if step.missed:
        missed = units(step.missed, "sessions")
        yield message("%(units)s of these groups without the member", units=missed)


def _of_own_groups(step: Practise) -> Iterator[Message]:
    """What to come to, and how it does not count where nothing of its kind may."""
    sessions = units(step.roster, "sessions")
    yield message("the next %(units)s of the groups on whose roster the member is", units=sessions)
    roles = step.requirement.roles
    if step.apart and roles:
        yield message("there in another role than %(roles)s", roles=either(roles))
    elif step.apart:
        yield message("of a kind that is not counted here")


def _portion(one: Portion, step: Practise) -> Message:
    which = joined(where_words(one.where), ", ")
    part = f"{one.beyond.numerator}/{one.beyond.denominator}" if one.beyond else ""
    if one.at_least == 0:
        return message("of any more than these, at least %(part)s %(which)s", part=part, which=which)
    if one.at_least is not None and (one.at_least >= step.units or one.beyond == 1):
        text = message("all of these %(which)s", which=which)
    elif one.at_least is None and not one.at_most:
        text = message("none of these %(which)s", which=which)
    elif one.at_least is not None:
        least = units(one.at_least, step.unit)
        text = message("of these, at least %(units)s %(which)s", units=least, which=which)
    else:
        most = units(one.at_most or 0, step.unit)
        text = message("of these, at most %(units)s %(which)s", units=most, which=which)
    if not (step.gap or step.roster) or one.beyond in (None, 0, 1):
        return text
    return message("%(text)s, and %(part)s of any more", text=text, part=part)


def _conditions(step: Practise) -> Iterator[Message]:
    """Without which it does not count: the role, which of them, and who else is there."""
    requirement = step.requirement
    if requirement.roles:
        yield message("as %(roles)s", roles=either(requirement.roles))
    if requirement.where:
        yield from where_words(requirement.where)
    if requirement.with_:
        yield _with(requirement.with_)


def where_words(where: Where | StatementWhere) -> Iterator[Message]:
    """Which activities, or observations, a filter lets pass."""
    if where.modes:
        yield either(where.modes)
    if isinstance(where, Where):
        yield from _other_words(where)


def _other_words(where: Where) -> Iterator[Message]:
    if where.kinds:
        yield message("of the kind: %(kinds)s", kinds=either(where.kinds))
    if where.groups:
        yield message("of the group: %(groups)s", groups=joined(where.groups, "or"))
    if where.group_kinds:
        yield message("of groups of the kind: %(kinds)s", kinds=either(where.group_kinds))
    if where.settings:
        yield message("in the setting: %(settings)s", settings=either(where.settings))
    if where.recorded is not None:
        yield message("with a recording used") if where.recorded else message("without a recording")
    if where.assessed is not None:
        yield (
            message("in which the member was assessed")
            if where.assessed
            else message("in which the member was not assessed")
        )


def _with(other: Counterpart) -> Message:
    role = either(other.role) if other.role else ""
    if not other.credential:
        return message("with another %(role)s", role=role)
    credential = either(other.credential)
    if not role:
        return message(
            "with somebody else who holds the credential %(credential)s that day", credential=credential
        )
    return message(
        "with another %(role)s who holds the credential %(credential)s that day",
        role=role,
        credential=credential,
    )

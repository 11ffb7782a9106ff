"""What a policy asks for, in the language of a page: requirements as sentences, numbers with their sources. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from balintrec.formats.site.words import either, every, in_units, source, word
from balintrec.model import Policy
from balintrec.model import policy as asked
from balintrec.model.measure import Author, Counterpart, Distinct, Each, ShareOf, StatementWhere, Where
from balintrec.model.policy import Practice, RequirementBase, Stage
from balintrec.rules.entry import OLD
from balintrec.wording.language import Language


class Number(NamedTuple):
    """A number of a policy in words."""

    key: str
    text: str
    source: str
    """Where it comes from, in words; empty for the policy's own."""
    placeholder: bool = False


class Asked(NamedTuple):
    """One requirement in words."""

    id: str
    title: str
    sentence: str
    numbers: tuple[Number, ...]
    source: str
    """Where it comes from, where it has no numbers."""
    placeholder: bool
    desirable: bool
    applies: str
    """To whom it applies; empty: to everybody."""
    note: str
    parts: tuple[Asked, ...]


class AskedStage(NamedTuple):
    """One stage in words."""

    id: str
    title: str
    after: tuple[str, ...]
    """The titles of the stages before."""
    note: str
    requires: tuple[Asked, ...]


def stages(speak: Language, policy: Policy) -> tuple[AskedStage, ...]:
    """All that a policy asks for, in its order."""
    titles = {stage.id: stage.title or stage.id for stage in policy.stages}
    return tuple(_stage(speak, stage, titles) for stage in policy.stages)


def undecided(own: tuple[Number, ...], found: tuple[AskedStage, ...]) -> list[tuple[str, str]]:
    """What nobody has decided yet: the policy's own numbers, then each with the title of its requirement."""
    waiting = [("", number.text) for number in own if number.placeholder]
    for stage in found:
        for one in _flat(stage.requires):
            waiting += [(one.title, number.text) for number in one.numbers if number.placeholder]
            waiting += [(one.title, one.sentence)] if one.placeholder and not one.numbers else []
    return waiting


def _flat(found: tuple[Asked, ...]) -> Iterator[Asked]:
    for one in found:
        yield one
        yield from _flat(one.parts)


def _stage(speak: Language, stage: Stage, titles: dict[str, str]) -> AskedStage:
    after = tuple(titles.get(one, one) for one in stage.after)
    requires = tuple(_asked(speak, one) for one in stage.requires)
    return AskedStage(stage.id, titles[stage.id], after, stage.note or "", requires)


def _asked(speak: Language, requirement: RequirementBase) -> Asked:
    return Asked(
        requirement.id,
        requirement.title,
        _SENTENCES[type(requirement)](speak, requirement),
        tuple(_numbers(speak, requirement)),
        source(speak, requirement.source) if isinstance(requirement.source, str) else "",
        requirement.source == "placeholder",
        requirement.desirable,
        _applies(speak, requirement),
        requirement.note or "",
        tuple(_asked(speak, part) for part in getattr(requirement, "requires", ())),
    )


def _applies(speak: Language, requirement: RequirementBase) -> str:
    return "; ".join(
        speak.gettext("%(key)s is %(values)s", key=word(speak, key), values=either(speak, values))
        for key, values in (requirement.when or {}).items()
    )


def policy_numbers(speak: Language, policy: Policy) -> Iterator[Number]:
    """The numbers that belong to no requirement."""
    effective = speak.gettext("for pathways begun on or after %(day)s", day=speak.day(policy.effective))
    yield Number("effective", effective, "")
    for key in policy.given:
        where = policy.source_of(key)
        for text in _own_number(speak, policy, key):
            yield Number(key, text, source(speak, where), where == "placeholder")


def _own_number(speak: Language, policy: Policy, key: str) -> Iterator[str]:
    say, length = speak.gettext, policy.session_minutes
    match key:
        case "valid":
            yield say("a grant is valid for %(months)s", months=in_units(speak, policy.valid or 0, "months"))
        case "session-minutes" if length:
            if length.at_least is not None:
                least = in_units(speak, length.at_least, "minutes")
                yield say("a session lasts at least %(minutes)s", minutes=least)
            if length.at_most is not None:
                most = in_units(speak, length.at_most, "minutes")
                yield say("a session lasts at most %(minutes)s", minutes=most)
        case "double-hour":
            minutes = in_units(speak, policy.double_hour_minutes, "minutes")
            yield say("a double hour lasts %(minutes)s", minutes=minutes)
        case "late-entry":
            days = in_units(speak, policy.late_entry or 0, "days")
            yield say("a record is late if it is entered after %(days)s", days=days)
        case "batch":
            yield say(
                "worth a look: more than %(sessions)s entered at once, or, where some are older than %(days)s, "
                "by one person within 24 hours",
                sessions=in_units(speak, policy.batch or 0, "sessions"),
                days=in_units(speak, OLD, "days"),
            )


# The sentences.


def _membership(speak: Language, requirement: asked.Membership) -> str:
    if requirement.unbroken:
        return speak.gettext("is a member on the day asked, without a day's break")
    return speak.gettext("is a member on the day asked")


def _practice(speak: Language, requirement: Practice) -> str:
    say, what = speak.gettext, every(speak, requirement.of)
    parts = [
        say("%(what)s as %(roles)s", what=what, roles=either(speak, requirement.roles))
        if requirement.roles
        else say("%(what)s in any role", what=what)
    ]
    if requirement.where:
        parts += _where(speak, requirement.where)
    if requirement.with_:
        parts.append(say("together with %(somebody)s", somebody=_somebody(speak, requirement.with_)))
    if len(requirement.of) > 1 or requirement.unit != "sessions":
        parts.append(say("counted in %(unit)s", unit=word(speak, requirement.unit)))
    return _chain(speak, parts)


def _chain(speak: Language, parts: list[str]) -> str:
    # The comma is a message: Urdu has another one.
    return speak.gettext(", ").join(parts)


def _somebody(speak: Language, other: Counterpart) -> str:
    say, holding = speak.gettext, " / ".join(word(speak, text) for text in other.credential)
    if other.role and other.credential:
        roles = either(speak, other.role)
        return say(
            "another %(roles)s, credentialed on that day (%(credential)s)", roles=roles, credential=holding
        )
    if other.role:
        return say("another %(roles)s", roles=either(speak, other.role))
    return say("somebody else, credentialed on that day (%(credential)s)", credential=holding)


def _where(speak: Language, where: Where | StatementWhere) -> list[str]:
    say, found = speak.gettext, []
    if where.modes:
        found.append(say("held: %(modes)s", modes=either(speak, where.modes)))
    if not isinstance(where, Where):
        return found
    if where.kinds:
        found.append(say("of the kind: %(kinds)s", kinds=either(speak, where.kinds)))
    if where.groups:
        found.append(say("of the group: %(groups)s", groups=speak.listed(where.groups, "or")))
    if where.group_kinds:
        found.append(say("of groups of the kind: %(kinds)s", kinds=either(speak, where.group_kinds)))
    if where.settings:
        found.append(say("in the setting: %(settings)s", settings=either(speak, where.settings)))
    return [*found, *_flags(speak, where)]


def _flags(speak: Language, where: Where) -> Iterator[str]:
    say = speak.gettext
    if where.recorded is not None:
        yield say("with a recording used") if where.recorded else say("without a recording")
    if where.assessed is not None:
        yield (
            say("in which the member was assessed")
            if where.assessed
            else say("in which the member was not assessed")
        )


def _writing(speak: Language, requirement: asked.Writing) -> str:
    what = either(speak, requirement.of)
    if requirement.during:
        return speak.gettext(
            "%(what)s, written every so often while the stage “%(stage)s” goes on",
            what=what,
            stage=requirement.during,
        )
    return speak.gettext("%(what)s, written every so often while this stage goes on", what=what)


def _statement(speak: Language, requirement: asked.Statement) -> str:
    say = speak.gettext
    parts = [say("%(statement)s in the member's favour", statement=either(speak, requirement.of))]
    parts += _by(speak, requirement.by)
    if requirement.where:
        parts += _where(speak, requirement.where)
    return _chain(speak, parts)


def _by(speak: Language, by: Author | None) -> Iterator[str]:
    if by and by.role:
        yield speak.gettext("by their %(roles)s", roles=either(speak, by.role))
    if by and by.credential:
        holding = " / ".join(word(speak, text) for text in by.credential)
        yield speak.gettext("by somebody credentialed on that day (%(credential)s)", credential=holding)


def _document(speak: Language, requirement: asked.DocumentCited) -> str:
    what = speak.gettext("the latest application comes with: %(what)s", what=either(speak, requirement.of))
    return _chain(speak, [what, *_by(speak, requirement.by)])


def _attestation(speak: Language, requirement: asked.AttestationOf) -> str:
    return speak.gettext("an attestation of: %(what)s", what=either(speak, requirement.of))


def _all_of(speak: Language, requirement: asked.AllOf) -> str:
    return speak.gettext("all of these that apply:")


def _any_of(speak: Language, requirement: asked.AnyOf) -> str:
    return speak.gettext("one of these:")


_SENTENCES: dict[type, Callable[..., str]] = {
    asked.Membership: _membership,
    Practice: _practice,
    asked.Writing: _writing,
    asked.Statement: _statement,
    asked.DocumentCited: _document,
    asked.AttestationOf: _attestation,
    asked.AllOf: _all_of,
    asked.AnyOf: _any_of,
}


# The numbers.


def _numbers(speak: Language, requirement: RequirementBase) -> Iterator[Number]:
    for key in requirement.given:
        where = requirement.source_of(key)
        yield Number(key, _number(speak, requirement, key), source(speak, where), where == "placeholder")


def _number(speak: Language, requirement: RequirementBase, key: str) -> str:
    value = getattr(requirement, key.replace("-", "_"))
    match value:
        case Each():
            return _each(speak, requirement, value)
        case Distinct():
            say, units = speak.gettext, in_units(speak, value.at_least, value.of)
            return say("at least %(units)s, different from each other", units=units)
        case tuple():
            return "; ".join(_share(speak, one) for one in value)
    if key == "at-least":
        return speak.gettext("at least %(units)s", units=_units(speak, requirement, value))
    if key == "within":
        return _within(speak, requirement, value)
    return _span(speak, key, value)


def _span(speak: Language, key: str, value: int) -> str:
    """A number that is a length of time."""
    say = speak.gettext
    months, days = in_units(speak, value, "months"), in_units(speak, value, "days")
    return {
        "months": lambda: say("for at least %(months)s", months=months),
        "span": lambda: say("from first to last %(months)s or more", months=months),
        "max-gap": lambda: say("never more than %(days)s apart", days=days),
        "every": lambda: say("every %(months)s", months=months),
        "grace": lambda: say("up to %(days)s late", days=days),
        "hours": lambda: say("at least %(hours)s together", hours=in_units(speak, value, "hours")),
        "since": lambda: say("at least %(months)s old", months=months),
    }[key]()


def _units(speak: Language, requirement: RequirementBase, number: int) -> str:
    if not isinstance(requirement, Practice):
        return speak.number(number)
    # A supervision is worth one session, and is spoken of as what it is.
    one_kind = requirement.unit == "sessions" and len(requirement.of) == 1
    return in_units(speak, number, requirement.of[0] if one_kind else requirement.unit)


def _each(speak: Language, requirement: RequirementBase, each: Each) -> str:
    units, months = _units(speak, requirement, each.at_least), in_units(speak, each.months, "months")
    return speak.gettext("at least %(units)s in each period of %(months)s", units=units, months=months)


def _share(speak: Language, share: ShareOf) -> str:
    say, limits = speak.gettext, []
    if share.at_least is not None:
        limits.append(say("at least %(share)s", share=_part(speak, share.at_least)))
    if share.at_most is not None:
        limits.append(say("at most %(share)s", share=_part(speak, share.at_most)))
    bounds = _chain(speak, limits)
    if share.of:
        return say("%(limits)s of the sessions of the groups whose roster the member is on", limits=bounds)
    which = _chain(speak, _where(speak, share.where)) if share.where else ""
    return say("%(limits)s of what is counted: %(which)s", limits=bounds, which=which)


def _part(speak: Language, share: Fraction) -> str:
    whole = (share * 100).denominator == 1
    return speak.percent(share) if whole else speak.number(share)


def _within(speak: Language, requirement: RequirementBase, number: int) -> str:
    months = in_units(speak, number, "months")
    if isinstance(requirement, asked.DocumentCited):
        return speak.gettext("at most %(months)s before the application", months=months)
    return speak.gettext("at most %(months)s before the day asked", months=months)

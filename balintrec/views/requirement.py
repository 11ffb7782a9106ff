"""What a policy asks for, as messages: each requirement as a sentence, its numbers with their sources. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from balintrec.model import Policy
from balintrec.model.measure import Distinct, Each, ShareOf
from balintrec.model.policy import DocumentCited, Practice, Requirement, RequirementBase
from balintrec.pathway.requirements import kind_of
from balintrec.pathway.requirements.practice.words import held_words
from balintrec.rules.entry import OLD
from balintrec.wording.message import Message, joined, message
from balintrec.wording.vocabulary import amount, either, percent, units, word

_NO_TITLES: Mapping[str, str] = MappingProxyType({})


class Number(NamedTuple):
    """A number of a policy as a message."""

    key: str
    said: Message
    source: str
    """Where it comes from: published, committee or placeholder; empty for the day from which the policy holds."""

    @property
    def placeholder(self) -> bool:
        """Whether the committee has yet to decide it."""
        return self.source == "placeholder"


# Sentences.


def sentence(requirement: Requirement, titles: Mapping[str, str] = _NO_TITLES) -> Message:
    """What is asked, without the numbers that `numbers` gives; ``titles`` are those of stages, by id."""
    return kind_of(requirement).sentence(requirement, titles)


def condition(requirement: RequirementBase) -> Message:
    """Of whom it is asked, by what is recorded of them; empty: of everybody."""
    return joined(
        (
            message("%(key)s is %(values)s", key=word(key), values=either(values))
            for key, values in (requirement.when or {}).items()
        ),
        "; ",
    )


# Numbers.


def numbers(requirement: RequirementBase) -> tuple[Number, ...]:
    """Every number of a requirement, with where it comes from."""
    return tuple(
        Number(key, _number(requirement, key), requirement.source_of(key)) for key in requirement.given
    )


def policy_numbers(policy: Policy) -> Iterator[Number]:
    """The numbers that belong to no requirement."""
    yield Number("effective", message("for pathways begun on or after %(day)s", day=policy.effective), "")
    for key in policy.given:
        for said in _own_number(policy, key):
            yield Number(key, said, policy.source_of(key))


def _own_number(policy: Policy, key: str) -> Iterator[Message]:
    length = policy.session_minutes
    match key:
        case "valid":
            yield message("a grant is valid for %(months)s", months=units(policy.valid or 0, "months"))
        case "session-minutes" if length:
            if length.at_least is not None:
                least = units(length.at_least, "minutes")
                yield message("a session lasts at least %(minutes)s", minutes=least)
            if length.at_most is not None:
                yield message("a session lasts at most %(minutes)s", minutes=units(length.at_most, "minutes"))
        case "double-hour":
            minutes = units(policy.double_hour_minutes, "minutes")
            yield message("a double hour lasts %(minutes)s", minutes=minutes)
        case "late-entry":
            days = units(policy.late_entry or 0, "days")
            yield message("a record is late if it is entered after %(days)s", days=days)
        case "batch":
            yield message(
                "worth a look: more than %(sessions)s entered at once, or, where some are older than %(days)s, "
                "by one person within 24 hours",
                sessions=units(policy.batch or 0, "sessions"),
                days=units(OLD, "days"),
            )


def _number(requirement: RequirementBase, key: str) -> Message:
    value = getattr(requirement, key.replace("-", "_"))
    match value:
        case Each():
            months = units(value.months, "months")
            floor = _units(requirement, value.at_least)
            return message("at least %(units)s in each period of %(months)s", units=floor, months=months)
        case Distinct():
            different = units(value.at_least, value.of)
            return message("at least %(units)s, different from each other", units=different)
        case tuple():
            return joined(map(_share, value), "; ")
    return _length(requirement, key, value)


def _length(requirement: RequirementBase, key: str, value: int) -> Message:
    """A plain number: so many, or a length of time."""
    match key:
        case "at-least":
            return message("at least %(units)s", units=_units(requirement, value))
        case "max-gap":
            return message("never more than %(days)s apart", days=units(value, "days"))
        case "grace":
            return message("up to %(days)s late", days=units(value, "days"))
        case "hours":
            return message("at least %(hours)s together", hours=units(value, "hours"))
    return _months(requirement, key, units(value, "months"))


def _months(requirement: RequirementBase, key: str, months: Message) -> Message:
    match key:
        case "months":
            return message("for at least %(months)s", months=months)
        case "span":
            return message("from first to last %(months)s or more", months=months)
        case "every":
            return message("every %(months)s", months=months)
        case "since":
            return message("at least %(months)s old", months=months)
        case "within" if isinstance(requirement, DocumentCited):
            return message("at most %(months)s before the application", months=months)
        case "within":
            return message("at most %(months)s before the day asked", months=months)
    raise AssertionError(key)


def _units(requirement: RequirementBase, number: int) -> Message:
    if not isinstance(requirement, Practice):
        return amount(number)
    return units(number, requirement.counted_in)


def _share(share: ShareOf) -> Message:
    bounds = []
    if share.at_least is not None:
        bounds.append(message("at least %(share)s", share=percent(share.at_least)))
    if share.at_most is not None:
        bounds.append(message("at most %(share)s", share=percent(share.at_most)))
    limits = joined(bounds, ", ")
    if share.of:
        return message(
            "%(limits)s of the sessions of the groups whose roster the member is on", limits=limits
        )
    which = joined(held_words(share.where) if share.where else (), ", ")
    return message("%(limits)s of what is counted: %(which)s", limits=limits, which=which)

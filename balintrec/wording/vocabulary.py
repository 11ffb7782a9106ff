"""The words that records are written in, as messages: units, roles, kinds, credentials, statuses and decisions. Pure.

Each term is here once. A catalogue in which a society chooses its own word for a term gives it here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from balintrec.wording.message import NOTHING, Message, in_context, joined, message, plural


def forms(one: str, several: str) -> tuple[str, str]:
    """Marks a message that depends on a number, so that catalogues have it."""
    return one, several


_WORDS: Mapping[str, Message] = MappingProxyType({
    # roles and credentials
    "leader": message("leader"),
    "co-leader": message("co-leader"),
    "presenter": message("presenter"),
    "attendee": message("attendee"),
    "observer": message("observer"),
    "supervisor": message("supervisor"),
    "supervisee": message("supervisee"),
    "accredited-leader": message("accredited leader"),
    "trainer": message("trainer"),
    "leader-trainer": message("leader trainer"),
    # what is counted
    "sessions": message("sessions"),
    "events": message("events"),
    "supervisions": message("supervisions"),
    "cases": message("cases"),
    "minutes": message("minutes"),
    "hours": message("hours"),
    "double-hours": message("double hours"),
    "days": message("days"),
    # papers
    "reflections": message("reflections by the member"),
    "reports": message("reports by the member's supervisor"),
    "readiness": message("readiness assessment"),
    "report": message("report"),
    "positive-report": message("positive report"),
    "positive-endorsement": message("positive endorsement"),
    "observation": message("observation"),
    "endorsement": message("endorsement"),
    "form": message("application form"),
    "statement-of-interest": message("statement of interest"),
    "reference": message("reference"),
    "logbook": message("logbook"),
    "own-therapy": message("personal therapy"),
    "fee": message("fee"),
    "indemnity": message("indemnity"),
    "ethics": message("code of ethics"),
    "confidentiality": message("confidentiality"),
    "base-qualification": message("basic qualification"),
    "reading-seminar": message("reading seminar"),
    "feedback": message("feedback"),
    # how a group meets, and which kind it is
    "in-person": message("in person"),
    "online": message("online"),
    "hybrid": message("hybrid"),
    "ongoing": in_context("group", "ongoing"),
    "closed": in_context("group", "closed"),
    "time-limited": in_context("group", "limited in time"),
    "large": in_context("group", "large"),
    # kinds of session and of event
    "ordinary": in_context("session", "ordinary"),
    "large-group": message("large group"),
    "demonstration": message("demonstration"),
    "workshop": message("workshop"),
    "intensive": message("intensive"),
    "weekend": message("weekend"),
    "leader-seminar": message("leader seminar"),
    "conference": message("conference"),
    "course": message("course"),
    # status of an activity
    "planned": in_context("activity", "planned"),
    "cancelled": in_context("activity", "cancelled"),
    # what is recorded of groups and members
    "hospital": message("hospital"),
    "primary-care": message("primary care"),
    "university": message("university"),
    "profession": message("profession"),
    "background": message("background"),
    "error": message("error"),
    "warning": message("warning"),
})  # fmt: skip
"""Words of the records' own vocabulary; whatever else is recorded is the society's own."""

_FORMS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "months": forms("%(num)s month", "%(num)s months"),
    "sessions": forms("%(num)s session", "%(num)s sessions"),
    "events": forms("%(num)s event", "%(num)s events"),
    "supervisions": forms("%(num)s supervision", "%(num)s supervisions"),
    "cases": forms("%(num)s case", "%(num)s cases"),
    "minutes": forms("%(num)s minute", "%(num)s minutes"),
    "hours": forms("%(num)s hour", "%(num)s hours"),
    "double-hours": forms("%(num)s double hour", "%(num)s double hours"),
    "days": forms("%(num)s day", "%(num)s days"),
    "periods": forms("%(num)s period", "%(num)s periods"),
    "reflections": forms("%(num)s reflection", "%(num)s reflections"),
    "reports": forms("%(num)s report", "%(num)s reports"),
    "assessments": forms("%(num)s assessment", "%(num)s assessments"),
    "decisions": forms("%(num)s decision", "%(num)s decisions"),
    "documents": forms("%(num)s document", "%(num)s documents"),
    "positive-reports": forms("%(num)s positive report", "%(num)s positive reports"),
    "endorsements": forms("%(num)s endorsement", "%(num)s endorsements"),
    "positive-endorsements": forms("%(num)s positive endorsement", "%(num)s positive endorsements"),
    "statements": forms("%(num)s statement", "%(num)s statements"),
    "attestations": forms("%(num)s attestation", "%(num)s attestations"),
    "references": forms("%(num)s reference", "%(num)s references"),
    "forms": forms("%(num)s form", "%(num)s forms"),
    "statement-of-interests": forms("%(num)s statement of interest", "%(num)s statements of interest"),
    "memberships": forms("%(num)s membership", "%(num)s memberships"),
    "groups": forms("%(num)s group", "%(num)s groups"),
    "settings": forms("%(num)s setting", "%(num)s settings"),
    "leaders": forms("%(num)s leader", "%(num)s leaders"),
    "co-leaders": forms("%(num)s co-leader", "%(num)s co-leaders"),
    "supervisors": forms("%(num)s supervisor", "%(num)s supervisors"),
    "authors": forms("%(num)s author", "%(num)s authors"),
    "members": forms("%(num)s member", "%(num)s members"),
    "people": forms("%(num)s person", "%(num)s people"),
    "answers": forms("%(num)s answer", "%(num)s answers"),
    "findings": forms("%(num)s finding", "%(num)s findings"),
    "errors": forms("%(num)s error", "%(num)s errors"),
    "meetings": forms("%(num)s meeting", "%(num)s meetings"),
    "warnings": forms("%(num)s warning", "%(num)s warnings"),
    "records": forms("%(num)s record", "%(num)s records"),
    "credentials": forms("%(num)s credential", "%(num)s credentials"),
    "applications": forms("%(num)s application", "%(num)s applications"),
})  # fmt: skip

_MORE: Mapping[str, tuple[str, str]] = MappingProxyType({
    "sessions": forms("%(num)s more session", "%(num)s more sessions"),
    "events": forms("%(num)s more event", "%(num)s more events"),
    "supervisions": forms("%(num)s more supervision", "%(num)s more supervisions"),
    "cases": forms("%(num)s more case", "%(num)s more cases"),
    "minutes": forms("%(num)s more minute", "%(num)s more minutes"),
    "hours": forms("%(num)s more hour", "%(num)s more hours"),
    "double-hours": forms("%(num)s more double hour", "%(num)s more double hours"),
    "days": forms("%(num)s more day", "%(num)s more days"),
    "attestations": forms("%(num)s more attestation", "%(num)s more attestations"),
    "readiness": forms("%(num)s more positive readiness assessment", "%(num)s more positive readiness assessments"),
    "report": forms("%(num)s more positive report", "%(num)s more positive reports"),
    "observation": forms("%(num)s more positive observation", "%(num)s more positive observations"),
    "endorsement": forms("%(num)s more positive endorsement", "%(num)s more positive endorsements"),
})  # fmt: skip
"""What is still missing, by its unit; of statements by their kind, since only positive ones count."""

FRACTIONS = (
    in_context("fraction", "%(num)s sessions"),
    in_context("fraction", "%(num)s supervisions"),
    in_context("fraction", "%(num)s months"),
    in_context("fraction", "%(num)s hours"),
    in_context("fraction", "%(num)s double hours"),
    in_context("fraction", "%(num)s more hours"),
    in_context("fraction", "%(num)s more double hours"),
)
"""What some languages say in another form of a part of a thing (1.5 hours) than of one or several."""

_STATUS: Mapping[str, Message] = MappingProxyType(
    {
        "met": in_context("status", "met"),
        "not-met": in_context("status", "not met"),
        "unknown": in_context("status", "unknown"),
        "waived": in_context("status", "waived"),
        "not-applicable": in_context("status", "does not apply"),
    }
)
_DECISIONS: Mapping[str, Message] = MappingProxyType(
    {
        "grant": in_context("decision", "granted"),
        "refuse": in_context("decision", "refused"),
        "defer": in_context("decision", "deferred"),
        "waive": in_context("decision", "waived"),
        "recognise": in_context("decision", "recognised"),
        "require": in_context("decision", "made binding"),
        "leave": in_context("decision", "leave"),
        "lapse": in_context("decision", "lapsed"),
        "renew": in_context("decision", "renewed"),
        "suspend": in_context("decision", "suspended"),
        "revoke": in_context("decision", "revoked"),
    }
)
_SOURCES: Mapping[str, Message] = MappingProxyType(
    {
        "published": message("published"),
        "committee": message("decided by the committee"),
        "placeholder": message("placeholder: the committee has yet to decide"),
    }
)


_KEYS: Mapping[str, Message] = MappingProxyType(
    {
        "at-least": in_context("key", "at least"),
        "span": in_context("key", "span"),
        "months": in_context("key", "months"),
        "each": in_context("key", "each"),
        "distinct": in_context("key", "distinct"),
        "share": in_context("key", "share"),
        "max-gap": in_context("key", "longest gap"),
        "every": in_context("key", "every"),
        "grace": in_context("key", "grace"),
        "hours": in_context("key", "hours"),
        "within": in_context("key", "within"),
        "since": in_context("key", "since"),
    }
)
"""The keys of a requirement that hold a number."""


_SOURCE_NAMES: Mapping[str, Message] = MappingProxyType(
    {
        "published": message("published"),
        "committee": in_context("source", "committee"),
        "placeholder": in_context("source", "placeholder"),
    }
)


def word(text: str) -> str:
    """A word of the records: a message, or the society's own word with its hyphens opened."""
    return _WORDS.get(text) or text.replace("-", " ").replace("_", " ")


def either(texts: Iterable[str]) -> Message:
    """Words of the records as alternatives: ``a, b or c``."""
    return joined(map(word, texts), "or")


def every(texts: Iterable[str]) -> Message:
    """Words of the records together: ``a, b and c``."""
    return joined(map(word, texts), "and")


def units(number: int | Fraction, unit: str) -> Message:
    """``24 months``, ``1 statement``; the unit may be given for one or for several, as records write it."""
    known = _FORMS.get(unit) or _FORMS.get(f"{unit}s")
    if known:
        return plural(*known, number)
    kinds = unit.split(" or ")
    return message("%(number)s (%(what)s)", number=number, what=either(kinds)) if unit else amount(number)


def amount(number: int | Fraction) -> Message:
    """A number alone."""
    return message("%(number)s", number=number)


def percent(share: Fraction) -> Message:
    """A share in percent where that is a whole number, else as a fraction: ``50 %``, ``1/3``."""
    hundredths = share * 100
    if hundredths.denominator > 1:
        return amount(share)
    return message("%(number)s %%", number=hundredths)


def more(number: int | Fraction, unit: str) -> Message:
    """What is still missing: ``2 more sessions``."""
    known = _MORE.get(unit) or _MORE.get(f"{unit}s")
    return plural(*known, number) if known else message("%(units)s more", units=units(number, unit))


def more_positive(number: int, kinds: tuple[str, ...]) -> Message:
    """The statements that are still missing: ``2 more positive observations``."""
    if len(kinds) == 1 and kinds[0] in _MORE:
        return plural(*_MORE[kinds[0]], number)
    statements = plural("%(num)s more positive statement", "%(num)s more positive statements", number)
    return message("%(statements)s (%(kinds)s)", statements=statements, kinds=either(kinds))


def papers(number: int, kinds: tuple[str, ...]) -> Message:
    """What an application brings: ``2 references``, ``the application form``."""
    if kinds == ("form",) and number == 1:
        return message("the application form")
    if len(kinds) == 1:
        return units(number, kinds[0])
    return either(kinds) if number == 1 else units(number, " or ".join(kinds))


def progress(have: Fraction, need: Fraction, unit: str) -> Message:
    """``17 of 24 months``; where there is more than is needed, what there is alone."""
    if have > need:
        return message("%(have)s (%(needed)s needed)", have=units(have, unit), needed=need)
    return message("%(have)s of %(needed)s", have=have, needed=units(need, unit))


def status(text: str) -> Message:
    """The status of a requirement."""
    return _STATUS[text]


def decision(kind: str) -> Message:
    """What a decision of a kind did."""
    return _DECISIONS[kind]


def key(text: str) -> str:
    """A key of a requirement that holds a number."""
    return _KEYS.get(text) or text.replace("-", " ")


def source(text: str) -> str:
    """Where a number of a policy comes from."""
    return _SOURCES.get(text, text)


def source_name(text: str) -> str:
    """Where a number of a policy comes from, in one word."""
    return _SOURCE_NAMES.get(text, text)


def period(first: date, last: date | None) -> Message:
    """From a day to a day, or since a day."""
    if last is None:
        return message("since %(day)s", day=first)
    return message("%(first)s to %(last)s", first=first, last=last)


def group_size(least: int | None, most: int | None) -> Message:
    """How many people a group is meant to have; empty where nobody said."""
    if least is not None and most is not None:
        return message("%(least)s to %(most)s people", least=least, most=most)
    if least is not None:
        return plural("at least %(num)s person", "at least %(num)s people", least)
    if most is not None:
        return plural("at most %(num)s person", "at most %(num)s people", most)
    return NOTHING

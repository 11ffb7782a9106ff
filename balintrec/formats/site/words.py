"""Verdicts, units and the words of records in the language of a page. Pure.

What stands in tables is marked for translation by `one` and `several`, and translated where it is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from balintrec.pathway import ApplicationStanding, ApplicationState, Outcome, StageStanding, Standing, Status
from balintrec.pathway.step import Step
from balintrec.pathway.step_words import words as worded
from balintrec.wording.language import Language


def one(message: str) -> str:
    """Marks a message for translation."""
    return message


def several(singular: str, plural: str) -> tuple[str, str]:
    """Marks a message that depends on a number for translation."""
    return singular, plural


_STATUS = {
    Status.MET: one("met"),
    Status.SHORT: one("short"),
    Status.UNKNOWN: one("unknown"),
    Status.WAIVED: one("waived"),
    Status.NOT_APPLICABLE: one("does not apply"),
}
_SOURCES = {
    "published": one("published"),
    "committee": one("decided by the committee"),
    "placeholder": one("placeholder: the committee has yet to decide"),
}
_WORDS = {
    "leader": one("leader"),
    "co-leader": one("co-leader"),
    "presenter": one("presenter"),
    "attendee": one("attendee"),
    "observer": one("observer"),
    "supervisor": one("supervisor"),
    "supervisee": one("supervisee"),
    "accredited-leader": one("accredited leader"),
    "trainer": one("trainer"),
    "leader-trainer": one("leader trainer"),
    "sessions": one("sessions"),
    "events": one("events"),
    "supervisions": one("supervisions"),
    "cases": one("cases"),
    "minutes": one("minutes"),
    "hours": one("hours"),
    "double-hours": one("double hours"),
    "days": one("days"),
    "reflections": one("reflections by the member"),
    "reports": one("reports by the member's supervisor"),
    "readiness": one("readiness assessment"),
    "report": one("report"),
    "positive-report": one("positive report"),
    "positive-endorsement": one("positive endorsement"),
    "observation": one("observation"),
    "endorsement": one("endorsement"),
    "form": one("application form"),
    "statement-of-interest": one("statement of interest"),
    "reference": one("reference"),
    "logbook": one("logbook"),
    "own-therapy": one("therapy of one's own"),
    "fee": one("fee"),
    "indemnity": one("indemnity"),
    "ethics": one("code of ethics"),
    "confidentiality": one("confidentiality"),
    "base-qualification": one("basic qualification"),
    "in-person": one("in person"),
    "online": one("online"),
    "hybrid": one("hybrid"),
    "ongoing": one("ongoing"),
    "closed": one("closed"),
    "time-limited": one("limited in time"),
    "large": one("large"),
    "ordinary": one("ordinary"),
    "large-group": one("large group"),
    "demonstration": one("demonstration"),
    "workshop": one("workshop"),
    "intensive": one("intensive"),
    "weekend": one("weekend"),
    "leader-seminar": one("leader seminar"),
    "conference": one("conference"),
    "course": one("course"),
    "hospital": one("hospital"),
    "primary-care": one("primary care"),
    "university": one("university"),
    "profession": one("profession"),
    "background": one("background"),
    "error": one("error"),
    "warning": one("warning"),
    "feedback": one("feedback"),
}
_DECISIONS = {
    "grant": one("granted"),
    "refuse": one("refused"),
    "defer": one("deferred"),
    "waive": one("waived"),
    "recognise": one("recognised"),
    "require": one("made binding"),
    "leave": one("leave"),
    "lapse": one("lapsed"),
    "renew": one("renewed"),
    "suspend": one("suspended"),
    "revoke": one("revoked"),
}
_UNITS = {
    "months": several("%(num)s month", "%(num)s months"),
    "sessions": several("%(num)s session", "%(num)s sessions"),
    "events": several("%(num)s event", "%(num)s events"),
    "supervisions": several("%(num)s supervision", "%(num)s supervisions"),
    "cases": several("%(num)s case", "%(num)s cases"),
    "minutes": several("%(num)s minute", "%(num)s minutes"),
    "hours": several("%(num)s hour", "%(num)s hours"),
    "double-hours": several("%(num)s double hour", "%(num)s double hours"),
    "days": several("%(num)s day", "%(num)s days"),
    "periods": several("%(num)s period", "%(num)s periods"),
    "reflections": several("%(num)s reflection", "%(num)s reflections"),
    "reports": several("%(num)s report", "%(num)s reports"),
    "positive-reports": several("%(num)s positive report", "%(num)s positive reports"),
    "positive-endorsements": several("%(num)s positive endorsement", "%(num)s positive endorsements"),
    "statements": several("%(num)s statement", "%(num)s statements"),
    "attestations": several("%(num)s attestation", "%(num)s attestations"),
    "references": several("%(num)s reference", "%(num)s references"),
    "forms": several("%(num)s form", "%(num)s forms"),
    "groups": several("%(num)s group", "%(num)s groups"),
    "settings": several("%(num)s setting", "%(num)s settings"),
    "leaders": several("%(num)s leader", "%(num)s leaders"),
    "co-leaders": several("%(num)s co-leader", "%(num)s co-leaders"),
    "supervisors": several("%(num)s supervisor", "%(num)s supervisors"),
    "authors": several("%(num)s author", "%(num)s authors"),
    "members": several("%(num)s member", "%(num)s members"),
    "people": several("%(num)s person", "%(num)s people"),
    "answers": several("%(num)s answer", "%(num)s answers"),
    "findings": several("%(num)s finding", "%(num)s findings"),
    "errors": several("%(num)s error", "%(num)s errors"),
    "meetings": several("%(num)s meeting", "%(num)s meetings"),
    "warnings": several("%(num)s warning", "%(num)s warnings"),
}
_POSITIVE = {
    "endorsement": several(
        "%(num)s positive endorsement still to go", "%(num)s positive endorsements still to go"
    ),
    "readiness": several(
        "%(num)s positive readiness assessment still to go",
        "%(num)s positive readiness assessments still to go",
    ),
    "report": several("%(num)s positive report still to go", "%(num)s positive reports still to go"),
    "observation": several(
        "%(num)s positive observation still to go", "%(num)s positive observations still to go"
    ),
}


def status(speak: Language, verdict: Status) -> str:
    """A verdict."""
    return speak.gettext(_STATUS[verdict])


def decision(speak: Language, kind: str) -> str:
    """What a decision of a kind did."""
    return speak.gettext(_DECISIONS[kind])


def decided(speak: Language, standing: Standing) -> str:
    """What was decided last about the credential, and when; empty where nothing was."""
    last = standing.decision
    if last is None:
        return ""
    said, day = decision(speak, last.kind), speak.day(last.day, "medium")
    if last.until:
        until = speak.day(last.until, "medium")
        return speak.gettext("%(decision)s on %(day)s, until %(until)s", decision=said, day=day, until=until)
    return speak.gettext("%(decision)s on %(day)s", decision=said, day=day)


def applied(speak: Language, application: ApplicationStanding) -> str:
    """What has become of an application that was handed in."""
    is_open = application.state is ApplicationState.OPEN
    return speak.gettext("not decided yet") if is_open else speak.gettext("decided")


def ended(speak: Language, day: date | None) -> str:
    """That somebody is no member any more since a day; empty of everybody else."""
    return speak.gettext("membership ended on %(day)s", day=speak.day(day, "medium")) if day else ""


def source(speak: Language, where: str) -> str:
    """Where a number of a policy comes from."""
    return speak.gettext(_SOURCES[where]) if where in _SOURCES else where


def word(speak: Language, text: str) -> str:
    """A word of the records' own vocabulary; another word as it stands, its hyphens opened."""
    return speak.gettext(_WORDS[text]) if text in _WORDS else text.replace("-", " ")


def either(speak: Language, texts: Iterable[str]) -> str:
    """Words of the records as alternatives: ``a, b or c``."""
    return speak.listed((word(speak, text) for text in texts), "or")


def every(speak: Language, texts: Iterable[str]) -> str:
    """Words of the records together: ``a, b and c``."""
    return speak.listed(word(speak, text) for text in texts)


def in_units(speak: Language, number: int | Fraction, unit: str) -> str:
    """``24 months``; the unit may be given for one or for several, as records write it."""
    known = next((_UNITS[name] for name in (unit, f"{unit}s") if name in _UNITS), None)
    if known:
        return speak.ngettext(*known, number)
    return f"{speak.number(number)} {word(speak, unit)}".rstrip()


def progress(speak: Language, outcome: Outcome) -> str:
    """``17 of 24 months``; empty where there are no numbers, or where yes says it all."""
    if outcome.have is None or outcome.need is None or (outcome.status is Status.MET and outcome.need == 1):
        return ""
    return speak.gettext(
        "%(have)s of %(needed)s",
        have=speak.number(outcome.have),
        needed=in_units(speak, outcome.need, outcome.unit),
    )


def stage_state(speak: Language, stage: StageStanding) -> str:
    """Since when a stage has been met, or what it is now."""
    if stage.waits_for:
        return speak.gettext("waits for: %(stage)s", stage=stage.waits_for)
    if stage.first_met is None:
        return speak.gettext("not yet met") if stage.status is Status.SHORT else status(speak, stage.status)
    day = speak.day(stage.first_met)
    if stage.status is Status.MET:
        return speak.gettext("met on %(day)s", day=day)
    return speak.gettext("passed on %(day)s, now %(status)s", day=day, status=status(speak, stage.status))


def period(speak: Language, first: date, last: date | None) -> str:
    """From a day to a day, or since a day."""
    if last is None:
        return speak.gettext("since %(day)s", day=speak.day(first))
    return speak.gettext("%(first)s to %(last)s", first=speak.day(first), last=speak.day(last))


def size(speak: Language, least: int | None, most: int | None) -> str:
    """How many people a group is meant to have."""
    if least is not None and most is not None:
        return speak.gettext(
            "%(least)s to %(most)s people", least=speak.number(least), most=speak.number(most)
        )
    if least is not None:
        return speak.ngettext("at least %(num)s person", "at least %(num)s people", least)
    return (
        speak.ngettext("at most %(num)s person", "at most %(num)s people", most or 0)
        if most is not None
        else ""
    )


class Spoken:
    """The language of a page, as what comes next is worded in it."""

    def __init__(self, speak: Language) -> None:
        self.speak = speak

    def say(self, message: str, **values: str) -> str:
        """A message with its values put in."""
        return self.speak.gettext(message, **values)

    def day(self, day: date) -> str:
        """A day."""
        return self.speak.day(day)

    def units(self, number: Fraction | int, unit: str) -> str:
        """A number of things."""
        return in_units(self.speak, number, unit)

    def more(self, number: Fraction | int, unit: str) -> str:
        """What is still to go."""
        return self.speak.gettext("%(units)s still to go", units=self.units(number, unit))

    def positive(self, number: int, kinds: tuple[str, ...]) -> str:
        """The statements that are still to go."""
        if len(kinds) == 1 and kinds[0] in _POSITIVE:
            return self.speak.ngettext(*_POSITIVE[kinds[0]], number)
        units = self.units(number, "statements")
        return self.speak.gettext(
            "%(units)s still to go, positive ones: %(what)s", units=units, what=self.either(kinds)
        )

    def papers(self, number: int, words: tuple[str, ...]) -> str:
        """What an application brings."""
        if len(words) == 1 and number > 1:
            return self.units(number, words[0])
        return self.either(words) if number == 1 else f"{self.speak.number(number)}: {self.either(words)}"

    def either(self, words: Iterable[str]) -> str:
        """Words as alternatives."""
        return either(self.speak, words)


def coming(speak: Language, step: Step) -> str:
    """What comes next, in the language of the page."""
    return worded(step, Spoken(speak))

"""What comes next where something has to be written, stated, cited or attested, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.model.measure import Author
from balintrec.pathway.step import Apply, Attest, DueDay, State, Write
from balintrec.pathway.voice import Voice, chain

_FEW = 3
"""So many due days are said one by one."""


def write(step: Write, voice: Voice) -> str:
    """What is to be written, what was missed, and what has to be met before nothing more falls due."""
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
    numbers = [one.number for one in step.papers]
    if len(numbers) <= _FEW or numbers != list(range(numbers[0], numbers[-1] + 1)):
        yield from (_paper(step, one, voice) for one in step.papers)
        return
    yield _paper(step, step.papers[0], voice)
    yield voice.say(
        "then %(papers)s, one every %(months)s, the last due on %(day)s",
        papers=_written(len(numbers) - 1, step, voice),
        months=voice.units(step.requirement.every, "months"),
        day=voice.day(step.papers[-1].due),
    )


def _paper(step: Write, paper: DueDay, voice: Voice) -> str:
    say = voice.say
    text = _was_due(step, paper, voice) if paper.due < step.on else _is_due(step, paper, voice)
    begins = say("written on %(day)s or later", day=voice.day(paper.first)) if paper.first > step.on else ""
    until = say("and counts until %(day)s", day=voice.day(paper.last)) if paper.last > paper.due else ""
    return chain(voice, (text, begins, until))


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


def state(step: State, voice: Voice) -> str:
    """Which statements are wanted, and by whom."""
    say, requirement = voice.say, step.requirement
    parts = [_by(voice.positive(step.number, requirement.of), requirement.by, voice)]
    if requirement.where and requirement.where.modes:
        parts.append(voice.either(requirement.where.modes))
    if step.different and requirement.distinct:
        unlike = voice.units(step.different, requirement.distinct.of)
        parts.append(say("with %(units)s not counted so far", units=unlike))
    if step.first:
        parts.append(say("from %(day)s on", day=voice.day(step.first)))
    return chain(voice, [*parts, *_by_then(step.last, voice)])


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


def apply(step: Apply, voice: Voice) -> str:
    """What an application has to bring."""
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
    return chain(voice, [*parts, *_by_then(step.last, voice)])


def attest(step: Attest, voice: Voice) -> str:
    """What has to be attested."""
    say, requirement = voice.say, step.requirement
    more = voice.more(step.number, "attestations")
    parts = [say("%(attestations)s of %(what)s", attestations=more, what=voice.either(requirement.of))]
    if step.hours:
        parts.append(say("with %(hours)s in all", hours=voice.units(step.hours, "hours")))
    if requirement.since is not None:
        months = voice.units(requirement.since, "months")
        parts.append(say("which counts %(months)s after its date", months=months))
    return chain(voice, [*parts, *_by_then(step.last, voice)])

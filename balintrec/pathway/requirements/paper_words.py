"""What comes next where something has to be written, stated, cited or attested, as messages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.model.measure import Author
from balintrec.pathway.step import Apply, Attest, DueDay, State, Write
from balintrec.wording.message import NOTHING, Message, joined, message
from balintrec.wording.vocabulary import either, more, more_positive, papers, units

_FEW = 3
"""So many due days are said one by one."""


def write(step: Write) -> Message:
    """What is to be written, what was missed, and what has to be met before nothing more falls due."""
    clauses: list[Message] = []
    if step.missed:
        clauses.append(message("%(papers)s, and cannot be made up", papers=_missed(step)))
        clauses.append(message("only a decision can waive it"))
    elif step.rest and not step.late:
        clauses.append(message("on time so far"))
    clauses += _papers(step)
    if step.leave:
        clauses.append(message("the leave from %(day)s on moves all later days", day=step.leave))
    if step.rest:
        if step.requirement.at_least:
            clauses.append(
                message("at least %(units)s in all", units=_written(step.requirement.at_least, step))
            )
        clauses.append(message('met when all else of "%(stage)s" is met', stage=step.rest))
    return joined(clauses, "; ")


def _written(number: int, step: Write) -> Message:
    """``4 reflections``."""
    of = step.requirement.of
    return units(number, of[0] if len(of) == 1 else "documents")


def _missed(step: Write) -> Message:
    """What was due and is missing: each by its number, or many of them together."""
    missed = step.missed
    if len(missed) <= _FEW:
        return joined((_was_due(step, one) for one in missed), ", ")
    return message(
        "%(papers)s were due from %(first)s to %(last)s",
        papers=_written(len(missed), step),
        first=missed[0].due,
        last=missed[-1].due,
    )


def _papers(step: Write) -> Iterator[Message]:
    """What is to be written: each by its number, or after the first many that follow each other together."""
    numbers = [one.number for one in step.papers]
    if len(numbers) <= _FEW or numbers != list(range(numbers[0], numbers[-1] + 1)):
        yield from (_paper(step, one) for one in step.papers)
        return
    yield _paper(step, step.papers[0])
    yield message(
        "then %(papers)s, one every %(months)s, the last due on %(day)s",
        papers=_written(len(numbers) - 1, step),
        months=units(step.requirement.every, "months"),
        day=step.papers[-1].due,
    )


def _paper(step: Write, paper: DueDay) -> Message:
    text = _was_due(step, paper) if paper.due < step.on else _is_due(step, paper)
    begins = message("written on %(day)s or later", day=paper.first) if paper.first > step.on else NOTHING
    until = message("and counts until %(day)s", day=paper.last) if paper.last > paper.due else NOTHING
    return joined((text, begins, until), ", ")


def _is_due(step: Write, paper: DueDay) -> Message:
    number, day = paper.number, paper.due
    match step.requirement.of:
        case ("reflections",):
            return message("reflection %(number)s is due on %(day)s", number=number, day=day)
        case ("reports",):
            return message("report %(number)s is due on %(day)s", number=number, day=day)
    return message("document %(number)s is due on %(day)s", number=number, day=day)


def _was_due(step: Write, paper: DueDay) -> Message:
    number, day = paper.number, paper.due
    match step.requirement.of:
        case ("reflections",):
            return message("reflection %(number)s was due on %(day)s", number=number, day=day)
        case ("reports",):
            return message("report %(number)s was due on %(day)s", number=number, day=day)
    return message("document %(number)s was due on %(day)s", number=number, day=day)


def state(step: State) -> Message:
    """Which statements are wanted, and by whom."""
    requirement = step.requirement
    parts = [_by(more_positive(step.number, requirement.of), requirement.by)]
    if requirement.where and requirement.where.modes:
        parts.append(either(requirement.where.modes))
    if step.different and requirement.distinct:
        unlike = units(step.different, requirement.distinct.of)
        parts.append(message("with %(units)s not counted so far", units=unlike))
    if step.first:
        parts.append(message("from %(day)s on", day=step.first))
    return joined([*parts, *_by_then(step.last)], ", ")


def by_words(by: Author | None) -> Iterator[Message]:
    """Who has to have written it, where a policy is put into words."""
    if by and by.role:
        yield message("by their %(roles)s", roles=either(by.role))
    if by and by.credential:
        yield message(
            "by somebody credentialed on that day (%(credential)s)", credential=either(by.credential)
        )


def _by_then(last: date | None) -> Iterator[Message]:
    """Until when that is enough."""
    if last:
        yield message("by %(day)s", day=last)


def _by(what: Message, by: Author | None) -> Message:
    """A paper with who has to write it."""
    roles = either(by.role) if by and by.role else ""
    credential = either(by.credential) if by and by.credential else ""
    if roles and credential:
        return message(
            "%(what)s by a %(roles)s who holds the credential %(credential)s",
            what=what,
            roles=roles,
            credential=credential,
        )
    if roles:
        return message("%(what)s by a %(roles)s", what=what, roles=roles)
    return (
        message(
            "%(what)s by somebody who holds the credential %(credential)s", what=what, credential=credential
        )
        if credential
        else what
    )


def apply(step: Apply) -> Message:
    """What an application has to bring."""
    requirement = step.requirement
    written = set(requirement.of) & {"reference", "report", "endorsement"}  # the others have no author
    of = tuple(f"positive-{word}" if word in ("report", "endorsement") else word for word in requirement.of)
    brought = _by(papers(step.number, of), requirement.by if written else None)
    if step.to and written:
        text = message("%(papers)s, cited in the application of %(day)s", papers=brought, day=step.to)
    elif step.to:
        text = message("%(papers)s with the application of %(day)s", papers=brought, day=step.to)
    elif step.again:
        text = message("a new application with %(papers)s", papers=brought)
    else:
        text = message("an application with %(papers)s", papers=brought)
    parts = [text]
    if requirement.within is not None:
        months = units(requirement.within, "months")
        parts.append(message("written at most %(months)s before it", months=months))
    if step.first:
        parts.append(message("written on %(day)s or later", day=step.first))
    return joined([*parts, *_by_then(step.last)], ", ")


def attest(step: Attest) -> Message:
    """What has to be attested."""
    requirement = step.requirement
    parts = [
        message(
            "%(attestations)s of %(what)s",
            attestations=more(step.number, "attestations"),
            what=either(requirement.of),
        )
    ]
    if step.hours:
        parts.append(message("with %(hours)s in all", hours=units(step.hours, "hours")))
    if requirement.since is not None:
        months = units(requirement.since, "months")
        parts.append(message("which counts %(months)s after its date", months=months))
    return joined([*parts, *_by_then(step.last)], ", ")

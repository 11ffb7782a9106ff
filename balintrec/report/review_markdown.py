"""A review as Markdown that fits a comment: whether to approve first, and all that it rests on folded below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from balintrec.finding import Finding
from balintrec.pathway import Outcome
from balintrec.report.folded import Section, laid_out
from balintrec.report.markdown import safe, span
from balintrec.report.review import (
    LISTED,
    SIGNS,
    Because,
    because_of,
    becauses,
    borne_out,
    change_words,
    concern_words,
    decision_words,
    entered_words,
    headline,
    person_words,
    protected_words,
    rewritten_words,
    stands,
    step_words,
)
from balintrec.report.standing import SIGNS as VERDICTS
from balintrec.report.standing import numbers, progress, reasons
from balintrec.report.words import counted, place
from balintrec.review import Review
from balintrec.review.review import ApplicationSeen, DecisionSeen, PersonChange, RecordChange, Step

LIMIT = 59_000
"""Characters. A comment on GitHub holds 65,536."""
_MORE = "balintrec review shows all"
_FIRST = 8
"""So many of a kind stand above everything else."""
_EVIDENCE = 12


def review_markdown(review: Review) -> str:
    """The comment; its first line says whether to look further."""
    between = f"{span(review.fork[:10])} → {span(review.tip[:10])}, " if review.fork else ""
    head = f"## {safe(headline(review))}\n\n{between}judged as of {review.on}"
    return laid_out(head, _sections(review), LIMIT, _MORE)


def _sections(review: Review) -> Iterator[Section]:
    found = review.findings
    yield Section("Look at this first", list(_first(review)))
    yield Section("People", [_person(person, review) for person in review.people])
    steps = [row for person in review.people for step in person.steps for row in _step(person, step, review)]
    yield Section("", steps, "Every requirement that stands otherwise, and the records that did it", _STEPS)
    for number, application in enumerate(review.applications):
        yield from _application("" if number else "Applications", application)
    yield Section("Decisions", [_decision(one) for one in review.decisions])
    yield Section("Who entered it", list(_entered(review)))
    yield Section("Records", list(_records(review)), _many(review))
    yield Section("New findings", [_finding(one) for one in found.new])
    yield Section("", [_finding(one) for one in found.fixed], counted(len(found.fixed), "fixed finding"))
    yield Section("", [_finding(one) for one in found.old], counted(len(found.old), "old finding"))
    yield Section("", [safe(review.notice)] if review.notice else [])


def _many(review: Review) -> str:
    statuses = [change.status for change in review.records]
    changes = [f"{statuses.count(status)} {status}" for status in dict.fromkeys(statuses)]
    moved = [f"{len(review.moved)} moved"] if review.moved else []
    return ", ".join([*changes, *moved]) or "No record says anything else"


def _first(review: Review) -> Iterator[str]:
    """What a reviewer must not miss: a few of each kind, as there is more below."""
    for one in review.protected[:_FIRST]:
        said = f"{span(one.path)} {safe(protected_words(one))}"
        yield f"- **warning: this changes the rules or a file that guards them** {said}"
    yield from _more(review.protected)
    for concern in review.concerns[:_FIRST]:
        yield f"- **warning: who entered it** {safe(concern_words(concern))}"
    yield from _more(review.concerns)
    errors = review.findings.errors
    yield from (f"- **new error** {_headline(one)}" for one in errors[:_FIRST])
    yield from _more(errors)


def _more(found: Sequence[object]) -> Iterator[str]:
    if len(found) > _FIRST:
        yield f"- and {len(found) - _FIRST} more like these"


def _person(person: PersonChange, review: Review) -> str:
    name = f" ({safe(person.name)})" if person.name != person.member else ""
    because = "; ".join(map(_because, because_of(person, review)))
    return f"- {span(person.member)}{name}: **{safe(person_words(person))}**; {because}".removesuffix("; ")


def _because(because: Because) -> str:
    return f"{safe(because.words)}: {_spans(because.records)}"


_STEPS = "| who | requirement | from → to | records |\n|---|---|---|---|"


def _step(person: PersonChange, step: Step, review: Review) -> Iterator[str]:
    title = (
        f"{'… ' if step.part else ''}{SIGNS[step.move]} {safe(step.outcome.title)} {span(step.outcome.id)}"
    )
    records = "<br>".join(map(_because, becauses(step, review)))
    yield f"| {span(person.member)} | {title} | {safe(step_words(step))} | {records} |"


_OUTCOMES = (
    "| verdict | requirement | so far | evidence | numbers and where they come from |\n|---|---|---|---|---|"
)


def _application(heading: str, seen: ApplicationSeen) -> Iterator[Section]:
    one = seen.record
    said = f"{one.member} applies for {one.credential} ({seen.status}, {one.status})"
    yield Section(heading, [f"- {span(one.ref)}: {safe(said)}: **{safe(stands(seen.standing))}**"])
    rows = [
        row
        for stage in (seen.standing.stages if seen.standing else ())
        for outcome in stage.outcomes
        for row in _outcome(outcome, "")
    ]
    yield Section("", rows, f"Every requirement on {one.date}, with the evidence", _OUTCOMES)


def _outcome(outcome: Outcome, lead: str) -> Iterator[str]:
    title = f"{lead}{safe(outcome.title)} {span(outcome.id)}{' (desirable)' if outcome.desirable else ''}"
    decided = f"decided: {', '.join(outcome.decisions)}" if outcome.decisions else ""
    unread = f"cannot be read: {', '.join(outcome.unreadable)}" if outcome.unreadable else ""
    so_far = "; ".join(filter(None, (progress(outcome), outcome.reason, decided, unread)))
    evidence = "" if outcome.parts else "<br>".join(_evidence(outcome))
    cells = (safe(so_far), evidence, safe("; ".join(numbers(outcome))))
    yield f"| {VERDICTS[outcome.status]} {outcome.status} | {title} | {' | '.join(cells)} |"
    for part in outcome.parts:
        yield from _outcome(part, f"{lead}… ")


def _evidence(outcome: Outcome) -> Iterator[str]:
    if outcome.counted:
        yield f"counted: {_spans([one.record for one in outcome.counted], _EVIDENCE)}"
    for reason, records in reasons(outcome.excluded):
        yield f"not counted, {safe(reason)}: {_spans(records)}"


def _spans(records: Sequence[str], most: int = LISTED) -> str:
    more = f" and {len(records) - most} more" if len(records) > most else ""
    return ", ".join(map(span, records[:most])) + more


def _decision(decision: DecisionSeen) -> str:
    said = borne_out(decision)
    verdict = f" **{safe(said)}**" if said else ""
    return f"- {span(decision.record.ref)} ({decision.status}): {safe(decision_words(decision))}.{verdict}"


def _entered(review: Review) -> Iterator[str]:
    for entered in review.entered:
        yield f"- {span(entered.record)}: {safe(entered_words(entered))}"
    yield from (f"- {safe(remark)}" for remark in review.remarks)


def _records(review: Review) -> Iterator[str]:
    yield from map(_change, review.records)
    yield from (f"- moved {span(one.before)} → {span(one.after)}" for one in review.moved)
    if review.rewritten:
        yield f"- {len(review.rewritten)} {rewritten_words(review)}: {_spans(review.rewritten)}"
    if review.elsewhere:
        yield f"- outside records/: {_spans(review.elsewhere)}"


def _change(change: RecordChange) -> str:
    lines = [
        f"- {change.status} {span(change.ref)}",
        *(f"  - {safe(words)}" for words in change_words(change)),
    ]
    return "\n".join(lines)


def _finding(finding: Finding) -> str:
    help = f"; to do: {safe(finding.help)}" if finding.help else ""
    return f"- {_headline(finding)}{help}"


def _headline(finding: Finding) -> str:
    rule, where = finding.rule, span(place(finding.location))
    return f"{where} {rule.severity} {rule.code} {rule.name}: {safe(finding.message)}"

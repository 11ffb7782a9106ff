"""A review as Markdown that fits a comment: whether to approve first, and all that it rests on folded below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from balintrec.finding import Finding
from balintrec.formats.collapsible import Section, laid_out
from balintrec.formats.markdown import safe, span
from balintrec.pathway import Outcome
from balintrec.review import Review
from balintrec.review.review import ApplicationSeen, DecisionSeen, PersonChange, RecordChange, Step
from balintrec.sanitize import clip
from balintrec.views.equal_findings import Alike, alike
from balintrec.views.phrases import counted, place
from balintrec.views.review.people import (
    SIGNS,
    Because,
    because_of,
    becauses,
    concern_words,
    entered_together,
    grave,
    person_words,
    step_words,
)
from balintrec.views.review.records import (
    LISTED,
    LONGEST,
    borne_out,
    change_words,
    decision_words,
    protected_words,
    ranked,
    rewritten_words,
    stands,
    weighed,
)
from balintrec.views.review.summary import headline, looks, merge_bases, record_counts
from balintrec.views.standing import SIGNS as VERDICTS
from balintrec.views.standing import numbers, progress, reasons
from balintrec.wording import vocabulary

LIMIT = 59_000
"""Characters. A comment on GitHub holds 65,536."""
_MORE = "balintrec review shows all"
_FIRST = 8
"""So many of a kind stand above everything else."""
_EVIDENCE = 12
_EACH = 40
"""So many records of one kind that came or went have a line of their own."""
_KEYS = 12
"""So many keys of a record that is changed are shown."""


def review_markdown(review: Review) -> str:
    """The comment; its first line says whether to look further."""
    between = f"{span(review.fork[:10])} → {span(review.tip[:10])}, " if review.fork else ""
    head = f"## {safe(headline(review))}\n\n{between}judged as of {review.on}\n{safe(record_counts(review))}"
    head += f"\n{safe(merge_bases(review))}" if review.other_forks else ""
    return laid_out(head, _sections(review), LIMIT, _MORE)


def _sections(review: Review) -> Iterator[Section]:
    found = review.findings
    yield Section("Look at this first", list(_first(review)))
    yield Section("People", [_person(person, review) for person in review.people])
    steps = [row for person in review.people for step in person.steps for row in _step(person, step, review)]
    yield Section("", steps, "Every requirement that stands otherwise, and the records that did it", _STEPS)
    for number, application in enumerate(review.applications):
        yield from _application("" if number else "Applications", application)
    yield Section("Decisions", [_decision(one) for one in weighed(review.decisions)])
    yield Section("", list(_protected(review)), "All rules and protected files that change")
    yield Section("Who entered it", list(_entered(review)))
    yield Section("Records", list(_records(review)), "Every record, and what it says otherwise")
    yield Section("New findings", [_finding(one) for one in alike(found.new)])
    yield Section("", _all(found.fixed), counted(len(found.fixed), "fixed finding"))
    yield Section("", _all(found.old), counted(len(found.old), "old finding"))
    yield Section("", [safe(review.notice)] if review.notice else [])


def _all(findings: Iterable[Finding]) -> list[str]:
    return [_finding(one) for one in alike(findings)]


def _first(review: Review) -> Iterator[str]:
    """What a reviewer must not miss: a few of each kind, as there is more below."""
    for look in looks(review, _FIRST, 2 * LONGEST):
        yield " ".join(
            filter(None, (f"- **{look.label}**", look.place and span(look.place), safe(look.words)))
        )


def _protected(review: Review) -> Iterator[str]:
    """All of them, where not all stand first."""
    for one in review.protected if len(review.protected) > _FIRST else ():
        yield f"- {span(one.path)} {safe(clip(protected_words(one), 2 * LONGEST))}"


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
    yield f"| {VERDICTS[outcome.status]} {vocabulary.status(outcome.status)} | {title} | {' | '.join(cells)} |"
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
    for concern in grave(review.concerns) if len(review.concerns) > _FIRST else ():
        yield f"- {safe(clip(concern_words(concern), 2 * LONGEST))}"
    yield from (f"- {safe(remark)}" for remark in review.remarks)
    yield from (f"- {_spans(refs)}: {safe(words)}" for words, refs in entered_together(review).items())


def _records(review: Review) -> Iterator[str]:
    many = _many(review)
    yield from (_change(one) for one in ranked(review.records) if (one.status, one.kind) not in many)
    for (status, kind), refs in many.items():
        yield f"- {status} {len(refs)} {kind}: {_spans(refs)}"
    yield from (f"- moved {span(one.before)} → {span(one.after)}" for one in review.moved)
    if review.rewritten:
        yield f"- {len(review.rewritten)} {rewritten_words(review)}: {_spans(review.rewritten)}"
    if review.elsewhere:
        yield f"- outside records/: {_spans(review.elsewhere)}"


def _many(review: Review) -> dict[tuple[str, str], list[str]]:
    """Records of one kind that came or went in numbers, of which there is nothing else to say."""
    found = defaultdict(list)
    for change in review.records:
        if change.status in ("added", "removed"):
            found[change.status, change.kind].append(change.ref)
    return {what: refs for what, refs in found.items() if len(refs) > _EACH}


def _change(change: RecordChange) -> str:
    words = change_words(change)
    more = len(words) - _KEYS
    lines = [f"- {change.status} {span(change.ref)}", *(f"  - {safe(one)}" for one in words[:_KEYS])]
    return "\n".join([*lines, f"  - and {counted(more, 'key')} more"] if more > 0 else lines)


def _finding(one: Alike) -> str:
    first, rule = one.first, one.first.rule
    said = f"{rule.severity} {rule.code} {rule.name}: {safe(first.message)}"
    help = f"; to do: {safe(first.help)}" if first.help else ""
    if len(one.findings) == 1:
        return f"- {span(place(first.location))} {said}{help}"
    places = _spans([place(finding.location) for finding in one.findings])
    return f"- {len(one.findings)} times {said}: {places}{help}"

"""A review for a terminal of 80 columns: what has to be looked at, then people, then papers, then records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from balintrec.formats.ansi import Painter, plain
from balintrec.pathway import Outcome
from balintrec.review import Review
from balintrec.review.review import ApplicationSeen, DecisionSeen, Move, PersonChange, RecordChange, Step
from balintrec.sanitize import WIDTH, hanging, visible, wrapped
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
    borne_out,
    change_words,
    decision_words,
    listed,
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

_FIRST = 3
"""So many of a kind are named before everything else: they are to fit the first screen."""
_SIZE = 220
"""So many columns each of them takes at most."""
_OLD = 20
"""So many old findings are named."""


def review_text(review: Review, paint: Painter = plain) -> str:
    """The whole review; the first line says whether to look further."""
    blocks = [list(_head(review, paint)), *_sections(review, paint)]
    if review.notice:
        blocks.append(list(wrapped(visible(review.notice), WIDTH)))
    return "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks if block)


def _head(review: Review, paint: Painter) -> Iterator[str]:
    between = f"{review.fork[:10]} → {review.tip[:10]}, " if review.fork else ""
    yield from (paint("strong", line) for line in wrapped(visible(headline(review)), WIDTH))
    yield f"{between}judged as of {review.on}"
    yield from wrapped(visible(record_counts(review)), WIDTH)
    if review.other_forks:
        yield from wrapped(merge_bases(review), WIDTH)


def _sections(review: Review, paint: Painter) -> Iterator[list[str]]:
    found = review.findings
    yield _section("Look at this first", _first(review, paint), paint)
    yield _section("People", _joined(_person(one, review, paint) for one in review.people), paint)
    yield _section("Applications", _joined(_application(one, paint) for one in review.applications), paint)
    yield _section("Decisions", _joined(_decision(one) for one in weighed(review.decisions)), paint)
    yield _section("Rules and protected files", _protected(review), paint)
    yield _section("Who entered it", _entered(review), paint)
    yield _section("Records", _records(review), paint)
    yield _section("New findings", _joined(_finding(one, paint) for one in alike(found.new)), paint)
    yield _section("Fixed findings", (f"  {visible(one.words)}" for one in alike(found.fixed)), paint)
    yield _section("Old findings", _old(alike(found.old)), paint)


def _section(title: str, lines: Iterable[str], paint: Painter) -> list[str]:
    found = list(lines)
    return [paint("strong", title), *found] if found else []


def _joined(blocks: Iterable[Iterable[str]]) -> Iterator[str]:
    for block in blocks:
        yield from block


def _first(review: Review, paint: Painter) -> Iterator[str]:
    for look in looks(review, _FIRST, _SIZE):
        said = f"{look.place}: {look.words}" if look.place else look.words
        yield from _item("error" if look.error else "warning", said, paint)


def _protected(review: Review) -> Iterator[str]:
    """All of them, where not all stand first."""
    for one in review.protected if len(review.protected) > _FIRST else ():
        yield from hanging("  ", visible(f"{one.path}: {protected_words(one)}"))


def _item(colour: str, said: str, paint: Painter) -> Iterator[str]:
    return hanging(f"  {paint(colour, '!')} ", visible(said), 4)


def _person(person: PersonChange, review: Review, paint: Painter) -> Iterator[str]:
    colour = "not-met" if person.loses else "met" if person.gains else "quiet"
    sign = "-" if person.loses else "+" if person.gains else "·"
    name = "" if person.name == person.member else f" ({visible(person.name)})"
    said = f"{paint('strong', visible(person.member))}{name}: {visible(person_words(person))}"
    yield from hanging(f"  {paint(colour, sign)} ", said, 4)
    if not person.steps:
        for because in because_of(person, review):
            yield from _because(because, "      ")
    yield from _steps(person.steps, review)


def _steps(steps: Iterable[Step], review: Review) -> Iterator[str]:
    """Each step; those that nobody can judge any more, and that were open before, together after the others."""
    hidden: dict[tuple[Because, ...], list[Step]] = {}
    for step in steps:
        if step.move is Move.UNKNOWN and not (step.loses or step.dropped):
            hidden.setdefault(tuple(becauses(step, review)), []).append(step)
        else:
            yield from _step(step, review)
    for found, some in hidden.items():
        if len(some) == 1:
            yield from _step(some[0], review)
            continue
        ids = ", ".join(step.outcome.id for step in some)
        yield from hanging(
            f"    {SIGNS[Move.UNKNOWN]} ", visible(f"no longer known, and not met before: {ids}")
        )
        for because in found:
            yield from _because(because, "        ")


def _step(step: Step, review: Review) -> Iterator[str]:
    margin = "        " if step.part else "    "
    words = f"{visible(step.outcome.title)} ({visible(step.outcome.id)}): {visible(step_words(step))}"
    yield from hanging(f"{margin}{SIGNS[step.move]} ", words)
    for because in becauses(step, review):
        yield from _because(because, f"{margin}    ")


def _because(because: Because, margin: str) -> Iterator[str]:
    said = f"{because.words}: {listed(because.records)}"
    return hanging(margin, visible(said))


def _application(seen: ApplicationSeen, paint: Painter) -> Iterator[str]:
    one = seen.record
    said = f"{one.member} applies for {one.credential} ({one.ref}, {seen.status}, {one.status})"
    yield from hanging("  ", visible(f"{said}: {stands(seen.standing)}"))
    for stage in seen.standing.stages if seen.standing else ():
        yield f"    {paint(stage.status, VERDICTS[stage.status])} {paint('strong', visible(stage.title))}"
        for outcome in stage.outcomes:
            yield from _outcome(outcome, "      ", paint)


def _outcome(outcome: Outcome, margin: str, paint: Painter) -> Iterator[str]:
    label = f"{margin}{paint(outcome.status, f'{VERDICTS[outcome.status]} {vocabulary.status(outcome.status):<7}')} "
    size = len(margin) + 10
    desirable = " (desirable)" if outcome.desirable else ""
    yield from hanging(label, visible(outcome.title) + desirable, size)
    below = " " * size
    said = "; ".join(filter(None, (progress(outcome), outcome.reason, *numbers(outcome))))
    if said:
        yield from hanging(below, visible(said))
    if outcome.unreadable:
        yield from hanging(f"{below}cannot be read: ", visible(", ".join(outcome.unreadable)), size + 2)
    if outcome.counted and not outcome.parts:
        yield from hanging(f"{below}+ ", visible(", ".join(one.record for one in outcome.counted)))
    for reason, records in reasons(outcome.excluded) if not outcome.parts else ():
        yield from hanging(f"{below}- ", visible(f"{reason}: {', '.join(records)}"))
    for part in outcome.parts:
        yield from _outcome(part, f"{margin}  ", paint)


def _decision(decision: DecisionSeen) -> Iterator[str]:
    yield from hanging(
        "  ", visible(f"{decision.record.ref} ({decision.status}): {decision_words(decision)}")
    )
    said = borne_out(decision)
    if said:
        yield from hanging("      ", visible(said))


def _entered(review: Review) -> Iterator[str]:
    concerns = grave(review.concerns) if len(review.concerns) > _FIRST else ()
    together = entered_together(review).items()
    papers = (f"{listed(refs)}: {words}" for words, refs in together)
    for said in (*map(concern_words, concerns), *review.remarks, *papers):
        yield from hanging("  ", visible(said))


def _records(review: Review) -> Iterator[str]:
    for change in ranked(review.records):
        yield from _change(change)
    for moved in review.moved[:LISTED]:
        yield from hanging("  ", visible(f"moved  {moved.before} → {moved.after}"))
    if len(review.moved) > LISTED:
        yield f"  and {len(review.moved) - LISTED} more moved"
    if review.rewritten:
        files = counted(len(review.rewritten), "file")
        yield from hanging("  ", f"{files} {rewritten_words(review)}: {visible(listed(review.rewritten))}")
    if review.elsewhere:
        yield from hanging("  ", f"outside records/: {visible(listed(review.elsewhere))}")


def _change(change: RecordChange) -> Iterator[str]:
    yield from hanging("  ", visible(f"{change.status}  {change.ref}"))
    for words in change_words(change):
        yield from hanging("      ", visible(words))


def _finding(one: Alike, paint: Painter) -> Iterator[str]:
    first = one.first
    yield from hanging("  ", paint(first.rule.severity, visible(one.words)), 2)
    if first.help:
        yield from hanging("      help: ", visible(first.help))
    for related in first.related:
        yield from hanging("      see: ", f"{place(related.location)}: {visible(related.message)}")


def _old(findings: Sequence[Alike]) -> Iterator[str]:
    for one in findings[:_OLD]:
        yield f"  {visible(one.words)}"
    if len(findings) > _OLD:
        yield f"  and {len(findings) - _OLD} more; balintrec check lists them"

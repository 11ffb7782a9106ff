"""The outcome of every requirement, the records it rests on, and the days on which it turned. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from balintrec.pathway import Outcome, Status
from balintrec.pathway.timeline import Tenure, Turn
from balintrec.views.dossier.page import (
    Block,
    Items,
    Line,
    Paragraph,
    Picture,
    Run,
    Section,
    Table,
    joined,
    plain,
    table,
)
from balintrec.views.dossier.values import Dossier
from balintrec.views.dossier.words import verdict
from balintrec.views.member.requirements import all_outcomes
from balintrec.views.phrases import in_units, spoken
from balintrec.views.standing import numbers, progress, reasons, since, stage_words, summed_up

_HEADINGS = ("verdict", "requirement", "so far", "numbers and their source", "rests on")


def requirements(dossier: Dossier) -> Iterator[Section]:
    """A section a stage."""
    for stage in dossier.person.standing.stages:
        title = f"{stage.title}: {stage_words(stage)}"
        rows = tuple(row for outcome in stage.outcomes for row in _rows(dossier, outcome, ""))
        yield Section(f"stage-{stage.id}", title, (Table(_HEADINGS, rows, "requirements"),), 3)


def _rows(dossier: Dossier, outcome: Outcome, lead: str) -> Iterator[tuple[Line, ...]]:
    desirable = plain(" (desirable)", "quiet") if outcome.desirable else ()
    yield (
        verdict(outcome),
        (*plain(f"{lead}{outcome.title}"), *desirable, Run(" "), Run(outcome.id, "code")),
        joined([plain(one) for one in _so_far(outcome)]),
        joined([plain(one) for one in numbers(outcome)]),
        _rests(dossier, outcome),
    )
    for part in outcome.parts:
        yield from _rows(dossier, part, f"{lead}… ")


def _so_far(outcome: Outcome) -> tuple[str, ...]:
    coming = f"next: {outcome.next}" if outcome.next else ""
    return (progress(outcome), outcome.reason, since(outcome), coming)


def _rests(dossier: Dossier, outcome: Outcome) -> Line:
    """What counts in sum, with the decisions and the files that stand in the way."""
    counts = [] if outcome.parts else [plain(one) for one in summed_up(outcome)]
    decided = [(Run("decided: "), *dossier.record(ref)) for ref in outcome.decisions]
    unread = [(Run("cannot be read: "), *dossier.place(path, None)) for path in outcome.unreadable]
    return joined([*counts, *decided, *unread])


def evidence(dossier: Dossier) -> Iterator[Section]:
    """A section a requirement that has records: every one that counts, and every one that does not."""
    for outcome in all_outcomes(dossier.person.standing.outcomes()):
        told = not outcome.parts and outcome.status is not Status.NOT_APPLICABLE
        blocks = tuple(_evidence(dossier, outcome)) if told else ()
        if blocks:
            yield Section(f"evidence-{outcome.id.replace('/', '-')}", outcome.title, blocks, 3)


def _evidence(dossier: Dossier, outcome: Outcome) -> Iterator[Block]:
    if outcome.counted:
        yield Paragraph(plain("Counted:"))
        yield Items(
            tuple(
                (
                    Run(f"{one.day} "),
                    *dossier.record(one.record),
                    *plain(f" ({in_units(one.amount, outcome.unit)})" if one.amount != 1 else ""),
                )
                for one in outcome.counted
            )
        )
    for reason, refs in reasons(outcome.excluded):
        yield Paragraph(plain(f"Not counted: {reason}"))
        yield Items(tuple(dossier.record(ref) for ref in refs))


def history(dossier: Dossier) -> Section:
    """The days on which requirements became met or were lost, and credentials were held or ended."""
    found = [
        *((one.day, 0, _turn(dossier, one)) for one in dossier.person.turns),
        *((one.day, 1, _tenure(dossier, one)) for one in dossier.person.tenures),
    ]
    rows = tuple(row for _, _, row in sorted(found, key=lambda one: one[:2]))
    blocks: tuple[Block, ...] = (Picture("timeline"), *table(("day", "what", "by"), rows)) if rows else ()
    return Section("timeline", "How it came to stand so", blocks)


def _turn(dossier: Dossier, one: Turn) -> tuple[Line, ...]:
    by = joined([dossier.record(ref) for ref in one.records], ", ")
    return plain(one.day), (Run(spoken(one.after), one.after), Run(f" {one.title}")), by


def _tenure(dossier: Dossier, one: Tenure) -> tuple[Line, ...]:
    what = "holds" if one.held else "no longer holds"
    return plain(one.day), plain(f"{what} {one.credential}"), dossier.record(one.record) if one.record else ()

"""What was decided about the member, what came in late, and what the checker finds in their records. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from balintrec.finding import Finding
from balintrec.views.dossier.page import Block, Line, Paragraph, Run, Section, Table, joined, plain, table
from balintrec.views.dossier.values import Dossier
from balintrec.views.dossier.words import several, span
from balintrec.views.member.values import Decided
from balintrec.views.phrases import counted

EXEMPTIONS = ("waive", "recognise", "require")
_HEADINGS = ("day", "decision", "about", "reason", "record")


def exemptions(dossier: Dossier) -> Section:
    """Waivers, recognised learning, and what was made binding."""
    found = [one for one in dossier.person.decisions if one.kind in EXEMPTIONS]
    return Section("waivers", "Waivers and recognised learning", _table(dossier, found))


def leave(dossier: Dossier) -> Section:
    """Leaves: the clock stands still."""
    return Section(
        "leave", "Leave", _table(dossier, (one for one in dossier.person.decisions if one.kind == "leave"))
    )


def others(dossier: Dossier) -> Section:
    """Grants, refusals and the rest, with who decided."""
    found = [one for one in dossier.person.decisions if one.kind not in (*EXEMPTIONS, "leave")]
    return Section("decisions", "Other decisions", _table(dossier, found))


def _table(dossier: Dossier, decisions: Iterable[Decided]) -> tuple[Table, ...]:
    rows = tuple(
        (plain(one.day), _decision(one), _about(one), plain(one.reason), dossier.record(one.record))
        for one in decisions
    )
    return table(_HEADINGS, rows)


def _decision(one: Decided) -> Line:
    """What was decided, by whom."""
    present = several(one.present)
    recused = several(one.recused)
    people = [
        plain(f"by {one.by.name}"),
        (Run("present: "), *present) if present else (),
        (Run("recused: "), *recused) if recused else (),
    ]
    return joined([plain(one.kind, "strong"), *people])


def _about(one: Decided) -> Line:
    """Of what, how much, until when."""
    ran_out = "" if one.in_force else " (has run out)"
    return joined(
        [
            plain(one.title or one.requirement),
            plain(one.credential),
            plain(f"due day {one.due} alone" if one.due is not None else ""),
            plain(f"counts as {one.amount}" if one.amount is not None else ""),
            plain(f"{counted(one.months, 'month')} recognised" if one.months is not None else ""),
            span(one.period),
            plain(f"until {one.until}{ran_out}" if one.until else ""),
        ]
    )


def late(dossier: Dossier) -> Section:
    """What was written down long after it happened."""
    found = dossier.person.late
    title = "Late entries"
    if found is None:
        why = dossier.provenance.why_not or "the history was not read"
        return Section("late", title, (Paragraph(plain(f"It is not known what came in late: {why}.")),))
    rows = tuple(
        (
            plain(one.day),
            plain(one.entered),
            plain(f"{counted(one.days, 'day')} after; late is more than {one.allowed}"),
            dossier.record(one.record),
        )
        for one in found
    )
    return Section("late", title, table(("records", "entered", "which is", "record"), rows))


def findings(dossier: Dossier) -> Section:
    """What the checker says of the records that name the member."""
    rows = tuple(
        (
            (Run(f"{one.rule.severity} {one.rule.code}", "strong"), Run(f" {one.rule.name}")),
            plain(one.message),
            _where(dossier, one),
        )
        for one in dossier.person.findings
    )
    blocks: list[Block] = [*table(("finding", "says", "at"), rows)]
    if not rows and dossier.unseen:
        blocks.append(Paragraph(plain("There are none in the records as they are now.")))
    if dossier.unseen:
        blocks.append(Paragraph(plain(f"The history was not looked at: {dossier.unseen}.")))
    if later := dossier.person.findings_later:
        said = (
            f"Left out, because the records are dated after {dossier.person.on}: {counted(later, 'finding')}."
        )
        blocks.append(Paragraph(plain(said, "quiet")))
    return Section("findings", "Findings", tuple(blocks))


def _where(dossier: Dossier, finding: Finding) -> Line:
    span = finding.location.span
    return dossier.place(finding.location.path, span.line if span else None)

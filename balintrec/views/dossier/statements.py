"""Of a dossier: what was written by and about the member, what was decided, entered late and found. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from balintrec.finding import Finding
from balintrec.pathway import ApplicationStanding, ApplicationState
from balintrec.views.dossier.page import (
    Block,
    Facts,
    Line,
    Paragraph,
    Prose,
    Run,
    Section,
    Table,
    days,
    joined,
    plain,
    several,
    span,
    table,
    who,
)
from balintrec.views.dossier.values import Dossier
from balintrec.views.member.values import Cited, Decided
from balintrec.views.phrases import counted, spoken
from balintrec.views.standing import decided_on

_STATES = {
    "served": "served",
    "waived": "waived",
    "missed": "missed",
    "open": "past, and can still be served",
    "coming": "to come",
}


def application(dossier: Dossier) -> Section:
    """The application, the documents it cites with their ages on its day, and the statement of interest."""
    applied = dossier.application
    if applied is None:
        return Section("application", "Application", ())
    rows = (
        ("record", dossier.record(applied.record)),
        ("day", plain(applied.day)),
        ("credential", plain(applied.credential)),
        ("status", _state(dossier, applied.standing)),
    )
    cited = tuple(
        (
            plain(spoken(one.kind)),
            plain(one.day or _no_day(one)),
            days(one.days),
            dossier.record(one.record) if one.record else plain("on paper"),
        )
        for one in applied.cited
    )
    blocks: list[Block] = [Facts(rows)]
    blocks += table(("document", "dated", "age at the application", "record"), cited)
    if dossier.statement:
        blocks.append(Prose("Statement of interest", dossier.statement))
    else:
        blocks.append(Paragraph(plain("There is no statement of interest in the application.")))
    return Section("application", "Application", tuple(blocks))


def _state(dossier: Dossier, applied: ApplicationStanding) -> Line:
    """What has become of the application, and by which decision."""
    last = applied.decision
    if last is None:
        return plain(
            "submitted; not decided yet" if applied.state is ApplicationState.OPEN else applied.state
        )
    return joined([plain(decided_on(last)), dossier.record(last.record)], ", ")


def _no_day(one: Cited) -> str:
    return "cannot be read" if one.record else ""


def reflections(dossier: Dossier) -> Section:
    """The rhythm: due days and what served them, and the days of writing; texts only where they were asked for."""
    person = dossier.person
    blocks: list[Block] = []
    if person.due_days:
        titles = {one.id: one.title for one in person.standing.outcomes()}
        due = tuple(
            (
                plain(titles.get(one.requirement, one.requirement)),
                plain(one.number),
                plain(one.day),
                plain(_STATES[one.state]),
                dossier.record(one.record) if one.record else (),
            )
            for one in person.due_days
        )
        blocks += table(("requirement", "number", "due", "state", "served by"), due)
    if person.reflections:
        written = tuple(
            (
                plain(one.day),
                days(one.days_since),
                span(one.period),
                who(one.discussed_with),
                plain("kept elsewhere" if one.elsewhere else ""),
                dossier.record(one.record),
            )
            for one in person.reflections
        )
        headings = ("written", "after the one before", "about", "discussed with", "text", "record")
        blocks += table(headings, written)
    return Section("reflections", "Reflections", (*blocks, *_texts(dossier)))


def _texts(dossier: Dossier) -> Iterator[Block]:
    if dossier.reflections is None:
        if dossier.person.reflections:
            yield Paragraph(plain("The texts are not shown; --with-reflections shows them.", "quiet"))
        return
    for one in dossier.person.reflections:
        if text := dossier.reflections.get(one.record):
            yield Prose(f"Reflection of {one.day}", text)


def statements(dossier: Dossier) -> Section:
    """Assessments and endorsements: by whom, with which credential that day, and the verdict."""
    rows = tuple(
        (
            plain(one.day),
            plain("readiness assessment" if one.kind == "readiness" else one.kind),
            who(one.by),
            plain(", ".join(one.credentials) or "none"),
            plain(spoken(one.verdict)),
            dossier.record(one.record),
        )
        for one in dossier.person.statements
    )
    headings = ("day", "kind", "by", "credential that day", "verdict", "record")
    return Section("statements", "Statements", table(headings, rows))


def references(dossier: Dossier) -> Section:
    """Who wrote about the member, and when it came in."""
    rows = tuple(
        (
            who(one.referee),
            plain(one.written),
            plain(one.received),
            plain("a later one takes its place" if one.replaced else ""),
            dossier.record(one.record),
        )
        for one in dossier.person.references
    )
    headings = ("referee", "written", "received", "remark", "record")
    return Section("references", "References", table(headings, rows))


def attestations(dossier: Dossier) -> Section:
    """What was attested, never its content."""
    rows = tuple(
        (plain(one.day), plain(spoken(one.kind)), plain(one.hours), who(one.by), dossier.record(one.record))
        for one in dossier.person.attestations
    )
    headings = ("day", "of", "hours", "by", "record")
    return Section("attestations", "Attestations", table(headings, rows))


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

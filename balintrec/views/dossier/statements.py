"""What was written: reflections, statements, references, attestations, the application and what it cites. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from balintrec.pathway import ApplicationStanding, ApplicationState
from balintrec.views.dossier.page import Block, Facts, Line, Paragraph, Prose, Section, joined, plain, table
from balintrec.views.dossier.values import Dossier
from balintrec.views.dossier.words import days, span, who
from balintrec.views.member.values import Cited
from balintrec.views.phrases import spoken
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

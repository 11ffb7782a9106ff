"""Of a dossier: what was written by and about the member, what was decided, entered late and found. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from balintrec.finding import Finding
from balintrec.pathway import ApplicationStanding, ApplicationState
from balintrec.views.dossier.page import (
    COMMA,
    Block,
    Facts,
    Line,
    Paragraph,
    Prose,
    Run,
    Section,
    Table,
    days,
    plain,
    run_on,
    span,
    table,
    who,
)
from balintrec.views.dossier.values import Dossier
from balintrec.views.member.values import Cited, Decided
from balintrec.views.standing import decided_on
from balintrec.wording import vocabulary
from balintrec.wording.message import Message, joined, message
from balintrec.wording.vocabulary import units, word

_VERDICTS = {"ready": message("ready"), "endorsed": message("endorsed"), "not-yet": message("not yet")}
_STATES = {
    "served": message("served"),
    "waived": vocabulary.status("waived"),
    "missed": message("missed"),
    "open": message("past, and can still be served"),
    "coming": message("to come"),
}


def application(dossier: Dossier) -> Section:
    """The application, the documents it cites with their ages on its day, and the statement of interest."""
    applied = dossier.application
    if applied is None:
        return Section("application", message("Application"), ())
    rows = (
        (message("record"), dossier.record(applied.record)),
        (message("day"), plain(applied.day)),
        (message("credential"), plain(word(applied.credential))),
        (message("status"), _state(dossier, applied.standing)),
    )
    cited = tuple(
        (
            plain(word(one.kind)),
            plain(one.day or _no_day(one)),
            days(one.days),
            dossier.record(one.record) if one.record else plain(message("on paper")),
        )
        for one in applied.cited
    )
    blocks: list[Block] = [Facts(rows)]
    blocks += table(
        (message("document"), message("dated"), message("age at the application"), message("record")), cited
    )
    if dossier.statement:
        blocks.append(Prose(message("Statement of interest"), dossier.statement))
    else:
        blocks.append(Paragraph(plain(message("There is no statement of interest in the application."))))
    return Section("application", message("Application"), tuple(blocks))


def _state(dossier: Dossier, applied: ApplicationStanding) -> Line:
    """What has become of the application, and by which decision."""
    last = applied.decision
    if last is None:
        return plain(
            message("submitted; not decided yet")
            if applied.state is ApplicationState.OPEN
            else _STATE[applied.state]
        )
    return run_on([plain(decided_on(last)), dossier.record(last.record)], COMMA)


_STATE = {
    ApplicationState.DRAFT: message("draft"),
    ApplicationState.DECIDED: message("decided"),
    ApplicationState.WITHDRAWN: message("withdrawn"),
}


def _no_day(one: Cited) -> str:
    return message("cannot be read") if one.record else ""


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
        blocks += table(
            (
                message("requirement"),
                message("number"),
                message("due"),
                message("state"),
                message("served by"),
            ),
            due,
        )
    if person.reflections:
        written = tuple(
            (
                plain(one.day),
                days(one.days_since),
                span(one.period),
                who(one.discussed_with),
                plain(message("kept elsewhere") if one.elsewhere else ""),
                dossier.record(one.record),
            )
            for one in person.reflections
        )
        headings = (
            message("written"),
            message("after the one before"),
            message("about"),
            message("discussed with"),
            message("text"),
            message("record"),
        )
        blocks += table(headings, written)
    return Section("reflections", message("Reflections"), (*blocks, *_texts(dossier)))


def _texts(dossier: Dossier) -> Iterator[Block]:
    if dossier.reflections is None:
        if dossier.person.reflections:
            yield Paragraph(
                plain(message("The texts are not shown; --with-reflections shows them."), "quiet")
            )
        return
    for one in dossier.person.reflections:
        if text := dossier.reflections.get(one.record):
            yield Prose(message("Reflection of %(day)s", day=one.day), text)


def statements(dossier: Dossier) -> Section:
    """Assessments and endorsements: by whom, with which credential that day, and the verdict."""
    rows = tuple(
        (
            plain(one.day),
            plain(word(one.kind)),
            who(one.by),
            plain(joined(map(word, one.credentials), ", ") or message("none")),
            plain(_VERDICTS.get(one.verdict) or word(one.verdict)),
            dossier.record(one.record),
        )
        for one in dossier.person.statements
    )
    headings = (
        message("day"),
        message("kind"),
        message("by"),
        message("credential that day"),
        message("verdict"),
        message("record"),
    )
    return Section("statements", message("Statements"), table(headings, rows))


def references(dossier: Dossier) -> Section:
    """Who wrote about the member, and when it came in."""
    rows = tuple(
        (
            who(one.referee),
            plain(one.written),
            plain(one.received),
            plain(message("a later one takes its place") if one.replaced else ""),
            dossier.record(one.record),
        )
        for one in dossier.person.references
    )
    headings = (
        message("referee"),
        message("written"),
        message("received"),
        message("remark"),
        message("record"),
    )
    return Section("references", message("References"), table(headings, rows))


def attestations(dossier: Dossier) -> Section:
    """What was attested, never its content."""
    rows = tuple(
        (plain(one.day), plain(word(one.kind)), plain(one.hours), who(one.by), dossier.record(one.record))
        for one in dossier.person.attestations
    )
    headings = (message("day"), message("of"), message("hours"), message("by"), message("record"))
    return Section("attestations", message("Attestations"), table(headings, rows))


EXEMPTIONS = ("waive", "recognise", "require")
_HEADINGS = (message("day"), message("decision"), message("about"), message("reason"), message("record"))


def exemptions(dossier: Dossier) -> Section:
    """Waivers, recognised learning, and what was made binding."""
    found = [one for one in dossier.person.decisions if one.kind in EXEMPTIONS]
    return Section("waivers", message("Waivers and recognised learning"), _table(dossier, found))


def leave(dossier: Dossier) -> Section:
    """Leaves: the clock stands still."""
    return Section(
        "leave",
        message("Leave"),
        _table(dossier, (one for one in dossier.person.decisions if one.kind == "leave")),
    )


def others(dossier: Dossier) -> Section:
    """Grants, refusals and the rest, with who decided."""
    found = [one for one in dossier.person.decisions if one.kind not in (*EXEMPTIONS, "leave")]
    return Section("decisions", message("Other decisions"), _table(dossier, found))


def _table(dossier: Dossier, decisions: Iterable[Decided]) -> tuple[Table, ...]:
    rows = tuple(
        (plain(one.day), _decision(one), _about(one), plain(one.reason), dossier.record(one.record))
        for one in decisions
    )
    return table(_HEADINGS, rows)


def _decision(one: Decided) -> Line:
    """What was decided, by whom."""
    present = joined((person.name for person in one.present), ", ")
    recused = joined((person.name for person in one.recused), ", ")
    people = [
        plain(message("by %(person)s", person=_by(one))),
        plain(message("present: %(people)s", people=present) if present else None),
        plain(message("recused: %(people)s", people=recused) if recused else None),
    ]
    return run_on([plain(vocabulary.decision(one.kind), "strong"), *people])


def _by(one: Decided) -> str:
    return message("the committee") if one.by.name == "committee" else one.by.name


def _about(one: Decided) -> Line:
    """Of what, how much, until when."""
    return run_on(
        [
            plain(one.title or one.requirement),
            plain(word(one.credential)),
            plain(message("due day %(number)s alone", number=one.due) if one.due is not None else None),
            plain(message("counts as %(number)s", number=one.amount) if one.amount is not None else None),
            plain(
                message("%(months)s recognised", months=units(one.months, "months"))
                if one.months is not None
                else None
            ),
            span(one.period),
            plain(_until(one.until, one.in_force) if one.until else None),
        ]
    )


def _until(day: date, in_force: bool) -> Message:
    if in_force:
        return message("until %(day)s", day=day)
    return message("until %(day)s (has run out)", day=day)


def late(dossier: Dossier) -> Section:
    """What was written down long after it happened."""
    found = dossier.person.late
    title = message("Late entries")
    if found is None:
        why = dossier.provenance.why_not or message("the history was not read")
        unknown = message("It is not known what came in late: %(why)s.", why=why)
        return Section("late", title, (Paragraph(plain(unknown)),))
    rows = tuple(
        (
            plain(one.day),
            plain(one.entered),
            plain(
                message(
                    "%(days)s after; late is more than %(allowed)s",
                    days=units(one.days, "days"),
                    allowed=one.allowed,
                )
            ),
            dossier.record(one.record),
        )
        for one in found
    )
    return Section(
        "late",
        title,
        table((message("records"), message("entered"), message("which is"), message("record")), rows),
    )


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
    blocks: list[Block] = [*table((message("finding"), message("says"), message("at")), rows)]
    if not rows and dossier.unseen:
        blocks.append(Paragraph(plain(message("There are none in the records as they are now."))))
    if dossier.unseen:
        blocks.append(
            Paragraph(plain(message("The history was not looked at: %(why)s.", why=dossier.unseen)))
        )
    if later := dossier.person.findings_later:
        said = message(
            "Left out, because the records are dated after %(day)s: %(findings)s.",
            day=dossier.person.on,
            findings=units(later, "findings"),
        )
        blocks.append(Paragraph(plain(said, "quiet")))
    return Section("findings", message("Findings"), tuple(blocks))


def _where(dossier: Dossier, finding: Finding) -> Line:
    span = finding.location.span
    return dossier.place(finding.location.path, span.line if span else None)

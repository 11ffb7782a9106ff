"""What was written about a member and by them, and what they applied with: who, when, the verdict; no text. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.model import Application, Assessment, Endorsement, Period
from balintrec.pathway import held_on
from balintrec.pathway.credentials import applied
from balintrec.society import Society
from balintrec.views.member.relevant_records import named
from balintrec.views.member.values import Applied, Attested, Cited, Letter, Statement, Written


def both_ends(period: Period | None) -> tuple[date, date | None] | None:
    """A period as its first and last day."""
    return (period.from_, period.to) if period else None


def reflections(society: Society, member: str, on: date) -> tuple[Written, ...]:
    """The reflections that a member wrote up to a day, in order, and how far they lie apart."""
    own = sorted(
        (one for one in society.reflections.values() if one.member == member and one.written <= on),
        key=lambda one: (one.written, one.id),
    )
    before: list[date | None] = [None, *(one.written for one in own)]
    return tuple(
        Written(
            one.ref,
            one.written,
            both_ends(one.period),
            one.text == "elsewhere",
            named(society, one.discussed_with) if one.discussed_with else None,
            (one.written - day).days if day else None,
        )
        for one, day in zip(own, before, strict=False)
    )


def statements(society: Society, member: str, on: date) -> tuple[Statement, ...]:
    """The assessments and endorsements about a member up to a day, in order of day."""
    papers: list[Assessment | Endorsement] = [
        *society.assessments.values(),
        *society.endorsements.values(),
    ]
    found = [one for one in papers if one.member == member and one.date <= on]
    return tuple(
        Statement(
            one.ref,
            one.kind if isinstance(one, Assessment) else "endorsement",
            one.date,
            named(society, one.by),
            one.verdict,
            held_on(society, one.by, one.date),
            (one.session or "") if isinstance(one, Assessment) else "",
            (one.event or "") if isinstance(one, Assessment) else "",
        )
        for one in sorted(found, key=lambda one: (one.date, one.ref))
    )


def references(society: Society, member: str, on: date) -> tuple[Letter, ...]:
    """The letters about a member that were written up to a day, in order."""
    found = [one for one in society.references.values() if one.member == member and one.written <= on]
    replaced = {one.replaces for one in found}
    return tuple(
        Letter(
            one.ref,
            named(society, one.referee),
            one.written,
            one.received,
            f"{one.kind_folder}/{one.replaces}" if one.replaces else "",
            one.id in replaced,
        )
        for one in sorted(found, key=lambda one: (one.written, one.id))
    )


def attestations(society: Society, member: str, on: date) -> tuple[Attested, ...]:
    """What was attested of a member up to a day, in order of day."""
    found = [one for one in society.attestations.values() if one.member == member and one.date <= on]
    return tuple(
        Attested(one.ref, one.kind, one.date, named(society, one.by) if one.by else None, one.hours)
        for one in sorted(found, key=lambda one: (one.date, one.id))
    )


def applications(society: Society, member: str, on: date) -> tuple[Applied, ...]:
    """A member's applications up to a day, in order, each with what it cites."""
    found = [one for one in society.applications.values() if one.member == member and one.date <= on]
    return tuple(
        Applied(
            one.ref,
            one.date,
            one.credential,
            one.status,
            applied(society, one, on),
            tuple(_cited(society, one)),
        )
        for one in sorted(found, key=lambda one: (one.date, one.id))
    )


def _cited(society: Society, application: Application) -> Iterator[Cited]:
    """The documents of an application with their ages on its day."""
    yield from (Cited(word, "", None, None) for word in application.documents)
    named_ids = [
        *(("endorsement", "endorsements", id) for id in filter(None, [application.endorsement])),
        *(("reference", "references", id) for id in application.references),
        *(("report", "assessments", id) for id in application.reports),
    ]
    for kind, folder, id in named_ids:
        record = society.records[folder].get(id)
        day: date | None = getattr(record, "written", None) or getattr(record, "date", None)
        yield Cited(kind, f"{folder}/{id}", day, (application.date - day).days if day else None)

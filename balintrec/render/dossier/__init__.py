"""The dossier of a member: all that a committee votes on, once as values, then as Markdown, HTML or PDF."""

from __future__ import annotations

from collections.abc import Iterator

from balintrec.render.dossier import activity, decided, judged, papers, summary
from balintrec.render.dossier.page import Page, Section
from balintrec.render.dossier.values import Dossier, Links, Provenance
from balintrec.render.dossier.words import or_nothing

__all__ = ["Dossier", "Links", "Page", "Provenance", "laid_out"]


def laid_out(dossier: Dossier) -> Page:
    """The dossier section by section; every format prints these, and says nothing else."""
    name = " · ".join(dict.fromkeys(name for _, name in dossier.person.names))
    return Page(f"Dossier: {name}", tuple(_sections(dossier)))


def _sections(dossier: Dossier) -> Iterator[Section]:
    yield summary.head(dossier)
    yield summary.result(dossier)
    yield or_nothing(summary.coming(dossier), "Nothing is due.")
    yield or_nothing(summary.not_checked(dossier), "Nothing.")
    yield Section("requirements", "Every requirement", ())
    yield from judged.requirements(dossier)
    yield or_nothing(papers.application(dossier), "There is no application.")
    yield or_nothing(activity.attendance(dossier), "No session is recorded.")
    yield or_nothing(activity.co_leading(dossier), "No co-led session is recorded.")
    yield or_nothing(activity.supervision(dossier), "No supervision is recorded.")
    yield or_nothing(papers.reflections(dossier), "No reflection is recorded.")
    yield or_nothing(papers.statements(dossier), "There are none.")
    yield or_nothing(papers.references(dossier), "There are none.")
    yield or_nothing(papers.attestations(dossier), "There are none.")
    yield or_nothing(decided.exemptions(dossier), "There are none.")
    yield or_nothing(decided.leave(dossier), "There is none.")
    yield or_nothing(decided.others(dossier), "There are none.")
    yield or_nothing(decided.late(dossier), "Nothing came in late.")
    yield or_nothing(decided.findings(dossier), "There are none in the records that name the member.")
    yield or_nothing(judged.history(dossier), "Nothing has been met yet.")
    found = tuple(judged.evidence(dossier))
    if found:
        yield Section("evidence", "The records that count, and those that do not", ())
        yield from found

"""The dossier of a member: all that a committee votes on, once as values, then as Markdown, HTML or PDF."""

from __future__ import annotations

from collections.abc import Iterator

from balintrec.views.dossier import activity, requirements, statements
from balintrec.views.dossier.page import Page, Section, or_nothing
from balintrec.views.dossier.values import Dossier, Links, Provenance

__all__ = ["Dossier", "Links", "Page", "Provenance", "laid_out"]


def laid_out(dossier: Dossier) -> Page:
    """The dossier section by section; every format prints these, and says nothing else."""
    name = " · ".join(dict.fromkeys(name for _, name in dossier.person.names))
    return Page(f"Dossier: {name}", tuple(_sections(dossier)))


def _sections(dossier: Dossier) -> Iterator[Section]:
    yield requirements.head(dossier)
    yield requirements.result(dossier)
    yield or_nothing(requirements.coming(dossier), "Nothing is due.")
    yield or_nothing(requirements.not_checked(dossier), "Nothing.")
    yield Section("requirements", "Every requirement", ())
    yield from requirements.requirements(dossier)
    yield or_nothing(statements.application(dossier), "There is no application.")
    yield or_nothing(activity.attendance(dossier), "No session is recorded.")
    yield or_nothing(activity.co_leading(dossier), "No co-led session is recorded.")
    yield or_nothing(activity.supervision(dossier), "No supervision is recorded.")
    yield or_nothing(statements.reflections(dossier), "No reflection is recorded.")
    yield or_nothing(statements.statements(dossier), "There are none.")
    yield or_nothing(statements.references(dossier), "There are none.")
    yield or_nothing(statements.attestations(dossier), "There are none.")
    yield or_nothing(statements.exemptions(dossier), "There are none.")
    yield or_nothing(statements.leave(dossier), "There is none.")
    yield or_nothing(statements.others(dossier), "There are none.")
    yield or_nothing(statements.late(dossier), "Nothing came in late.")
    yield or_nothing(statements.findings(dossier), "There are none in the records that name the member.")
    yield or_nothing(requirements.history(dossier), "Nothing has been met yet.")
    found = tuple(requirements.evidence(dossier))
    if found:
        yield Section("evidence", "The records that count, and those that do not", ())
        yield from found

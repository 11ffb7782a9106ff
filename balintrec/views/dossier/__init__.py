"""The dossier of a member: all that a committee votes on, once as values, then as Markdown, HTML or PDF."""

from __future__ import annotations

from collections.abc import Iterator

from balintrec.views.dossier import activity, requirements, statements
from balintrec.views.dossier.page import Page, Section, or_nothing
from balintrec.views.dossier.values import Dossier, Links, Provenance
from balintrec.wording.message import message

__all__ = ["Dossier", "Links", "Page", "Provenance", "laid_out"]


def laid_out(dossier: Dossier) -> Page:
    """The dossier section by section; every format prints these, and says nothing else."""
    name = " · ".join(dict.fromkeys(name for _, name in dossier.person.names))
    return Page(message("Dossier: %(name)s", name=name), tuple(_sections(dossier)))


def _sections(dossier: Dossier) -> Iterator[Section]:
    yield requirements.head(dossier)
    yield requirements.result(dossier)
    yield or_nothing(requirements.coming(dossier), message("Nothing is due."))
    yield or_nothing(requirements.not_checked(dossier), message("Nothing."))
    yield Section("requirements", message("Every requirement"), ())
    yield from requirements.requirements(dossier)
    yield or_nothing(statements.application(dossier), message("There is no application."))
    yield or_nothing(activity.attendance(dossier), message("No session is recorded."))
    yield or_nothing(activity.co_leading(dossier), message("No co-led session is recorded."))
    yield or_nothing(activity.supervision(dossier), message("No supervision is recorded."))
    yield or_nothing(statements.reflections(dossier), message("No reflection is recorded."))
    yield or_nothing(statements.statements(dossier), message("There are none."))
    yield or_nothing(statements.references(dossier), message("There are none."))
    yield or_nothing(statements.attestations(dossier), message("There are none."))
    yield or_nothing(statements.exemptions(dossier), message("There are none."))
    yield or_nothing(statements.leave(dossier), message("There is none."))
    yield or_nothing(statements.others(dossier), message("There are none."))
    yield or_nothing(statements.late(dossier), message("Nothing came in late."))
    yield or_nothing(
        statements.findings(dossier), message("There are none in the records that name the member.")
    )
    yield or_nothing(requirements.history(dossier), message("Nothing has been met yet."))
    found = tuple(requirements.evidence(dossier))
    if found:
        yield Section("evidence", message("The records that count, and those that do not"), ())
        yield from found

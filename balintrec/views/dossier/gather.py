"""A checked society to the dossier of one member. Pure but for what it reads of the source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from balintrec.check import Checked
from balintrec.document import parse
from balintrec.errors import BalintrecError
from balintrec.finding import Finding
from balintrec.model import Application, Body, Member, Policy, Reflection
from balintrec.model.validate import validate
from balintrec.pathway import Standing, policy_of, unread_standing
from balintrec.pathway.timeline import timeline
from balintrec.rules.requirements import judged_by
from balintrec.society import Society
from balintrec.source import Source, Unreadable
from balintrec.views.dossier.locations import body, lines_of
from balintrec.views.dossier.values import Dossier, Links, Provenance
from balintrec.views.member import Person, person
from balintrec.views.member.relevant_records import records_about
from balintrec.views.member.values import Applied


@dataclass(frozen=True)
class Asked:
    """Of whom a dossier is asked, as of when, and with what."""

    member: str
    on: date
    application: str | None = None
    """The id of the application that it is about; None: the latest one submitted."""
    with_reflections: bool = False


def application_at(source: Source, path: str, id: str) -> Application | None:
    """One application read on its own; None where it cannot be."""
    try:
        values = parse(source.read(path)).values
    except Unreadable:
        return None
    found = (
        validate(Application.kind_folder, values, id, path, Body(True, "")) if values is not None else None
    )
    return found if isinstance(found, Application) else None


def refs_about(society: Society, member: str) -> tuple[str, ...]:
    """The records of which it matters when they came in."""
    return tuple(one.ref for one in records_about(society, member))


def gather(
    checked: Checked,
    source: Source,
    asked: Asked,
    entered: Mapping[str, date] | None,
    provenance: Provenance,
    links: Links,
    version: str,
) -> Dossier:
    """Everything that the dossier says. Raises `BalintrecError` for an application that is not the member's."""
    society = checked.society
    found = _person(society, asked, checked.findings, entered)
    applied = _application(society, asked, found)
    record = society.applications.get(applied.record.partition("/")[2]) if applied else None
    return Dossier(
        person=found,
        society=_name(society),
        provenance=provenance,
        links=links,
        version=version,
        lines=lines_of(society, asked.member, source, _spoken_of(society, found)),
        application=applied,
        statement=body(source, record.path) if record else "",
        reflections=_texts(society, source, found) if asked.with_reflections else None,
        unseen=checked.notice,
    )


def _person(
    society: Society, asked: Asked, findings: Iterable[Finding], entered: Mapping[str, date] | None
) -> Person:
    member = society.members.get(asked.member)
    if member is None:
        return person(society, _unread(society, asked), findings, entered)
    told = timeline(society, member, asked.on, _policy(society, member, asked))
    return person(society, told.standing, findings, entered, told)


def _policy(society: Society, member: Member, asked: Asked) -> Policy | None:
    """The policy by which an application is judged, where that is not the one that its writer is judged by now."""
    application = society.applications.get(asked.application or "")
    found = judged_by(society, application, application.credential) if application else None
    return None if found is policy_of(society, member, asked.on) else found


def _unread(society: Society, asked: Asked) -> Standing:
    for file in society.broken:
        if (file.kind, file.id) == ("members", asked.member):
            return unread_standing(society, file, asked.on)
    raise BalintrecError(f'there is no member "{asked.member}"')


def _name(society: Society) -> str:
    names = society.about.name if society.about else {}
    return names.get("latin") or next(iter(names.values()), "")


def _application(society: Society, asked: Asked, found: Person) -> Applied | None:
    """The application asked for, else the latest one submitted for the credential of the pathway."""
    if asked.application is not None:
        ref = f"{Application.kind_folder}/{asked.application}"
        return next(one for one in found.applications if one.record == ref)
    fitting = [one for one in found.applications if one.status == "submitted" and one.credential == found.aim]
    return fitting[-1] if fitting else None


def _spoken_of(society: Society, found: Person) -> set[str]:
    """Every record that a dossier may name."""
    cited = {one.record for applied in found.applications for one in applied.cited}
    policy = {found.policy.ref} if found.policy else set()
    about = set(refs_about(society, found.id))
    decisions = {ref for one in found.standing.outcomes() for ref in one.decisions}
    excluded = {one.record for outcome in found.standing.outcomes() for one in outcome.excluded}
    return {f"members/{found.id}"} | cited | policy | about | decisions | excluded


def _texts(society: Society, source: Source, found: Person) -> dict[str, str]:
    """The texts of the reflections, as far as they are here."""
    own: Mapping[str, Reflection] = society.reflections
    records = [own[one.record.partition("/")[2]] for one in found.reflections if not one.elsewhere]
    return {one.ref: body(source, one.path) for one in records}

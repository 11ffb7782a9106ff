"""A checked society to the dossier of one member. Pure but for what it reads of the source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from balintrec.check import Checked
from balintrec.document import Document, parse
from balintrec.errors import BalintrecError
from balintrec.finding import Finding, Key
from balintrec.model import Application, Body, Decision, Member, Policy, Record, Reflection
from balintrec.model.validate import validate
from balintrec.pathway import Standing, policy_of, unread_standing
from balintrec.pathway.timeline import timeline
from balintrec.rules.requirements import judged_by
from balintrec.rules.rule import named
from balintrec.society import Society
from balintrec.source import Source, Unreadable
from balintrec.views.dossier.values import Dossier, Links, Provenance
from balintrec.views.member import Person, person
from balintrec.views.member.relevant_records import records_about
from balintrec.views.member.values import Applied


def lines_of(society: Society, member: str, source: Source, refs: Iterable[str]) -> dict[str, int]:
    """By ref, the line on which a record names the member, or says what it decides; the files are read again."""
    found = {}
    for ref in sorted(set(refs)):
        kind, _, id = ref.rpartition("/")
        record = society.records.get(kind, {}).get(id)
        document = _document(source, record.path) if record else None
        if record and document:
            found[ref] = _line(document, _key(record, member))
    return found


def _key(record: Record, member: str) -> Key:
    """The key that carries the evidence."""
    if isinstance(record, Decision):
        given = (key for key in ("requirement", "period", "credential") if getattr(record, key))
        return (next(given, "kind"),)
    if isinstance(record, Member):
        return ("membership",) if record.membership else ("name",)
    if isinstance(record, Policy):
        return ("title",)
    return named(record, member).key


def _document(source: Source, path: str) -> Document | None:
    try:
        return parse(source.read(path), places=True)
    except Unreadable:
        return None


def _line(document: Document, key: Key) -> int:
    """The line of a key's value, else of what is around it, else of the opening fence."""
    while key:
        if key in document.places:
            name, value = document.places[key]
            return value.line if len(key) > 1 or name is None else name.line
        key = key[:-1]
    return max(document.first_line - 1, 1)


def differing(here: Source, there: Source) -> frozenset[str]:
    """The paths of one source that are missing in another, or say something else there, however lines end."""
    known = {entry.path for entry in there.entries()}
    own = {entry.path for entry in here.entries()}
    return frozenset(
        (own ^ known) | {path for path in own & known if _text(here, path) != _text(there, path)}
    )


def _text(source: Source, path: str) -> bytes | None:
    try:
        return source.read(path).replace(b"\r\n", b"\n")
    except Unreadable:
        return None


def body(source: Source, path: str) -> str:
    """The text of a record below its front matter; an empty one where it cannot be read."""
    document = _document(source, path)
    return document.body.strip() if document else ""


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

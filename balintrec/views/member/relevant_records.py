"""Which records and findings concern a member, what of it came in late, and how people are called. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from balintrec.finding import Finding
from balintrec.model import Evaluation, Record
from balintrec.model.keys import references
from balintrec.rules.roles import policy_on
from balintrec.society import Society, SocietyIndex
from balintrec.views.member.values import Entry, Named
from balintrec.views.redaction import without_address


def named(society: Society, person: str) -> Named:
    """A member by id; whoever has no record that can be read is called what the text says."""
    member = society.members.get(person)
    if member is None:
        return Named(person if society.known("members", person) else "", person)
    return Named(person, member.name.get("latin") or next(iter(member.name.values())))


def names_of(society: Society, person: str) -> tuple[tuple[str, str], ...]:
    """Every name recorded, by script or language; the id where the record cannot be read."""
    member = society.members.get(person)
    return tuple(member.name.items()) if member else (("latin", person),)


def records_about(society: Society, member: str) -> tuple[Record, ...]:
    """The member's own record, and every dated record that names them, by path; evaluations are about nobody."""
    own = society.members.get(member)
    found = [*([own] if own else []), *society.derived(_DatedRecords).by_member.get(member, ())]
    return tuple(sorted(found, key=lambda one: one.path))


class _DatedRecords(SocietyIndex):
    @cached_property
    def by_member(self) -> Mapping[str, list[Record]]:
        """The dated records that name each member."""
        by_member: dict[str, list[Record]] = {}
        for record in self.society.all():
            if record.recorded_day is None or isinstance(record, Evaluation):
                continue
            for person in {who for _, refers, who in references(record) if refers.kind == "members"}:
                by_member.setdefault(person, []).append(record)
        return by_member


def findings_about(
    society: Society, member: str, on: date, findings: Iterable[Finding]
) -> tuple[tuple[Finding, ...], int]:
    """The findings at records that name the member, and at files that cannot be read and may be about them.

    What lies in records dated after the day does not exist for it: the second value says how many those are.
    """
    findings = tuple(findings)
    if not findings:
        return (), 0
    about = records_about(society, member)
    unread = [file.path for file in society.broken if file.id == member or file.mentions(member)]
    paths = {*(one.path for one in about), *unread}
    found = tuple(
        one
        for one in findings
        if one.location.path in paths or any(other.location.path in paths for other in one.related)
    )
    later = {one.path for one in about if (day := one.recorded_day) and day > on}
    kept = tuple(without_addresses(one) for one in found if one.location.path not in later)
    return kept, len(found) - len(kept)


def without_addresses(finding: Finding) -> Finding:
    """A finding to be shown to others: e-mail addresses are taken out, and so is the line that it was found on."""
    message, help = map(without_address, (finding.message, finding.help))
    return finding._replace(message=message, help=help, excerpt=None)


def late_entries(society: Society, member: str, on: date, entered: Mapping[str, date]) -> tuple[Entry, ...]:
    """The records about a member that came in later than the policy in force allowed, in order of day.

    ``entered`` is without what was taken over from paper.
    """
    found = []
    for record in records_about(society, member):
        day = record.recorded_day
        if day is None or day > on or record.ref not in entered:
            continue
        policy = policy_on(society, day)
        days = (entered[record.ref] - day).days
        if policy and policy.late_entry is not None and days > policy.late_entry:
            found.append(Entry(record.ref, day, entered[record.ref], days, policy.late_entry))
    return tuple(sorted(found, key=lambda one: (one.day, one.record)))

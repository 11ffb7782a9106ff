"""A small society with everything in it that an export has to be careful about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from balintrec.io.export.columns import Table
from balintrec.io.export.tables import Included, bodies, tables
from balintrec.model import KINDS
from balintrec.society import Loaded, read_society
from tests.sources import MemorySource

ON = date(2026, 3, 10)
SECRET = "Zq7SENTINEL"
"""Stands in every body."""
CONTACT = "reachme"
"""Stands in every contact: as the name of an e-mail address, and as a handle."""
FORMULA = '=HYPERLINK("http://example.org","look")'
LONG = "L" * 300


def _file(keys: str, body: str = f"\n{SECRET}: nobody is to read this.\n") -> bytes:
    return f"---\n{keys}---\n{body}".encode()


FILES: Mapping[str, bytes] = {
    "records/society.md": _file(
        "name: {latin: Wisła Balint Society, ur: بالنٹ}\n"
        "languages: [en, pl]\n"
        "time-zone: Europe/Warsaw\n"
        "committee: [nadia]\n"
        f"may-enter: {{sessions: [{CONTACT}@example.org], decisions: [{CONTACT}@example.net]}}\n"
    ),
    "records/policies/pathway.md": _file(
        "title: Pathway\n"
        "effective: 2020-01-01\n"
        "credential: accredited-leader\n"
        "valid: 60\n"
        "leads: [accredited-leader]\n"
        "stages:\n"
        "  - id: groups\n"
        "    title: Groups\n"
        "    requires:\n"
        "      - {id: five, title: Five sessions, source: committee, kind: practice, of: sessions, at-least: 5}\n"
        "      - id: either\n"
        "        title: A course or an hour and a half\n"
        "        source: committee\n"
        "        kind: any-of\n"
        "        requires:\n"
        "          - {id: course, title: A course, source: committee, kind: practice, of: events, at-least: 1}\n"
        "          - id: hours\n"
        "            title: Three double hours\n"
        "            source: committee\n"
        "            kind: practice\n"
        "            of: sessions\n"
        "            unit: double-hours\n"
        "            at-least: 3\n"
        "  - id: writing\n"
        "    title: Writing\n"
        "    requires:\n"
        "      - {id: half-yearly, title: Write, source: committee, kind: writing, of: reflections, every: 6,"
        " at-least: 4, during: groups}\n"
    ),
    "records/members/nadia.md": _file("name: Nadia Iqbal\nmembership: [{from: 2020-01-01}]\n"),
    "records/members/sana.md": _file(
        "name: {latin: Sana Malik, ur: ثنا ملک}\n"
        f"also-known-as: [{CONTACT}, {CONTACT}@example.org]\n"
        "background: [psychodynamic-training]\n"
        "membership: [{from: 2025-01-01, to: 2025-02-01}, {from: 2025-03-01}]\n"
    ),
    "records/members/hostile.md": _file(
        f"name: '{FORMULA}'\nprofession: '<script>alert(1)</script>{{{{ 7*7 }}}};,'\nsort-key: {LONG}\n"
        f"membership: [{{from: 2025-01-01}}]\n"
    ),
    "records/members/broken.md": b"---\nname: Broken\nname: Twice\nnmae: x\n---\n",
    "records/groups/tuesday.md": _file(
        "name: Tuesday; the, group\n"
        "leaders: [nadia]\n"
        "mode: online\n"
        "minutes: 90\n"
        f"goals: ['+ learn; \"listen\"', 'write to {CONTACT}@example.org']\n"
        "roster: [{member: sana, from: 2025-01-01, to: 2026-06-30}]\n"
    ),
    "records/sessions/2025/s1.md": _file(
        "date: 2025-03-04\ngroup: tuesday\nminutes: 60\nleaders: [nadia]\npresenter: sana\nattendees: [sana, hostile]\n"
        "recorded-by: nadia\n"
    ),
    "records/sessions/2025/s2.md": _file(
        "date: 2025-04-01\ngroup: tuesday\nstart: '18:00'\nend: '19:40'\nleaders: [nadia]\n"
        f"attendees: [sana, ghost, broken]\nobservers: [sana]\nrecorded-by: {CONTACT}@example.org\n"
    ),
    "records/sessions/2026/summer.md": _file(
        "date: 2026-06-02\ngroup: tuesday\nstatus: planned\nstart: '18:00'\nend: '19:30'\n"
    ),
    "records/sessions/2026/winter.md": _file(
        "date: 2026-12-01\ngroup: tuesday\nstatus: planned\nstart: '18:00'\nleaders: [hostile]\n"
    ),
    "records/sessions/2026/no-clock.md": _file("date: 2026-07-07\ngroup: tuesday\nstatus: planned\n"),
    "records/sessions/2026/called-off.md": _file(
        "date: 2026-05-05\ngroup: tuesday\nstatus: cancelled\nstart: '18:00'\n"
    ),
    "records/sessions/2026/past-plan.md": _file("date: 2026-01-06\ngroup: tuesday\nstatus: planned\n"),
    "records/events/weekend.md": _file(
        "name: Spring weekend\nkind: weekend\nperiod: {from: 2026-04-10, to: 2026-04-12}\nstatus: planned\n"
        "leaders: [nadia]\nattendees: [sana]\n"
    ),
    "records/supervisions/v1.md": _file(
        "date: 2025-05-01\nsupervisor: nadia\nsupervisees: [sana]\nsessions: [s1]\nrecorded: no\n"
    ),
    "records/reflections/r1.md": _file(
        "member: sana\nwritten: 2025-09-01\nperiod: {from: 2025-03-04, to: 2025-08-31}\n"
    ),
    "records/assessments/a1.md": _file(
        "kind: readiness\nmember: sana\nby: nadia\ndate: 2025-10-01\nverdict: not-yet\n"
        "competencies: {group-process: developing, safe-environment: good}\n"
    ),
    "records/endorsements/n1.md": _file("member: sana\nby: nadia\ndate: 2026-02-01\n"),
    "records/references/f1.md": _file(
        f"member: sana\nreferee: Prof. H. Siddiqui <{CONTACT}@example.org>\nwritten: 2026-01-20\n"
    ),
    "records/attestations/t1.md": _file("kind: fee\nmember: sana\ndate: 2026-01-01\nhours: 8\n"),
    "records/applications/p1.md": _file(
        "member: sana\ndate: 2026-02-10\ncredential: accredited-leader\ndocuments: [form]\nreferences: [f1]\n"
    ),
    "records/decisions/d1.md": _file(
        "kind: recognise\nmember: nadia\ndate: 2021-09-04\nby: committee\ncredential: accredited-leader\n"
        "reason: founded the society\nnumber: '-7'\nuntil: 2026-09-03\n"
    ),
    "records/decisions/d2.md": _file(
        "kind: grant\nmember: hostile\ndate: 2021-01-01\nby: committee\ncredential: supervisor\nuntil: 2022-01-01\n"
    ),
    "records/evaluations/e1.md": _file(
        "group: tuesday\ndate: 2025-12-01\nkind: feedback\nconsent: yes\n"
        "answers: [{pseudonym: p1, values: [5, 4]}]\n"
    ),
    "records/notes.txt": b"not a record",
}


def loaded(files: Mapping[str, bytes] = FILES) -> Loaded:
    return read_society(MemorySource(files))


def exported(
    files: Mapping[str, bytes] = FILES, *, contacts: bool = False, with_bodies: tuple[str, ...] = ()
) -> dict[str, Table]:
    """Every table of a society by its name."""
    read = loaded(files)
    asked = Included(bodies(read.society, MemorySource(files), with_bodies), contacts)
    return {table.name: table for table in tables(read, ON, asked)}


def column(table: Table, name: str) -> list[object]:
    """The cells below one heading."""
    place = [one.name for one in table.columns].index(name)
    return [row[place] for row in table.rows]


KIND_FOLDERS = tuple(KINDS)

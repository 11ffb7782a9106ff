"""Dossiers of the sample society, and of one whose people write what no output must take up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from balintrec.check import check
from balintrec.source import Source, WorkTree
from balintrec.views.dossier import Dossier, Links, Provenance
from balintrec.views.dossier.gather import Asked, gather
from tests.sample import ON, ROOT
from tests.sources import MemorySource

COMMIT = "c0ffee" * 6 + "c0ff"
SECRET = "sentinel-of-what-was-written-in-confidence"
SCRIPT = "<script>alert('xss')</script>"
NAMES = (
    f"Zed {SCRIPT}",
    "{{ 7 * 7 }} {% raw %} #panic() $x$",
    '=HYPERLINK("https://evil.example/","x") | # heading',
    "a'b\"c & [link](javascript:alert(1)) <img src=x onerror=alert(1)>",
    "W" * 300,
)
BODY = f"""# A heading of their own

{SCRIPT} <img src=x onerror=alert(1)> [link](javascript:alert(1)) ![picture](https://evil.example/x.png)

| a | b |
|---|---|

- one\n- two
#panic() $x$ {{{{ 7 * 7 }}}} \u202eturned around
"""


def of_sample(who: str, *, on: date = ON, **more: object) -> Dossier:
    """The dossier of a member of the sample society, as of a fixed day and commit."""
    return made(WorkTree(ROOT), Asked(who, on, **more))  # type: ignore[arg-type]


def made(
    source: Source,
    asked: Asked,
    links: Links | None = None,
    entered: Mapping[str, date] | None = None,
) -> Dossier:
    """A dossier from a source, as if from a commit."""
    checked = check(source, asked.on)
    return gather(
        checked,
        source,
        asked,
        entered,
        Provenance(COMMIT),
        links or Links(),
        "0.0.0",
    )


def hostile(name: str) -> MemorySource:
    """A small society in which a name, and every text that may be shown, is an attack."""
    text = name.replace("'", "''")
    quoted = f"'{text}'"
    files = {
        "society.md": f"---\nname: {quoted}\n---\n{BODY}",
        "policies/p.md": POLICY.format(text=quoted),
        "members/zed.md": (
            f"---\nname: {{latin: {quoted}, ur: {quoted}}}\nalso-known-as: [zed@example.org]\n"
            f"profession: {quoted}\nmembership: [{{from: 2024-01-01}}]\n---\n{SECRET}"
        ),
        "members/lea.md": f"---\nname: {quoted}\nmembership: [{{from: 2023-01-01}}]\n---\n",
        "groups/g.md": f"---\nname: {quoted}\nleaders: [lea]\nroster: [{{member: zed, from: 2024-01-01}}]\n---\n",
        "sessions/s1.md": "---\ndate: 2024-02-01\ngroup: g\nleaders: [lea]\nattendees: [zed]\n---\n" + SECRET,
        "sessions/s2.md": "---\ndate: 2024-03-01\ngroup: g\nleaders: [lea]\nco-leaders: [zed]\n---\n",
        "sessions/s3.md": "---\ndate: 2024-04-01\ngroup: g\nleaders: [lea]\nattendees: [lea]\n---\n",
        "events/e.md": (
            f"---\nname: {quoted}\nkind: course\nperiod: {{from: 2024-02-03, to: 2024-02-04}}\n"
            "attendees: [zed]\n---\n"
        ),
        "supervisions/v.md": (
            f"---\ndate: 2024-03-09\nsupervisor: lea\nsupervisees: [zed]\nminutes: 50\n---\n{SECRET}"
        ),
        "reflections/r.md": f"---\nmember: zed\nwritten: 2024-05-01\n---\n{SECRET} {BODY}",
        "assessments/a.md": (
            "---\nkind: readiness\nmember: zed\nby: lea\ndate: 2024-05-02\nverdict: ready\n"
            f"competencies: {{group-process: {SECRET}}}\n---\n{SECRET}"
        ),
        "references/f.md": f"---\nmember: zed\nreferee: {quoted}\nwritten: 2024-05-03\n---\n{SECRET}",
        "applications/ap.md": (
            "---\nmember: zed\ndate: 2024-05-05\ncredential: leader\ndocuments: [form]\nreferences: [f]\n"
            f"---\n{BODY}"
        ),
        "decisions/d.md": (
            f"---\nkind: waive\nmember: zed\ndate: 2024-05-06\nby: {quoted}\nrequirement: one/two\n"
            f"reason: {quoted}\n---\n{SECRET}"
        ),
        "attestations/t.md": "---\nmember: zed\n",
    }
    return MemorySource({f"records/{path}": file.encode() for path, file in files.items()})


POLICY = """---
title: {text}
effective: 2023-01-01
credential: leader
late-entry: 30
not-checked: [{text}]
stages:
  - id: one
    title: {text}
    requires:
      - {{id: member, title: {text}, kind: membership, source: published}}
      - {{id: two, title: {text}, kind: attestation, of: fee, source: committee}}
      - id: coming
        title: {text}
        kind: practice
        of: sessions
        roles: [attendee]
        at-least: 3
        source: placeholder
      - {{id: writing, title: {text}, kind: writing, of: reflections, every: 6, source: committee}}
---
"""

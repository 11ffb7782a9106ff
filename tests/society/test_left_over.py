"""What of the front matter stands below the line that ends it is an error where it begins; honest texts are none."""

from __future__ import annotations

from datetime import date

import pytest

from balintrec.check import check
from balintrec.document import Handler, Unclear
from tests.sources import MemorySource

ON = date(2026, 11, 23)
SESSION = "date: 2024-01-01\ngroup: lahore-tuesday\nattendees:\n  - sana-malik\n"
MEMBER = "name: Sana Malik\nmembership:\n  - from: 2020-01-01\n"
GROUP = "name: Lahore Tuesday\nroster:\n  - member: sana-malik\n    from: 2020-01-01\n"
GRANT = "kind: grant\nmember: sana-malik\ndate: 2024-01-01\nby: committee\n"
DECISION = f"{GRANT}present:\n  - sana-malik\n  - bilal-ahmed\n"
NORMS = "name: Lahore Tuesday\nnorms:\n  - what is said here stays here\n"
POLICY = (
    "title: Pathway\neffective: 2024-01-01\ncredential: accredited-leader\nstages:\n  - id: membership\n"
    "    requires:\n      - {id: member, title: Be a member, kind: membership, source: published}\n"
)
EVALUATION = (
    "group: lahore-tuesday\ndate: 2024-12-10\nkind: feedback\nconsent: yes\nanswers:\n"
    "  - {pseudonym: p1, values: [5, 4, 6]}\n"
)


def found(kind: str, front: str, body: str, fence: str = "---\n") -> list[tuple[str, int | None]]:
    """Code and line of each finding of reading."""
    path = f"records/{kind}/one.md" if kind else "records/society.md"
    findings = check(MemorySource({path: f"---\n{front}{fence}{body}".encode()}), ON).findings
    return [
        (one.rule.code, one.location.span.line if one.location.span else None)
        for one in findings
        if one.rule.code[:3] in ("DOC", "KEY", "VAL")
    ]


LEFT = [
    ("sessions", SESSION, "  - bilal-ahmed\n"),
    ("sessions", SESSION, "- bilal-ahmed\n"),
    ("sessions", SESSION, '  - "bilal-ahmed"\n'),
    ("sessions", SESSION, "  - bilal-ahmed\nrecorded-by: sana-malik\n---\nText.\n"),
    ("sessions", SESSION, "\n  - bilal-ahmed\n"),
    ("sessions", SESSION, "We met.\nrecorded-by: bilal-ahmed\n---\n"),
    ("sessions", SESSION, "We met.\ndate: 2024-02-02\n---\nMore.\n"),
    ("sessions", "date: 2024-01-01\ngroup: lahore-tuesday\nattendees:\n", "  - bilal-ahmed\n"),
    ("sessions", "date: 2024-01-01\ngroup: lahore-tuesday\nattendees:\n", "[bilal-ahmed, sana-malik]\n"),
    ("members", MEMBER, "    to: 2021-01-01\n"),
    ("members", MEMBER, "  - from: 2022-01-01\n"),
    ("members", MEMBER, "  - {from: 2022-01-01}\n"),
    ("members", "name: Sana Malik\nmembership:\n", "  from: 2020-01-01\n"),
    ("members", "name: Sana Malik\nmembership:\n", "{from: 2020-01-01}\n"),
    ("members", "name: Sana Malik\nmembership:\n", "[{from: 2020-01-01}]\n"),
    ("members", "name:\n  latin: Sana Malik\n", "  ur: ثنا ملک\n"),
    ("groups", GROUP, "    to: 2021-01-01\n"),
    ("groups", GROUP, "  - {member: bilal-ahmed, from: 2020-01-01}\n"),
    ("groups", NORMS, "  - no notes\nperiod: {from: 2022-01-01}\n---\nText.\n"),
    ("policies", POLICY, "  - id: participation\n"),
    ("policies", POLICY, "      - {id: other, title: Other, kind: membership, source: published}\n"),
    ("", "name: Society\nmay-enter:\n  sessions: [a@example.org]\n", "  decisions: [b@example.org]\n"),
    ("decisions", f"{GRANT}reason: |\n  seen\n", "  and more\n"),
    ("evaluations", EVALUATION, "  - {pseudonym: p2, values: [5, 4, 6]}\n"),
    ("sessions", SESSION, "We met.\n\"recorded-by\": bilal-ahmed\n---\n"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "front", "body"), LEFT)
def test_what_is_left_over_is_an_error_where_it_begins(kind: str, front: str, body: str) -> None:
    lines = body.split("\n")
    first = next(
        number for number, line in enumerate(lines) if line.strip() and not line.startswith("We met")
    )
    assert found(kind, front, body) == [("DOC017", front.count("\n") + 3 + first)]


KEYS = [
    ("decisions", GRANT, "until: 2030-01-01\nThe committee met.\n"),
    ("decisions", GRANT, "until: 2030-01-01\n\nThe committee met.\n"),
    ("decisions", GRANT, "until: next year\n"),
    ("decisions", GRANT, "untill: 2030-01-01\n"),
    ("decisions", GRANT, '"until": 2030-01-01\n'),
    ("decisions", GRANT, "until : 2030-01-01\n"),
    ("decisions", GRANT, "reason: all was met, and the committee was glad.\n"),
    ("decisions", GRANT, "present: [nadia-iqbal]\nThe committee met.\n"),
    ("decisions", GRANT, "# how long\nuntil: 2030-01-01\n---\n"),
    ("groups", NORMS, "  - no notes\nmode: online\nIt is a good group.\n"),
    ("sessions", SESSION, "date: 2024-02-02\n"),
    ("", "name: Society\n", "quorum: 3\nIt is invented.\n"),
]


@pytest.mark.parametrize(("kind", "front", "body"), KEYS)
def test_keys_directly_below_the_line_are_an_error(kind: str, front: str, body: str) -> None:
    [(code, line)] = [one for one in found(kind, front, body) if one[0] != "DOC018"]
    assert (code, line) == ("DOC014" if body[0] not in " #" else "DOC017", front.count("\n") + 3)


def test_what_is_left_over_makes_no_record() -> None:
    files = {"records/sessions/one.md": f"---\n{SESSION}---\n  - bilal-ahmed\n".encode()}
    assert check(MemorySource(files), ON).records == 0


HONEST = [
    "- We agreed to go on.\n- Then we went.\n",
    "\n- We agreed.\n",
    "  - We agreed\n",
    "* one\n* two\n",
    "1. one\n",
    "- Nadia stood aside: she supervised.\n",
    "- **reason**: all met\n",
    "- present: Nadia, Omar\n- absent: Sara\n",
    "[a page](https://example.org)\n",
    "> quoted\n",
    "    so it was\n",
    "Minutes:\n\n- date of the next meeting: 2025-01-01\n\n---\n\nMore.\n",
    "Text\n\n---\n\nMore.\n",
    "Text\n---\nMore.\n",
    "He came.\nby the way\n",
    "By: nobody\n",
    "{not a key}\n",
    "Text.\n\nkind: of a thing, it was\n\nmore\n\n---\n",
    "```\n---\ndate: 2024-01-01\n---\n```\n",
    "| a | b |\n|---|---|\n",
    "-- \nNadia\n",
    "nadia: How did it feel?\nomar: As if I had failed her.\n\nThey said no more.\n",
    "leader: And what did he want?\npresenter: That I should stay.\nleader: Did you?\n",
    "q: What did you learn?\na: To wait.\n---\nMore.\n",
    "date: 3 November\nplace: Lahore\n\nDear committee,\n\nhe is ready.\n",
    "note: the group met upstairs.\n",
    "data: 3 listopada 2026\nobecni: Łucja, Jan\n\nSpotkanie rozpoczęto o 18:00.\n",
    "pacjent: nie chcę już przychodzić.\nlekarz: rozumiem.\n",
    "– Dzień dobry – powiedziała.\n– Dzień dobry.\n",
    "تاریخ: ۳ نومبر ۲۰۲۶\nمقام: لاہور\n\nہم نے ایک مریض پر بات کی۔\n",
    "- حاضر: نادیہ، عمر\n- غیر حاضر: سارہ\n",
    "| نام | حاضری |\n|---|---|\n| نادیہ | ہاں |\n",
    "Date: 2026-11-03\nTo: the committee\n\nHe is ready.\n\n---\n\nH. Siddiqui\n",
    "- [x] minutes read\n- [ ] fee paid\n",
    "18:30 we began.\n20:00 we ended.\n",
]


@pytest.mark.parametrize("body", HONEST)
@pytest.mark.parametrize(
    ("kind", "front"),
    [("sessions", SESSION), ("members", MEMBER), ("decisions", DECISION), ("groups", GROUP)],
)
def test_an_honest_text_is_no_finding(kind: str, front: str, body: str) -> None:
    assert found(kind, front, body) == []


def test_a_list_or_an_indented_text_below_keys_in_pairs_is_honest() -> None:
    assessment = "kind: observation\nmember: sana-malik\nby: nadia-iqbal\ndate: 2024-07-02\nverdict: ready\n"
    assessment += "competencies:\n  safe-environment: good\n"
    for body in ("- grief\n- anger\n", "- date: 3 November\n- place: Lahore\n", "  He came in.\n"):
        assert found("assessments", assessment, body) == []
    assert found("groups", GROUP, "- grief\n- anger\n") == []
    assert found("groups", NORMS, "  We met, and talked.\n") == []


@pytest.mark.parametrize(
    ("kind", "front", "line", "told"),
    [
        ("sessions", SESSION, 'end: "21:00"', True),
        ("sessions", SESSION, "minutes: 90\n\n", True),
        ("sessions", SESSION, "status: cancelled", True),
        ("sessions", SESSION, "minutes: ninety", False),
        ("sessions", SESSION, "status: of the group", False),
        ("sessions", SESSION, "End: 21:00", False),
        ("members", MEMBER, "minutes: 90", False),
        ("decisions", DECISION, "until: 2031-03-05", True),
    ],
)
def test_a_last_line_that_reads_like_a_key_is_a_warning(kind: str, front: str, line: str, told: bool) -> None:
    last = front.count("\n") + 4
    assert found(kind, front, f"We met.\n{line}\n") == ([("DOC018", last)] if told else [])


SECOND = [
    "--- minutes: 90\n",
    "--- # the rest\nminutes: 90\n",
    "--- \\\n",
    "--- {minutes: 90}\n",
    "--- |\n  text\n",
    "...\nminutes: 90\n",
    "...\n%YAML 1.1\n--- minutes: 90\n",
    "...\n",
    "%TAG ! tag:x\n--- minutes: 90\n",
]


@pytest.mark.parametrize("more", SECOND)
@pytest.mark.parametrize(
    ("kind", "front"), [("sessions", SESSION), ("policies", POLICY), ("", "name: Society\n")]
)
def test_a_second_document_is_an_error_at_its_line(kind: str, front: str, more: str) -> None:
    told = found(kind, front, "Text.\n", f"{more}---\n")
    assert len(told) == 1
    assert told[0][0] in ("DOC009", "DOC011", "DOC014")
    assert (told[0][1] or 0) - front.count("\n") - 2 in range(more.count("\n"))
    with pytest.raises(Unclear):
        Handler().load(f"{front}{more}")


def test_a_blank_behind_the_dashes_ends_the_front_matter() -> None:
    assert found("sessions", SESSION, "minutes: 90\n", "---\t\n") == [("DOC014", 7)]

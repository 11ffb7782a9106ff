"""Confidential records with a word planted in their texts, damaged as people and programs damage files."""

from __future__ import annotations

from random import Random

PLANTED = ("Zqxvortl", "zqxgrumph", "ZQXMOR", "zqx-flarn", "zqxähne")
"""Words that stand in texts alone: no output may hold ``zqx``, in capitals or not."""

_MEMBER = "---\nname: {}\nmembership:\n  - from: 2020-01-01\n---\n"
AROUND = {
    "records/society.md": "---\nname: Society\n---\n",
    "records/members/bilal-ahmed.md": _MEMBER.format("Bilal Ahmed"),
    "records/members/nadia-iqbal.md": _MEMBER.format("Nadia Iqbal"),
    "records/members/kamran-baig.md": _MEMBER.format("Kamran Baig"),
    "records/groups/lahore-tuesday.md": "---\nname: Lahore Tuesday\n---\n",
}
"""The society in which the record stands."""

_SUPERVISION = "date: 2024-04-02\nsupervisor: nadia-iqbal\n"
_ASSESSMENT = "kind: observation\nmember: bilal-ahmed\nby: nadia-iqbal\ndate: 2024-07-02\nverdict: ready\n"
_REFERENCE = "member: bilal-ahmed\nwritten: 2026-01-20\n"
_EVALUATION = "group: lahore-tuesday\ndate: 2024-12-10\nkind: feedback\nconsent: yes\n"
_RECORDS = [
    ("supervisions/2024-04-02-bilal-ahmed", f"{_SUPERVISION}supervisees: [bilal-ahmed]\nminutes: 60\nrecorded: no\n"),
    ("supervisions/2024-04-02-bilal-ahmed", f"{_SUPERVISION}supervisees:\n  - bilal-ahmed\n  - kamran-baig\n"),
    (
        "reflections/2024-07-05-bilal-ahmed",
        "member: bilal-ahmed\nwritten: 2024-07-05\nperiod: {from: 2024-01-01, to: 2024-06-30}\ntext: here\n",
    ),
    ("reflections/2024-07-05-bilal-ahmed", "member: bilal-ahmed\nwritten: 2024-07-05\nperiod:\n  from: 2024-01-01\n"),
    ("assessments/2024-07-02-bilal-ahmed", f"{_ASSESSMENT}competencies: {{safe-environment: good}}\n"),
    ("assessments/2024-07-02-bilal-ahmed", f"{_ASSESSMENT}competencies:\n  safe-environment: good\n"),
    ("references/2026-01-20-bilal-ahmed-siddiqui", f'{_REFERENCE}referee: "Prof. H. Siddiqui"\nreceived: 2026-01-25\n'),
    ("references/2026-01-20-bilal-ahmed-siddiqui", f"{_REFERENCE}referee: Prof. H. Siddiqui\n"),
    (
        "evaluations/2024-12-10-lahore-tuesday-feedback",
        f"{_EVALUATION}answers: [{{pseudonym: p1, values: [5, 4, 6]}}, {{pseudonym: p2, values: [6, 6, 5]}}]\n",
    ),
    (
        "evaluations/2024-12-10-lahore-tuesday-feedback",
        f"{_EVALUATION}answers:\n  - {{pseudonym: p1, values: [5, 4, 6]}}\n  - pseudonym: p2\n    values: [6, 6, 5]\n",
    ),
]  # fmt: skip
_WRONG_FOLDERS = (
    "members/x-y",
    "sessions/2024-01-01-x",
    "endorsements/2024-07-02-bilal-ahmed",
    "session/x",
    "x",
)
_LINES = (
    "Mr {} wept: I told him that {} would die.", "# {}", "#{}", "## {} {}", "- {}", "- {} said {}", "  - {}",
    "    {} was {}", "  {} was here", "He said \"{}\" and '{}'", "{}: {}", "by: {} himself", "member: Mr {}",
    "date: on the {}", "kind: {}", "text: {} {}", "minutes: 90 {}", "  note: {}", "{{{}: {}}}", "[{}, {}]", "> {}",
    "| {} | {} |", "*{}* &{} !{} %{} @{}", "", "---", "***", "```", "...", "--- {}", "“{}”", "\t{}: x", "? {}",
    "<<: {}", "{}:", "<<<<<<< {}", "{}：{}", "{} #{}", "{}",
    "%YAML 1.2 {}", "!!str {}", "&a {}", "[{}]: http://{}.example", "<!-- {} -->", "\u2028{}", "---\t{}", "\u00a0{}",
    "> From: {}", "'{}'", "{}\\", "|\n  {}", ">-\n  {}", "~~~\n{}\n~~~", "1. {}", "- [ ] {}",
)  # fmt: skip
_MARKS = "\"'[]{}:#|>-&*!%@`,? \t"
_FENCES = (
    "----", "--", "--- ", "---\t", " ---", "–––", "—", "...", "--- #x", "---x", "\ufeff---", "- - -",
    '"---"', "---\u00a0",
)  # fmt: skip


def record(random: Random) -> tuple[str, str]:
    """The path and the text of one that is as it should be."""
    name, front = random.choice(_RECORDS)
    lines = [random.choice(_LINES).format(*random.choices(PLANTED, k=5)) for _ in range(random.randint(1, 7))]
    body = "\n".join(lines)
    return f"records/{name}.md", f"---\n{front}---\n{random.choice(['', chr(10)])}{body}\n"


def elsewhere(random: Random) -> str:
    """A path at which no such record should stand."""
    return f"records/{random.choice(_WRONG_FOLDERS)}.md"


def damaged(random: Random, text: str) -> bytes:
    """The text with up to three lines or marks lost, doubled, moved or added; now and then in another encoding."""
    lines = text.split("\n")
    for _ in range(random.choice([1, 1, 1, 2, 2, 3])):
        lines = _damage(random, lines) or [""]
    data = "\n".join(lines).encode()
    at = random.randrange(len(data) + 1)
    return random.choice([
        *[data] * 20, b"\xef\xbb\xbf" + data, data.replace(b"\n", b"\r\n"), data.replace(b"\n", b"\r"), data[:at],
        data.decode().encode("utf-16"), data.decode().encode("cp1250", "replace"), data[:at] + b"\xc3" + data[at:],
        data[:at] + b"\0" + data[at:], data[:at] + "\u0085".encode() + data[at:], b" " + data, data + data,
        data.replace(b"  ", b"\t"), data.decode().encode("utf-32"), data.decode().upper().encode(),
    ])  # fmt: skip


def _damage(random: Random, lines: list[str]) -> list[str]:
    number = random.randrange(len(lines))
    line, rest = lines[number], lines[:number] + lines[number + 1 :]
    at = random.randrange(len(line) + 1)
    fences = [n for n, one in enumerate(lines) if one.strip() == "---"] or [number]
    fence = random.choice(fences)
    without = lines[:fence] + lines[fence + 1 :]

    def instead(*some: str) -> list[str]:
        return [*lines[:number], *some, *lines[number + 1 :]]

    return random.choice([
        *[without] * 3,
        [*without[:number], "---", *without[number:]],
        [*lines[:number], "---", *lines[number:]],
        [*lines[:fence], random.choice(_FENCES), *lines[fence + 1 :]],
        instead(line[:at] + random.choice(_MARKS) + line[at:]),
        instead(line[:at] + line[at + 1 :]),
        instead(line[:at], line[at:]),
        instead(line, line),
        instead(line.replace(":", "", 1)),
        instead(line.replace(": ", ": |\n  ", 1)),
        instead(line.replace(": ", ': "', 1)),
        instead(line.replace(": ", random.choice([":\u00a0", ":", "： ", ":\t"]), 1)),
        instead(line + random.choice(['"', "'", ":", " #", ",", "]", "}"])),
        instead(random.choice(["  ", "\t", "    ", "\u00a0"]) + line),
        instead(line.rstrip("]}")),
        rest,
        [*rest[:at], line, *rest[at:]],
        [*lines[: max(number - 1, 0)], "".join(lines[max(number - 1, 0) : number + 1]), *lines[number + 1 :]],
        lines[:number] + lines[number:][::-1],
    ])  # fmt: skip

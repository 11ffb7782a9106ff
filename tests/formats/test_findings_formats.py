"""The formats that programs read: concise, JSON, GitHub's commands, SARIF."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from balintrec.finding import Location, Related, Severity, Span
from balintrec.formats.findings.concise import findings_concise
from balintrec.formats.findings.github import findings_github
from balintrec.formats.findings.json import findings_json
from balintrec.formats.findings.sarif import findings_sarif
from tests.formats.findings import COMMENT, HOSTILE, finding, shown

OTHER = Related(Location("records/members/sana-malik.md", Span(2, 1, 2, 5)), "the first")
SIMPLE = finding("attendees: [ayesha-kahn]", (13, 24), related=(OTHER,))
WHOLE = finding(None, path="records/members/\udcff é.md", rule=COMMENT, help="")


def sarif(*findings: Any) -> Any:
    return json.loads(findings_sarif(shown(*findings), "1.2.3"))


def test_concise_is_one_line_a_finding() -> None:
    lines = findings_concise(shown(SIMPLE, HOSTILE, WHOLE)).split("\n")
    assert len(lines) == 4
    assert lines[0].endswith(':7:13: error REF001 unknown-record: no member "ayesha-kahn"')
    assert lines[2].startswith("records/members/\\udcff é.md: warning DOC015")


def test_json_has_the_documented_keys_in_order() -> None:
    data = json.loads(findings_json(shown(SIMPLE)))
    assert list(data) == ["version", "files", "records", "suppressed", "outside", "findings"]
    assert data["version"] == 2
    assert data["findings"] == [
        {
            "code": "REF001",
            "name": "unknown-record",
            "severity": "error",
            "path": "records/sessions/2024/2024-03-12-lahore.md",
            "line": 7,
            "column": 13,
            "end_line": 7,
            "end_column": 24,
            "message": 'no member "ayesha-kahn"',
            "help": 'did you mean "ayesha-khan"? correct the id',
            "related": [
                {
                    "path": "records/members/sana-malik.md",
                    "line": 2,
                    "column": 1,
                    "end_line": 2,
                    "end_column": 5,
                    "message": "the first",
                }
            ],
        }
    ]


def test_json_of_a_whole_file_has_no_line() -> None:
    (one,) = json.loads(findings_json(shown(WHOLE)))["findings"]
    assert (one["path"], one["line"], one["end_column"]) == ("records/members/\\udcff é.md", None, None)


def test_json_is_ascii_so_that_nothing_moves_a_terminal() -> None:
    text = findings_json(shown(HOSTILE))
    assert text.isascii()
    assert not {"\x1b", "\x07"} & set(text)


def test_github_command_names_the_place() -> None:
    line, _ = findings_github(shown(SIMPLE), "society/").split("\n")
    assert line == (
        "::error file=society/records/sessions/2024/2024-03-12-lahore.md,line=7,endLine=7,col=13,endColumn=24,"
        'title=REF001 unknown-record::no member "ayesha-kahn"%0Adid you mean "ayesha-khan"? correct the id'
    )


def test_github_command_cannot_be_broken_out_of() -> None:
    text = findings_github(shown(HOSTILE), "")
    command, summary = text.split("\n")
    assert command.count("::") == 4  # two of ours, two inside the message, where they do nothing
    assert command.startswith("::error file=records/sessions/a%2Cb%3Ac\\n\\x1b[2J.md,line=7,")
    assert "x%25 \\x1b]0;title\\x07%0Atype, the: text\\r\\nanew" in command
    assert not summary.startswith("::")


@pytest.mark.parametrize(
    ("errors", "warnings", "said"),
    [
        (10, 10, ""),
        (11, 0, "11 errors"),
        (3, 12, "12 warnings"),
        (40, 11, "40 errors and 11 warnings"),
    ],
)
def test_github_is_told_of_more_than_it_shows(errors: int, warnings: int, said: str) -> None:
    comment = finding("# x", (1, 4), rule=COMMENT)
    lines = findings_github(shown(*[SIMPLE] * errors, *[comment] * warnings)).split("\n")
    told = "::notice title=not all is shown::GitHub shows the first 10 of each kind; there are "
    notices = [line for line in lines if line.startswith("::notice")]
    assert len(lines) == errors + warnings + bool(said) + 1
    assert notices == ([f"{told}{said} in the log of this step"] if said else [])


def test_github_shows_first_what_hides_other_findings() -> None:
    unread = finding("name", (1, 4), rule=COMMENT._replace(code="DOC009", severity=Severity.ERROR))
    comment = finding("# x", (1, 4), rule=COMMENT)
    lines = findings_github(shown(*[SIMPLE] * 3, unread, comment), quiet=True).split("\n")
    assert [line.split("title=")[1][:6] for line in lines] == ["DOC009", *["REF001"] * 3, "DOC015"]


def test_sarif_holds_against_its_schema() -> None:
    schema = json.loads((Path(__file__).parent / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    for findings in ((), (SIMPLE,), (SIMPLE, HOSTILE, WHOLE)):
        jsonschema.Draft7Validator(schema).validate(sarif(*findings))


def test_schema_of_sarif_refuses_what_is_not_sarif() -> None:
    schema = json.loads((Path(__file__).parent / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    data = sarif(SIMPLE)
    data["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["line"] = 7
    assert not jsonschema.Draft7Validator(schema).is_valid(data)


def test_sarif_describes_each_broken_rule_once() -> None:
    (run,) = sarif(SIMPLE, SIMPLE, WHOLE)["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["DOC015", "REF001"]
    assert [(one["ruleId"], one["ruleIndex"]) for one in run["results"]] == [
        ("REF001", 1),
        ("REF001", 1),
        ("DOC015", 0),
    ]
    assert run["tool"]["driver"]["rules"][1]["fullDescription"]["text"].endswith("Why: so.")


def test_sarif_names_files_by_their_bytes() -> None:
    (run,) = sarif(WHOLE)["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "records/members/%FF%20%C3%A9.md"}}

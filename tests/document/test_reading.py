"""What goes wrong by default when a record is read, and what happens here instead: one case a line or two."""

from __future__ import annotations

from datetime import date

import pytest

from balintrec.check import Checked, check
from balintrec.document.front_matter import DEEPEST
from tests.sources import MemorySource

MEMBER = "records/members/sana-malik.md"
GROUP = "records/groups/lahore-tuesday.md"
ON = date(2026, 11, 23)


def checked(path: str, data: bytes) -> Checked:
    return check(MemorySource({path: data}), ON)


def found(path: str, data: bytes) -> list[tuple[str, int | None]]:
    """Code and line of every finding."""
    findings = checked(path, data).findings
    return [(one.rule.code, one.location.span.line if one.location.span else None) for one in findings]


LOST = {
    "closing fence missing": (b"---\nname: Sana\n", ("DOC002", 1)),
    "closing fence of two dashes": (b"---\nname: Sana\n--\n", ("DOC002", 3)),
    "front matter is a list": (b"---\n- Sana\n---\n", ("DOC004", 2)),
    "front matter is a scalar": (b"---\nSana\n---\n", ("DOC004", 2)),
    "front matter is empty": (b"---\n---\nSana\n", ("DOC004", 1)),
    "front matter is a comment": (b"---\n# Sana\n---\n", ("DOC004", 1)),
    "text before the fence": (b"Sana\n---\nname: Sana\n---\n", ("DOC003", 1)),
    "no front matter": (b"name: Sana\n", ("DOC001", 1)),
    "an empty file": (b"", ("DOC001", 1)),
    "four dashes": (b"----\nname: Sana\n----\n", ("DOC001", 1)),
    "UTF-16": ("---\nname: Sana\n---\n".encode("utf-16"), ("DOC005", 1)),
    "cp1250": ("---\nprofession: x\nname: Łucja\n---\n".encode("cp1250"), ("DOC005", 3)),
    "not UTF-8 in the body": (b"---\nname: Sana\n---\n\nOk\n\xff\n", ("DOC005", 6)),
    "a duplicate key": (b"---\nname: Sana\nprofession: a\nprofession: b\n---\n", ("DOC010", 4)),
    "a duplicate key in quotes": (b'---\nname: Sana\n"name": Malik\n---\n', ("DOC010", 3)),
    "an anchor": (b"---\nname: &a Sana\n---\n", ("DOC011", 2)),
    "an alias": (b"---\nname: Sana\nprofession: *a\n---\n", ("DOC011", 3)),
    "a merge key": (b"---\nname: Sana\n<<: {profession: a}\n---\n", ("DOC011", 3)),
    "a tag": (b"---\nname: !!binary U2FuYQ==\n---\n", ("DOC011", 2)),
    "a Python tag": (b"---\nname: !!python/object/apply:os.system [ls]\n---\n", ("DOC011", 2)),
    "a directive": (b"---\n%YAML 1.1\nname: Sana\n---\n", ("DOC009", 3)),
    "100,000 levels": (b"---\nname: " + b"[" * 100_000 + b"\n---\n", ("DOC013", 1)),
    "30,000 levels": (b"---\nname: " + b"[" * 30_000 + b"\n---\n", ("DOC012", 2)),
    "30,000 levels of keys": (b"---\nname: " + b"{a: " * 10_000 + b"\n---\n", ("DOC012", 2)),
    "30,000 levels of dashes": (b"---\nname:\n" + b"- " * 30_000 + b"x\n---\n", ("DOC012", 3)),
    "two documents": (b"---\nname: Sana\n---\nprofession: a\n---\n", ("DOC014", 4)),
    "two whole documents": (b"---\nname: Sana\n---\n---\nname: Bilal\n---\n", ("DOC014", 4)),
    "NUL": (b"---\nname: Sa\0na\n---\n", ("DOC007", 2)),
    "NUL in the body": (b"---\nname: Sana\n---\n\nSa\0na\n", ("DOC007", 5)),
    "an escaped control character": (b'---\nname: "Sana \\e[31m"\n---\n', ("DOC007", 2)),
    "a bidi override": ("---\nname: Sana\u202e\n---\n".encode(), ("DOC007", 2)),
    "a bidi override in the body": ("---\nname: Sana\n---\nSana\u202e\n".encode(), ("DOC007", 4)),
    "a zero-width space in a key": ("---\nna\u200bme: Sana\n---\n".encode(), ("DOC007", 2)),
    "a conflict in the keys": (b"---\nname: Sana\n<<<<<<< HEAD\n=======\n>>>>>>> b\n---\n", ("DOC008", 3)),
    "a conflict in the body": (
        b"---\nname: Sana\n---\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> b\n",
        ("DOC008", 4),
    ),
    "smart quotes": ("---\nname: Sana\nprofession: “a”: b\n---\n".encode(), ("DOC009", 3)),
    "a full-width colon": ("---\nname: Sana\nprofession：a\n---\n".encode(), ("DOC009", 3)),
    "a tab": (b"---\nname: Sana\n\tprofession: a\n---\n", ("DOC009", 3)),
    "an unclosed list": (b"---\nname: Sana\nbackground: [a\nprofession: b\n---\n", ("DOC009", 3)),
    "an unclosed quote": (b'---\nname: Sana\nprofession: "a\nsort-key: b\n---\n', ("DOC009", 3)),
    "a line without a colon": (b"---\nname: Sana\nprofession a\nsort-key: b\n---\n", ("DOC009", 3)),
    "no space after the colon": (b"---\nname: Sana\nprofession:a\n---\n", ("DOC009", 3)),
    "a misspelt key": (b"---\nname: Sana\nprofesion: a\n---\n", ("KEY001", 3)),
    "a missing key": (b"---\nprofession: a\n---\n", ("KEY002", 1)),
    "a key that YAML takes for a flag": (b"---\nname: Sana\nyes: a\n---\n", ("KEY001", 3)),
    "a number for a key": (b"---\nname: Sana\n1: a\n---\n", ("KEY001", 3)),
    "an empty value": (b"---\nname: Sana\nprofession:\n---\n", ("VAL001", 3)),
    "a day that does not exist": (b"---\nname: Sana\npathway-from: 2024-02-30\n---\n", ("VAL002", 3)),
    "a month that does not exist": (b"---\nname: Sana\npathway-from: 2024-13-01\n---\n", ("VAL002", 3)),
    "a day of 0": (b"---\nname: Sana\npathway-from: 0\n---\n", ("VAL002", 3)),
    "a timestamp": (b"---\nname: Sana\npathway-from: 1706918400\n---\n", ("VAL002", 3)),
    "a datetime": (b"---\nname: Sana\npathway-from: 2024-02-03 00:00:00\n---\n", ("VAL002", 3)),
    "Arabic digits": ("---\nname: Sana\npathway-from: ٢٠٢٤-٠٢-٠٣\n---\n".encode(), ("VAL002", 3)),
    "a year too early": (b"---\nname: Sana\npathway-from: 1899-12-31\n---\n", ("VAL002", 3)),
    "a year too late": (b"---\nname: Sana\npathway-from: 2200-01-01\n---\n", ("VAL002", 3)),
    "leading blank lines": (b"\n\n---\nname: Sana\nprofesion: a\n---\n", ("KEY001", 5)),
    "CRLF": (b"---\r\nname: Sana\r\nprofesion: a\r\n---\r\n", ("KEY001", 3)),
    "lone CR": (b"---\rname: Sana\rprofesion: a\r---\r", ("KEY001", 3)),
}


@pytest.mark.parametrize(("data", "expected"), LOST.values(), ids=LOST)
def test_what_would_be_lost_is_found_once_on_its_line(data: bytes, expected: tuple[str, int]) -> None:
    assert found(MEMBER, data) == [expected]
    one = checked(MEMBER, data).findings[0]
    assert one.message and one.help


@pytest.mark.parametrize("opened", ["[", "{a: ", "[{a: ", "[\n ", "{", "[{"])
def test_our_limit_of_depth_comes_before_that_of_any_parser(opened: str) -> None:
    """libyaml looks ahead, and stops at 1,000 levels in one version and at 10,000 in another."""
    levels = (DEEPEST + 1, 100, 990, 1_010, 9_990, 10_010)
    data = [f"---\nname: Sana\nbackground: {opened * many}\n---\n".encode() for many in levels]
    [said] = {(one.rule.code, one.message, one.location) for d in data for one in checked(MEMBER, d).findings}
    assert said[0] == ("DOC009" if opened[-1] == "{" else "DOC012")


READ = {
    "a BOM": ("\ufeff---\nname: Sana Malik\n---\n".encode(), ["DOC006"]),
    "CRLF": (b"---\r\nname: Sana Malik\r\n---\r\nText\r\n", []),
    "lone CR": (b"---\rname: Sana Malik\r---\rText\r", []),
    "blank lines first": (b"\n\n---\nname: Sana Malik\n---\n", []),
    "spaces after the fence": (b"---  \nname: Sana Malik\n--- \n", []),
    "joiners in Urdu": ("---\nname: {latin: Sana Malik, ur: ثنا\u200cملک}\n---\n".encode(), []),
    "a comment that swallows": (b"---\nname: Sana #3\n---\n", ["DOC015"]),
    "a line that looks like data in a comment": (b"---\nname: Sana Malik\n#profession: a\n---\n", ["DOC015"]),
    "a remark": (b"---\nname: Sana Malik  # the elder\n# as she wishes\n---\n", []),
    "a rule in the body": (b"---\nname: Sana Malik\n---\nText\n\n---\n\nMore text: here\n", []),
}


@pytest.mark.parametrize(("data", "codes"), READ.values(), ids=READ)
def test_what_can_be_read_is_a_record(data: bytes, codes: list[str]) -> None:
    result = checked(MEMBER, data)
    assert result.records == 1
    assert [one.rule.code for one in result.findings] == codes


@pytest.mark.parametrize(
    "text", ["NO", "yes", "on", "null", "~", "00017", "0x1F", "1_000", "12:30", "1.10", ".inf"]
)
def test_a_scalar_stays_the_text_it_is(text: str) -> None:
    member = checked(MEMBER, f"---\nname: Sana\nprofession: {text}\n---\n".encode()).society.members[
        "sana-malik"
    ]
    assert member.profession == text


@pytest.mark.parametrize("text", ["00017", "0x1F", "1_000", "12:30", "1.10", "+1", "٩٠", "90 ", "-1", "1e3"])
def test_a_count_is_written_in_plain_digits(text: str) -> None:
    codes = [code for code, _ in found(GROUP, f"---\nname: G\nminutes: '{text}'\n---\n".encode())]
    assert codes == ([] if text == "90 " else ["VAL004"])


def test_all_mistakes_of_all_files_are_told_in_one_run() -> None:
    files = {
        MEMBER: b"---\nname: Sana\nprofesion: a\npathway-from: 2024-02-30\n---\n",
        GROUP: b"---\nname: G\nleaders: [nobody-here]\nmode: on-line\n---\n",
        "records/sessions/2024-03-12-lahore-tuesday.md": b"---\ndate: 2024-03-12\ngroup: lahore-tuesday\n",
    }
    findings = check(MemorySource(files), ON).findings
    assert [(one.location.path.split("/")[1], one.rule.code) for one in findings] == [
        ("groups", "VAL007"),
        ("members", "KEY001"),
        ("members", "VAL002"),
        ("sessions", "DOC002"),
    ]


def test_a_broken_file_is_not_called_unknown_by_those_that_name_it() -> None:
    files = {
        MEMBER: b"---\nname: Sana\n",
        GROUP: b"---\nname: G\nleaders: [sana-malik]\n---\n",
    }
    assert [one.rule.code for one in check(MemorySource(files), ON).findings] == ["DOC002"]


def test_a_body_is_never_quoted() -> None:
    secret = "She told us of the patient"
    told = (
        f"---\nname: Sana\n---\n{secret}\0\n",
        f"{secret}\n---\nname: Sana\n---\n",
        f"---\nname: Sana\n{secret}\n",
    )
    for data in told:
        assert secret not in repr(checked(MEMBER, data.encode()).findings)


def test_a_message_never_repeats_what_was_entered() -> None:
    entered = "31 Feb, told in confidence"
    result = checked(MEMBER, f"---\nname: Sana\npathway-from: {entered}\n---\n".encode())
    assert all(entered not in one.message + one.help for one in result.findings)


@pytest.mark.parametrize(
    ("front", "line", "said"),
    [
        ("name:Sana\nprofession: a", 2, "no space after the colon"),
        ("name Sana\nprofession: a", 2, "neither a key with a value"),
        ("name = Sana\nprofession: a", 2, "neither a key with a value"),
        ("name：Sana\nprofession: a", 2, "U+FF1A"),
        ("name:\u00a0Sana\nprofession: a", 2, "U+00A0"),
        ('name: Sana\nprofession: "a\nsort-key: "b"', 3, "never closed"),
        ("name: Sana\nbackground: ['a, b]\nsort-key: 'b'", 3, "not closed"),
        ("name: {latin: Malik, Sana}", 2, "the comma before this"),
        ("name: Sana\nbackground: {a, b}", 3, "here is a word alone"),
        ("name: Sana\n=======\nprofession: a", 3, "both sides of a conflict"),
    ],
)
def test_the_line_that_is_wrong_is_the_one_that_is_blamed(front: str, line: int, said: str) -> None:
    (one,) = checked(MEMBER, f"---\n{front}\n---\n".encode()).findings
    assert (one.location.span and one.location.span.line, said in one.message) == (line, True)
    assert one.help


def test_dots_are_no_closing_fence() -> None:
    assert found(MEMBER, b"---\nname: Sana\n...\nText\n") == [("DOC002", 3)]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("  - one of them\n  # the other of them\n", True),
        ("  - {latin: a}\n  # {latin: b}\n", True),
        ("  - one of them\n# as agreed in spring\n", False),
        ("    # as agreed in spring\n", False),
    ],
)
def test_an_item_that_became_a_comment_is_told(lines: str, told: bool) -> None:
    codes = [code for code, _ in found(GROUP, f"---\nname: G\nnorms:\n{lines}  - the last\n---\n".encode())]
    assert ("DOC015" in codes) is told


@pytest.mark.parametrize(
    ("profession", "codes"),
    [
        ("“psychiatrist”", ["DOC016"]),
        ("„psychiatrist“", ["DOC016"]),
        ('psychiatrist"', ["DOC016"]),
        ('5" tape measure', ["DOC016"]),
        ("says “no” to all", []),
        ('says "no" to all', []),
        ("the patient’s doctor", []),
        ('"psychiatrist"', []),
    ],
)
def test_a_quotation_mark_that_holds_nothing_is_told(profession: str, codes: list[str]) -> None:
    result = checked(MEMBER, f"---\nname: Sana\nprofession: {profession}\n---\n".encode())
    assert ([one.rule.code for one in result.findings], result.records) == (codes, 1)


def test_a_quotation_mark_that_makes_a_value_wrong_is_not_told_again() -> None:
    assert found(MEMBER, "---\nname: Sana\npathway-from: “2024-01-01”\n---\n".encode()) == [("VAL002", 3)]


def test_three_thousand_equal_comments_are_told_once() -> None:
    remarks = "# profession: a\n" * 3000 + "sort-key: 'a # b'  # as she wishes\n"
    told = found(MEMBER, f"---\nname: Sana\n{remarks}---\n".encode())
    assert told == [("DOC015", 3)]


@pytest.mark.parametrize(
    ("front", "code", "said"),
    [
        ("name:\u00a0Sana", "DOC009", "no-break space (U+00A0) after the colon"),
        ("name:\u2003Sana", "DOC009", "space of another kind (U+2003) after the colon"),
        ("name:\u00a0", "DOC009", "no-break space (U+00A0) after the colon"),
        ("name: Sana\nprofession:\u202fa", "DOC009", "no-break space (U+202F) after the colon"),
        ("\u00a0name: Sana", "DOC009", "no-break space (U+00A0) in this key"),
        ("name: \u00a0", "VAL001", "nothing in it but spaces"),
        ("name: ~", "VAL001", "~ and null mean: no value"),
        ("name: null", "VAL001", "~ and null mean: no value"),
        ("name: {latin: ~}", "VAL001", "~ and null mean: no value"),
        ("name: Sana\npathway-from: null", "VAL001", "~ and null mean: no value"),
        ("name: Sana\nmembership: ~", "VAL001", "~ and null mean: no value"),
        ("name: Sana\npolicy: null", "VAL001", "~ and null mean: no value"),
        ("name: Sana\nalso-known-as:\n  -", "VAL001", "has no value"),
        ("name:", "VAL001", "has no value"),
        ('name: "A\\nB"', "VAL009", "has a line break in it"),
        ("name: |\n  A\n  B", "VAL009", "has a line break in it"),
    ],
)
def test_what_stands_for_no_value_is_named_for_what_it_is(front: str, code: str, said: str) -> None:
    [one] = checked(MEMBER, f"---\n{front}\n---\n".encode()).findings
    assert one.rule.code == code and said in one.message


def test_equal_findings_of_one_file_are_one_with_their_number() -> None:
    number = 4000
    aliases = "  - “Sana”\n" * number
    [one] = checked(MEMBER, f"---\nname: Sana\nalso-known-as:\n{aliases}---\n".encode()).findings
    assert one.rule.code == "DOC016" and one.location.span and one.location.span.line == 4
    assert one.message.endswith(f"({number} times in this file, first in lines 4, 5, 6, 7)")


def test_a_few_equal_findings_stand_at_their_places() -> None:
    aliases = "  - “Sana”\n" * 3
    told = found(MEMBER, f"---\nname: Sana\nalso-known-as:\n{aliases}---\n".encode())
    assert told == [("DOC016", line) for line in (4, 5, 6)]

"""How a finding looks to a committee member, on 80 columns."""

from __future__ import annotations

import pytest

from balintrec.finding import Finding, Location, Related, Span
from balintrec.formats.ansi import Painter, ansi
from balintrec.formats.findings.text import findings_text
from balintrec.sanitize import width
from tests.formats.findings import COMMENT, HOSTILE, PATH, finding, shown


def looks(one: Finding, *lines: str) -> None:
    text = findings_text(shown(one), quiet=True)
    assert text.split("\n")[1:] == list(lines)


def test_first_line_is_what_editors_read() -> None:
    text = findings_text(shown(finding("attendees: [ayesha-kahn]", (13, 24))))
    assert text.startswith(f'{PATH}:7:13: error REF001 unknown-record: no member "ayesha-kahn"\n')


def test_span_is_underlined_and_the_short_answer_stands_beside_it() -> None:
    looks(
        finding("attendees: [ayesha-kahn, bilal-ahmed]", (13, 24)),
        "   7 | attendees: [ayesha-kahn, bilal-ahmed]",
        '     |             ^^^^^^^^^^^ did you mean "ayesha-khan"?',
        "   help: correct the id",
    )


def test_whole_file_has_no_excerpt() -> None:
    looks(finding(None), '   help: did you mean "ayesha-khan"? correct the id')


def test_place_in_a_body_has_no_excerpt() -> None:
    looks(finding(None, (3, 9), help="delete it"), "   help: delete it")


def test_related_places_are_named() -> None:
    other = Related(Location("records/members/sana-malik.md", Span(2, 1, 2, 5)), "the first")
    looks(finding(None, help="", related=(other,)), "   see: records/members/sana-malik.md:2:1: the first")


@pytest.mark.parametrize(
    ("line", "part", "carets"),
    [
        ("name: 漢字 x", "x", "           ^"),
        ("name: Zoe\u0301 x", "x", "          ^"),
        ("name: 👩‍⚕️ x", "x", "         ^"),
        ("name: a\tx", "x", "         ^"),
        ("name: عائشہ خان", "خان", "      ^^^^^^^^^"),
    ],
)
def test_carets_stand_under_their_columns(line: str, part: str, carets: str) -> None:
    start = line.index(part)
    text = findings_text(shown(finding(line, (start + 1, start + len(part) + 1), help="")), quiet=True)
    assert text.split("\n")[2] == f"     | {carets}"


def test_long_line_is_cut_around_its_span() -> None:
    people = ", ".join(f"member-number-{number}" for number in range(40))
    line = f"attendees: [{people}]"
    start = line.index("member-number-20")
    looks(
        finding(line, (start + 1, start + 17), help=""),
        "   7 | … member-number-18, member-number-19, member-number-20, member-number-21…",
        "     |                                       ^^^^^^^^^^^^^^^^",
    )


@pytest.mark.parametrize("length", [1, 60, 79, 300])
@pytest.mark.parametrize("before", [0, 40, 500])
@pytest.mark.parametrize("after", [0, 40, 500])
@pytest.mark.parametrize("letter", ["x", "漢", "خ"])
def test_every_excerpt_fits_eighty_columns(before: int, length: int, after: int, letter: str) -> None:
    line = "-" * before + letter * length + "-" * after
    text = findings_text(shown(finding(line, (before + 1, before + length + 1), help="")), quiet=True)
    _, excerpt, carets = text.split("\n")
    assert width(excerpt) <= 80
    assert width(carets) <= 80
    assert letter in excerpt
    assert excerpt[carets.index("^")] in (letter, "…") or letter == "漢"


@pytest.mark.parametrize("columns", [40, 50, 60, 80, 100])
@pytest.mark.parametrize("before", [0, 20, 70])
def test_narrow_screen_is_kept_to_and_the_carets_stay_right(columns: int, before: int) -> None:
    name = "kamran-beg"
    line = "a" * before + f"{name}, zainab-hussain, tariq-mehmood, ayesha-siddiqui, nadia-iqbal"
    one = finding(
        line, (before + 1, before + 1 + len(name)), help="correct the id, or add a record of the member"
    )
    lines = findings_text(shown(one), Painter(columns=columns, screen=True)).split("\n")
    assert max(map(width, lines)) <= columns
    at = next(number for number, line in enumerate(lines) if "^" in line)
    assert lines[at - 1][lines[at].index("^") :].startswith(name)
    assert lines[at].count("^") == len(name)


def test_narrow_screen_has_the_place_on_its_own_lines() -> None:
    text = findings_text(shown(finding(None, path="records/sessions/2024/2024-03-12-lahore-tuesday.md", help="")),
                         Painter(columns=40, screen=True), quiet=True)  # fmt: skip
    assert text.split("\n") == [
        "records/sessions/2024/2024-03-12-lahore-",
        "tuesday.md:",
        "   error REF001 unknown-record: no",
        '                member "ayesha-kahn"',
    ]


def test_narrow_pipe_keeps_the_first_line_whole() -> None:
    text = findings_text(shown(finding(None)), Painter(columns=40))
    assert text.split("\n")[0].endswith('no member "ayesha-kahn"')


def test_span_over_several_lines_says_where_it_ends() -> None:
    looks(
        finding("stages:", (7, 1, 9, 4), help=""),
        "   7 | stages:",
        "     | ^^^^^^^ to line 9",
    )


def test_long_short_answer_goes_below_the_carets() -> None:
    name = "a-very-long-name-" * 4
    looks(
        finding("x: " + "y" * 60, (4, 64), help=f'did you mean "{name}"?'),
        "   7 | x: " + "y" * 60,
        "     |    " + "^" * 60,
        "     | did you mean",
        f'     | "{name}"?',
    )


def test_nothing_in_a_record_moves_the_terminal() -> None:
    text = findings_text(shown(HOSTILE))
    assert not {"\x1b", "\x07", "\u202e", "\r"} & set(text)
    assert "\\x1b[31mayesha-kahn\\u202e" in text
    assert text.split("\n")[0].startswith("records/sessions/a,b:c\\n\\x1b[2J.md:7:13: error REF001")


def test_errors_and_warnings_have_their_colours() -> None:
    text = findings_text(shown(finding(None), finding(None, rule=COMMENT)), ansi)
    assert "\x1b[1;31merror REF001\x1b[0m" in text
    assert "\x1b[1;33mwarning DOC015\x1b[0m" in text


def test_colour_changes_no_letter() -> None:
    import re

    one = shown(finding("attendees: [ayesha-kahn]", (13, 24)))
    assert re.sub(r"\x1b\[[\d;]*m", "", findings_text(one, ansi)) == findings_text(one)


@pytest.mark.parametrize(("number", "blocks"), [(10, 10), (11, 1), (386, 1)])
def test_many_findings_that_say_the_same_are_one_with_their_number(number: int, blocks: int) -> None:
    one = finding("leaders: []", (1, 8))
    many = [
        one._replace(location=Location(f"records/sessions/{n}.md", one.location.span)) for n in range(number)
    ]
    text = findings_text(shown(*many), quiet=True)
    assert text.count("\n\n") == blocks - 1
    assert (f"   same: {number} times in all: records/sessions/0.md:7:1" in text) == (blocks == 1)
    assert findings_text(shown(*many)).endswith(f"{number} errors; 1 suppressed")

"""How a standing is told: in full, in a line, as JSON, as Markdown."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from balintrec.formats.ansi import Painter, ansi, plain
from balintrec.formats.standing.json import standing_json
from balintrec.formats.standing.lines import standing_lines
from balintrec.formats.standing.markdown import standing_markdown
from balintrec.formats.standing.text import standing_text
from balintrec.pathway import StageStanding, Standing, Status, standing
from balintrec.sanitize import width
from balintrec.views.standing import Due, next_due
from tests.conftest import Expect
from tests.formats.standings import HOURS, LEADING, MET, STANDING, UNREAD, WISH, outcome
from tests.sample import ON, society

EXPECTED = Path(__file__).parent / "expected"
MEMBERS = sorted(society().members)


def with_outcomes(*outcomes: object) -> Standing:
    stage = StageStanding("leading", "Lead", Status.NOT_MET, None, outcomes)  # type: ignore[arg-type]
    return STANDING._replace(stages=(stage,))


def test_standing_in_full(expect: Expect) -> None:
    expect(EXPECTED / "standing.txt", standing_text(society(), STANDING))


@pytest.mark.parametrize(("days", "said"), [(0, "since"), (1, "from")])
def test_pathway_that_begins_later_has_not_gone_on_since_then(days: int, said: str) -> None:
    begin = STANDING.on + timedelta(days=days)
    later = STANDING._replace(begin=begin)
    for text in (standing_text(society(), later), standing_markdown(society(), [later])):
        assert f"on the pathway {said} {begin}" in " ".join(text.split())


def test_standing_with_evidence(expect: Expect) -> None:
    expect(EXPECTED / "standing-evidence.txt", standing_text(society(), STANDING, evidence=True))


def test_standing_in_markdown(expect: Expect) -> None:
    expect(EXPECTED / "standing.md", standing_markdown(society(), [STANDING, UNREAD]))


def test_standing_in_json(expect: Expect) -> None:
    expect(EXPECTED / "standing.json", standing_json([STANDING, UNREAD]))


def test_standings_in_lines(expect: Expect) -> None:
    people = [standing(society(), society().members[member], ON) for member in MEMBERS]
    expect(EXPECTED / "standings.txt", standing_lines(society(), [*people, UNREAD]))


def test_candidate_of_the_sample_society(expect: Expect) -> None:
    person = society().members["ayesha-siddiqui"]
    expect(EXPECTED / "ayesha-siddiqui.txt", standing_text(society(), standing(society(), person, ON)))


@pytest.mark.parametrize("member", MEMBERS)
def test_every_standing_fits_eighty_columns(member: str) -> None:
    text = standing_text(society(), standing(society(), society().members[member], ON))
    assert max(width(line) for line in text.split("\n")) <= 80


@pytest.mark.parametrize("columns", [40, 50, 60, 80, 100])
@pytest.mark.parametrize("member", ["saima-batool", "lucja-zolc-wisniewska", "kamran-baig"])
def test_standing_fits_the_screen(member: str, columns: int) -> None:
    person, paint = society().members[member], Painter(columns=columns, screen=True)
    text = standing_text(society(), standing(society(), person, ON), paint, evidence=True)
    assert max(width(line) for line in text.split("\n")) <= columns
    assert "…" not in text


@pytest.mark.parametrize("columns", [40, 50, 60, 63, 64, 80, 100])
def test_list_fits_the_screen_and_nothing_is_cut(columns: int) -> None:
    people = [standing(society(), society().members[member], ON) for member in MEMBERS]
    text = standing_lines(society(), [*people, STANDING, UNREAD], Painter(columns=columns, screen=True))
    assert max(map(width, text.split("\n"))) <= columns
    assert "…" not in text
    assert all(one.member in text for one in people)


@pytest.mark.parametrize(
    ("statuses", "lacking"),
    [
        ((Status.NOT_MET, Status.NOT_MET, Status.MET), "2 of 3"),
        ((Status.UNKNOWN,), "? of 1"),
        ((Status.UNKNOWN, Status.UNKNOWN, Status.NOT_MET), "1? of 3"),
    ],
)
def test_unknown_is_not_counted_as_missing(statuses: tuple[Status, ...], lacking: str) -> None:
    one = with_outcomes(*(outcome(status=status) for status in statuses))
    assert f" {lacking}" in standing_lines(society(), [one]).split("\n")[1]


def test_list_fits_eighty_columns() -> None:
    long = STANDING._replace(member="a-name-of-many-syllables-that-goes-on-and-on")
    lines = standing_lines(society(), [STANDING, long, UNREAD]).split("\n")
    assert max(map(width, lines)) <= 80


def test_every_verdict_comes_with_what_is_not_checked() -> None:
    sentence = STANDING.not_checked[0]
    texts = (
        standing_text(society(), STANDING),
        standing_lines(society(), [STANDING]),
        standing_markdown(society(), [STANDING]),
        standing_json([STANDING]),
    )
    assert all(sentence in text for text in texts)


def test_placeholder_is_called_by_its_name() -> None:
    text = " ".join(standing_text(society(), STANDING).split())
    assert "(placeholder: the committee has yet to decide)" in text


def test_record_text_does_not_move_the_terminal() -> None:
    person = society(), STANDING
    texts = (standing_text(*person), standing_markdown(society(), [STANDING]), standing_json([STANDING]))
    assert not any("\x1b" in text for text in texts)


def test_colour_is_only_added() -> None:
    assert "\x1b[32m✓" in standing_text(society(), STANDING, ansi)
    assert "\x1b" not in standing_text(society(), STANDING, plain)


def test_json_numbers_are_whole_or_texts() -> None:
    data = json.loads(standing_json([STANDING]))
    hours = data["members"][0]["stages"][1]["requirements"][1]
    assert (hours["have"], hours["need"]) == ("3/2", 2)
    assert hours["amounts"] == ["3/2", 1, 1]


def test_json_has_the_documented_keys() -> None:
    (member,) = json.loads(standing_json([STANDING]))["members"]
    assert {"member", "policy", "on", "stages"} <= set(member)
    stage = member["stages"][0]
    assert {"id", "status", "first_met", "requirements"} <= set(stage)
    requirement = stage["requirements"][0]
    assert {"id", "status", "have", "need", "unit", "met_on", "lapses_on"} <= set(requirement)
    assert {"counted", "excluded", "values", "sources", "next"} <= set(requirement)


@pytest.mark.parametrize(
    ("outcomes", "due"),
    [
        ((HOURS,), Due(date(2026, 12, 31), "leading/hours", lapses=False)),
        ((MET,), Due(date(2027, 3, 1), "leading/member", lapses=True)),
        ((MET, HOURS), Due(date(2026, 12, 31), "leading/hours", lapses=False)),
        ((WISH,), None),
        ((outcome(status=Status.WAIVED, due=date(2026, 12, 1)),), None),
        ((outcome(kind="any-of", parts=(HOURS,)),), Due(date(2026, 12, 31), "leading/hours", lapses=False)),
        ((), None),
    ],
)
def test_next_day_is_the_first_that_binds(outcomes: tuple[object, ...], due: Due | None) -> None:
    assert next_due(society(), with_outcomes(*outcomes)) == due


def test_next_day_of_a_leader_is_the_end_of_the_credential() -> None:
    held = STANDING._replace(credentials=("accredited-leader",), stages=(LEADING,))
    assert next_due(society(), held) == Due(date(2031, 1, 31), "accredited-leader", lapses=True)

"""Pictures as values: what they hold, that nothing lies on anything else, and what a reader is told of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balintrec.formats.html import _environment
from balintrec.pathway import Status, standing
from balintrec.sanitize import width
from balintrec.society import load
from balintrec.views.drawings import attendance, lines, pathway, timeline
from balintrec.views.member import Person, person
from balintrec.wording.language import SOURCE
from tests.formats.test_dossier_formats import Seen
from tests.pathway.societies import Question, as_files, questions
from tests.sample import ON, society
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

MEMBERS = sorted(society().members)


def of_sample(member: str, on: date = ON) -> Person:
    return person(society(), standing(society(), society().members[member], on))


@settings(max_examples=60)
@given(questions())
def test_pictures_of_any_society_hold_everything_in_their_bounds(question: Question) -> None:
    drawn, member, day = question
    read = load(MemorySource(as_files(drawn)))
    found = person(read, standing(read, read.members[member], day))
    grid, way, line = attendance(found), pathway(found), timeline(found)
    assert grid.total == sum(month.total for month in found.months)
    for year in grid.years:
        assert year.y + grid.high <= grid.height
        assert all(cell.x > 0 and cell.x + grid.cell <= grid.width for cell in year.cells)
    for one, after in zip(way.stops, way.stops[1:], strict=False):
        assert max([one.y, *(dot.y for dot in one.dots)]) < after.y - 20
    assert all(dot.x < way.width and dot.y < way.height for stop in way.stops for dot in stop.dots)
    for mark, later in zip(line.marks, line.marks[1:], strict=False):
        assert mark.day <= later.day
        assert mark.y + len(mark.text) * line.line < later.y - 8
    assert line.marks[-1].y < line.height


@given(st.text(max_size=300), st.integers(8, 50), st.integers(1, 4))
def test_lines_fit_and_tell_what_is_left_out(text: str, columns: int, most: int) -> None:
    found = lines(text, columns, most)
    assert 1 <= len(found) <= most
    assert all(width(line) <= columns for line in found)


def test_grid_has_a_row_a_year_and_a_number_a_month() -> None:
    grid = attendance(of_sample("hina-raza"))
    assert [year.year for year in grid.years] == [2022, 2023, 2024, 2025, 2026]
    april = grid.years[2].cells[3]
    assert (april.month.first, april.month.total, april.led, april.presented) == (
        date(2024, 4, 1),
        2,
        True,
        True,
    )
    assert dict(grid.ways)["co-led"] == 15


def test_grid_of_somebody_who_never_came_has_no_rows() -> None:
    assert attendance(of_sample("shaista-rahim")).years == ()


def test_pathway_shows_where_the_member_is() -> None:
    way = pathway(of_sample("saima-batool"))
    (here,) = [stop for stop in way.stops if stop.here]
    assert here.stage.id == "reflection"
    assert (way.met, here.met, here.asked) == (3, 0, 1)
    assert [dot.status for dot in way.stops[2].dots] == [
        Status.MET,
        Status.MET,
        Status.NOT_MET,
        Status.NOT_MET,
    ]
    assert [dot.desirable for dot in way.stops[2].dots] == [False, False, True, True]


def test_timeline_goes_from_the_beginning_over_today_to_what_is_due() -> None:
    marks = timeline(of_sample("ayesha-siddiqui")).marks
    assert marks[0].what == "begins"
    assert [one.what for one in marks[-3:]] == ["today", "due", "due"]


def test_timeline_holds_the_day_on_which_each_requirement_was_met() -> None:
    found = of_sample("hina-raza")
    met = {(one.met_on, one.title) for one in found.standing.outcomes() if one.met_on}
    drawn = {(one.day, " ".join(one.text)) for one in timeline(found).marks if one.what == "met"}
    assert met == drawn


@pytest.mark.parametrize("member", MEMBERS)
@pytest.mark.parametrize("picture", ["attendance", "pathway", "timeline"])
def test_picture_has_a_title_a_description_and_text_as_text(member: str, picture: str) -> None:
    found = of_sample(member)
    values = {"attendance": attendance, "pathway": pathway, "timeline": timeline}[picture](found)  # type: ignore[operator]
    seen = Seen(drawn(picture, values))
    ((tag, attributes), *_) = seen.elements
    assert (tag, attributes["role"]) == ("svg", "img")
    assert attributes["aria-labelledby"] == "one-title one-desc"
    assert {"one-title", "one-desc"} == {a["id"] for _, a in seen.elements if "id" in a}
    assert not [a for _, a in seen.elements if "style" in a or "fill" in a]
    assert seen.open == []


def drawn(picture: str, values: object) -> str:
    """One picture alone, drawn by its template."""
    text = f'{{% from "site/svg/{picture}.svg.html" import {picture} with context %}}{{{{ {picture}(values, "one") }}}}'
    return _environment(SOURCE).from_string(text).render(values=values)

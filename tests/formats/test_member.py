"""A member's values, and the page that the site makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings

from balintrec.check import check
from balintrec.formats.html import page
from balintrec.formats.site.named import Name, Named
from balintrec.model import Session
from balintrec.pathway import Standing, standing
from balintrec.pathway.credentials import activities_of, happened
from balintrec.pathway.timeline import timeline as told
from balintrec.society import load
from balintrec.views.drawings import attendance, pathway, timeline
from balintrec.views.member import Person, person
from balintrec.views.member.relevant_records import records_about
from tests.formats.dossiers import NAMES, SECRET, hostile
from tests.formats.test_dossier_formats import Seen
from tests.pathway.societies import Hat, Question, a_question, as_files, questions
from tests.sample import ON, society
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

MEMBERS = sorted(society().members)
FRAME = SimpleNamespace(
    public=False,
    lang=lambda text: "",
    society=SimpleNamespace(text="Indus Balint Society", lang="en"),
    assets="../",
    top="../",
    sections=(),
    alternates=(),
    on=ON,
    commit="",
    changed=False,
    policies=(),
)


def of_sample(member: str, on: date = ON) -> Person:
    return person(society(), standing(society(), society().members[member], on))


def unlinked(id: str) -> Named:
    return Named(id, (Name(id, ""),), "")


def member_page(found: Person, *, full: bool = True) -> str:
    """The page as the site makes it, of a site without other pages."""
    return page(
        "site/member.html",
        frame=FRAME,
        person=found,
        grid=attendance(found),
        way=pathway(found),
        line=timeline(found),
        record_link=lambda ref: "",
        full=full,
        named=Named(found.standing.member, tuple(Name(text, "") for _, text in found.names), ""),
        not_held=[],
        suspended=False,
        named_member=unlinked,
        named_group=unlinked,
    )


# The values


@settings(max_examples=60)
@given(questions())
def test_months_hold_every_session_once(question: Question) -> None:
    drawn, member, day = question
    read = load(MemorySource(as_files(drawn)))
    found = person(read, standing(read, read.members[member], day))
    came = [
        one
        for one, _ in activities_of(read, member)
        if isinstance(one, Session) and happened(one) and one.date <= day
    ]
    assert sum(month.total for month in found.months) == len(came)
    assert sum(sum(group.sessions.values()) for group in found.groups) == len(came)
    firsts = [month.first for month in found.months]
    assert firsts == sorted(set(firsts))
    assert all(first.day == 1 and first <= day for first in firsts)
    for month in found.months:
        own = [
            one for one in came if (one.date.year, one.date.month) == (month.first.year, month.first.month)
        ]
        assert month.total == len(own)


@settings(max_examples=60)
@given(questions())
@example(a_question(Hat(972)))  # met, with due days beyond those that its numbers speak of
@example(a_question(Hat(2288)))  # met without the due day that a decision waives
def test_due_days_agree_with_the_verdict(question: Question) -> None:
    drawn, member, day = question
    read = load(MemorySource(as_files(drawn)))
    now = standing(read, read.members[member], day)
    found = person(read, now)
    served: Mapping[str, set[str]] = {
        one.id: {counted.record for counted in one.counted}
        for one in _flat(now)
        if one.kind == "writing" and not one.decisions
    }
    for requirement, records in served.items():
        days = [one for one in found.due_days if one.requirement == requirement]
        assert {one.record for one in days if one.state == "served"} == records
        assert [one.number for one in days] == sorted(one.number for one in days)


def _flat(now: Standing) -> list:  # type: ignore[type-arg]
    from balintrec.views.member.requirements import all_outcomes

    return list(all_outcomes(now.outcomes()))


def test_numbers_are_sentences_with_sources() -> None:
    numbers = of_sample("saima-batool").numbers["participation/two-years-attendance"]
    assert [(one.key, one.said, one.source) for one in numbers] == [
        ("span", "from first to last 24 months or more", "published"),
        ("each", "at least 1 session in each period of 3 months", "committee"),
    ]


def test_co_leading_is_told_by_leader_with_the_credential_of_that_day() -> None:
    found = of_sample("saima-batool").co_leading
    assert [(one.leader.id, one.sessions, one.accredited) for one in found] == [
        ("sana-malik", 9, 9),
        ("lucja-zolc-wisniewska", 2, 2),
        ("omar-farooq", 1, 1),
    ]


def test_what_comes_next_is_in_order_of_day_and_knows_what_is_past() -> None:
    (overdue,) = of_sample("saima-batool").coming
    assert (overdue.day, overdue.overdue, overdue.lapses) == (date(2026, 10, 24), True, False)
    (end,) = of_sample("lucja-zolc-wisniewska").coming
    assert (end.day, end.what, end.lapses) == (date(2031, 1, 31), "accredited-leader", True)


def test_leave_marks_its_months_and_no_others() -> None:
    leave = [one.first for one in of_sample("noor-fatima").months if one.leave]
    assert leave == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]


def test_turns_without_a_timeline_are_the_days_since_which_requirements_are_met() -> None:
    now = standing(society(), society().members["hina-raza"], ON)
    short = person(society(), now)
    full = person(society(), now, told=told(society(), society().members["hina-raza"], ON))
    assert {(one.day, one.requirement) for one in short.turns} == {
        (one.day, one.requirement) for one in full.turns
    }


@pytest.mark.parametrize("member", MEMBERS)
def test_every_record_spoken_of_has_a_path(member: str) -> None:
    found = of_sample(member)
    spoken = {
        *(one.record for one in (*found.supervisions, *found.reflections, *found.statements)),
        *(one.record for one in (*found.references, *found.attestations, *found.decisions, *found.events)),
        *(one.record for outcome in found.standing.outcomes() for one in outcome.counted),
    }
    assert spoken <= set(found.paths)
    assert {one.ref for one in records_about(society(), member)} <= set(found.paths)


def test_evaluations_concern_nobody() -> None:
    kinds = {one.kind_folder for member in MEMBERS for one in records_about(society(), member)}
    assert "evaluations" not in kinds
    assert "sessions" in kinds


# The page


@pytest.mark.parametrize("member", MEMBERS)
def test_page_of_everybody_is_whole_and_needs_nothing(member: str) -> None:
    seen = Seen(member_page(of_sample(member)))
    assert seen.open == []
    assert not {"script", "style", "img", "iframe"} & {tag for tag, _ in seen.elements}
    assert not [
        one for _, attributes in seen.elements for one in attributes if one == "style" or one[:2] == "on"
    ]
    ids = [attributes["id"] for _, attributes in seen.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    labels = " ".join(attributes.get("aria-labelledby") or "" for _, attributes in seen.elements)
    assert set(labels.split()) <= set(ids)


def test_page_says_what_comes_next_and_every_requirement_with_its_source() -> None:
    text = " ".join(Seen(member_page(of_sample("saima-batool"))).text.split())
    assert "24 Oct 2026 was due, and can still be done Write about your growth" in text
    assert "from first to last 24 months or more (published)" in text
    assert "at least 1 session in each period of 3 months (decided by the committee)" in text
    assert "at most 12 months before the application (placeholder: the committee has yet to decide)" in text


@pytest.mark.parametrize("name", NAMES)
def test_page_shows_a_name_as_it_is_written_and_no_body(name: str) -> None:
    checked = check(hostile(name), ON)
    found = person(
        checked.society, standing(checked.society, checked.society.members["zed"], ON), checked.findings
    )
    seen = Seen(member_page(found))
    assert name in seen.text
    assert SECRET not in seen.text
    assert not {"script", "img"} & {tag for tag, _ in seen.elements}


def test_page_that_is_not_for_the_committee_says_less() -> None:
    found = of_sample("hina-raza")
    full, short = member_page(found), member_page(found, full=False)
    assert "recommended by her supervisor" in full
    assert "recommended by her supervisor" not in short
    assert "Supervision</h2>" not in short

"""Who is where: the overview says of everybody what `balintrec status` says."""

from __future__ import annotations

from datetime import date

from balintrec.finding import Finding, Location, Rule, Severity
from balintrec.pathway import Standing, standing
from balintrec.views.overview import Place, Step, coming, place, steps, tallies
from tests.sample import ON, society


def _places(on: date = ON) -> list[Place]:
    whole = society()
    inside = [one for one in whole.members.values() if one.membership]
    return [place(whole, standing(whole, one, on)) for one in inside]


def test_everybody_stands_at_one_step_in_the_order_of_the_pathway() -> None:
    found = steps(society(), _places())
    assert [(step.kind, step.title, len(some)) for step, some in found.items()] == [
        ("stage", "Participate actively", 4),
        ("stage", "Co-lead a group", 4),
        ("stage", "Reflection and self-assessment", 1),
        ("stage", "Supervisor approval", 1),
        ("decided", "", 1),
        ("holds", "accredited-leader", 5),
        ("former", "", 1),
    ]
    assert sorted(one.member for some in found.values() for one in some) == sorted(
        one.member for one in _places()
    )


def test_what_is_missing_is_counted_as_status_counts_it() -> None:
    found = {one.member: (one.missing, one.of) for one in _places()}
    assert found["ayesha-siddiqui"] == (2, 2)
    assert found["farhan-qureshi"] == (1, 2)
    assert found["hina-raza"] == (0, 0)


def test_due_days_come_in_order_and_the_late_ones_first() -> None:
    soon, later = coming(_places(), ON)
    days = [one.coming.day for one in soon if one.coming]
    assert days == sorted(days)
    assert days[0] == date(2026, 10, 24) < ON
    assert days[-1] <= date(2027, 5, 23)
    assert later == 1
    first = soon[0].coming
    assert first is not None and first.what == "Write about your growth as a leader every six months"


def test_credential_that_runs_out_is_called_by_its_name() -> None:
    found = {one.member: one.coming for one in _places()}["lucja-zolc-wisniewska"]
    assert found is not None and (found.what, found.credential, found.lapses) == (
        "accredited-leader",
        True,
        True,
    )


def test_findings_are_summed_up_errors_first() -> None:
    often = Rule("B1", "often", Severity.WARNING, "")
    seldom = Rule("A1", "seldom", Severity.WARNING, "")
    wrong = Rule("C1", "wrong", Severity.ERROR, "")
    given = [
        Finding(rule, Location(f"{number}.md"), "x")
        for number, rule in enumerate((seldom, often, often, wrong))
    ]
    assert [(one.rule.code, len(one.findings)) for one in tallies(given)] == [("C1", 1), ("B1", 2), ("A1", 1)]


def test_suspended_is_not_for_the_committee_to_grant() -> None:
    whole = society()
    omar = whole.members["omar-farooq"]
    during = place(whole, standing(whole, omar, date(2025, 8, 1)))
    assert during.step == Step("suspended", "accredited-leader")
    assert place(whole, standing(whole, omar, ON)).step.kind == "holds"


def test_unknown_steps_come_last() -> None:
    odd = Place(
        "x", Step("stage", "Of a policy that is gone"), 1, False, 1, None, Standing("x", ON, None, None)
    )
    assert list(steps(society(), [odd, *_places()]))[-1] == odd.step

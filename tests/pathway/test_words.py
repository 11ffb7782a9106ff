"""What a standing says in words: what comes next, what does not count and why, what a stage waits for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from balintrec.pathway import Outcome, Standing, standing
from balintrec.society import load
from balintrec.views.standing import stage_words
from tests.pathway.edges import (
    A_LETTER,
    A_REPORT,
    ACCREDITED,
    FEE,
    KNOWN_AS,
    SUPERVISOR,
    applied,
    attested,
    day,
    each,
    event,
    leave,
    letter,
    missed,
    need,
    observed,
    period,
    practice,
    recognise,
    report,
    stage,
    told,
    waive,
    went,
    wrote,
)  # fmt: skip
from tests.pathway.societies import as_files
from tests.sources import MemorySource

Society = dict[str, Any]
TORN = {"records/sessions/torn.md": b"---\nattendees: [ada]\n"}


def stand(society: Society, on: str = "2024-06-01", broken: dict[str, bytes] | None = None) -> Standing:
    found = load(MemorySource(as_files(society) | (broken or {})))
    return standing(found, found.members["ada"], date.fromisoformat(on))


def outcome(society: Society, asked: str = "s/r", **more: Any) -> Outcome:
    return next(one for one in stand(society, **more).outcomes() if one.id == asked)


LAST = 'and counts until 2024-09-08; met when all else of "s" is met'
GRACED = told(
    stage("s", practice("p", at_least=9), need("writing", of="reflections", every=6, grace=60)),
    went("01-10 02-10"),
)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2024-07-09", f"on time so far; reflection 1 is due on 2024-07-10, {LAST}"),
        ("2024-07-10", f"on time so far; reflection 1 is due on 2024-07-10, {LAST}"),
        ("2024-07-11", f"reflection 1 was due on 2024-07-10, {LAST}"),
        ("2024-09-08", f"reflection 1 was due on 2024-07-10, {LAST}"),
    ],
)
def test_due_day_that_has_passed_still_counts_until_the_grace_ends(on: str, said: str) -> None:
    found = outcome(GRACED, on=on)
    assert (found.next, found.due) == (said, date(2024, 7, 10))


def test_writing_in_its_grace_counts_on_the_last_day_said() -> None:
    society = told(
        stage("s", practice("p", at_least=9), need("writing", of="reflections", every=6, grace=60)),
        went("01-10 02-10"),
        wrote("09-08"),
    )
    assert len(outcome(society, on="2024-09-08").counted) == 1


def test_months_recognised_are_part_of_what_is_reached() -> None:
    asked = practice(span=12, each=each(3))
    found = outcome(told(asked, recognise("01-01", months=6), went("01-10 04-10")), on="2024-06-01")
    assert (found.have, found.need, found.unit) == (9, 12, "months")
    assert found.reason == "6 of 12 months recognised by decision"
    assert found.decisions == ("decisions/d-01",)
    assert "on or after 2024-07-10" in found.next


def test_what_begins_later_names_the_stage_by_its_title() -> None:
    first = stage("a", practice(at_least=2)) | {"title": "Come along"}
    society = told(first, stage("b", practice("q", at_least=1), after="a"), went("01-10"))
    assert outcome(society, "b/q").next == 'begins when "Come along" is met'


def test_stage_that_lacks_nothing_itself_waits_for_the_one_before() -> None:
    first = stage("a", practice(at_least=2)) | {"title": "Come along"}
    later = stage("b", FEE, after="a")
    waiting = stand(told(first, later, went("01-10"), attested("01-10"))).stages
    assert [(str(one.status), one.waits_for) for one in waiting] == [
        ("not-met", ""),
        ("not-met", "Come along"),
    ]
    assert stage_words(waiting[1]) == "waits for: Come along"
    lacking = stand(told(first, later, went("01-10"))).stages[1]
    assert (lacking.waits_for, stage_words(lacking)) == ("", "not yet met")
    reached = stand(told(first, later, went("01-10 01-17"), attested("01-10"))).stages[1]
    assert (str(reached.status), reached.waits_for) == ("met", "")


def test_what_a_file_may_hold_that_cannot_be_read_is_not_asked_for() -> None:
    society = told(practice(at_least=2), went("01-10"))
    assert outcome(society).next == "1 more session"
    assert outcome(society, broken=TORN).next == ""


@pytest.mark.parametrize(
    ("asked", "activity", "reason"),
    [
        (
            practice(at_least=1, of=["events"], unit="double-hours"),
            event("01-10..01-12"),
            "does not record its minutes",
        ),
        (
            practice(at_least=1, of=["events"], unit="hours"),
            event("01-10..01-12"),
            "does not record its minutes",
        ),
        (practice(at_least=1, unit="cases"), went("01-10"), "does not record its cases"),
        (
            practice(at_least=1, of=["events"], where={"kinds": ["intensive", "course"]}),
            event("01-10..01-12", kind="leader-seminar"),
            "is of the kind leader seminar, not intensive or course",
        ),
        (
            practice(at_least=1, of=["events"], where={"kinds": ["course"]}),
            event("01-10..01-12"),
            "is of the kind intensive, not course",
        ),
        (
            practice(at_least=1, where={"kinds": ["workshop"]}),
            went("01-10"),
            "is of the kind ordinary, not workshop",
        ),
    ],
)
def test_what_does_not_count_says_what_it_is(asked: Any, activity: Any, reason: str) -> None:
    assert {one.reason for one in outcome(told(asked, activity)).excluded} == {reason}


@pytest.mark.parametrize(
    ("asked", "papers", "reason"),
    [
        (A_REPORT, report("06-01", verdict="not-yet"), "says not yet"),
        (A_REPORT, report("06-01", "ada"), "is by the member"),
        (
            A_REPORT,
            report("05-01") + report("05-20", verdict="not-yet"),
            "was taken back by the same author on 2024-05-20",
        ),
        (A_REPORT | SUPERVISOR, report("06-01"), "is not by the member's supervisor at that time"),
        (
            A_REPORT | ACCREDITED,
            report("06-01"),
            "is by somebody without the credential leader on that day",
        ),
        (A_LETTER, letter("06-01", "Dr. Ada Khan"), "is by the member"),
        (A_LETTER | SUPERVISOR, letter("06-01"), "is by a referee who is only a name, and no member"),
    ],
)
def test_cited_paper_that_does_not_count_says_why(
    asked: dict[str, Any], papers: list[Any], reason: str
) -> None:
    application = applied("06-10", reports=["a-01"], references=["r-01"])
    found = outcome(told(asked, papers, application, member=KNOWN_AS), on="2024-06-10")
    assert [one.reason for one in found.excluded] == [reason]


def test_paper_that_is_missing_is_asked_of_whoever_must_write_it() -> None:
    asked = A_REPORT | {"by": {"role": "supervisor", "credential": "leader"}}
    assert (
        outcome(told(asked)).next
        == "an application with 1 positive report by a supervisor who holds the credential leader"
    )
    asked = A_REPORT | ACCREDITED
    assert (
        outcome(told(asked)).next
        == "an application with 1 positive report by somebody who holds the credential leader"
    )


def test_paper_that_an_application_does_not_cite_is_cited_and_not_a_holder_of_a_credential() -> None:
    asked = A_REPORT | {"by": {"role": "supervisor", "credential": "leader"}}
    assert outcome(told(asked, applied("06-10")), on="2024-06-10").next.startswith(
        "1 positive report by a supervisor who holds the credential leader, cited in the application of 2024-06-10"
    )


OBSERVED = need("statement", of=["observation"], by={"role": "supervisor", "credential": "supervisor"})
ONLINE = went("01-10 01-20 02-01", mode="online")
BROKEN_MEMBERSHIP = {"membership": [period("01-01..01-31"), period("02-11..")]}
WEEKS = practice("p", at_least=2)
LATER_ON_ROSTER = {"roster": [{"member": "ada", "from": day("09-01")}]}
ON_ROSTER = {"roster": [{"member": "ada", "from": day("01-01")}]}


@pytest.mark.parametrize(
    ("society", "on", "said", "due"),
    [
        (told(practice(max_gap=30, at_least=5), went("01-10 01-20")), "06-01",
         "a new series starts with the next activity that counts; 5 more sessions; never more than 30 days apart", ""),
        (told(practice(max_gap=30, at_least=5), went("01-10 01-20")), "02-10",
         "3 more sessions; never more than 30 days apart; the next by 2024-02-19", "02-19"),
        (told(practice(each=each(3, 2)), went("01-10")), "02-10",
         "at least 1 session by 2024-04-09, met on 2024-04-10", "04-09"),
        (told(practice(each=each(1, 2)), went("01-10")), "06-10",
         "too few from 2024-01-10 to 2024-02-09, which only a decision can waive", ""),
        (told(practice(span=6, each=each(3)), went("01-10")), "02-10",
         "at least 1 session from 2024-04-10 to 2024-07-09, then one on or after 2024-07-10", "07-09"),
        (told(practice(span=6, each=each(1)), went("01-10")), "06-10",
         "a new 6-month period starts with the next session that counts; at least 1 session in each period of 1 month; "
         "then one 6 months after the first, or later", ""),
        (told(need("membership", unbroken=True), member=BROKEN_MEMBERSHIP), "06-01",
         "this can no longer be met; only a decision can waive it", ""),
        (told(need("membership", unbroken=True, months=12), member=BROKEN_MEMBERSHIP), "06-01",
         "reached on 2025-02-11 if membership goes on", ""),
        (told(practice(share={"where": {"modes": ["in-person"]}, "at-least": "1/2"}), ONLINE), "06-01",
         "3 more sessions, all of these in person", ""),
        (told(practice(share={"where": {"modes": ["online"]}, "at-most": "1/2"}), ONLINE), "06-01",
         "3 more sessions, none of these online", ""),
        (told(practice(share={"of": "roster", "at-least": "75%"}), went("01-10"), missed("02-01"), group=ON_ROSTER),
         "06-01", "the next 2 sessions of the groups on whose roster the member is", ""),
        (told(need("attestation", of="fee", at_least=2, within=3), attested("04-10")), "06-01",
         "1 more attestation of fee, by 2024-07-10", "07-10"),
        (told(need("statement", of=["observation"], at_least=2, within=3), observed("04-10")), "06-01",
         "1 more positive observation, by 2024-07-10", "07-10"),
        (told(practice(at_least=4), recognise("01-01", amount=2, until=day("07-01"))), "06-01",
         "2 more sessions, all by 2024-07-01", "07-01"),
        (told(practice(at_least=1, share={"of": "roster", "at-least": "50%"}), group=LATER_ON_ROSTER), "06-01",
         "1 more session; the member has to be on the roster of a group; "
         "the next 1 session of the groups on whose roster the member is", ""),
        (told(practice(roles=["attendee"], at_least=2, share=[{"of": "roster", "at-least": "50%"},
              {"where": {"group-kinds": ["closed"]}, "at-most": "0"}]), group={"kind": "closed"} | ON_ROSTER), "06-01",
         "2 more sessions; the next 1 session of the groups on whose roster the member is; "
         "none of these of groups of the kind: closed; each one as attendee", ""),
        (told(practice(roles=["attendee"], of=["sessions", "events"], at_least=1, share=[
              {"of": "roster", "at-least": "50%"}, {"where": {"assessed": False}, "at-most": "0"}]),
              group=ON_ROSTER), "06-01",
         "1 more session; the next 1 session of the groups on whose roster the member is, "
         "there in another role than attendee; none of these in which the member was not assessed; "
         "each one as attendee", ""),
        (told(practice(where={"groups": ["tuesday"], "group-kinds": ["closed"]}), group={"kind": "ongoing"}), "06-01",
         "nobody can meet this as the policy stands; only a decision can waive it", ""),
        (told(stage("s", WEEKS, need("writing", of="reflections", every=1)), went("01-10 05-20")), "05-25",
         "4 reflections were due from 2024-02-10 to 2024-05-10, and cannot be made up; "
         "only a decision can waive it", ""),
        (told(stage("s", WEEKS, need("writing", of="reflections", every=1, at_least=6)), went("01-10 01-20")), "02-01",
         "reflection 1 is due on 2024-02-10; "
         "then 5 reflections, one every 1 month, the last due on 2024-07-10", "02-10"),
        (told(stage("s", WEEKS, need("writing", of="reflections", every=1, at_least=3)), went("01-10 03-20"),
              wrote("02-10"), waive("01-01", due=2, until=day("04-01"))), "03-25",
         "reflection 3 is due on 2024-04-01", "04-01"),
        (told(stage("a", practice("p", span=6, each=each(3))),
              stage("s", need("writing", of="reflections", every=3, during="a"), after="a")), "06-01",
         "nobody can meet this as the policy stands; only a decision can waive it", ""),
        (told(need("membership", months=2), member={"membership": [period("07-01..")]}), "06-01",
         "membership begins on 2024-07-01; reached on 2024-09-01 if membership goes on", ""),
        (told(need("membership")), "06-01",
         "enter or renew the membership; reached on 2024-06-01 if membership goes on", ""),
        (told(practice(unit="double-hours", at_least=3), went("01-10", minutes=100)), "06-01",
         "1.89 more double hours", ""),
        (told(practice(at_least=3, within=3), went("04-10")), "06-01", "2 more sessions, all by 2024-07-10", "07-10"),
        (told(practice(span=4, each=each(1)), recognise("01-01", months=2, until=day("09-15"))), "06-01",
         "a new 2-month period starts with the next session that counts; at least 1 session in each period of 1 month; "
         "then one 2 months after the first, or later; the next by 2024-07-15", "07-15"),
        (told(practice(span=4, within=4, each=each(4)), went("04-10 04-11")), "06-01",
         "one on or after 2024-08-10, all by 2024-08-11", "08-11"),
        (told(need("attestation", of="fee", since=12), attested("01-10")), "06-01",
         "nothing more to do: met on 2025-01-10", ""),
        (told(OBSERVED), "06-01",
         "1 more positive observation by a supervisor who holds the credential supervisor", ""),
        (told(practice(at_least=2), member={"membership": [period("01-01..01-31")]}), "06-01",
         "membership ended on 2024-01-31: nothing is asked unless it is renewed", ""),
        (told(practice(at_least=4, share=[{"where": {"modes": ["online"]}, "at-least": "3/4"},
                                          {"where": {"modes": ["in-person"]}, "at-least": "1/2"}])), "06-01",
         "5 more sessions; of these, at least 3 sessions online; of these, at least 2 sessions in person", ""),
        (told(need("statement", of=["readiness", "observation"], at_least=2)), "06-01",
         "2 more positive statements (readiness assessment or observation)", ""),
        (told(need("document", of="statement-of-interest", by={"role": "leader"})), "06-01",
         "an application with 1 statement of interest", ""),
        (told(practice(within=3, share={"where": {"modes": ["online"]}, "at-most": "0"}), ONLINE), "02-05",
         "1 more session; none of these online; from 2024-05-02 on", ""),
        (told(practice(share={"of": "roster", "at-most": "50%"}), went("01-10"), group=ON_ROSTER), "06-01",
         "1 session of these groups without the member", ""),
        (told(practice(max_gap=30, at_least=3, share={"where": {"modes": ["online"]}, "at-most": "1/2"})), "06-01",
         "3 more sessions; of these, at most 1 session online; never more than 30 days apart", ""),
        (told(practice(at_least=2), leave("05-20..06-20")), "06-01", "2 more sessions, from 2024-06-21 on", ""),
        (told(practice(when={"background": ["x"]})), "06-01", "enter in the member's record: background", ""),
        (told(need("all-of", requires=[practice("a"), FEE | {"id": "b"}])), "06-01",
         "a: 1 more session; and r: 1 more attestation of fee", ""),
        (told(need("all-of", requires=[practice("a"), FEE | {"id": "b", "within": 12}]), attested("01-10")), "06-01",
         "a: 1 more session; and r: met now; it lapses on 2025-01-11 unless more is recorded by then", ""),
        (told(need("any-of", requires=[practice("a"), FEE | {"id": "b"}])), "06-01",
         "a: 1 more session; or r: 1 more attestation of fee", ""),
    ],
)  # fmt: skip
def test_next_names_what_it_takes(society: Society, on: str, said: str, due: str) -> None:
    found = outcome(society, on=f"2024-{on}")
    assert (found.next, found.due) == (said, day(due) if due else None)

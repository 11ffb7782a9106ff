"""What cannot be read never makes anything met, and makes short only where it could not help."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from balintrec.pathway import Standing, Status, standing, unread_standing
from balintrec.society import read_society
from tests.pathway.edges import (
    A_LETTER,
    A_REPORT,
    ACCREDITED,
    FEE,
    FOUND_READY,
    applied,
    attested,
    each,
    letter,
    need,
    practice,
    report,
    said,
    stage,
    told,
    waive,
    went,
)
from tests.pathway.societies import as_files
from tests.sources import MemorySource

ON = date(2024, 6, 1)
Society = dict[str, Any]
BY_SUE = A_REPORT | {"by": {"role": "supervisor"}}
SENT_EARLY = applied("02-01", reports=["a-01"])
CITES = applied("02-01", references=["r-01"])
JOINED = told(
    A_LETTER | {"at-least": 2},
    letter("01-01"),
    letter("01-02"),
    letter("01-03", replaces="r-02"),
    applied("02-01", references=["r-01", "r-03"]),
)
ROSTER = {"roster": [{"member": "ada", "from": date(2024, 1, 1)}]}


def stand(society: Society, broken: dict[str, bytes]) -> Standing:
    files = {path: data for path, data in as_files(society).items() if path not in broken}
    loaded = read_society(MemorySource(files | broken))
    return standing(loaded.society, loaded.society.members["ada"], ON)


def verdict(society: Society, path: str, data: bytes, asked: str = "s/r") -> tuple[str, tuple[str, ...]]:
    outcome = next(one for one in stand(society, {path: data}).outcomes() if one.id == asked)
    return str(outcome.status), outcome.unreadable


def torn(*ids: str) -> bytes:
    """A file without a closing fence that names these ids."""
    return f"---\nattendees: [{', '.join(ids)}]\n".encode()


SESSION, DECISION, GROUP = (
    "records/sessions/torn.md",
    "records/decisions/torn.md",
    "records/groups/tuesday.md",
)
PAPER, APPLICATION = "records/assessments/torn.md", "records/applications/torn.md"
TWO = practice(at_least=2)
ONE_OF_HERS = told(TWO, went("01-10"))
ENOUGH = told(TWO, went("01-10 01-20"))
EACH = told(practice(each=each(1)), went("01-10 02-12 03-12 04-12 05-12"))
LED = practice(at_least=1, with_={"role": "leader", "credential": "leader"})
SHARE = told(practice(share={"of": "roster", "at-least": "1/2"}), went("01-10"), group=ROSTER)
HOURS = told(practice(at_least=1, unit="hours"), went("01-10"))


@pytest.mark.parametrize(
    ("title", "society", "path", "data", "status"),
    [
        ("a session that may be hers", ONE_OF_HERS, SESSION, torn("ada"), "unknown"),
        ("a session of somebody else", ONE_OF_HERS, SESSION, torn("bilal"), "not-met"),
        ("her id as a part of another", ONE_OF_HERS, SESSION, torn("ada-khan", "2024-ada"), "not-met"),
        ("bytes that are no text", ONE_OF_HERS, SESSION, b"---\nattendees: [\xff]\n---\n", "unknown"),
        ("a kind that is not read", ONE_OF_HERS, "records/events/torn.md", torn("ada"), "not-met"),
        ("one more session unmakes nothing", ENOUGH, SESSION, torn("ada"), "met"),
        ("a decision may be a leave", ENOUGH, DECISION, torn("ada"), "unknown"),
        ("a decision may be a waiver", ONE_OF_HERS, DECISION, torn("ada"), "unknown"),
        ("an earlier session would shift the periods", EACH, SESSION, torn("ada"), "unknown"),
        ("a session of her group that she missed", SHARE, SESSION, torn("tuesday"), "unknown"),
        ("a session of another group", SHARE, SESSION, torn("friday"), "met"),
        ("a group that gives the length", HOURS, GROUP, torn("lea"), "unknown"),
        ("a group that nobody asks", ENOUGH, GROUP, torn("lea"), "met"),
        ("the grant of her leader", told(LED, went("01-10")), DECISION, torn("lea"), "unknown"),
        ("the grant of somebody else", told(LED, went("01-10")), DECISION, torn("sue"), "not-met"),
        ("a statement that may take back", told(FOUND_READY, said("01-10")), PAPER, torn("ada"), "unknown"),
        ("a statement that may be it", told(FOUND_READY), PAPER, torn("ada"), "unknown"),
        ("an attestation cannot unmake", told(FEE, attested("01-10")), "records/attestations/t.md", torn("ada"), "met"),
        ("a later application", told(need("document", of="form"), applied("01-10", documents=["form"])), APPLICATION,
         torn("ada"), "unknown"),
        ("a report that may take back", told(A_REPORT, report("01-10"), SENT_EARLY), PAPER, torn("ada"), "unknown"),
        ("an endorsement takes back no report", told(A_REPORT, report("01-10"), SENT_EARLY),
         "records/endorsements/torn.md", torn("ada"), "met"),
        ("a supervision by the author", told(BY_SUE, report("01-10"), SENT_EARLY),
         "records/supervisions/torn.md", torn("ada", "sue"), "unknown"),
        ("a supervision that nobody asks", told(A_REPORT, SENT_EARLY), "records/supervisions/torn.md",
         torn("ada"), "not-met"),
        ("a letter that joins two", JOINED, "records/references/r-02.md", torn("ada", "r-01"), "unknown"),
        ("a letter that joins none", JOINED, "records/references/r-09.md", torn("ada", "r-01"), "met"),
        ("the grant of the referee", told(A_LETTER | ACCREDITED, letter("01-10", "lea"), CITES), DECISION,
         torn("lea"), "unknown"),
        ("the grant of nobody", told(A_LETTER | ACCREDITED, letter("01-10", "Lea"), CITES), DECISION,
         torn("Lea"), "not-met"),
        ("a waiver holds whatever it was", told(TWO, waive("01-10")), SESSION, torn("ada"), "waived"),
        ("the policy", ENOUGH, "records/policies/torn.md", torn("x"), "unknown"),
    ],
)  # fmt: skip
def test_unreadable(title: str, society: Society, path: str, data: bytes, status: str) -> None:
    found, files = verdict(society, path, data)
    assert found == status, title
    assert files == ((path,) if status == "unknown" else ())


def test_a_stage_that_waits_for_an_unknown_one_is_unknown_too() -> None:
    society = told(
        stage("a", TWO), stage("b", need("statement", "q", of=["readiness"]), after="a"), went("01-10")
    )
    society["assessments"] = {}
    assert verdict(society, SESSION, torn("ada"), "b/q") == ("unknown", (SESSION,))


def test_a_pinned_policy_needs_no_other() -> None:
    society = told(TWO, went("01-10 01-20"), member={"policy": "first"})
    assert verdict(society, "records/policies/torn.md", torn("x")) == ("met", ())


def test_without_a_policy_nothing_is_said() -> None:
    result = stand(ENOUGH, {"records/policies/first.md": torn("x")})
    assert (result.policy, result.stages, result.unreadable) == (None, (), ("records/policies/first.md",))
    assert not result.eligible


def test_a_member_whose_own_record_is_torn() -> None:
    loaded = read_society(MemorySource(as_files(ENOUGH) | {"records/members/ada.md": torn("ada")}))
    file = next(one for one in loaded.society.broken if one.id == "ada")
    assert unread_standing(loaded.society, file, ON).unreadable == ("records/members/ada.md",)


def test_nothing_unreadable_ever_makes_a_stage_met() -> None:
    for path in (SESSION, DECISION, PAPER, APPLICATION, GROUP):
        result = stand(ONE_OF_HERS, {path: torn("ada")})
        assert all(one.status is not Status.MET for one in result.stages)

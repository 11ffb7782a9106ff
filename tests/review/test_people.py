"""Who gains, who loses, from what to what, and because of which record."""

from __future__ import annotations

import pytest

from balintrec.review import Review
from balintrec.review.review import PersonChange
from balintrec.views.review.people import person_words
from tests.review.reviews import Files, edited, review
from tests.review.scenes import CO_LED, ENDORSEMENT, REVOKES, STRICTER, as_in_base, without
from tests.rules.examples import BASE


def person(found: Review, member: str) -> PersonChange:
    return next(one for one in found.people if one.member == member)


def moves(one: PersonChange) -> dict[str, str]:
    return {step.outcome.id: step.move.value for step in one.steps}


def test_session_makes_somebody_eligible() -> None:
    found = review(as_in_base(CO_LED), without(CO_LED))
    bilal = person(found, "bilal-ahmed")
    assert bilal.eligible_now
    assert (found.gaining, found.losing, found.findings.new) == ((bilal,), (), ())
    first = bilal.steps[0]
    assert (first.outcome.id, first.before and first.before.status, first.after and first.after.status) == (
        "co-leadership/co-leading",
        "not-met",
        "met",
    )
    assert first.counted == ("sessions/2024-03-12-lahore-tuesday",)
    assert all(step.because == ("sessions/2024-03-12-lahore-tuesday",) for step in bilal.steps)


def test_revoked_credential_of_a_leader_takes_sessions_from_candidates() -> None:
    found = review(REVOKES)
    bilal, nadia = person(found, "bilal-ahmed"), person(found, "nadia-iqbal")
    assert bilal.no_longer_eligible
    assert nadia.credentials_lost == ("accredited-leader",)
    (step,) = [one for one in bilal.steps if one.outcome.id == "co-leadership/co-leading"]
    assert [one.record for one in step.dropped] == ["sessions/2024-03-12-lahore-tuesday"]
    assert "accredited leader" in step.dropped[0].reason
    assert step.because == ("decisions/2023-12-20-nadia-iqbal-revoke",)
    assert "SES003" in [one.rule.code for one in found.findings.errors]


def test_policy_is_judged_by_each_society_as_it_has_it() -> None:
    found = review(STRICTER)
    assert moves(person(found, "bilal-ahmed"))["participation/attendance"] == "lost"
    assert moves(person(found, "hina-raza")) == {"participation/attendance": "further"}
    assert person(found, "hina-raza").because == ("policies/pakistan-2024",)
    assert [one.member for one in found.losing] == ["bilal-ahmed"]


def test_requirement_that_is_asked_anew_takes_from_those_who_were_through() -> None:
    asked = "- {id: fee, title: Pay, kind: attestation, of: fee, source: committee}\n      - {id: form"
    found = review(edited("records/policies/pakistan-2024.md", "- {id: form", asked))
    assert moves(person(found, "bilal-ahmed")) == {"application/fee": "asked now"}
    back = review(
        as_in_base("records/policies/pakistan-2024.md"),
        edited("records/policies/pakistan-2024.md", "- {id: form", asked),
    )
    assert moves(person(back, "bilal-ahmed")) == {"application/fee": "no longer asked"}
    assert person(back, "bilal-ahmed").gains


def test_waiver_is_a_gain() -> None:
    waives = (
        "---\nkind: waive\nmember: hina-raza\ndate: 2026-01-01\nby: committee\npresent: [nadia-iqbal, omar-farooq]\n"
        "reason: attended elsewhere\nrequirement: participation/attendance\n---\n"
    )
    found = review({"records/decisions/2026-01-01-hina-raza-waive.md": waives})
    assert moves(person(found, "hina-raza"))["participation/attendance"] == "waived"
    assert [one.member for one in found.gaining] == ["hina-raza"]


@pytest.mark.parametrize(("before", "move"), [({}, "met"), (STRICTER, "nearer")])
def test_session_brings_those_nearer_who_were_there(before: Files, move: str) -> None:
    another = BASE["records/sessions/2024-03-14-karachi-online.md"].replace(b"2024-03-14", b"2024-04-11")
    found = review({"records/sessions/2024-04-11-karachi-online.md": another}, before)
    assert moves(person(found, "hina-raza")) == {"participation/attendance": move}
    assert [one.member for one in found.shifting] == (["hina-raza"] if move == "nearer" else [])


@pytest.mark.parametrize(
    ("path", "text", "move"),
    [
        (ENDORSEMENT, "---\nmember: bilal-ahmed\nby: [\n---\n", "no longer known"),
        (ENDORSEMENT, None, "lost"),
    ],
)
def test_file_that_breaks_leaves_what_rested_on_it_unknown(path: str, text: str | None, move: str) -> None:
    found = review({path: text})
    bilal = person(found, "bilal-ahmed")
    assert moves(bilal)["endorsement/supervisor"] == move
    assert bilal.no_longer_eligible
    assert bilal.because == ("endorsements/2026-02-01-bilal-ahmed",)


def test_member_whose_own_record_breaks_loses() -> None:
    found = review({"records/members/bilal-ahmed.md": "---\nname: [\n---\n"})
    assert [one.member for one in found.losing] == ["bilal-ahmed"]
    assert person(found, "bilal-ahmed").steps == ()


def test_new_member_gains_nothing_by_coming() -> None:
    found = review(
        {"records/members/zara-bano.md": "---\nname: Zara\nmembership: [{from: 2026-01-01}]\n---\n"}
    )
    assert [(one.member, one.gains, one.loses) for one in found.people] == [("zara-bano", False, False)]


def test_requirement_that_now_lapses_is_told_and_is_no_loss() -> None:
    ends = edited(
        "records/members/bilal-ahmed.md", "{from: 2022-01-10}", "{from: 2022-01-10, to: 2027-06-30}"
    )
    bilal = person(review(ends), "bilal-ahmed")
    assert moves(bilal) == {"membership/member": "lapses sooner"}
    assert not bilal.loses


REFUSED: Files = {
    "records/decisions/2026-03-05-bilal-ahmed-refuse.md": (
        "---\nkind: refuse\nmember: bilal-ahmed\ndate: 2026-03-05\nby: committee\n"
        "present: [omar-farooq, hina-raza]\nreason: not yet\napplication: 2026-02-10-bilal-ahmed\n---\n"
    )
}


def test_refusal_is_told_and_its_taking_back_makes_eligible_again() -> None:
    base = without("records/decisions/2026-03-05-bilal-ahmed-grant.md")
    refused = person(review(REFUSED, base), "bilal-ahmed")
    assert (refused.decided_otherwise, refused.gains, refused.loses) == (True, False, False)
    assert refused.because == ("decisions/2026-03-05-bilal-ahmed-refuse",)
    assert person_words(refused) == "refused on 2026-03-05"
    again = person(review(without(*REFUSED), {**base, **REFUSED}), "bilal-ahmed")
    assert again.eligible_now
    assert person_words(again) == "eligible now; no decision any more"


def test_membership_that_ends_is_a_loss_and_takes_no_credential() -> None:
    path = "records/members/nadia-iqbal.md"
    found = person(
        review(edited(path, "from: 2020-01-01", "from: 2020-01-01, to: 2026-06-30")), "nadia-iqbal"
    )
    assert found.no_longer_member
    assert found.loses
    assert found.credentials_lost == ()
    assert person_words(found).startswith("no longer a member")

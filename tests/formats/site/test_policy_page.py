"""Policies in words: every kind of requirement, in every language, with every number and its source."""

from __future__ import annotations

import pytest

from balintrec.formats.site.policy_page import RequirementText, stages, undecided
from balintrec.model import Policy
from balintrec.model.policy import RequirementBase
from balintrec.scaffold.templates import preset_policies
from balintrec.views.requirement import policy_numbers
from balintrec.wording.language import language, languages
from tests.sample import society

POLICIES = {**preset_policies(), **society().policies}


def _asked(found: tuple[RequirementText, ...]) -> list[RequirementText]:
    return [one for some in found for one in (some, *_asked(some.parts))]


def _requirements(found: tuple[RequirementBase, ...]) -> list[RequirementBase]:
    return [one for some in found for one in (some, *_requirements(getattr(some, "requires", ())))]


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("name", sorted(POLICIES))
def test_every_requirement_and_number_is_said(name: str, code: str) -> None:
    policy, speak = POLICIES[name], language(code)
    for stage, said in zip(policy.stages, stages(policy), strict=True):
        for asked, words in zip(_requirements(stage.requires), _asked(said.requires), strict=True):
            assert words.title == asked.title and words.sentence
            assert [number.key for number in words.numbers] == list(asked.given)
            texts = [speak.say(text) for text in (words.sentence, *(number.said for number in words.numbers))]
            assert all(texts) and all(number.source for number in words.numbers)
            assert "%(" not in "".join(texts)
    assert all(speak.say(number.said) for number in policy_numbers(policy))


def test_pakistan_in_english() -> None:
    policy = society().policies["indus-2021"]
    found = {one.id: one for stage in stages(policy) for one in stage.requires}
    attendance = found["two-years-attendance"]
    assert attendance.sentence == "sessions as attendee"
    assert [(number.said, number.source) for number in attendance.numbers] == [
        ("from first to last 24 months or more", "published"),
        ("at least 1 session in each period of 3 months", "committee"),
    ]
    assert found["intensive"].desirable
    assert found["supervision"].sentence == (
        "supervisions as supervisee, together with another supervisor, credentialed on that day "
        "(supervisor or accredited leader)"
    )


def test_placeholders_are_listed() -> None:
    english = language("en")

    def listed(policy: Policy) -> list[tuple[str, str]]:
        found = undecided(tuple(policy_numbers(policy)), stages(policy))
        return [(title, english.say(text)) for title, text in found]

    assert listed(society().policies["indus-2021"]) == [
        ("Submit two updated references", "at most 12 months before the application")
    ]
    found = listed(preset_policies()["pakistan"])
    assert found[:4] == [
        ("", "a session lasts at least 45 minutes"),
        ("", "a session lasts at most 180 minutes"),
        ("", "a record is late if it is entered after 60 days"),
        (
            "",
            "worth a look: more than 10 sessions entered at once, or, where some are older than 31 days, "
            "by one person within 24 hours",
        ),
    ]
    [readiness] = [text for title, text in found if title.startswith("Found ready")]
    assert "credentialed on that day" in readiness


def test_own_numbers_say_where_they_come_from() -> None:
    found = {one.key: one for one in policy_numbers(preset_policies()["germany"])}
    assert (found["double-hour"].said, found["double-hour"].source) == (
        "a double hour lasts 90 minutes",
        "published",
    )
    assert found["effective"].source == ""


def test_all_policies_have_a_title_for_the_stage_before() -> None:
    for policy in POLICIES.values():
        for stage in stages(policy):
            assert len(stage.after) == len(next(one for one in policy.stages if one.id == stage.id).after)

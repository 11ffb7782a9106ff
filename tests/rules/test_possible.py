"""What nobody can ever meet is a finding, and `next` says so."""

from __future__ import annotations

import pytest

from balintrec.pathway.step import Decide
from tests.pathway.edges import need, told
from tests.pathway.test_words import outcome
from tests.rules.examples import codes
from tests.rules.policy import policy

IN_PERSON, ONLINE = "{modes: in-person}", "{modes: online}"


def share(where: str, part: str) -> str:
    return f"{{where: {where}, {part}}}"


@pytest.mark.parametrize(
    "keys",
    [
        "attestation, of: fee, since: 12, within: 11",
        "document, of: endorsement, at-least: 2",
        "document, of: [endorsement, statement-of-interest], at-least: 3",
        "statement, of: endorsement, where: {modes: online}",
        "statement, of: endorsement, distinct: {of: sessions, at-least: 1}",
        "practice, of: sessions, each: {months: 3, at-least: 1}, within: 2",
        "practice, of: sessions, where: {groups: lahore-tuesday}, distinct: {of: settings, at-least: 2}",
        "practice, of: sessions, where: {groups: lahore-tuesday}, distinct: {of: groups, at-least: 2}",
        "practice, of: sessions, where: {settings: [a, b]}, distinct: {of: settings, at-least: 3}",
        "practice, of: [sessions, events], where: {groups: lahore-tuesday, assessed: yes}",
        "practice, of: [sessions, supervisions], unit: cases, distinct: {of: supervisors, at-least: 1}",
        "practice, of: supervisions, roles: supervisor, with: {role: supervisor}",
        "practice, of: supervisions, roles: supervisor, distinct: {of: supervisors, at-least: 1}",
        "practice, of: sessions, roles: presenter, with: {role: presenter}",
        f"practice, of: sessions, share: {share('{groups: lahore-tuesday}', 'at-least: 1')}, "
        "distinct: {of: groups, at-least: 2}",
        f"practice, of: sessions, where: {IN_PERSON}, share: {share(ONLINE, 'at-least: 1/2')}",
        f"practice, of: sessions, where: {IN_PERSON}, share: {share(IN_PERSON, 'at-most: 1/2')}",
        f"practice, of: sessions, share: [{share(ONLINE, 'at-least: 2/3')}, {share(IN_PERSON, 'at-least: 1/2')}]",
        f"practice, of: sessions, share: [{share(ONLINE, 'at-least: 2/3')}, {share(ONLINE, 'at-most: 1/2')}]",
    ],
)
def test_what_nobody_can_meet_is_found(keys: str) -> None:
    assert codes(policy(keys)) == ["POL026"]
    assert codes(policy(f"any-of, requires: [{{id: inner, title: T, source: committee, kind: {keys}}}]")) == [
        "POL026"
    ]


@pytest.mark.parametrize(
    "keys",
    [
        "attestation, of: fee, since: 12, within: 12",
        "document, of: [endorsement, reference], at-least: 2",
        "document, of: [endorsement, statement-of-interest], at-least: 2",
        "statement, of: [endorsement, observation], distinct: {of: sessions, at-least: 2}",
        "practice, of: sessions, each: {months: 3, at-least: 1}, within: 3",
        "practice, of: sessions, where: {groups: [lahore-tuesday, karachi-online]}, "
        "distinct: {of: settings, at-least: 2}",
        "practice, of: sessions, roles: attendee, with: {role: presenter}",
        "practice, of: sessions, roles: leader, with: {role: leader}",
        f"practice, of: sessions, share: {share(ONLINE, 'at-most: 0')}",
        f"practice, of: sessions, share: [{share(ONLINE, 'at-least: 1/2')}, {share(IN_PERSON, 'at-least: 1/2')}]",
        f"practice, of: sessions, at-least: 4, "
        f"share: [{share(ONLINE, 'at-least: 3/4')}, {share(IN_PERSON, 'at-least: 3/4')}]",
    ],
)
def test_what_somebody_can_meet_is_not(keys: str) -> None:
    assert "POL026" not in codes(policy(keys))


def test_next_says_that_nobody_can_meet_it() -> None:
    found = outcome(told(need("attestation", of="fee", since=12, within=11)), "s/r", on="2024-06-01")
    assert found.step == Decide(never=True)
    assert found.next == "nobody can meet this as the policy stands; only a decision can waive it"

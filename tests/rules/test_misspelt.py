"""A word that stands alone and is almost another is a misspelt one."""

from __future__ import annotations

import pytest

from balintrec.society.lookup import almost
from tests.rules.examples import codes, finds
from tests.rules.policy import policy


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("psychotherapy-traning", "psychotherapy-training"),
        ("no-psychotherapy-trainig", "no-psychotherapy-training"),
        ("frm", "form"),
        ("psychotherapy", None),
        ("teaching", None),
        ("leader-level-2", None),  # a number is meant as it stands
        ("form", None),
    ],
)
def test_almost(word: str, meant: str | None) -> None:
    known = ["psychotherapy-training", "no-psychotherapy-training", "form", "leader-level-1"]
    assert almost(word, known) == meant


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["psychodynamic-training", "psychodynamic-traning"], ["MEM005"]),
        (["psychodynamic-training", "psychodynamic-training"], []),
        (["teaching", "psychodynamic-traning"], []),  # nothing that two people have is like it
    ],
)
def test_a_background_that_nobody_else_has(words: list[str], expected: list[str]) -> None:
    people = zip(["hina-raza", "sana-malik"], words, strict=True)
    snippets = "".join(f"# records/members/{id}.md\nbackground: [{word}]\n" for id, word in people)
    assert codes(snippets) == expected


@pytest.mark.parametrize(
    ("asked", "code", "meant"),
    [
        ("attestation, of: own-terapy", "POL021", "own-therapy"),
        ("document, of: frm", "POL021", "form"),
        ("document, of: statment-of-interest", "POL021", "statement-of-interest"),
        ("membership, when: {background: psychodynamic-trainig}", "POL020", "psychodynamic-training"),
    ],
)
def test_a_policy_that_asks_for_what_nobody_has(asked: str, code: str, meant: str) -> None:
    (found,) = finds(code, policy(asked))
    assert found.help == f'did you mean "{meant}"?'


@pytest.mark.parametrize("known", ["psychodynamic-training", "no-psychodynamic-training"])
def test_a_background_and_its_opposite_are_no_slip(known: str) -> None:
    other = {"psychodynamic-training": "no-psychodynamic-training"}.get(known, "psychodynamic-training")
    member = f"# records/members/hina-raza.md\nbackground: [{known}]\n"
    assert "POL020" not in codes(member + policy(f"membership, when: {{background: {other}}}"))


def test_a_policy_for_a_credential_of_which_nothing_else_speaks() -> None:
    (found,) = finds("POL015", "# records/policies/pakistan-2024.md\ncredential: acredited-leader")
    assert found.help == 'did you mean "accredited-leader"?'

"""What a file's name says of the day, the person and the kind agrees with the record."""

from __future__ import annotations

import pytest

from tests.rules.examples import codes, finds

FEE = "kind: fee\nmember: sana-malik\ndate: 2025-11-03\n"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("attestations/2025-11-03-sana-malik-fee", []),
        ("attestations/2025/2025-11-03-sana-malik-fee", []),
        ("attestations/sana-malik/2025-11-03-fee", []),
        ("attestations/first-fee", []),
        ("attestations/2025-11-03-of-the-new-one", []),
        ("attestations/2025-11-04-sana-malik-fee", ["NAM001"]),
        ("attestations/2024/2025-11-03-sana-malik-fee", ["NAM001"]),
        ("attestations/2025-11-03-ayesha-khan-fee", ["NAM002"]),
        ("attestations/ayesha-khan/2025-11-03-sana-malik-fee", ["NAM002"]),
        ("attestations/2025-11-03-sana-malik-ethics", ["NAM003"]),
    ],
)
def test_a_name_agrees_with_the_record(path: str, expected: list[str]) -> None:
    assert codes(f"# records/{path}.md\n{FEE}") == expected


def test_a_longer_id_is_not_taken_for_a_shorter_one() -> None:
    member = "# records/members/sana-malik-younger.md\nname: Sana M. the younger\n"
    fee = FEE.replace("sana-malik", "sana-malik-younger")
    assert codes(f"{member}# records/attestations/2025-11-03-sana-malik-younger-fee.md\n{fee}") == []


def test_a_supervision_may_be_named_by_the_supervisor() -> None:
    keys = "date: 2024-05-02\nsupervisor: nadia-iqbal\nsupervisees: [bilal-ahmed]\n"
    assert codes(f"# records/supervisions/2024-05-02-nadia-iqbal.md\n{keys}") == []
    assert codes(f"# records/supervisions/2024-05-02-sana-malik.md\n{keys}") == ["NAM002"]


def test_an_evaluation_is_of_the_group_in_its_name() -> None:
    path = "# records/evaluations/2024-12-10-lahore-tuesday-feedback.md\n"
    assert finds("NAM002", f"{path}group: karachi-online")[0].location.span.line == 2  # type: ignore[union-attr]


def test_a_misspelt_person_is_told_once() -> None:
    assert "NAM002" not in codes("# records/endorsements/2026-02-01-bilal-ahmed.md\nmember: bilal-ahmad")


def test_those_who_decided_are_not_whom_a_decision_is_about() -> None:
    minute = "by: committee\npresent: [omar-farooq, hina-raza]\nreason: so\n"
    keys = f"kind: refuse\nmember: sana-malik\ndate: 2025-06-07\n{minute}"
    assert codes(f"# records/decisions/2025-06-07-omar-farooq.md\n{keys}") == ["NAM002"]


def test_a_letter_may_be_named_by_the_referee() -> None:
    keys = "member: sana-malik\nreferee: omar-farooq\nwritten: 2025-06-07\n"
    assert codes(f"# records/references/2025-06-07-omar-farooq.md\n{keys}") == []
    assert codes(f"# records/references/2025-06-07-hina-raza-kausar.md\n{keys}") == ["NAM002"]


@pytest.mark.parametrize(("kind", "expected"), [("refuse", []), ("require", ["NAM003"])])
def test_a_refusal_may_be_named_by_what_was_refused(kind: str, expected: list[str]) -> None:
    minute = "by: committee\npresent: [omar-farooq, hina-raza]\nreason: so\n"
    keys = f"kind: {kind}\nmember: sana-malik\ndate: 2025-06-07\n{minute}"
    path = "# records/decisions/2025-06-07-sana-malik-waive.md\n"
    assert codes(f"{path}{keys}", only="NAM") == expected

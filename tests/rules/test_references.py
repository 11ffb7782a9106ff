"""What is named must be there; where it is not, the remedy says what was meant."""

from __future__ import annotations

import pytest

from tests.rules.examples import codes, findings, finds, passes

SESSION = "# records/sessions/2024-03-12-lahore-tuesday.md\n"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ayesha-kahn", "ayesha-khan"),
        ("AYESHA-KHAN", "ayesha-khan"),
        ("ayesha_khan", "ayesha-khan"),
        ("ayesha-khan.md", "ayesha-khan"),
        ("members/ayesha-khan", "ayesha-khan"),
        ("records/members/ayesha-khan.md", "ayesha-khan"),
        ("khan-ayesha", "ayesha-khan"),
        ("Ayesha Khan", "ayesha-khan"),
        ("عائشہ خان", "ayesha-khan"),
        ("Dr Ayesha Khan", "ayesha-khan"),
        ("Prof. Dr. Ayesha Khan of Lahore", "ayesha-khan"),
        ("Farooq", "omar-farooq"),
        ("nаdiа-iqbal", "nadia-iqbal"),  # the two a are Cyrillic
    ],
)
def test_what_was_meant(written: str, meant: str) -> None:
    (found,) = finds("REF001", f"{SESSION}attendees: [sana-malik, {written}]")
    assert found.help == f'did you mean "{meant}"?'


@pytest.mark.parametrize(
    ("line", "help"),
    [
        ("group: Lahore Tuesday", 'did you mean "lahore-tuesday"?'),
        ("attendees: [sana-malik; ayesha-khan]", "these are several: put a comma and a space between them"),
        ("attendees: [sana-malik ayesha-khan]", "these are several: put a comma and a space between them"),
        (
            "attendees: [karachi-online]",
            "this is the name of a record in groups, but one in members is wanted here",
        ),
        (
            "attendees: [new-person]",
            "correct the id, or add records/members/new-person.md (balintrec new member)",
        ),
        (
            "attendees: [New Person]",
            "correct the id, or add records/members/new-person.md (balintrec new member)",
        ),
        ("attendees: [田中]", "correct the id, or add one: balintrec new member"),
    ],
)
def test_what_to_do(line: str, help: str) -> None:
    assert finds("REF001", f"{SESSION}{line}")[0].help == help


def test_of_two_people_of_one_surname_none_is_guessed() -> None:
    snippets = f"# records/members/zara-khan.md\nname: Zara Khan\n{SESSION}attendees: [sana-malik, Khan]"
    assert "did you mean" not in finds("REF001", snippets)[0].help


def test_so_many_unknown_ids_are_not_all_compared_letter_by_letter() -> None:
    people = ", ".join(f"somebody-{number}" for number in range(4000))
    assert len(finds("REF001", f"{SESSION}attendees: [{people}]")) == 4000


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [
        ("# records/groups/lahore-tuesday.md\nleaders: [nadia-iqbal, nadia-iqbal]", ["REF002"]),
        ("# records/events/2024-10-05-intensive.md\nattendees: [sana-malik, sana-malik]", ["REF002"]),
        (
            "# records/supervisions/2024-04-02-bilal-ahmed.md\nsessions: [x, x]",
            ["REF001", "REF001", "REF002"],
        ),
        ("# records/society.md\ncommittee: [nadia-iqbal, omar-farooq, hina-raza, hina-raza]", ["REF002"]),
        (f"{SESSION}attendees: [sana-malik, sana-malik, ayesha-khan]", []),  # SES006 says so
    ],
)
def test_a_list_names_a_record_once(snippet: str, expected: list[str]) -> None:
    assert codes(snippet, only="REF") == expected


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [
        ("# records/endorsements/2026-02-01-bilal-ahmed.md\nmember: bilal-ahmad", []),
        ("# records/applications/2026-02-10-bilal-ahmed.md\nmember: bilal-ahmad", []),
        ("# records/decisions/2026-03-05-bilal-ahmed-grant.md\nrecused: [nadia-iqbl]", []),
        ("# records/decisions/2026-03-05-bilal-ahmed-grant.md\npresent: [omar-faroq, hina-rasa]", []),
        ("# records/groups/karachi-online.md\nroster: [{member: hina-rasa, from: 2023-01-01}]", []),
        ("# records/decisions/2021-06-01-nadia-iqbal-recognise.md\nmember: nadia-iqbl", []),
        ("# records/decisions/2021-06-01-nadia-iqbal-recognise.md\ncredential: acredited-leader", ["DEC003"]),
    ],
)
def test_what_only_follows_from_a_misspelt_id_is_not_told(snippet: str, expected: list[str]) -> None:
    told = [one for one in codes(snippet) if one not in ("REF001", "APP008", "DEC001")]
    assert told == expected


@pytest.mark.parametrize("referee", ["hina_raza", "HINA-RAZA", "hina-rasa"])
def test_an_id_of_a_referee_may_be_misspelt(referee: str) -> None:
    path = "# records/references/2026-01-20-bilal-ahmed-siddiqui.md\n"
    assert finds("REF001", f"{path}referee: {referee}")[0].help == 'did you mean "hina-raza"?'


def test_a_name_of_a_referee_may_be_anything() -> None:
    passes("# records/references/2026-01-20-bilal-ahmed-siddiqui.md\nreferee: Prof. H. Siddiqui-Khan")


def test_a_file_that_says_of_nobody_whom_it_is_about_makes_nothing_short() -> None:
    empty = {"records/endorsements/2026-02-01-bilal-ahmed.md": "---\n---\n"}
    assert [one.rule.code for one in findings(empty)] == ["DOC004"]

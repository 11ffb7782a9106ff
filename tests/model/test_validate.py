"""What is wrong with values is told once, where it is, with what was meant."""

from __future__ import annotations

from typing import Any

import pytest

from balintrec.document import parse
from balintrec.model import KINDS, Body
from balintrec.model.validate import Wrong, takes, validate

REQUIREMENT = {"id": "member", "title": "Be a member", "kind": "membership", "source": "published"}


def told(kind: str, values: dict[str, Any]) -> list[tuple[str, tuple[str | int, ...], str]]:
    result = validate(kind, values, "id", "records/id.md", Body(True, ""))
    assert isinstance(result, list)
    return [(one.rule.code, one.key, one.help) for one in result]


def policy(**changed: Any) -> dict[str, Any]:
    requirement = {key: value for key, value in (REQUIREMENT | changed).items() if value is not None}
    return {
        "title": "Pathway",
        "effective": "2030-01-01",
        "credential": "accredited-leader",
        "stages": [{"id": "membership", "requires": [requirement]}],
    }


@pytest.mark.parametrize(
    ("kind", "values", "key", "meant"),
    [
        ("members", {"nmae": "Sana"}, ("nmae",), "name"),
        ("members", {"Name": "Sana"}, ("Name",), "name"),
        ("members", {"nаme": "Sana"}, ("nаme",), "name"),  # with a Cyrillic a
        ("groups", {"name": "G", "period": {"form": "2024-01-01"}}, ("period", "form"), "from"),
        (
            "groups",
            {"name": "G", "roster": [{"member": "a", "form": "2024-01-01"}]},
            ("roster", 0, "form"),
            "from",
        ),
    ],
)
def test_a_misspelt_key_that_must_be_there_is_one_mistake(
    kind: str, values: dict[str, Any], key: tuple[str | int, ...], meant: str
) -> None:
    assert told(kind, values) == [("KEY001", key, f'did you mean "{meant}"?')]


def test_the_kind_of_a_requirement_may_be_misspelt_too() -> None:
    key = ("stages", 0, "requires", 0, "knd")
    assert told("policies", policy(kind=None, knd="membership")) == [("KEY001", key, 'did you mean "kind"?')]
    assert told("policies", policy(kind=None)) == [("KEY002", key[:-1], "add a line kind: …")]


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"name": "G", "mode": ""}, ("mode",)),
        ({"name": "G", "leaders": ""}, ("leaders",)),
        ({"name": "G", "period": ""}, ("period",)),
        ({"name": "", "mode": "online"}, ("name",)),
    ],
)
def test_what_has_no_value_is_said_to_have_none(values: dict[str, Any], key: tuple[str, ...]) -> None:
    assert [one[:2] for one in told("groups", values)] == [("VAL001", key)]


@pytest.mark.parametrize(
    ("changed", "code", "last"),
    [
        ({"kind": ""}, "VAL001", "kind"),
        ({"source": ""}, "VAL001", "source"),
        ({"source": "comittee"}, "VAL007", "source"),
        ({"months": "6", "source": {"months": "comittee"}}, "VAL007", "months"),
        ({"months": "6", "source": {"months": ""}}, "VAL001", "months"),
    ],
)
def test_a_requirement_is_told_at_the_value_that_is_wrong(
    changed: dict[str, Any], code: str, last: str
) -> None:
    ((found, key, help),) = told("policies", policy(**changed))
    assert (found, key[-1]) == (code, last)
    assert help


def test_a_requirement_inside_another_has_the_same_keys() -> None:
    inner = {
        "id": "part",
        "title": "Part",
        "kind": "practice",
        "of": ["sessions"],
        "rolls": ["attendee"],
        "source": "committee",
    }
    (found,) = told("policies", policy(kind="any-of", requires=[inner]))
    key = ("stages", 0, "requires", 0, "requires", 0, "rolls")
    assert found == ("KEY001", key, 'did you mean "roles"?')


def test_so_many_unknown_keys_are_not_all_guessed_at() -> None:
    found = validate(
        "members", {"name": "Sana", **{f"key{n}": "a" for n in range(3000)}}, "id", "", Body(True, "")
    )
    assert isinstance(found, list)
    assert len(found) == 3000
    assert all(isinstance(one, Wrong) and one.help for one in found)


@pytest.mark.parametrize(
    ("kind", "key", "value", "help"),
    [
        ("members", "membership", "2023-02-01", "write membership: [{from: 2023-02-01}]"),
        ("members", "membership", ["2023-02-01"], "write {from: 2023-02-01}"),
        ("members", "membership", {"from": "2023-02-01"}, "write membership: [{from: 2023-02-01}]"),
        (
            "members",
            "membership",
            "2023-02-01 to 2024-01-31",
            "write membership: [{from: 2023-02-01, to: 2024-01-31}]",
        ),
        ("members", "membership", "for ever", "write membership: [{from: 2024-09-01}]"),
        ("members", "also-known-as", "Ali, A. Khan", "write also-known-as: [Ali, A. Khan]"),
        ("groups", "leaders", "sana", "write leaders: [sana]"),
        ("groups", "roster", ["sana"], "write {member: sana, from: 2024-09-01}"),
        ("groups", "period", "2023-02-01", "write period: {from: 2023-02-01}"),
        ("groups", "size", "12", "write size: {at-least: 5, at-most: 12}"),
        ("", "suppressed", "SES004", "write suppressed: [{code: SES004, record: …, reason: …}]"),
        ("sessions", "attendees", "sana, omar", "write attendees: [sana, omar]"),
    ],
)
def test_a_value_of_the_wrong_shape_is_answered_with_what_to_write(
    kind: str, key: str, value: Any, help: str
) -> None:
    assert (help, (key,)) in [(text, at[:1]) for _, at, text in told(kind, {key: value})]
    if "…" not in help and not isinstance(value, list):
        text = parse(f"---\n{help.removeprefix('write ')}\n---\n".encode()).values
        assert text and takes(KINDS[kind], key, text[key])


def test_what_may_be_confidential_is_no_part_of_what_to_write() -> None:
    (wrong,) = [
        one
        for one in validate(
            "members", {"name": "A", "membership": "secret"}, "id", "p", Body(True, ""), discreet=True
        )
        if isinstance(one, Wrong)
    ]
    assert (wrong.key, wrong.help) == (("membership",), "write membership: [{from: 2024-09-01}]")

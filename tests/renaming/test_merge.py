"""Two entries for one person become one: nothing of either is lost, and nobody stands anywhere twice."""

from __future__ import annotations

import re

import pytest

from balintrec.check import check
from balintrec.errors import BalintrecError
from tests.renaming.societies import after, merged, source_of, text
from tests.sample import ON, changed
from tests.sources import MemorySource


def two(old: str = "", new: str = "") -> dict[str, str]:
    return {"members/ola-n": f"name: Ola N\n{old}", "members/ola": f"name: Ola Nordmann\n{new}"}


def joined(old: str = "", new: str = "") -> str:
    """What the one who stays says then, without the name."""
    source = source_of(two(old, new))
    done = after(source, merged(source, "ola-n", "ola"))
    assert text(done, "members/ola-n") == ""
    return text(done, "members/ola").removeprefix("name: Ola Nordmann\n")


NAMES = {
    "the old name is another name": ("", "", "also-known-as: [Ola N]\n"),
    "other names are added": (
        "also-known-as: [ola@example.org, O.N.]\n",
        "also-known-as:\n- olan  # at work\n",
        "also-known-as:\n- olan  # at work\n- Ola N\n- ola@example.org\n- O.N.\n",
    ),
    "addresses are united": (
        "email: ola@work.example\n",
        "email: [Ola@home.example]\n",
        "email: [Ola@home.example, ola@work.example]\nalso-known-as: [Ola N]\n",
    ),
    "one address and another": (
        "email: [OLA@home.example, ola@work.example]\n",
        "email: ola@home.example  # by day\n",
        "email: [ola@home.example, ola@work.example]  # by day\nalso-known-as: [Ola N]\n",
    ),
    "the same name is not": ("also-known-as: [ÓLA nordmann]\n", "also-known-as: [ola n]\n", "also-known-as: [ola n]\n"),
    "words": ("background: [a, b]\n", "background: [b]\n", "background: [b, a]\nalso-known-as: [Ola N]\n"),
    "a single value": (
        "profession: GP\npathway-from: 2024-01-01\n",
        "sort-key: n\n",
        "sort-key: n\nalso-known-as: [Ola N]\nprofession: GP\npathway-from: 2024-01-01\n",
    ),
    "an equal one": ("profession: GP\n", 'profession: "GP"  # x\n', 'profession: "GP"  # x\nalso-known-as: [Ola N]\n'),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "then"), NAMES.values(), ids=NAMES)
def test_what_both_say_is_joined(old: str, new: str, then: str) -> None:
    assert joined(old, new) == then


PERIODS = {
    "apart": (
        "{from: 2020-01-01, to: 2020-12-31}",
        "{from: 2022-01-01}",
        "{from: 2022-01-01}, {from: 2020-01-01, to: 2020-12-31}",
    ),
    "touching": (
        "{from: 2020-01-01, to: 2020-12-31}",
        "{from: 2021-01-01}",
        "{from: 2021-01-01}, {from: 2020-01-01, to: 2020-12-31}",
    ),
    "the same": ("{from: 2020-01-01}", "{from: 2020-01-01}", "{from: 2020-01-01}"),
    "inside": ("{from: 2021-01-01, to: 2021-02-01}", "{from: 2020-01-01}", "{from: 2020-01-01}"),
    "sharing one day": ("{from: 2020-01-01, to: 2021-01-01}", "{from: 2021-01-01}", "{from: 2020-01-01}"),
    "longer": ("{from: 2020-01-01}", "{from: 2021-01-01, to: 2021-06-01}", "{from: 2020-01-01}"),
    "later": (
        "{from: 2021-01-01, to: 2022-01-01}",
        '{from: 2020-01-01, to: "2021-06-01"}',
        '{from: 2020-01-01, to: "2022-01-01"}',
    ),
    "between two": (
        "{from: 2020-06-01, to: 2021-06-01}",
        "{from: 2020-01-01, to: 2020-12-31}, {from: 2021-02-01}, {from: 2019-01-01, to: 2019-02-01}",
        "{from: 2020-01-01}, {from: 2019-01-01, to: 2019-02-01}",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "then"), PERIODS.values(), ids=PERIODS)
def test_memberships_are_united(old: str, new: str, then: str) -> None:
    assert (
        joined(f"membership: [{old}]\n", f"membership: [{new}]\n").splitlines()[0] == f"membership: [{then}]"
    )


def test_an_outside_person_gets_the_membership() -> None:
    assert "membership: [{from: 2020-01-01}]\n" in joined("membership:\n- from: 2020-01-01\n")


ROSTERS = {
    "apart": (
        "- {member: ola-n, from: 2020-01-01, to: 2020-06-01}  # first\n- {member: ola, from: 2021-01-01}\n",
        "- {member: ola, from: 2020-01-01, to: 2020-06-01}  # first\n- {member: ola, from: 2021-01-01}\n",
    ),
    "overlapping": (
        "- {member: ola-n, from: 2020-01-01, to: 2021-06-01}\n- {member: per, from: 2020-01-01}\n"
        "- {member: ola, from: 2021-01-01}  # stays\n",
        "- {member: per, from: 2020-01-01}\n- {member: ola, from: 2020-01-01}  # stays\n",
    ),
    "one in two": (
        "- member: ola\n  from: 2020-01-01\n  to: 2020-06-01\n- member: ola\n  from: 2020-08-01\n"
        "  to: 2020-12-01\n- {member: ola-n, from: 2020-05-01, to: 2020-09-01}\n",
        "- member: ola\n  from: 2020-01-01\n  to: 2020-12-01\n",
    ),
    "only the one": ("- {member: ola-n, from: 2020-01-01}\n", "- {member: ola, from: 2020-01-01}\n"),
}


@pytest.mark.parametrize(("before", "then"), ROSTERS.values(), ids=ROSTERS)
def test_rosters_are_united(before: str, then: str) -> None:
    source = source_of(
        {**two(), "members/per": "name: Per\n", "groups/g": f"name: G\nleaders: [ola-n]\nroster:\n{before}"}
    )
    done = after(source, merged(source, "ola-n", "ola"))
    assert text(done, "groups/g") == f"name: G\nleaders: [ola]\nroster:\n{then}"


COMMITTEES = {
    "both for ever": ("[ola-n, per, ola]", "[per, ola]"),
    "one for ever": ("[{member: ola-n, to: 2020-01-01}, ola]", "[ola]"),
    "the other for ever": ("[ola-n, {member: ola, from: 2020-01-01, to: 2021-01-01}]", "[{member: ola}]"),
    "one after the other": (
        "[{member: ola-n, to: 2020-01-01}, {member: ola, from: 2020-01-02}]",
        "[{member: ola, to: 2020-01-01}, {member: ola, from: 2020-01-02}]",
    ),
    "sharing a day": (
        "[{member: ola-n, from: 2019-01-01, to: 2020-01-02}, per, {member: ola, from: 2020-01-02, to: 2021-01-01}]",
        "[per, {member: ola, from: 2019-01-01, to: 2021-01-01}]",
    ),
    "only the one": ("[per, {member: ola-n, from: 2020-01-01}]", "[per, {member: ola, from: 2020-01-01}]"),
}


@pytest.mark.parametrize(("before", "then"), COMMITTEES.values(), ids=COMMITTEES)
def test_terms_are_united(before: str, then: str) -> None:
    files = {**two(), "members/per": "name: Per\n", "society": f"name: S\ncommittee: {before}\n"}
    source = source_of({**files, "groups/g": f"name: G\nleaders: {before}\n"})
    done = after(source, merged(source, "ola-n", "ola"))
    assert text(done, "society") == f"name: S\ncommittee: {then}\n"
    assert text(done, "groups/g") == f"name: G\nleaders: {then}\n"


def test_nobody_stands_in_a_list_twice() -> None:
    before = "date: 2024-03-12\ngroup: g\nleaders: [ola-n]\npresenter: ola\nattendees: [ola-n, per, ola]\n"
    before += "observers:\n- ola\n- ola-n  # x\n"
    source = source_of({**two(), "members/per": "name: Per\n", "groups/g": "name: G\n", "sessions/s": before})
    assert text(after(source, merged(source, "ola-n", "ola")), "sessions/s") == (
        "date: 2024-03-12\ngroup: g\nleaders: [ola]\npresenter: ola\nattendees: [per, ola]\nobservers:\n- ola\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "then"),
    [
        ("", "", ""),
        ("Old.\n", "", "Old.\n"),
        ("", "New.\n", "New.\n"),
        ("\nOld.\n", "New.\n\n", "New.\n\nOld.\n"),
        ("Same  text.", "Same text.\n", "Same text.\n"),
    ],
)
def test_the_text_below_is_kept(old: str, new: str, then: str) -> None:
    keys = "---\nname: Ola\n---\n"
    source = source_of({"members/a": keys + old, "members/b": keys + new})
    assert (
        text(after(source, merged(source, "a", "b")), "members/b")
        .removeprefix("name: Ola\n")
        .removeprefix("---\n")
        == then
    )


REFUSED = {
    "different values": (
        two("profession: GP\nsort-key: a\n", "profession: nurse\nsort-key: a\n"),
        "nothing is changed: members/ola-n and members/ola differ in profession; make that equal",
    ),
    "a period the wrong way round": (
        two("membership: [{from: 2020-01-01, to: 2019-01-01}]\n"),
        "nothing is changed: records/members/ola.md: a period ends before it begins on 2020-01-01",
    ),
    "a file that cannot be read": (
        {**two(), "groups/g": "nmae: ola-n\n"},
        "nothing is changed: records/groups/g.md cannot be read and may name",
    ),
    "nobody to be merged into": (
        {"members/ola-n": "name: Ola N\n"},
        'no member "ola"; did you mean "ola-n"?',
    ),
}


@pytest.mark.parametrize(("files", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused(files: dict[str, str], said: str) -> None:
    with pytest.raises(BalintrecError) as caught:
        merged(source_of(files), "ola-n", "ola")
    assert str(caught.value).startswith(said)


def test_nobody_is_merged_with_themselves() -> None:
    with pytest.raises(BalintrecError, match="cannot be merged with itself"):
        merged(source_of(two()), "ola", "ola")


def test_a_double_of_somebody_in_the_sample_leaves_no_trace() -> None:
    """Half of what names Hina was entered under a second record."""
    source = changed({})
    doubled = dict(source.files)
    for path in sorted(source.files)[::2]:
        doubled[path] = re.sub(rb"(?<![-/\w])hina-raza(?![-\w])", b"hina", source.files[path])
    doubled["records/members/hina.md"] = b"---\nname: Hina R.\nmembership: [{from: 2023-01-01}]\n---\n"
    split = MemorySource(doubled)
    done = after(split, merged(split, "hina", "hina-raza"))
    assert sum(doubled[path] != data for path, data in source.files.items()) > 20
    other = {path for path in source.files if done.files[path] != source.files[path]}
    assert (done.files.keys(), other) == (source.files.keys(), {"records/members/hina-raza.md"})
    assert check(done, ON).findings == ()

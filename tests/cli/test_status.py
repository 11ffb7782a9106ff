"""``balintrec status``: who is meant, and who is shown."""

from __future__ import annotations

import json
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from tests.cli.running import balintrec, member, society
from tests.sample import ROOT

pytestmark = pytest.mark.slow


def listed(*arguments: str, root: Path = ROOT, on: str = "2026-11-23") -> list[str]:
    """The members in the list."""
    out = balintrec("status", *arguments, root=root, on=on).out
    return [line.split(" ")[0] for line in out.split("\n\n")[0].split("\n")[1:] if not line.startswith(" ")]


@pytest.mark.parametrize("text", ["bilal-ahmed", "Bilal Ahmed", "بلال احمد", "bilal  AHMED"])
def test_member_is_found_by_id_and_by_name(text: str) -> None:
    ran = balintrec("status", text)
    assert ran.code == 0
    assert ran.out.startswith("Bilal Ahmed · بلال احمد ")


def test_several_members_are_shown_in_full() -> None:
    out = balintrec("status", "bilal-ahmed", "hina-raza").out
    assert out.count("Asked by the policy, and not checked here:") == 2
    assert out.index("Bilal Ahmed") < out.index("Hina Raza")


def test_name_of_two_people_is_refused(tmp_path: Path) -> None:
    root = society(tmp_path, {"members/sana-malik.md": member(), "members/sana-malik-2.md": member()})
    ran = balintrec("status", "Sana Malik", root=root)
    assert (
        ran.err == 'balintrec: "Sana Malik" is the name of several: sana-malik or sana-malik-2; use the id\n'
    )


def test_misspelt_name_finds_the_id() -> None:
    assert (
        balintrec("status", "Hina Rasa").err
        == 'balintrec: no member "Hina Rasa"; did you mean "hina-raza"?\n'
    )


@pytest.mark.parametrize("text", ["hina", "Raza", "raza hina"])
def test_one_of_the_names_finds_the_id(text: str) -> None:
    assert balintrec("status", text).err == f'balintrec: no member "{text}"; did you mean "hina-raza"?\n'


def test_everybody_inside_the_society_is_listed() -> None:
    ran = balintrec("status")
    assert ran.code == 0
    assert {"bilal-ahmed", "lucja-zolc-wisniewska"} <= set(listed())
    assert ran.err == (
        "balintrec: not listed (no current membership): imran-sheikh, shaista-rahim; --everyone lists them\n"
    )


def test_eligible_are_those_who_met_every_stage() -> None:
    assert listed("--eligible", on="2026-09-11") == ["hina-raza"]


def test_holders_are_named_apart_from_the_eligible() -> None:
    out = balintrec("status", "--eligible").out
    assert "already hold the credential accredited leader: bilal-ahmed" in out


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_who_was_put_off_is_not_eligible_and_the_decision_is_said(form: str) -> None:
    assert "hina-raza" not in balintrec("status", "--eligible", "--format", form).out
    assert "2026-09-12-hina-raza-defer" in balintrec("status", "hina-raza", "--format", form).out
    assert "deferred on 2026-09-12" in balintrec("status").out


def test_former_members_are_named_apart_and_nothing_is_due_from_them() -> None:
    assert "javed-durrani" not in listed()
    assert "former members: javed-durrani (membership ended on 2023-06-30)" in balintrec("status").out
    assert "javed-durrani" not in listed("--due-within", "4000")
    assert "No longer a member: membership ended on 2023-06-30." in balintrec("status", "javed-durrani").out


def test_due_within_days_are_those_with_a_day_by_then() -> None:
    soon, later = listed("--due-within", "60"), listed("--due-within", "135")
    assert set(soon) < set(later) < set(listed())


def test_nobody_to_show_is_said() -> None:
    ran = balintrec("status", "--eligible", on="2021-10-01")
    assert (ran.code, ran.out) == (0, "no member to show\n")


def test_unreadable_member_is_shown_as_such(tmp_path: Path) -> None:
    root = society(tmp_path, {"members/sana-malik.md": "no front matter"})
    assert listed(root=root) == ["sana-malik"]
    ran = balintrec("status", "sana-malik", root=root)
    assert ran.code == 0
    assert "? cannot be read, and has to be: records/members/sana-malik.md" in ran.out
    assert "1 file not readable as a record: see balintrec check" in ran.err


def test_json_has_everybody_in_full() -> None:
    data = json.loads(balintrec("status", "--format", "json").out)
    assert data["version"] == 2
    former = [one["member"] for one in data["members"] if one["membership_ended"]]
    assert [one["member"] for one in data["members"]] == sorted([*listed(), *former])
    assert all(one["stages"] for one in data["members"])
    assert data["not_listed"] == [
        {"member": id, "reason": "no current membership"} for id in ("imran-sheikh", "shaista-rahim")
    ]


def test_evidence_lists_every_record() -> None:
    out = balintrec("status", "bilal-ahmed", "--evidence").out
    assert "      + 2023-09-20 assessments/2023-09-20-bilal-ahmed\n" in out


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_output_is_the_same_twice(form: str) -> None:
    assert balintrec("status", "--format", form).out == balintrec("status", "--format", form).out


def test_quiet_leaves_the_remarks_out() -> None:
    assert balintrec("--quiet", "status").err == ""


def test_several_processes_say_what_one_says(monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("balintrec.cli.status")
    alone = balintrec("status", "--evidence", "--no-cache")
    monkeypatch.setattr(module, "_WORTH_SHARING", 2)
    monkeypatch.setattr(module, "jobs", lambda: 3)
    assert balintrec("status", "--evidence", "--no-cache") == alone


def test_everyone_lists_people_without_membership_too() -> None:
    out = balintrec("status", "--everyone").out
    assert "\nshaista-rahim no current membership\n" in "\n".join(
        " ".join(line.split()) for line in out.splitlines()
    )
    assert [*listed("--everyone")] == sorted([*listed(), "imran-sheikh", "shaista-rahim"])
    assert "not listed" not in balintrec("status", "--everyone").err
    data = json.loads(balintrec("status", "--everyone", "--format", "json").out)
    assert ("shaista-rahim" in [one["member"] for one in data["members"]], data["not_listed"]) == (True, [])


def test_where_nobody_is_listed_everybody_is_named_with_the_reason(tmp_path: Path) -> None:
    root = society(tmp_path, {"members/sana-malik.md": member()})
    assert balintrec("status", root=root).err == (
        "balintrec: not listed (no current membership): sana-malik; --everyone lists them; "
        "a member's record says since when: membership: [{from: 2024-09-01}]\n"
    )
    assert balintrec("status", root=society(tmp_path / "new", {})).err == (
        "balintrec: there are no members yet; enter the first with: balintrec new member\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--eligible"], "not listed (not yet met: Co-lead a group): ayesha-siddiqui"),
        (["--eligible"], "not listed (credential held already): bilal-ahmed"),
        (["--due-within", "0"], "not listed (next due on 2027-01-13): zainab-hussain"),
        (["--due-within", "0"], "not listed (nothing due): bilal-ahmed"),
    ],
)
def test_where_a_filter_leaves_nobody_everybody_is_named_with_the_reason(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "records", tmp_path / "records")
    for id in ("saima-batool",) if "0" in arguments else ():
        path = tmp_path / f"records/members/{id}.md"
        path.write_text(path.read_text().replace("membership:", "membership: []  # was:", 1))
    ran = balintrec("status", *arguments, root=tmp_path)
    assert ran.out.startswith("no member to show\n")
    assert f"balintrec: {said}" in ran.err


def test_a_link_in_the_place_of_a_member_is_called_one(tmp_path: Path) -> None:
    root = society(tmp_path, {"members/ola-link.md": member()})
    path = root / "records/members/ola-link.md"
    path.rename(tmp_path / "elsewhere.md")
    path.symlink_to(tmp_path / "elsewhere.md")
    ran = balintrec("status", "ola-link", root=root)
    assert "Ola" not in ran.out
    assert (
        "balintrec: records/members/ola-link.md: this is a link, and links are not followed; "
        "put the file itself here\n" in ran.err
    )


def test_a_link_in_the_place_of_all_members_is_said(tmp_path: Path) -> None:
    root = society(tmp_path, {"members/ola-link.md": member()})
    (root / "records/members").rename(tmp_path / "elsewhere")
    (root / "records/members").symlink_to(tmp_path / "elsewhere")
    ran = balintrec("status", "ola-link", root=root)
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err == "balintrec: no member can be read: records/members is not a folder; see balintrec check\n"
    )

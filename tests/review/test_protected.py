"""Rules, and files that guard the records, are seen whatever else changes."""

from __future__ import annotations

import pytest

from balintrec.review.protected_files import guards
from tests.review.reviews import edited, review
from tests.review.scenes import POLICY, SOCIETY, STRICTER


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (".github/workflows/check.yml", "workflow"),
        ("../.github/workflows/check.yml", "workflow"),
        (".GitHub/workflows/check.yml", "workflow"),
        (".gitlab-ci.yml", "workflow"),
        (".ci/run.sh", "workflow"),
        (".gitattributes", "how git reads files"),
        ("records/members/.gitattributes", "how git reads files"),
        ("CODEOWNERS", "who reviews"),
        ("docs/CODEOWNERS", "who reviews"),
        ("templates/letter.md.j2", "template"),
        ("presets/pakistan.md", "preset"),
        ("keys/nadia.asc", "key"),
        ("allowed_signers", "key"),
        ("requirements.txt", "the program that judges"),
        ("Requirements.TXT", "the program that judges"),
        ("sub/\u017fetup.py", "the program that judges"),
        ("records/members/evil.pth", "the program that judges"),
        (".husky", "hook"),
        (".vscode/settings.json", "settings of an editor or a container"),
        ("tools/Makefile", "commands that people run"),
        ("Jenkinsfile", "workflow"),
        (".husky\n/x", None),
        ("README.md", None),
        ("docs/keys.md", None),
        ("records/members/keys-ahmed.md", None),
    ],
)
def test_files_that_guard_the_records(path: str, kind: str | None) -> None:
    assert guards(path) == kind


def test_policy_and_workflow_stand_first() -> None:
    found = review({**STRICTER, ".github/workflows/check.yml": "on: push\n", "docs/notes.md": "x\n"})
    assert [(one.path, one.what, one.status) for one in found.protected] == [
        (POLICY, "policy", "changed"),
        (".github/workflows/check.yml", "workflow", "added"),
    ]
    assert found.elsewhere == ("docs/notes.md",)


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ("requirements.txt", "old/notes.txt", ("requirements.txt", "removed")),
        ("notes.txt", ".github/workflows/x.yml", (".github/workflows/x.yml", "added")),
        (".husky/a", ".githooks/a", (".githooks/a", "moved")),
    ],
)
def test_move_out_of_a_guarded_place_or_into_one_is_seen(old: str, new: str, seen: tuple[str, str]) -> None:
    found = review({old: None, new: "x\n"}, {old: "x\n"}, moved={old: new})
    assert [(one.path, one.status) for one in found.protected] == [seen]
    assert found.elsewhere == ()


def test_what_judges_is_named_before_what_only_looks_like_it() -> None:
    found = review(dict.fromkeys(("keys/a", "Makefile", ".github/a", "requirements.txt"), "x"))
    assert [one.path for one in found.protected] == ["requirements.txt", ".github/a", "Makefile", "keys/a"]


def test_policy_that_breaks_is_seen() -> None:
    found = review({POLICY: "---\nstages: [\n---\n"})
    assert [(one.what, one.status) for one in found.protected] == [("policy", "unreadable")]


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        ("quorum: 2", "quorum: 1", ["quorum"]),
        ("quorum: 2", "quorum: 2\nmay-enter: {sessions: [eve@example.org]}", ["may-enter"]),
        (
            "quorum: 2",
            "quorum: 2\nsuppressed: [{code: SES004, record: sessions/x, reason: so}]",
            ["suppressed"],
        ),
        ("[en, ur]", "[en]", []),
    ],
)
def test_what_society_md_says_of_who_decides(old: str, new: str, keys: list[str]) -> None:
    found = review(edited(SOCIETY, old, new))
    assert [key.key[0] for one in found.protected for key in one.keys] == keys


def test_reformatted_policy_is_no_change_of_the_rules() -> None:
    found = review(edited(POLICY, "effective: 2024-01-01", "effective: '2024-01-01' # as decided"))
    assert found.protected == ()

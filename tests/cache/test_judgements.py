"""What was found in a commit is kept: the rules are asked of it once a day, and never is it said of anything else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from balintrec.cache.finding_cache import StoredFindings
from balintrec.check import CheckResult
from balintrec.finding import Finding, Location, Related, Rule, Severity, Span
from tests.cache.asking import MEMBERS, OLA, ON, agreed, ask, cache_of, settle, society
from tests.cache.test_attacks import a_byte, emptied, huge, noise, pipe, shortened, twice, zeroed
from tests.repository.clone import Clone

pytestmark = pytest.mark.slow

DAY = date.fromisoformat(ON)
RULE = Rule("XXX001", "a-rule", Severity.WARNING, "What it is.\n\nاردو")
FINDING = Finding(
    RULE,
    Location("records/x.md", Span(1, 2, 3, 4)),
    "a \udcff message",
    "do",
    (Related(Location("y"), "z"),),
    "x: 1",
)
JUDGED = CheckResult((FINDING,), 3, "a notice")
COMMIT = "0" * 40


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A society with a branch that breaks a record and mends another."""
    made = society(tmp_path / "society")
    made.git("checkout", "-q", "-b", "change")
    made.commit("Enter a guest, wrongly", {f"{MEMBERS}/guest.md": OLA.replace("name", "nome")})
    settle(made)
    return made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of how many records the rules were asked, each time."""
    found: list[int] = []
    checked = import_module("balintrec.check.run")
    plain = checked._tasks

    def noted(society: object, *more: object) -> object:
        found.append(society.count)  # type: ignore[attr-defined]
        return plain(society, *more)

    monkeypatch.setattr(checked, "_tasks", noted)
    return found


REVIEW = ("review", "main", "change")


def forget_answers(clone: Clone) -> None:
    shutil.rmtree(cache_of(clone) / "answers", ignore_errors=True)


def test_the_rules_are_asked_once_of_each_commit(clone: Clone, asked: list[int]) -> None:
    first = ask(clone.top, *REVIEW)
    assert len(asked) == 2
    forget_answers(clone)
    again = ask(clone.top, *REVIEW)
    assert again.ran == first.ran
    ask(clone.top, "review", "main", "change", "--format", "json")
    ask(clone.top, "check", "--at", "main")
    ask(clone.top, "check", "--at", "change", "--since", "main")
    assert len(asked) == 2
    clone.commit("Say more", {f"{MEMBERS}/guest.md": OLA})
    settle(clone)
    asked.clear()
    assert ask(clone.top, *REVIEW).ran != first.ran
    assert len(asked) == 1  # of the new commit alone
    asked.clear()
    ask(clone.top, "check", "--since", "main")
    assert len(asked) == 1  # of the work tree, which is no commit


def test_what_is_kept_is_what_is_found(clone: Clone) -> None:
    for question in (
        REVIEW,
        (*REVIEW, "--format", "json"),
        ("check", "--at", "change"),
        ("check", "--at", "HEAD~1", "--format", "json"),
        ("check", "--since", "main"),
        ("check", "--at", "change", "--since", "main", "--format", "gitlab"),
    ):
        ask(clone.top, *question)
        forget_answers(clone)
        agreed(clone.top, *question)


def test_another_day_is_another_question(clone: Clone, asked: list[int]) -> None:
    ask(clone.top, *REVIEW, on="2026-11-23")
    ask(clone.top, *REVIEW, on="2026-11-24")
    assert len(asked) == 4
    agreed(clone.top, *REVIEW, on="2024-01-01")


def test_without_the_history_nothing_is_believed_or_kept(clone: Clone, asked: list[int]) -> None:
    for _ in range(2):
        ask(clone.top, "check", "--at", "change", "--no-history")
    assert len(asked) == 2
    ask(clone.top, "check", "--at", "change")
    assert len(asked) == 3
    agreed(clone.top, "check", "--at", "change", "--no-history")


def test_a_clone_cut_short_believes_nothing(clone: Clone, tmp_path: Path, asked: list[int]) -> None:
    ask(clone.top, "check", "--at", "change")
    head = clone.git("rev-parse", "HEAD").strip()
    (clone.top / ".git/shallow").write_text(f"{head}\n")
    asked.clear()
    for _ in range(2):
        assert "git fetch --unshallow" in ask(clone.top, "check", "--at", "change").ran.err
    assert len(asked) == 2
    agreed(clone.top, "check", "--at", "change")
    (clone.top / ".git/shallow").unlink()
    asked.clear()
    assert "unshallow" not in ask(clone.top, "check", "--at", "change").ran.err
    assert asked == []


def test_two_societies_in_one_repository_are_told_apart(tmp_path: Path) -> None:
    clone = society(tmp_path / "society")
    shutil.copytree(clone.top / "records", clone.top / "second/records")
    (clone.top / f"second/{MEMBERS}/guest.md").write_text(OLA.replace("name", "nome"))
    clone.git("add", "-A")
    clone.git("commit", "-qm", "A second society")
    settle(clone)
    for root in (clone.top, clone.top / "second"):
        agreed(root, "check", "--at", "HEAD")
    first, second = (ask(root, "check", "--at", "HEAD").ran for root in (clone.top, clone.top / "second"))
    assert "nome" in second.out
    assert "nome" not in first.out


@pytest.mark.parametrize("damage", [shortened, emptied, zeroed, noise, a_byte, twice, huge, pipe, os.unlink])
def test_damage_is_passed_over(damage: Callable[[Path], None], clone: Clone) -> None:
    ask(clone.top, *REVIEW)
    kept = sorted((cache_of(clone) / "judgements").iterdir())
    assert len(kept) == 2
    for file in kept:
        damage(file)
    forget_answers(clone)
    agreed(clone.top, *REVIEW)


def test_one_put_in_the_place_of_another_is_passed_over(clone: Clone) -> None:
    ask(clone.top, *REVIEW)
    one, other = sorted((cache_of(clone) / "judgements").iterdir())
    one.write_bytes(other.read_bytes())
    forget_answers(clone)
    agreed(clone.top, *REVIEW)


def test_it_comes_back_as_it_was(tmp_path: Path) -> None:
    kept = StoredFindings(str(tmp_path), str(tmp_path), str(tmp_path))
    assert kept.read(COMMIT, DAY) is None
    for judged in (JUDGED, CheckResult(())):
        kept.keep(COMMIT, DAY, judged)
        assert kept.read(COMMIT, DAY) == judged
    assert kept.read("1" * 40, DAY) is None
    assert kept.read(COMMIT, date(2026, 11, 24)) is None
    assert StoredFindings(str(tmp_path / "other"), str(tmp_path), str(tmp_path)).read(COMMIT, DAY) is None


def test_another_version_believes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    StoredFindings(str(tmp_path), str(tmp_path), str(tmp_path)).keep(COMMIT, DAY, JUDGED)
    monkeypatch.setattr("balintrec.cache.finding_cache.fingerprint", lambda: b"another")
    assert StoredFindings(str(tmp_path), str(tmp_path), str(tmp_path)).read(COMMIT, DAY) is None


def test_there_are_never_too_many(tmp_path: Path) -> None:
    kept = StoredFindings(str(tmp_path), str(tmp_path), str(tmp_path))
    for number in range(60):
        kept.keep(f"{number:040}", DAY, JUDGED)
    assert len(list((tmp_path / "balintrec/judgements").iterdir())) <= 40
    assert kept.read(f"{59:040}", DAY) == JUDGED


def test_where_nothing_can_be_written_nothing_is_kept(clone: Clone) -> None:
    cache_of(clone).mkdir()
    (cache_of(clone) / "judgements").write_bytes(b"")  # a file in the way
    agreed(clone.top, *REVIEW)

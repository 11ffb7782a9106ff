"""``--at``: what is said of a revision is what is said of a checkout of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Ran, balintrec, member
from tests.repository.clone import Clone
from tests.repository.conftest import home, own_home  # noqa: F401
from tests.rules.past import POLICY, at, edited, kept, noon, session, told

pytestmark = pytest.mark.slow

GRANT = "records/decisions/2026-03-05-bilal-ahmed-grant.md"
COMMITS = 6


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Clone:  # noqa: F811
    """A society with a past: mistakes, broken files, line ends, moved, late and removed records."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        clone = kept(tmp_path_factory.mktemp("past") / "society", late_entry=60, batch=3)
        clone.commit(
            "Mistake", edited(clone, POLICY, "effective: .*", "efective: 2024-01-01"), noon("2026-04-01")
        )
        broken: dict[str, str | bytes | None] = {
            POLICY: told(clone, POLICY).replace("efective", "effective"),
            "records/sessions/x.md": b"---\nname: \xff\n",
            "records/members/ola.md": member("Ola Nordmann").replace("\n", "\r\n"),
            "records/members/åse.txt": "",
        }
        clone.commit("Break", broken, noon("2026-05-01"))
        (clone.top / "records/members/link.md").symlink_to("ola.md")
        days = ["2026-04-07", "2026-04-14", "2026-04-21", "2026-04-28"]
        clone.commit("Late", {at(day): session(day) for day in days}, noon("2026-08-01"))
        clone.commit(
            "Attributes", {".gitattributes": "*.md text eol=crlf\n", GRANT: None}, noon("2026-08-02")
        )
        clone.commit("Change", {at(days[0]): session(days[0], cases="1,5")}, noon("2026-08-03"))
    return clone


def checkout(clone: Clone, revision: str, folder: Path) -> Clone:
    """A real checkout of a revision, elsewhere."""
    clone.git("clone", "--quiet", "--no-checkout", str(clone.top), str(folder))
    made = Clone(folder)
    made.git("checkout", "--quiet", "--detach", revision)
    return made


def ran_at(clone: Clone, revision: str, *arguments: str) -> Ran:
    command, *others = arguments
    return balintrec(command, "--at", revision, *others, root=clone.top)


@pytest.mark.parametrize("back", range(COMMITS))
@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--format", "json"),
        ("check", "--format", "json", "--no-history"),
        ("check", "records/sessions", "--fail-on", "warning"),
        ("status", "--format", "json"),
        ("status", "bilal-ahmed", "--evidence"),
        ("explain",),
    ],
    ids=" ".join,
)
def test_revision_is_what_a_checkout_of_it_is(
    clone: Clone, tmp_path: Path, arguments: tuple[str, ...], back: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = checkout(clone, f"HEAD~{back}", tmp_path / "there")
    here = checkout(clone, "HEAD", tmp_path / "here")
    monkeypatch.chdir(there.top)
    expected = balintrec(*arguments, root=there.top)
    monkeypatch.chdir(here.top)
    assert ran_at(here, f"HEAD~{back}", *arguments) == expected
    assert expected.code in (0, 1)


def test_the_checkouts_are_not_all_alike(clone: Clone) -> None:
    reports = {ran_at(clone, f"HEAD~{back}", "check", "--format", "json").out for back in range(COMMITS)}
    assert len(reports) == COMMITS


def test_checkout_has_other_bytes_than_the_revision(clone: Clone, tmp_path: Path) -> None:
    there = checkout(clone, "HEAD", tmp_path / "there")
    assert b"\r\n" in (there.top / POLICY).read_bytes()


def test_files_of_the_work_tree_do_not_matter(clone: Clone, tmp_path: Path) -> None:
    here = checkout(clone, f"HEAD~{COMMITS - 1}", tmp_path / "here")
    before = ran_at(here, "HEAD", "check")
    here.write("records/nonsense.txt", "")
    assert ran_at(here, "HEAD", "check") == before
    assert before.code == 0


@pytest.mark.parametrize(
    ("day", "members"),
    [("2026-03-31", 1), ("2026-04-01", 1), ("2026-04-02", 2), ("2026-12-31", 2)],
)
def test_day_ends_where_the_society_is(tmp_path: Path, day: str, members: int) -> None:
    clone = Clone.made_at(tmp_path)
    zone = {"records/society.md": "---\nname: Test\n---\n"}
    membership = {"membership": "[{from: 2026-01-01}]"}
    one = {"records/members/sana.md": member(**membership)}
    clone.commit("Begin", zone | one, "2026-03-01T12:00:00Z")
    two = {"records/members/ola.md": member("Ola Nordmann", **membership)}
    clone.commit("Ola", two, "2026-04-01T19:00:00Z")
    # Which zone it is stands in the newest society.md, though the older ones did not say it.
    clone.commit(
        "Zone",
        {"records/society.md": "---\nname: Test\ntime-zone: Asia/Karachi\n---\n"},
        "2026-05-01T12:00:00Z",
    )
    out = balintrec("status", "--at", day, root=tmp_path).out
    assert ("ola" in out.lower(), "sana" in out.lower()) == (members == 2, True)


def test_what_was_known_then_of_a_day_and_what_is_known_now(tmp_path: Path) -> None:
    clone = kept(tmp_path)
    clone.commit(
        "Found later", {at("2026-03-03"): session("2026-03-03", attendees="[hina-raza]")}, noon("2026-06-01")
    )
    now = balintrec("status", "hina-raza", "--evidence", on="2026-04-01", root=tmp_path).out
    then = balintrec(
        "status", "hina-raza", "--evidence", "--at", "2026-04-01", on="2026-04-01", root=tmp_path
    ).out
    assert "sessions/2026-03-03" in now
    assert "sessions/2026-03-03" not in then


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        ("no-such-branch", "no revision"),
        ("--output=F", "no revision"),
        ("", "no revision"),
        ("1999-01-01", "no commit was there by the end of 1999-01-01"),
        ("HEAD:records", "no revision"),
    ],
)
@pytest.mark.parametrize("command", ["check", "status", "explain"])
def test_revision_that_is_none_is_said_in_one_line(
    clone: Clone, tmp_path: Path, revision: str, words: str, command: str
) -> None:
    ran = balintrec(command, f"--at={revision}", root=clone.top)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert words in ran.err
    assert not (clone.top / "F").exists()


def test_revision_outside_git(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    ran = balintrec("check", "--at", "HEAD", root=tmp_path)
    assert (ran.code, "is not in a git repository" in ran.err) == (2, True)


def test_path_that_is_only_in_the_revision(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clone.top)
    assert not (clone.top / GRANT).exists()
    assert ran_at(clone, "HEAD~3", "check", GRANT).code == 0
    ran = ran_at(clone, "HEAD", "check", GRANT)
    assert (ran.code, "in that revision" in ran.err) == (2, True)

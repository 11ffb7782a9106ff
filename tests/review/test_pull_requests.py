"""Pull requests in a real repository: what matters stands in the first lines, and honest ones raise no concern."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.running import Ran, balintrec
from tests.repository.clone import Clone
from tests.repository.conftest import home, own_home  # noqa: F401  # fixtures
from tests.sample import ROOT

pytestmark = pytest.mark.slow

FIRST = 25
"""Lines: a screen."""
SECRETARY = "Secretary <secretary@example.org>"
NADIA = "Nadia Iqbal <nadia.iqbal@example.org>"
OMAR = "Omar Farooq <omar.farooq@example.org>"
SANA = "Sana Malik <sana.malik@example.org>"
SAIMA = "Saima Batool <saima.batool@example.org>"
USMAN = "Usman Tareen <usman.tareen@example.org>"
STRANGER = "X <x@evil.example>"
GITHUB = "GitHub <noreply@github.com>"
MAY_ENTER = (
    "may-enter: {decisions: [secretary@example.org, nadia.iqbal@example.org], "
    "endorsements: [secretary@example.org], policies: [nadia.iqbal@example.org]}"
)
SOCIETY = "records/society.md"
POLICY = "records/policies/indus-2024.md"
MEMBERS = "records/members/"
DECISIONS = "records/decisions/"
REFLECTIONS = "records/reflections/saima-batool/"
ENDORSEMENT = "records/endorsements/2026-11-20-usman-tareen.md"
ENDORSED = {ENDORSEMENT: "---\nmember: usman-tareen\nby: sana-malik\ndate: 2026-11-20\n---\nHe is ready.\n"}
WAIVER = DECISIONS + "2026-11-21-saima-batool-waive.md"
WAIVED = {
    WAIVER: "---\nkind: waive\nmember: saima-batool\ndate: 2026-11-21\nby: committee\n"
    "present: [omar-farooq, tariq-mehmood]\nreason: ill in the autumn\n"
    "requirement: reflection/half-yearly-reflection\ndue: 4\n---\n"
}
LATE = {
    DECISIONS
    + "2023-01-14-saad-anwar-recognise.md": "---\nkind: recognise\nmember: saad-anwar\ndate: 2023-01-14\n"
    "by: committee\npresent: [nadia-iqbal, omar-farooq]\ncredential: accredited-leader\nreason: has led\n---\n"
}
LIKE_NADIA = {MEMBERS + "zara-i.md": "---\nname: N\u0430dia Iqbal\nmembership: [{from: 2026-11-01}]\n---\n"}
SESSION = "records/sessions/2026/2026-11-17-lahore-tuesday.md"
HELD = {
    SESSION: '---\ndate: 2026-11-17\ngroup: lahore-tuesday\nstart: "18:00"\nend: "19:30"\nleaders: [omar-farooq]\n'
    "co-leaders: [saima-batool]\nattendees: [usman-tareen, nadia-iqbal, farhan-qureshi, hina-raza, kamran-baig]\n"
    "recorded-by: saima-batool\n---\n"
}
CONFIRMED = {SESSION: HELD[SESSION].replace("recorded-by", "confirmed-by: omar-farooq\nrecorded-by")}
APPLICATION = {
    "records/applications/2026-11-22-usman-tareen.md": "---\nmember: usman-tareen\ndate: 2026-11-22\n"
    "credential: accredited-leader\ndocuments: [form]\nstatus: draft\n---\nI should like to begin a group.\n"
}
Files = Mapping[str, str]


@pytest.fixture(scope="module")
def taken_over(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Path:  # noqa: F811
    """The society of the README, with an address for each member, and with kinds that are reserved."""
    top = tmp_path_factory.mktemp("society")
    shutil.copytree(ROOT / "records", top / "records")
    for file in (top / MEMBERS).iterdir():
        if "\nemail:" not in file.read_text("utf-8"):
            _added(file, f"email: {file.stem.replace('-', '.')}@example.org")
    _added(top / SOCIETY, MAY_ENTER)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("HOME", str(home))
        clone = Clone.made_at(top)
        clone.commit("Take over the records", when="2026-11-14T10:00:00+05:00")
    return top


@pytest.fixture
def society(taken_over: Path, tmp_path: Path) -> Clone:
    shutil.copytree(taken_over, tmp_path / "society")
    clone = Clone(tmp_path / "society")
    clone.git("switch", "--quiet", "--create", "topic")
    return clone


def _added(file: Path, line: str) -> None:
    head, end, body = file.read_text("utf-8").partition("\n---\n")
    file.write_text(f"{head}\n{line}{end}{body}", "utf-8")


def changed(clone: Clone, path: str, old: str, new: str) -> Files:
    text = (clone.top / path).read_text("utf-8")
    assert old in text
    return {path: text.replace(old, new, 1)}


def committed(
    clone: Clone, files: Files, author: str, committer: str = "", message: str = "a change", day: int = 24
) -> None:
    for path, text in files.items():
        clone.write(path, text)
    clone.git("add", "--all")
    name, _, email = (committer or author).removesuffix(">").partition(" <")
    when = f"2026-11-{day}T10:00:00+05:00"
    clone.git(
        *("commit", "--quiet", "--message", message, "--author", author, "--date", when),
        GIT_COMMITTER_NAME=name,
        GIT_COMMITTER_EMAIL=email,
        GIT_COMMITTER_DATE=when,
    )  # fmt: skip


def reviewed(clone: Clone, *options: str) -> Ran:
    return balintrec("review", "main", *options, root=clone.top, on="2026-11-30")


def missing(clone: Clone, said: list[str]) -> list[str]:
    """What of this is not said on the first screen of the terminal, or of a comment."""
    screens = [screen(clone, form) for form in ("text", "markdown")]
    return [words for words in said if not all(words in one for one in screens)]


def screen(clone: Clone, form: str = "text") -> str:
    """The first lines, as they are read."""
    lines = reviewed(clone, "--format", form).out.splitlines()[:FIRST]
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize(
    ("author", "files", "said"),
    [
        (USMAN, ENDORSED, ["own endorsement", "usman-tareen entered the endorsement of usman-tareen by sana-malik"]),
        (STRANGER, ENDORSED, ["unknown address", "…@evil.example"]),
        (SAIMA, WAIVED, ["own decision", "saima-batool entered a decision (waive)", "1 person gains (saima-batool: "]),
        (SECRETARY, LATE, ["now holds accredited-leader", "HIS001", "1410 days after"]),
        (SECRETARY, LIKE_NADIA, ["MEM001", "looks like a name of nadia-iqbal"]),
        (SAIMA, {".mailmap": "Sana Malik <s@a.example> <x@evil.example>\n"}, ["protected files change (.mailmap)"]),
    ],
)  # fmt: skip
def test_added_files(society: Clone, author: str, files: Files, said: list[str]) -> None:
    committed(society, files, author)
    assert missing(society, said) == []


@pytest.mark.parametrize(
    ("author", "path", "old", "new", "said"),
    [
        (NADIA, POLICY, "span: 24", "span: 6", ["policies/indus-2024", "span: 24 → 6", "3 people gain"]),
        (NADIA, POLICY, "effective: 2024-01-01", "effective: 2025-01-01", ["people are judged by another policy"]),
        (SAIMA, SOCIETY, "tariq-mehmood]", "tariq-mehmood, saima-batool]", ["own office", "committee: added saima"]),
        (NADIA, SOCIETY, "quorum: 2", "quorum: 1", ["who decides: quorum: 2 → 1"]),
        (SECRETARY, SOCIETY, "kept-since: 2026-11-15", "kept-since: 2026-11-01", ["kept-since: 2026-11-15 → 2"]),
        (SECRETARY, SOCIETY, "quorum: 2", "quorum: 2\nsuppressed: [{code: DEC001, record: decisions/x, reason: y}]",
         ["society.md now suppresses DEC001"]),
        (SECRETARY, MEMBERS + "farhan-qureshi.md", "\nprof", "\npolicy: indus-2021\nprof",
         ["1 person is judged by another policy (farhan-qureshi: indus-2021)"]),
        (OMAR, MEMBERS + "saad-anwar.md", "to: 2025-09-30", "to: 2025-11-14",
         ["members/saad-anwar.md", "membership/2024-09-15/to: 2025-09-30 → 2025-11-14", "changed by Omar Farooq"]),
        (USMAN, REFLECTIONS + "2026-05-02-saima-batool.md", "This half", "That half",
         ["other reflection", "changed the reflection of saima-batool"]),
        (SECRETARY, DECISIONS + "2025-12-06-bilal-ahmed-grant.md", "date: 2025-12-06", "date: 2025-12-05",
         ["1 new error", "HIS003", "2025-12-06-bilal-ahmed-grant.md:4:7"]),
        (USMAN, "records/endorsements/2026-06-13-usman-tareen.md", "not-yet", "endorsed",
         ["own endorsement", "usman-tareen changed the endorsement of usman-tareen by sana-malik", "1 person gains"]),
        (SAIMA, "records/assessments/2024-09-28-saima-batool.md", "verdict: ", "verdikt: ",
         ["1 new error", "own paper", "saima-batool changed the assessment about saima-batool"]),
        (SECRETARY, MEMBERS + "hina-raza.md", "membership: [", "membership: [[", ["hina-raza: cannot be judged"]),
    ],
)  # fmt: skip
def test_changed_files(society: Clone, author: str, path: str, old: str, new: str, said: list[str]) -> None:
    committed(society, changed(society, path, old, new), author)
    assert missing(society, said) == []


@pytest.mark.parametrize(
    ("author", "committer", "message", "said"),
    [
        (SANA, USMAN, "papers", "own endorsement, other committer"),
        (SANA, "Usman Tareen <>", "papers", "own endorsement"),
        (SANA, GITHUB, f"papers\n\nCo-authored-by: {USMAN}", "own endorsement"),
        (SANA, "", f"papers\n\nCo-authored-by: {STRANGER}", "unknown address"),
        (
            f"S\u0430na {SANA[5:].replace('example.org', 'evil.example')}",
            "",
            "papers",
            "looks like that of sana-malik",
        ),
    ],
)
def test_everybody_in_a_commit_counts(
    society: Clone, author: str, committer: str, message: str, said: str
) -> None:
    committed(society, ENDORSED, author, committer, message)
    assert said in screen(society)


def test_what_matters_is_first_among_many_additions(society: Clone) -> None:
    person = "---\nname: Guest {0}\n---\n"
    many = {f"{MEMBERS}guest-{number}.md": person.format(number) for number in range(300)}
    lowered = changed(society, POLICY, "span: 24", "span: 23")
    committed(society, {**many, **lowered, **ENDORSED}, USMAN)
    said = ["301 added", "span: 24 → 23", "usman-tareen entered the endorsement of usman-tareen"]
    assert missing(society, said) == []


def test_merge_by_a_forge_hides_nothing(society: Clone) -> None:
    committed(society, HELD, SECRETARY)
    society.git("switch", "--quiet", "main")
    committed(society, LIKE_NADIA, SECRETARY)
    society.git("switch", "--quiet", "topic")
    society.git("merge", "--quiet", "--no-ff", "--no-commit", "main")
    committed(society, ENDORSED, GITHUB, message="Merge branch 'main'")
    assert "the address of GitHub (…@github.com) belongs to nobody" in screen(society)


def no_concern(clone: Clone) -> str:
    found = reviewed(clone, "--fail-on-concern")
    assert found.code == 0, found.out
    return found.out


@pytest.mark.parametrize(
    ("author", "files"),
    [
        (SECRETARY, {**ENDORSED, **WAIVED, **HELD, **APPLICATION}),
        (SANA, ENDORSED),
        (USMAN, APPLICATION),
        (OMAR, HELD),
        (NADIA, {POLICY.replace("2024", "2027"): "2027"}),
        (
            SECRETARY,
            {MEMBERS + "rabia-khalid.md": "---\nname: Rabia Khalid\nmembership: [{from: 2026-11-20}]\n---\n"},
        ),
    ],
    ids=["secretary", "supervisor", "applicant", "leader", "policy", "member"],
)
def test_honest_additions(society: Clone, author: str, files: Files) -> None:
    policy = changed(society, POLICY, "effective: 2024-01-01", "effective: 2027-01-01")[POLICY]
    committed(society, {path: policy if text == "2027" else text for path, text in files.items()}, author)
    no_concern(society)


@pytest.mark.parametrize(
    ("author", "path", "old", "new"),
    [
        (SAIMA, MEMBERS + "saima-batool.md", "general pr", "senior general pr"),
        (NADIA, SOCIETY, " tariq-mehmood]", " {member: tariq-mehmood, to: 2026-12-31}, hina-raza]"),
        (SANA, "records/groups/online-thursday.md", "leaders: [sana-malik]", "leaders: [sana-malik, bilal-ahmed]"),
        (USMAN, DECISIONS + "2026-09-12-hina-raza-defer.md", "by: committee", 'by: "committee"  # all of it'),
        (NADIA, REFLECTIONS + "2025-10-20-saima-batool.md", "\nper", "\ndiscussed-with: nadia-iqbal\nper"),
        (USMAN, "records/sessions/2026/2026-11-10-lahore-tuesday.md", "attendees: [usman-tareen, ", "attendees: ["),
    ],
)  # fmt: skip
def test_honest_changes(society: Clone, author: str, path: str, old: str, new: str) -> None:
    committed(society, changed(society, path, old, new), author)
    no_concern(society)


def test_leader_confirms_what_a_candidate_entered(society: Clone) -> None:
    committed(society, HELD, SAIMA)
    committed(society, CONFIRMED, OMAR, day=25)
    no_concern(society)


def test_member_who_renames_themselves_enters_nothing(society: Clone) -> None:
    name, _, email = "Hina Raza <hina.raza@example.org".partition(" <")
    society.git("config", "user.name", name)
    society.git("config", "user.email", email)
    assert balintrec("rename", "member", "hina-raza", "hina-siddiqui", "--commit", root=society.top).code == 0
    assert "hina-raza is now hina-siddiqui; nobody gains or loses" in re.sub(r"\s+", " ", no_concern(society))


def test_one_commit_of_a_whole_branch_by_a_forge(society: Clone) -> None:
    named = f"Usman Tareen applies (#4)\n\nCo-authored-by: {USMAN}\nCo-authored-by: {SANA}"
    committed(society, {**ENDORSED, **APPLICATION}, SECRETARY, GITHUB, named)
    no_concern(society)


def test_forge_that_updates_a_branch(society: Clone) -> None:
    path = MEMBERS + "usman-tareen.md"
    committed(society, changed(society, path, "Prefers", "He prefers"), SECRETARY)
    society.git("switch", "--quiet", "main")
    committed(society, changed(society, path, "profession: clinical ", "profession: "), SECRETARY)
    society.git("switch", "--quiet", "topic")
    society.git("merge", "--quiet", "--no-ff", "--no-commit", "main")
    committed(society, {}, "U <1+u@users.noreply.github.com>", GITHUB, "Merge branch 'main' into topic")
    no_concern(society)

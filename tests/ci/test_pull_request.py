"""The shell steps run as they are written, on honest and on forged pull requests."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.ci.pipeline import (
    PIN,
    Runner,
    Yaml,
    commit,
    files,
    git,
    read,
    sample_repository,
    tool,
    workflow,
    write,
)
from tests.sample import ROOT

pytestmark = pytest.mark.slow

Change = Callable[[Path], object]
EVIL = '$(touch${IFS}pwned);"`touch${IFS}pwned`'
"""A branch name that git takes, and that runs a program wherever it is pasted into a script."""
SESSION = """---
date: 2026-11-17
group: lahore-tuesday
start: "18:00"
end: "19:30"
leaders: [omar-farooq]
attendees: [usman-tareen, nadia-iqbal, farhan-qureshi, hina-raza, kamran-baig]
---
"""


def adds_a_session(repository: Path) -> None:
    write(repository, {"records/sessions/2026/2026-11-17-lahore-tuesday.md": SESSION})


def breaks_a_record(repository: Path) -> None:
    write(
        repository, {"records/sessions/2026/2026-11-17-lahore-tuesday.md": SESSION.replace("usman", "usmann")}
    )


def forges(repository: Path) -> None:
    """Everything that might make a step run, install, log or pass something that it should not."""
    program = "#!/bin/sh\ntouch pwned\n"
    write(
        repository,
        {
            "requirements.txt": "evil==6.6.6\n",
            "git": program,
            "pip": program,
            "balintrec": program,
            "sitecustomize.py": "open('pwned', 'w')\n",
            "click.py": "open('pwned', 'w')\n",
            ".gitattributes": "* filter=evil diff=evil merge=evil\n",
            "templates/new/session.md": "{{ ''.__class__ }}",
            "records/x/HEAD": "ref: refs/heads/main\n",
            "records/x/config": "[core]\n\tfsmonitor = touch pwned\n\tbare = true\n",
            "records/x/objects/keep": "",
            "records/x/refs/keep": "",
            "records/members/$(touch pwned).md": "---\nname: A\n---\n",
            "records/members/--fail-on=never.md": "---\nname: B\n---\n",
            "records/members/a\n::error::forged.md": "---\nname: C\n---\n",
            "records/members/mallory.md": (
                "---\nname: \"::set-env name=A::b\"\nprofession: '$(touch pwned) `touch pwned` @everybody'\n"
                "::stop-commands::x: y\nsort-key: ${{ secrets.GITHUB_TOKEN }}\n---\n::add-mask::records\n"
            ),
        },
    )
    for name in ("git", "pip", "balintrec"):
        (repository / name).chmod(0o755)
    (repository / "records/members/link.md").symlink_to("/etc/passwd")


def opened(place: Path, change: Change, base: str = "main", head: str = "topic") -> Runner:
    """A pull request as GitHub's machine finds it: the result of merging, checked out, and `origin`."""
    home = sample_repository(place / "home", base)
    git(home, "checkout", "--quiet", "-b", head)
    change(home)
    commit(home, "A change")
    git(home, "checkout", "--quiet", "--detach", f"refs/heads/{base}")
    git(home, "merge", "--quiet", "--no-ff", "--message", "Merge", f"refs/heads/{head}")
    merged = git(home, "rev-parse", "HEAD").strip()
    git(place, "clone", "--quiet", "--no-checkout", str(home), "checkout")
    git(place / "checkout", "fetch", "--quiet", "origin", merged)
    git(place / "checkout", "checkout", "--quiet", "--detach", merged)
    expressions = {"github.base_ref": base, "github.event.pull_request.number": "7"}
    runner = Runner(place / "checkout", place / "machine", expressions)
    runner.prepare()
    return runner


def ran(runner: Runner, steps: Iterable[Yaml]) -> list[CompletedProcess[str]]:
    """Run the shell steps up to the first that fails."""
    done = []
    for step in steps:
        if "run" in step:
            done.append(runner.run(step["run"], step.get("env")))
            if done[-1].returncode:
                break
    return done


def on_github(runner: Runner) -> list[CompletedProcess[str]]:
    return ran(runner, workflow("balintrec")["jobs"]["review"]["steps"])


def left(runner: Runner, name: str) -> str:
    """What is handed to the comment's workflow."""
    return (runner.place / "temp/review" / name).read_text(encoding="utf-8")


def test_honest_pull_request_is_reviewed(tmp_path: Path) -> None:
    runner = opened(tmp_path, adds_a_session)
    done = on_github(runner)
    assert [step.returncode for step in done] == [0, 0, 0], done[-1].stderr
    assert (runner.place / "installed").read_text("utf-8").endswith(f"\n{PIN}\n# a wheel\n")
    assert (left(runner, "number"), left(runner, "base")) == ("7\n", "main\n")
    assert "2026-11-17-lahore-tuesday" in left(runner, "review.md")
    assert runner.summary.read_text("utf-8") == left(runner, "review.md")


def test_new_error_fails_and_is_reviewed_all_the_same(tmp_path: Path) -> None:
    runner = opened(tmp_path, breaks_a_record)
    done = on_github(runner)
    assert [step.returncode for step in done] == [0, 0, 1], done[-1].stderr
    assert "::error file=records/sessions/2026/2026-11-17-lahore-tuesday.md,line=7" in done[1].stdout
    assert "REF001" in left(runner, "review.md")
    assert runner.summary.read_text("utf-8") == left(runner, "review.md")


def test_what_was_wrong_before_does_not_fail(tmp_path: Path) -> None:
    def change(repository: Path) -> None:
        git(repository, "checkout", "--quiet", "main")
        breaks_a_record(repository)
        commit(repository, "An old mistake")
        git(repository, "checkout", "--quiet", "-B", "topic")
        text = SESSION.replace("2026-11-17", "2026-11-18")
        write(repository, {"records/sessions/2026/2026-11-18-lahore-tuesday.md": text})

    done = on_github(opened(tmp_path, change))
    assert "::error" in done[1].stdout
    assert [step.returncode for step in done] == [0, 0, 0], done[-1].stderr


@pytest.mark.parametrize("base", ["main", EVIL, "--output=pwned"], ids=["plain", "program", "option"])
def test_forged_pull_request_runs_installs_and_says_nothing_of_its_own(tmp_path: Path, base: str) -> None:
    runner = opened(tmp_path, forges, base, f"{EVIL}-too")
    done = on_github(runner)
    assert [step.returncode for step in done] == [0, 0, 1], done[-1].stderr
    assert [*tmp_path.rglob("pwned*")] == []
    assert "evil" not in (runner.place / "installed").read_text("utf-8")
    commands = [line for step in done for line in step.stdout.splitlines() if line.startswith("::")]
    assert commands
    ours = ("::error file=", "::warning file=", "::notice title=not all is shown::GitHub shows")
    assert [line for line in commands if not line.startswith(ours)] == []
    assert "root:" not in left(runner, "review.md")


def test_review_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    runner = opened(tmp_path, adds_a_session)
    git(runner.checkout, "update-ref", "-d", "refs/remotes/origin/main")
    (done,) = ran(runner, workflow("balintrec")["jobs"]["review"]["steps"][-2:-1])
    assert done.returncode == 2
    assert left(runner, "review.md").startswith("There is no review: ")
    assert "balintrec: " in done.stderr


def test_pull_request_that_brings_the_files_installs_what_it_names(tmp_path: Path) -> None:
    runner = opened(tmp_path, adds_a_session)
    install = next(
        step for step in workflow("balintrec")["jobs"]["review"]["steps"] if "pip" in step.get("run", "")
    )
    done = runner.run(install["run"], {"BASE": "no-such-branch"})
    assert done.returncode == 0
    assert PIN in (runner.place / "installed").read_text("utf-8")


def on_gitlab(place: Path, change: Change, base: str = "main") -> tuple[Runner, CompletedProcess[str]]:
    """A merge request as GitLab's machine finds it: its own branch, checked out, behind its target by a commit."""
    home = sample_repository(place / "home", base)
    git(home, "checkout", "--quiet", "-b", "topic")
    change(home)
    commit(home, "A change")
    git(home, "checkout", "--quiet", f"refs/heads/{base}", "--detach")
    write(home, {"README.md": "The records of the society."})
    commit(home, "Meanwhile")
    git(home, "update-ref", f"refs/heads/{base}", "HEAD")
    git(place, "clone", "--quiet", "--branch", "topic", "--single-branch", str(home), "checkout")
    runner = Runner(place / "checkout", place / "machine")
    runner.prepare()
    job = read(files("gitlab")[".gitlab-ci.yml"])["balintrec"]
    script = "\n".join([*job["before_script"], *job["script"]])
    done = runner.run(
        script, {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": base, "TMPDIR": str(runner.place / "temp")}
    )
    return runner, done


@pytest.mark.parametrize(
    ("change", "code", "found"),
    [(adds_a_session, 0, []), (breaks_a_record, 1, ["REF001"])],
    ids=["clean", "broken"],
)
def test_merge_request_is_reviewed(tmp_path: Path, change: Change, code: int, found: list[str]) -> None:
    runner, done = on_gitlab(tmp_path, change)
    assert done.returncode == code, done.stderr
    assert "2026-11-17-lahore-tuesday" in (runner.checkout / "review.md").read_text("utf-8")
    quality = json.loads((runner.checkout / "gl-code-quality-report.json").read_text("utf-8"))
    assert [one["check_name"].split()[0] for one in quality] == found
    assert (runner.checkout / "README.md").read_text("utf-8") == "The records of the society."


def test_forged_merge_request_runs_and_installs_nothing_of_its_own(tmp_path: Path) -> None:
    runner, done = on_gitlab(tmp_path, forges, EVIL)
    assert done.returncode == 1, done.stderr
    assert [*tmp_path.rglob("pwned*")] == []
    assert "evil" not in (runner.place / "installed").read_text("utf-8")


def on_the_action(runner: Runner, review: str) -> list[CompletedProcess[str]]:
    """The shell steps of `action.yml`; with a review, its step too, whatever became of the check."""
    runner.expressions = {
        "inputs.root": ".",
        "inputs.review": review,
        "inputs.review == '' && inputs.fail-on || 'never'": "never" if review else "error",
        "inputs.fail-on-concern == 'true' && '--fail-on-concern' || ''": "",
    }
    (runner.place / "temp/balintrec/bin").mkdir(parents=True)
    (runner.place / "temp/balintrec/bin/balintrec").symlink_to(tool("balintrec"))
    check, reviewed = read((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"][2:]
    assert reviewed["if"] == "${{ !cancelled() && inputs.review != '' }}"
    return [*ran(runner, [check]), *(ran(runner, [reviewed]) if review else [])]


@pytest.mark.parametrize(
    ("change", "review", "codes"),
    [(adds_a_session, "", [0]), (breaks_a_record, "", [1]), (breaks_a_record, "origin/main", [0, 1])],
)
def test_action_checks_reviews_and_always_writes_the_summary(
    tmp_path: Path, change: Change, review: str, codes: list[int]
) -> None:
    runner = opened(tmp_path, change)
    done = on_the_action(runner, review)
    assert [step.returncode for step in done] == codes, done[-1].stderr
    told = runner.summary.read_text("utf-8")
    assert told.startswith("## balintrec check\n\n    ")
    assert ("REF001" in told) is (change is breaks_a_record)
    assert told.count("review:") == bool(review)


def test_summary_of_the_action_says_when_nothing_can_be_checked_or_reviewed(tmp_path: Path) -> None:
    runner = opened(tmp_path, adds_a_session)
    shutil.rmtree(runner.checkout / "records")
    git(runner.checkout, "update-ref", "-d", "refs/remotes/origin/main")
    done = on_the_action(runner, "origin/main")
    assert [step.returncode for step in done] == [2, 2]
    told = runner.summary.read_text("utf-8")
    assert "    balintrec: there is no folder" in told
    assert "There is no review: balintrec could not go on." in told


def test_nothing_of_a_record_is_markdown_in_the_summary_of_the_action(tmp_path: Path) -> None:
    runner = opened(tmp_path, forges)
    on_the_action(runner, "")
    lines = runner.summary.read_text("utf-8").split("\n")
    assert len(lines) > 20
    assert [line for line in lines[1:] if line and not line.startswith("    ")] == []

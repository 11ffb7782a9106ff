"""The files for GitHub, GitLab and pre-commit are what those services accept, and nothing more than needed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from balintrec.review.protected_files import PATTERNS, guards
from tests.ci.pipeline import PIN, Yaml, files, git, read, tool, workflow, write
from tests.cli.running import balintrec
from tests.sample import ROOT

pytestmark = pytest.mark.slow

WORKFLOWS = ("balintrec", "balintrec-comment")
SCHEMAS = [
    ("github-workflows", ".github/workflows/balintrec.yml"),
    ("github-workflows", ".github/workflows/balintrec-comment.yml"),
    ("github-issue-forms", ".github/ISSUE_TEMPLATE/session.yml"),
    ("github-issue-forms", ".github/ISSUE_TEMPLATE/application.yml"),
    ("dependabot", ".github/dependabot.yml"),
    ("gitlab-ci", ".gitlab-ci.yml"),
    ("github-actions", "action.yml"),
    ("github-workflows", ".github/workflows/tests.yml"),
    ("github-workflows", ".github/workflows/platforms.yml"),
    ("github-workflows", ".github/workflows/release.yml"),
    ("github-issue-forms", ".github/ISSUE_TEMPLATE/problem.yml"),
    ("github-issue-forms", ".github/ISSUE_TEMPLATE/society.yml"),
    ("github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
]
OURS = (
    "action.yml",
    ".pre-commit-hooks.yaml",
    ".github/ISSUE_TEMPLATE/config.yml",
    ".github/ISSUE_TEMPLATE/problem.yml",
    ".github/ISSUE_TEMPLATE/society.yml",
    ".github/workflows/platforms.yml",
    ".github/workflows/release.yml",
    ".github/workflows/tests.yml",
)


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    """All these files in one folder: those that `init` writes, and those of this repository."""
    write(tmp_path, {**files("github"), **files("gitlab")})
    return write(tmp_path, {name: (ROOT / name).read_text("utf-8") for name in OURS})


def valid(schema: str, *names: Path) -> subprocess.CompletedProcess[str]:
    """Hold files against a schema that comes with check-jsonschema; nothing is downloaded."""
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed here")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, names)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def audited(folder: Path, *options: str) -> list[Yaml]:
    """What zizmor, the auditor of workflows, finds at its strictest, without asking anybody."""
    command = [tool("zizmor"), "--offline", "--no-progress", "--no-config", "--quiet"]
    command += ["--collect=all", "--strict-collection", "--persona=auditor", "--format=json", *options]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    found: list[Yaml] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(("schema", "name"), SCHEMAS, ids=[name for _, name in SCHEMAS])
def test_file_fits_its_schema(everything: Path, schema: str, name: str) -> None:
    done = valid(f"vendor.{schema}", everything / name)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_yaml_file_is_held_against_a_schema(everything: Path) -> None:
    found = {path.relative_to(everything).as_posix() for path in everything.rglob("*.y*ml")}
    assert found == {*(name for _, name in SCHEMAS), ".pre-commit-hooks.yaml"}


def test_every_job_has_a_time_limit(everything: Path) -> None:
    done = valid("custom.github-workflows-require-timeout", *everything.glob(".github/workflows/*.yml"))
    assert done.returncode == 0, done.stdout


def test_schema_refuses_what_is_wrong(everything: Path) -> None:
    name = everything / ".github/workflows/balintrec.yml"
    name.write_text(name.read_text("utf-8").replace("runs-on", "run-on"), encoding="utf-8")
    assert valid("vendor.github-workflows", name).returncode == 1


def test_auditor_finds_nothing(everything: Path) -> None:
    assert audited(everything) == []


def test_only_the_trigger_of_the_comment_is_excused(everything: Path) -> None:
    found = audited(everything, "--no-ignores")
    assert [(one["ident"], "balintrec-comment" in json.dumps(one)) for one in found] == [
        ("dangerous-triggers", True)
    ]


def test_auditor_finds_a_hook_that_pre_commit_would_refuse(everything: Path) -> None:
    hooks = everything / ".pre-commit-hooks.yaml"
    hooks.write_text(hooks.read_text("utf-8").replace("entry:", "entri:"), encoding="utf-8")
    with pytest.raises(AssertionError, match="entry"):
        audited(everything)


def test_hook_checks_the_whole_society_even_where_a_record_is_removed() -> None:
    (hook,) = read((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert (hook["id"], hook["language"], hook["entry"]) == ("balintrec-check", "python", "balintrec check")
    assert (hook["pass_filenames"], hook["always_run"]) == (False, True)
    assert balintrec(*hook["entry"].split()[1:]).code == 0


def test_every_action_is_pinned_by_its_whole_hash_and_says_its_version(everything: Path) -> None:
    texts = [path.read_text("utf-8") for path in everything.rglob("*.yml")]
    uses = [line for text in texts for line in re.findall(r"^ *-? *uses: (.*)$", text, re.MULTILINE)]
    assert len(uses) > 10
    assert [
        line for line in uses if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)
    ] == []


def test_pull_request_may_only_read() -> None:
    said = workflow("balintrec")
    assert said["permissions"] == {}
    assert said["jobs"]["review"]["permissions"] == {"contents": "read"}
    assert "secrets" not in files("github")[".github/workflows/balintrec.yml"]
    assert set(said[True]) == {"pull_request"}  # YAML takes the key `on` for yes


def test_review_is_made_again_for_a_push_and_for_another_base() -> None:
    """Of what is edited, the title makes no difference; but a job that is left out would count as one that passed."""
    said = workflow("balintrec")
    assert said[True]["pull_request"]["types"] == ["opened", "synchronize", "reopened", "edited"]
    assert "if" not in said["jobs"]["review"]


def test_comment_may_write_comments_alone_and_fetches_no_code() -> None:
    said = workflow("balintrec-comment")
    job = said["jobs"]["comment"]
    assert said["permissions"] == {}
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    assert not [step for step in job["steps"] if "checkout" in step["uses"] or "run" in step]


def test_comment_follows_the_workflow_that_leaves_the_review() -> None:
    review, comment = (workflow(name) for name in WORKFLOWS)
    assert comment[True]["workflow_run"]["workflows"] == [review["name"]]
    assert "path == '.github/workflows/balintrec.yml'" in comment["jobs"]["comment"]["if"]
    left = review["jobs"]["review"]["steps"][-1]["with"]["name"]
    assert comment["jobs"]["comment"]["steps"][0]["with"]["name"] == left


@pytest.mark.parametrize("name", ["session", "application"])
def test_form_asks_for_nothing_about_patients(name: str) -> None:
    form = read(files("github")[f".github/ISSUE_TEMPLATE/{name}.yml"])
    fields = [part for part in form["body"] if part["type"] not in ("markdown", "checkboxes")]
    asked = json.dumps(fields).lower()
    assert not [
        word for word in ("patient", "case ", "content", "diagnos", "therapy", "body") if word in asked
    ]
    assert form["body"][-1]["attributes"]["options"][0]["required"] is True


PROTECTED = [
    "requirements.txt", "requirements/base.txt", "requirements-dev.txt", "dev-requirements.txt", "constraints.txt",
    "uv.lock", "poetry.lock", "Pipfile", "Pipfile.lock", "pyproject.toml", "setup.py", "setup.cfg", "tox.ini",
    "conftest.py", "sitecustomize.py", "lib/deep/evil.pth", ".githooks/pre-commit", ".husky/pre-push",
    ".pre-commit-config.yaml", "lefthook.yml", ".vscode/settings.json", ".devcontainer/devcontainer.json",
    ".devcontainer.json", ".idea/workspace.xml", ".envrc", "Makefile", "tools/Makefile", "justfile", "Dockerfile",
    ".gitattributes", "records/members/.gitattributes", ".gitmodules", ".mailmap", "CODEOWNERS", "docs/CODEOWNERS",
    ".github/CODEOWNERS", ".github/workflows/x.yml", ".gitlab-ci.yml", ".gitlab/x.yml", ".circleci/config.yml",
    ".travis.yml", "azure-pipelines.yml", "Jenkinsfile", "bitbucket-pipelines.yml", ".drone.yml", ".woodpecker.yml",
    ".woodpecker/x.yml", ".forgejo/workflows/x.yml", ".gitea/workflows/x.yml", "appveyor.yml", ".appveyor.yml",
    ".buildkite/pipeline.yml", ".cirrus.yml", ".semaphore/x.yml", "templates/x", "keys/nadia", "x.asc", ".husky",
]  # fmt: skip
FREE = [
    "README.md",
    "records/members/ada.md",
    "docs/keys.md",
    "minutes/2026.pdf",
    "records/sessions/requirements.md",
]


@pytest.mark.parametrize("service", ["github", "gitlab"])
def test_committee_owns_the_rules_and_whatever_the_review_calls_protected(
    tmp_path: Path, service: str
) -> None:
    """What CODEOWNERS means is asked of git, whose patterns these are."""
    lines = files(service)[f".{service}/CODEOWNERS"].splitlines()
    owned = [line.split()[0] for line in lines if not line.startswith("#")]
    assert {"/records/society.md", "/records/policies/", f".{service}/", *PATTERNS} <= {*owned}
    assert not [line for line in owned if re.search(r"[\[\]!\\?]", line)], "not every service reads these"
    write(tmp_path, {"patterns": "\n".join(owned)})
    git(tmp_path, "init", "--quiet")
    asked = [
        tool("git"),
        "-c",
        f"core.excludesFile={tmp_path}/patterns",
        "check-ignore",
        "--no-index",
        "--stdin",
    ]
    done = subprocess.run(
        asked, cwd=tmp_path, input="\n".join([*PROTECTED, *FREE]), capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:-1] == PROTECTED
    assert [path for path in (*PROTECTED, *FREE) if guards(path)] == PROTECTED
    assert [path for path in PROTECTED if not guards(path.swapcase())] == []


@pytest.mark.parametrize(
    ("service", "path"),
    [("github", ".github/workflows/balintrec.yml"), ("gitlab", ".gitlab-ci.yml")],
)
def test_init_adds_the_files_to_a_society(tmp_path: Path, service: str, path: str) -> None:
    balintrec("init", str(tmp_path), "--ci", "none", root=None)
    assert not (tmp_path / path).exists()
    ran = balintrec("init", str(tmp_path), "--ci", service, "--package", PIN, root=None)
    assert (ran.code, path in ran.out) == (0, True)
    assert all((tmp_path / name).read_text("utf-8") == text for name, text in files(service).items())
    assert (tmp_path / "requirements.txt").read_text("utf-8").endswith(f"\n{PIN}\n")
    assert balintrec("check", root=tmp_path).code == 0


COMMIT = "0123456789abcdef" * 2 + "01234567"


@pytest.mark.parametrize(
    "pin",
    [
        PIN,
        f"{PIN} --hash=sha512:{'a' * 128}",
        PIN.replace("balintrec", "balintrec[all]"),
        f"balintrec @ git+https://git.example/our/balintrec@{COMMIT}",
        f"balintrec[pdf,site]@git+https://git.example/balintrec.git@{COMMIT}",
    ],
)
def test_pin_that_only_one_program_answers_to_is_written(tmp_path: Path, pin: str) -> None:
    assert balintrec("init", str(tmp_path), "--package", pin, root=None).code == 0
    assert (tmp_path / "requirements.txt").read_text("utf-8").endswith(f"\n{pin}\n")


@pytest.mark.parametrize(
    "pin",
    [
        "",
        "balintrec",
        "balintrec==0.1.0",
        "balintrec>=0.1.0 --hash=sha256:" + "0" * 64,
        "balintrec==0.* --hash=sha256:" + "0" * 64,
        "balintrec==0.1.0 --hash=md5:" + "0" * 32,
        "balintrec==0.1.0 --hash=sha256:" + "0" * 63,
        "balintrec-extra==0.1.0 --hash=sha256:" + "0" * 64,
        f"{PIN} --index-url=https://evil.example",
        f"{PIN}\nevil==1",
        f"{PIN}; python_version < '4'",
        "balintrec @ git+https://git.example/balintrec@main",
        "balintrec @ git+https://git.example/balintrec@v0.1.0",
        f"balintrec @ git+https://git.example/balintrec@{COMMIT[:10]}",
        f"balintrec @ git+http://git.example/balintrec@{COMMIT}",
        f"balintrec @ git+https://token@git.example/balintrec@{COMMIT}",
        f"balintrec @ git+https://git.example/balintrec@{COMMIT}#subdirectory=x",
        "balintrec @ https://git.example/balintrec.whl",
        ".",
    ],
)
def test_pin_that_may_be_another_program_tomorrow_is_refused_and_nothing_written(
    tmp_path: Path, pin: str
) -> None:
    ran = balintrec("init", str(tmp_path / "new"), "--package", pin, root=None)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "does not say which program is to judge" in ran.err and "--hash=sha256:HASH" in ran.err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("service", ["github", "gitlab"])
def test_without_a_pin_no_workflow_is_written_and_one_line_says_how(tmp_path: Path, service: str) -> None:
    ran = balintrec("init", str(tmp_path), "--ci", service, root=None)
    assert ran.code == 0
    (line,) = [line for line in ran.out.splitlines() if "no workflow was written" in line]
    assert f"run balintrec init --ci {service} here with --package" in line
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    runs = {
        "requirements.txt", ".gitlab-ci.yml", ".github/dependabot.yml", ".github/workflows/balintrec.yml",
        ".github/workflows/balintrec-comment.yml",
    }  # fmt: skip
    assert not runs & there
    assert {*files(service)} - runs <= there
    balintrec("init", str(tmp_path), "--ci", service, "--package", PIN, root=None)
    assert all((tmp_path / name).read_text("utf-8") == text for name, text in files(service).items())


def test_pin_without_a_service_is_refused(tmp_path: Path) -> None:
    ran = balintrec("init", str(tmp_path / "new"), "--ci", "none", "--package", PIN, root=None)
    assert (ran.code, (tmp_path / "new").exists()) == (2, False)


def test_init_writes_those_for_github_unless_told_otherwise(tmp_path: Path) -> None:
    balintrec("init", str(tmp_path), "--package", PIN, root=None)
    assert (tmp_path / ".github/workflows/balintrec.yml").is_file()
    assert not (tmp_path / ".gitlab-ci.yml").exists()


def test_init_finds_the_society_it_is_called_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    balintrec("init", str(tmp_path), "--ci", "none", root=None)
    monkeypatch.chdir(tmp_path / "records/policies")
    assert balintrec("init", "--ci", "github", root=None).code == 0
    assert (tmp_path / ".github/CODEOWNERS").is_file()


def test_init_leaves_files_that_are_there(tmp_path: Path) -> None:
    write(tmp_path, {"requirements.txt": "requests\n", ".github/CODEOWNERS": "mine"})
    ran = balintrec("init", str(tmp_path), "--package", PIN, root=None)
    assert "left unchanged: requirements.txt, .github/CODEOWNERS\n" in ran.out
    assert f"next: add {PIN} to requirements.txt" in ran.out
    assert (tmp_path / ".github/CODEOWNERS").read_text("utf-8") == "mine"


def test_init_says_that_a_folder_of_a_repository_is_not_its_top(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    ran = balintrec("init", str(tmp_path / "society"), root=None)
    assert (
        "this folder is not the top of its git repository; GitHub reads these files only there\n" in ran.out
    )


@pytest.mark.parametrize("arguments", [[], ["--ci", "none"]])
def test_init_wants_a_folder_or_a_service(arguments: list[str]) -> None:
    ran = balintrec("init", *arguments, root=None)
    assert (ran.code, ran.out) == (2, "")
    assert "give the DIR in which" in ran.err


def test_page_says_what_is_written() -> None:
    page = (ROOT / "docs/committee.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    told = [path for row in rows for path in re.findall("`([^`]+)`", row)]
    written = {*files("github"), *files("gitlab")}
    assert [path for path in written if not any(path.startswith(one) for one in told)] == []
    assert [one for one in told if not any(path.startswith(one) for path in written)] == []

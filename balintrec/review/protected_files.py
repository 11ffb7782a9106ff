"""What every later check depends on: the rules, and the files beside the records that guard them.

The one list for the review, CODEOWNERS and the comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from balintrec.repository import Change
from balintrec.review.review import Protected, RecordChange
from balintrec.source import RECORDS

GUARDS: dict[str, tuple[str, ...]] = {
    "the program that judges": (
        "requirements.txt", "*requirements*.txt", "*requirements*.in", "requirements/", "*constraints*.txt",
        "constraints/", "*.lock", "Pipfile*", "pylock*.toml", "pyproject.toml", "setup.py", "setup.cfg", "tox.ini",
        "pytest.ini", "uv.toml", "hatch.toml", "pixi.toml", "environment.yml", "environment.yaml", "conda-lock.yml",
        "MANIFEST.in", "pip.conf", "pip.ini", ".pip/", ".pypirc", ".netrc", ".python-version", ".tool-versions",
        "*.py", "*.pyc", "*.pyd", "*.pyx", "*.so", "*.pth", "*.whl", ".venv/", "venv/", "package.json",
        "package-lock.json", ".npmrc", "node_modules/", "*.nix",
    ),
    "workflow": (
        ".github/", ".gitlab/", ".gitlab-ci*", ".ci/", ".circleci/", "circle.yml", ".travis.yml", ".travis.yaml",
        "azure-pipelines*", ".azure-pipelines*", "azure-pipelines/", ".azure-pipelines/", ".azure/", ".azuredevops/",
        ".vsts-ci.yml", "Jenkinsfile*", "*.jenkinsfile", ".jenkins/", "bitbucket-pipelines*", ".bitbucket/", ".drone*",
        ".drone/", ".woodpecker*", ".woodpecker/", ".forgejo/", ".gitea/", "appveyor*", ".appveyor*", ".buildkite/",
        "buildkite.yml", "buildkite.yaml", ".cirrus*", ".semaphore/", ".build.yml", ".builds/", ".teamcity/",
        ".tekton/", ".harness/", ".zuul.yaml", ".zuul.d/", "zuul.d/", ".gitpod*", "cloudbuild.yaml", "cloudbuild.yml",
        "buildspec*.yml", "buildspec*.yaml", "codemagic.yaml", "wercker.yml", "Earthfile", "screwdriver.yaml",
        "action.yml", "action.yaml", "dependabot.yml", "renovate.json*", ".renovaterc*", ".mergify.yml",
        "netlify.toml", "vercel.json",
    ),
    "who reviews": ("CODEOWNERS",),
    "hook": (
        ".githooks/", ".git-hooks/", "githooks/", "git-hooks/", "hooks/", ".husky/", ".huskyrc*",
        ".pre-commit-config.yaml", ".pre-commit*", "prek.toml", "lefthook*", ".lefthook*", ".lefthook/",
        ".overcommit.yml", ".lintstagedrc*",
    ),
    "how git reads files": (
        ".gitattributes", ".gitmodules", ".mailmap", ".gitignore", ".gitconfig", ".lfsconfig",
        ".git-blame-ignore-revs",
    ),
    "settings of an editor or a container": (
        ".vscode/", "*.code-workspace", ".idea/", ".fleet/", ".zed/", ".devcontainer/", ".devcontainer.json", ".vimrc",
        ".exrc", ".nvimrc", ".nvim.lua", ".dir-locals.el", ".editorconfig", ".envrc", ".env", ".env.*", ".mise*",
        ".mise/", "mise.toml", "Dockerfile*", "*.Dockerfile", "Containerfile*", ".dockerignore", "docker-compose*",
        "compose.yml", "compose.yaml", "Vagrantfile",
    ),
    "commands that people run": (
        "Makefile*", "GNUmakefile", "*.mk", "justfile", ".justfile", "*.just", "Taskfile*", "Rakefile", "Procfile",
        "*.sh", "*.bash", "*.ps1", "*.bat", "*.cmd",
    ),
    "template": ("templates/",),
    "preset": ("presets/",),
    "key": ("keys/", ".keys/", "allowed_signers", ".allowed_signers", "*.asc", "*.gpg", "*.pub", "*.pem", "*.key"),
}  # fmt: skip
"""What they are there for, and their names, wherever they stand; ``*`` is any part of a name.

A slash at the end says that it is mostly a folder. A link or a module in its place guards as much.
"""

PATTERNS = tuple(dict.fromkeys(pattern for patterns in GUARDS.values() for pattern in patterns))


def guards(path: str) -> str | None:
    """What a file beside the records is there for, where it guards them."""
    # On some computers names in upper and lower case are one file.
    return next((kind for kind, place in _PLACES.items() if place.search(path.upper())), None)


def _place(patterns: tuple[str, ...]) -> re.Pattern[str]:
    names = (re.escape(one.removesuffix("/").upper()).replace(r"\*", "[^/]*") for one in patterns)
    return re.compile(rf"(?:^|/)(?:{'|'.join(names)})(?:/|\Z)")


_PLACES = {kind: _place(patterns) for kind, patterns in GUARDS.items()}


SOCIETY_KEYS = (
    "committee",
    "quorum",
    "email",
    "may-enter",
    "suppressed",
    "accepted",
    "kept-since",
    "time-zone",
)
"""The keys of society.md by which others are judged."""


def protected(records: Iterable[RecordChange], changed: Iterable[Change]) -> tuple[Protected, ...]:
    """What a reviewer has to see first: policies, what society.md says of who decides, workflows, templates, keys."""
    return (*_rules(records), *_files(changed))


def _rules(records: Iterable[RecordChange]) -> Iterator[Protected]:
    for change in records:
        if change.kind == "policies" and change.told:
            yield Protected(change.path, "policy", change.status, change.keys, change.text)
        if change.kind == "":
            keys = tuple(one for one in change.keys if one.key[0] in SOCIETY_KEYS)
            if keys or change.status != "changed":
                yield Protected(change.path, "society", change.status, keys)


def _files(changed: Iterable[Change]) -> Iterator[Protected]:
    found = [one for change in changed for one in _guarding(change)]
    return iter(sorted(found, key=lambda one: (_ORDER.index(one.what), one.path)))


_ORDER = tuple(GUARDS)


def _guarding(change: Change) -> Iterator[Protected]:
    """What a change does to files that guard; one that is moved away is not there any more, whatever its new name."""
    now, before = guards(change.path), guards(change.old_path or "")
    if before and not now:
        yield Protected(change.old_path or "", before, "removed")
    elif now:
        moved_in = change.status == "moved" and not before
        yield Protected(change.path, now, "added" if moved_in else change.status)


def elsewhere(changed: Iterable[Change]) -> tuple[str, ...]:
    """The other paths outside the records."""
    return tuple(
        change.path
        for change in changed
        if not change.path.startswith(f"{RECORDS}/")
        and not any(guards(path) for path in (change.path, change.old_path or ""))
    )

"""Of a clone, its settings and what guards it: whether it is safe and quick."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from balintrec.repository.health import Clone, Guards, Settings
from balintrec.views.doctor.advice import OLD, Advice, Level, lasting
from balintrec.views.phrases import counted

_MANY_COMMITS, _MANY_LOOSE = 1_000, 7_000
_NAMED = 3
"""So many merges are named."""


def of_clone(clone: Clone) -> Iterator[Advice]:
    """Whether all of the past is here, and elsewhere too, and quick to find."""
    if clone.shallow:
        yield Advice(
            "shallow-clone",
            Level.UNSAFE,
            "this clone is shallow: older commits are not in it",
            "When a record was entered cannot be told, so nothing is said of late or changed records, and --at fails.",
            ("git fetch --unshallow",),
        )
    if clone.lacks_contents:
        yield Advice(
            "partial-clone",
            Level.UNSAFE,
            "this clone is partial: older contents are not in it",
            "What a record said before cannot be told, and without a network not even git can.",
            ("git fetch --refetch --no-filter",),
        )
    yield from _of_copies(clone)
    if clone.stranded:
        yield Advice(
            "on-no-branch",
            Level.UNSAFE,
            "the last commit is on no branch",
            "As soon as another branch is looked at, git no longer shows these commits, and one day removes them.",
            ("git switch --create keep-these-commits",),
        )
    if clone.pulled:
        some = ", ".join(clone.pulled[:_NAMED]) + (" and older ones" if len(clone.pulled) > _NAMED else "")
        yield Advice(
            "pulled-merges",
            Level.ADVICE,
            f"{counted(len(clone.pulled), 'merge')} with one's own side first, as a plain git pull makes them: {some}",
            "balintrec tells the same whichever side is first. But git log --first-parent and some other programs take "
            "the first for the main line. To have none any more: git config pull.ff only.",
        )
    if clone.commits >= _MANY_COMMITS and not clone.commit_graph:
        yield Advice(
            "no-commit-graph",
            Level.SLOW,
            f"there is no commit-graph for {counted(clone.commits, 'commit')}",
            "Without it git opens every commit to find a day or a merge base, as review and --at need.",
            ("git config fetch.writeCommitGraph true", "git commit-graph write --reachable"),
        )
    if clone.loose >= _MANY_LOOSE:
        yield Advice(
            "not-packed",
            Level.SLOW,
            f"{counted(clone.loose, 'object')} of git are not packed",
            "Each is a file of its own, which takes longer to open and more room on the disk.",
            ("git gc",),
        )


def _of_copies(clone: Clone) -> Iterator[Advice]:
    if not clone.remotes:
        yield Advice(
            "no-copy-elsewhere",
            Level.UNSAFE,
            "there is no copy elsewhere: this repository has no remote",
            "If this disk fails, every record is lost. Make an empty repository at a service, or on another disk, "
            "and put its address in the place of ADDRESS.",
            ("git remote add origin ADDRESS", "git push --set-upstream origin HEAD"),
        )
    elif clone.unpushed_for is not None and clone.unpushed_for > OLD:
        yield Advice(
            "not-pushed",
            Level.UNSAFE,
            f"{counted(clone.unpushed, 'commit')} only here, the oldest for {lasting(clone.unpushed_for)}",
            "If this disk fails, they are lost; and nobody else sees what they say.",
            ("git push --all",),
        )


_OLDEST_GIT = (2, 38)
"""From here on `safe.bareRepository` is obeyed, which every run of git here relies on."""
_MANY_FILES = 10_000
_INDEX_VERSION, _LARGE_INDEX = 4, 100_000


def of_settings(settings: Settings) -> Iterator[Advice]:
    """Whether git is new enough, and set as this society needs it."""
    if settings.version and settings.version < _OLDEST_GIT:
        yield Advice(
            "git-too-old",
            Level.UNSAFE,
            f"git {version(settings)} is too old",
            "Before 2.38 a folder in a pull request can be made to look like a repository, and name commands that "
            "git then runs. A newer one is at https://git-scm.com/downloads",
        )
    if not settings.identity:
        yield Advice(
            "nobody-named",
            Level.UNSAFE,
            "git does not know who you are",
            "It makes up a name or refuses to commit, and who entered a record cannot be told afterwards.",
            ('git config --global user.name "Your Name"', "git config --global user.email you@example.org"),
        )
    if settings.pull_merges:
        yield Advice(
            "pull-merges",
            Level.ADVICE,
            "a plain git pull here may make a merge when both sides have new commits",
            "Such a merge has your own side first. Newer versions of git ask what to do instead; with this setting "
            "they make none, and git pull --rebase puts your own commits after the others'.",
            ("git config pull.ff only",),
        )
    if not settings.line_ends:
        converts = "git converts line endings here, and there is no line-ending setting (.gitattributes)"
        yield Advice(
            "line-ends",
            Level.UNSAFE if settings.converts else Level.ADVICE,
            converts if settings.converts else "there is no line-ending setting (.gitattributes)",
            "Between Windows and other systems a change of one word may then look like a change of every line, "
            "and two such changes cannot be merged.",
            (
                "echo '*.md text eol=lf' >> .gitattributes",
                "git add .gitattributes",
                "git add --renormalize records",
                'git commit -m "Keep one kind of line ends"',
            ),
        )
    yield from _of_large_indexes(settings)


def _of_large_indexes(settings: Settings) -> Iterator[Advice]:
    if settings.tracked < _MANY_FILES:
        return
    files = counted(settings.tracked, "file")
    if not settings.untracked_cache:
        yield Advice(
            "untracked-cache-off",
            Level.SLOW,
            f"git looks through every folder of {files} for new ones",
            "With the untracked cache it looks only into folders that changed since the last git status.",
            ("git config core.untrackedCache true", "git status"),
        )
    if settings.tracked >= _LARGE_INDEX and settings.index_version in range(1, _INDEX_VERSION):
        yield Advice(
            "index-version",
            Level.SLOW,
            f"git's index of {files} has version {settings.index_version}",
            "Version 4 is a third smaller, and it is read and written whole at each step.",
            ("git config feature.manyFiles true", f"git update-index --index-version {_INDEX_VERSION}"),
        )
    if settings.has_fsmonitor and not settings.fsmonitor:
        yield Advice(
            "fsmonitor-off",
            Level.SLOW,
            f"git looks at each of {files} to see whether it changed",
            "The watcher that comes with git on this system tells it, and your own git status becomes quick. balintrec "
            "itself asks no watcher: the settings of a repository could name any program as one.",
            ("git config core.fsmonitor true", "git status"),
        )


def version(settings: Settings) -> str:
    """Of git, as it says it."""
    return ".".join(map(str, settings.version))


_HOOK = '"$(git rev-parse --git-path hooks/pre-commit)"'


def of_guards(guards: Guards) -> Iterator[Advice]:
    """Whether anything checks the records."""
    if guards.hook:
        return
    level = Level.ADVICE if guards.pipeline else Level.UNSAFE
    nothing = "" if guards.pipeline else ", and no pipeline does it later"
    if guards.hook_described:
        yield Advice(
            "hook-not-installed",
            level,
            f"the hook that .pre-commit-config.yaml describes is not installed in this clone{nothing}",
            "A mistake is committed before anybody hears of it.",
            ("pre-commit install",),
        )
    elif not guards.pipeline:
        yield Advice(
            "nothing-checks",
            level,
            "nothing checks what is committed: no hook, and no pipeline",
            "A mistake stays until somebody runs balintrec check. The first of these lets GitHub check and review "
            "each change (--ci gitlab: GitLab), the others let git check each commit here.",
            (
                "balintrec init --ci github",
                f"printf '%s\\n' '#!/bin/sh' {shlex.quote(_check(guards))} > {_HOOK}",
                f"chmod +x {_HOOK}",
            ),
        )


def _check(guards: Guards) -> str:
    """What a hook does, which runs at the top of the repository."""
    return f"exec balintrec check{f' --root {shlex.quote(guards.below)}' if guards.below else ''}"

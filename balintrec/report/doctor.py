"""What is unsafe or slow about a clone, why that matters, and the command that mends it. Pure.

The settings for large societies and the numbers from which on they are worth it were measured; docs/large.md has
the figures.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from balintrec.report.words import counted
from balintrec.repository.health import Clone, Files, Guards, Health, Settings

_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60
_OLD = _DAY
"""Seconds for which work may lie about on one machine alone."""
_STALE = _MINUTE
"""Seconds after which a lock is more likely left behind than held."""
_OLDEST_GIT = (2, 38)
"""From here on `safe.bareRepository` is obeyed, which every run of git here relies on."""
_MANY_FILES, _MANY_COMMITS, _MANY_LOOSE, _CROWD = 10_000, 1_000, 7_000, 1_000
_INDEX_VERSION, _LARGE_INDEX = 4, 100_000
_HOOK = '"$(git rev-parse --git-path hooks/pre-commit)"'
_SHOWN = 3
"""Paths that are named; the rest is counted."""
_BEGIN = ("git init", "git add .", 'git commit -m "Begin"')
_DATED = ("sessions", "events", "supervisions", "assessments", "decisions", "attestations")


class Level(StrEnum):
    """What is unsafe may lose records, or make a verdict wrong or impossible. The rest is advice."""

    UNSAFE = "unsafe"
    SLOW = "slow"
    ADVICE = "advice"


class Advice(NamedTuple):
    """One thing about a clone."""

    name: str
    """Such as shallow-clone; it never changes its meaning."""
    level: Level
    what: str
    why: str
    commands: tuple[str, ...] = ()
    """What mends it, to be copied into a terminal in the society's folder, one after the other."""


def advice(health: Health) -> tuple[Advice, ...]:
    """All that can be said of a clone: what is unsafe first, then what is slow."""
    found = (
        *_of_clone(health.clone),
        *_of_settings(health.settings),
        *_of_guards(health.guards),
        *_of_files(health.files, health.settings),
    )
    return tuple(sorted(found, key=lambda one: list(Level).index(one.level)))


def _of_clone(clone: Clone) -> Iterator[Advice]:
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
    if clone.commits >= _MANY_COMMITS and not clone.commit_graph:
        yield Advice(
            "no-commit-graph",
            Level.SLOW,
            f"there is no commit-graph for {counted(clone.commits, 'commit')}",
            "Without it git opens every commit to find a day or a fork point, as review and --at ask it to.",
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
    elif clone.unpushed_for is not None and clone.unpushed_for > _OLD:
        yield Advice(
            "not-pushed",
            Level.UNSAFE,
            f"{counted(clone.unpushed, 'commit')} only here, the oldest for {lasting(clone.unpushed_for)}",
            "If this disk fails, they are lost; and nobody else sees what they say.",
            ("git push --all",),
        )


def _of_settings(settings: Settings) -> Iterator[Advice]:
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
    if not settings.line_ends:
        converts = "git turns line ends around here, and nothing says that it should not"
        yield Advice(
            "line-ends",
            Level.UNSAFE if settings.converts else Level.ADVICE,
            converts if settings.converts else "nothing says which line ends the records have",
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


def _of_guards(guards: Guards) -> Iterator[Advice]:
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


def _of_files(files: Files, settings: Settings) -> Iterator[Advice]:
    yield from _of_lost(files)
    yield from _of_locks(files)
    yield from _of_disk(files)
    if settings.ignores_case:
        for first, second in files.alike[:_SHOWN]:
            yield Advice(
                "names-alike",
                Level.UNSAFE,
                f"{first} and {second} differ in capitals alone",
                "On this disk there is room for one of them; the other is not here, and seems changed.",
                (
                    f"git mv {shlex.quote(second)} {shlex.quote(_beside(second))}",
                    f"git restore {shlex.quote(first)} {shlex.quote(_beside(second))}",
                ),
            )
    crowded = [(folder, count) for folder, count in files.crowded if count > _CROWD]
    for folder, count in crowded[:_SHOWN]:
        yield Advice(
            "crowded-folder",
            Level.SLOW,
            f"{folder} holds {counted(count, 'file')}",
            "Each commit keeps a new list of all of them, and each step through the history compares two: with "
            "10,000 files in one folder history took fifteen times as long as with a folder a year. "
            f"Folders between are free: {'by year' if _dated(folder) else 'by the first letter, or by group'}.",
            tuple(_moving(folder)),
        )


def _of_lost(files: Files) -> Iterator[Advice]:
    """Records that no commit has, or will have."""
    if files.uncommitted_for is not None and files.uncommitted_for > _OLD:
        yield Advice(
            "not-committed",
            Level.UNSAFE,
            f"{counted(files.uncommitted, 'file')} not committed, the oldest for {lasting(files.uncommitted_for)}",
            "What no commit has, git cannot bring back, and nobody else sees.",
            ("git add records", 'git commit -m "Enter what was left"'),
        )
    if files.ignored:
        yield Advice(
            "records-ignored",
            Level.UNSAFE,
            f"git is told to ignore {_named(files.ignored)}",
            "They are never committed. The command says which line of which .gitignore does it; take that line out.",
            (f"git check-ignore --verbose -- {shlex.quote(files.ignored[0])}",),
        )
    if files.hidden:
        yield Advice(
            "files-hidden",
            Level.UNSAFE,
            f"git is told not to look at {counted(files.hidden, 'file')} of the records",
            "They may be missing here, or be changed without anybody seeing it. The commands let git see all again.",
            (
                "git sparse-checkout disable",
                "git ls-files -z records | git update-index --no-skip-worktree --no-assume-unchanged -z --stdin",
            ),
        )
    for folder in files.repositories[:_SHOWN]:
        yield Advice(
            "repository-inside",
            Level.UNSAFE,
            f"{folder} is a git repository of its own",
            "Its files are not part of this one: they are not read, not checked and not committed. Keep its "
            "history elsewhere, and add its files here.",
            (
                f"mv {shlex.quote(folder + '/.git')} ../{shlex.quote(folder.rpartition('/')[2])}.git",
                f"git add {shlex.quote(folder)}",
            ),
        )


def _of_locks(files: Files) -> Iterator[Advice]:
    for lock in files.locks:
        if lock.age > _STALE:
            yield Advice(
                "stale-lock",
                Level.UNSAFE,
                f"{lock.path} has been there for {lasting(lock.age)}",
                "A run of git was broken off, or is still at work; until then nothing can be committed. Where no git "
                "is running, remove the file.",
                (f"rm {shlex.quote(lock.path)}", "git status"),
            )


def _of_disk(files: Files) -> Iterator[Advice]:
    if files.synced_by:
        yield Advice(
            "synced-folder",
            Level.UNSAFE,
            f'this folder lies in "{files.synced_by}", which is copied behind git\'s back',
            "Such programs copy git's files one by one, and have made repositories useless. Keep the clone in a "
            "folder of this machine alone, and let git push do the copying.",
            ('cp -R "$(git rev-parse --show-toplevel)" ~/',),
        )
    if files.far_disk:
        yield Advice(
            "far-disk",
            Level.SLOW,
            f"this folder lies on another machine ({files.far_disk})",
            "Each of thousands of small files is asked for over the network; and two machines at work in one clone "
            "are in each other's way. Let each have a clone of its own.",
            ('cp -R "$(git rev-parse --show-toplevel)" ~/',),
        )
    if not files.cache_writable:
        yield Advice(
            "cache-not-writable",
            Level.SLOW,
            "what was read cannot be kept for the next run",
            "Its folder in git's own may be written by somebody else only, so every file is read anew each time.",
            ('ls -ld "$(git rev-parse --git-path balintrec)" "$(git rev-parse --git-dir)"',),
        )


def _moving(folder: str) -> Iterator[str]:
    """How files get into folders below; the shell does it for the years that there are."""
    at = shlex.quote(folder)
    if _dated(folder):
        yield (
            f"for y in $(ls {at} | grep -Eo '^[0-9]{{4}}-' | sort -u | tr -d -); do "
            f"mkdir -p {at}/$y; git mv {at}/$y-*.md {at}/$y/; done"
        )


def _dated(folder: str) -> bool:
    """Whether the names of the records there begin with a day."""
    return folder.split("/")[1:2] != [] and folder.split("/")[1] in _DATED


def _beside(path: str) -> str:
    return f"{path.removesuffix('.md')}-2.md"


def _named(paths: tuple[str, ...]) -> str:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return ", ".join(paths[:_SHOWN]) + more


def lasting(seconds: float) -> str:
    """How long something has been so, in one unit."""
    for length, unit in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        if seconds >= length:
            return counted(int(seconds // length), unit)
    return "less than a minute"


def version(settings: Settings) -> str:
    """Of git, as it says it."""
    return ".".join(map(str, settings.version))


def unusable(reason: str) -> Advice:
    """What to say where git cannot be used at all; the reason ends with a command, after its last colon."""
    what, _, command = reason.rpartition(": ")
    usable = command.startswith("git ")
    return Advice(
        "no-repository",
        Level.UNSAFE,
        what if usable else reason,
        "Without git nothing is known of the past, and nothing brings back what somebody deletes by mistake.",
        _BEGIN if command == "git init" else (command,) if usable else (),
    )

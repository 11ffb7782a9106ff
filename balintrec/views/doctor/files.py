"""Of the files: what may be lost, what stands in the way, and how they lie in folders and on the disk."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from balintrec.repository.health import Files, Settings
from balintrec.views.doctor.advice import MINUTE, OLD, Advice, Level, lasting
from balintrec.views.phrases import counted

_STALE = MINUTE
"""Seconds after which a lock is more likely left behind than held."""
_CROWD = 1_000
_SHOWN = 3
"""Paths that are named; the rest is counted."""
_DATED = ("sessions", "events", "supervisions", "assessments", "decisions", "attestations")


def of_files(files: Files, settings: Settings) -> Iterator[Advice]:
    """Whether anything may be lost, or stands where it is not seen."""
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
    if files.uncommitted_for is not None and files.uncommitted_for > OLD:
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
            "You may not write to its folder inside the git directory, so every file is read again each time.",
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

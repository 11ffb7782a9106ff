"""The state of a work tree and of what git remembers, told cheaply: what git sees, and the stamps of what it does not.

git itself looks whether a file that it keeps was changed, with an index that is made for this. It does not see pipes
and empty folders, says nothing of what stands in files that it does not keep, and can be told to look away. So the
folders are watched, too, with every file that git lists, and git's own files; and where it looks away nothing is kept.
"""

from __future__ import annotations

import os
import re

from balintrec.cache.place import common_folder
from balintrec.repository.safely import SAFELY, for_reading

_STATUS = (
    # Settings of the user's that would make git trust less than it can see, or run a program of theirs.
    "-c", "core.checkStat=default", "-c", "core.trustctime=true", "-c", "core.ignoreStat=false",
    "-c", "core.fsmonitor=false",
    "status", "--porcelain=v2", "-z", "--branch", "--no-ahead-behind", "--no-renames", "--untracked-files=all",
    "--ignored=traditional", "--ignore-submodules=all", "--", "records",
)  # fmt: skip
_BITS = ("ls-files", "-v", "-z", "--", "records")
_LOOKS_AWAY = re.compile(rb"(?:\A|\0)[a-zS] ")
_OWN = ("index", "HEAD", "config", "config.worktree")
_COMMON = ("config", "shallow", "objects/pack", "objects/info/alternates")

Stamp = tuple[int, int, int, int, int]


class Asking:
    """A command of git's that has been started, and will be listened to later."""

    def __init__(self, root: str, arguments: tuple[str, ...]) -> None:
        reading, writing = os.pipe()
        nowhere = (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)
        nothing = (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)
        try:
            # Not by way of `subprocess`: loading it takes a third of a Python start.
            self._process = os.posix_spawnp(
                "git",
                ("git", "-C", root, *SAFELY, *arguments),
                for_reading(),
                file_actions=[nothing, nowhere, (os.POSIX_SPAWN_DUP2, writing, 1)],
            )
        except OSError:
            os.close(reading)
            raise
        finally:
            os.close(writing)
        self._pipe = reading

    def answer(self) -> bytes | None:
        """What it printed; None if it failed."""
        with open(self._pipe, "rb") as pipe:
            said = pipe.read()
        _, status = os.waitpid(self._process, 0)
        return None if status else said


def status(root: str) -> Asking | None:
    """Ask git what differs under `records/`; None where that cannot be asked."""
    return _ask(root, _STATUS)


def bits(root: str) -> Asking | None:
    """Ask git which files it was told not to look at."""
    return _ask(root, _BITS)


def looks_away(bits: bytes) -> bool:
    """Whether there are any: `assume-unchanged` or `skip-worktree`."""
    return _LOOKS_AWAY.search(bits) is not None


def _ask(root: str, arguments: tuple[str, ...]) -> Asking | None:
    try:
        return Asking(root, arguments)
    except (OSError, AttributeError):  # no git; or a system without posix_spawn
        return None


def listed(status: bytes) -> list[str]:
    """The paths that git names in a status, from the top of the work tree: what is changed, and what it does not keep."""
    paths = []
    for line in status.split(b"\0"):
        if line[:2] in (b"? ", b"! "):
            paths.append(line[2:])
        elif line[:2] in (b"1 ", b"u "):
            paths.append(line.split(b" ", 8 if line[:1] == b"1" else 10)[-1])
    return [os.fsdecode(path) for path in paths]


def of_git(git: str) -> list[str]:
    """The files of git's own that tell of anything a check may depend on."""
    common = common_folder(git)
    return [os.path.join(git, name) for name in _OWN] + [os.path.join(common, name) for name in _COMMON]


def stamp(path: str) -> Stamp | None:
    """When a file or folder was changed last, how large it is and which it is; None if it is not there."""
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return None
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_mode)


def watched(paths: list[str], now: int) -> bytes | None:
    """The paths with their stamps; None if one was changed at that moment (nanoseconds), shortly before, or later."""
    parts = []
    for path in sorted(set(paths)):
        found = stamp(path)
        if not settled(found, now):
            return None
        parts += [os.fsencode(path), _told(found)]
    return b"\0".join(parts)


def unchanged(watched: bytes) -> bool:
    """Whether everything there is as it was."""
    parts = watched.split(b"\0")
    return all(
        _told(stamp(os.fsdecode(path))) == told for path, told in zip(parts[::2], parts[1::2], strict=True)
    )


def _told(stamp: Stamp | None) -> bytes:
    return b"%d %d %d %d %d" % stamp if stamp else b"missing"


_TICK = 20_000_000
_COARSE = 2_000_000_000
"""Nanoseconds between which two changes can have one time: of usual file systems, and of the coarsest."""


def settled(stamp: Stamp | None, since: int) -> bool:
    """Whether a change after that moment (nanoseconds) would show in the stamp, and none had been made by then."""
    if stamp is None:
        return True
    latest = max(stamp[0], stamp[1])
    return latest < since - (_TICK if latest % 1_000_000_000 else _COARSE)

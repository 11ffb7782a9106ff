"""Where the cache is, and which version of the program made what is in it."""

from __future__ import annotations

import os
import sys

_OURS = "balintrec"


def git_folder(root: str) -> tuple[str, str] | None:
    """The top of the work tree around `root` and its git directory, found without asking git; None without one.

    None, too, where it is another user's.
    """
    folder = os.path.abspath(root)
    while True:
        found = _behind(os.path.join(folder, ".git"))
        if found:
            return (folder, found) if _is_ours(found) else None
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return None


def _behind(door: str) -> str | None:
    """The folder that `.git` is, or the one that it names, as in a worktree or a submodule."""
    if os.path.isdir(door):
        return door
    try:
        with open(door, "rb") as file:
            said = file.read(4096)
    except OSError:
        return None
    if not said.startswith(b"gitdir:"):
        return None
    named = os.path.join(os.path.dirname(door), os.fsdecode(said[7:].strip()))
    return named if os.path.isdir(named) else None


def _is_ours(folder: str) -> bool:
    # What another user put there is not believed; git refuses such a repository too.
    return not hasattr(os, "geteuid") or os.stat(folder).st_uid == os.geteuid()


def common_folder(git: str) -> str:
    """The git directory that the worktrees of a repository share."""
    try:
        with open(os.path.join(git, "commondir"), "rb") as file:
            return os.path.normpath(os.path.join(git, os.fsdecode(file.read(4096).strip())))
    except OSError:
        return git


def cache_folder(git: str) -> str:
    """The cache's own folder in a git directory."""
    return os.path.join(git, _OURS)


def fingerprint() -> bytes:
    """Changes with every module of this package, with the packages around it, and with Python.

    Two versions of the program must never believe each other's findings. The modules are told by place, size and
    times, so that somebody who works on them is not fooled either, nor where every file is given the same time.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parts = [sys.version.encode(), os.fsencode(package), *_stamps(package)]
    # Where packages are installed, the folder changes when one is added, renewed or taken away.
    parts += [_stamp(path) for path in sys.path if path.endswith("-packages")]
    return b"\n".join(parts)


def _stamps(folder: str) -> list[bytes]:
    found, folders = [], []
    with os.scandir(folder) as scan:
        for entry in scan:
            if entry.name.endswith(".py"):
                status = entry.stat()
                times = (status.st_mtime_ns, status.st_ctime_ns)
                found.append(b"%s %d %d %d" % (os.fsencode(entry.name), status.st_size, *times))
            elif entry.is_dir() and entry.name != "__pycache__":
                folders.append(entry.path)
    return sorted(found) + [stamp for path in sorted(folders) for stamp in _stamps(path)]


def _stamp(path: str) -> bytes:
    try:
        return b"%s %d" % (os.fsencode(path), os.stat(path).st_mtime_ns)
    except OSError:
        return b""

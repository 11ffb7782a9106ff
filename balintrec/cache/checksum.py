"""The files of the cache: where they are, which version of the program made them, and whether they are whole.

A file is parts of bytes behind a line with their lengths and a checksum.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from zlib import crc32

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


_MARK = b"balintrec-cache-1"
_UNFINISHED = (".balintrec-", ".tmp")
_HEAD = 4096
"""Bytes of the longest first line."""
_HOUR = 3600


def checksummed(*parts: bytes) -> bytes:
    """The bytes of a file that holds these parts."""
    body = b"".join(parts)
    lengths = b" ".join(b"%d" % len(part) for part in parts)
    return b"%s %d %s\n%s" % (_MARK, crc32(body, crc32(lengths)), lengths, body)


def verified(data: bytes) -> list[bytes] | None:
    """The parts, or None for anything that is not exactly what was written."""
    head, feed, body = data.partition(b"\n")
    lengths = _lengths(head + feed)
    if lengths is None or sum(lengths) != len(body):
        return None
    _, checksum, *numbers = head.split(b" ")
    if b"%d" % crc32(body, crc32(b" ".join(numbers))) != checksum:
        return None
    parts, start = [], 0
    for length in lengths:
        parts.append(body[start : start + length])
        start += length
    return parts


def _lengths(head: bytes) -> list[int] | None:
    """The lengths of the parts that the first line promises; None if it is no such line."""
    mark, *numbers = head[:-1].split(b" ")
    if mark != _MARK or not numbers or head[-1:] != b"\n":
        return None
    if not all(number.isdigit() and len(number) < 20 for number in numbers):
        return None
    return [int(number) for number in numbers[1:]]


def read(path: str) -> list[bytes] | None:
    """The parts in a file; None if it is missing, damaged or cannot be read."""
    try:
        # Neither a pipe, which nobody writes to, nor a file without an end may hold up a run.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            head = file.readline(_HEAD) if stat.S_ISREG(status.st_mode) else b""
            lengths = _lengths(head)
            if lengths is None or len(head) + sum(lengths) != status.st_size:
                return None
            return verified(head + file.read(sum(lengths)))
    except (OSError, MemoryError):
        return None


def write(path: str, *parts: bytes) -> bool:
    """Put a file there, whole or not at all; whether that could be done. The last of several writers wins."""
    folder = os.path.dirname(path)
    begin, end = _UNFINISHED
    unfinished = os.path.join(folder, f"{begin}{os.urandom(8).hex()}{end}")
    try:
        os.makedirs(folder, exist_ok=True)
        with open(unfinished, "xb") as file:
            file.write(checksummed(*parts))
        os.replace(unfinished, path)
    except OSError:
        remove(unfinished)
        return False
    _sweep(folder)
    return True


def _sweep(folder: str) -> None:
    """Away with what writers left unfinished that were ended before they could, an hour ago or longer."""
    for name in _listed(folder):
        path = os.path.join(folder, name)
        if name.startswith(_UNFINISHED[0]) and _age(path) > _HOUR:
            remove(path)


def _age(path: str) -> float:
    try:
        return time.time() - os.lstat(path).st_mtime
    except OSError:
        return 0


def names(folder: str) -> list[str]:
    """What is kept in a folder, in order of name."""
    return [name for name in _listed(folder) if not name.startswith(_UNFINISHED[0])]


def _listed(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def remove(path: str) -> None:
    """Away with it, if it is there and that is allowed."""
    try:
        os.unlink(path)
    except OSError:
        return


def prune(folder: str, most: int) -> None:
    """Leave the newest files in a folder; those that are being written do not count."""
    found = []
    try:
        with os.scandir(folder) as scan:
            for entry in scan:
                if entry.name.startswith(_UNFINISHED[0]):
                    continue
                found.append((entry.stat().st_mtime_ns, entry.path))
    except OSError:
        return
    for _, path in sorted(found, reverse=True)[most:]:
        remove(path)

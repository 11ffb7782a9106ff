"""The state of a work tree and of what git remembers, told cheaply: what git sees, and the stamps of what it does not.

git itself looks whether a file that it keeps was changed, with an index that is made for this. That is believed of the
files whose bytes are those that git keeps; every other file that was read is watched by its stamp, and so are the
folders, for new files, and git's own files. Where git was told to look away, or may take different bytes for the same,
nothing is kept.
"""

from __future__ import annotations

import os

from balintrec.cache.checksum import common_folder
from balintrec.repository.git_env import SAFELY, for_reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_STATUS = (
    # Settings of the user's that would make git trust less than it can see.
    "-c", "core.checkStat=default", "-c", "core.trustctime=true", "-c", "core.ignoreStat=false",
    "-c", "core.autocrlf=false", "-c", f"core.attributesFile={os.devnull}",
    # New files are not asked for: the folders tell of them.
    "status", "--porcelain=v2", "-z", "--branch", "--no-ahead-behind", "--no-renames", "--untracked-files=no",
    "--ignore-submodules=all", "--", "records",
)  # fmt: skip
_INDEX = ("ls-files", "-v", "--stage", "-z", "--", "records")
_COMMITS = ("cat-file", "--batch-check=%(objectname)")
_MUCH = 4000
"""Bytes; all that is asked must fit into a pipe, which holds so much everywhere."""
_PLACE = ("rev-parse", "--show-toplevel", "--absolute-git-dir")
_OWN = ("index", "HEAD")
_COMMON = ("config", "shallow", "objects/pack", "objects/info/alternates", "info/attributes")
_ATTRIBUTES = ".gitattributes"
_CONVERTS = (b"filter", b"ident", b"encoding")
"""What attributes are called by which git takes different bytes for the same. Line ends are no matter: a record says
the same with any."""
_PARTIAL = (b"promisor", b"partialclone")

Stamp = tuple[int, int, int, int, int]


class GitQuery:
    """A command of git's that has been started, and will be listened to later."""

    def __init__(self, root: str, arguments: tuple[str, ...], given: bytes = b"") -> None:
        said, saying = os.pipe()
        os.write(saying, given)
        os.close(saying)
        try:
            reading, writing = os.pipe()
        except OSError:
            os.close(said)
            raise
        nowhere = (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)
        heard = (os.POSIX_SPAWN_DUP2, said, 0)
        try:
            # Not by way of `subprocess`: loading it takes a third of a Python start.
            self._process = os.posix_spawnp(
                "git",
                ("git", "-C", root, *SAFELY, *arguments),
                for_reading(),
                file_actions=[heard, nowhere, (os.POSIX_SPAWN_DUP2, writing, 1)],
            )
        except OSError:
            os.close(reading)
            raise
        finally:
            os.close(writing)
            os.close(said)
        self._pipe = reading

    def answer(self) -> bytes | None:
        """What it printed; None if it failed, or nobody knows whether it did."""
        with open(self._pipe, "rb") as pipe:
            said = pipe.read()
        try:
            _, status = os.waitpid(self._process, 0)
        except ChildProcessError:  # whoever started this process told the system not to wait for its children
            return None
        return None if status else said


def status(root: str) -> GitQuery | None:
    """Ask git which of the files that it keeps under `records/` differ, and at which commit it is."""
    return _ask(root, _STATUS)


def commits(root: str, names: Iterable[str]) -> GitQuery | None:
    """Ask git which commits HEAD and these names stand for, if any: in this order, a line each."""
    lines = [os.fsencode(f"{name}^{{commit}}") for name in ("HEAD", *names)]
    given = b"".join(line + b"\n" for line in lines)
    if len(given) > _MUCH or any(b"\n" in line for line in lines):
        return None
    return _ask(root, _COMMITS, given)


def index(root: str) -> GitQuery | None:
    """Ask git which bytes it keeps for each file under `records/`."""
    return _ask(root, _INDEX)


def place(root: str) -> GitQuery | None:
    """Ask git which work tree and which git directory it looks at."""
    return _ask(root, _PLACE)


def _ask(root: str, arguments: tuple[str, ...], given: bytes = b"") -> GitQuery | None:
    """Start git in a folder; None where that is not possible."""
    try:
        return GitQuery(root, arguments, given)
    except (OSError, AttributeError):  # no git; or a system without posix_spawn
        return None


def is_at(place: bytes | None, top: str, git: str) -> bool:
    """Whether that is where git looks; a setting, or a damaged `.git`, can lead it elsewhere."""
    return place == b"%s\n%s\n" % (os.fsencode(os.path.realpath(top)), os.fsencode(os.path.realpath(git)))


def unvouched(status: bytes, index: bytes, read: Mapping[str, str], below: str) -> list[str] | None:
    """The files for whose bytes git does not vouch: it keeps none, or others, or sees something else there.

    ``read`` are the blob ids of files by path from the society's root, which lies ``below`` (empty, or with ``/`` at
    its end) the top. None where git was told not to look at some: `assume-unchanged` or `skip-worktree`.
    """
    if looks_away(index):
        return None
    lines = index.split(b"\0")
    kept, listed = (
        {line[9:] for line in lines},
        _listed(status),
    )  # behind the mark and the mode: id, stage and path
    before = os.fsencode(below)
    return [
        path
        for path, blob in read.items()
        if b"%s 0\t%s" % (blob.encode(), name := os.fsencode(path)) not in kept or before + name in listed
    ]


def _listed(status: bytes) -> set[bytes]:
    """The files, from the top of the work tree, that are not as git's index has them."""
    fields = {b"1 ": 8, b"u ": 10}
    lines = (line for line in status.split(b"\0") if line[:2] in fields and line[3:4] != b".")
    return {line.split(b" ", fields[line[:2]])[-1] for line in lines}


def looks_away(index: bytes) -> bool:
    """Whether git was told not to look at some file."""
    return not all(line[:2] in (b"H ", b"M ", b"") for line in index.split(b"\0"))


def of_git(top: str, git: str, root: str) -> list[str]:
    """The files that tell git, and us, of anything a check may depend on."""
    return [
        *(os.path.join(git, name) for name in _OWN),
        *of_the_past(git),
        *(os.path.join(folder, _ATTRIBUTES) for folder in _way(top, root)),
    ]


def of_the_past(git: str) -> list[str]:
    """The files that tell how git looks at commits, and how many of them are there."""
    common = common_folder(git)
    return [os.path.join(git, "config.worktree"), *(os.path.join(common, name) for name in _COMMON)]


def _way(top: str, root: str) -> list[str]:
    """The folders from the society's root up to the top of the work tree."""
    folders = [root]
    while len(root) > len(top):
        root = os.path.dirname(root)
        folders.append(root)
    return folders


def is_certain(top: str, git: str, root: str, folders: Iterable[str]) -> bool:
    """Whether a file is surely the same where git says so, and the history surely as whole as it was.

    It is not where attributes make git convert files, nor in a clone that fetches contents when they are asked for.
    """
    attributes = [os.path.join(folder, _ATTRIBUTES) for folder in (*_way(top, root), *folders)]
    attributes.append(os.path.join(common_folder(git), "info/attributes"))
    return not (is_partial(git) or any(_says(one, _CONVERTS) for one in attributes))


def is_partial(git: str) -> bool:
    """Whether contents of commits may be missing, and come later."""
    return _says(os.path.join(common_folder(git), "config"), _PARTIAL)


def attributes(git: str) -> bytes:
    """What this repository alone says of how files are compared."""
    try:
        with open(os.path.join(common_folder(git), "info/attributes"), "rb") as file:
            return file.read()
    except OSError:
        return b""


def _says(path: str, words: tuple[bytes, ...]) -> bool:
    try:
        with open(path, "rb") as file:
            said = file.read().lower()
    except OSError:
        return False
    return any(word in said for word in words)


def is_racy(git: str, now: int) -> bool:
    """Whether a file could be changed, at that moment (nanoseconds) or later, without git seeing it.

    git compares the times of files by whole seconds. In the second in which it wrote its index, a file can get other
    bytes, of the same length and with the old time set back, and no time will tell.
    """
    found = stamp(os.path.join(git, "index"))
    return found is not None and max(found[0], found[1]) // 1_000_000_000 >= now // 1_000_000_000


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


def changed(watched: bytes) -> list[str]:
    """The paths that are not as they were."""
    told = watched.split(b"\0")[1::2]
    return [path for path, was in zip(paths(watched), told, strict=True) if _told(stamp(path)) != was]


def paths(watched: bytes) -> list[str]:
    """The paths that are watched."""
    return [os.fsdecode(path) for path in watched.split(b"\0")[::2]]


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

"""Writes files of a society: whole or not at all, never over another's work, never through a link.

The lock of a society is one on its folder `records/` itself, held by the system: there is no lock file that
could be left behind, committed or forgotten. Where the system has no such locks (Windows, some network folders)
the writes are still exclusive and whole.
"""

from __future__ import annotations

import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from balintrec.errors import BalintrecError
from balintrec.source import RECORDS, TEMPORARY

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_PATIENCE = 10.0
"""Seconds to wait for another writer."""
_OLD = 24 * 60 * 60
"""Seconds after which an unfinished file is nobody's any more."""


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Nobody else writes to this society meanwhile; unfinished files of a day ago are removed first."""
    with _plainly(RECORDS):
        folder = _lock(root / RECORDS)
    try:
        _clean(root / RECORDS)
        yield
    finally:
        if folder is not None:
            os.close(folder)


def write_new(root: Path, path: str, text: str) -> None:
    """Create a file with this text; folders on the way are made. Raises `BalintrecError` if it exists."""
    with _plainly(path):
        target = _target(root, path, make=True)
        unfinished = _write_beside(target, text)
        try:
            _put_new(unfinished, target)
        finally:
            unfinished.unlink(missing_ok=True)
        _settle(target.parent)


def replace(root: Path, path: str, text: str, old: str | bytes) -> None:
    """Put a new text in the place of the old one. Raises `BalintrecError` if the file holds another by now."""
    with _plainly(path):
        target = _target(root, path, make=False)
        before = target.lstat()
        if not stat.S_ISREG(before.st_mode):
            raise BalintrecError(f"cannot write {path}: it is not a regular file")
        unfinished = _write_beside(target, text, stat.S_IMODE(before.st_mode))
        try:
            if target.read_bytes() != (old.encode() if isinstance(old, str) else old):
                raise BalintrecError(f"{path} was changed by someone else meanwhile; run the command again")
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
        _settle(target.parent)


def remove(root: Path, path: str, old: str | bytes) -> None:
    """Remove a file that holds this text. Raises `BalintrecError` if it holds another by now, or is none."""
    with _plainly(path):
        target = _target(root, path, make=False)
        if not stat.S_ISREG(target.lstat().st_mode):
            raise BalintrecError(f"cannot remove {path}: it is not a regular file")
        if target.read_bytes() != (old.encode() if isinstance(old, str) else old):
            raise BalintrecError(f"{path} was changed by someone else meanwhile; run the command again")
        target.unlink()
        _settle(target.parent)


@contextmanager
def _plainly(path: str) -> Iterator[None]:
    """Failures of the system as one line for people."""
    try:
        yield
    except FileExistsError:
        raise BalintrecError(f"{path} exists already and is not overwritten") from None
    except OSError as error:
        raise BalintrecError(f"cannot write {path}: {(error.strerror or 'it failed').lower()}") from None


def _lock(folder: Path) -> int | None:
    if fcntl is None:
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                os.close(descriptor)
                raise BalintrecError(
                    "another balintrec is writing to this society; try again later"
                ) from None
            time.sleep(0.05)
        except OSError:  # a network folder without locks
            return descriptor
        else:
            return descriptor


def _target(root: Path, path: str, *, make: bool) -> Path:
    """Where a path of a society is, with no link on the way; missing folders are made if asked."""
    parts = path.split("/")
    if not all(part and part not in (".", "..") and "\\" not in part and "\0" not in part for part in parts):
        raise BalintrecError(f"cannot write {path!r}: it does not lie in the society")
    folder = root
    for part in parts[:-1]:
        folder = folder / part
        if make:
            with suppress(FileExistsError):
                folder.mkdir()
                _settle(folder.parent)
        if not stat.S_ISDIR(folder.lstat().st_mode):
            raise BalintrecError(f"cannot write {path}: {part} is a link or a file, not a folder")
    return folder / parts[-1]


def _write_beside(target: Path, text: str, mode: int | None = None) -> Path:
    """The text in an unfinished file in the folder of the target, safe on the disk."""
    begin, end = TEMPORARY
    unfinished = target.parent / f"{begin}{secrets.token_hex(8)}{end}"
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            unfinished.chmod(mode)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return unfinished


def _put_new(unfinished: Path, target: Path) -> None:
    try:
        os.link(unfinished, target)
    except FileExistsError:
        raise
    except OSError:
        # A disk without hard links: take the name first, so that nobody else can, then fill it.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        unfinished.replace(target)


def _settle(folder: Path) -> None:
    """The names in a folder safe on the disk; Windows cannot, and some network folders will not."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _clean(top: Path) -> None:
    """Remove unfinished files that a crash left behind; whoever cannot be asked or removed stays."""
    begin, end = TEMPORARY
    for folder, _, names in os.walk(top):
        for name in names:
            if name.startswith(begin) and name.endswith(end):
                unfinished = Path(folder, name)
                with suppress(OSError):
                    if time.time() - unfinished.lstat().st_mtime > _OLD:
                        unfinished.unlink()

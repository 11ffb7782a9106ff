"""Takes a file of a society away, as carefully as `store` writes one. It stands with the writing functions."""

from __future__ import annotations

import stat
from pathlib import Path

from balintrec.errors import BalintrecError
from balintrec.store import _plainly, _settle, _target


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

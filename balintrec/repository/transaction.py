"""Changes to several files that are made together: collected first, made at the end, taken back on failure.

What an interrupted run left behind is found again: the same change made once more succeeds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from balintrec import store
from balintrec.errors import BalintrecError
from balintrec.source import LARGEST, Unreadable, WorkTree


@dataclass(slots=True)
class _Step:
    """What one path holds before and after; None: no file."""

    before: str | None
    after: str | None
    new: bool = False
    """Nothing of the last commit may stand there."""


class Transaction:
    """The changes of one block. Nothing is written before the block ends; nothing at all if it fails."""

    def __init__(self, root: Path, committed: Callable[[], frozenset[str]]) -> None:
        """``committed`` gives the paths of the last commit; it is only asked when that matters."""
        self.commit: str | None = None
        """The id of the commit, once it is made; None if nothing had changed."""
        self._root = root
        self._committed = committed
        self._steps: dict[str, _Step] = {}

    @property
    def paths(self) -> list[str]:
        """Every path that the commit is about, in order."""
        return sorted(self._steps)

    @property
    def present(self) -> list[str]:
        """Those of them at which a file stands afterwards."""
        return [path for path in self.paths if self._steps[path].after is not None]

    def write(self, path: str, text: str) -> None:
        """A file with this text, whether there is one now or not; what it says now is what is replaced."""
        now = self._now(path)
        if now is None:
            self.write_new(path, text)
        else:
            self.replace(path, text, now)

    def write_new(self, path: str, text: str) -> None:
        """A file that did not exist. The block fails at its end if someone else made it meanwhile."""
        self._create(path, text)

    def replace(self, path: str, text: str, old: str | bytes) -> None:
        """A new text in the place of the old one. Raises `BalintrecError` if the file holds another by now."""
        expected = old if isinstance(old, str) else _text(path, old)
        now = self._now(path)
        if now is None:
            raise BalintrecError(f"cannot change {path}: there is no such file")
        if now not in (expected, text):
            raise BalintrecError(f"{path} was changed by someone else meanwhile; run the command again")
        self._plan(path, text)

    def move(self, path: str, new_path: str) -> None:
        """The same file at another path. Raises `BalintrecError` if there is none."""
        text = self._now(path)
        if text is not None:
            self._plan(path, None)
            self._create(new_path, text)
        elif self._was_moved(path, new_path):
            self._plan(path, None)
            self._plan(new_path, self._now(new_path))
        else:
            raise BalintrecError(f"cannot move {path}: there is no such file")

    def remove(self, path: str) -> None:
        """No file any more. Raises `BalintrecError` if there is none."""
        if self._now(path) is None and (path in self._steps or path not in self._committed()):
            raise BalintrecError(f"cannot remove {path}: there is no such file")
        self._plan(path, None)

    def drop(self, path: str) -> None:
        """No file any more, whether there is one now or not."""
        self._plan(path, None)

    def written(self, path: str, text: str) -> bool:
        """Whether an interrupted run wrote this file already; then it is one of the changes."""
        if path in self._steps or self._on_disk(path) != text:
            return False
        self._plan(path, text)
        return True

    def apply(self) -> None:
        """Make the changes: what is new first and what goes last, so that nothing is ever only in between."""
        undo: list[Callable[[], None]] = []
        try:
            for path, step in _in_order(self._steps):
                self._make(path, step, undo)
        except BaseException as error:
            left = _take_back(undo)
            if left and isinstance(error, BalintrecError):
                raise BalintrecError(
                    f"{error}; some files are written already, look with: git status"
                ) from None
            raise

    def _make(self, path: str, step: _Step, undo: list[Callable[[], None]]) -> None:
        root, before, after = self._root, step.before, step.after
        if step.new and after is not None and self._on_disk(path) == after and path not in self._committed():
            return  # an interrupted run left it
        if after is None and before is not None:
            store.remove(root, path, before)
            undo.append(lambda: store.write_new(root, path, before))
        elif after is not None and (before is None or step.new):
            folders = _missing(root, path)
            undo.append(lambda: _remove_folders(folders))
            store.write_new(root, path, after)
            undo.append(lambda: store.remove(root, path, after))
        elif after is not None and before is not None and after != before:
            store.replace(root, path, after, before)
            undo.append(lambda: store.replace(root, path, before, after))

    def _create(self, path: str, text: str) -> None:
        step = self._steps.get(path)
        if step is not None and step.after is not None:
            raise BalintrecError(f"{path} exists already and is not overwritten")
        if step is None:
            _refuse_outside(path)
            self._steps[path] = _Step(None, text, new=True)
        else:
            step.after = text

    def _plan(self, path: str, after: str | None) -> None:
        _refuse_outside(path)
        if path not in self._steps:
            self._steps[path] = _Step(self._on_disk(path), after)
            return
        step = self._steps[path]
        step.after = after
        if step.new and after is None:
            del self._steps[path]  # came and went: nobody need know

    def _now(self, path: str) -> str | None:
        """What the path holds with the changes so far."""
        step = self._steps.get(path)
        return self._on_disk(path) if step is None else step.after

    def _on_disk(self, path: str) -> str | None:
        _refuse_outside(path)
        try:
            found = WorkTree(self._root).read(path)
        except Unreadable as error:
            try:
                (self._root / path).lstat()
            except (FileNotFoundError, NotADirectoryError):
                return None
            raise BalintrecError(f"cannot change {path}: {str(error).lower()}") from None
        if len(found) > LARGEST:
            raise BalintrecError(f"cannot change {path}: it is too large for a record")
        return _text(path, found)

    def _was_moved(self, path: str, new_path: str) -> bool:
        """An interrupted run had come to the end of moving it."""
        if path in self._steps or self._now(new_path) is None:
            return False
        committed = self._committed()
        return path in committed and new_path not in committed


def _in_order(steps: Mapping[str, _Step]) -> list[tuple[str, _Step]]:
    """What goes is taken away from the end: sessions before the group that they are named after."""
    gone = sorted((path for path, step in steps.items() if step.after is None), reverse=True)
    kept = sorted(set(steps).difference(gone), key=lambda path: (_turn(steps[path]), path))
    return [(path, steps[path]) for path in (*kept, *gone)]


def _turn(step: _Step) -> int:
    return 0 if step.before is None else 1


def _text(path: str, found: bytes) -> str:
    try:
        return found.decode()
    except UnicodeDecodeError:
        raise BalintrecError(f"cannot change {path}: it is not UTF-8 text") from None


def _refuse_outside(path: str) -> None:
    """`store` refuses what lies outside the society; the folder of git lies inside, and is none of ours."""
    parts = path.split("/")
    if any(part.lower() == ".git" or part in ("", ".", "..") for part in parts) or "\0" in path:
        raise BalintrecError(f"cannot write {path!r}: it does not lie in the society")


def _missing(root: Path, path: str) -> list[Path]:
    """The folders on the way that are not there yet, the innermost first."""
    folders = [root / parent for parent in Path(path).parents if parent.name]
    return [folder for folder in folders if not folder.exists()]


def _remove_folders(folders: list[Path]) -> None:
    for folder in folders:
        with suppress(OSError):  # somebody else uses it by now
            folder.rmdir()


def _take_back(undo: list[Callable[[], None]]) -> bool:
    """Whether something is left that could not be taken back."""
    left = False
    for step in reversed(undo):
        try:
            step()
        except BalintrecError:
            left = True
    return left

"""``balintrec render site``: pages in a folder in which only what balintrec wrote is replaced or removed.

A file `.balintrec-site` in it says whose pages they are and lists them. It grows with every page, so that after a
run that was broken off it still names all that was written."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from balintrec.cli.options import at_option, day, society_options, work_tree
from balintrec.cli.source import Opened, cache_option, jobs, opened
from balintrec.errors import BalintrecError
from balintrec.source import RECORDS, TEMPORARY

if TYPE_CHECKING:
    from collections.abc import Callable

    from balintrec.finding import Finding
    from balintrec.formats.site.frame import Site
    from balintrec.model import Record
    from balintrec.source import Source

MARKER = ".balintrec-site"
_HEAD = "balintrec site 1, for "
PUBLIC, COMMITTEE = "everybody", "the committee"


class SiteFolder:
    """A folder that a site is written to."""

    def __init__(self, folder: Path, profile: str, before: frozenset[str]) -> None:
        self.folder = folder
        self.profile = profile
        self.before = before
        self.written: set[str] = set()
        self.changed = 0
        """How many files are new or say something else than before."""
        self._checked: set[Path] = set()
        self._marker: TextIO | None = None

    @staticmethod
    def refuse(folder: Path, profile: str) -> None:
        """Raises `BalintrecError` where the site cannot go to a folder."""
        with _plainly(folder):
            _held(folder, profile)

    @classmethod
    @contextmanager
    def claimed(cls, folder: Path, profile: str) -> Iterator[SiteFolder]:
        """A folder that is empty, or not there yet, or holds a site of the same profile.

        Raises `BalintrecError` for any other, before anything is written.
        """
        with _plainly(folder):
            claimed = cls(folder, profile, _held(folder, profile))
            with suppress(FileExistsError):
                folder.mkdir()
            claimed._list(claimed.before)
            marker = (folder / MARKER).open("a", encoding="utf-8")
        with marker as claimed._marker:
            yield claimed

    def write(self, path: str, data: bytes) -> None:
        """Put a file there, whole; one that says the same already is left as it is."""
        with _plainly(self.folder / path):
            target = self._target(path)
            found = _regular(target)
            if found and path not in self.before:
                raise BalintrecError(
                    f"{target} is not part of this site and was not overwritten; move it elsewhere"
                )
            self.written.add(path)
            if found and target.read_bytes() == data:
                return
            if self._marker:
                self._marker.write(f"{path}\n")
                self._marker.flush()
            _put(target, data)
            self.changed += 1

    def finish(self) -> int:
        """Remove the pages that are there no longer, and list those that are; how many were removed."""
        gone = sorted(path for path in self.before - self.written if self._remove(path))
        for folder in sorted(
            {self.folder / parent for path in gone for parent in _above(path)}, reverse=True
        ):
            with suppress(OSError):  # something else is in it
                folder.rmdir()
        self._list(frozenset(self.written))
        return len(gone)

    def _remove(self, path: str) -> bool:
        with _plainly(self.folder / path):
            if any(not _folder(self.folder / parent) for parent in _above(path)):
                return False
            target = self.folder / path
            if not _regular(target):
                return False
            target.unlink()
            return True

    def _target(self, path: str) -> Path:
        """Where a file goes, with no link on the way; missing folders are made."""
        folder = self.folder
        for part in Path(path).parent.parts:
            folder = folder / part
            if folder in self._checked:
                continue
            with suppress(FileExistsError):
                folder.mkdir()
            if not _folder(folder):
                raise BalintrecError(f"{folder} is a link or a file, not a folder; move it elsewhere")
            self._checked.add(folder)
        return self.folder / path

    def _list(self, paths: frozenset[str]) -> None:
        lines = [f"{_HEAD}{self.profile}", *sorted(paths)]
        _put(self.folder / MARKER, "".join(f"{line}\n" for line in lines).encode())


def refuse_among_records(folder: Path, root: Path) -> None:
    """Raises `BalintrecError` for a folder in which pages would be taken for records."""
    records = root.resolve() / RECORDS
    if folder.resolve() == root.resolve() or folder.resolve().is_relative_to(records):
        raise BalintrecError(f"{folder} holds the society's own files; give a separate folder for the site")


def _held(folder: Path, profile: str) -> frozenset[str]:
    """The files of a site that a folder holds already; none where it is empty or not there."""
    if not os.path.lexists(folder):
        if not folder.parent.is_dir():
            raise BalintrecError(f"cannot write to {folder}: there is no folder {folder.parent}")
        return frozenset()
    if not _folder(folder):
        raise BalintrecError(f"cannot write to {folder}: it is a link or a file, not a folder")
    if not _regular(folder / MARKER):
        if any(folder.iterdir()):
            raise BalintrecError(
                f"{folder} holds files that are not from a balintrec site; give an empty folder"
            )
        return frozenset()
    head, *paths = (folder / MARKER).read_text(encoding="utf-8", errors="replace").splitlines() or [""]
    if not head.startswith(_HEAD):
        raise BalintrecError(f"{folder / MARKER} cannot be read; name an empty folder")
    if (found := head.removeprefix(_HEAD)) != profile:
        raise BalintrecError(f"{folder} holds pages for {found}; name another folder for pages for {profile}")
    return frozenset(path for path in paths if _inside(path))


def _inside(path: str) -> bool:
    """Whether a listed path can be one of a site; a list that somebody changed must not lead out of it."""
    parts = path.split("/")
    return all(part and not part.startswith(".") and "\\" not in part and "\0" not in part for part in parts)


def _above(path: str) -> Iterator[str]:
    """The folders that a path lies in, the nearest first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _folder(path: Path) -> bool:
    """Whether it is a folder itself, not a link to one."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def _regular(path: Path) -> bool:
    """Whether a plain file is there; what else is there stands in the way."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(mode):
        raise BalintrecError(f"{path} is a link or a folder, not a file; move it elsewhere")
    return True


def _put(target: Path, data: bytes) -> None:
    """A file that is whole at every moment."""
    begin, end = TEMPORARY
    unfinished = target.parent / f"{begin}{secrets.token_hex(8)}{end}"
    try:
        with unfinished.open("xb") as file:
            file.write(data)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _plainly(path: Path) -> Iterator[None]:
    """Failures of the system as one line for people."""
    try:
        yield
    except OSError as error:
        raise BalintrecError(f"cannot write {path}: {(error.strerror or 'it failed').lower()}") from None


_SHORT = 12
"""Digits of a commit that are enough to find it."""


@click.command
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--public", is_flag=True, help="Write only the register and the groups, for everybody.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    help="Language of the pages: en, pl or ur, the main one first. May be repeated (default: those of the society).",
)
@at_option
@cache_option
@society_options
def site(
    folder: Path,
    public: bool,
    languages: tuple[str, ...],
    at: str | None,
    no_cache: bool,
    root: str | None,
    on: date | None,
    quiet: bool,
) -> None:
    """Write a website for the committee, or with --public for everybody, to the folder DIR.

    The pages need no server and no scripts. A folder with other files in it is refused; pages that no longer exist are
    removed. The committee's pages show where members stand, what is due, and findings: keep that folder as safe as the
    records.
    """
    from balintrec.cli.terminal import Progress, remark
    from balintrec.formats.site.frame import ready
    from balintrec.formats.site.pages import count, files

    ready(languages)
    refuse_among_records(folder, work_tree(root).root)
    profile = PUBLIC if public else COMMITTEE
    SiteFolder.refuse(folder, profile)  # before the reading, which may take long
    read = opened(root, at, no_cache=no_cache)
    made = _gathered(read, work_tree(root).root, day(on), public, languages, quiet)
    total = count(made)
    with SiteFolder.claimed(folder, profile) as target, Progress("rendering", quiet=quiet) as progress:
        for number, file in enumerate(files(made, jobs())):
            progress(number, total)
            target.write(file.path, file.data)
        removed = target.finish()
    if not quiet:
        remark(_done(folder, total, target.changed, removed))


def _done(folder: Path, files: int, changed: int, removed: int) -> str:
    gone = f", {removed} removed" if removed else ""
    return f"{files} files for the site, {changed} of them new or changed{gone}: open {folder / 'index.html'}"


def _gathered(
    opened: Opened, root: Path, on: date, public: bool, languages: tuple[str, ...], quiet: bool
) -> Site:
    """What the pages are made of. For everybody nothing is checked: no finding is shown."""
    from balintrec.cli.terminal import Progress, remark
    from balintrec.formats.site.frame import site

    read, known = opened
    findings: tuple[Finding, ...] = ()
    unseen = ""
    with Progress("reading", quiet=quiet) as progress:
        if public:
            from balintrec.society import load

            society = load(read, progress, known, jobs())
        else:
            from balintrec.cli.history_source import all_checked

            checked, _ = all_checked(root, read, on, progress, known, jobs())
            society, findings, unseen = checked.society, checked.findings, checked.notice
    if unseen and not quiet:
        remark(unseen)
    commit, changed = _origin(root, read)
    return site(
        society,
        on,
        findings,
        _bodies(read),
        spoken=languages,
        public=public,
        commit=commit,
        changed=changed,
        unseen=bool(unseen),
    )


def _bodies(read: Source) -> Callable[[Record], str]:
    from balintrec.document import parse

    return lambda record: parse(read.read(record.path)).body


def _origin(root: Path, read: Source) -> tuple[str, bool]:
    """The commit that was read, and whether what was read differs from it; no commit outside git."""
    if heads := getattr(read, "heads", ()):
        return heads[-1][:_SHORT], len(heads) > 1
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return "", False
    from balintrec.errors import BalintrecError
    from balintrec.repository import Repository
    from balintrec.repository.health import changes

    try:
        return Repository.open(root).revision("HEAD").commit[:_SHORT], bool(changes(root))
    except BalintrecError:  # no commit yet, or git is not there: pages can be had all the same
        return "", False

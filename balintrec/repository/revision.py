"""A commit, or several put together, as a source: blobs are read as they are stored, without a checkout."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from balintrec.errors import BalintrecError
from balintrec.repository.completeness import Completeness
from balintrec.repository.objects import Objects
from balintrec.source import RECORDS, TEMPORARY, Entry, Form, Unreadable

Listing = Mapping[str, tuple[str, str]]
_FORMS = {"120000": Form.LINK, "160000": Form.REPOSITORY}


class Revision:
    """The society as it is in one commit, or in several that were not merged yet; a `Source`."""

    def __init__(self, heads: tuple[str, ...], objects: Objects, listing: Callable[[], Listing]) -> None:
        """``listing`` gives the mode and the blob of each path under `records/`."""
        self.heads = heads
        """The commits that led to it, none built on another; the latest last."""
        self._objects = objects
        self._listing = listing
        self._entries: list[Entry] | None = None
        self._blobs: dict[str, str] = {}
        self._order: list[str] = []
        self._places: dict[str, int] = {}
        self._last = -1

    @property
    def commit(self) -> str:
        """The full id of the commit; of several, all of them, which is the name of no commit."""
        return "+".join(self.heads)

    def entries(self) -> list[Entry]:
        """Everything under `records/`, in order of path. Raises `BalintrecError` if there is no such folder."""
        if self._entries is None:
            self._entries = self._list()
        return list(self._entries)

    def blobs(self) -> dict[str, str]:
        """The id of the blob of each regular file under `records/`, by path, in order of path."""
        self.entries()
        return dict(self._blobs)

    def read(self, path: str) -> bytes:
        """The bytes of a regular file under `records/`, at most `LARGEST` and one more; raises `Unreadable`."""
        self.entries()
        if path not in self._places:
            raise Unreadable("it is not a regular file")
        place = self._places[path]
        # Whoever reads two neighbours one after the other is likely to read them all.
        ahead = Objects.AHEAD if place == self._last + 1 and place else 0
        self._last = place
        return self._objects.read(self._order[place], self._order[place + 1 : place + 1 + ahead])

    def _list(self) -> list[Entry]:
        entries = []
        for path, (mode, id) in self._listing().items():
            form = _FORMS.get(mode, Form.FILE)
            if form is not Form.FILE:
                entries.append(Entry(path, form))
            elif not _unfinished(path):
                entries.append(Entry(path))
                self._blobs[path] = id
        if not entries:
            raise BalintrecError(f'there is no folder "{RECORDS}" in the revision {self.heads[-1][:12]}')
        self._blobs = dict(sorted(self._blobs.items()))
        self._order = list(self._blobs.values())
        self._places = {path: place for place, path in enumerate(self._blobs)}
        return sorted(entries)


def listed(completeness: Completeness, commit: str, prefix: str) -> Listing:
    """The mode and the blob of everything under `records/` in a commit, by path from the society's root."""
    arguments = ("ls-tree", "-r", "-z", "--full-tree", commit, "--", f"{prefix}{RECORDS}/")
    output = completeness.read(*arguments).decode("utf-8", "surrogateescape")
    found = {}
    for line in output.split("\0")[:-1]:
        about, _, name = line.partition("\t")
        mode, _, id = about.split(" ")
        found[name[len(prefix) :]] = mode, id
    return found


def _unfinished(path: str) -> bool:
    begin, end = TEMPORARY
    return path.endswith(end) and path.rpartition("/")[2].startswith(begin)

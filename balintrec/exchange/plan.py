"""What an import would write: new files, edits of files, a review file, a summary. Values; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from balintrec.document.edit import add_to_list, set_value
from balintrec.exchange.cells import LOST, Fate


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be created, exclusively."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes to one file, each a text edit at a mark."""

    path: str
    added: tuple[tuple[str, str], ...] = ()
    """Values at the end of a list: its key, the value."""
    values: tuple[tuple[str, int], ...] = ()
    """A key and its new value."""

    def apply(self, text: str) -> str:
        """The new text of the file. Raises `BalintrecError` where it cannot be edited line by line."""
        for key, value in self.added:
            text = add_to_list(text, key, value)
        for key, number in self.values:
            text = set_value(text, key, number)
        return text


Write: TypeAlias = "NewFile | Edit"


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of every row, and of the files."""

    layout: str
    rows: int
    fates: Mapping[Fate, int]
    """How many rows have each result."""
    cells: Mapping[Fate, int]
    """How many cells that hold something have each result."""
    lost: tuple[str, ...]
    """What was not read or not entered: the places, and why."""
    new_sessions: int
    changed_sessions: int
    new_members: tuple[str, ...]
    remembered: int
    """Names added to what members are also known as."""
    addresses: int
    """E-mail addresses added to members."""
    queries: int
    """Rows of the review file without an answer."""
    notes: tuple[str, ...]

    @property
    def incomplete(self) -> bool:
        """Whether some cell holds something that does not come into the records, and nobody has said so."""
        return any(map(self.cells.get, LOST))

    @property
    def made(self) -> str:
        """What was made of it, in a few words."""
        counted = (
            (self.new_sessions, "new session"),
            (self.changed_sessions, "changed session"),
            (len(self.new_members), "new member"),
        )
        parts = [f"{count} {what}{'' if count == 1 else 's'}" for count, what in counted if count]
        return ", ".join(parts) or "other names of members"

    @property
    def in_vain(self) -> bool:
        """Whether rows were meant to be entered, and none could be."""
        return any(map(self.fates.get, LOST)) and not any(
            self.fates.get(fate) for fate in Fate if fate not in (*LOST, Fate.HEADING, Fate.BLANK)
        )

    def text(self) -> str:
        """The table that is printed: the rows by their fate, adding up, then what was made of them."""
        lines = [f"layout: {self.layout}", f"{self.rows:6}  rows in the file, of which"]
        lines += fate_lines(self.fates)
        lines += [f"{sum(self.cells.values()):6}  cells that hold something, of which"]
        lines += fate_lines(self.cells)
        lines += [
            f"{number:6}  {what}"
            for number, what in (
                (self.new_sessions, "new sessions"),
                (self.changed_sessions, "sessions with more people"),
                (len(self.new_members), "new members"),
                (self.remembered, "names remembered in also-known-as"),
            )
        ]
        if self.addresses:
            lines.append(f"{self.addresses:6}  addresses remembered in email")
        lines += [f"not read: {line}" for line in self.lost]
        return "\n".join([*lines, *(f"note: {note}" for note in self.notes)]) + "\n"


def fate_lines(numbers: Mapping[Fate, int]) -> list[str]:
    """How many rows or cells have each result, a line a result."""
    return [f"{numbers[fate]:6}    {fate}" for fate in Fate if numbers.get(fate)]


@dataclass(frozen=True, slots=True)
class Import:
    """The whole plan. ``review`` is the text of the review file, None if there is nothing to put in it."""

    writes: tuple[Write, ...]
    review: str | None
    summary: Summary


def count(fates: Mapping[int, Fate], rows: int) -> Mapping[Fate, int]:
    """How many rows have each fate; every row has exactly one."""
    assert fates.keys() == set(range(rows)), "a row is not accounted for"
    return Counter(fates.values())

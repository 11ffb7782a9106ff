"""What an import would write: new files, edits of files, a review file, a summary. Values; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from balintrec.document import parse
from balintrec.document.edit import add_to_list, set_value
from balintrec.document.serialize import Plain
from balintrec.errors import BalintrecError
from balintrec.io.attendance import LOST, RowResult
from balintrec.io.sheet import Sheet
from balintrec.names import quoted

_FORMATS = {
    "rows": "one row per attendee",
    "register": "names down, dates across",
    "forms": "answers to a form",
    "teams": "report of Microsoft Teams",
    "teams-list": "list of Microsoft Teams",
    "meet": "report of Google Meet",
    "zoom": "report of Zoom",
    "bigbluebutton": "report of BigBlueButton",
    "exported sessions": "sessions from balintrec export csv",
}
"""The formats in words, for the summary."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be created, exclusively."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Addition:
    """One more value in a list of a record."""

    key: str
    value: str
    before: tuple[str, ...] = ()
    """Values before which it goes, if they are there."""
    above: tuple[str, ...] = ()
    """Keys above which the list goes, if it is new."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes to one file, each a text edit at a mark."""

    path: str
    added: tuple[Addition, ...] = ()
    values: tuple[tuple[str, Plain, tuple[str, ...]], ...] = ()
    """A key, its new value, and the keys above which it goes if it is new."""
    remarks: tuple[str, ...] = ()
    """What is to stand in the text, in this order."""

    def changes(self, text_of: Callable[[str], str]) -> bool:
        """Whether it changes anything."""
        if self.added or self.values or not self.remarks:
            return bool(self.added or self.values)
        text = text_of(self.path)
        return with_remarks(text, self.remarks) != text

    def apply(self, text: str) -> str:
        """The new text of the file. Raises `BalintrecError` where it cannot be edited line by line."""
        for one in self.added:
            text = add_to_list(text, one.key, one.value, before=one.before, above=one.above)
        for key, value, above in self.values:
            text = set_value(text, key, value, above=above)
        return with_remarks(text, self.remarks)


def with_remarks(text: str, remarks: Sequence[str]) -> str:
    """A record with remarks in its text, one a line, each once, in their order; all else stays as it is."""
    body = parse(text.encode()).body
    lines = body.splitlines()
    wanted = [f"- {remark}" for remark in dict.fromkeys(remarks)]
    if all(line in lines for line in wanted):
        return text
    for number, line in enumerate(wanted):
        if line not in lines:
            later = [lines.index(one) for one in wanted[number + 1 :] if one in lines]
            lines.insert(min(later, default=len(lines)), line)
    if not text.endswith(body):
        raise BalintrecError("the remarks cannot be added to the text of the record; add them by hand")
    ending = "\r\n" if "\r\n" in text else "\n"
    return text[: len(text) - len(body)] + ending.join(lines) + ending


Write: TypeAlias = "NewFile | Edit"


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of every row, and of the files."""

    layout: str
    rows: int
    row_results: Mapping[RowResult, int]
    """How many rows have each result."""
    cells: Mapping[RowResult, int]
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
    answers: ClassVar[str] = "an id or name, new, guest or skip"
    """What can be answered in the review file."""

    @property
    def incomplete(self) -> bool:
        """Whether some cell holds something that does not come into the records, and nobody has said so."""
        return bool(self.lost) or any(map(self.cells.get, LOST))

    @property
    def made(self) -> str:
        """What was made of it, in a few words."""
        counted = (
            (self.new_sessions, "new session"),
            (self.changed_sessions, "changed session"),
            (len(self.new_members), "new member"),
        )
        parts = [f"{count} {what}{'' if count == 1 else 's'}" for count, what in counted if count]
        return ", ".join(parts) or "new aliases of members"

    @property
    def nothing_entered(self) -> bool:
        """Whether rows were meant to be entered, and none could be."""
        return any(map(self.row_results.get, LOST)) and not any(
            self.row_results.get(kind)
            for kind in RowResult
            if kind not in (*LOST, RowResult.HEADING, RowResult.BLANK)
        )

    def text(self) -> str:
        """The table that is printed: the rows by their result, adding up, then what was made of them."""
        lines = [
            f"format: {_FORMATS.get(self.layout, self.layout)}",
            f"{self.rows:6}  rows in the file, of which",
        ]
        lines += result_lines(self.row_results)
        lines += [f"{sum(self.cells.values()):6}  cells with content, of which"]
        lines += result_lines(self.cells)
        lines += [
            f"{number:6}  {what}"
            for number, what in (
                (self.new_sessions, "new sessions"),
                (self.changed_sessions, "sessions with more people"),
                (len(self.new_members), "new members"),
                (self.remembered, "aliases added (also-known-as)"),
            )
        ]
        if self.addresses:
            lines.append(f"{self.addresses:6}  e-mail addresses added")
        lines += [f"not read: {line}" for line in self.lost]
        return "\n".join([*lines, *(f"note: {note}" for note in self.notes)]) + "\n"


def other_sheets(sheet: Sheet) -> tuple[str, ...]:
    """That other sheets of the file hold something, if they do: it was not read."""
    names = quoted(f'"{name}"' for name in sheet.unread) if sheet.unread else ""
    return (f"other sheets of the file: {names}; import each with --sheet NAME",) if names else ()


def result_lines(numbers: Mapping[RowResult, int]) -> list[str]:
    """How many rows or cells have each result, a line a result."""
    return [f"{numbers[kind]:6}    {kind}" for kind in RowResult if numbers.get(kind)]


@dataclass(frozen=True, slots=True)
class Import:
    """The whole plan. ``review`` is the text of the review file, None if there is nothing to put in it."""

    writes: tuple[Write, ...]
    review: str | None
    summary: Summary


def count(row_results: Mapping[int, RowResult], rows: int) -> Mapping[RowResult, int]:
    """How many rows have each result; every row has exactly one."""
    assert row_results.keys() == set(range(rows)), "a row is not accounted for"
    return Counter(row_results.values())

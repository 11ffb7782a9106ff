"""Workbooks (XLSX, XLSB, ODS, XLS) to rows of texts. Nothing is unpacked here.

A workbook of 1 MB can say that it is a table of 17 thousand million cells, or one cell of 1 GB. So its own list of what
is in it is asked first, and it is then read by another process, with bounds on memory and time: that list can lie, and
the library that reads may end its process where Python cannot help it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from balintrec.errors import BalintrecError
from balintrec.io.workbook_process import MOST_SECONDS, ZIP

_MOST_ENTRIES = 2_000
_MOST_UNPACKED = 100 * 1024**2
_READ = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from balintrec.io.workbook_process import main; main()"
)
_CSV = "or export the sheet as CSV"
_STRAY = f"delete stray cells far from the table (Ctrl+End goes to the last one), {_CSV}"


class Workbook(NamedTuple):
    """The rows of one sheet, as they stand there, and the names of the sheets."""

    rows: list[list[str]]
    names: list[str]
    chosen: str | None
    """Whose rows they are; None where there is no such sheet."""
    hidden: Sequence[str] = ()
    """The sheets that a spreadsheet program does not show."""
    filled: Sequence[str] = ()
    """The sheets that hold something."""
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    """The first and the last of cells that are merged into one."""


def read_workbook(data: bytes, sheet: str | None) -> Workbook:
    """The first sheet of a workbook that is not hidden, or the one named.

    Raises `BalintrecError` where it cannot be read.
    """
    if find_spec("python_calamine") is None:
        raise BalintrecError(
            "reading Excel files needs one more package: pip install 'balintrec[xlsx]' (or export the sheet as CSV)"
        )
    if data.startswith(ZIP):
        _refuse_bombs(data)
    answer = _asked(data, sheet)
    match answer.get("problem"):
        case "large":
            raise BalintrecError(f"the sheet is too large; {_STRAY}")
        case "password":
            raise BalintrecError("this file is protected by a password; save it without one")
        case "unreadable":
            raise BalintrecError(_unreadable())
    return Workbook(**answer)


def _refuse_bombs(data: bytes) -> None:
    """By what the file says of itself, before anything in it is unpacked."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            sizes = [entry.file_size for entry in archive.infolist()]
    except (BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise BalintrecError(_unreadable()) from None
    # How much smaller an entry is in the file need not be asked: the file is bounded, and so is what it becomes.
    if len(sizes) > _MOST_ENTRIES or sum(sizes) > _MOST_UNPACKED:
        raise BalintrecError(
            f"this file holds {sum(sizes) // 1024**2} MB in {len(sizes)} parts when it is unpacked, "
            f"and {_MOST_UNPACKED // 1024**2} MB in {_MOST_ENTRIES} parts are the most that is read; {_STRAY}"
        )


def _asked(data: bytes, sheet: str | None) -> dict[str, Any]:
    """What another process says of it. Not of its own path, nor of the environment: it reads what anybody sent."""
    command = [sys.executable, "-I", "-c", _READ, json.dumps(sys.path), json.dumps(sheet)]
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BalintrecError(f"this file was not read within {MOST_SECONDS} seconds; {_STRAY}") from None
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise BalintrecError(
            f"cannot start the process that reads Excel files: {reason}; {_CSV[3:]}"
        ) from None
    if done.returncode:
        raise BalintrecError(f"reading this file needs too much memory, or makes the reader fail; {_STRAY}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _unreadable() -> str:
    return "this Excel file cannot be read; open and save it again, or export it as CSV"

"""From a path to the kind and id of a record; and what is wrong with a path. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from inspect import cleandoc
from typing import NamedTuple

from balintrec.finding import Rule, Severity
from balintrec.model import KINDS
from balintrec.names import ID, did_you_mean, slug
from balintrec.source import Entry, Form

SOCIETY = "society"
FOLDERS = tuple(kind for kind in KINDS if kind)

# Names that Windows cannot write, with any ending: a society's history must be one that every member can check out.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE | re.ASCII)
_NOT_PORTABLE = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f\ud800-\udfff]|[ .]$')


def _error(code: str, name: str, text: str) -> Rule:
    return Rule(code, name, Severity.ERROR, cleandoc(text))


UNPLACED = _error("FIL001", "unplaced-file", """
    A file under `records/` is not where a record can be, so nobody would ever read it.

    A record is a file ending in .md in the folder of its kind (members/, sessions/2024/, …), or records/society.md.

    Wrong:
        # records/session/2024-04-09-lahore-tuesday.md
        ---
        date: 2024-04-09
        group: lahore-tuesday
        leaders: [nadia-iqbal]
        ---
    Right:
        # records/sessions/2024/2024-04-09-lahore-tuesday.md
        ---
        date: 2024-04-09
        group: lahore-tuesday
        leaders: [nadia-iqbal]
        ---
    """)  # fmt: skip
NOT_A_FILE = _error("FIL002", "not-a-file", """
    A link, a device, a pipe or another git repository stands where a record could be.

    Only plain files are read: a link may lead out of the society, and its target is not in its history. Put the file
    itself there.
    """)  # fmt: skip
CANNOT_READ = _error("FIL003", "file-not-read", """
    The file's bytes cannot be had, or there are too many of them.

    Ask whoever keeps this computer for the right to read it. A file over 4 MB is no record.
    """)  # fmt: skip
BAD_NAME = _error("FIL004", "file-name", """
    The name of a file or folder cannot be an id, or cannot be written on every computer.

    A file's name without .md is the record's id: words of a to z and digits with hyphens. Upper case, spaces and
    other letters differ between computers; aux, con, nul and names with a colon cannot be made on Windows at all.

    Wrong:
        # records/members/Sana Malik.md
        ---
        name: Sana Malik
        ---
    Right:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        ---
    """)  # fmt: skip
SAME_NAME = _error("FIL005", "same-name", """
    Two paths differ only in upper and lower case, or in how an accented letter is written.

    On many computers they are one file, and checking out the society there would lose one of them.
    """)  # fmt: skip
SAME_ID = _error("FIL006", "same-id", """
    Two files of one kind have the same id.

    The folders in between do not count: an id names one record. Only the first file is read.

    Wrong:
        # records/members/trainees/sana-malik.md
        ---
        name: Sana Malik
        ---
    Right:
        # records/members/trainees/sana-malik-2.md
        ---
        name: Sana Malik the younger
        ---
    """)  # fmt: skip

NOT_CHECKED_OUT = _error("FIL010", "not-checked-out", """
    Git keeps records that it has not put into this folder, so nobody can say what they say.

    That is so in a sparse checkout (`git sparse-checkout`), and for files that git was told to skip. What may hang on
    them is unknown, and nothing is written. Check out the rest with `git sparse-checkout disable`; or read a whole
    revision: `balintrec check --at HEAD`.
    """)  # fmt: skip

RULES = (UNPLACED, NOT_A_FILE, CANNOT_READ, BAD_NAME, SAME_NAME, SAME_ID, NOT_CHECKED_OUT)

_NAMED = 3
"""So many of the files that are not there are named."""
_LONGEST = 100
"""Letters of an id."""
_FORMS = {
    Form.LINK: ("this is a link, and links are not followed", "put the file itself here"),
    Form.SPECIAL: ("this is a pipe or a device, not a file", "delete it"),
    Form.REPOSITORY: (
        "this folder is a git repository of its own, and nothing in it is read",
        "move its records into the society's own folders and delete its .git",
    ),
}


class Flaw(NamedTuple):
    """What is wrong with a path."""

    rule: Rule
    path: str
    message: str
    help: str
    other: str | None = None
    """The other path that it is about."""


class Located(NamedTuple):
    """Which record a path is, if it can be one, and what is wrong with the path."""

    kind: str | None
    id: str
    flaws: tuple[Flaw, ...] = ()


def locate(entry: Entry) -> Located:
    """The kind and id that a path stands for. A wrong name still is a record; a wrong place is none."""
    path = entry.path
    folder, _, name = path.rpartition("/")
    usual = _kind_of_folder(folder)
    # The reserved names are shorter; of nearly every file nothing more need be asked.
    if usual and entry.form is Form.FILE and name.endswith(".md") and 4 < len(name) - 3 <= _LONGEST:
        id = name[:-3]
        if ID.fullmatch(id):
            return Located(usual, id)
    _, *folders, name = path.split("/")
    kind, id = _kind_and_id(folders, name)
    if entry.form in _FORMS:
        whole = name if not folders and name in FOLDERS else kind  # all records of a kind would be behind it
        return Located(whole, id, (Flaw(NOT_A_FILE, path, *_FORMS[entry.form]),))
    if entry.form is Form.HIDDEN:
        return Located(kind, id)
    if entry.form is Form.UNREADABLE:
        flaw = Flaw(CANNOT_READ, path, "this folder cannot be read", "ask for the right to read it")
        above = [*folders, name][0]
        return Located(above if above in FOLDERS else None, id, (flaw,))
    if kind is None:
        return Located(None, id, (Flaw(UNPLACED, path, *_misplaced(folders, name)),))
    bad = _bad_name(path, folders, id)
    return Located(kind, id, (bad,) if bad else ())


@cache
def _kind_of_folder(folder: str) -> str:
    """The kind of the records in a folder whose path can be written everywhere; else empty."""
    _, *folders = folder.split("/")
    known = bool(folders) and folders[0] in FOLDERS
    return folders[0] if known and not any(map(_not_portable, folders)) else ""


def _kind_and_id(folders: list[str], name: str) -> tuple[str | None, str]:
    id = name.removesuffix(".md")
    if not name.endswith(".md") or not id:
        return None, id
    if not folders:
        return ("" if id == SOCIETY else None), id
    return (folders[0] if folders[0] in FOLDERS else None), id


def _misplaced(folders: list[str], name: str) -> tuple[str, str]:
    if folders and folders[0] not in FOLDERS:
        close = did_you_mean(folders[0], FOLDERS)
        remedy = f'did you mean "{close}"?' if close else f"the folders of records are: {', '.join(FOLDERS)}"
        return f'"{_printable(folders[0])}" is not a folder of records', remedy
    if not name.endswith(".md"):
        return "only files that end in .md are records", "move it out of records/, or make it a record"
    if did_you_mean(name, ["society.md"]):
        return "this is no record of any kind", 'did you mean "society.md"?'
    return "a record stands in the folder of its kind", f"move it into one of: {', '.join(FOLDERS)}"


def _bad_name(path: str, folders: list[str], id: str) -> Flaw | None:
    for folder in folders:
        if wrong := _not_portable_folder(folder):
            return Flaw(BAD_NAME, path, *wrong)
    if wrong := _not_portable(id):
        return Flaw(BAD_NAME, path, *wrong)
    if ID.fullmatch(id) and len(id) <= _LONGEST:
        return None
    better = slug(id)[:_LONGEST].strip("-")
    remedy = f"rename it to {better}.md" if better else "rename it, such as ayesha-khan.md"
    return Flaw(
        BAD_NAME,
        path,
        f'"{_printable(id)}" cannot be an id: an id is words of a to z, digits, hyphens',
        remedy,
    )


def _not_portable(part: str) -> tuple[str, str] | None:
    """Why a name cannot be written on every computer, and what to do."""
    if _RESERVED.fullmatch(part):
        return f'a file named "{part}" cannot be made on Windows', "give it another name"
    if _NOT_PORTABLE.search(part):
        message = f'"{_printable(part)}" has a character that not every computer can write in a name'
        return message, "use letters a to z, digits and hyphens"
    return None


_not_portable_folder = cache(_not_portable)
"""The same, kept: the folders of a thousand files are a few."""


def same_names(entries: list[Entry]) -> list[Flaw]:
    """Paths, or folders on the way, that some computers cannot tell apart: each two once, at the odd one."""
    if all(entry.path.isascii() and entry.path.islower() for entry in entries):
        return []  # different paths are different names everywhere
    seen: dict[str, tuple[str, str]] = {}
    found: dict[tuple[str, str], Flaw] = {}
    for entry in entries:
        parts = entry.path.split("/")
        for length in range(2, len(parts) + 1):
            path = "/".join(parts[:length])
            first, file = seen.setdefault(_one_name(path), (path, entry.path))
            if first == path:
                continue
            odd, other, at = (first, path, file) if _is_odd(first, path) else (path, first, entry.path)
            if length > 2 or not _wrong_folder(odd):
                message = f'this and "{_printable(other)}" are one name on many computers'
                flaw = Flaw(SAME_NAME, at, message, "give one of them another name", other)
                found.setdefault((first, path), flaw)
            break
    return list(found.values())


def not_checked_out(entries: list[Entry]) -> list[Flaw]:
    """The folders of which git keeps more than is there."""
    folders: dict[str, list[str]] = {}
    for entry in entries:
        if entry.form is Form.HIDDEN:
            folder, _, name = entry.path.rpartition("/")
            folders.setdefault(folder, []).append(name)
    return [_not_checked_out(folder, names) for folder, names in folders.items()]


def _not_checked_out(folder: str, names: list[str]) -> Flaw:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    message = (
        f"git has not checked out {_printable(', '.join(names[:_NAMED]))}{more}: nothing is known of them"
    )
    remedy = "check them out: git sparse-checkout disable; or read them from git: balintrec check --at HEAD"
    return Flaw(NOT_CHECKED_OUT, folder, message, remedy)


def _one_name(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _is_odd(first: str, second: str) -> bool:
    """Whether it is the first of two that is not written as names are."""
    return _one_name(first) != first and _one_name(second) == second


def _wrong_folder(path: str) -> bool:
    """Whether it is a folder of which it is said already what it should be called."""
    name = path.split("/")[1]
    return name not in FOLDERS and name.casefold() in FOLDERS


def _printable(name: str) -> str:
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape", "surrogatepass").decode()
        for letter in name
    )

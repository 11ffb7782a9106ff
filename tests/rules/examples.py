"""Runs what a rule's text shows under "Wrong:" and "Right:" against a small clean society, `base/`.

A snippet begins with the line ``# records/….md``. One that has a line ``---``, or does not begin with a key,
is a whole file. Any other gives keys: they replace those of that record in `base/`, or are the front matter
of a new one. Of a new policy they may leave out what every policy has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent

from balintrec.check import check
from balintrec.finding import Finding
from tests.sources import MemorySource, files_below

ON = date(2026, 11, 23)
BASE = files_below(Path(__file__).parent / "base")

_FILE = re.compile(r"^# (records/.+?\.[a-z]+)(?: \(.*\))?$", re.MULTILINE)
_KEY = re.compile(r"([a-z][a-z-]*):(?: .*)?")
_ESCAPES = {r"\xFF": b"\xff", r"\uFEFF": b"\xef\xbb\xbf"}
"""How a text writes the bytes that it cannot hold."""
NEW_POLICY = "title: Pathway\neffective: 2030-01-01\ncredential: accredited-leader\n"
"""With what a new policy begins, so that an example shows only the requirements that it is about."""


def finds(code: str, snippets: str, on: date = ON) -> list[Finding]:
    """Assert that the base society with these snippets has findings of a code in their files; give them."""
    files = dict(read_snippets(dedent(snippets).strip("\n")))
    found = [one for one in findings(files, on) if one.rule.code == code and one.location.path in files]
    assert found, f"no {code} in {', '.join(files)}"
    return found


def passes(snippets: str, on: date = ON) -> None:
    """Assert that the base society with these snippets has no finding at all."""
    files = dict(read_snippets(dedent(snippets).strip("\n")))
    found = [f"{one.location.path}: {one.rule.code} {one.message}" for one in findings(files, on)]
    assert not found


def codes(snippets: str, on: date = ON, only: str = "") -> list[str]:
    """The codes of what the base society with these snippets has wrong, in order; ``only`` names families."""
    found = findings(dict(read_snippets(dedent(snippets).strip("\n"))), on)
    return sorted(one.rule.code for one in found if not only or one.rule.code[:3] in only.split())


def findings(files: dict[str, str], on: date = ON) -> tuple[Finding, ...]:
    """What the check says of the base society with these snippets, by path."""
    changed = {path: written(path, text) for path, text in files.items()}
    return check(MemorySource({**BASE, **changed}), on).findings


def parts(text: str) -> dict[str, str]:
    """The indented blocks of a rule's text under their headings "Wrong" and "Right"."""
    pieces = re.split(r"^(Wrong|Right):\n", text, flags=re.MULTILINE)
    headed = zip(pieces[1::2], pieces[2::2], strict=True)
    return {heading: dedent(block).strip("\n") for heading, block in headed}


def read_snippets(block: str) -> Iterator[tuple[str, str]]:
    """Path and text of every snippet of a block."""
    before, *pieces = _FILE.split(block)
    assert not before.strip(), f"a snippet begins with # records/….md, not with: {before}"
    for path, text in zip(pieces[::2], pieces[1::2], strict=True):
        yield path, text.strip("\n") + "\n"


def written(path: str, text: str) -> bytes:
    """The file that a snippet stands for."""
    lines = text.split("\n")
    if "---" in (line.strip() for line in lines) or not _KEY.fullmatch(lines[0]):
        return _bytes(text)
    start = NEW_POLICY if path.startswith("records/policies/") else ""
    record = BASE[path].decode() if path in BASE else f"---\n{start}---\nText of {path}.\n"
    _, front, body = re.split(r"^---\n", record, maxsplit=2, flags=re.MULTILINE)
    return _bytes(f"---\n{''.join((_by_key(front) | _by_key(text)).values())}---\n{body}")


def _by_key(front: str) -> dict[str, str]:
    """The lines of front matter under their top-level keys; a key that stands twice keeps both."""
    found: dict[str, str] = {}
    key = ""
    for line in front.splitlines(keepends=True):
        match = _KEY.fullmatch(line.rstrip("\n"))
        key = match[1] if match else key
        found[key] = found.get(key, "") + line
    return found


def _bytes(text: str) -> bytes:
    data = text.encode()
    for written, meant in _ESCAPES.items():
        data = data.replace(written.encode(), meant)
    return data

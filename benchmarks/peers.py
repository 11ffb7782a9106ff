"""Programs that do comparable work on plain text: what each is given, as many pieces as the society has records."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks.fast_import import git
from benchmarks.measure import Command

PEERS = Path(__file__).with_name("peers.txt")
PAYEES = ("Tea and biscuits", "Rent of the room", "Postage", "Travel of the supervisor", "Paper")
ACCOUNTS = ("Expenses:Tea", "Expenses:Rent", "Expenses:Post", "Expenses:Travel", "Expenses:Paper")


class Peer(NamedTuple):
    """A program beside balintrec."""

    name: str
    program: str
    """What is run; looked for among what pip installed, then on the machine."""
    pieces: str
    """What it is given, in the plural."""
    prepare: Callable[[Path, int], None]
    """Write so many pieces into an empty folder."""
    words: Callable[[Path], tuple[str, ...]]
    """The arguments, once the pieces are there."""
    most: int = 1_000_000
    """With more pieces it is not run: one run would take minutes."""
    keep: Callable[[Path, Path], None] | None = None
    """Let it keep what it keeps between runs: given the folder and the program."""


def installed(folder: Path) -> Path:
    """The programs of `peers.txt` in an environment of their own, made once; gives its folder of programs."""
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    wanted = PEERS.read_text(encoding="utf-8")
    done = folder / "installed.txt"
    if not done.exists() or done.read_text(encoding="utf-8") != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        install = [str(programs / "python"), "-m", "pip", "install", "-qq", "-r", str(PEERS)]
        subprocess.run(install, check=True)
        done.write_text(wanted, encoding="utf-8")
    return programs


def program(name: str, programs: Path | None) -> str | None:
    """Where a program is; None where it is not installed."""
    own = programs / name if programs else None
    return str(own) if own and own.exists() else shutil.which(name)


def command(peer: Peer, found: str, pieces: int, folder: Path) -> Command:
    """The command of a peer on so many pieces, which are written if they are not there yet."""
    place = folder / f"{re.sub('[^a-z]+', '-', peer.name)}-{pieces}"
    if not (place / ".done").exists():
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        peer.prepare(place, pieces)
        if peer.keep:
            peer.keep(place, Path(found))
        (place / ".done").touch()
    return Command((found, *peer.words(place)), place)


def _days(pieces: int) -> list[date]:
    first = date(2015, 1, 1)
    return [first + timedelta(days=number * 4_000 // pieces) for number in range(pieces)]


def _beancount(folder: Path, pieces: int) -> None:
    lines = ['option "operating_currency" "PKR"', "2014-01-01 open Assets:Bank PKR"]
    lines += [f"2014-01-01 open {account} PKR" for account in ACCOUNTS]
    for number, day in enumerate(_days(pieces)):
        amount = f"{100 + number % 900}.{number % 100:02}"
        lines += [
            "",
            f'{day} * "{PAYEES[number % 5]}" "For the group, voucher {number}"',
            f"  {ACCOUNTS[number % 5]}  {amount} PKR",
            "  Assets:Bank",
        ]
    (folder / "main.beancount").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _bean_cache(folder: Path, found: Path) -> None:
    """The cache of a ledger of any size: by itself bean-check keeps one only where reading took a second or more."""
    keep = (
        "from beancount import loader; loader.PICKLE_CACHE_THRESHOLD = 0; loader.initialize(True); "
        "loader.load_file('main.beancount')"
    )
    subprocess.run([str(found.with_name("python")), "-c", keep], cwd=folder, check=False)


def _hledger(folder: Path, pieces: int) -> None:
    lines = ["commodity 1000.00 PKR", "account Assets:Bank", *(f"account {account}" for account in ACCOUNTS)]
    lines += [f"payee {payee}" for payee in PAYEES]
    for number, day in enumerate(_days(pieces)):
        lines += [
            "",
            f"{day} * {PAYEES[number % 5]} | For the group, voucher {number}",
            f"    {ACCOUNTS[number % 5]}    {100 + number % 900}.{number % 100:02} PKR",
            "    Assets:Bank",
        ]
    (folder / "main.journal").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _hugo(folder: Path, pieces: int) -> None:
    (folder / "config.toml").write_text(
        'baseURL = "https://example.org/"\ntitle = "Pages"\n', encoding="utf-8"
    )
    for number, day in enumerate(_days(pieces)):
        page = folder / "content" / "posts" / str(day.year) / f"{day}-{number}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(
            f"---\ntitle: Session {number}\ndate: {day}\ndraft: false\ntags: [group-{number % 50}]\n"
            f"leaders: [member-{number % 90}]\nattendees: [member-{number % 70}, member-{number % 60}]\n---\n"
            + "A line about the evening.\n"
            * 10,
            encoding="utf-8",
        )


def _doorstop(folder: Path, pieces: int) -> None:
    git(folder, "init", "-q")
    items = folder / "req"
    items.mkdir()
    settings = "settings:\n  digits: 7\n  itemformat: yaml\n  prefix: REQ\n  sep: ''\n"
    (items / ".doorstop.yml").write_text(settings, encoding="utf-8")
    for number in range(1, pieces + 1):
        level = f"{number // 900 + 1}.{number % 900 + 1}.1"
        (items / f"REQ{number:07}.yml").write_text(
            f"active: true\nderived: false\nheader: ''\nlevel: {level}\nlinks: []\nnormative: true\n"
            f"ref: ''\nreviewed: null\ntext: |\n  Requirement {number} of the group's frame.\n",
            encoding="utf-8",
        )


def _reuse(folder: Path, pieces: int) -> None:
    licences = folder / "LICENSES"
    licences.mkdir()
    (licences / "MIT.txt").write_text(
        "Permission is hereby granted, free of charge, and so on.\n", encoding="utf-8"
    )
    # In two parts, or this file itself would be taken for one under that licence.
    tag = "SPDX-"
    head = f"# {tag}FileCopyrightText: 2024 A Society\n# {tag}License-Identifier: MIT\n"
    for number in range(pieces):
        page = folder / "pages" / str(number // 500) / f"{number}.py"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(head + f"NUMBER = {number}\n" * 20, encoding="utf-8")
    (folder / ".done").write_text(head, encoding="utf-8")


SCHEMA = """{
  "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "additionalProperties": false,
  "required": ["date", "group"],
  "properties": {
    "date": {"type": "string"}, "group": {"type": "string"}, "start": {"type": "string"}, "end": {"type": "string"},
    "leaders": {"type": "array", "items": {"type": "string"}},
    "attendees": {"type": "array", "items": {"type": "string"}},
    "cases": {"type": "integer", "minimum": 0}, "recorded-by": {"type": "string"}
  }
}
"""


def _schema(folder: Path, pieces: int) -> None:
    (folder / "schema.json").write_text(SCHEMA, encoding="utf-8")
    (folder / "y").mkdir()
    for number, day in enumerate(_days(pieces)):
        (folder / "y" / f"{number}.yml").write_text(
            f'date: "{day}"\ngroup: group-{number % 50}\nstart: "18:00"\nend: "19:30"\nleaders: [member-{number % 9}]\n'
            f"attendees: [member-{number % 70}, member-{number % 60}, member-{number % 50}]\ncases: 2\n"
            f"recorded-by: member-{number % 40}\n",
            encoding="utf-8",
        )


def _instances(folder: Path) -> tuple[str, ...]:
    files = sorted(path.relative_to(folder).as_posix() for path in (folder / "y").iterdir())
    return ("-q", "--no-cache", "--schemafile", "schema.json", *files)


BEAN_COLD = "bean-check --no-cache"
BEAN_WARM = "bean-check, cached"
HLEDGER = "hledger check --strict"
LOOP = "python-frontmatter + Pydantic, a loop"
ALL = (
    Peer(HLEDGER, "hledger", "transactions", _hledger, lambda _: ("check", "--strict", "-f", "main.journal")),
    Peer(BEAN_COLD, "bean-check", "transactions", _beancount, lambda _: ("--no-cache", "main.beancount")),
    Peer(
        BEAN_WARM, "bean-check", "transactions", _beancount, lambda _: ("main.beancount",), keep=_bean_cache
    ),
    Peer("hugo list all", "hugo", "pages", _hugo, lambda _: ("list", "all"), 100_000),
    Peer("reuse lint", "reuse", "files", _reuse, lambda _: ("lint", "--quiet"), 10_000),
    Peer("check-jsonschema", "check-jsonschema", "YAML files", _schema, _instances, 10_000),
    Peer("doorstop", "doorstop", "items", _doorstop, lambda _: ("--no-reformat", "--quiet"), 1_000),
)

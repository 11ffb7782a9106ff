"""Makes changes in transactions, and looks at what they left."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from balintrec.errors import BalintrecError
from balintrec.repository import Repository, Transaction
from tests.repository.clone import Clone

OLA = "records/members/ola.md"
IDA = "records/members/ida.md"
EVA = "records/members/eva.md"

Change = Callable[[Transaction], object]


def change(clone: Clone, make: Change, message: str = "A change") -> str | None:
    """Make changes in a transaction, and give the id of the commit."""
    with Repository.open(clone.top).transaction(message) as transaction:
        make(transaction)
    return transaction.commit


def refused(clone: Clone, make: Change, message: str = "A change") -> str:
    """Why the changes cannot be made; nothing of them may be there."""
    before = everything(clone)
    with pytest.raises(BalintrecError) as raised:
        change(clone, make, message)
    assert everything(clone) == before
    assert "\n" not in str(raised.value)
    return str(raised.value)


def everything(clone: Clone) -> tuple[object, ...]:
    """The commit, the index and the files."""
    files = {
        str(path): path.is_dir() or path.read_bytes()
        for path in sorted((clone.top / "records").rglob("*"))
        if not path.is_symlink()
    }
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=clone.top, capture_output=True, check=False
    ).stdout
    return head, clone.git("ls-files", "--stage"), files


def changed(clone: Clone) -> list[str]:
    """What the last commit did to which path, in the words of git."""
    shown = clone.git("show", "--format=", "--name-status", "--no-renames", "HEAD")
    return shown.replace("\t", " ").splitlines()

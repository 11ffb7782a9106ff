"""What git says about the past, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class Change(NamedTuple):
    """One path that differs between two trees, relative to the society's root, with ``/``.

    A link or a submodule is not a file: what stands there is seen as a change without a blob.
    """

    status: str
    """added, changed, removed or moved"""
    path: str
    old_path: str | None
    """Only of what was moved."""
    blob: str | None
    """The object's id afterwards; None when no file stands there any more."""
    old_blob: str | None
    """The object's id before; None when no file stood there."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit and what it changed against its parent.

    Of a merge only what it did itself is a change: a content that none of its parents has, told against its
    first; and one side's change that it left out, told against that side.
    """

    id: str
    parents: tuple[str, ...]
    """The one that claims to be the latest first: which one git names first depends on who pulled from whom."""
    author: str
    email: str
    """The author's."""
    time: datetime
    """When it was committed, in the zone that was asked for: as it claims, or as far as that is certain."""
    authored: datetime
    """When it was written, in the same zone."""
    subject: str
    changes: tuple[Change, ...]
    claimed: datetime | None = None
    """The time that it claims, where that cannot be the one."""
    committer: str = field(default="", compare=False)
    """Who made the commit of it; empty: the author. A rebase, a forge or a forger makes it another."""
    committer_email: str = field(default="", compare=False)
    co_authors: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """The names and addresses that its message names at the end as `Co-authored-by`."""

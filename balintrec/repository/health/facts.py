"""What can be known of a clone: values. What they mean for people is said elsewhere (`balintrec.views.doctor`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Uncommitted(NamedTuple):
    """A path under `records/`, from the society's root, whose contents stand in no commit."""

    path: str
    ignored: bool
    """git is told not to see it."""


class Lock(NamedTuple):
    """A file by which a run of git says that it is at work."""

    path: str
    """From the society's root."""
    age: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Clone:
    """What this clone holds of the repository, and who else holds it."""

    shallow: bool
    lacks_contents: bool
    commits: int
    remotes: int
    unpushed: int
    """Commits that no remote is known to have."""
    unpushed_for: float | None
    """Seconds since the oldest of them."""
    stranded: bool
    """The last commit is on no branch."""
    commit_graph: bool
    loose: int
    """Objects that are not packed."""
    pulled: tuple[str, ...] = ()
    """Merges by which the others' commits came in as a side of one's own, the latest first: short ids."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What git is told here."""

    version: tuple[int, ...]
    identity: bool
    """It knows who enters what."""
    converts: bool
    """It writes other line ends into files than into commits."""
    line_ends: bool
    """The repository itself says which line ends records have."""
    ignores_case: bool
    untracked_cache: bool
    fsmonitor: bool
    has_fsmonitor: bool
    """This git can watch files by itself on this system."""
    index_version: int | None
    tracked: int
    """How many files git knows."""
    pull_merges: bool = False
    """A pull makes a merge where both sides have new commits."""


@dataclass(frozen=True, slots=True)
class Guards:
    """What runs `balintrec check` before or after a commit."""

    hook: bool
    pipeline: bool
    hook_described: bool
    """The repository describes a hook that this clone may not have."""
    below: str
    """The way from the top of the repository, where hooks run, down to the society; empty where they are one."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of the records, and where they lie."""

    count: int
    crowded: tuple[tuple[str, int], ...]
    """Folders with how many files they hold, the fullest first."""
    repositories: tuple[str, ...]
    """Folders under `records/` that are repositories of their own."""
    alike: tuple[tuple[str, str], ...]
    """Paths that git knows and that differ in nothing but capitals."""
    hidden: int
    """Files that git was told not to look at, or not to put on this disk."""
    ignored: tuple[str, ...]
    uncommitted: int
    uncommitted_for: float | None
    """Seconds since the oldest of these was changed."""
    locks: tuple[Lock, ...]
    far_disk: str
    """The kind of network that the disk is reached by; empty where it is this machine's own."""
    synced_by: str
    """The program that copies this folder behind git's back, by its folder's name; else empty."""
    cache_writable: bool


@dataclass(frozen=True, slots=True)
class Health:
    """All that is looked at."""

    clone: Clone
    settings: Settings
    guards: Guards
    files: Files

"""The repository around a society: revisions, the log, differences, and transactions."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from balintrec.errors import BalintrecError
from balintrec.repository import log, merges
from balintrec.repository.commit import Change, Commit, Tokens, changes
from balintrec.repository.git import printable
from balintrec.repository.location import Completeness
from balintrec.repository.log import Alike, heads_by, together
from balintrec.repository.revision import Listing, Objects, Revision, listed
from balintrec.repository.times import day_in, in_order, times, zone_of
from balintrec.repository.transaction import Transaction

if TYPE_CHECKING:  # these load git
    from balintrec.repository.git import Program
    from balintrec.repository.location import Place

_NAME_ONE = "name a branch, a tag, a commit or a day such as 2025-06-30"


class Repository:
    """The git repository of a society. ``root`` is the society's, at the repository's top or below it."""

    def __init__(self, place: Place, program: Program) -> None:
        self.root = place.top / place.prefix
        self._place = place
        self._program = program
        self._completeness = Completeness(program, place.shallow)
        self._objects = Objects(program, self._completeness)

    @classmethod
    def open(cls, root: Path | str) -> Repository:
        """The repository that holds a society's root. Raises `BalintrecError` with one plain line."""
        from balintrec.repository.git import Program
        from balintrec.repository.location import find

        place = find(Path(root))
        return cls(place, Program(place.top, place.git_dir))

    def revision(
        self,
        name: str,
        zone: str | None = None,
        now: datetime | None = None,
        alike: Alike = lambda path: None,
    ) -> Revision:
        """The society at a day (its last moment in the zone, UTC without one), a branch, a tag or a commit.

        Of a day it is all that led to HEAD and was committed by its end; ``now``, and what files have in common,
        are for that.
        """
        day = day_in(name)
        heads = (self._commit(name),) if day is None else self._heads_by(day, zone_of(zone), now)
        return Revision(heads, self._objects, lambda: self._listed(heads, now, alike))

    def fork_point(self, base: str, head: str) -> str:
        """The full id of the commit at which the history of `head` left that of `base`; the first of several."""
        return self.fork_points(base, head)[0]

    def fork_points(self, base: str, head: str) -> tuple[str, ...]:
        """All commits at which it did: several, where the two were merged into each other."""
        answer = self._program.ask("merge-base", "--all", self._commit(base), self._commit(head))
        if answer.status:
            raise self._completeness.failure(
                f'"{printable(base)}" and "{printable(head)}" have no commit in common'
            )
        return tuple(answer.output.decode().split())

    def commits(self, *revisions: str, zone: str | None = None) -> tuple[Commit, ...]:
        """Every commit that led to some revisions (HEAD without any), by time, parents before children.

        They tell what they changed in the society. One pass of git over the whole log, and one more over the merges.
        Times are those that the commits claim, in the zone, UTC without one.
        """
        own_zone, prefix = zone_of(zone), self._place.prefix
        heads = [self._commit(one) for one in revisions or ("HEAD",)]
        arguments = (*log.COMMAND, *log.DIFFERENCES, *log.MERGES, self._moves, *heads, "--")
        found = list(log.commits(self._completeness.read(*arguments), prefix, own_zone))
        ordered = list(in_order(found, times(found, None).made))
        return tuple(merges.with_choices(ordered, self._compare, prefix))

    def changed(self, base: str, head: str) -> tuple[Change, ...]:
        """Every path below the society's root that differs between two revisions, in order of path."""
        revisions = (self._commit(base), self._commit(head))
        output = self._completeness.read(
            "diff-tree", "-r", "-z", *log.DIFFERENCES, self._moves, *revisions, "--"
        )
        return tuple(sorted(changes(Tokens(output), self._place.prefix), key=lambda change: change.path))

    def read_blob(self, id: str) -> bytes:
        """The bytes of a blob, at most `LARGEST` and one more."""
        return self._objects.read(id)

    @property
    def incomplete(self) -> str | None:
        """In a shallow or partial clone, one line that says how to fetch the rest."""
        return self._completeness.incomplete

    def email(self) -> str | None:
        """The address that git enters into commits here."""
        answer = self._program.ask("config", "--get", "user.email")
        return answer.output.decode("utf-8", "replace").strip() or None

    def transaction(self, message: str) -> AbstractContextManager[Transaction]:
        """Changes to files that become one commit at the end of the block, or nothing."""
        from balintrec.repository.committing import transaction

        return transaction(self.root, self._place, self._program, message)

    @property
    def _moves(self) -> str:
        """How moves are found; whether contents are alike cannot be asked where contents are missing."""
        return "-M100%" if self._completeness.partial else "-M"

    def _compare(self, lines: str) -> bytes:
        command = ("diff-tree", "--stdin", "--always", "-r", "-z", *log.DIFFERENCES, "--no-renames")
        return self._completeness.read(*command, given=lines.encode())

    def _commit(self, name: str) -> str:
        """The full id of the commit that a name stands for."""
        if "\0" not in name and not name.startswith("^"):
            asked = f"{name}^{{commit}}"
            answer = self._program.ask("rev-parse", "--verify", "--quiet", "--end-of-options", asked)
            if not answer.status:
                return answer.output.decode().strip()
        if name == "HEAD":
            raise BalintrecError("there is no commit in this repository yet; make the first with: git commit")
        raise self._completeness.failure(
            f'there is no revision "{printable(name)}" in this repository', _NAME_ONE
        )

    def _heads_by(self, day: date, zone: tzinfo, now: datetime | None) -> tuple[str, ...]:
        arguments = (
            "rev-list",
            "--topo-order",
            "--reverse",
            "--parents",
            "--timestamp",
            self._commit("HEAD"),
            "--",
        )
        heads = heads_by(tuple(log.bare(self._completeness.read(*arguments))), day, zone, now)
        if not heads:
            raise self._completeness.failure(f"no commit was there by the end of {day}")
        return heads

    def _listed(self, heads: tuple[str, ...], now: datetime | None, alike: Alike) -> Listing:
        listings = {head: listed(self._completeness, head, self._place.prefix) for head in heads}
        if len(heads) == 1:
            return listings[heads[0]]
        commits = self.commits(*heads)
        made = times(commits, now).made
        return together(listings, tuple(in_order(commits, made)), alike)

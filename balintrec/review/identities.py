"""Whose name and address git was told: a member's, an office's, a forge's, or nobody's that is known.

An author's name and address are what git was told; who can push can write any. They show a slip, not a forger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from balintrec.model.types import is_email
from balintrec.names import fold, looks
from balintrec.review.renames import Renames
from balintrec.society import Society

FORGES = ("noreply@github.com", "noreply@gitlab.com", "noreply@codeberg.org", "balintrec@localhost")
"""Under these addresses GitHub, GitLab and Codeberg commit what somebody does in a browser: edits and merges; under
the last one the file for GitLab that `init` writes tries out the merge."""


class Known(StrEnum):
    """How it is known who somebody is."""

    ADDRESS = "by a recorded address"
    OFFICE = "by an address in society.md"
    NAME = "by the name only"
    FORGE = "a forge"
    UNKNOWN = "not known"


class Identity(NamedTuple):
    """An author or a committer, and whom the records know under that name and address."""

    name: str
    email: str
    known: Known
    member: str = ""
    """Whose address, else whose name it is."""
    named: str = ""
    """Whose name it is, and whose address it is not."""
    alike: str = ""
    """Whose name it only looks like, in letters of another script."""

    @property
    def domain(self) -> str:
        """What may be shown of the address."""
        return self.email.rpartition("@")[2]

    @property
    def called(self) -> str:
        """Name, member and how that is known, in one breath; of the address no more than its domain."""
        who = f"{self.name or 'nobody'} (…@{self.domain})"
        return f"{who}, {self.member} {self.known}" if self.member else f"{who}, {self.known}"


class Directory:
    """Everybody whom the records know by name or address.

    Whose an address is, the earlier society says. What a change itself writes makes nobody known; but whom it makes
    out to be whose, is suspected: neither adding an address nor deleting one hides anything.
    """

    def __init__(self, base: Society, head: Society, renamed: Renames) -> None:
        """Members go by their later ids."""
        self.owners = _owners(base, renamed)
        self.offices = {email.casefold() for email in _offices(base)}
        self._later = _owners(head, Renames())
        self._names = _names(base, renamed, head, fold)
        self._alike = _names(base, renamed, head, looks)

    @property
    def empty(self) -> bool:
        """Whether the society has recorded no address at all."""
        return not (self.owners or self.offices)

    def of(self, name: str, email: str) -> Identity:
        """Who it is."""
        address = email.casefold()
        named = self._names.get(fold(name), set())
        called = next(iter(named)) if len(named) == 1 else ""
        owners = self.owners.get(address, set())
        if owners:
            member = called if called in owners else min(owners)
            return Identity(name, email, Known.ADDRESS, member, called if called not in owners else "")
        if address in self.offices:
            return Identity(name, email, Known.OFFICE)
        if address in FORGES:
            return Identity(name, email, Known.FORGE)
        alike = "" if named else min(self._alike.get(looks(name), {""}))
        return Identity(name, email, Known.NAME if called else Known.UNKNOWN, called, alike=alike)

    def suspects(self, identity: Identity) -> set[str]:
        """All members who may have done it: by the address, before the change or after it, else by the name."""
        address = identity.email.casefold()
        found = self.owners.get(address, set()) | self._later.get(address, set())
        return found or ({identity.member} if identity.member else set())

    def strange(self, identity: Identity) -> bool:
        """Whether the address belongs to nobody, and is not even where somebody of that name has another one."""
        if identity.known in (Known.ADDRESS, Known.OFFICE) or self.empty:
            return False
        return identity.known is not Known.NAME or identity.domain.casefold() not in self._domains(
            identity.member
        )

    def _domains(self, member: str) -> set[str]:
        return {address.rpartition("@")[2] for address, owners in self.owners.items() if member in owners}


def _owners(society: Society, renamed: Renames) -> dict[str, set[str]]:
    """Whose each address is."""
    found: dict[str, set[str]] = defaultdict(set)
    for member in society.members.values():
        for address in filter(is_email, member.known_as):
            found[address.casefold()].add(renamed.id("members", member.id))
    return dict(found)


def _offices(society: Society) -> Iterator[str]:
    if society.about:
        yield from society.about.email
        for addresses in (society.about.may_enter or {}).values():
            yield from addresses


def _names(base: Society, renamed: Renames, head: Society, key: Callable[[str], str]) -> dict[str, set[str]]:
    """Who is called so, by what makes two names equal."""
    found: dict[str, set[str]] = defaultdict(set)
    for society, names in ((base, renamed), (head, Renames())):
        for member in society.members.values():
            for name in filter(None, map(key, (*member.name.values(), *member.also_known_as))):
                found[name].add(names.id("members", member.id))
    return dict(found)

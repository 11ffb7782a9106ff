"""What is known of many societies side by side: numbers alone, and what all of them add up to. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

Counts = tuple[tuple[str, int], ...]
"""Words, each with a number."""


class Members(NamedTuple):
    """How many members stand where; everybody whom `status` lists is counted once."""

    stages: Counts = ()
    """The id of the first stage that is not met, in the order of the policies."""
    finished: int = 0
    """All stages are met, and nobody has decided since."""
    credentialed: int = 0
    """They hold the credential at the end of their pathway."""
    unknown: int = 0
    """Their own record, or their policy, cannot be read."""
    without_policy: int = 0
    """No policy says what their pathway is."""
    decided: int = 0
    """All stages are met, and the committee has decided: to wait, not to give the credential, or to take it away."""
    former: int = 0
    """Membership has ended."""

    @property
    def total(self) -> int:
        return sum(number for _, number in self.stages) + sum(self[1:])


class Leaders(NamedTuple):
    """How many of those who were ever given a credential to lead with stand how."""

    current: int = 0
    lapsed: int = 0
    """It ran out, or was ended by a decision."""
    suspended: int = 0
    revoked: int = 0


class Summary(NamedTuple):
    """One society on one day, without a name, an id or a path of anybody or anything in it."""

    name: str = ""
    """What the society calls itself; empty where that cannot be read."""
    files: int = 0
    records: int = 0
    errors: int = 0
    warnings: int = 0
    suppressed: int = 0
    """Findings that its committee lives with."""
    findings: Counts = ()
    """How often each code was found, in order of code."""
    members: Members = Members()
    leaders: Leaders = Leaders()
    commit: str | None = None
    """The last commit; None outside git, and where nothing is committed."""
    changed: bool = False
    """The files are not those of that commit."""
    past_unjudged: bool = False
    """What was entered late or changed afterwards could not be judged: the clone is not whole, or there is none."""
    problem: str = ""
    """Why nothing is known; then all else is empty."""


class Row(NamedTuple):
    """A society of the list: where it was said to be, what it is called there, and what is known of it."""

    folder: str
    """As the list has it."""
    name: str
    """What the list calls it; empty where it does not."""
    summary: Summary

    @property
    def title(self) -> str:
        """What the society is called: by the list, by itself, or by its folder."""
        return self.name or self.summary.name or self.folder

    @property
    def read(self) -> bool:
        """Whether it could be read."""
        return not self.summary.problem


def total(rows: Iterable[Row]) -> Summary:
    """The sums over the societies that could be read; its name is empty."""
    found = [row.summary for row in rows if row.read]
    return Summary(
        files=sum(one.files for one in found),
        records=sum(one.records for one in found),
        errors=sum(one.errors for one in found),
        warnings=sum(one.warnings for one in found),
        suppressed=sum(one.suppressed for one in found),
        findings=tuple(sorted(_added(one.findings for one in found))),
        members=_members([one.members for one in found]),
        leaders=Leaders(
            *(sum(column) for column in zip(Leaders(), *(one.leaders for one in found), strict=True))
        ),
    )


def _members(some: list[Members]) -> Members:
    others = (sum(column) for column in zip(Members()[1:], *(one[1:] for one in some), strict=True))
    return Members(_added(one.stages for one in some), *others)


def _added(some: Iterable[Counts]) -> Counts:
    """The sums of each word, in the order in which the words first come."""
    sums: Counter[str] = Counter()
    for counts in some:
        sums.update(dict(counts))
    return tuple(sums.items())


def places(counts: Members) -> Counts:
    """Where members stand, in words that are said: the stages, and then what is no stage. Nobody is left out."""
    rest = (
        ("all stages met", counts.finished),
        ("hold the credential", counts.credentialed),
        ("cannot be read", counts.unknown),
        ("no policy", counts.without_policy),
        ("decided already", counts.decided),
        ("former members", counts.former),
    )
    return tuple((word, number) for word, number in (*counts.stages, *rest) if number)


def unread(rows: Iterable[Row]) -> list[Row]:
    """The rows of which nothing is known."""
    return [row for row in rows if not row.read]

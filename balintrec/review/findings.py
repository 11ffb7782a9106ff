"""Findings of two checks apart: new, fixed and old ones. Only new errors fail."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from balintrec.finding import Finding, Severity
from balintrec.review.renames import Renames, record_at

_QUOTED = re.compile(r'("[^"]*")')
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[A-Za-z0-9-]+")
_NO_RENAMES = Renames()


class Split(NamedTuple):
    """The findings of a later check, set against an earlier one. Each part is in the order of its check."""

    new: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    old: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The new errors, which fail; those about what was so in the past come before all else."""
        found = (finding for finding in self.new if finding.rule.severity is Severity.ERROR)
        return tuple(sorted(found, key=lambda one: not one.rule.code.startswith("HIS")))


class Identity(NamedTuple):
    """What a finding is known by, wherever its line is now."""

    code: str
    about: str
    """The record, such as ``members/ayesha-khan``; the path of a file that can be none."""
    message: str


Known = tuple[Identity, Finding]


def identity(finding: Finding, renamed: Renames = _NO_RENAMES) -> Identity:
    """A finding without its line; with the later names where records were renamed."""
    path = renamed.paths.get(finding.location.path, finding.location.path)
    located = record_at(path)
    about = path if located.kind is None else f"{located.kind}/{located.id}"
    return Identity(finding.rule.code, about, _later(finding.message, renamed))


def split(before: Iterable[Finding], after: Iterable[Finding], renamed: Renames = _NO_RENAMES) -> Split:
    """Which findings are new, which are gone, which were there.

    A finding is an old one if its code, its record and its message are those of an earlier one; or, of what is
    then left, if its message is the same but for numbers outside quotation marks: an application that lacks two
    sessions and lacked three is no new error.
    """
    gone = [(identity(finding, renamed), finding) for finding in before]
    new = [(identity(finding), finding) for finding in after]
    old: list[Known] = []
    for alike in (_exactly, _but_for_numbers):
        new, matched = _matching(new, Counter(alike(one) for one, _ in gone), alike)
        gone, _ = _matching(gone, Counter(alike(one) for one, _ in matched), alike)
        old += matched
    kept = sorted((finding for _, finding in old), key=lambda finding: finding.order)
    return Split(tuple(finding for _, finding in new), tuple(finding for _, finding in gone), tuple(kept))


def _matching(
    findings: list[Known], there: Counter[Identity], alike: Callable[[Identity], Identity]
) -> tuple[list[Known], list[Known]]:
    """The findings that are left when each takes one of what is there; and those that took one."""
    left: list[Known] = []
    taken: list[Known] = []
    for one, finding in findings:
        key = alike(one)
        (taken if there[key] > 0 else left).append((one, finding))
        there[key] -= 1
    return left, taken


def _exactly(one: Identity) -> Identity:
    return one


def _but_for_numbers(one: Identity) -> Identity:
    return one._replace(message=masked(one.message))


def masked(message: str) -> str:
    """A message without the numbers that change from day to day; what stands in quotation marks is kept."""
    pieces = _QUOTED.split(message)
    return "".join(piece if number % 2 else _NUMBER.sub("0", piece) for number, piece in enumerate(pieces))


def _later(message: str, renamed: Renames) -> str:
    if not renamed.ids:
        return message
    names: dict[str, str] = {}
    for some in renamed.ids.values():
        names.update(some)
    return _WORD.sub(lambda match: names.get(match[0], match[0]), message)

"""The rules, and the files that guard the records: whoever changes these changes what every later check says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from balintrec.repository import Change
from balintrec.review.protected_files import GUARDS, guards
from balintrec.review.review import Protected, RecordChange
from balintrec.source import RECORDS

SOCIETY_KEYS = (
    "committee",
    "quorum",
    "email",
    "may-enter",
    "suppressed",
    "accepted",
    "kept-since",
    "time-zone",
)
"""The keys of society.md by which others are judged."""


def protected(records: Iterable[RecordChange], changed: Iterable[Change]) -> tuple[Protected, ...]:
    """What a reviewer has to see first: policies, what society.md says of who decides, workflows, templates, keys."""
    return (*_rules(records), *_files(changed))


def _rules(records: Iterable[RecordChange]) -> Iterator[Protected]:
    for change in records:
        if change.kind == "policies" and change.told:
            yield Protected(change.path, "policy", change.status, change.keys, change.text)
        if change.kind == "":
            keys = tuple(one for one in change.keys if one.key[0] in SOCIETY_KEYS)
            if keys or change.status != "changed":
                yield Protected(change.path, "society", change.status, keys)


def _files(changed: Iterable[Change]) -> Iterator[Protected]:
    found = [one for change in changed for one in _guarding(change)]
    return iter(sorted(found, key=lambda one: (_ORDER.index(one.what), one.path)))


_ORDER = tuple(GUARDS)


def _guarding(change: Change) -> Iterator[Protected]:
    """What a change does to files that guard; one that is moved away is not there any more, whatever its new name."""
    now, before = guards(change.path), guards(change.old_path or "")
    if before and not now:
        yield Protected(change.old_path or "", before, "removed")
    elif now:
        moved_in = change.status == "moved" and not before
        yield Protected(change.path, now, "added" if moved_in else change.status)


def elsewhere(changed: Iterable[Change]) -> tuple[str, ...]:
    """The other paths outside the records."""
    return tuple(
        change.path
        for change in changed
        if not change.path.startswith(f"{RECORDS}/")
        and not any(guards(path) for path in (change.path, change.old_path or ""))
    )

"""The rules, and the files that guard the records: whoever changes these changes what every later check says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from balintrec.repository import Change
from balintrec.review.review import Protected, RecordChange
from balintrec.source import RECORDS

SOCIETY_KEYS = ("committee", "quorum", "may-enter", "accepted", "kept-since", "time-zone")
"""The keys of society.md by which others are judged."""

_PLACES = (
    ("workflow", re.compile(r"(^|/)\.(github|gitlab|ci|circleci|forgejo|gitea)/|(^|/)\.gitlab-ci\.ya?ml$")),
    ("workflow", re.compile(r"(^|/)(\.pre-commit-config\.yaml|\.pre-commit-hooks\.yaml|action\.ya?ml)$")),
    ("who reviews", re.compile(r"(^|/)codeowners$")),
    ("how git reads files", re.compile(r"(^|/)\.(gitattributes|gitmodules|mailmap|gitignore)$")),
    ("template", re.compile(r"(^|/)templates/")),
    ("preset", re.compile(r"(^|/)presets/")),
    ("key", re.compile(r"(^|/)\.?keys/|(^|/)\.?allowed_signers$|\.(asc|gpg|pub|pem|key)$")),
)


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
    for change in changed:
        kinds = [kind for path in (change.path, change.old_path) if path and (kind := guards(path))]
        if kinds:
            yield Protected(change.path, kinds[0], change.status)


def guards(path: str) -> str | None:
    """What a file outside the records is there for, where it guards them."""
    # On some computers names in upper and lower case are one file.
    return next((kind for kind, place in _PLACES if place.search(path.casefold())), None)


def elsewhere(changed: Iterable[Change]) -> tuple[str, ...]:
    """The other paths outside the records."""
    return tuple(
        change.path
        for change in changed
        if not change.path.startswith(f"{RECORDS}/")
        and not any(guards(path) for path in (change.path, change.old_path or ""))
    )

"""Changes to the clean society that the tests tell of, and what each of them brings."""

from __future__ import annotations

from datetime import UTC, datetime

from balintrec.repository import Change, Commit
from tests.review.reviews import Files, edited
from tests.rules.examples import BASE

CO_LED = "records/sessions/2024-03-12-lahore-tuesday.md"
POLICY = "records/policies/pakistan-2024.md"
SOCIETY = "records/society.md"
APPLICATION = "records/applications/2026-02-10-bilal-ahmed.md"
ENDORSEMENT = "records/endorsements/2026-02-01-bilal-ahmed.md"
GRANT = "records/decisions/2026-03-05-bilal-ahmed-grant.md"
REVOKED = "records/decisions/2023-12-20-nadia-iqbal-revoke.md"
REVOKES: Files = {
    REVOKED: """---
kind: revoke
member: nadia-iqbal
date: 2023-12-20
by: committee
present: [omar-farooq, hina-raza]
reason: moved away
credential: accredited-leader
---
"""
}
STRICTER: Files = edited(POLICY, "roles: [attendee], at-least: 2", "roles: [attendee], at-least: 3")
HOSTILE: Files = {
    "records/members/mallory-x.md": (
        '---\nname: "@admin <img src=x onerror=alert(1)> [here](http://evil.example) **now** | `x` #12"\n'
        "membership: [{from: 2024-01-01}]\n---\n"
    ),
    "records/decisions/2026-10-01-mallory-x-grant.md": (
        "---\nkind: grant\nmember: mallory-x\ndate: 2026-10-01\nby: committee\npresent: [omar-farooq, hina-raza]\n"
        'reason: "::error::owned </details> www.evil.example a@b.example &lt; https://evil.example :tada: deadbeef1"\n'
        "credential: accredited-leader\n---\n"
    ),
    "records/members/a\n::error::owned @admin.md": "---\nname: Nobody\n---\n",
    "records/members/\x1b[31m`|<b>.md": "---\nname: \x1b]0;title\x07 Nobody\n---\n",
}


def without(*paths: str) -> Files:
    """The clean society less these files."""
    return dict.fromkeys(paths)


def as_in_base(*paths: str) -> Files:
    """These files as the clean society has them."""
    return {path: BASE[path] for path in paths}


def commit(
    *changes: tuple[str, str],
    email: str = "secretary@example.org",
    author: str = "Secretary",
    id: str = "c1",
    parents: tuple[str, ...] = (),
    committer: str = "",
    committer_email: str = "",
    co_authors: tuple[tuple[str, str], ...] = (),
) -> Commit:
    """A commit with changes given as status and path; ``moved`` as ``old>new``."""
    found = []
    for status, path in changes:
        old, _, new = path.rpartition(">")
        found.append(Change(status, new, old or None, "1", None if status == "added" else "0"))
    now = datetime(2026, 11, 20, tzinfo=UTC)
    return Commit(
        *(id, parents, author, email, now, now, "a change", tuple(found)),
        committer=committer,
        committer_email=committer_email,
        co_authors=co_authors,
    )

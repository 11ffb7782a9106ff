"""Who may enter what, and nobody their own endorsement, confirmation or decision."""

from __future__ import annotations

import pytest

from balintrec.repository import Commit
from balintrec.review.entering import since
from tests.review.reviews import Files, edited, review
from tests.review.scenes import APPLICATION, CO_LED, ENDORSEMENT, GRANT, SOCIETY, as_in_base, commit, without

RESERVED = edited(
    SOCIETY,
    "quorum: 2",
    "quorum: 2\nmay-enter: {sessions: [Secretary@example.org], decisions: [chair@example.org]}",
)
KNOWN = edited(
    "records/members/bilal-ahmed.md", "profession", "also-known-as: [bilal@example.org]\nprofession"
)


def said(after: Files, before: Files, *commits: Commit) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.kind, one.email, one.records) for one in review(after, before, commits=commits).concerns]


@pytest.mark.parametrize(
    ("email", "outside"),
    [("secretary@example.org", False), ("SECRETARY@EXAMPLE.ORG", False), ("eve@example.org", True)],
)
def test_entry_outside_what_society_md_allows(email: str, outside: bool) -> None:
    found = said(as_in_base(CO_LED), {**RESERVED, **without(CO_LED)}, commit(("added", CO_LED), email=email))
    assert [kind for kind, _, _ in found] == ["may-enter"] * outside


def test_pull_request_cannot_allow_itself() -> None:
    allows = edited(SOCIETY, "quorum: 2", "quorum: 2\nmay-enter: {sessions: [eve@example.org]}")
    made = commit(("added", CO_LED), ("changed", SOCIETY), email="eve@example.org")
    found = said({**as_in_base(CO_LED), **allows}, {**RESERVED, **without(CO_LED)}, made)
    assert found == [("may-enter", "eve@example.org", (CO_LED.removeprefix("records/").removesuffix(".md"),))]


def test_kind_that_is_reserved_to_nobody_may_be_entered_by_all() -> None:
    made = commit(("added", APPLICATION), email="eve@example.org")
    assert said(as_in_base(APPLICATION), {**RESERVED, **without(APPLICATION)}, made) == []


def test_what_is_taken_back_in_the_branch_is_not_told() -> None:
    other = commit(("added", "records/sessions/x.md"), email="eve@example.org")
    assert said({}, RESERVED, other) == []


def test_renaming_hides_nobody() -> None:
    first = commit(("added", "records/sessions/x.md"), email="eve@example.org", id="c1")
    second = commit(("moved", f"records/sessions/x.md>{CO_LED}"), id="c2", parents=("c1",))
    found = said(as_in_base(CO_LED), {**RESERVED, **without(CO_LED)}, first, second)
    assert [(kind, email) for kind, email, _ in found] == [("may-enter", "eve@example.org")]


@pytest.mark.parametrize(
    ("path", "kind"),
    [(ENDORSEMENT, "own-endorsement"), (GRANT, "own-decision"), (CO_LED, "own-confirmation")],
)
@pytest.mark.parametrize(
    ("author", "email", "own"),
    [
        ("B.", "Bilal@Example.org", True),
        ("Bilal Ahmed", "x@example.org", True),
        ("Nobody", "x@example.org", False),
    ],
)
def test_nobody_enters_their_own(path: str, kind: str, author: str, email: str, own: bool) -> None:
    made = commit(("added", path), author=author, email=email)
    found = review(as_in_base(path), {**KNOWN, **without(path)}, commits=[made]).concerns
    assert [(one.kind, one.who) for one in found] == [(kind, "bilal-ahmed")] * own


def test_address_deleted_in_the_same_change_still_tells() -> None:
    made = commit(("added", ENDORSEMENT), author="B.", email="bilal@example.org")
    after = {**as_in_base(ENDORSEMENT, "records/members/bilal-ahmed.md")}
    found = review(after, {**KNOWN, **without(ENDORSEMENT)}, commits=[made]).concerns
    assert [one.kind for one in found] == ["own-endorsement"]


def test_confirmer_may_confirm_what_another_entered() -> None:
    unconfirmed = edited(CO_LED, "confirmed-by: nadia-iqbal\n", "")
    made = commit(("changed", CO_LED), author="Nadia Iqbal", email="n@example.org")
    assert review(as_in_base(CO_LED), unconfirmed, commits=[made]).concerns == ()
    entered = commit(("added", CO_LED), author="Nadia Iqbal", email="n@example.org")
    found = review(as_in_base(CO_LED), without(CO_LED), commits=[entered]).concerns
    assert [(one.kind, one.who) for one in found] == [("own-confirmation", "nadia-iqbal")]


def test_commits_since_the_fork_point() -> None:
    log = [
        commit(id="a"),
        commit(id="b", parents=("a",)),
        commit(id="c", parents=("a",)),
        commit(id="d", parents=("b", "c")),
        commit(id="e", parents=("d",)),
    ]
    assert [one.id for one in since(log, "c")] == ["b", "d", "e"]
    assert since(log, "e") == ()

"""Who may enter what, and nobody their own endorsement, confirmation or decision."""

from __future__ import annotations

import re

import pytest

from balintrec.repository import Commit
from balintrec.review.entry import NO_ADDRESSES, NO_MAY_ENTER, since
from tests.review.reviews import Files, edited, review
from tests.review.scenes import APPLICATION, CO_LED, ENDORSEMENT, GRANT, SOCIETY, as_in_base, commit, without
from tests.rules.examples import BASE

pytestmark = pytest.mark.slow

RESERVED = edited(
    SOCIETY,
    "quorum: 2",
    "quorum: 2\nemail: eve@example.org\n"
    "may-enter: {sessions: [Secretary@example.org], decisions: [chair@example.org]}",
)
"""Eve is of the society's office, and may not enter everything for that."""
KNOWN = edited(
    "records/members/bilal-ahmed.md", "profession", "also-known-as: [bilal@example.org]\nprofession"
)


def said(after: Files, before: Files, *commits: Commit) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.kind, one.email, one.records) for one in review(after, before, commits=commits).concerns]


def kinds(after: Files, before: Files, *commits: Commit) -> list[str]:
    return [one.kind for one in review(after, before, commits=commits).concerns]


@pytest.mark.parametrize(
    ("email", "outside"),
    [("secretary@example.org", False), ("SECRETARY@EXAMPLE.ORG", False), ("eve@example.org", True)],
)
def test_entry_outside_what_society_md_allows(email: str, outside: bool) -> None:
    found = said(as_in_base(CO_LED), {**RESERVED, **without(CO_LED)}, commit(("added", CO_LED), email=email))
    assert [kind for kind, _, _ in found] == ["may-enter"] * outside


def test_pull_request_cannot_allow_itself() -> None:
    allows = edited(
        SOCIETY, "quorum: 2", "quorum: 2\nemail: eve@example.org\nmay-enter: {sessions: [eve@example.org]}"
    )
    made = commit(("added", CO_LED), ("changed", SOCIETY), email="eve@example.org")
    found = said({**as_in_base(CO_LED), **allows}, {**RESERVED, **without(CO_LED)}, made)
    session = CO_LED.removeprefix("records/").removesuffix(".md")
    assert found == [
        ("may-enter", "eve@example.org", (session,)),
        ("own-office", "eve@example.org", ("society",)),
    ]


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
    told = [(one.kind, one.who) for one in found if one.kind != "unknown-address"]
    assert told == [(kind, "bilal-ahmed")] * own


def test_address_deleted_in_the_same_change_still_tells() -> None:
    made = commit(("added", ENDORSEMENT), author="B.", email="bilal@example.org")
    after = {**as_in_base(ENDORSEMENT, "records/members/bilal-ahmed.md")}
    found = review(after, {**KNOWN, **without(ENDORSEMENT)}, commits=[made]).concerns
    assert [one.kind for one in found] == ["own-endorsement"]


def test_confirmer_may_confirm_what_another_entered() -> None:
    nadia = edited("records/members/nadia-iqbal.md", "name:", "email: n@example.org\nname:")
    unconfirmed = {**nadia, **edited(CO_LED, "confirmed-by: nadia-iqbal\n", "")}
    made = commit(("changed", CO_LED), author="Nadia Iqbal", email="n@example.org")
    assert kinds(as_in_base(CO_LED), unconfirmed, made) == []
    entered = commit(("added", CO_LED), author="Nadia Iqbal", email="n@example.org")
    found = review(as_in_base(CO_LED), {**nadia, **without(CO_LED)}, commits=[entered]).concerns
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


MEMBERS = {
    **edited("records/members/nadia-iqbal.md", "name:", "email: [n@home.example, n@example.org]\nname:"),
    **edited("records/members/bilal-ahmed.md", "profession", "email: bilal@example.org\nprofession"),
    **edited("records/members/omar-farooq.md", "name:", "also-known-as: [Omar@Example.org]\nname:"),
    **edited(SOCIETY, "quorum: 2", "quorum: 2\nemail: office@example.org"),
}
REFLECTION = "records/reflections/2024-07-05-bilal-ahmed.md"
ATTESTATION = "records/attestations/2025-11-03-bilal-ahmed-own-therapy.md"
NADIA = {"author": "Nadia Iqbal", "email": "n@home.example"}
BILAL = {"author": "Bilal Ahmed", "email": "Bilal@example.org"}
OFFICE = {"author": "Office", "email": "office@example.org"}


def entered(path: str, after: Files | None = None, status: str = "added", **who: str) -> list[str]:
    """The concerns when somebody enters one file, or changes it."""
    before = {**MEMBERS, **(without(path) if status == "added" else {})}
    return kinds(after or as_in_base(path), before, commit((status, path), **who))


@pytest.mark.parametrize(
    ("who", "found"),
    [
        (NADIA, []),
        ({"author": "N. I.", "email": "N@Example.org"}, []),
        ({"author": "Omar", "email": "omar@example.org"}, []),  # among the other names, as of old
        (OFFICE, []),
        ({**OFFICE, "author": "Nadia Iqbal"}, []),
        ({"author": "Nadia Iqbal", "email": "nadia@evil.example"}, ["unknown-address"]),
        ({"author": "X", "email": "x@example.org"}, ["unknown-address"]),
        ({"author": "Hina Raza", "email": "n@home.example"}, ["name-and-address"]),
        ({**NADIA, "committer": "GitHub", "committer_email": "noreply@github.com"}, []),
        ({**NADIA, "committer": "Nadia", "committer_email": "n@example.org"}, []),
        ({**NADIA, "committer": "Office", "committer_email": "office@example.org"}, []),
        # On the committee, which society.md names: a maintainer who rebases.
        ({**OFFICE, "committer": "N", "committer_email": "n@home.example"}, []),
        ({**NADIA, "committer": "X", "committer_email": "x@evil.example"}, ["other-committer"]),
        (
            {**NADIA, "committer": "Bilal Ahmed", "committer_email": "bilal@example.org"},
            ["other-committer", "own-endorsement"],
        ),
    ],
)
def test_who_entered_an_endorsement(who: dict[str, str], found: list[str]) -> None:
    assert entered(ENDORSEMENT, **who) == found


def test_name_alone_is_enough_to_enter_for_others_and_not_to_be_who_speaks() -> None:
    by_name = {"author": "Nadia Iqbal", "email": "nadia@home.example"}  # where she has another address
    assert entered(GRANT, **by_name) == []
    assert entered(ENDORSEMENT, **by_name) == ["unknown-address"]  # it is she who endorses


def test_what_the_change_itself_writes_makes_nobody_known() -> None:
    path = "records/members/hina-raza.md"
    after = {**as_in_base(ENDORSEMENT), **edited(path, "name:", "email: x@evil.example\nname:")}
    made = commit(("added", ENDORSEMENT), ("changed", path), author="X", email="x@evil.example")
    (found,) = review(after, {**MEMBERS, **without(ENDORSEMENT)}, commits=[made]).concerns
    assert (found.kind, found.who) == ("unknown-address", "")
    assert "x@" not in found.message and "@evil.example" in found.message


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("records/assessments/2023-12-12-bilal-ahmed.md", "own-paper"),
        ("records/references/2026-01-20-bilal-ahmed-siddiqui.md", "own-paper"),
        ("records/supervisions/2024-04-02-bilal-ahmed.md", "own-paper"),
        (GRANT, "own-decision"),
    ],
)
def test_what_speaks_for_oneself_is_not_entered_by_oneself(path: str, kind: str) -> None:
    assert entered(path, **BILAL) == [kind]
    assert entered(path, without(path), status="removed", **BILAL) == [kind]
    assert entered(path, **NADIA) == []


def test_own_record_by_which_one_is_judged() -> None:
    path = "records/members/bilal-ahmed.md"
    for old, new in (
        ("membership: [{from: 2022", "membership: [{from: 2020"),
        ("---\n", "---\npathway-from: 2020-01-01\n"),
    ):
        text = MEMBERS[path].decode()
        assert old in text
        after = {path: text.replace(old, new, 1)}
        assert entered(path, after, "changed", **BILAL) == ["own-record"]
        assert entered(path, after, "changed", **NADIA) == []
    after = {path: MEMBERS[path].decode().replace("profession: ", "profession: retired ")}
    assert entered(path, after, "changed", **BILAL) == []


def test_own_attendance_is_counted_and_no_concern_unless_the_verdict_moves() -> None:
    path = "records/sessions/2024-03-14-karachi-online.md"
    text = BASE[path].decode()
    made = commit(("added", path), **NADIA)
    found = review(as_in_base(path), {**MEMBERS, **without(path)}, commits=[made])
    assert found.concerns == ()
    assert ("nadia-iqbal" in text) == any("nadia-iqbal entered" in line for line in found.remarks)
    moved = review(as_in_base(ATTESTATION), {**MEMBERS, **without(ATTESTATION)}, commits=[
        commit(("added", ATTESTATION), **BILAL)
    ])  # fmt: skip
    gains = any(person.gains for person in moved.people)
    assert [one.kind for one in moved.concerns] == ["own-attendance"] * gains


@pytest.mark.parametrize(("who", "concern"), [(BILAL, False), (NADIA, True), (OFFICE, True)])
def test_reflection_of_somebody_else_is_not_rewritten(who: dict[str, str], concern: bool) -> None:
    rewritten = {REFLECTION: BASE[REFLECTION] + b"\nAnd more.\n"}
    dated = edited(REFLECTION, "written: 2024-07-05", "written: 2024-07-01")
    for after in (rewritten, dated, without(REFLECTION)):
        status = "removed" if after.get(REFLECTION) is None else "changed"
        assert entered(REFLECTION, after, status, **who) == ["other-reflection"] * concern
    assert entered(REFLECTION, **who) == []


def test_others_may_add_that_a_reflection_was_discussed() -> None:
    text = BASE[REFLECTION].decode()
    other = re.sub(r"discussed-with: .*\n", "", text)
    assert other != text
    assert (
        kinds(
            as_in_base(REFLECTION), {**MEMBERS, REFLECTION: other}, commit(("changed", REFLECTION), **NADIA)
        )
        == []
    )


def test_reflection_dated_otherwise_by_another_file_name() -> None:
    path = "records/reflections/2024-07-01-bilal-ahmed.md"
    after = {REFLECTION: None, path: BASE[REFLECTION].replace(b"2024-07-05", b"2024-07-01")}
    made = commit(("moved", f"{REFLECTION}>{path}"), **NADIA)
    found = review(after, MEMBERS, moved={REFLECTION: path}, commits=[made])
    assert [one.kind for one in found.concerns] == ["other-reflection"]


def test_society_that_says_nothing_suspects_nobody() -> None:
    nobody = edited("records/members/ayesha-khan.md", "email: ayesha.khan@example.org\n", "")
    made = commit(("added", ENDORSEMENT), author="X", email="x@evil.example")
    found = review(as_in_base(ENDORSEMENT), {**nobody, **without(ENDORSEMENT)}, commits=[made])
    assert found.concerns == ()
    assert found.remarks == (NO_ADDRESSES, NO_MAY_ENTER)


def test_who_speaks_may_enter_what_is_reserved_to_others() -> None:
    reserved = edited(SOCIETY, "quorum: 2", "quorum: 2\nmay-enter: {attestations: [office@example.org], "
                      "reflections: [office@example.org]}")  # fmt: skip
    before = {**MEMBERS, **reserved}
    for path, expected in ((REFLECTION, []), (ATTESTATION, ["may-enter"])):
        made = commit(("added", path), **BILAL)
        found = kinds(as_in_base(path), {**before, **without(path)}, made)
        assert [kind for kind in found if kind == "may-enter"] == expected


SUPERVISION = "records/supervisions/2024-04-02-bilal-ahmed.md"
MERGED = {"id": "c2", "parents": ("c1", "b1")}
GITHUB = {"committer": "GitHub", "committer_email": "noreply@github.com"}


def by_commits(path: str, *commits: Commit, before: Files | None = None) -> list[tuple[str, str]]:
    """The concerns when several commits made one file, each with the member."""
    found = review(as_in_base(path), {**MEMBERS, **without(path), **(before or {})}, commits=commits).concerns
    return [(one.kind, one.who) for one in found]


def test_what_says_the_same_needs_nobody_who_may_enter_it() -> None:
    reserved = edited(SOCIETY, "quorum: 2", "quorum: 2\nmay-enter: {endorsements: [office@example.org]}")
    otherwise = {ENDORSEMENT: BASE[ENDORSEMENT].replace(b"by: nadia-iqbal", b'by:   "nadia-iqbal"  # she')}
    assert otherwise[ENDORSEMENT] != BASE[ENDORSEMENT]
    made = commit(("changed", ENDORSEMENT), **BILAL)
    assert kinds(otherwise, {**MEMBERS, **reserved}, made) == []
    assert "may-enter" in kinds(without(ENDORSEMENT), {**MEMBERS, **reserved}, made)


def test_committer_without_an_address_is_seen() -> None:
    made = commit(("added", ENDORSEMENT), **NADIA, committer="Bilal Ahmed")
    assert by_commits(ENDORSEMENT, made) == [
        ("other-committer", "bilal-ahmed"),
        ("own-endorsement", "bilal-ahmed"),
    ]


def test_co_author_counts_as_who_entered_it() -> None:
    def made(*others: tuple[str, str]) -> Commit:
        return commit(("added", ENDORSEMENT), **NADIA, co_authors=others)

    assert by_commits(ENDORSEMENT, made(("N. I.", "n@example.org"))) == []
    assert by_commits(ENDORSEMENT, made(("Bilal", "bilal@example.org"))) == [
        ("own-endorsement", "bilal-ahmed")
    ]
    assert by_commits(ENDORSEMENT, made(("X", "x@evil.example"))) == [("unknown-address", "")]
    found = review(
        as_in_base(ENDORSEMENT), {**MEMBERS, **without(ENDORSEMENT)}, commits=[made(("X", "x@y.example"))]
    )
    assert [one.name for one in found.entered[0].co_authors] == ["X"]


def test_co_author_is_explained_by_something_of_their_own() -> None:
    """A forge that makes one commit of a branch names everybody who wrote a part of it."""
    both = {**MEMBERS, **without(ENDORSEMENT, APPLICATION)}
    made = commit(
        ("added", ENDORSEMENT), ("added", APPLICATION), **OFFICE, co_authors=(("Bilal", "bilal@example.org"),)
    )
    assert kinds(as_in_base(ENDORSEMENT, APPLICATION), both, made) == []


def test_confirmer_who_wrote_last_has_confirmed_what_another_entered() -> None:
    bilal = commit(("added", CO_LED), **BILAL)
    nadia = commit(("changed", CO_LED), **NADIA, id="c2", parents=("c1",))
    assert by_commits(CO_LED, bilal, nadia) == []
    first, last = (
        commit(("added", CO_LED), **NADIA),
        commit(("changed", CO_LED), **BILAL, id="c2", parents=("c1",)),
    )
    assert ("own-confirmation", "bilal-ahmed") in by_commits(CO_LED, first, last)
    forged = commit(
        ("changed", CO_LED), author="Nadia Iqbal", email="n@evil.example", id="c2", parents=("c1",)
    )
    assert ("own-confirmation", "bilal-ahmed") in by_commits(CO_LED, bilal, forged)


def test_forge_that_puts_two_sides_together_enters_nothing() -> None:
    office = commit(("added", SUPERVISION), **OFFICE)
    for who in ({"author": "GitHub", "email": "noreply@github.com"}, {**BILAL, **GITHUB}):
        assert by_commits(SUPERVISION, office, commit(("changed", SUPERVISION), **who, **MERGED)) == []
        assert by_commits(SUPERVISION, commit(("added", SUPERVISION), **who, **MERGED)) != []


@pytest.mark.parametrize(
    ("who", "new", "found"),
    [
        (BILAL, "committee: [nadia-iqbal, omar-farooq, hina-raza, bilal-ahmed]", ["own-office"]),
        (BILAL, "committee: [nadia-iqbal, omar-farooq, {member: bilal-ahmed, from: 2027-01-01}]", ["own-office"]),
        (OFFICE, "committee: [nadia-iqbal, omar-farooq, hina-raza, bilal-ahmed]", []),
        (NADIA, "committee: [{member: nadia-iqbal, to: 2026-12-31}, omar-farooq, hina-raza, bilal-ahmed]", []),
    ],
)  # fmt: skip
def test_nobody_puts_themselves_on_the_committee(who: dict[str, str], new: str, found: list[str]) -> None:
    (line,) = (one for one in MEMBERS[SOCIETY].decode().splitlines() if one.startswith("committee:"))
    after = {SOCIETY: MEMBERS[SOCIETY].decode().replace(line, new)}
    assert kinds(after, MEMBERS, commit(("changed", SOCIETY), **who)) == found


@pytest.mark.parametrize(
    ("email", "old", "new", "found"),
    [
        ("x@evil.example", "email: office@example.org", "email: [office@example.org, x@evil.example]", True),
        ("bilal@example.org", "[office@example.org]", "[office@example.org, bilal@example.org]", True),
        (
            "bilal@example.org",
            "may-enter: {sessions",
            "may-enter: {events: [bilal@example.org], sessions",
            False,
        ),
        ("office@example.org", "email: office@example.org", "email: new@example.org", False),
    ],
)
def test_nobody_gives_their_own_address_a_right(email: str, old: str, new: str, found: bool) -> None:
    reserved = (
        MEMBERS[SOCIETY]
        .decode()
        .replace("quorum: 2", "quorum: 2\nmay-enter: {sessions: [office@example.org]}")
    )
    assert old in reserved
    made = commit(("changed", SOCIETY), author="Z", email=email)
    said = kinds({SOCIETY: reserved.replace(old, new)}, {**MEMBERS, SOCIETY: reserved}, made)
    assert ("own-office" in said) == found


def test_name_in_letters_of_another_script_is_nobodys() -> None:
    made = commit(("added", ENDORSEMENT), author="N\u0430dia Iqbal", email="nadia@home.example")
    (found,) = review(as_in_base(ENDORSEMENT), {**MEMBERS, **without(ENDORSEMENT)}, commits=[made]).concerns
    assert (found.kind, found.who) == ("unknown-address", "")
    assert "the name looks like that of nadia-iqbal" in found.message


def test_what_was_done_is_called_by_its_name() -> None:
    changed = edited(ENDORSEMENT, "date: 2026-02-01", "date: 2026-01-31")
    for after, status in ((changed, "changed"), (without(ENDORSEMENT), "removed")):
        found = review(after, MEMBERS, commits=[commit((status, ENDORSEMENT), **BILAL)])
        assert f"bilal-ahmed {status} the endorsement of bilal-ahmed by nadia-iqbal" in {
            one.message for one in found.concerns
        }
        assert [one.done for one in found.entered] == [status]


def test_of_a_file_that_cannot_be_read_it_is_said_who_entered_it() -> None:
    made = commit(("added", ENDORSEMENT), **BILAL)
    (found,) = review(
        {ENDORSEMENT: "---\nmember: [\n---\n"}, {**MEMBERS, **without(ENDORSEMENT)}, commits=[made]
    ).entered
    assert (found.speaks, found.authors[0].member) == ("", "bilal-ahmed")


def test_it_is_said_who_entered_what_others_are_judged_by() -> None:
    path = "records/policies/pakistan-2024.md"
    after = {path: BASE[path].replace(b"at-least: 2", b"at-least: 1", 1)}
    (found,) = review(after, MEMBERS, commits=[commit(("changed", path), **NADIA)]).entered
    assert (found.record, found.speaks, found.authors[0].member) == (
        "policies/pakistan-2024",
        "",
        "nadia-iqbal",
    )

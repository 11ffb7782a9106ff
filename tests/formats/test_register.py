"""The register agrees with the standing of everybody, and is harmless in every form."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from io import StringIO

import pytest
from hypothesis import given, settings

from balintrec.formats.ansi import Painter
from balintrec.formats.register import Entry, State, register
from balintrec.formats.register.csv import register_csv
from balintrec.formats.register.html import register_html
from balintrec.formats.register.json import register_json
from balintrec.formats.register.markdown import register_markdown
from balintrec.formats.register.text import register_text
from balintrec.pathway import held_on
from balintrec.pathway.credentials import CONFERS, certificate_number, credential_of, decisions_about
from balintrec.sanitize import width
from balintrec.society import Society, load
from tests.pathway.societies import Society as Drawn
from tests.pathway.societies import as_files, days_in, societies
from tests.sample import ON, changed, society
from tests.sources import MemorySource

COMMITTEE = "by: committee\npresent: [omar-farooq, sana-malik]\nreason: decided\n"
LAST = ["since", "membership-ended"]
HOSTILE = '=HYPERLINK("http://x")<script>alert(1)</script>{{ 7*7 }}\u202e|`*@omar'


def decisions(*kinds: str, member: str = "farhan-qureshi", more: str = "") -> dict[str, bytes]:
    """Decisions about a member's credential, such as ``grant 2024-01-10 until 2024-12-31``."""
    files = {}
    for number, text in enumerate(kinds):
        kind, day, *rest = text.split()
        until = f"until: {rest[1]}\n" if rest else ""
        front = f"kind: {kind}\nmember: {member}\ndate: {day}\ncredential: accredited-leader\n{COMMITTEE}{until}{more}"
        files[f"records/decisions/{day}-{member}-{number}.md"] = f"---\n{front}---\n".encode()
    return files


def read(files: Mapping[str, bytes]) -> Society:
    return load(changed(files))


def entry(files: Mapping[str, bytes], on: date = ON, member: str = "farhan-qureshi") -> Entry:
    (found,) = (one for one in register(read(files), on) if one.member == member)
    return found


# Values


def test_sample_society_as_of_a_day() -> None:
    found = [(one.member, one.credential, str(one.state)) for one in register(society(), date(2025, 8, 1))]
    assert found == [
        ("javed-durrani", "accredited-leader", "lapsed"),
        ("omar-farooq", "accredited-leader", "suspended"),
        ("nadia-iqbal", "accredited-leader", "current"),
        ("nadia-iqbal", "supervisor", "current"),
        ("sana-malik", "accredited-leader", "current"),
        ("sana-malik", "supervisor", "current"),
        ("imran-sheikh", "accredited-leader", "revoked"),
        ("lucja-zolc-wisniewska", "accredited-leader", "current"),
    ]


def test_nobody_is_in_it_before_the_first_decision() -> None:
    assert register(society(), date(2021, 9, 3)) == ()


@pytest.mark.parametrize(
    ("kinds", "state", "until", "since"),
    [
        (["grant 2024-01-10"], "current", "2029-01-10", None),
        (["grant 2024-01-10 until 2026-11-23"], "current", "2026-11-23", None),
        (["grant 2024-01-10 until 2026-11-22"], "lapsed", "2026-11-22", "2026-11-23"),
        (["grant 2024-01-10", "lapse 2025-03-01"], "lapsed", "2025-02-28", "2025-03-01"),
        (["grant 2024-01-10", "revoke 2025-03-01"], "revoked", "2025-02-28", "2025-03-01"),
        (["grant 2024-01-10", "suspend 2025-03-01"], "suspended", "2029-01-10", "2025-03-01"),
        (["grant 2024-01-10", "suspend 2025-03-01 until 2025-05-31"], "current", "2029-01-10", None),
        (["grant 2024-01-10 until 2025-06-30", "suspend 2025-03-01"], "lapsed", "2025-06-30", "2025-07-01"),
        (["grant 2024-01-10", "suspend 2025-03-01", "revoke 2025-04-01"], "revoked", "2025-03-31", "2025-04-01"),
        (["grant 2024-01-10", "revoke 2025-03-01", "suspend 2025-04-01"], "revoked", "2025-02-28", "2025-03-01"),
        (["grant 2024-01-10", "lapse 2024-03-01", "renew 2025-01-10"], "current", "2030-01-10", None),
        (
            ["grant 2023-01-10", "lapse 2024-03-01", "grant 2025-01-10 until 2025-12-31"],
            "lapsed", "2025-12-31", "2026-01-01",
        ),
        (["grant 2024-01-10 until 2024-06-30", "revoke 2025-03-01"], "revoked", "2024-06-30", "2025-03-01"),
    ],
)  # fmt: skip
def test_what_became_of_it(kinds: list[str], state: str, until: str, since: str | None) -> None:
    found = entry(decisions(*kinds))
    assert (found.state, str(found.until), found.since and str(found.since)) == (state, until, since)


def test_renewal_keeps_the_day_and_the_number_of_the_grant() -> None:
    files = decisions("grant 2024-01-10") | decisions("renew 2025-02-01")
    found = entry(files)
    grant = read(files).decisions["2024-01-10-farhan-qureshi-0"]
    assert (found.granted, found.decision) == (date(2024, 1, 10), grant.id)
    assert found.number == certificate_number(society(), grant)
    assert found.number and found.number.startswith("IBS-2024-")


def test_decision_that_cannot_be_read_makes_it_unknown() -> None:
    files = decisions("grant 2024-01-10") | {
        "records/decisions/x.md": b"---\nkind: revoke\nmember: farhan-qureshi\n"
    }
    assert entry(files).state is State.UNKNOWN


def test_policy_that_cannot_be_read_makes_its_end_unknown() -> None:
    files = {"records/policies/x.md": b"---\ntitle: of unknown\n"}
    assert entry(decisions("grant 2024-01-10") | files).state is State.UNKNOWN
    assert entry(decisions("grant 2024-01-10 until 2027-01-01") | files).state is State.CURRENT


def test_member_that_cannot_be_read_goes_by_the_id() -> None:
    files = decisions("grant 2024-01-10 until 2027-01-01") | {
        "records/members/farhan-qureshi.md": b"---\nname: Hina\n"
    }
    found = entry(files)
    assert (found.name, found.state) == ({"latin": "farhan-qureshi"}, State.CURRENT)


@settings(max_examples=60)
@given(societies())
def test_current_is_who_holds_it_on_that_day(drawn: Drawn) -> None:
    read = load(MemorySource(as_files(drawn)))
    for on in days_in(drawn)[-40::8]:
        entries = register(read, on)
        held = {(one.member, one.credential) for one in entries if one.state is State.CURRENT}
        assert held == {(who, what) for who in read.members for what in held_on(read, who, on)}
        assert {(one.member, one.credential) for one in entries} == {
            (who, credential_of(read, one))
            for who in read.members
            for one in decisions_about(read, who)
            if one.date <= on and one.kind in CONFERS and credential_of(read, one)
        }
        assert all(one.since is None or one.since <= on for one in entries)
        assert all(one.since is None or one.state not in (State.CURRENT, State.UNKNOWN) for one in entries)


# Texts


def hostile() -> tuple[Society, tuple[Entry, ...]]:
    """A register in which every text is hostile, and one name very long."""
    found = Entry(
        "x", {"latin": HOSTILE, "ur": f"بلال{HOSTILE}"}, HOSTILE, HOSTILE, ON, None, State.CURRENT, None, "x"
    )
    return society(), (found, found._replace(name={"latin": "Muhammad " * 33}, number="9" * 60))


def test_table_fits_the_terminal() -> None:
    for columns in (72, 80, 100):
        text = register_text(*hostile(), ON, Painter(columns=columns))
        lines = [line for line in text.split("\n") if "بلال" not in line]
        assert max(map(width, lines)) <= columns
    assert max(map(width, register_text(society(), register(society(), ON), ON, Painter(columns=40)))) <= 40


def test_hidden_characters_are_shown() -> None:
    assert not any("\u202e" in register_text(*hostile(), ON, Painter(columns=size)) for size in (40, 80))


def test_markdown_comes_to_no_life() -> None:
    text = register_markdown(*hostile(), ON)
    assert "<script>" not in text.replace("\\<", "")
    assert all(line.replace("\\|", "").count("|") == 7 for line in text.split("\n") if line.startswith("|"))


def test_cells_run_in_no_spreadsheet() -> None:
    rows = list(csv.reader(StringIO(register_csv(hostile()[1]))))
    assert rows[0] == ["name", "name-ur", "credential", "certificate", "granted", "until", "state", *LAST]
    assert rows[1][0].startswith("'=HYPERLINK(")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_page_has_no_tags_but_its_own_and_loads_nothing() -> None:
    tags: set[str] = set()

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.add(tag)
            assert not {"src", "href", "onclick"} & {name for name, _ in attrs}

    page = register_html(*hostile(), ON)
    Tags().feed(page)
    assert {"th", "bdi", "span"} <= tags
    assert not {"script", "a", "img", "link", "b"} & tags
    assert "{{" in page  # a template's marks in a name are letters
    assert "\u202e" not in page


def test_json_says_every_field() -> None:
    told = json.loads(register_json(society(), register(society(), ON), ON))
    assert (told["version"], told["society"], told["on"]) == (2, "Indus Balint Society", "2026-11-23")
    assert told["entries"][0] == {
        "name": {"latin": "Bilal Ahmed", "ur": "بلال احمد"},
        "credential": "accredited-leader",
        "certificate": "IBS-2025-01",
        "granted": "2025-12-06",
        "until": None,
        "state": "current",
        "since": None,
        "membership_ended": None,
    }


def test_nothing_else_of_anybody_is_said() -> None:
    entries = register(society(), ON)
    said = "".join(
        (
            register_text(society(), entries, ON),
            register_markdown(society(), entries, ON),
            register_html(society(), entries, ON),
            register_json(society(), entries, ON),
            register_csv(entries),
        )
    )
    told = ("physician", "psychiatrist", "example.org", "indemnity", "retires", "Dr Bilal")
    assert not any(word in said for word in told)


def test_empty_register_says_so() -> None:
    day = date(2020, 1, 1)
    for text in (
        register_text(society(), (), day),
        register_markdown(society(), (), day),
        register_html(society(), (), day),
    ):
        assert "Nobody held a credential of this society on 2020-01-01" in text
    assert register_csv(()) == "name,credential,certificate,granted,until,state,since,membership-ended"


@pytest.mark.parametrize("until", ["", ", to: 2026-12-31"])
def test_member_is_not_marked(until: str) -> None:
    assert _of_a_member(until).membership_ended is None


def test_holder_who_is_no_member_any_more_is_marked_in_every_form() -> None:
    found = _of_a_member(", to: 2025-06-30")
    assert (found.state, found.membership_ended) == (State.CURRENT, date(2025, 6, 30))
    whole = society()
    for form in (register_text, register_markdown, register_html):
        assert "membership ended on 2025-06-30" in form(whole, (found,), ON)
    narrow = register_text(whole, (found,), ON, Painter(columns=40, screen=True))
    assert "membership ended" in narrow
    assert json.loads(register_json(whole, (found,), ON))["entries"][0]["membership_ended"] == "2025-06-30"
    assert next(csv.DictReader(StringIO(register_csv((found,)))))["membership-ended"] == "2025-06-30"


def test_what_a_decision_ended_is_not_marked() -> None:
    assert _of_a_member(", to: 2025-06-30", "lapse 2025-07-01").membership_ended is None


def _of_a_member(to: str, *more: str) -> Entry:
    member = f"---\nname: Farhan Qureshi\nmembership: [{{from: 2022-01-01{to}}}]\n---\n".encode()
    given = decisions("recognise 2024-01-10", *more)
    return entry({**given, "records/members/farhan-qureshi.md": member})

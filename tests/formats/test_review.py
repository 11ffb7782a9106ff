"""What a reviewer reads: the first lines, the whole in every format, and nothing of a record that comes to life."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balintrec.finding import Location
from balintrec.formats.review.github import review_github
from balintrec.formats.review.json import review_json
from balintrec.formats.review.markdown import LIMIT, review_markdown
from balintrec.formats.review.text import review_text
from balintrec.review import Review
from balintrec.review.findings import Split, masked
from balintrec.review.review import Concern, Move, Protected, Step
from balintrec.sanitize import width
from balintrec.views.phrases import counted
from balintrec.views.review.summary import headline, looks, shortened
from tests.conftest import Expect
from tests.review.reviews import edited, review
from tests.review.scenes import (
    APPLICATION,
    CO_LED,
    GRANT,
    HOSTILE,
    POLICY,
    REVOKES,
    SOCIETY,
    STRICTER,
    as_in_base,
    commit,
    without,
)
from tests.rules.examples import BASE

pytestmark = pytest.mark.slow

EXPECTED = Path(__file__).parent / "expected"
FORMATS = {"text": review_text, "markdown": review_markdown, "json": review_json, "github": review_github}


@cache
def scene(name: str) -> Review:
    """A few changes as a reviewer meets them."""
    match name:
        case "eligible":
            return review(as_in_base(CO_LED), without(CO_LED))
        case "revoked":
            return review(REVOKES)
        case "policy":
            files = {
                **STRICTER,
                **edited(SOCIETY, "quorum: 2", "quorum: 1"),
                ".github/workflows/check.yml": "x",
            }
            return review(files)
        case "application":
            made = commit(("added", APPLICATION), ("added", GRANT), author="Bilal Ahmed")
            return review(as_in_base(APPLICATION, GRANT), without(APPLICATION, GRANT), commits=[made])
        case "hostile":
            made = commit(
                *(("added", path) for path in HOSTILE), email="@x\x1b[2J@evil.example", author="\u202eBilal"
            )
            only = edited(SOCIETY, "quorum: 2", "quorum: 2\nmay-enter: {members: [a@b.example]}")
            return review(HOSTILE, only, commits=[made])
    path = "records/reflections/2024-07-05-bilal-ahmed.md"
    return review({path: BASE[path] + b"\nNobody should read this.\n"})


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("eligible", "review: no new errors; 1 person gains (bilal-ahmed: eligible now); nobody loses"),
        (
            "revoked",
            "review: 4 new errors; 2 people lose (bilal-ahmed: no longer eligible, nadia-iqbal: "
            "no longer holds accredited-leader); nobody gains; 1 new warning",
        ),
        (
            "policy",
            "review: 2 new errors; rules or protected files change (society, policies/pakistan-2024, "
            ".github/workflows/check.yml); 1 person loses (bilal-ahmed: no longer eligible); nobody gains; "
            "3 move further off",
        ),
        (
            "application",
            "review: look at who entered it (2 concerns: own decision, unknown address); no new errors; "
            "1 person gains (bilal-ahmed: eligible now and now holds accredited-leader); nobody loses",
        ),
        ("text", "review: no new errors; nobody gains or loses"),
    ],
)
def test_first_line_says_it_all(name: str, line: str) -> None:
    assert headline(scene(name)) == line
    assert review_text(scene(name)).replace("\n", " ").startswith(line)
    assert json.loads(review_json(scene(name)))["summary"] == line
    assert review_github(scene(name)).startswith(f"::notice title=review::{line.removeprefix('review: ')}")


@pytest.mark.parametrize("name", ["eligible", "revoked", "policy", "application", "hostile"])
@pytest.mark.parametrize(("format", "ending"), [("text", "txt"), ("markdown", "md")])
def test_whole_review(name: str, format: str, ending: str, expect: Expect) -> None:
    expect(EXPECTED / f"review-{name}.{ending}", FORMATS[format](scene(name)))


@pytest.mark.parametrize("format", FORMATS)
def test_confidential_text_is_never_shown(format: str) -> None:
    said = FORMATS[format](scene("text"))
    assert "Nobody should" not in said
    assert format == "github" or "text was changed" in said or '"text_changed": true' in said


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_of_a_record_reaches_the_terminal(format: str) -> None:
    said = FORMATS[format](scene("hostile"))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", said)


def test_every_line_for_github_is_a_command_of_ours() -> None:
    for line in review_github(scene("hostile")).split("\n"):
        assert re.match(r"::(notice|warning|error) [^:]*::", line)
        assert line.count("::error::") == line.count("::error::", line.index("::", 2))
        assert not line.startswith("::error::")


def test_markdown_of_a_record_stays_text() -> None:
    """Read by a second reader: no link, no image, no HTML but our own, no mention, reference or bare address."""
    markdown_it = pytest.importorskip("markdown_it")
    reader = markdown_it.MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table")
    tokens = list(flat(reader.parse(review_markdown(scene("hostile")))))
    assert not {"link_open", "image", "fence", "code_block", "hr"} & {token.type for token in tokens}
    html = {token.content.strip() for token in tokens if token.type in ("html_block", "html_inline")}
    assert all(
        re.fullmatch(r"<details><summary>[^<&]*</summary>|</details>|<br>|</?code>", one) for one in html
    )
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "text" and not (before and before.content == "<code>"):
            assert not re.search(r"[@#!$%~^&]\w|://|www\.|:\w+:|\b[0-9a-f]{7,}\b", token.content), (
                token.content
            )
    assert sum(token.type == "code_inline" and "@admin" in token.content for token in tokens) > 0


def flat(tokens: list) -> list:  # type: ignore[type-arg]
    """Tokens with those inside them."""
    return [one for token in tokens for one in (token, *(token.children or ()))]


def test_large_review_fits_a_comment_and_says_what_is_left_out() -> None:
    session = BASE["records/sessions/2024-03-14-karachi-online.md"]
    many = {f"records/sessions/s-{number}.md": session + b"x" for number in range(1200)}
    wrong = {
        f"records/groups/g-{number}.md": f"---\nname: G\nleaders: [nobody-{'x' * number}]\n---\n"
        for number in range(500)
    }
    whole = review({**many, **wrong, **STRICTER, **REVOKES})
    whole = replace(
        whole, protected=tuple(Protected(f"templates/t-{n}", "template", "added") for n in range(900))
    )
    said = review_markdown(whole)
    assert LIMIT * 0.8 < len(said) < 60_000
    assert said.count("<details>") == said.count("</details>")
    assert "balintrec review shows all" in said
    heads = [said.index(f"### {heading}") for heading in ("People", "Decisions", "Records", "New findings")]
    assert heads == sorted(heads)
    assert len(review_text(whole)) > 60_000


def test_json_has_everything() -> None:
    data = json.loads(review_json(scene("application")))
    assert data["version"] == 2
    assert data["gain"] == ["bilal-ahmed"]
    assert [one["kind"] for one in data["concerns"]] == ["own-decision", "unknown-address"]
    assert [one["speaks"] for one in data["entered"]] == ["bilal-ahmed", "committee"]
    (application,) = data["applications"]
    assert [one["id"] for one in application["requirements"] if one["status"] == "met"][
        -1
    ] == "application/references"
    assert all(one["counted"] for one in application["requirements"][1:])
    assert [(one["kind"], one["borne_out"]) for one in data["decisions"]] == [("grant", True)]
    assert [one["record"] for one in data["records"]] == [
        "applications/2026-02-10-bilal-ahmed",
        "decisions/2026-03-05-bilal-ahmed-grant",
    ]


def test_protected_files_stand_before_everything_else() -> None:
    said = review_markdown(scene("policy"))
    assert said.index(POLICY) < said.index("**new error**") < said.index("### People")


@pytest.mark.parametrize("format", FORMATS)
def test_review_is_the_same_twice(format: str) -> None:
    assert FORMATS[format](scene("hostile")) == FORMATS[format](review_again())


def review_again() -> Review:
    scene.cache_clear()
    return scene("hostile")


def test_what_one_broken_file_hides_is_said_once_a_person() -> None:
    path = next(path for path in sorted(BASE) if path.startswith("records/sessions/"))
    found = review({path: BASE[path].replace(b"\ngroup:", b"\ngruop:")})
    text = review_text(found)
    together = [line for line in text.splitlines() if "no longer known, and not met before: " in line]
    hiding = [person for person in found.people if sum(_only_hidden(step) for step in person.steps) > 1]
    assert hiding
    assert len(together) == len(hiding)
    told = " ".join(text.split())
    for person in found.people:
        for step in person.steps:
            assert step.outcome.id in told


def _only_hidden(step: Step) -> bool:
    return step.move is Move.UNKNOWN and not step.loses and not step.dropped


SESSION = BASE["records/sessions/2024-03-14-karachi-online.md"]


@cache
def large(name: str) -> Review:
    """Changes that are too large to be read line by line."""
    first = min(path for path in BASE if path.startswith("records/members/"))
    match name:
        case "imported":
            days = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
            many = {
                f"records/sessions/{day}-karachi-online.md": SESSION.replace(b"2024-03-14", day.encode())
                for day in days
            }
            return review({**many, **without(first), "requirements.txt": "evil==1\n"})
        case "removed":
            return review(without("records/members/hina-raza.md"))
        case "moved":
            person = "---\nname: Person {}\nmembership: [{{from: 2024-01-01}}]\n---\n"
            several = {f"records/members/m-{n}.md": person.format(n) for n in range(200)}
            return review({**STRICTER, **dict.fromkeys(several)}, several)
    return review({path: text.replace(b"---\n", b"---\n# so\n", 1) for path, text in BASE.items()})


def screen(found: Review) -> str:
    """The first screen of a terminal, in one line."""
    lines = review_text(found).split("\n")[:25]
    assert max(map(len, lines)) <= 80
    return " ".join(" ".join(lines).split())


def test_many_records_do_not_hide_the_one_that_is_removed_nor_the_program_that_is_changed() -> None:
    found = large("imported")
    shown = screen(found)
    assert "1 removed (members/" in shown
    assert re.search(r"\d{3} added \(sessions\)", shown)
    assert "! requirements.txt: added, the program that judges" in shown
    markdown = review_markdown(found)
    records = markdown[markdown.index("### Records") :].split("\n")
    assert records[4].startswith("- removed `members/")
    assert re.match(r"- added \d{3} sessions: `sessions/", records[-1 if len(records) < 6 else 5])


def test_one_cause_in_many_places_is_one_line_with_a_number() -> None:
    found = large("removed")
    errors = [one for one in found.findings.errors if one.rule.code == "REF001"]
    assert len(errors) > 5
    for said in (review_text(found), review_markdown(found)):
        assert " ".join(said.split()).count(f"{len(errors)} times error REF001") == 2
        assert said.count("REF001") == 2
    causes = {(one.rule.code, masked(one.message)) for one in found.findings.errors}
    number = f"{len(found.findings.errors)} new errors with {counted(len(causes), 'cause')}"
    assert headline(found).startswith(f"review: {number}; ")
    assert len(json.loads(review_json(found))["findings"]["new"]) == len(found.findings.new)


def test_many_people_are_told_by_what_happens_to_them() -> None:
    found = large("moved")
    assert "policies/pakistan-2024" in screen(found)
    assert "201 people lose (record removed: 200, no longer eligible: 1)" in headline(found)
    assert len(headline(found)) < 400


def test_reformatted_files_are_a_number() -> None:
    assert "only written otherwise" in screen(large("reformatted"))
    assert len(headline(large("reformatted"))) < 200


@pytest.mark.parametrize("name", ["imported", "removed", "moved", "reformatted"])
def test_every_section_keeps_its_most_important_lines_in_a_small_comment(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = review_markdown(large(name))
    monkeypatch.setattr("balintrec.formats.review.markdown.LIMIT", 12_000)
    short = review_markdown(large(name))
    assert len(short) <= 12_000
    assert short.partition("### People")[0] == whole.partition("### People")[0]
    for heading in re.findall("^### .*|<summary>.*</summary>", whole, re.MULTILINE):
        assert heading in short
        after = whole[whole.index(heading) :].split("\n")[2:3]
        assert all(line in short for line in after)


def test_concerns_are_counted_by_kind_and_never_an_all_clear() -> None:
    one = Concern("own-endorsement", "a@b.example", "bilal-ahmed", "entered", ("endorsements/x",), ("c1",))
    found = replace(scene("text"), concerns=(one, one, one._replace(kind="own-decision")))
    assert headline(found).startswith(
        "review: look at who entered it (3 concerns: own decision, 2 times own endorsement); no new errors"
    )


@given(st.text(st.characters(blacklist_categories=["Cs"])), st.integers(12, 90))
def test_long_words_keep_their_beginning_and_their_end(text: str, columns: int) -> None:
    said = shortened(text, columns)
    if width(text) <= columns:
        assert said == text
        return
    beginning, _, end = said.rpartition("…")
    assert text.startswith(beginning)
    assert width(said) <= columns + 2 * len(end)


def test_list_in_the_middle_hides_no_reason() -> None:
    said = shortened(f"{', '.join(f'key-{n}' for n in range(99))} changed after the grant of 2024-01-01", 120)
    assert said.startswith("key-0, key-1") and said.endswith("changed after the grant of 2024-01-01")


def test_second_merge_base_is_said() -> None:
    found = replace(scene("text"), fork="a" * 40, tip="b" * 40, other_forks=("c" * 40,))
    assert "more than one merge base" in screen(found)
    assert f"compared with `{'a' * 10}`, not with `{'c' * 10}`" in review_markdown(found)
    assert json.loads(review_json(found))["other_merge_bases"] == ["c" * 40]


def test_first_line_says_who_is_judged_by_another_policy() -> None:
    earlier = {POLICY.replace("2024", "2020"): BASE[POLICY].replace(b"effective: 2024", b"effective: 2020")}
    pinned = edited("records/members/ayesha-khan.md", "name:", "policy: pakistan-2024\nname:")
    line = headline(review(pinned, earlier))
    assert "1 person is judged by another policy (ayesha-khan: pakistan-2024)" in line


def test_first_line_says_what_society_md_accepts_from_now_on() -> None:
    before = edited(
        SOCIETY, "quorum: 2", "quorum: 2\nsuppressed: [{code: DEC001, record: decisions/a, reason: b}]"
    )
    more = {
        SOCIETY: before[SOCIETY].replace(
            b"suppressed: [", b"suppressed: [{code: SES003, record: c, reason: d}, "
        )
    }
    assert "; society.md now suppresses SES003; " in headline(review(more, before))
    assert "suppresses" not in headline(review({}, more))
    until = {SOCIETY: more[SOCIETY].replace(b"record: c", b"record: c, until: 2027-01-01")}
    assert "suppresses SES003" in headline(review(more, until))
    assert "suppresses" not in headline(review(until, more))
    accepts = edited(
        SOCIETY, "quorum: 2", "quorum: 2\nsuppressed: [{code: X, record: members/sana-malik, reason: b}]"
    )
    moved = {"records/members/sana-malik.md": "records/members/sana.md"}
    named = {SOCIETY: accepts[SOCIETY].replace(b"sana-malik", b"sana"), "records/members/sana-malik.md": None,
             "records/members/sana.md": BASE["records/members/sana-malik.md"]}  # fmt: skip
    assert "suppresses" not in headline(review(named, accepts, moved=moved))
    assert "suppresses" not in headline(review(before, more))


def test_on_github_findings_with_one_cause_are_one_line() -> None:
    found = review({"records/members/ayesha-khan.md": None})
    lines = [line for line in review_github(found).splitlines() if "REF001" in line]
    (one,) = (line for line in lines if "ayesha-khan" in line)
    assert re.search(r"::\d+ times: no member \"ayesha-khan\": records/.* and \d+ more", one)
    assert len(found.findings.new) > len(review_github(found).splitlines()) - 1


def test_rare_warnings_stand_before_those_of_many_additions() -> None:
    twins = {f"records/members/g{number}.md": "---\nname: Guest One\n---\n" for number in (1, 2)}
    found = review(twins)
    (rare,) = found.findings.new
    common = rare.rule._replace(code="GRP003")
    many = [
        rare._replace(rule=common, location=Location(f"records/sessions/{number}.md")) for number in range(5)
    ]
    late = [one._replace(rule=common._replace(code="HIS020")) for one in many]
    said = looks(replace(found, findings=Split((*many, rare, *late))), 9, 300)
    assert [re.findall("[A-Z]{3}\\d{3}", look.words) for look in said] == [["HIS020"], ["MEM001"], ["GRP003"]]

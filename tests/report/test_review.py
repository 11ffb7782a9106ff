"""What a reviewer reads: the first lines, the whole in every format, and nothing of a record that comes to life."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from balintrec.report.review import headline
from balintrec.report.review_github import review_github
from balintrec.report.review_json import review_json
from balintrec.report.review_markdown import LIMIT, review_markdown
from balintrec.report.review_text import review_text
from balintrec.review import Review
from balintrec.review.review import Move, Protected, Step
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
            "review: 4 new errors; nobody gains; 2 people lose (bilal-ahmed: no longer eligible, nadia-iqbal: "
            "no longer holds accredited-leader)",
        ),
        (
            "policy",
            "review: 2 new errors; nobody gains; 1 person loses (bilal-ahmed: no longer eligible); "
            "3 move further off; rules or protected files change",
        ),
        (
            "application",
            "review: no new errors; 1 person gains (bilal-ahmed: eligible now and now holds accredited-leader); "
            "nobody loses; look at who entered it",
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
        f"records/groups/g-{number}.md": "---\nname: G\nleader: [nobody]\n---\n" for number in range(500)
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
    assert data["version"] == 1
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

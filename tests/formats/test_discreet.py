"""No address and no telephone number is left in what is made discreet; days, ids and numbers stay as they are."""

from __future__ import annotations

import pytest

from balintrec.formats.review.json import review_json
from balintrec.formats.review.markdown import review_markdown
from balintrec.formats.review.text import review_text
from balintrec.views.redaction import NUMBER, discreet
from tests.review.reviews import edited, review


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("write to a.b+c@mail.example.org, please", "write to …@mail.example.org, please"),
        ("added [x@y.example, Z@Y.example]", "added […@y.example, …@Y.example]"),
        ("call +92 300 1234567", f"call {NUMBER}"),
        ("call +48 (22) 123-45-67 or 0300-1234567.", f"call {NUMBER} or {NUMBER}."),
        ("0048221234567", NUMBER),
    ],
)
def test_addresses_and_numbers_are_left_out(text: str, shown: str) -> None:
    assert discreet(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-28-usman-tareen, 2026-11-28 to 2027-01-01",
        "0 of 24 sessions, 05 2024-03-12",
        "IBS-2026-01",
        "4d90b2f0123456789012345678901234567890ab",
        "09:29:07, 18:00 to 19:30",
        "@admin",
    ],
)
def test_what_is_neither_stays(text: str) -> None:
    assert discreet(text) == text


def test_review_shows_none_in_any_format() -> None:
    member = "records/members/bilal-ahmed.md"
    grant = "records/decisions/2026-03-05-bilal-ahmed-grant.md"
    files = {
        **edited(
            member, "profession:", "email: bilal@example.org\nalso-known-as: [b@home.example]\nsort-key:"
        ),
        **edited(grant, "by: committee", "by: committee\nreason: told chair@example.org and 0300-1234567"),
    }
    found = review(files)
    shown = "\n".join(write(discreet(found)) for write in (review_text, review_markdown, review_json))
    assert not any(one in shown for one in ("bilal@", "b@home", "chair@", "1234567"))
    assert "example.org" in shown
    assert "bilal@example.org" in review_text(found)
    assert discreet(found).people == found.people

"""A review as workflow commands alone: new findings beside their lines, and what has to be looked at."""

from __future__ import annotations

from collections.abc import Iterator

from balintrec.finding import Finding
from balintrec.formats.annotations import annotation, command, limited
from balintrec.review import Review
from balintrec.sanitize import visible
from balintrec.views.equal_findings import Alike, alike
from balintrec.views.review.people import concern_words
from balintrec.views.review.records import protected_words
from balintrec.views.review.summary import headline


def review_github(review: Review, folder: str = "") -> str:
    """Every line is a command. ``folder`` leads from the repository to the society, with ``/``."""
    return "\n".join(limited(_commands(review, folder)))


def _commands(review: Review, folder: str) -> Iterator[str]:
    yield command("notice", {"title": "review"}, visible(headline(review).removeprefix("review: ")))
    for one in review.protected:
        properties = {"file": folder + visible(one.path), "title": "rules or protected files change"}
        yield command("warning", properties, visible(f"{one.path}: {protected_words(one)}"))
    for concern in review.concerns:
        path, where = concern.place
        properties = {"file": folder + visible(path), "title": "who entered it"}
        properties |= {"line": str(where.line)} if where else {}
        yield command("warning", properties, visible(concern_words(concern)))
    for some in alike(review.findings.new):
        yield annotation(_together(some), folder)


def _together(some: Alike) -> Finding:
    """Findings that say the same have one cause: the first of them, with their number and the first places."""
    number = len(some.findings)
    if number == 1:
        return some.first
    return some.first._replace(message=f"{number} times: {some.first.message}: {some.places}")

"""What every report on a review says of who entered what in the same words. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from balintrec.review import Review
from balintrec.review.review import Concern, Entered
from balintrec.views.review.records import listed


def concern_words(concern: Concern) -> str:
    """Where something stands, who entered it, and which records else."""
    span = concern.place.span
    where = f"{concern.place.path}:{span.line}" if span else concern.place.path
    more = f" (also {listed(concern.records[1:])})" if len(concern.records) > 1 else ""
    return f"{where}: {concern.message}{more}"


def grave(concerns: Iterable[Concern]) -> list[Concern]:
    """What is done in one's own favour first, what is only not known after it, and what is usual last."""
    return sorted(concerns, key=lambda one: _GRAVE.index(one.kind) if one.kind in _GRAVE else len(_GRAVE))


_GRAVE = (
    "own-decision", "own-endorsement", "own-office", "own-confirmation", "own-record", "own-paper", "other-reflection",
    "may-enter", "name-and-address", "unknown-address", "other-committer", "own-attendance",
)  # fmt: skip


def entered_together(review: Review) -> dict[str, list[str]]:
    """The papers by what is to be said of who entered them."""
    found: dict[str, list[str]] = defaultdict(list)
    for entered in review.entered:
        found[entered_words(entered)].append(entered.record)
    return found


def entered_words(entered: Entered) -> str:
    """Who speaks in a paper, if anybody does, who entered it, and how that is known."""
    words = [f"{entered.speaks} speaks"] if entered.speaks else []
    people = (
        (f"{entered.done} by", entered.authors),
        ("committed by", entered.committers),
        ("named as co-author:", entered.co_authors),
    )
    words += [f"{how} {' and '.join(one.called for one in some)}" for how, some in people if some]
    return "; ".join(words)

"""What every report on a review says of records and papers in the same words; not made safe for a format yet. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from balintrec.pathway import Standing
from balintrec.review import Review
from balintrec.review.review import DecisionSeen, Protected, RecordChange, Renamed
from balintrec.sanitize import clip
from balintrec.source import RECORDS
from balintrec.views.phrases import counted
from balintrec.views.standing import missing

NAMED = 3
"""So many people, or files, are named in the first line."""
LISTED = 5
"""So many records are named in one breath."""
LONGEST = 300
"""So much of a value is shown."""
RANK = ("removed", "unreadable", "changed", "readable", "added")
"""What can have become of a record, the most important first."""


def rewritten_words(review: Review) -> str:
    """Why files differ that say what they said."""
    return "only renamed, or written otherwise" if review.renamed else "only written otherwise"


def renamed_words(renamed: Renamed) -> str:
    """Who is who now."""
    now = "is one entry now with" if renamed.merged else "is now"
    return f"{renamed.before} {now} {renamed.after}"


def plain_path(path: str) -> str:
    """A record's path as records are spoken of; any other as it is."""
    return path.removeprefix(f"{RECORDS}/").removesuffix(".md") if path.startswith(f"{RECORDS}/") else path


def ranked(changes: Iterable[RecordChange]) -> list[RecordChange]:
    """What is gone or says something else before what came."""
    return sorted(changes, key=lambda change: RANK.index(change.status))


def stands(standing: Standing | None) -> str:
    """Whether all that is asked for is there on that day, and if not, what is missing."""
    if standing is None or standing.unreadable:
        return "cannot be judged: the member's record, or the policy, is not there or cannot be read"
    lacking = missing(standing.outcomes())
    if standing.complete:
        return f"every requirement is met on {standing.on}"
    if not lacking:
        return f"not every stage is met on {standing.on}"
    return f"{counted(len(lacking), 'requirement')} not met on {standing.on}: {listed(one.id for one in lacking)}"


def decision_words(decision: DecisionSeen) -> str:
    """What was decided, by whom and until when."""
    one = decision.record
    parts = [f"{one.kind} for {one.member} on {one.date} by {one.by}"]
    parts += [f"credential {one.credential}"] if one.credential else []
    parts += [f"requirement {one.requirement}"] if one.requirement else []
    parts += [f"until {one.until}"] if one.until else []
    if one.period:
        parts.append(f"from {one.period.from_}" + (f" to {one.period.to}" if one.period.to else ""))
    parts += [f"present: {', '.join(one.present)}"] if one.present else ["nobody recorded as present"]
    parts += [f"recused: {', '.join(one.recused)}"] if one.recused else []
    parts += [f"reason: {clip(one.reason, LONGEST)}"] if one.reason else []
    return "; ".join(parts)


def weighed(decisions: Iterable[DecisionSeen]) -> list[DecisionSeen]:
    """Grants that the records bear out come last."""
    return sorted(decisions, key=lambda one: bool(one.standing and one.standing.complete))


def borne_out(decision: DecisionSeen) -> str:
    """Whether the records bear a grant out; empty for what they need not."""
    if decision.record.kind not in ("grant", "renew") or decision.standing is None:
        return ""
    return f"the records: {stands(decision.standing)}"


def change_words(change: RecordChange | Protected) -> list[str]:
    """What a record says otherwise, key by key; of its text only that it was changed."""
    words = [clip(key.words, LONGEST) for key in change.keys]
    return [*words, "the text was changed"] if change.text else words


def protected_words(one: Protected) -> str:
    """What is touched, and how."""
    words = change_words(one)
    kind = {"policy": "a policy", "society": "who decides"}.get(one.what, one.what)
    return f"{one.status}, {kind}" + (f": {'; '.join(words)}" if words else "")


def listed(words: Iterable[str]) -> str:
    """Some of them, and how many more there are."""
    some = list(words)
    more = f" and {len(some) - LISTED} more" if len(some) > LISTED else ""
    return ", ".join(some[:LISTED]) + more

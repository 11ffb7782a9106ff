"""What every report on a review says first: the first line, the numbers, and what must not be missed. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from balintrec.finding import Finding, Severity
from balintrec.model import KINDS
from balintrec.review import Review
from balintrec.review.conflicts_of_interest import OWN_KEYS
from balintrec.review.renames import record_at
from balintrec.review.review import Concern, PersonChange, Protected, RecordChange, Renamed
from balintrec.sanitize import clip, width
from balintrec.society import Society
from balintrec.source import RECORDS
from balintrec.views.equal_findings import Alike, alike
from balintrec.views.phrases import counted, place
from balintrec.views.review.people import DOWN, UP, concern_words, gained, grave, lost
from balintrec.views.review.records import (
    LONGEST,
    NAMED,
    RANK,
    listed,
    plain_path,
    protected_words,
    renamed_words,
    rewritten_words,
)

_SHORT = 40
"""So much of a path is shown in the first line."""


def headline(review: Review) -> str:
    """The first line: what a reviewer has to look at before all else, then who gains and who loses."""
    errors = review.findings.errors
    warnings = _warnings(review)
    parts = [_causes(errors, "new error")] if errors else []
    parts += [_concerns(review.concerns), _guarded(review.protected)]
    parts += [] if errors else ["no new errors"]
    parts += [_set_aside(review), _called(review.renamed)]
    if review.people:
        some = [_some(review.gaining, "gain", gained), _some(review.losing, "lose", lost)]
        parts += [*(reversed(some) if review.losing else some), _switched(review), *_shifts(review)]
    else:
        parts.append("nobody gains or loses")
    parts += [_causes(warnings, "new warning")] if warnings else []
    return f"review: {'; '.join(filter(None, parts))}"


def _warnings(review: Review) -> list[Finding]:
    return [one for one in review.findings.new if one.rule.severity is not Severity.ERROR]


def _set_aside(review: Review) -> str:
    """Which findings society.md suppresses from now on, or for longer."""
    renamed = {_ref(one.before): _ref(one.after) for one in review.moved}
    earlier, later = _suppressed(review.base, renamed), _suppressed(review.head, {})
    codes = dict.fromkeys(one[0] for one, until in later.items() if until > earlier.get(one, date.min))
    return f"society.md now suppresses {listed(codes)}" if codes else ""


def _suppressed(society: Society, renamed: Mapping[str, str]) -> dict[tuple[str, str], date]:
    """The codes that are suppressed, of which record, until when."""
    found: dict[tuple[str, str], date] = {}
    for _, one in society.about.suppressions if society.about else ():
        record = plain_path(one.record)
        about = (one.code, renamed.get(record, record))
        found[about] = max(found.get(about, date.min), one.until or date.max)
    return found


def _ref(path: str) -> str:
    """A record as it is named in society.md, in whatever folder it is."""
    located = record_at(path)
    return f"{located.kind}/{located.id}"


def _switched(review: Review) -> str:
    """Who is judged by another policy."""
    some = [one for one in review.people if one.other_policy]
    if not some:
        return ""
    words = ", ".join(f"{one.member}: {(one.after and one.after.policy) or 'none'}" for one in some[:NAMED])
    more = f" and {len(some) - NAMED} more" if len(some) > NAMED else ""
    verb = "is" if len(some) == 1 else "are"
    return f"{counted(len(some), 'person')} {verb} judged by another policy ({words}{more})"


def _called(renamed: tuple[Renamed, ...]) -> str:
    """Who goes by another id; of many only how many."""
    if len(renamed) > NAMED:
        return f"{len(renamed)} members have another id"
    return "; ".join(map(renamed_words, renamed))


def _causes(findings: Sequence[Finding], noun: str) -> str:
    """How many there are, and how many causes they have."""
    causes = len(alike(findings))
    said = counted(len(findings), noun)
    return said if causes == len(findings) else f"{said} with {counted(causes, 'cause')}"


def _concerns(concerns: tuple[Concern, ...]) -> str:
    if not concerns:
        return ""
    kinds = Counter(concern.kind.replace("-", " ") for concern in grave(concerns))
    said = [kind if number == 1 else f"{number} times {kind}" for kind, number in kinds.items()]
    return f"look at who entered it ({counted(len(concerns), 'concern')}: {', '.join(said)})"


def _guarded(protected: tuple[Protected, ...]) -> str:
    if not protected:
        return ""
    paths = [clip(plain_path(one.path), _SHORT) for one in protected]
    more = f" and {len(paths) - NAMED} more" if len(paths) > NAMED else ""
    return f"rules or protected files change ({', '.join(paths[:NAMED])}{more})"


def _some(people: tuple[PersonChange, ...], verb: str, said: Callable[[PersonChange], str]) -> str:
    if not people:
        return f"nobody {verb}s"
    named = (
        [f"{one.member}: {said(one)}" for one in people] if len(people) <= NAMED else _together(people, said)
    )
    return f"{counted(len(people), 'person')} {verb}{'s' if len(people) == 1 else ''} ({', '.join(named)})"


def _together(people: tuple[PersonChange, ...], said: Callable[[PersonChange], str]) -> list[str]:
    """Many people by what happens to them: how many, and what most of them have in common."""
    found = Counter(said(one) for one in people).most_common()
    words = [f"{what}: {number}" for what, number in found[:NAMED]]
    rest = sum(number for _, number in found[NAMED:])
    return [*words, f"otherwise: {rest}"] if rest else words


def record_counts(review: Review) -> str:
    """How many records are removed, changed, added; few of them by name, many by kind; and what else differs."""
    parts = []
    for status in RANK:
        some = [change for change in review.records if change.status == status]
        parts += [f"{len(some)} {status} ({_which(some)})"] if some else []
    parts += [f"{len(review.moved)} moved"] if review.moved else []
    parts += [f"{len(review.rewritten)} {rewritten_words(review)}"] if review.rewritten else []
    outside = len(review.elsewhere) + sum(not one.path.startswith(f"{RECORDS}/") for one in review.protected)
    parts += [f"{counted(outside, 'file')} outside records/"] if outside else []
    return f"records: {'; '.join(parts) or 'none says anything else'}"


def _which(changes: list[RecordChange]) -> str:
    if len(changes) <= NAMED:
        return ", ".join(change.ref for change in changes)
    kinds = Counter(change.kind for change in changes).most_common()
    if len(kinds) == 1:
        return kinds[0][0]
    return listed(counted(number, KINDS[kind].noun) if kind else "society.md" for kind, number in kinds)


def merge_bases(review: Review) -> str:
    """That there are several commits to compare with, and which is taken."""
    if not review.other_forks:
        return ""
    others = ", ".join(fork[:10] for fork in review.other_forks)
    return (
        f"more than one merge base, as the two sides were merged into each other: compared with {review.fork[:10]}, "
        f"not with {others}; some of this may be on the other side already"
    )


class Look(NamedTuple):
    """One thing to look at before all else."""

    error: bool
    label: str
    place: str
    words: str


def looks(review: Review, most: int, size: int) -> list[Look]:
    """What a reviewer must not miss: the most important of each kind, each in so many columns, and how many more."""
    errors = alike(review.findings.errors)
    late = [one for one in errors if one.first.rule.code.startswith("HIS")]
    kinds = (
        [Look(True, "new error", *_placed(one)) for one in late],
        [Look(False, _RULES, one.path, protected_words(one)) for one in review.protected],
        [Look(False, _JUDGED, one.path, words) for one in review.records if (words := _judged_by(one))],
        [Look(False, "warning: who entered it", "", concern_words(one)) for one in grave(review.concerns)],
        [Look(True, "new error", *_placed(one)) for one in errors[len(late) :]],
        [Look(False, "new warning", *_placed(one)) for one in _rare_first(alike(_warnings(review)))],
    )
    found = []
    for some in kinds:
        found += [look._replace(words=shortened(look.words, size)) for look in some[:most]]
        if len(some) > most:
            found.append(Look(some[0].error, "and", "", f"{len(some) - most} more like these, below"))
    return found


def _rare_first(warnings: list[Alike]) -> list[Alike]:
    """What was changed afterwards, and what is so in few places: the others are what many honest additions bring."""
    return sorted(warnings, key=lambda one: (not one.first.rule.code.startswith("HIS"), len(one.findings)))


def shortened(text: str, columns: int) -> str:
    """The beginning and the end of a text, which say what it is about and why; lists stand in the middle."""
    if width(text) <= columns:
        return text
    end = text[-columns // 3 :].partition(" ")[2]
    return f"{clip(text, columns - width(end) - 1)} {end}".rstrip()


_RULES = "warning: this changes the rules or a file that guards them"


_JUDGED = "warning: this changes by what a member is judged"


def _judged_by(change: RecordChange) -> str:
    """What is otherwise in the record of somebody who was there, of membership, policy and the like."""
    if change.kind != "members" or change.status != "changed":
        return ""
    return "; ".join(clip(key.words, LONGEST) for key in change.keys if key.key[0] in OWN_KEYS)


def _placed(one: Alike) -> tuple[str, str]:
    """Where, and what is wrong there."""
    where = place(one.first.location) if len(one.findings) == 1 else ""
    return where, one.words.removeprefix(f"{where}: ") if where else one.words


def _shifts(review: Review) -> Iterator[str]:
    """How many only move within a requirement."""
    moves = [{step.move for step in person.steps} for person in review.shifting]
    for some, words in ((UP, "closer"), (DOWN, "further off")):
        number = sum(not one.isdisjoint(some) for one in moves)
        if number:
            yield f"{number} {'moves' if number == 1 else 'move'} {words}"

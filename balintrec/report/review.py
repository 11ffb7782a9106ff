"""What every report on a review says in the same words. Pure; nothing here is made safe for a format yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from balintrec.finding import Finding, Severity
from balintrec.model import KINDS
from balintrec.pathway import Excluded, Outcome, Standing, Status
from balintrec.report.alike import Alike, alike
from balintrec.report.standing import decided, missing, progress
from balintrec.report.visible import clip, width
from balintrec.report.words import counted, place
from balintrec.review import Review
from balintrec.review.review import (
    Concern,
    DecisionSeen,
    Entered,
    Move,
    PersonChange,
    Protected,
    RecordChange,
    Renamed,
    Step,
)
from balintrec.source import RECORDS

NAMED = 3
"""So many people, or files, are named in the first line."""
LISTED = 5
"""So many records are named in one breath."""
LONGEST = 300
"""So much of a value is shown."""
_SHORT = 40
"""So much of a path is shown in the first line."""
RANK = ("removed", "unreadable", "changed", "readable", "added")
"""What can have become of a record, the most important first."""
SIGNS = {
    Move.MET: "✓",
    Move.WAIVED: "~",
    Move.LOST: "✗",
    Move.UNKNOWN: "?",
    Move.ASKED: "✗",
    Move.DROPPED: "–",
    Move.NEARER: "↑",
    Move.FURTHER: "↓",
    Move.LONGER: "↑",
    Move.SOONER: "↓",
    Move.KNOWN: "✗",
}
_UP, _DOWN = (Move.NEARER, Move.LONGER), (Move.FURTHER, Move.SOONER)


class Because(NamedTuple):
    """Records that did something, for one reason."""

    label: str
    reason: str
    records: tuple[str, ...]

    @property
    def words(self) -> str:
        """The label with the reason."""
        return f"{self.label} ({self.reason})" if self.reason else self.label


def headline(review: Review) -> str:
    """The first line: what a reviewer has to look at before all else, then who gains and who loses."""
    errors = review.findings.errors
    warnings = _warnings(review)
    parts = [_causes(errors, "new error")] if errors else []
    parts += [_concerns(review.concerns), _guarded(review.protected)]
    parts += [_set_aside(review)] if errors else ["no new errors", _set_aside(review)]
    parts.append(_called(review.renamed))
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
    """Which findings are accepted in society.md from now on, and do not count among the errors."""
    earlier, later = (
        [(one.code, one.record) for one in society.about.accepted] if society.about else []
        for society in (review.base, review.head)
    )
    codes = dict.fromkeys(one[0] for one in later if one not in earlier)
    return f"society.md now accepts {listed(codes)}" if codes else ""


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


def rewritten_words(review: Review) -> str:
    """Why files differ that say what they said."""
    return "only renamed, or written otherwise" if review.renamed else "only written otherwise"


def renamed_words(renamed: Renamed) -> str:
    """Who is who now."""
    now = "is one entry now with" if renamed.merged else "is now"
    return f"{renamed.before} {now} {renamed.after}"


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


def plain_path(path: str) -> str:
    """A record's path as records are spoken of; any other as it is."""
    return path.removeprefix(f"{RECORDS}/").removesuffix(".md") if path.startswith(f"{RECORDS}/") else path


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


def ranked(changes: Iterable[RecordChange]) -> list[RecordChange]:
    """What is gone or says something else before what came."""
    return sorted(changes, key=lambda change: RANK.index(change.status))


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


def _placed(one: Alike) -> tuple[str, str]:
    """Where, and what is wrong there."""
    where = place(one.first.location) if len(one.findings) == 1 else ""
    return where, one.words.removeprefix(f"{where}: ") if where else one.words


def _shifts(review: Review) -> Iterator[str]:
    """How many only move within a requirement."""
    moves = [{step.move for step in person.steps} for person in review.shifting]
    for some, words in ((_UP, "closer"), (_DOWN, "further off")):
        number = sum(not one.isdisjoint(some) for one in moves)
        if number:
            yield f"{number} {'moves' if number == 1 else 'move'} {words}"


def gained(person: PersonChange) -> str:
    """What somebody gains, in few words."""
    words = ["member again"] if person.member_again else []
    words += ["eligible now"] if person.eligible_now else []
    words += [f"now holds {credential}" for credential in person.credentials_gained]
    steps = [step for step in person.steps if step.gains]
    return " and ".join(words) or _requirements(steps, "gained")


def lost(person: PersonChange) -> str:
    """What somebody loses, in few words."""
    if person.after is None:
        return "record removed"
    if person.hidden:
        return "cannot be judged any more"
    words = ["no longer a member"] if person.no_longer_member else []
    words += ["no longer eligible"] if person.no_longer_eligible else []
    words += [f"no longer holds {credential}" for credential in person.credentials_lost]
    steps = [step for step in person.steps if step.loses]
    return " and ".join(words) or _requirements(steps, "lost")


_ONE = {
    Move.MET: "now meets {}",
    Move.WAIVED: "{} waived",
    Move.DROPPED: "{} no longer asked",
    Move.LOST: "no longer meets {}",
    Move.UNKNOWN: "{} no longer known",
    Move.ASKED: "{} asked now",
}


def _requirements(steps: list[Step], what: str) -> str:
    if len(steps) == 1:
        return _ONE.get(steps[0].move, "{}").format(steps[0].outcome.id)
    return f"{counted(len(steps), 'requirement')} {what}"


def person_words(person: PersonChange) -> str:
    """What changes for somebody, in one breath."""
    words = []
    if person.before is None and person.after:
        words.append("new here")
    words += _judged(person)
    words += [gained(person)] if person.gains else []
    words += [lost(person)] if person.loses else []
    words += [_decision(person)] if person.decided_otherwise else []
    moves = {step.move for step in person.steps if not (step.gains or step.loses)}
    words += [word for some, word in ((_UP, "closer"), (_DOWN, "further off")) if not moves.isdisjoint(some)]
    if not words:
        words.append(", ".join(dict.fromkeys(step.move for step in person.steps)))
    return "; ".join(words)


def _judged(person: PersonChange) -> Iterator[str]:
    """By what somebody is judged, where that is another policy; or that nobody can be judged by anything."""
    before, after = person.before, person.after
    if after and after.unreadable:
        if before is None or before.unreadable:  # else that is a loss, and told as one
            yield "cannot be judged"
    elif before and before.unreadable:
        yield "can be judged again" if after else "could not be judged"
    elif before and after and person.other_policy:
        yield f"judged by {after.policy or 'no policy'}, was {before.policy or 'no policy'}"


def _decision(person: PersonChange) -> str:
    """What was decided last, as it is now."""
    said = decided(person.after) if person.after else ""
    return said or "no decision any more"


def step_words(step: Step) -> str:
    """From what to what."""
    desirable = " (desirable: never blocks)" if step.outcome.desirable else ""
    return f"{state(step.before, step.move)} → {state(step.after, step.move)}{desirable}"


def state(outcome: Outcome | None, move: Move | None = None) -> str:
    """A verdict with how far it has come."""
    if outcome is None:
        return "not asked"
    if outcome.status is Status.MET:
        if move in (Move.LONGER, Move.SOONER):
            return f"met, lapses on {outcome.lapses_on}" if outcome.lapses_on else "met, without an end"
        return "met"
    far = progress(outcome) if outcome.status is Status.SHORT else ""
    return f"{outcome.status} ({far})" if far else str(outcome.status)


def becauses(step: Step, review: Review) -> list[Because]:
    """The records that did it: what counts now, what no longer does and why, and the changes behind that."""
    named = {*step.counted, *(one.record for one in step.dropped)}
    brought = {change.ref: change.status for change in review.records}
    dropped = [(one.record, _with_status(one, brought)) for one in step.dropped]
    others = [ref for ref in step.because if ref not in named]
    return [
        *_grouped("counts now", [(ref, brought.get(ref, "")) for ref in step.counted]),
        *_grouped("no longer counts", dropped),
        *_grouped("because of", [(ref, brought.get(ref, "")) for ref in others]),
    ]


def _with_status(one: Excluded, brought: Mapping[str, str]) -> str:
    status = brought.get(one.record)
    return f"{status}: {one.reason}" if status == "changed" else one.reason


def _grouped(label: str, records: list[tuple[str, str]]) -> list[Because]:
    """The records by reason; what the change itself brings before what was there."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for record, reason in sorted(records, key=lambda one: not one[1]):
        by_reason[reason].append(record)
    return [Because(label, reason, tuple(some)) for reason, some in by_reason.items()]


def because_of(person: PersonChange, review: Review) -> list[Because]:
    """The changed records that touch somebody: for what is not about one requirement."""
    brought = {change.ref: change.status for change in review.records}
    return _grouped("because of", [(ref, brought.get(ref, "")) for ref in person.because])


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


def listed(words: Iterable[str]) -> str:
    """Some of them, and how many more there are."""
    some = list(words)
    more = f" and {len(some) - LISTED} more" if len(some) > LISTED else ""
    return ", ".join(some[:LISTED]) + more

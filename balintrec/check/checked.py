"""Source to findings: load, run the rules, find the places, set aside what the committee accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple, Protocol

from balintrec import document, society
from balintrec.check.locate import Places
from balintrec.check.suppressions import ACCEPTANCE_ENDED, ACCEPTED_NOTHING, accept
from balintrec.dates import refuse_other_than_day
from balintrec.finding import Finding, Problem, Rule, Severity
from balintrec.history.log import History
from balintrec.model import validate
from balintrec.parallel import shared_out
from balintrec.rules import HISTORY_RULES, PATHWAY_RULES, RECORD_RULES, Check
from balintrec.rules.history import matters
from balintrec.society import Society
from balintrec.society.load import Loaded, Progress, load
from balintrec.society.reading import Readings
from balintrec.source import Source

_WORTH_SHARING = 5000
"""Records; for fewer, the rules are done before a second process would be."""

_TOLD_SINGLY = 3
"""So many equal findings in one file are told one by one: each is a place to go to."""


class Judged(NamedTuple):
    """What is wrong in a society."""

    findings: tuple[Finding, ...]
    """Errors first, then in order of place."""
    accepted: int = 0
    """How many findings the committee lives with."""
    notice: str = ""
    """What could not be judged, and what to do about it, in one line."""
    unsettled: bool = False
    """A commit lies in the future, so that the same question can have another answer when it no longer does."""


class Checked(NamedTuple):
    """What a check of a whole society gives."""

    society: Society
    findings: tuple[Finding, ...]
    """Errors first, then in order of place."""
    accepted: int = 0
    """How many findings the committee lives with."""
    notice: str = ""
    """What could not be judged, and what to do about it, in one line."""
    unsettled: bool = False
    """A commit lies in the future, so that the same question can have another answer when it no longer does."""

    @property
    def files(self) -> int:
        return self.society.files

    @property
    def records(self) -> int:
        return self.society.count


class Side(NamedTuple):
    """One of several things to check: a source, with what git remembers of it."""

    source: Source
    history: History | None = None


class Judgements(Protocol):
    """What earlier runs found in commits, each on a day: neither a commit changes nor, in a whole clone, its past."""

    def read(self, commit: str, on: date) -> Judged | None: ...

    def keep(self, commit: str, on: date, judged: Judged) -> None: ...


def rules() -> tuple[Rule, ...]:
    """Every rule there is, in order of code."""
    named = (*document.RULES, *validate.RULES, *society.RULES, ACCEPTED_NOTHING, ACCEPTANCE_ENDED)
    registered = (*RECORD_RULES, *PATHWAY_RULES), HISTORY_RULES
    found = (*named, *(check.rule for checks in registered for check in checks))
    return tuple(sorted(found, key=lambda rule: rule.code))


def check(
    source: Source,
    on: date,
    progress: Progress | None = None,
    history: History | None = None,
    known: Readings | None = None,
    jobs: int = 1,
) -> Checked:
    """Everything that is wrong in a source, on a day; with its history, in what git remembers of it, too.

    The history is read only where it matters; ``known`` is what was read before, and ``jobs`` how many processes may
    share the work. Raises `BalintrecError` when there is no `records/`, and for a path or a day as text.
    """
    refuse_other_than_day(on)
    [checked] = check_sides([Side(source, history)], on, progress, known, jobs)
    return checked


def check_sides(
    sides: Sequence[Side],
    on: date,
    progress: Progress | None = None,
    known: Readings | None = None,
    jobs: int = 1,
    judgements: Judgements | None = None,
) -> list[Checked]:
    """The same of several sources at once, such as two revisions: what they have in common is read once."""
    loads = [load(side.source, progress, known, jobs) for side in sides]
    commits = [_commit(side) if judgements else None for side in sides]
    judged = [judgements.read(one, on) if judgements and one else None for one in commits]
    asking = [
        (number, _asking(loaded.society, on, side.history))
        for number, (side, loaded) in enumerate(zip(sides, loads, strict=True))
        if judged[number] is None
    ]
    answers = iter(_asked([work for _, works in asking for work in works], loads, jobs))
    for number, works in asking:
        told = [next(answers) for _ in works]
        judged[number] = found = _judged(sides[number].source, on, loads[number], told)
        if judgements and (commit := commits[number]) and not found.unsettled:
            judgements.keep(commit, on, found)
    return [Checked(one.society, *found) for one, found in zip(loads, judged, strict=True) if found]


def _commit(side: Side) -> str | None:
    """The commit that a side is, if all that it is judged by is in this clone."""
    commit: str | None = getattr(side.source, "commit", None)
    if commit is None or side.history is None or side.history.incomplete:
        return None
    return commit


class _Told(NamedTuple):
    """What some rules found; or why they could not be asked."""

    problems: tuple[tuple[Rule, Problem], ...] = ()
    unjudged: frozenset[str] = frozenset()
    """The codes of those that were not asked."""
    notice: str = ""
    unsettled: bool = False


_Work = Callable[[], _Told]


def _asking(society: Society, on: date, history: History | None) -> list[_Work]:
    """All that is to be asked, in pieces; the longest come first."""

    def asked(checks: Sequence[Check[date]]) -> _Told:
        return _Told(tuple((one.rule, problem) for one in checks for problem in one.find(society, on)))

    return [
        partial(asked, PATHWAY_RULES),
        partial(_past, society, history),
        *(partial(asked, (one,)) for one in RECORD_RULES),
    ]


def _asked(works: Sequence[_Work], loads: Sequence[Loaded], jobs: int) -> list[_Told]:
    processes = jobs if sum(loaded.society.count for loaded in loads) >= _WORTH_SHARING else 1
    return shared_out(lambda some: [work() for work in some], works, processes, one_by_one=True)


def _past(society: Society, history: History | None) -> _Told:
    """What is wrong in the history, where that is judged."""
    codes = frozenset(check.rule.code for check in HISTORY_RULES)
    if history is None or not matters(society):
        return _Told(unjudged=codes)
    if history.incomplete:
        notice = f"nothing is said about late or changed records: {history.incomplete}"
        return _Told(unjudged=codes, notice=notice)
    problems = tuple(
        (check.rule, problem) for check in HISTORY_RULES for problem in check.find(society, history)
    )
    return _Told(problems, unsettled=history.times.unsettled)


def _judged(source: Source, on: date, loaded: Loaded, told: Sequence[_Told]) -> Judged:
    """What was told, with the places, and without what the committee accepted."""
    problems = [*loaded.problems, *(problem for one in told for problem in one.problems)]
    places = Places(source, {file.path for file in loaded.society.broken})
    findings = [places.excerpted(finding) for finding in loaded.findings]
    findings += [places.finding(rule, problem) for rule, problem in problems]
    findings = _said_otherwise(findings)
    unjudged = frozenset(code for one in told for code in one.unjudged)
    kept, accepted = accept(loaded.society, on, _without_marks(findings), places, unjudged)
    ordered = sorted(set(kept), key=lambda finding: finding.order)
    notice = next((one.notice for one in told if one.notice), "")
    return Judged(_told_once(ordered), accepted, notice, any(one.unsettled for one in told))


def _said_otherwise(findings: list[Finding]) -> list[Finding]:
    """A session that is entered as held, and still to come, is told once: by SES002 until its day, then by HIS010."""
    ahead = {one.location for one in findings if one.rule.code == "SES002"}
    return [one for one in findings if one.rule.code != "HIS010" or one.location not in ahead]


def _without_marks(findings: list[Finding]) -> list[Finding]:
    """Stray quotation marks are told only where they are not what makes the value wrong: that is told already."""
    wrong = {one.location for one in findings if one.rule.severity is Severity.ERROR}
    return [one for one in findings if one.rule.code != "DOC016" or one.location not in wrong]


def _told_once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Many equal findings in one file are told as one, at the first place, with how many there are and where."""
    equal: dict[tuple[object, ...], list[Finding]] = {}
    for one in findings:
        equal.setdefault((one.rule, one.location.path, one.message, one.help), []).append(one)
    return tuple(
        one for some in equal.values() for one in (some if len(some) <= _TOLD_SINGLY else [_joined(some)])
    )


def _joined(some: Sequence[Finding]) -> Finding:
    lines = [one.location.span.line for one in some if one.location.span]
    first = ", ".join(map(str, dict.fromkeys(lines[: _TOLD_SINGLY + 1])))
    return some[0]._replace(
        message=f"{some[0].message} ({len(some)} times in this file, first in lines {first})"
    )


def under(findings: Iterable[Finding], paths: Iterable[str]) -> tuple[Finding, ...]:
    """The findings whose place, or a related place, lies at or below one of the paths."""
    prefixes = tuple(path.rstrip("/") for path in paths)

    def lies(path: str) -> bool:
        return any(prefix in ("", ".", path) or path.startswith(f"{prefix}/") for prefix in prefixes)

    return tuple(
        finding
        for finding in findings
        if lies(finding.location.path) or any(lies(related.location.path) for related in finding.related)
    )

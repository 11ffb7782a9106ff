"""A source to its findings: load it, run the rules, find their places, set aside what the committee suppressed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple, Protocol

from balintrec import document, society
from balintrec.check.locate import Places
from balintrec.check.suppressions import SUPPRESSION_ENDED, SUPPRESSION_UNUSED, suppress
from balintrec.dates import refuse_other_than_day
from balintrec.finding import Finding, Problem, Rule, Severity
from balintrec.history.log import History
from balintrec.model import rules as schema
from balintrec.parallel import map_chunks
from balintrec.rules import HISTORY_RULES, PATHWAY_RULES, RECORD_RULES, RULES, Check
from balintrec.rules.history import matters
from balintrec.rules.rule import Given
from balintrec.society import Society
from balintrec.society.load import Loaded, Progress, read_society
from balintrec.society.reading import Readings
from balintrec.source import Source
from balintrec.wording.message import message

_WORTH_SHARING = 5000
"""Records; for fewer, the rules are done before a second process would be."""

_SHOWN_SINGLY = 3
"""So many equal findings in one file are shown one by one: each is a place to go to."""


class CheckResult(NamedTuple):
    """What is wrong in a society."""

    findings: tuple[Finding, ...]
    """Errors first, then in order of place."""
    suppressed: int = 0
    """How many findings the committee suppressed."""
    notice: str = ""
    """What could not be checked, and what to do about it, in one line."""
    unsettled: bool = False
    """A commit lies in the future, so that the same check can give something else when it no longer does."""


class Checked(NamedTuple):
    """A society, and what a check of it gave."""

    society: Society
    findings: tuple[Finding, ...]
    """Errors first, then in order of place."""
    suppressed: int = 0
    """How many findings the committee suppressed."""
    notice: str = ""
    """What could not be checked, and what to do about it, in one line."""
    unsettled: bool = False
    """A commit lies in the future, so that the same check can give something else when it no longer does."""

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


class FindingCache(Protocol):
    """What earlier runs found in commits, each on a day: neither a commit changes nor, in a whole clone, its past."""

    def read(self, commit: str, on: date) -> CheckResult | None: ...

    def keep(self, commit: str, on: date, result: CheckResult) -> None: ...


def rules() -> tuple[Rule, ...]:
    """Every rule there is, in order of code."""
    found = (*document.RULES, *schema.RULES, *society.RULES, SUPPRESSION_UNUSED, SUPPRESSION_ENDED, *RULES)
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
    cache: FindingCache | None = None,
) -> list[Checked]:
    """The same of several sources at once, such as two revisions: what they have in common is read once."""
    reader = partial(read_society, progress=progress, known=known, jobs=jobs)
    # No comprehension, which would be a frame of its own.
    loads = [*map(reader, [side.source for side in sides])]
    commits = [_commit(side) if cache else None for side in sides]
    results = [cache.read(commit, on) if cache and commit else None for commit in commits]
    tasks = {
        number: _tasks(loads[number].society, on, side.history)
        for number, side in enumerate(sides)
        if results[number] is None
    }
    answers = iter(_run([task for some in tasks.values() for task in some], loads, jobs))
    for number, some in tasks.items():
        found = [next(answers) for _ in some]
        results[number] = result = _result(sides[number].source, on, loads[number], found)
        if cache and (commit := commits[number]) and not result.unsettled:
            cache.keep(commit, on, result)
    return [Checked(one.society, *result) for one, result in zip(loads, results, strict=True) if result]


def _commit(side: Side) -> str | None:
    """The commit that a side is, if all that it is checked by is in this clone."""
    commit: str | None = getattr(side.source, "commit", None)
    if commit is None or side.history is None or side.history.incomplete:
        return None
    return commit


class _Found(NamedTuple):
    """What some rules found; or why they were not run."""

    problems: tuple[tuple[Rule, Problem], ...] = ()
    skipped: frozenset[str] = frozenset()
    """The codes of those that were not run."""
    notice: str = ""
    unsettled: bool = False


_Task = Callable[[], _Found]


def _tasks(society: Society, on: date, history: History | None) -> list[_Task]:
    """All rules, in pieces that processes can share; the longest come first."""

    def run(checks: Sequence[Check[date]]) -> _Found:
        return _Found(tuple(_problems(checks, society, on)))

    return [
        partial(run, PATHWAY_RULES),
        partial(_run_on_history, society, history),
        *(partial(run, (check,)) for check in RECORD_RULES),
    ]


def _problems(
    checks: Iterable[Check[Given]], society: Society, given: Given
) -> Iterator[tuple[Rule, Problem]]:
    return ((check.rule, problem) for check in checks for problem in check.find(society, given))


def _run(tasks: Sequence[_Task], loads: Sequence[Loaded], jobs: int) -> list[_Found]:
    processes = jobs if sum(loaded.society.count for loaded in loads) >= _WORTH_SHARING else 1
    return map_chunks(lambda some: [task() for task in some], tasks, processes, one_by_one=True)


def _run_on_history(society: Society, history: History | None) -> _Found:
    """What is wrong in the history, where that is checked."""
    codes = frozenset(check.rule.code for check in HISTORY_RULES)
    if history is None or not matters(society):
        return _Found(skipped=codes)
    if history.incomplete:
        why = history.incomplete
        return _Found(skipped=codes, notice=f"records entered or changed late were not looked for: {why}")
    problems = tuple(_problems(HISTORY_RULES, society, history))
    return _Found(problems, unsettled=history.times.unsettled)


def _result(source: Source, on: date, loaded: Loaded, found: Sequence[_Found]) -> CheckResult:
    """What was found, with the places, and without what the committee suppressed."""
    problems = [*loaded.problems, *(problem for one in found for problem in one.problems)]
    places = Places(source, {file.path for file in loaded.society.broken})
    findings = [places.excerpted(finding) for finding in loaded.findings]
    findings += [places.finding(rule, problem) for rule, problem in problems]
    findings = _without_stray_quotes(_without_planned_sessions(findings))
    skipped = frozenset(code for one in found for code in one.skipped)
    kept, suppressed = suppress(loaded.society, on, findings, places, skipped)
    ordered = sorted(dict.fromkeys(kept), key=lambda finding: finding.order)
    notice = next((one.notice for one in found if one.notice), "")
    return CheckResult(_collapsed(ordered), suppressed, notice, any(one.unsettled for one in found))


def _without_planned_sessions(findings: list[Finding]) -> list[Finding]:
    """A session that is entered as held, and still to come, is shown once: by SES002 until its day, then by HIS010."""
    ahead = {finding.location for finding in findings if finding.rule.code == "SES002"}
    return [finding for finding in findings if finding.rule.code != "HIS010" or finding.location not in ahead]


def _without_stray_quotes(findings: list[Finding]) -> list[Finding]:
    """Stray quotation marks are shown only where they are not what makes the value wrong: that is a finding already."""
    wrong = {finding.location for finding in findings if finding.rule.severity is Severity.ERROR}
    return [finding for finding in findings if finding.rule.code != "DOC016" or finding.location not in wrong]


def _collapsed(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Many equal findings in one file are shown as one, at the first place, with how many there are and where."""
    equal: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        equal.setdefault((finding.rule, finding.location.path, finding.message, finding.help), []).append(
            finding
        )
    return tuple(
        finding
        for some in equal.values()
        for finding in (some if len(some) <= _SHOWN_SINGLY else [_as_one(some)])
    )


def _as_one(some: Sequence[Finding]) -> Finding:
    lines = [finding.location.span.line for finding in some if finding.location.span]
    said = message(
        "%(message)s (%(times)s times in this file, first in lines %(lines)s)",
        message=some[0].message,
        times=len(some),
        lines=", ".join(map(str, dict.fromkeys(lines[: _SHOWN_SINGLY + 1]))),
    )
    return some[0]._replace(message=said)


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

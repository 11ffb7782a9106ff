"""Source to findings: load, run the rules, find the places, set aside what the committee accepted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from inspect import cleandoc
from typing import NamedTuple

from balintrec import document, society
from balintrec.document import Document, excerpt, parse
from balintrec.finding import Fault, Finding, Key, Location, Place, Related, Rule, Severity, Span
from balintrec.history.log import History
from balintrec.model import validate
from balintrec.model.people import Accepted
from balintrec.rules import CHECKS, OF_THE_PATHWAY, OF_WHAT_HAPPENED, PAST, Check
from balintrec.rules.history import matters
from balintrec.society import Society
from balintrec.society.beside import side_by_side
from balintrec.society.files import locate
from balintrec.society.load import Progress, load
from balintrec.society.reading import Readings
from balintrec.source import Entry, Source, Unreadable

_WORTH_SHARING = 5000
"""Records; for fewer, the rules are done before a second process would be."""
ACCEPTED_NOTHING = Rule("ACC001", "accepts-nothing", Severity.WARNING, cleandoc("""
    An acceptance in society.md matches no finding.

    What it accepted has been mended, or its code or record is misspelt. Left there, it would one day hide a new
    finding of the same code.

    Wrong:
        # records/society.md
        accepted: [{code: SES004, record: sessions/2024-03-12-lahore-tuesday, reason: minute book lost in a flood}]
    Right:
        # records/society.md
        accepted: []
    """))  # fmt: skip
ACCEPTANCE_ENDED = Rule("ACC002", "acceptance-has-run-out", Severity.WARNING, cleandoc("""
    An acceptance in society.md has run out, so what it accepted is shown again.

    Wrong:
        # records/society.md
        accepted: [{code: SES004, record: sessions/2024-03-12-lahore-tuesday, reason: minutes lost, until: 2024-06-30}]
    Right:
        # records/society.md
        accepted: []
    """))  # fmt: skip


class Checked(NamedTuple):
    """What a check of a whole society gives."""

    society: Society
    findings: tuple[Finding, ...]
    """Errors first, then in order of place."""
    accepted: int = 0
    """How many findings the committee lives with."""
    notice: str = ""
    """What could not be judged, and what to do about it, in one line."""

    @property
    def files(self) -> int:
        return self.society.files

    @property
    def records(self) -> int:
        return self.society.count


def rules() -> tuple[Rule, ...]:
    """Every rule there is, in order of code."""
    named = (*document.RULES, *validate.RULES, *society.RULES, ACCEPTED_NOTHING, ACCEPTANCE_ENDED)
    found = (*named, *(check.rule for check in CHECKS), *(check.rule for check in PAST))
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
    share the work. Raises `BalintrecError` when there is no `records/`.
    """
    loaded = load(source, progress, known, jobs)
    found, past, notice = _judged(loaded.society, on, history, jobs)
    faults = [*loaded.faults, *found, *(past or ())]
    places = _Places(source)
    findings = [places.excerpted(finding) for finding in loaded.findings]
    findings += [places.finding(rule, fault) for rule, fault in faults]
    findings = _without_marks(findings)
    unjudged = frozenset(check.rule.code for check in PAST) if past is None else frozenset()
    kept, accepted = _accept(loaded.society, on, findings, places, unjudged)
    ordered = tuple(sorted(set(kept), key=lambda finding: finding.order))
    return Checked(loaded.society, ordered, accepted, notice)


def _without_marks(findings: list[Finding]) -> list[Finding]:
    """Stray quotation marks are told only where they are not what makes the value wrong: that is told already."""
    wrong = {one.location for one in findings if one.rule.severity is Severity.ERROR}
    return [one for one in findings if one.rule.code != "DOC016" or one.location not in wrong]


def _past(society: Society, history: History | None) -> tuple[list[tuple[Rule, Fault]] | None, str]:
    """What is wrong in the history; None where it is not judged, with a word on what is lacking for that."""
    if history is None or not matters(society):
        return None, ""
    if history.incomplete:
        return None, f"nothing is said about late or changed records: {history.incomplete}"
    return [(check.rule, fault) for check in PAST for fault in check.find(society, history)], ""


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


def _judged(
    society: Society, on: date, history: History | None, jobs: int
) -> tuple[list[tuple[Rule, Fault]], list[tuple[Rule, Fault]] | None, str]:
    """What the rules find in the records; what they find in the history, and why they could not."""

    def asked(checks: Sequence[Check]) -> list[tuple[Rule, Fault]]:
        return [(one.rule, fault) for one in checks for fault in one.find(society, on)]

    if jobs < 2 or society.count < _WORTH_SHARING:
        return asked(CHECKS), *_past(society, history)
    standings, [(happened, past, notice)] = side_by_side(
        lambda: asked(OF_THE_PATHWAY), lambda: (asked(OF_WHAT_HAPPENED), *_past(society, history))
    )
    return [*happened, *standings], past, notice


class _Places:
    """Where keys stand: files are read a second time, but only those that have findings."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.documents: dict[str, Document | None] = {}

    def finding(self, rule: Rule, fault: Fault) -> Finding:
        location = self.location(fault.place)
        related = tuple(Related(self.location(place), message) for place, message in fault.related)
        return self.excerpted(Finding(rule, location, fault.message, fault.help, related))

    def location(self, place: Place) -> Location:
        document = self._document(place.path)
        return Location(place.path, _span(document, place.key, place.of_key) if document else None)

    def excerpted(self, finding: Finding) -> Finding:
        span = finding.location.span
        document = self._document(finding.location.path) if span else None
        return finding._replace(excerpt=excerpt(document, span.line)) if document and span else finding

    def _document(self, path: str) -> Document | None:
        if path not in self.documents:
            try:
                self.documents[path] = parse(self.source.read(path), places=True)
            except Unreadable:
                self.documents[path] = None
        return self.documents[path]


def _span(document: Document, key: Key, of_key: bool) -> Span | None:
    """The span of a key, else of the nearest thing around it, else of the opening fence."""
    while key:
        if key in document.places:
            name, value = document.places[key]
            if of_key and name:
                return name
            # A key without a value has no width: point at the key.
            return (
                name if name and (value.line, value.column) == (value.end_line, value.end_column) else value
            )
        key, of_key = key[:-1], False
    fence = document.first_line - 1
    return Span(fence, 1, fence, 4)


def _accept(
    society: Society, on: date, findings: list[Finding], places: _Places, unjudged: frozenset[str]
) -> tuple[list[Finding], int]:
    """Set aside what society.md accepts, and say which acceptances accept nothing or have run out.

    An acceptance of what was not judged this time may well accept something.
    """
    about = society.about
    if not about or not about.accepted:
        return findings, 0
    left = findings
    for number, accepted in enumerate(about.accepted):
        place = Place(about.path, ("accepted", number))
        if accepted.until and accepted.until < on:
            message = f"this acceptance ran out on {accepted.until}"
            fault = Fault(place, message, "mend what it accepted, or let the committee set a later day")
            left = [*left, places.finding(ACCEPTANCE_ENDED, fault)]
            continue
        rest = [finding for finding in left if not _matches(finding, accepted)]
        if len(rest) == len(left) and accepted.code not in unjudged:
            fault = Fault(
                place,
                f"no finding {accepted.code} is there to accept in {accepted.record}",
                "delete this acceptance, or correct its code or record",
            )
            rest = [*rest, places.finding(ACCEPTED_NOTHING, fault)]
        left = rest
    own = sum(finding.rule in (ACCEPTED_NOTHING, ACCEPTANCE_ENDED) for finding in left)
    return left, len(findings) - (len(left) - own)


def _matches(finding: Finding, accepted: Accepted) -> bool:
    if finding.rule.code != accepted.code:
        return False
    located = locate(Entry(finding.location.path))
    ref = f"{located.kind}/{located.id}" if located.kind else located.id
    return accepted.record.removeprefix("records/").removesuffix(".md") == ref

"""What the committee lives with: findings that society.md accepts, and acceptances that accept nothing."""

from __future__ import annotations

from datetime import date
from inspect import cleandoc

from balintrec.check.locate import Places
from balintrec.finding import Finding, Place, Problem, Rule, Severity
from balintrec.model.people import Accepted
from balintrec.society import Society
from balintrec.society.files import locate
from balintrec.source import Entry

SUPPRESSION_UNUSED = Rule("ACC001", "accepts-nothing", Severity.WARNING, cleandoc("""
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
SUPPRESSION_ENDED = Rule("ACC002", "acceptance-has-run-out", Severity.WARNING, cleandoc("""
    An acceptance in society.md has run out, so what it accepted is shown again.

    Wrong:
        # records/society.md
        accepted: [{code: SES004, record: sessions/2024-03-12-lahore-tuesday, reason: minutes lost, until: 2024-06-30}]
    Right:
        # records/society.md
        accepted: []
    """))  # fmt: skip


def suppress(
    society: Society, on: date, findings: list[Finding], places: Places, skipped: frozenset[str]
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
            problem = Problem(place, message, "mend what it accepted, or let the committee set a later day")
            left = [*left, places.finding(SUPPRESSION_ENDED, problem)]
            continue
        rest = [finding for finding in left if not _matches(finding, accepted)]
        if len(rest) == len(left) and accepted.code not in skipped:
            problem = Problem(
                place,
                f"no finding {accepted.code} is there to accept in {accepted.record}",
                "delete this acceptance, or correct its code or record",
            )
            rest = [*rest, places.finding(SUPPRESSION_UNUSED, problem)]
        left = rest
    own = sum(finding.rule in (SUPPRESSION_UNUSED, SUPPRESSION_ENDED) for finding in left)
    return left, len(findings) - (len(left) - own)


def _matches(finding: Finding, accepted: Accepted) -> bool:
    if finding.rule.code != accepted.code:
        return False
    located = locate(Entry(finding.location.path))
    ref = f"{located.kind}/{located.id}" if located.kind else located.id
    return accepted.record.removeprefix("records/").removesuffix(".md") == ref

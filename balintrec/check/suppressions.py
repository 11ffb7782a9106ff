"""Suppressed findings: those that society.md tells `check` to leave out, and suppressions that suppress nothing."""

from __future__ import annotations

from datetime import date
from inspect import cleandoc

from balintrec.check.locate import Places
from balintrec.finding import Finding, Place, Problem, Rule, Severity
from balintrec.model.people import Suppression
from balintrec.society import Society
from balintrec.society.files import locate
from balintrec.source import Entry
from balintrec.wording.message import message

SUPPRESSION_UNUSED = Rule("ACC001", "unused-suppression", Severity.WARNING, cleandoc("""
    A suppression in society.md matches no finding.

    The records have been corrected, or its code or record is misspelt. Left there, it would one day hide a new
    finding of the same code.

    Wrong:
        # records/society.md
        suppressed: [{code: SES004, record: sessions/2024-03-12-lahore-tuesday, reason: minute book lost in a flood}]
    Right:
        # records/society.md
        suppressed: []
    """))  # fmt: skip
SUPPRESSION_ENDED = Rule("ACC002", "suppression-ended", Severity.WARNING, cleandoc("""
    The last day of a suppression in society.md has passed, so its finding is shown again.

    Wrong:
        # records/society.md
        suppressed: [{code: SES004, record: sessions/2024-03-12-lahore-tuesday, reason: flood, until: 2024-06-30}]
    Right:
        # records/society.md
        suppressed: []
    """))  # fmt: skip


def suppress(
    society: Society, on: date, findings: list[Finding], places: Places, skipped: frozenset[str]
) -> tuple[list[Finding], int]:
    """Leave out what society.md suppresses, and report suppressions that match nothing or have ended.

    Gives the findings left, and how many were left out. A suppression of a rule that was not run this time (`skipped`)
    may well match something.
    """
    about = society.about
    left = findings
    for key, suppression in about.suppressions if about else ():
        place = Place(about.path if about else "", key)
        if suppression.until and suppression.until < on:
            problem = Problem(
                place,
                message("this suppression ended on %(day)s", day=suppression.until),
                message("correct the records, or have the committee set a later day"),
            )
            left = [*left, places.finding(SUPPRESSION_ENDED, problem)]
            continue
        rest = [finding for finding in left if not _matches(finding, suppression)]
        if len(rest) == len(left) and suppression.code not in skipped:
            problem = Problem(
                place,
                message(
                    "there is no finding %(code)s in %(record)s to suppress",
                    code=suppression.code,
                    record=suppression.record,
                ),
                message("delete this suppression, or correct its code or record"),
            )
            rest = [*rest, places.finding(SUPPRESSION_UNUSED, problem)]
        left = rest
    own = sum(finding.rule in (SUPPRESSION_UNUSED, SUPPRESSION_ENDED) for finding in left)
    return left, len(findings) - (len(left) - own)


def _matches(finding: Finding, suppression: Suppression) -> bool:
    if finding.rule.code != suppression.code:
        return False
    located = locate(Entry(finding.location.path))
    ref = f"{located.kind}/{located.id}" if located.kind else located.id
    return suppression.record.removeprefix("records/").removesuffix(".md") == ref

"""Findings made up for the formats, with everything in them that could break a line."""

from __future__ import annotations

from balintrec.check import Checked
from balintrec.finding import Finding, Location, Related, Rule, Severity, Span
from balintrec.society import Society
from balintrec.views.check import Shown

UNKNOWN = Rule(
    "REF001", "unknown-record", Severity.ERROR, "A record is named that does not exist.\n\nWhy: so."
)
COMMENT = Rule("DOC015", "text-in-comment", Severity.WARNING, "The text after a # is not read.")
PATH = "records/sessions/2024/2024-03-12-lahore.md"


def finding(
    line: str | None,
    span: tuple[int, int] | tuple[int, int, int, int] | None = None,
    *,
    message: str = 'no member "ayesha-kahn"',
    help: str = 'did you mean "ayesha-khan"? correct the id',
    path: str = PATH,
    rule: Rule = UNKNOWN,
    related: tuple[Related, ...] = (),
) -> Finding:
    """A finding on line 7 of a session, from column to column, or from line and column to line and column."""
    where = None
    if span:
        where = Span(7, span[0], 7, span[1]) if len(span) == 2 else Span(*span)
    return Finding(rule, Location(path, where), message, help, related, line)


def shown(*findings: Finding, files: int = 214, accepted: int = 1) -> Shown:
    """These findings of a society that has none of its own."""
    return Shown(Checked(Society({}, files=files), tuple(findings), accepted), tuple(findings))


HOSTILE = finding(
    "attendees: [\x1b[31mayesha-kahn\u202e, %, ::error::]",
    (13, 30),
    message="no member\n::stop-commands::x% \x1b]0;title\x07",
    help="type, the: text\r\nanew",
    path="records/sessions/a,b:c\n\x1b[2J.md",
    related=(Related(Location("records/members/\u202egpj.md", Span(2, 1, 2, 5)), "the \x07 other"),),
)
"""A file name and record text that try to take the terminal, or the build, over."""

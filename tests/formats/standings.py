"""A standing made up for the reports, with everything in it that a standing can have."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from balintrec.pathway import Counted, Excluded, Outcome, StageStanding, Standing, Status


def outcome(id: str = "leading/hours", status: Status = Status.NOT_MET, **more: object) -> Outcome:
    values: dict[str, object] = {"title": "Lead for two hours", "kind": "practice", **more}
    return Outcome(id=id, status=status, **values)  # type: ignore[arg-type]


HOURS = outcome(
    have=Fraction(3, 2),
    need=Fraction(2),
    unit="double-hours",
    counted=(
        Counted("sessions/2026-01-07-university-residents", date(2026, 1, 7), Fraction(3, 2)),
        Counted("events/2026-02-01-weekend", date(2026, 2, 1)),
        Counted("events/2026-03-01-weekend", date(2026, 3, 1)),
    ),
    excluded=(
        Excluded("sessions/2026-02-04-university-residents", "was cancelled"),
        Excluded("sessions/2026-03-04-university-residents", "lies in a leave"),
        Excluded("sessions/2026-04-01-university-residents", "was cancelled"),
    ),
    values={"at-least": "2 double hours", "within": "12 months"},
    sources={"at-least": "published", "within": "placeholder"},
    next="half a double hour more, by 2026-12-31",
    due=date(2026, 12, 31),
)
MET = outcome(
    "leading/member",
    Status.MET,
    title="Be a member",
    have=Fraction(1),
    need=Fraction(1),
    met_on=date(2022, 1, 4),
    lapses_on=date(2027, 3, 1),
)
UNKNOWN = outcome(
    "leading/reports", Status.UNKNOWN, title="Two reports", unreadable=("records/assessments/\x1b.md",)
)
WAIVED = outcome(
    "leading/therapy", Status.WAIVED, title="Own therapy", decisions=("decisions/2025-01-25-x-waive",)
)
NONE = outcome("leading/years", Status.NOT_APPLICABLE, title="Years", reason="asked of psychologists alone")
EITHER = outcome("leading/either", Status.NOT_MET, kind="any-of", title="One of two", parts=(HOURS, WAIVED))
WISH = outcome("leading/wish", Status.NOT_MET, title="A wish", desirable=True, due=date(2026, 11, 30))

LEADING = StageStanding(
    "leading", "Lead | a *group*", Status.NOT_MET, None, (MET, HOURS, UNKNOWN, WAIVED, NONE, EITHER, WISH)
)
PASSED = StageStanding("joining", "Join", Status.NOT_MET, date(2022, 1, 4), (MET,))
STANDING = Standing(
    member="lucja-zolc-wisniewska",
    on=date(2026, 11, 23),
    policy="indus-2021",
    begin=date(2022, 1, 4),
    stages=(PASSED, LEADING),
    not_checked=("two members of the committee talk with the applicant",),
    credentials=(),
)
UNREAD = Standing(
    "nobody-here", date(2026, 11, 23), None, None, unreadable=("records/members/nobody-here.md",)
)

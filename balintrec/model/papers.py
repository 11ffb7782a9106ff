"""What was written: reflections, assessments, endorsements, references, attestations, applications, evaluations."""

from collections.abc import Hashable
from datetime import date
from typing import Literal

from balintrec.model.activity import Mode
from balintrec.model.record import Part, Period, Record
from balintrec.model.types import (
    NONE,
    ApplicationId,
    AssessmentId,
    Count,
    Day,
    Digest,
    EndorsementId,
    EventId,
    Flag,
    GroupId,
    MemberId,
    PersonOrName,
    ReferenceId,
    SessionId,
    Text,
    Word,
)
from balintrec.names import fold


class Reflection(Record):
    """What a person wrote about their own growth as a leader."""

    kind_folder = "reflections"
    noun = "reflection"
    dated = "written"
    about = "member"
    confidential = True
    speaker = "member"
    praises = ""
    is_paper = True
    judged_by = ("member", "written", "text", "digest")
    text_counts = True
    named_by = ("written", "member")
    folder_by = "member"
    example = """\
# records/reflections/bilal-ahmed/2024-06-30-bilal-ahmed.md
---
member: bilal-ahmed
written: 2024-06-30
period: {from: 2024-01-01, to: 2024-06-30}
text: elsewhere
digest: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
discussed-with: nadia-iqbal
---
"""

    member: MemberId
    written: Day
    period: Period | None = None
    text: Literal["here", "elsewhere"] = "here"
    """Elsewhere: the text is kept outside git, and `digest` is its SHA-256."""
    digest: Digest | None = None
    discussed_with: MemberId | None = None

    @property
    def identity(self) -> None:
        """The rules on this kind say which are the same."""


class Assessment(Record):
    """What a leader, supervisor or observer found."""

    kind_folder = "assessments"
    noun = "assessment"
    dated = "date"
    about = "member"
    confidential = True
    speaker = "by"
    praises = "member"
    is_paper = True
    judged_by = ("kind", "member", "by", "date", "verdict", "session", "event", "mode")
    text_counts = True
    named_by = ("date", "member")
    example = """\
# records/assessments/2024-07-02-bilal-ahmed.md
---
kind: observation
member: bilal-ahmed
by: nadia-iqbal
date: 2024-07-02
verdict: ready
period: {from: 2024-01-01, to: 2024-06-30}
session: 2024-06-25-lahore-tuesday  # or event: 2024-10-05-intensive
mode: in-person
competencies: {safe-environment: good, relationship-focus: good, group-process: developing}
---
"""

    kind: Literal["readiness", "report", "observation"]
    member: MemberId
    by: MemberId
    date: Day
    verdict: Literal["ready", "not-yet"]
    period: Period | None = None
    session: SessionId | None = None
    """Which session was observed."""
    event: EventId | None = None
    """Which event was observed, such as an intensive, if it was no session."""
    mode: Mode | None = None
    competencies: dict[Word, Text] | None = None

    @property
    def identity(self) -> Hashable:
        return self.kind, self.member, self.by, self.date, self.session, self.event, self.verdict


class Endorsement(Record):
    """A supervisor's word that somebody is ready to be credentialed."""

    kind_folder = "endorsements"
    noun = "endorsement"
    dated = "date"
    about = "member"
    confidential = False
    speaker = "by"
    praises = "member"
    is_paper = True
    judged_by = ("member", "by", "date", "verdict")
    text_counts = True
    named_by = ("date", "member")
    example = """\
# records/endorsements/2026-02-01-bilal-ahmed.md
---
member: bilal-ahmed
by: nadia-iqbal
date: 2026-02-01
verdict: endorsed
application: 2026-02-10-bilal-ahmed
---
"""

    member: MemberId
    by: MemberId
    date: Day
    verdict: Literal["endorsed", "not-yet"] = "endorsed"
    application: ApplicationId | None = None

    @property
    def identity(self) -> Hashable:
        return self.member, self.by, self.date, self.verdict


class Reference(Record):
    """A letter about somebody."""

    kind_folder = "references"
    noun = "reference"
    dated = "written"
    about = "member"
    confidential = True
    speaker = "referee"
    praises = "member"
    is_paper = True
    judged_by = ("member", "referee", "written", "replaces")
    text_counts = True
    named_by = ("written", "member", "referee[-1]")
    example = """\
# records/references/2026-01-20-bilal-ahmed-siddiqui.md
---
member: bilal-ahmed
referee: Prof. H. Siddiqui
written: 2026-01-20
received: 2026-01-25
replaces: 2022-05-01-bilal-ahmed-siddiqui
---
"""

    member: MemberId
    """Whom it is about."""
    referee: PersonOrName
    """A member's id, or a name."""
    written: Day
    received: Day | None = None
    replaces: ReferenceId | None = None

    @property
    def recorded_day(self) -> date:
        """The day on which the letter came in, where that is recorded."""
        return self.received or self.written

    @property
    def identity(self) -> Hashable:
        return self.member, fold(self.referee), self.written


class Attestation(Record):
    """That a thing is so; never its content."""

    kind_folder = "attestations"
    noun = "attestation"
    dated = "date"
    about = "member"
    confidential = False
    speaker = "by"
    praises = ""
    is_paper = True
    judged_by = ("kind", "member", "date", "hours")
    text_counts = False
    named_by = ("date", "member", "kind")
    example = """\
# records/attestations/2025-11-03-bilal-ahmed-own-therapy.md
---
kind: own-therapy
member: bilal-ahmed
date: 2025-11-03
by: nadia-iqbal
hours: 80
---
"""

    kind: Word
    """own-therapy, fee, indemnity, ethics, confidentiality, base-qualification, or another word of the policy."""
    member: MemberId
    date: Day
    by: MemberId | None = None
    hours: Count | None = None

    @property
    def identity(self) -> Hashable:
        return self.kind, self.member, self.date

    @property
    def participants(self) -> frozenset[str]:
        return frozenset({self.member})


class Application(Record):
    """A member asks for a credential; the body is the statement of interest."""

    kind_folder = "applications"
    noun = "application"
    dated = "date"
    about = "member"
    confidential = False
    speaker = "member"
    praises = ""
    is_paper = True
    judged_by = (
        "member",
        "date",
        "credential",
        "documents",
        "endorsement",
        "references",
        "reports",
        "status",
    )
    text_counts = True
    named_by = ("date", "member")
    example = """\
# records/applications/2026-02-10-bilal-ahmed.md
---
member: bilal-ahmed
date: 2026-02-10
credential: accredited-leader
documents: [form]
endorsement: 2026-02-01-bilal-ahmed
references: [2026-01-20-bilal-ahmed-siddiqui, 2026-01-22-bilal-ahmed-raza]
reports: [2024-07-02-bilal-ahmed]
status: submitted
---
The statement of interest.
"""

    member: MemberId
    date: Day
    credential: Word
    documents: tuple[Word, ...] = NONE
    """Received on paper: form, logbook, or another word of the policy."""
    endorsement: EndorsementId | None = None
    references: tuple[ReferenceId, ...] = NONE
    reports: tuple[AssessmentId, ...] = NONE
    status: Literal["draft", "submitted", "withdrawn"] = "submitted"

    @property
    def identity(self) -> Hashable:
        return self.member, self.date, self.credential


class Answers(Part):
    """One person's answers under a pseudonym."""

    pseudonym: Text
    values: tuple[Count, ...]


class Evaluation(Record):
    """Feedback or an outcome measure, with consent; never linked to anybody's standing."""

    kind_folder = "evaluations"
    noun = "evaluation"
    dated = "date"
    about = "group"
    confidential = True
    speaker = ""
    praises = ""
    is_paper = False
    judged_by = ()
    text_counts = False
    named_by = ("date", "group", "kind")
    example = """\
# records/evaluations/2024-12-10-lahore-tuesday-feedback.md
---
group: lahore-tuesday
date: 2024-12-10
kind: feedback
consent: yes
answers: [{pseudonym: p1, values: [5, 4, 6]}]
---
"""

    group: GroupId
    date: Day
    kind: Literal["feedback", "soc-13", "soc-29", "who-5", "proqol"]
    consent: Flag
    answers: tuple[Answers, ...] = NONE

    @property
    def identity(self) -> Hashable:
        return self.group, self.date, self.kind

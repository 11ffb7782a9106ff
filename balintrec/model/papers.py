"""What was written: reflections, assessments, endorsements, references, attestations, applications, evaluations."""

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


class Reflection(Record):
    """What a person wrote about their own growth as a leader."""

    kind_folder = "reflections"
    noun = "reflection"
    dated = "written"
    about = "member"
    confidential = True

    member: MemberId
    written: Day
    period: Period | None = None
    text: Literal["here", "elsewhere"] = "here"
    """Elsewhere: the text is kept outside git, and `digest` is its SHA-256."""
    digest: Digest | None = None
    discussed_with: MemberId | None = None


class Assessment(Record):
    """What a leader, supervisor or observer found."""

    kind_folder = "assessments"
    noun = "assessment"
    dated = "date"
    about = "member"
    confidential = True

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


class Endorsement(Record):
    """A supervisor's word that somebody is ready to be credentialed."""

    kind_folder = "endorsements"
    noun = "endorsement"
    dated = "date"
    about = "member"
    confidential = False

    member: MemberId
    by: MemberId
    date: Day
    verdict: Literal["endorsed", "not-yet"] = "endorsed"
    application: ApplicationId | None = None


class Reference(Record):
    """A letter about somebody."""

    kind_folder = "references"
    noun = "reference"
    dated = "written"
    about = "member"
    confidential = True

    member: MemberId
    """Whom it is about."""
    referee: PersonOrName
    """A member's id, or a name."""
    written: Day
    received: Day | None = None
    replaces: ReferenceId | None = None


class Attestation(Record):
    """That a thing is so; never its content."""

    kind_folder = "attestations"
    noun = "attestation"
    dated = "date"
    about = "member"
    confidential = False

    kind: Word
    """own-therapy, fee, indemnity, ethics, confidentiality, base-qualification, or another word of the policy."""
    member: MemberId
    date: Day
    by: MemberId | None = None
    hours: Count | None = None


class Application(Record):
    """A member asks for a credential; the body is the statement of interest."""

    kind_folder = "applications"
    noun = "application"
    dated = "date"
    about = "member"
    confidential = False

    member: MemberId
    date: Day
    credential: Word
    documents: tuple[Word, ...] = NONE
    """Received on paper: form, logbook, or another word of the policy."""
    endorsement: EndorsementId | None = None
    references: tuple[ReferenceId, ...] = NONE
    reports: tuple[AssessmentId, ...] = NONE
    status: Literal["draft", "submitted", "withdrawn"] = "submitted"


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

    group: GroupId
    date: Day
    kind: Literal["feedback", "soc-13", "soc-29", "who-5", "proqol"]
    consent: Flag
    answers: tuple[Answers, ...] = NONE

"""Rules on what others state about a member: assessments, endorsements, letters of reference, attestations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Problem
from balintrec.model import Assessment, Endorsement, Event, Policy, Reference, Session
from balintrec.model.measure import Author
from balintrec.names import article, quoted
from balintrec.pathway.context import MemberContext
from balintrec.pathway.requirements import kind_of
from balintrec.pathway.requirements.statement import author_refused, is_referee, statement_kind
from balintrec.rules.requirements import own_policies, requirements
from balintrec.rules.roles import are_members, conferred_on_nobody, may_be_hidden
from balintrec.rules.rule import at, error, problem, warning
from balintrec.society import Society

SEES = ("sessions", "supervisions")
"""The kinds of record that show who has led or supervised whom."""


@error("STM001", "statement-about-oneself")
def about_oneself(society: Society, on: date) -> Iterator[Problem]:
    """Somebody assesses or endorses themselves.

    A statement is the word of another person; one about oneself never counts.

    Wrong:
        # records/endorsements/2026-02-01-bilal-ahmed.md
        by: bilal-ahmed
    Right:
        # records/endorsements/2026-02-01-bilal-ahmed.md
        by: nadia-iqbal
    """
    for statement in _statements(society):
        if statement.by == statement.member:
            message = f'"{statement.by}" makes this {statement.noun} about themselves'
            yield problem(at(statement, "by"), message, "name the person who made it, or delete the record")


@error("STM002", "not-entitled")
def not_entitled(society: Society, on: date) -> Iterator[Problem]:
    """An assessment or endorsement is by somebody whose word the member's policy does not ask for.

    A policy asks for the word of a leader or supervisor of the member, or of the holder of a credential. That is
    looked at on the day of the statement, and by every requirement that could count it.

    Wrong:
        # records/endorsements/2026-02-01-bilal-ahmed.md
        by: omar-farooq
    Right:
        # records/endorsements/2026-02-01-bilal-ahmed.md
        by: nadia-iqbal
    """
    for statement in _statements(society):
        member = society.members.get(statement.member)
        policies = own_policies(society, member, statement.date) if member else ()
        if (
            not member
            or not policies
            or statement.by == member.id
            or not society.known("members", statement.by)
        ):
            continue
        case = MemberContext(society, member, policies[0])
        asked = [one for policy in policies for one in _authors(policy, statement_kind(statement))]
        refused = [author_refused(case, one, statement.by, statement.date) for one in asked]
        if asked and all(refused) and not _hidden(society, statement.by, member.id):
            wanted = quoted(dict.fromkeys(map(_in_words, asked)))
            message = (
                f'on {statement.date} "{statement.by}" was not {wanted}, as policy "{policies[0].id}" asks'
            )
            remedy = "correct the name or the day, enter what shows that they were, or ask the right person"
            yield problem(at(statement, "by"), message, remedy)


def _statements(society: Society) -> Iterator[Assessment | Endorsement]:
    yield from society.assessments.values()
    yield from society.endorsements.values()


def _authors(policy: Policy, kind: str) -> Iterator[Author]:
    """Whose word each requirement that could count such a statement asks for."""
    for _, _, requirement in requirements(policy):
        yield from kind_of(requirement).authors(requirement, kind)


def _hidden(society: Society, by: str, member: str) -> bool:
    """Whether a file that cannot be read may show the role or the credential."""
    hidden = may_be_hidden(society, SEES, by, member) or may_be_hidden(society, ("decisions", "policies"), by)
    return hidden or conferred_on_nobody(society)


def _in_words(wanted: Author) -> str:
    role = f"{article(quoted(wanted.role))} of the member" if wanted.role else "somebody"
    return f"{role} with the credential {quoted(wanted.credential)}" if wanted.credential else role


@error("STM004", "observed-without-leading")
def observed_without_leading(society: Society, on: date) -> Iterator[Problem]:
    """An observation is of a session that the member neither led nor co-led, or of an event without the member.

    What is observed is how somebody leads. An event does not record who led which of its sessions, so there it is
    enough that the member took part.

    Wrong:
        # records/assessments/2024-03-14-sana-malik.md
        kind: observation
        member: sana-malik
        by: omar-farooq
        date: 2024-03-14
        verdict: ready
        session: 2024-03-14-karachi-online
    Right:
        # records/assessments/2024-03-12-bilal-ahmed.md
        kind: observation
        member: bilal-ahmed
        by: nadia-iqbal
        date: 2024-03-12
        verdict: ready
        session: 2024-03-12-lahore-tuesday
    """
    for observation, key, observed in _observed(society):
        if isinstance(observed, Session):
            lacking, did = "neither led nor co-led", "led or co-led"
            there = (*observed.leaders, *observed.co_leaders)
        else:
            lacking, did = "did not take part in", "took part"
            there = tuple(person for _, person in observed.people())
        if not are_members(society, observation.member, *there) or observation.member in there:
            continue
        message = f'"{observation.member}" {lacking} {observed.noun} "{observed.id}"'
        remedy = f"correct the {observed.noun}, or enter in it that they {did}"
        yield problem(at(observation, key), message, remedy, (at(observed), f"the {observed.noun}"))


def _observed(society: Society) -> Iterator[tuple[Assessment, str, Session | Event]]:
    """Every observation, the key that names what was observed, and that session or event, if it can be read."""
    for observation in society.assessments.values():
        if observation.kind == "observation":
            session = society.sessions.get(observation.session or "")
            event = society.events.get(observation.event or "")
            if session:
                yield observation, "session", session
            if event:
                yield observation, "event", event


@error("STM005", "observed-before-held")
def observed_before_held(society: Society, on: date) -> Iterator[Problem]:
    """An observation is dated before the session or event it is about, or that was not held.

    Wrong:
        # records/assessments/2024-03-12-bilal-ahmed.md
        kind: observation
        member: bilal-ahmed
        by: nadia-iqbal
        date: 2024-03-05
        verdict: ready
        session: 2024-03-12-lahore-tuesday
    Right:
        # records/assessments/2024-03-12-bilal-ahmed.md
        kind: observation
        member: bilal-ahmed
        by: nadia-iqbal
        date: 2024-03-12
        verdict: ready
        session: 2024-03-12-lahore-tuesday
    """
    for observation, key, observed in _observed(society):
        noun = observed.noun
        first = observed.date if isinstance(observed, Session) else observed.period.from_
        if observed.status != "held":
            message = f'{noun} "{observed.id}" is {observed.status}, so nobody was observed in it'
            remedy = f"correct the {noun}, or its status"
            yield problem(at(observation, key), message, remedy, (at(observed, "status"), f"the {noun}"))
        elif observation.date < first:
            message = f"dated {observation.date}, before the {noun} of {first} that it is about"
            day = (at(observed, "date" if noun == "session" else "period"), f"the {noun}")
            yield problem(at(observation, "date"), message, f"correct the day or the {noun}", day)


@error("STM006", "endorses-for-another")
def endorses_for_another(society: Society, on: date) -> Iterator[Problem]:
    """An endorsement names the application of somebody else.

    Wrong:
        # records/endorsements/2026-02-01-ayesha-khan.md
        member: ayesha-khan
        by: nadia-iqbal
        date: 2026-02-01
        verdict: not-yet
        application: 2026-02-10-bilal-ahmed
    Right:
        # records/endorsements/2026-02-01-bilal-ahmed.md
        application: 2026-02-10-bilal-ahmed
    """
    for endorsement in society.endorsements.values():
        application = society.applications.get(endorsement.application or "")
        if not application or not are_members(society, application.member, endorsement.member):
            continue
        if application.member != endorsement.member:
            message = (
                f'this application is by "{application.member}", the endorsement is of "{endorsement.member}"'
            )
            remedy = "name the application of the member who is endorsed"
            yield problem(
                at(endorsement, "application"), message, remedy, (at(application, "member"), "whose it is")
            )


@error("STM008", "session-and-event")
def session_and_event(society: Society, on: date) -> Iterator[Problem]:
    """An assessment names both a session and an event.

    It is of one of the two. Two observations are two records.

    Wrong:
        # records/assessments/2024-10-06-bilal-ahmed.md
        kind: observation
        member: bilal-ahmed
        by: nadia-iqbal
        date: 2024-10-06
        verdict: ready
        session: 2024-03-12-lahore-tuesday
        event: 2024-10-05-intensive
    Right:
        # records/assessments/2024-10-06-bilal-ahmed.md
        kind: observation
        member: bilal-ahmed
        by: nadia-iqbal
        date: 2024-10-06
        verdict: ready
        event: 2024-10-05-intensive
    """
    for assessment in society.assessments.values():
        if assessment.session and assessment.event:
            message = f"this {assessment.kind} names a session and an event"
            remedy = "delete one of the two; enter a second observation as a record of its own"
            related = (at(assessment, "session"), "the session")
            yield problem(at(assessment, "event"), message, remedy, related)


@error("LET001", "reference-about-oneself")
def letter_about_oneself(society: Society, on: date) -> Iterator[Problem]:
    """A letter of reference is by the person it is about.

    The referee is a member's id or a name; both are compared, in every script that the member's record gives.

    Wrong:
        # records/references/2026-01-20-bilal-ahmed-siddiqui.md
        referee: Bilal Ahmed
    Right:
        # records/references/2026-01-20-bilal-ahmed-siddiqui.md
        referee: Prof. H. Siddiqui
    """
    for reference in society.references.values():
        member = society.members.get(reference.member)
        if reference.referee == reference.member or (member and is_referee(reference, member)):
            message = f'"{reference.member}" is the referee of a letter about themselves'
            yield problem(at(reference, "referee"), message, "name the person who wrote the letter")


@error("LET002", "received-before-written")
def received_early(society: Society, on: date) -> Iterator[Problem]:
    """A letter of reference was received before it was written.

    Wrong:
        # records/references/2026-01-20-bilal-ahmed-siddiqui.md
        received: 2026-01-05
    Right:
        # records/references/2026-01-20-bilal-ahmed-siddiqui.md
        received: 2026-01-25
    """
    for reference in society.references.values():
        if reference.received and reference.received < reference.written:
            message = f"received on {reference.received}, before it was written on {reference.written}"
            related = (at(reference, "written"), "the day it was written")
            yield problem(at(reference, "received"), message, "correct one of the two days", related)


@error("LET004", "replaces-another-letter")
def replaces_another(society: Society, on: date) -> Iterator[Problem]:
    """A letter of reference replaces one that it cannot replace.

    An updated letter stands in for an earlier one about the same person; where both are cited they count as one.

    Wrong:
        # records/references/2026-01-22-bilal-ahmed-raza.md
        member: bilal-ahmed
        referee: Prof. A. Raza
        written: 2026-01-12
        replaces: 2026-01-20-bilal-ahmed-siddiqui
    Right:
        # records/references/2026-02-22-bilal-ahmed-siddiqui.md
        member: bilal-ahmed
        referee: Prof. H. Siddiqui
        written: 2026-02-22
        replaces: 2026-01-20-bilal-ahmed-siddiqui
    """
    for reference in society.references.values():
        replaced = society.references.get(reference.replaces or "")
        if replaced is None or not are_members(society, replaced.member, reference.member):
            continue
        remedy = "let the later letter name the earlier one about the same person, and the first name none"
        if replaced is reference:
            message = "this letter replaces itself"
        elif replaced.member != reference.member:
            message = f'the letter replaced is about "{replaced.member}", this one about "{reference.member}"'
        elif replaced.written > reference.written:
            message = f"the letter replaced was written later, on {replaced.written}"
        elif _returns(society, reference):
            message = "this letter and others replace each other in a circle"
        else:
            continue
        yield problem(at(reference, "replaces"), message, remedy, (at(replaced), "the letter replaced"))


def _returns(society: Society, letter: Reference) -> bool:
    """Whether the way from a letter to what it replaces, and on from there, leads back to it."""
    seen = {letter.id}
    replaced = society.references.get(letter.replaces or "")
    while replaced and replaced.id not in seen:
        seen.add(replaced.id)
        replaced = society.references.get(replaced.replaces or "")
    return replaced is letter


@warning("ATT002", "attested-by-oneself")
def by_oneself(society: Society, on: date) -> Iterator[Problem]:
    """Somebody attests a thing about themselves.

    `by` names who has seen the proof. What a member declares without a witness has no `by`.

    Wrong:
        # records/attestations/2025-11-03-bilal-ahmed-own-therapy.md
        by: bilal-ahmed
    Right:
        # records/attestations/2025-11-03-bilal-ahmed-own-therapy.md
        by: nadia-iqbal
    """
    for attestation in society.attestations.values():
        if attestation.by == attestation.member:
            message = f'"{attestation.by}" attests this about themselves'
            yield problem(
                at(attestation, "by"), message, "name who has seen the proof, or delete the line by:"
            )

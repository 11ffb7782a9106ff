"""Rules on what others state about a member: assessments, endorsements, letters of reference, attestations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Problem
from balintrec.model import Assessment, Endorsement, Event, Policy, Reference, Session
from balintrec.model.measure import Author
from balintrec.pathway.context import MemberContext
from balintrec.pathway.requirements import kind_of
from balintrec.pathway.requirements.statement import author_refused, is_referee, statement_kind
from balintrec.rules.requirements import own_policies, requirements
from balintrec.rules.roles import are_members, conferred_on_nobody, may_be_hidden
from balintrec.rules.rule import at, error, problem, warning
from balintrec.society import Society
from balintrec.wording.message import Message, joined, message

SEES = ("sessions", "supervisions")
"""The kinds of record that show who has led or supervised whom."""
_ROLES = {"leader": message("a leader of the member"), "supervisor": message("a supervisor of the member")}
_SESSION, _EVENT = message("the session"), message("the event")


@error("STM001", "statement-about-oneself")
def about_oneself(society: Society, on: date) -> Iterator[Problem]:
    """Somebody assesses or endorses themselves.

    A statement is made by another person; one about oneself never counts.

    Wrong:
        # records/endorsements/2026-02-01-bilal-ahmed.md
        by: bilal-ahmed
    Right:
        # records/endorsements/2026-02-01-bilal-ahmed.md
        by: nadia-iqbal
    """
    for statement in _statements(society):
        if statement.by == statement.member:
            said = message('"%(by)s" makes this statement about themselves', by=statement.by)
            remedy = message("name the person who made it, or delete the record")
            yield problem(at(statement, "by"), said, remedy)


@error("STM002", "author-not-entitled")
def not_entitled(society: Society, on: date) -> Iterator[Problem]:
    """An assessment or endorsement is by somebody whose statement the member's policy does not ask for.

    A policy asks for a statement by a leader or supervisor of the member, or by the holder of a credential.
    That is checked on the date of the statement, and for every requirement that could count it.

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
        context = MemberContext(society, member, policies[0])
        authors = [author for policy in policies for author in _authors(policy, statement_kind(statement))]
        refused = [author_refused(context, author, statement.by, statement.date) for author in authors]
        if authors and all(refused) and not _hidden(society, statement.by, member.id):
            said = message(
                'policy "%(policy)s" asks for %(authors)s, which "%(by)s" was not on %(date)s',
                policy=policies[0].id,
                authors=joined(dict.fromkeys(map(_in_words, authors)), "or"),
                by=statement.by,
                date=statement.date,
            )
            remedy = message(
                "correct the name or the date, enter what shows that they were, or ask the right person"
            )
            yield problem(at(statement, "by"), said, remedy)


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


def _in_words(wanted: Author) -> Message:
    credential = joined(wanted.credential, "or")
    if wanted.role:
        roles = [
            _ROLES.get(role) or message("a person with the role %(role)s", role=role) for role in wanted.role
        ]
        who = joined(roles, "or")
        return (
            message("%(who)s with the credential %(credential)s", who=who, credential=credential)
            if wanted.credential
            else who
        )
    if wanted.credential:
        return message("somebody with the credential %(credential)s", credential=credential)
    return message("somebody else")


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
        led = isinstance(observed, Session)
        there = (
            (*observed.leaders, *observed.co_leaders)
            if isinstance(observed, Session)
            else tuple(person for _, person in observed.people())
        )
        if not are_members(society, observation.member, *there) or observation.member in there:
            continue
        who, what = observation.member, observed.id
        if led:
            said = message(
                '"%(member)s" neither led nor co-led session "%(session)s"', member=who, session=what
            )
            remedy = message("correct the session, or enter in it that they led or co-led")
        else:
            said = message('"%(member)s" did not take part in event "%(event)s"', member=who, event=what)
            remedy = message("correct the event, or enter in it that they took part")
        yield problem(at(observation, key), said, remedy, (at(observed), _SESSION if led else _EVENT))


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
    """An observation is dated before the session or event that it is about, or that one was not held.

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
        is_session = isinstance(observed, Session)
        first = observed.date if isinstance(observed, Session) else observed.period.from_
        noun = _SESSION if is_session else _EVENT
        if observed.status != "held":
            status, what = observed.status, observed.id
            said = message(
                '"%(observed)s" is %(status)s, so nobody was observed there', observed=what, status=status
            )
            remedy = message("correct which session or event was observed, or its status")
            yield problem(at(observation, key), said, remedy, (at(observed, "status"), noun))
        elif observation.date < first:
            said = message(
                "dated %(date)s, before what was observed on %(first)s", date=observation.date, first=first
            )
            related = (at(observed, "date" if is_session else "period"), noun)
            remedy = message("correct the date, or which session or event was observed")
            yield problem(at(observation, "date"), said, remedy, related)


@error("STM006", "endorsement-of-another-applicant")
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
            said = message(
                'this application is by "%(applicant)s", but the endorsement is of "%(member)s"',
                applicant=application.member,
                member=endorsement.member,
            )
            remedy = message("name the application of the member who is endorsed")
            related = (at(application, "member"), message("the applicant"))
            yield problem(at(endorsement, "application"), said, remedy, related)


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
            said = message("this assessment names both a session and an event")
            remedy = message("delete one of the two; enter a second observation as its own record")
            yield problem(at(assessment, "event"), said, remedy, (at(assessment, "session"), _SESSION))


@error("LET001", "reference-about-oneself")
def letter_about_oneself(society: Society, on: date) -> Iterator[Problem]:
    """A letter of reference was written by the person it is about.

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
            said = message(
                '"%(member)s" is the referee of a letter about themselves', member=reference.member
            )
            yield problem(at(reference, "referee"), said, message("name the person who wrote the letter"))


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
            said = message(
                "received on %(received)s, before it was written on %(written)s",
                received=reference.received,
                written=reference.written,
            )
            related = (at(reference, "written"), message("the date it was written"))
            yield problem(at(reference, "received"), said, message("correct one of the two dates"), related)


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
        if replaced is reference:
            said = message("this letter replaces itself")
        elif replaced.member != reference.member:
            said = message(
                'the letter replaced is about "%(other)s", but this one is about "%(member)s"',
                other=replaced.member,
                member=reference.member,
            )
        elif replaced.written > reference.written:
            said = message("the letter replaced was written later, on %(date)s", date=replaced.written)
        elif _returns(society, reference):
            said = message("this letter and others replace each other in a circle")
        else:
            continue
        remedy = message(
            "let the later letter name the earlier one about the same person, and the earliest name none"
        )
        yield problem(at(reference, "replaces"), said, remedy, (at(replaced), message("the letter replaced")))


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
            said = message('"%(by)s" attests this about themselves', by=attestation.by)
            remedy = message("name who has seen the proof, or delete the line by:")
            yield problem(at(attestation, "by"), said, remedy)

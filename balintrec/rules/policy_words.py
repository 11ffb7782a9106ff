"""Rules on the words of a policy: its roles, kinds, credentials and fields exist."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from balintrec.finding import Key, Problem
from balintrec.model import Policy
from balintrec.model.activity import ACTIVITY_KINDS, ROLES
from balintrec.model.policy import AttestationOf, DocumentCited, Statement
from balintrec.names import did_you_mean
from balintrec.rules.requirements import all_requirements, credential_words, filters, practices
from balintrec.rules.rule import at, error, problem, suggestion, warning
from balintrec.rules.vocabulary import ATTESTATIONS, CITED, DOCUMENTS, misspelt_words, unknown_words
from balintrec.society import Society
from balintrec.society.lookup import almost
from balintrec.wording.message import Message, joined, message

GROUP_KINDS = ("ongoing", "closed", "time-limited", "large")
AUTHORS = ("leader", "supervisor")
"""The roles in which somebody stands to a member."""
FIELDS = ("also-known-as", "background", "policy", "profession", "sort-key")
"""What a member's record says in words, so that `when` can ask for it."""


def _unknown(
    policy: Policy, key: Key, words: Iterable[str], known: Iterable[str], said: Callable[[str], Message]
) -> Iterator[Problem]:
    """Problems for the words in a list of a policy that are not known."""
    known = list(dict.fromkeys(known))
    choices = message("write %(words)s", words=joined(known, "or")) if known else message("correct the word")
    places = ((at(policy, *key, number), word) for number, word in enumerate(words))
    return unknown_words(places, known, said, choices)


def _no_role(word: str) -> Message:
    return message('there is no role "%(word)s" here', word=word)


@error("POL012", "unknown-role")
def unknown_role(society: Society, on: date) -> Iterator[Problem]:
    """A policy asks for a role that nobody can have in what it counts.

    In sessions people are leader, co-leader, presenter, attendee or observer, at events leader or attendee, in
    supervisions supervisor or supervisee. A statement or a cited
    paper is by a leader or supervisor of the member.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], roles: [atendee],
                 source: published}
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], roles: [attendee],
                 source: published}
    """
    for policy, key, practice in practices(society):
        known = [role for kind in practice.of for role in ROLES[kind]]
        yield from _unknown(policy, (*key, "roles"), practice.roles, known, _no_role)
        if practice.with_:
            yield from _unknown(policy, (*key, "with", "role"), practice.with_.role, known, _no_role)
    for policy, asked in all_requirements(society):
        if isinstance(asked.requirement, Statement | DocumentCited) and asked.requirement.by:
            key, roles = (*asked.key, "by", "role"), asked.requirement.by.role
            yield from _unknown(policy, key, roles, AUTHORS, _no_role)


@error("POL013", "unknown-kind")
def unknown_kind(society: Society, on: date) -> Iterator[Problem]:
    """A policy asks for a kind of session, event or group that does not exist.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions],
                 where: {group-kinds: [on-going]}, source: published}
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions],
                 where: {group-kinds: [ongoing]}, source: published}
    """
    for policy, key, practice, where in filters(society):
        known = [kind for of in practice.of for kind in ACTIVITY_KINDS[of]]
        if known:
            yield from _unknown(
                policy,
                (*key, "kinds"),
                where.kinds,
                known,
                lambda word: message('there is no kind "%(word)s" here', word=word),
            )
        yield from _unknown(
            policy,
            (*key, "group-kinds"),
            where.group_kinds,
            GROUP_KINDS,
            lambda word: message('there is no kind of group "%(word)s"', word=word),
        )


@error("POL014", "unknown-credential-asked")
def unknown_credential(society: Society, on: date) -> Iterator[Problem]:
    """A policy asks for somebody with a credential that nobody can hold.

    A credential is conferred by a policy or a decision, or named in `leads` or `supervises`.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions],
                 with: {role: leader, credential: acredited-leader}, source: published}
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions],
                 with: {role: leader, credential: accredited-leader}, source: published}
    """
    known = _conferred(society)
    known |= {word for policy in society.policies.values() for word in (*policy.leads, *policy.supervises)}
    words = (
        (at(policy, *key), word) for policy, key, word in _credentials(society, known) if "requires" in key
    )
    remedy = message("correct the word, or add it to leads: or supervises:")
    return unknown_words(words, known, _never_conferred, remedy)


@warning("POL015", "credential-never-conferred")
def never_conferred(society: Society, on: date) -> Iterator[Problem]:
    """A credential in a policy looks misspelt: nobody holds it, and another is almost the same.

    Wrong:
        # records/policies/pakistan-2030.md
        leads: [acredited-leader]
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], source: published}
    Right:
        # records/policies/pakistan-2030.md
        leads: [accredited-leader]
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], source: published}
    """
    known = _conferred(society)
    for policy, key, word in _credentials(society, known):
        meant = did_you_mean(word, known) if "requires" not in key else None
        if meant:
            yield problem(at(policy, *key), _never_conferred(word), suggestion(meant))
    yield from _alone(society)


def _never_conferred(word: str) -> Message:
    return message('no policy or decision confers "%(word)s"', word=word)


def _alone(society: Society) -> Iterator[Problem]:
    """Policies for a credential that nothing else mentions, and which is almost one that others mention."""
    mentioned = {decision.credential for decision in society.decisions.values() if decision.credential}
    mentioned |= {application.credential for application in society.applications.values()}
    for policy in society.policies.values():
        others = {other.credential for other in society.policies.values() if other is not policy}
        known = mentioned | others | {*policy.leads, *policy.supervises}
        place = at(policy, "credential")
        yield from misspelt_words(
            [(place, policy.credential)],
            known,
            lambda word: message('nothing else mentions the credential "%(word)s"', word=word),
        )


def _conferred(society: Society) -> set[str]:
    """The credentials that policies confer and decisions are about."""
    decided = {decision.credential for decision in society.decisions.values() if decision.credential}
    return decided | {policy.credential for policy in society.policies.values()}


def _credentials(society: Society, known: set[str]) -> Iterator[tuple[Policy, Key, str]]:
    """The credentials in policies that are not known, and that no file which cannot be read may confer."""
    for policy in society.policies.values():
        for key, word in credential_words(policy):
            hidden = (
                file.mentions(word) for file in society.broken if file.kind in ("policies", "decisions")
            )
            if word not in known and not any(hidden):
                yield policy, key, word


@error("POL016", "unknown-member-field")
def unknown_field(society: Society, on: date) -> Iterator[Problem]:
    """A `when` asks for a key that a member's record does not have.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions],
                 when: {backgruond: psychodynamic-training}, source: published}
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions],
                 when: {background: psychodynamic-training}, source: published}
    """
    words = (
        (at(policy, *asked.key, "when", field), field)
        for policy, asked in all_requirements(society)
        for field in asked.requirement.when or {}
    )
    remedy = message("write %(fields)s", fields=joined(FIELDS, "or"))
    return unknown_words(
        words, FIELDS, lambda word: message('"%(word)s" cannot be a condition on a member', word=word), remedy
    )


@warning("POL020", "condition-looks-misspelt")
def condition(society: Society, on: date) -> Iterator[Problem]:
    """A `when` asks for a background that no member has, and that is almost the same as one that members have.

    The requirement would apply to nobody. A word and the same with `no-` before it are opposites, and no slip.

    Wrong:
        # records/members/sana-malik.md
        background: [psychodynamic-training]
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions],
                 when: {background: psychodynamic-traning}, source: published}
    Right:
        # records/members/sana-malik.md
        background: [psychodynamic-training]
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions],
                 when: {background: psychodynamic-training}, source: published}
    """
    words = {word for member in society.members.values() for word in member.background}
    if any(file.kind == "members" for file in society.broken):
        return
    for policy, asked in all_requirements(society):
        for number, value in enumerate((asked.requirement.when or {}).get("background", ())):
            meant = None if value in words else almost(value, words)
            if meant and "no-" not in (value.removesuffix(meant), meant.removesuffix(value)):
                said = message('no member has the background "%(word)s"', word=value)
                yield problem(at(policy, *asked.key, "when", "background", number), said, suggestion(meant))


@warning("POL021", "paper-looks-misspelt")
def paper(society: Society, on: date) -> Iterator[Problem]:
    """A policy asks for a paper or an attestation that nobody has ever submitted, and that is almost a known one.

    The requirement could not be met, and nobody would see why.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: application
            requires:
              - {id: therapy, title: Therapy of one's own, kind: attestation, of: own-terapy, source: published}
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: application
            requires:
              - {id: therapy, title: Therapy of one's own, kind: attestation, of: own-therapy, source: published}
    """
    attested = {*ATTESTATIONS, *(attestation.kind for attestation in society.attestations.values())}
    received = {
        *CITED,
        *DOCUMENTS,
        *(word for application in society.applications.values() for word in application.documents),
    }
    for policy, asked in all_requirements(society):
        requirement = asked.requirement
        if isinstance(requirement, AttestationOf | DocumentCited):
            known = attested if isinstance(requirement, AttestationOf) else received
            words = [
                (at(policy, *asked.key, "of", number), word) for number, word in enumerate(requirement.of)
            ]
            yield from misspelt_words(
                words, known, lambda word: message('nobody has ever submitted "%(word)s"', word=word)
            )

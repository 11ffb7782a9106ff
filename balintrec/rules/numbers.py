"""Rules on the numbers of a policy: they go together, and they ask for something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Key, Problem
from balintrec.model import Policy
from balintrec.model.measure import ShareOf
from balintrec.model.policy import RequirementBase
from balintrec.pathway.requirements import contradiction
from balintrec.rules.requirements import all_requirements, practices, requirements
from balintrec.rules.rule import at, error, find, problem
from balintrec.society import Society
from balintrec.wording.message import message, plural

AT_LEAST_ONE = ("months", "span", "within", "every", "since", "at_least", "hours", "max_gap")
"""The numbers of a requirement with which 0 would ask for nothing, or for what cannot be."""
ALSO_IMPOSSIBLE = (
    "POL005", "POL006", "POL007", "POL008", "POL009", "POL010",
    "POL012", "POL013", "POL017", "POL018", "POL019", "POL025",
)  # fmt: skip
"""The rules that find other requirements that nobody can meet."""
SWAP = message("swap the two numbers")


@error("POL005", "span-without-count")
def span_alone(society: Society, on: date) -> Iterator[Problem]:
    """A `span` is given without `each`, `max-gap` or `at-least`.

    Two sessions, two years apart, would then be enough.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], span: 24, source: published}
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], span: 24,
                 each: {months: 3, at-least: 1}, source: published}
    """
    for policy, key, practice in practices(society):
        if practice.span and not practice.each and practice.max_gap is None and practice.at_least is None:
            said = plural(
                "two activities %(num)s month apart would be enough",
                "two activities %(num)s months apart would be enough",
                practice.span,
            )
            remedy = message("add each: {months: …, at-least: …}, a max-gap: in days, or an at-least:")
            yield problem(at(policy, *key, "span"), said, remedy)


@error("POL006", "each-longer-than-span")
def each_too_long(society: Society, on: date) -> Iterator[Problem]:
    """The periods of `each` are longer than the `span`, so none lies in it.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], span: 3,
                 each: {months: 6, at-least: 1}, source: published}
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], span: 24,
                 each: {months: 6, at-least: 1}, source: published}
    """
    for policy, key, practice in practices(society):
        if practice.span and practice.each and practice.each.months > practice.span:
            said = message(
                "a period of %(months)s months does not fit into a span of %(span)s",
                months=practice.each.months,
                span=practice.span,
            )
            remedy = message("shorten the period, or lengthen the span")
            yield problem(at(policy, *key, "each", "months"), said, remedy)


@error("POL007", "within-shorter-than-span")
def within_too_short(society: Society, on: date) -> Iterator[Problem]:
    """What counts only for `within` months can never cover a longer `span`.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], at-least: 8, span: 24,
                 within: 12, source: published}
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], at-least: 8, span: 24,
                 within: 36, source: published}
    """
    for policy, key, practice in practices(society):
        if practice.span and practice.within is not None and practice.within < practice.span:
            said = message(
                "what is older than %(within)s months does not count, but the span is %(span)s",
                within=practice.within,
                span=practice.span,
            )
            yield problem(
                at(policy, *key, "within"), said, message("make within: at least as long as the span")
            )


@error("POL008", "number-is-zero")
def asks_for_zero(society: Society, on: date) -> Iterator[Problem]:
    """A number in a policy is 0, which requires nothing or can never be met.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], at-least: 0,
                 source: published}
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], at-least: 8,
                 source: published}
    """
    for policy in society.policies.values():
        zeros: list[Key] = []
        zeros += [(key.replace("_", "-"),) for key in ("valid", "double_hour") if getattr(policy, key) == 0]
        if policy.session_minutes and policy.session_minutes.at_most == 0:
            zeros.append(("session-minutes", "at-most"))
        for asked in requirements(policy):
            zeros += [(*asked.key, *key) for key in _zeros(asked.requirement)]
        for key in zeros:
            said = message("%(key)s is 0", key=str(key[-1]))
            yield problem(at(policy, *key), said, message("write a number of at least 1"))


def _zeros(requirement: RequirementBase) -> Iterator[Key]:
    for name in AT_LEAST_ONE:
        if getattr(requirement, name, None) == 0:
            yield (name.replace("_", "-"),)
    for holder in ("each", "distinct"):
        for name in ("months", "at_least"):
            if getattr(getattr(requirement, holder, None), name, None) == 0:
                yield (holder, name.replace("_", "-"))


@error("POL009", "bounds-inverted")
def bounds_inverted(society: Society, on: date) -> Iterator[Problem]:
    """An `at-least` is greater than its `at-most`.

    Wrong:
        # records/policies/pakistan-2030.md
        session-minutes: {at-least: 180, at-most: 45}
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], at-least: 8,
                 source: published}
    Right:
        # records/policies/pakistan-2030.md
        session-minutes: {at-least: 45, at-most: 180}
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], at-least: 8,
                 source: published}
    """
    for policy in society.policies.values():
        minutes = policy.session_minutes
        least, most = (minutes.at_least, minutes.at_most) if minutes else (None, None)
        if least and most is not None and least > most:
            said = message(
                "at least %(least)s and at most %(most)s contradict each other", least=least, most=most
            )
            yield problem(at(policy, "session-minutes", "at-least"), said, SWAP)
    for policy, key, share in _shares(society):
        if share.at_least is not None and share.at_most is not None and share.at_least > share.at_most:
            said = message("the at-least of this share is greater than its at-most")
            yield problem(at(policy, *key, "at-least"), said, SWAP)


def _shares(society: Society) -> Iterator[tuple[Policy, Key, ShareOf]]:
    for policy, key, practice in practices(society):
        for number, share in enumerate(practice.share):
            yield policy, (*key, "share", number), share


@error("POL010", "share-incomplete")
def share_incomplete(society: Society, on: date) -> Iterator[Problem]:
    """A `share` does not say of what, or not how much.

    It is a share of what is counted (`where`) or of the sessions of the member's groups (`of: roster`), and it is
    `at-least` or `at-most` so much.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], at-least: 8,
                 share: {at-least: 1/2}, source: published}
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], at-least: 8,
                 share: {where: {modes: [in-person]}, at-least: 1/2}, source: published}
    """
    for policy, key, share in _shares(society):
        if share.at_least is None and share.at_most is None:
            said = message("this share does not say how much")
            yield problem(at(policy, *key), said, message("add at-least: or at-most:, such as 1/2"))
        if share.where is None and share.of is None:
            said = message("this share does not say of what")
            remedy = message("add where: {…} for a part of what is counted, or of: roster")
            yield problem(at(policy, *key), said, remedy)
        if share.where is not None and share.of is not None:
            said = message("this share is of two things: of the roster, and of what is counted")
            remedy = message("write two shares, one with where: and one with of:")
            yield problem(at(policy, *key), said, remedy)


@error("POL026", "impossible-requirement")
def nobody_can_meet_it(society: Society, on: date) -> Iterator[Problem]:
    """The keys of a requirement contradict each other, so nobody can ever meet it.

    Examples: two settings are required, but only one group counts; proof must be older than the time for which
    it counts; what is older than a period does not count, so no period ever ends; two shares require more than
    everything. What another finding reports of the same requirement is not reported again.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: application
            requires:
              - {id: degree, title: Have worked for three years, kind: attestation, of: base-qualification,
                 since: 36, within: 24, source: published}
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: application
            requires:
              - {id: degree, title: Have worked for three years, kind: attestation, of: base-qualification,
                 since: 36, source: published}
    """
    said = set(_said(society, on))
    for policy, asked in all_requirements(society):
        found = contradiction(asked.requirement)
        if found and (policy.path, asked.key) not in said:
            impossible = message("nobody can meet this: %(reason)s", reason=found.why)
            yield problem(
                at(policy, *asked.key, *found.key), impossible, message("%(remedy)s", remedy=found.remedy)
            )


def _said(society: Society, on: date) -> Iterator[tuple[str, Key]]:
    """The requirements in which another rule finds what cannot be, by file and place."""
    for code in ALSO_IMPOSSIBLE:
        for found in find(code, society, on):
            for length in range(1, len(found.place.key) + 1):
                yield found.place.path, found.place.key[:length]

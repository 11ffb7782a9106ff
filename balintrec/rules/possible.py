"""The rule that somebody can meet what a policy asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Fault, Key
from balintrec.pathway.requirements import contradiction
from balintrec.rules import activity_filters, numbers, vocabulary
from balintrec.rules.requirements import all_requirements
from balintrec.rules.rule import Check, at, error, fault
from balintrec.society import Society


@error("POL026", "nobody-can-meet-it")
def nobody_can_meet_it(society: Society, on: date) -> Iterator[Fault]:
    """The keys of a requirement rule each other out, so that nobody can ever meet it.

    Two settings are asked for, and only one group counts; proof counts for less time than it has to be old; what is
    older than a period does not count, so that no period is ever over; two shares ask for more than all there is.
    What another finding says of the same requirement is not said again.

    Wrong:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
        stages:
          - id: application
            requires:
              - {id: degree, title: Have worked for three years, kind: attestation, of: base-qualification,
                 since: 36, within: 24, source: published}
    Right:
        # records/policies/pakistan-2030.md
        title: Pathway
        effective: 2030-01-01
        credential: accredited-leader
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
            message = f"nobody can meet this: {found.why}"
            yield fault(at(policy, *asked.key, *found.key), message, found.remedy)


def _said(society: Society, on: date) -> Iterator[tuple[str, Key]]:
    """The requirements in which another rule finds what cannot be, by file and place."""
    for rule in (*activity_filters.RULES, *numbers.RULES, vocabulary.unknown_role, vocabulary.unknown_kind):
        for one in rule.find(society, on):
            for length in range(1, len(one.place.key) + 1):
                yield one.place.path, one.place.key[:length]


RULES: tuple[Check, ...] = (nobody_can_meet_it,)

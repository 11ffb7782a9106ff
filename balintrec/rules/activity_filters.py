"""Rules on what a policy asks of activities: they must be able to show it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Problem
from balintrec.model.activity import FILTERS, MEASURED, TOLD_APART
from balintrec.model.policy import DocumentCited, Practice
from balintrec.rules.requirements import all_requirements, filters, practices
from balintrec.rules.rule import at, error, problem
from balintrec.rules.vocabulary import PAPERS
from balintrec.society import Society
from balintrec.wording.message import joined, message


@error("POL017", "distinct-does-not-fit")
def distinct_does_not_fit(society: Society, on: date) -> Iterator[Problem]:
    """A `distinct` distinguishes by something that what is counted does not record.

    Sessions record groups, settings, leaders and co-leaders, events leaders, supervisions supervisors; statements
    have authors and sessions.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions],
                 distinct: {of: supervisors, at-least: 2}, source: published}
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Be supervised, kind: practice, of: [supervisions],
                 distinct: {of: supervisors, at-least: 2}, source: published}
    """
    for policy, asked in all_requirements(society):
        distinct = getattr(asked.requirement, "distinct", None)
        if not distinct:
            continue
        if isinstance(asked.requirement, Practice):
            fits = bool(set(TOLD_APART.get(distinct.of, ())) & set(asked.requirement.of))
            known = [word for word, kinds in TOLD_APART.items() if set(kinds) & set(asked.requirement.of)]
        else:
            known = ["authors", "sessions"]
            fits = distinct.of in known
        if not fits:
            said = message("what is counted here cannot be distinguished by %(word)s", word=distinct.of)
            remedy = message("write %(words)s", words=joined(known, "or"))
            yield problem(at(policy, *asked.key, "distinct", "of"), said, remedy)


@error("POL025", "paper-without-author")
def author_of_nothing(society: Society, on: date) -> Iterator[Problem]:
    """A `by` asks who wrote a paper, but nothing in `of` is a paper that somebody else writes.

    References, reports and endorsements have authors. A form, a statement of interest and other words have none,
    so `by` asks nothing there.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: application
            requires:
              - {id: report, title: Submit the report of your supervisor, kind: document, of: form,
                 by: {role: supervisor}, source: published}
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: application
            requires:
              - {id: report, title: Submit the report of your supervisor, kind: document, of: report,
                 by: {role: supervisor}, source: published}
    """
    for policy, asked in all_requirements(society):
        requirement = asked.requirement
        if isinstance(requirement, DocumentCited) and requirement.by and not set(requirement.of) & {*PAPERS}:
            papers = joined(requirement.of, "or")
            said = message("only the member writes %(papers)s, so by: has no effect here", papers=papers)
            remedy = message(
                "name under of: a paper that somebody else writes: %(papers)s", papers=joined(PAPERS, "or")
            )
            yield problem(at(policy, *asked.key, "by"), said, remedy)


@error("POL018", "unit-does-not-fit")
def unit_does_not_fit(society: Society, on: date) -> Iterator[Problem]:
    """What is counted can never be measured in the unit.

    Only sessions have cases, and only events have days or are counted as events.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Be supervised, kind: practice, of: [supervisions], unit: cases,
                 at-least: 8, source: published}
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Be supervised, kind: practice, of: [supervisions], unit: hours,
                 at-least: 8, source: published}
    """
    for policy, key, practice in practices(society):
        wanted = MEASURED.get(practice.unit)
        if wanted and not set(wanted) & set(practice.of):
            counted = joined(practice.of, "or")
            said = message("%(kinds)s cannot be counted in %(unit)s", kinds=counted, unit=practice.unit)
            remedy = message("correct the unit, or name %(kinds)s under of:", kinds=joined(wanted, "or"))
            yield problem(at(policy, *key, "unit"), said, remedy)


@error("POL019", "filter-does-not-fit")
def filter_does_not_fit(society: Society, on: date) -> Iterator[Problem]:
    """A key of `where` excludes everything that is counted.

    Groups, their kinds and settings are those of sessions; only supervisions are `recorded`, and people are
    `assessed` only at events.

    Wrong:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [sessions], where: {assessed: yes},
                 source: published}
    Right:
        # records/policies/pakistan-2030.md
        stages:
          - id: participation
            requires:
              - {id: attendance, title: Attend, kind: practice, of: [events], where: {assessed: yes},
                 source: published}
    """
    for policy, key, practice, where in filters(society):
        for name, kinds in FILTERS.items():
            given = getattr(where, name)
            if given and not set(kinds) & set(practice.of):
                word, names = name.replace("_", "-"), joined(kinds, "or")
                said = message(
                    "nothing that is counted here has %(key)s: it is for %(kinds)s", key=word, kinds=names
                )
                remedy = message("name %(kinds)s under of:, or correct the key under where:", kinds=names)
                yield problem(at(policy, *key, word), said, remedy)

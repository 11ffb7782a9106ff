"""One member's values, for a dossier and for a page: `person` gathers them, without any effect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from balintrec.finding import Finding
from balintrec.pathway import Standing
from balintrec.pathway.timeline import Timeline, Turn
from balintrec.society import Society, SocietyIndex
from balintrec.views.member import activity, relevant_records, requirements, statements
from balintrec.views.member.relevant_records import names_of
from balintrec.views.member.values import Person
from balintrec.views.standing import aimed_at

__all__ = ["Person", "person"]


def person(
    society: Society,
    standing: Standing,
    findings: Iterable[Finding] = (),
    entered: Mapping[str, date] | None = None,
    told: Timeline | None = None,
) -> Person:
    """All that the records say about the member of a standing, on its day.

    ``findings`` are those of the whole society; ``entered`` says on which day each record came in, by ref, and is
    None where that is not known. Without ``told``, which takes as long again as the standing, the turns are the days
    since which requirements have been met, and what was lost on the way is not among them.
    """
    id, on = standing.member, standing.on
    member = society.members.get(id)
    policy = society.policies.get(standing.policy or "")
    came = activity.attendance(society, id, on)
    held = requirements.held(society, standing)
    own, later = relevant_records.findings_about(society, id, on, findings)
    return Person(
        standing=standing,
        names=names_of(society, id),
        profession=(member.profession or "") if member else "",
        background=member.background if member else (),
        membership=tuple((one.from_, one.to) for one in member.membership) if member else (),
        policy=policy,
        aim=aimed_at(society, standing),
        held=held,
        numbers=requirements.numbers(policy, standing),
        months=activity.months(society, id, standing.begin, on),
        groups=activity.groups(society, came),
        co_leading=activity.co_leading(society, policy, came),
        events=activity.events(society, id, on),
        supervisions=activity.supervisions(society, id, on),
        reflections=statements.reflections(society, id, on),
        due_days=requirements.due_days(society, member, policy, standing),
        statements=statements.statements(society, id, on),
        references=statements.references(society, id, on),
        attestations=statements.attestations(society, id, on),
        applications=statements.applications(society, id, on),
        decisions=requirements.decisions(society, standing),
        turns=told.turns if told else tuple(_met(standing)),
        tenures=told.tenures if told else (),
        coming=requirements.coming(society, standing, held),
        late=None if entered is None else relevant_records.late_entries(society, id, on, entered),
        findings=own,
        findings_later=later,
        paths=society.derived(_Paths).by_ref,
    )


def _met(standing: Standing) -> list[Turn]:
    """The days since which requirements have been met, in order."""
    found = [
        Turn(one.met_on, one.id, one.title, None, one.status, ())
        for one in requirements.all_outcomes(standing.outcomes())
        if one.met_on
    ]
    return sorted(found, key=lambda turn: turn.day)


class _Paths(SocietyIndex):
    @cached_property
    def by_ref(self) -> Mapping[str, str]:
        """The path of every record, readable or not."""
        broken = {f"{file.kind}/{file.id}": file.path for file in self.society.broken}
        return {**broken, **{record.ref: record.path for record in self.society.all()}}

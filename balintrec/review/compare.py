"""Two checks of one society, before and after, to a review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from balintrec.check import Checked
from balintrec.repository import Change, Commit
from balintrec.review.entry import Locate, entering, unlocated
from balintrec.review.findings import split
from balintrec.review.people import people
from balintrec.review.protected_files import elsewhere, protected
from balintrec.review.records import applications, decisions, differences, moves, rewritten
from balintrec.review.renames import Renames, renames
from balintrec.review.review import Renamed, Review
from balintrec.review.touched import touched


def compare(
    base: Checked,
    head: Checked,
    changed: tuple[Change, ...],
    on: date,
    commits: Iterable[Commit] = (),
    jobs: int = 1,
    locate: Locate = unlocated,
) -> Review:
    """What a change does to a society, and to whom, on a day.

    ``changed`` are the paths that differ, as git sees them; ``commits`` those that led from the one to the other.
    ``locate`` finds the line of a key of the later society.
    Standings are computed for those alone whom a changed record can touch, by as many processes as ``jobs`` says.
    """
    before, after = base.society, head.society
    renamed = renames(before, after, changed)
    records = differences(before, after, renamed)
    moved = moves(before, after, renamed)
    told = tuple(change for change in records if change.told)
    persons = people(before, after, on, touched(before, after, records, renamed), records, renamed, jobs)
    who = entering(before, after, renamed, told, changed, commits, persons, locate)
    return Review(
        on,
        before,
        after,
        split(base.findings, head.findings, renamed),
        protected(told, changed),
        who.concerns,
        who.papers,
        who.remarks,
        persons,
        applications(after, told),
        decisions(after, told),
        told,
        _members(renamed),
        moved,
        rewritten(changed, told, moved),
        elsewhere(changed),
        notice=head.notice,
    )


def _members(renamed: Renames) -> tuple[Renamed, ...]:
    """The members who go by another id."""
    names = renamed.ids.get("members", {})
    return tuple(Renamed(old, new, renamed.gone("members", old)) for old, new in sorted(names.items()))

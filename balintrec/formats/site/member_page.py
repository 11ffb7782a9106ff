"""The page of a member. Pure."""

from __future__ import annotations

from functools import partial

from balintrec.finding import Finding
from balintrec.formats.site.frame import Site, policy_path
from balintrec.formats.site.named import group as named_group
from balintrec.formats.site.named import has_page, page_name, sort_key
from balintrec.formats.site.named import person as named
from balintrec.formats.site.register_page import not_held
from balintrec.pathway import Standing, standing, unread_standing
from balintrec.views.drawings import attendance, pathway, timeline
from balintrec.views.member import Person, person
from balintrec.views.member.relevant_records import records_about
from balintrec.views.overview import suspended
from balintrec.wording.language import Language


def members(site: Site) -> list[str]:
    """The ids of everybody who has a page, in order."""
    society = site.society
    known = {*society.members, *(id for kind, id in society.broken_ids if kind == "members")}
    return sorted((id for id in known if has_page(society, id)), key=partial(sort_key, society))


def standing_of(site: Site, id: str) -> Standing:
    """Where somebody stands; of one whose record cannot be read, that nothing can be said."""
    society = site.society
    if id in society.members:
        return standing(society, society.members[id], site.on)
    broken = next(file for file in society.broken if (file.kind, file.id) == ("members", id))
    return unread_standing(society, broken, site.on)


def person_of(site: Site, found: Standing) -> Person:
    """All that is known of the member of a standing."""
    return person(site.society, found, _near(site, found.member))


def _near(site: Site, member: str) -> list[Finding]:
    """The findings that may be about somebody: picked by path, for thousands of records and findings are many pairs."""
    paths = {one.path for one in records_about(site.society, member)}
    paths |= {one.path for one in site.society.broken if one.id == member or one.mentions(member)}
    near = {finding for path in paths for finding in site.findings_at.get(path, ())}
    return sorted(near, key=lambda one: one.order)


def member_values(site: Site, speak: Language, found: Person) -> dict[str, object]:
    """The values of a member's page."""

    def record_link(ref: str) -> str:
        kind, _, id = ref.partition("/")
        if kind == "policies" and id in site.society.policies:
            return f"../{policy_path(id)}"
        if kind == "groups" and id in site.society.groups:
            return f"../groups/{page_name(id)}"
        if kind == "members" and has_page(site.society, id):
            return page_name(id)
        return ""

    return {
        "person": found,
        "grid": attendance(found),
        "way": pathway(found, speak),
        "line": timeline(found, speak),
        "record_link": record_link,
        "full": True,
        "not_held": not_held(site, found.standing.member),
        "suspended": suspended(site.society, found.standing),
        "named": named(site.society, speak, found.standing.member),
        "named_member": partial(named, site.society, speak),
        "named_group": partial(named_group, site.society, speak),
    }

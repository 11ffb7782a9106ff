"""The pages of a site, one after the other: nothing but the page in hand is kept. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from balintrec.formats.html import page
from balintrec.formats.prose import prose
from balintrec.formats.site import (
    group_page,
    member_page,
    overview_page,
    policy_page,
    register_page,
    rule_page,
)
from balintrec.formats.site.frame import Site, frame, policy_path
from balintrec.formats.site.named import page_name
from balintrec.model import Record
from balintrec.parallel import map_chunks
from balintrec.pathway.standing import forget
from balintrec.resources import templates
from balintrec.views.overview import Place, place
from balintrec.wording.language import Language, language

_BATCH = 64
"""Members of whom pages are made at a time: more would only fill the memory."""
FONT = "NotoNastaliqUrdu-Regular.ttf"


class File(NamedTuple):
    """A file of the site."""

    path: str
    """Below the site's top, with slashes."""
    data: bytes


class _Made(NamedTuple):
    """A member's pages, and where they stand."""

    place: Place
    files: list[File]


def count(site: Site) -> int:
    """How many files there will be; for a progress bar."""
    society, pages = site.society, 3 + len(site.society.groups)
    if not site.public:
        pages += 3 + len(society.policies) + len(rule_page.rules()) + len(member_page.members(site))
    return len(site.languages) * pages + len(list(_assets(site)))


def files(site: Site, jobs: int = 1) -> Iterator[File]:
    """Every file of the site. The members come first: the overview is made of where they stand.

    ``jobs`` is how many processes may share the members.
    """
    yield from _assets(site)
    places: list[Place] = []
    if not site.public:
        yield from _members(site, places, jobs)
    for speak in map(language, site.languages):
        yield from _shared(site, speak)
        if site.public:
            yield _file(site, speak, "index.html", "public.html")
        else:
            yield from _committee(site, speak, places)


def _members(site: Site, places: list[Place], jobs: int) -> Iterator[File]:
    """A page a member and language; ``places`` hears where each stands."""
    ids = member_page.members(site)
    # The first one alone: what it looks up and compiles for all others, no copy of this process has to do again.
    for some in (ids[:1], *(ids[start : start + _BATCH] for start in range(1, len(ids), _BATCH))):
        for made in map_chunks(partial(_several, site), some, jobs):
            places.append(made.place)
            yield from made.files


def _several(site: Site, ids: Sequence[str]) -> list[_Made]:
    return [_member(site, id) for id in ids]


def _member(site: Site, id: str) -> _Made:
    standing = member_page.standing_of(site, id)
    found = member_page.person_of(site, standing)
    forget(site.society, id)
    path = f"members/{page_name(id)}"
    pages = [
        _file(site, speak, path, "member.html", **member_page.member_values(site, speak, found))
        for speak in map(language, site.languages)
    ]
    return _Made(place(site.society, standing), pages)


def _shared(site: Site, speak: Language) -> Iterator[File]:
    """The register and the groups, which everybody may see; the public profile says less of a group."""
    yield _file(site, speak, "register.html", "register.html", **register_page.register_values(site, speak))
    yield _file(site, speak, "groups/index.html", "groups.html", **group_page.groups_values(site, speak))
    for one in group_page.groups(site):
        agreement = Markup() if site.public else _prose(site, one)
        values = group_page.group_values(site, speak, one, agreement)
        yield _file(site, speak, f"groups/{page_name(one.id)}", "group.html", **values)


def _committee(site: Site, speak: Language, places: list[Place]) -> Iterator[File]:
    about = site.society.about
    values = overview_page.overview_values(site, speak, places, _prose(site, about) if about else Markup())
    yield _file(site, speak, "index.html", "overview.html", **values)
    yield _file(site, speak, "findings.html", "findings.html", **rule_page.findings_values(site))
    yield _file(site, speak, "policies/index.html", "policies.html", **policy_page.policies_values(site))
    for one in policy_page.policies(site):
        policy = policy_page.policy_values(one, _prose(site, one))
        yield _file(site, speak, policy_path(one.id), "policy.html", **policy)
    yield _file(site, speak, "rules/index.html", "rules.html", **rule_page.rules_values())
    for rule in rule_page.rules():
        yield _file(site, speak, f"rules/{rule.code}.html", "rule.html", **rule_page.rule_values(rule))


def _file(site: Site, speak: Language, path: str, template: str, **values: object) -> File:
    text = page(f"site/{template}", _language=speak.code, frame=frame(site, speak, path), **values)
    below = path if speak.code == site.languages[0] else f"{speak.code}/{path}"
    return File(below, text.encode())


def _prose(site: Site, record: Record) -> Markup:
    text = site.body(record).strip()
    return prose(text) if text else Markup()


def _assets(site: Site) -> Iterator[File]:
    """The style, and where Urdu is read the font for it, whose licence goes with it."""
    folder = templates()
    style = (folder / "site" / "style.css").read_text(encoding="utf-8")
    style += "".join(
        path.read_text(encoding="utf-8") for path in sorted((folder / "site" / "svg").glob("*.css"))
    )
    if "ur" in site.languages:
        style += (folder / "site" / "nastaliq.css").read_text(encoding="utf-8")
        yield File(f"assets/{FONT}", (folder / "fonts" / FONT).read_bytes())
        yield File("assets/OFL.txt", (folder / "fonts" / "OFL.txt").read_bytes())
    yield File("assets/style.css", style.encode())

"""What stands around every page: the society, the sections, the other languages, as of when. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple

from balintrec.finding import Finding
from balintrec.formats.prose import prose
from balintrec.formats.site.named import Name, page_name, spelled, written_in
from balintrec.model import Policy, Record
from balintrec.pathway import policy_in_force
from balintrec.society import Society
from balintrec.views.groups import Sessions, sessions_by_group
from balintrec.views.member.relevant_records import without_addresses
from balintrec.wording.language import SOURCE, Language, language, languages
from balintrec.wording.message import Message, Translated, message


@dataclass(frozen=True)
class Site:
    """All that the pages of a site are made of."""

    society: Society
    on: date
    findings: tuple[Finding, ...]
    languages: tuple[str, ...]
    """Of the pages; the first stands at the top, the others in folders of their own."""
    body: Callable[[Record], str]
    """The Markdown below a record's front matter; asked only of the society, its policies and its groups."""
    sessions: Sessions
    public: bool = False
    commit: str = ""
    """The short id of the commit that was read, where there is one."""
    changed: bool = False
    """Whether what was read is in no commit yet."""
    unseen: bool = False
    """Whether the checker could not look at the history."""
    findings_at: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    """The findings by the paths that they are about."""


def site(
    society: Society,
    on: date,
    findings: Iterable[Finding],
    body: Callable[[Record], str],
    *,
    spoken: Sequence[str] = (),
    public: bool = False,
    commit: str = "",
    changed: bool = False,
    unseen: bool = False,
) -> Site:
    """A site of a society as of a day; without `spoken`, in those of the society that there are pages in.

    Addresses of people are taken out of what the findings say.
    """
    shown = tuple(map(without_addresses, () if public else findings))
    at: dict[str, list[Finding]] = {}
    for finding in shown:
        for location in {finding.location, *(one.location for one in finding.related)}:
            at.setdefault(location.path, []).append(finding)
    codes = tuple(dict.fromkeys(spoken)) or own_languages(society)
    sessions = sessions_by_group(society, on)
    return Site(society, on, shown, codes, body, sessions, public, commit, changed, unseen, at)


def ready(spoken: Iterable[str]) -> None:
    """Raises `BalintrecError` where a language or a library is lacking: before anything is read."""
    for code in (SOURCE, *spoken):
        language(code).name  # noqa: B018  # asks for the library
    prose("")


def own_languages(society: Society) -> tuple[str, ...]:
    """The languages of a society that there are pages in, in its order; else the templates' own."""
    spoken = society.about.languages if society.about else ()
    return tuple(dict.fromkeys(code for code in spoken if code in languages())) or (SOURCE,)


class Section(NamedTuple):
    """A link at the top of every page."""

    label: str
    href: str
    here: str
    """``page`` on the page itself, ``true`` on those below it; else empty."""


class Alternate(NamedTuple):
    """The same page in a language."""

    code: str
    name: str
    direction: str
    href: str
    current: bool


class InForce(NamedTuple):
    """A policy that is in force."""

    id: str
    title: str
    href: str


class Frame(NamedTuple):
    """What the layout of a page needs."""

    society: Name
    top: str
    """The way from the page up to the top of its language."""
    assets: str
    """The way up to the top of the site."""
    sections: tuple[Section, ...]
    alternates: tuple[Alternate, ...]
    policies: tuple[InForce, ...]
    on: date
    commit: str
    changed: bool
    public: bool
    lang: Callable[[str], str]
    """The language of a text of the society, where it is known and not that of the page; else empty."""


def frame(site: Site, speak: Language, path: str) -> Frame:
    """What stands around the page at a path, as the path is below the top of its language."""
    depth = path.count("/")
    top = "../" * depth
    return Frame(
        society_name(site, speak),
        top,
        top + ("" if speak.code == site.languages[0] else "../"),
        tuple(_sections(site, path)),
        tuple(_alternates(site, speak, path, depth)),
        tuple(InForce(one.id, one.title, policy_path(one.id)) for one in in_force(site.society, site.on)),
        site.on,
        site.commit,
        site.changed,
        site.public,
        partial(_foreign, speak.code, site.society.about.languages if site.society.about else ()),
    )


def _foreign(page: str, spoken: Sequence[str], text: str) -> str:
    if isinstance(text, Message):
        return ""
    if isinstance(text, Translated):
        return "" if page in text.languages else next(iter(text.languages))
    found = written_in(text, spoken)
    return "" if found == page else found


def society_name(site: Site, speak: Language) -> Name:
    """The society's name in the language of the page, where it has one."""
    about = site.society.about
    return spelled(about.name, speak)[0] if about else Name(speak.gettext("Balint society"), speak.code)


def policy_path(id: str) -> str:
    """Where the page of a policy is, below the top of its language."""
    return f"policies/{page_name(id)}"


def in_force(society: Society, on: date) -> list[Policy]:
    """The policy in force for each credential, the oldest credential first."""
    credentials = dict.fromkeys(
        one.credential for one in sorted(society.policies.values(), key=lambda one: (one.effective, one.id))
    )
    found = (policy_in_force(society, credential, on) for credential in credentials)
    return [one for one in found if one]


def _sections(site: Site, path: str) -> Iterable[Section]:
    links = [(message("Register"), "register.html"), (message("Groups"), "groups/index.html")]
    if site.public:
        links = [(message("Overview"), "index.html"), *links]
    else:
        links = [
            (message("Overview"), "index.html"),
            links[1],
            (message("Policies"), "policies/index.html"),
            links[0],
            (message("Rules"), "rules/index.html"),
        ]
    for label, href in links:
        folder = href.rpartition("/")[0]
        below = bool(folder) and path.startswith(f"{folder}/")
        yield Section(label, href, "page" if href == path else "true" if below else "")


def _alternates(site: Site, speak: Language, path: str, depth: int) -> Iterable[Alternate]:
    up = "../" * (depth + (speak.code != site.languages[0]))
    for code in site.languages:
        other = language(code)
        folder = "" if code == site.languages[0] else f"{code}/"
        yield Alternate(code, other.name, other.direction, f"{up}{folder}{path}", code == speak.code)

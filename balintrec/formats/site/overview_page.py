"""The first page: of the committee's site the society at a glance, of the public one where to go. Pure."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from balintrec.formats.site import rule_page
from balintrec.formats.site.frame import Site
from balintrec.formats.site.named import person as named
from balintrec.formats.site.overview import Coming, Place, Step, coming, steps
from balintrec.formats.site.words import decided, ended, in_units, word
from balintrec.wording.language import Language


def overview_values(site: Site, speak: Language, places: list[Place], about: Markup) -> dict[str, object]:
    """The values of the overview."""
    found = steps(site.society, places)
    soon, later = coming(places, site.on)
    most = max(map(len, found.values()), default=0)
    return {
        "summary": _summary(site, speak, places),
        "steps": [
            {
                "anchor": f"step-{number}",
                "title": _title(speak, step),
                "kind": step.kind,
                "number": in_units(speak, len(some), "members"),
                "people": [_person(site, speak, one) for one in some],
            }
            for number, (step, some) in enumerate(found.items(), 1)
        ],
        "most": most,
        "coming": [_due(site, speak, one, one.coming) for one in soon if one.coming],
        "later": _later(speak, later),
        "tallies": rule_page.tally_lines(site, speak),
        "found": rule_page.found(site, speak),
        "unseen": site.unseen,
        "about": about,
    }


def _summary(site: Site, speak: Language, places: list[Place]) -> str:
    society = site.society
    numbers = [
        in_units(speak, sum(not place.standing.former for place in places), "members"),
        in_units(speak, len(society.groups), "groups"),
        in_units(speak, sum(map(len, site.sessions.held.values())), "sessions"),
    ]
    return speak.listed(numbers)


def _title(speak: Language, step: Step) -> str:
    match step.kind:
        case "holds":
            return speak.gettext("Holds: %(credential)s", credential=word(speak, step.title))
        case "suspended":
            return speak.gettext("Suspended: %(credential)s", credential=word(speak, step.title))
        case "complete":
            return speak.gettext("All stages met; for the committee to decide")
        case "decided":
            return speak.gettext("All stages met; the committee has decided")
        case "former":
            return speak.gettext("Former members")
        case "unread":
            return speak.gettext("Cannot be judged: a file cannot be read")
        case "none":
            return speak.gettext("Without a policy")
    return step.title


def _person(site: Site, speak: Language, place: Place) -> dict[str, object]:
    return {
        "named": named(site.society, speak, place.member),
        "missing": _missing(speak, place),
        "decided": ended(speak, place.standing.membership_ended) or _decided(speak, place),
        "due": _when(speak, place, site.on),
        "overdue": bool(place.coming and place.coming.day < site.on),
    }


def _decided(speak: Language, place: Place) -> str:
    """What was decided last, of somebody who does not hold the credential."""
    return "" if place.step.kind == "holds" else decided(speak, place.standing)


def _missing(speak: Language, place: Place) -> str:
    if not place.missing:
        return ""
    said = speak.gettext(
        "%(missing)s of %(of)s missing", missing=speak.number(place.missing), of=speak.number(place.of)
    )
    return f"{said} (?)" if place.unknown else said


def _when(speak: Language, place: Place, on: date) -> str:
    if not place.coming:
        return ""
    day = speak.day(place.coming.day, "medium")
    if place.coming.credential:
        return speak.gettext("valid until %(day)s", day=day)
    if place.coming.lapses:
        return speak.gettext("lapses on %(day)s", day=day)
    if place.coming.day < on:
        return speak.gettext("was due on %(day)s", day=day)
    return speak.gettext("next due %(day)s", day=day)


def _due(site: Site, speak: Language, place: Place, due: Coming) -> dict[str, object]:
    before = speak.gettext("runs out:") if due.credential else speak.gettext("lapses:") if due.lapses else ""
    return {
        "named": named(site.society, speak, place.member),
        "day": due.day,
        "overdue": due.day < site.on,
        "before": f"{before} " if before else "",
        "what": word(speak, due.what) if due.credential else due.what,
    }


def _later(speak: Language, number: int) -> str:
    if not number:
        return ""
    return speak.ngettext(
        "%(num)s member has something due later.", "%(num)s members have something due later.", number
    )

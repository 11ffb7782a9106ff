"""The first page: of the committee's site the society at a glance, of the public one where to go. Pure."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from balintrec.formats.site import rule_page
from balintrec.formats.site.frame import Site
from balintrec.formats.site.named import person as named
from balintrec.views.overview import Coming, Place, Step, coming, steps
from balintrec.views.standing import decided, ended
from balintrec.wording.language import Language
from balintrec.wording.message import NOTHING, Message, joined, message, plural
from balintrec.wording.vocabulary import units, word


def overview_values(site: Site, speak: Language, places: list[Place], about: Markup) -> dict[str, object]:
    """The values of the overview."""
    found = steps(site.society, places)
    soon, later = coming(places, site.on)
    most = max(map(len, found.values()), default=0)
    return {
        "summary": _summary(site, places),
        "steps": [
            {
                "anchor": f"step-{number}",
                "title": _title(step),
                "kind": step.kind,
                "number": units(len(some), "members"),
                "people": [_person(site, speak, one) for one in some],
            }
            for number, (step, some) in enumerate(found.items(), 1)
        ],
        "most": most,
        "coming": [_due(site, speak, one, one.coming) for one in soon if one.coming],
        "later": _later(later),
        "tallies": rule_page.tally_lines(site),
        "found": rule_page.found(site),
        "unseen": site.unseen,
        "about": about,
    }


def _summary(site: Site, places: list[Place]) -> Message:
    society = site.society
    numbers = [
        units(sum(not place.standing.former for place in places), "members"),
        units(len(society.groups), "groups"),
        units(sum(map(len, site.sessions.held.values())), "sessions"),
    ]
    return joined(numbers)


def _title(step: Step) -> str:
    match step.kind:
        case "holds":
            return message("Holds: %(credential)s", credential=word(step.title))
        case "suspended":
            return message("Suspended: %(credential)s", credential=word(step.title))
        case "complete":
            return message("All stages met; for the committee to decide")
        case "decided":
            return message("All stages met; the committee has decided")
        case "former":
            return message("Former members")
        case "unread":
            return message("Cannot be judged: a file cannot be read")
        case "none":
            return message("Without a policy")
    return step.title


def _person(site: Site, speak: Language, place: Place) -> dict[str, object]:
    return {
        "named": named(site.society, speak, place.member),
        "missing": _missing(place),
        "decided": ended(place.standing.membership_ended) or _decided(place),
        "due": _when(place, site.on),
        "overdue": bool(place.coming and place.coming.day < site.on),
    }


def _decided(place: Place) -> Message:
    """What was decided last, of somebody who does not hold the credential."""
    return NOTHING if place.step.kind == "holds" else decided(place.standing)


def _missing(place: Place) -> Message:
    if not place.missing:
        return NOTHING
    if place.unknown:
        return message("%(missing)s of %(of)s missing (?)", missing=place.missing, of=place.of)
    return message("%(missing)s of %(of)s missing", missing=place.missing, of=place.of)


def _when(place: Place, on: date) -> Message:
    if not place.coming:
        return NOTHING
    day = place.coming.day
    if place.coming.credential:
        return message("valid until %(day)s", day=day)
    if place.coming.lapses:
        return message("lapses on %(day)s", day=day)
    if place.coming.day < on:
        return message("was due on %(day)s", day=day)
    return message("next due %(day)s", day=day)


def _due(site: Site, speak: Language, place: Place, due: Coming) -> dict[str, object]:
    lapses = message("lapses:") if due.lapses else NOTHING
    return {
        "named": named(site.society, speak, place.member),
        "day": due.day,
        "overdue": due.day < site.on,
        "before": message("runs out:") if due.credential else lapses,
        "what": word(due.what) if due.credential else due.what,
    }


def _later(number: int) -> Message:
    if not number:
        return NOTHING
    return plural(
        "%(num)s member has something due later.", "%(num)s members have something due later.", number
    )

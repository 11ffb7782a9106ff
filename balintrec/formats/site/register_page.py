"""The register as a page. Pure."""

from __future__ import annotations

from balintrec.formats.register import Entry, State, register
from balintrec.formats.register.phrases import STATES, since, state
from balintrec.formats.site.frame import Site
from balintrec.formats.site.named import person as named
from balintrec.views.register import entries_of
from balintrec.views.standing import ended
from balintrec.wording.language import Language
from balintrec.wording.message import Message, message
from balintrec.wording.vocabulary import word

_COLOURS = {
    State.CURRENT: "met",
    State.LAPSED: "plain",
    State.SUSPENDED: "not-met",
    State.REVOKED: "not-met",
    State.UNKNOWN: "unknown",
}


def register_values(site: Site, speak: Language) -> dict[str, object]:
    """The values of the register's page."""
    return {"entries": [_entry(site, speak, entry) for entry in register(site.society, site.on)]}


def not_held(site: Site, member: str) -> list[Message]:
    """What became of the credentials that somebody was given and does not hold, such as ``supervisor: lapsed …``."""
    entries = (one for one in entries_of(site.society, member, site.on) if one.state is not State.CURRENT)
    return [
        message("%(credential)s: %(state)s", credential=word(one.credential), state=state(one))
        for one in entries
    ]


def _entry(site: Site, speak: Language, entry: Entry) -> dict[str, object]:
    return {
        "named": named(site.society, speak, entry.member, linked=not site.public),
        "credential": word(entry.credential),
        "number": entry.number,
        "granted": entry.granted,
        "until": entry.until,
        "unlimited": message("not known") if entry.state is State.UNKNOWN else message("no end"),
        "state": STATES[entry.state],
        "since": since(entry),
        "ended": ended(entry.membership_ended),
        "colour": _COLOURS[entry.state],
    }

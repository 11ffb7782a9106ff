"""The register as a page. Pure."""

from __future__ import annotations

from balintrec.render.language import Language
from balintrec.render.register import Entry, State, register
from balintrec.render.site.frame import Site
from balintrec.render.site.named import person as named
from balintrec.render.site.words import one

_STATES = {
    State.CURRENT: (one("current"), "met"),
    State.LAPSED: (one("lapsed"), "plain"),
    State.SUSPENDED: (one("suspended"), "short"),
    State.REVOKED: (one("revoked"), "short"),
    State.UNKNOWN: (one("unknown"), "unknown"),
}


def register_values(site: Site, speak: Language) -> dict[str, object]:
    """The values of the register's page."""
    return {"entries": [_entry(site, speak, entry) for entry in register(site.society, site.on)]}


def _entry(site: Site, speak: Language, entry: Entry) -> dict[str, object]:
    state, colour = _STATES[entry.state]
    say = speak.gettext
    return {
        "named": named(site.society, speak, entry.member, linked=not site.public),
        "credential": entry.credential,
        "number": entry.number,
        "granted": entry.granted,
        "until": entry.until,
        "unlimited": say("not known") if entry.state is State.UNKNOWN else say("without an end"),
        "state": say(state),
        "since": say("since %(day)s", day=speak.day(entry.since, "medium")) if entry.since else "",
        "colour": colour,
    }

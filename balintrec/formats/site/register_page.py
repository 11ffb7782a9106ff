"""The register as a page. Pure."""

from __future__ import annotations

from balintrec.formats.register import Entry, State, register
from balintrec.formats.site.frame import Site
from balintrec.formats.site.named import person as named
from balintrec.formats.site.words import ended, one, word
from balintrec.views.register import entries_of
from balintrec.wording.language import Language

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


def not_held(site: Site, speak: Language, member: str) -> list[str]:
    """What became of the credentials that somebody was given and does not hold, such as ``supervisor: lapsed …``."""
    entries = (one for one in entries_of(site.society, member, site.on) if one.state is not State.CURRENT)
    return [f"{word(speak, one.credential)}: {_state(speak, one)}" for one in entries]


def _state(speak: Language, entry: Entry) -> str:
    return f"{speak.gettext(_STATES[entry.state][0])} {_since(speak, entry)}".rstrip()


def _since(speak: Language, entry: Entry) -> str:
    return speak.gettext("since %(day)s", day=speak.day(entry.since, "medium")) if entry.since else ""


def _entry(site: Site, speak: Language, entry: Entry) -> dict[str, object]:
    state, colour = _STATES[entry.state]
    say = speak.gettext
    return {
        "named": named(site.society, speak, entry.member, linked=not site.public),
        "credential": word(speak, entry.credential),
        "number": entry.number,
        "granted": entry.granted,
        "until": entry.until,
        "unlimited": say("not known") if entry.state is State.UNKNOWN else say("without an end"),
        "state": say(state),
        "since": _since(speak, entry),
        "ended": ended(speak, entry.membership_ended),
        "colour": colour,
    }

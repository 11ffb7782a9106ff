"""The register as a page. Pure."""

from __future__ import annotations

from balintrec.formats.register import Entry, State, register
from balintrec.formats.site.frame import Site
from balintrec.formats.site.named import person as named
from balintrec.views.register import entries_of
from balintrec.views.standing import ended
from balintrec.wording.language import Language
from balintrec.wording.message import NOTHING, Message, in_context, message
from balintrec.wording.vocabulary import word

_STATES = {
    State.CURRENT: (in_context("credential", "current"), "met"),
    State.LAPSED: (in_context("credential", "lapsed"), "plain"),
    State.SUSPENDED: (in_context("credential", "suspended"), "not-met"),
    State.REVOKED: (in_context("credential", "revoked"), "not-met"),
    State.UNKNOWN: (in_context("credential", "unknown"), "unknown"),
}


def register_values(site: Site, speak: Language) -> dict[str, object]:
    """The values of the register's page."""
    return {"entries": [_entry(site, speak, entry) for entry in register(site.society, site.on)]}


def not_held(site: Site, member: str) -> list[Message]:
    """What became of the credentials that somebody was given and does not hold, such as ``supervisor: lapsed …``."""
    entries = (one for one in entries_of(site.society, member, site.on) if one.state is not State.CURRENT)
    return [
        message("%(credential)s: %(state)s", credential=word(one.credential), state=_state(one))
        for one in entries
    ]


def _state(entry: Entry) -> Message:
    state = _STATES[entry.state][0]
    return message("%(state)s %(since)s", state=state, since=_since(entry)) if entry.since else state


def _since(entry: Entry) -> Message:
    if not entry.since:
        return NOTHING
    if entry.state in (State.LAPSED, State.REVOKED):
        return in_context("lapsed or revoked", "since %(day)s", day=entry.since)
    return message("since %(day)s", day=entry.since)


def _entry(site: Site, speak: Language, entry: Entry) -> dict[str, object]:
    state, colour = _STATES[entry.state]
    return {
        "named": named(site.society, speak, entry.member, linked=not site.public),
        "credential": word(entry.credential),
        "number": entry.number,
        "granted": entry.granted,
        "until": entry.until,
        "unlimited": message("not known") if entry.state is State.UNKNOWN else message("no end"),
        "state": state,
        "since": _since(entry),
        "ended": ended(entry.membership_ended),
        "colour": colour,
    }

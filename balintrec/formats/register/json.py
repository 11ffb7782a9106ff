"""The register as JSON; the format carries its version."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from balintrec.formats.register.phrases import society_name
from balintrec.society import Society
from balintrec.views.phrases import well_formed
from balintrec.views.register import Entry

VERSION = 2


def register_json(society: Society, entries: Iterable[Entry], on: date) -> str:
    """One object: keys in a fixed order, ASCII alone; a validity without an end has `until` null."""
    found = {
        "version": VERSION,
        "society": society_name(society),
        "on": str(on),
        "entries": [_entry(entry) for entry in entries],
    }
    return well_formed(json.dumps(found, indent=2))


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "name": dict(sorted(entry.name.items())),
        "credential": entry.credential,
        "certificate": entry.number,
        "granted": str(entry.granted),
        "until": str(entry.until) if entry.until else None,
        "state": str(entry.state),
        "since": str(entry.since) if entry.since else None,
        "membership_ended": str(entry.membership_ended) if entry.membership_ended else None,
    }

"""What is unsafe or slow about a clone, as JSON; the format carries its version."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from balintrec.repository.health import Health
from balintrec.views.doctor import Advice, version
from balintrec.views.phrases import well_formed

VERSION = 2
_LEFT_OUT = ("version", "below", "crowded")


def doctor_json(found: Iterable[Advice], health: Health | None) -> str:
    """One object: the advice, and the facts that it rests on; null where there is no repository."""
    data = {
        "version": VERSION,
        "facts": _facts(health) if health else None,
        "advice": [_advice(one) for one in found],
    }
    return json.dumps(data, indent=2)


def _facts(health: Health) -> dict[str, Any]:
    """What was looked at: numbers, days as seconds, and no path of a record."""
    facts: dict[str, Any] = {"git": version(health.settings)}
    for part in ("clone", "settings", "guards", "files"):
        values = asdict(getattr(health, part)).items()
        facts[part] = {key: _fact(value) for key, value in values if key not in _LEFT_OUT}
    return facts


def _fact(value: Any) -> Any:
    return len(value) if isinstance(value, tuple) else int(value) if isinstance(value, float) else value


def _advice(one: Advice) -> dict[str, Any]:
    return {
        "name": one.name,
        "level": one.level,
        "what": well_formed(one.what),
        "why": well_formed(one.why),
        "commands": [well_formed(command) for command in one.commands],
    }

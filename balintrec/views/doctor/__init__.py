"""What is unsafe or slow about a clone, why that matters, and the command that mends it. Pure.

The settings for large societies and the numbers from which on they are worth it were measured; docs/large.md has
the figures.
"""

from __future__ import annotations

from balintrec.repository.health import Health
from balintrec.views.doctor.advice import Advice, Level, lasting, unusable
from balintrec.views.doctor.clone import of_clone, of_guards, of_settings, version
from balintrec.views.doctor.files import of_files

__all__ = ["Advice", "Level", "advice", "lasting", "unusable", "version"]


def advice(health: Health) -> tuple[Advice, ...]:
    """All that can be said of a clone: what is unsafe first, then what is slow."""
    found = (
        *of_clone(health.clone),
        *of_settings(health.settings),
        *of_guards(health.guards),
        *of_files(health.files, health.settings),
    )
    return tuple(sorted(found, key=lambda one: list(Level).index(one.level)))

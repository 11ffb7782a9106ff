"""The register: who holds, or held, which credential of the society as of a day; as values, and as texts."""

from __future__ import annotations

from balintrec.views.register import Entry, State, register

__all__ = ["Entry", "State", "register"]

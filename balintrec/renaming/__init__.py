"""Another id for a record, and two entries for one person made one: worked out as a plan. Writes nothing."""

from __future__ import annotations

from balintrec.renaming.merge import merge
from balintrec.renaming.plan import After, Plan, Rewrite, as_before, broken_off, left_over
from balintrec.renaming.rename import rename

__all__ = ["After", "Plan", "Rewrite", "as_before", "broken_off", "left_over", "merge", "rename"]

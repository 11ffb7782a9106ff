"""Another id for a record, and two entries for one person made one: worked out as a plan. Writes nothing."""

from __future__ import annotations

from balintrec.renaming.merge import merge
from balintrec.renaming.plan import After, Plan, Rewrite
from balintrec.renaming.rename import rename
from balintrec.renaming.resume import as_before, broken_off, left_over

__all__ = ["After", "Plan", "Rewrite", "as_before", "broken_off", "left_over", "merge", "rename"]

"""Pictures as values: what stands where, in whole units of a picture 320 wide; templates draw them."""

from __future__ import annotations

from balintrec.views.drawings.attendance import attendance
from balintrec.views.drawings.pathway import pathway
from balintrec.views.drawings.timeline import timeline

__all__ = ["attendance", "pathway", "timeline"]

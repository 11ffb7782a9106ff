"""Pictures as values: what stands where, in whole units of a picture 320 wide; templates draw them."""

from __future__ import annotations

from balintrec.render.drawn.attendance import attendance
from balintrec.render.drawn.pathway import pathway
from balintrec.render.drawn.timeline import timeline

__all__ = ["attendance", "pathway", "timeline"]

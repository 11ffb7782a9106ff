"""The society: every record of a source, read once, indexed and frozen; and what stood in the way of reading it."""

from __future__ import annotations

from balintrec.society.files import RULES
from balintrec.society.load import Loaded, load, read_society
from balintrec.society.society import Broken, Society, SocietyIndex

__all__ = ["RULES", "Broken", "Loaded", "Society", "SocietyIndex", "load", "read_society"]

"""Two societies to a review: what is different, for whom, and because of which record. Pure."""

from __future__ import annotations

from balintrec.review.compare import compare
from balintrec.review.findings import Split, split
from balintrec.review.review import Review

__all__ = ["Review", "Split", "compare", "split"]

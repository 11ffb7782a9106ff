"""Many societies side by side: a list of folders to one summary each, on one machine or on a cluster.

A summary holds numbers alone, so that it may leave the machine on which the records are.
"""

from __future__ import annotations

from balintrec.federation.listing import Listed, listed
from balintrec.federation.survey import survey, survey_all
from balintrec.parallel.workers import Workers

__all__ = ["Listed", "Workers", "listed", "survey", "survey_all"]

"""The words that every society may use, whether or not a policy asks for them."""

from __future__ import annotations

ATTESTATIONS = ("own-therapy", "fee", "indemnity", "ethics", "confidentiality", "base-qualification")
"""What is attested."""
DOCUMENTS = ("form", "logbook")
"""What is received on paper."""
PAPERS = ("reference", "report", "endorsement")
"""What an application cites that somebody else wrote."""
CITED = ("statement-of-interest", *PAPERS)
"""What an application cites or is, besides the papers received."""
COMMITTEE = "committee"
"""Who decides, where it is not one person."""

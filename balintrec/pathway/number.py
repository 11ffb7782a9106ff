"""The number of a certificate. Pure."""

from __future__ import annotations

import unicodedata
from hashlib import sha256

from balintrec.model import Decision
from balintrec.society import Society

_NAMELESS = "BALINT"
_DIGITS = 6


def certificate_number(society: Society, decision: Decision) -> str | None:
    """The number that a decision gives to its certificate; of a grant that gives none, one made from the record.

    That one is the initials of the society, the year, and six hexadecimal digits of a SHA-256 of the decision's id
    and the member's: ``IBS-2025-3F09AC``. It is the same on every computer, and needs no count of certificates that
    two people could keep at once. None for other decisions.
    """
    if decision.number or decision.kind != "grant":
        return decision.number
    digest = sha256(f"{decision.id}\n{decision.member}".encode()).hexdigest()
    return f"{initials(society)}-{decision.date.year}-{digest[:_DIGITS].upper()}"


def initials(society: Society) -> str:
    """Of the society's name in Latin letters, such as ``IBS``."""
    name = society.about.name.get("latin", "") if society.about else ""
    plain = unicodedata.normalize("NFKD", name)
    found = "".join(word[0] for word in plain.split() if word[0].isascii() and word[0].isupper())
    return found or _NAMELESS

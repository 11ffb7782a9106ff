"""What the code on a certificate says. Pure."""

from __future__ import annotations

from balintrec.formats.certificate.certified import Certificate
from balintrec.sanitize import visible
from balintrec.views.register import latin


def verification_text(certificate: Certificate) -> str:
    """Seven lines in plain words, that anybody who has the records can make again and compare."""
    until = f"until {certificate.until}" if certificate.until else "without end"
    lines = (
        f"Balint certificate {certificate.number}",
        latin(certificate.name),
        certificate.credential,
        latin(certificate.society),
        f"from {certificate.granted} {until}",
        f"decision {certificate.decision}",
        f"sha256 {certificate.digest}",
    )
    return "\n".join(map(visible, lines))

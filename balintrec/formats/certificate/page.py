"""A certificate to a PDF of one page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO

from balintrec.errors import BalintrecError
from balintrec.formats.certificate.certified import Certificate
from balintrec.formats.certificate.verification import verification_text
from balintrec.formats.pdf import pdf
from balintrec.views.phrases import spoken

LANGUAGES = ("en", "ur", "pl")
"""What a certificate can be in: the languages of `templates/certificate/words.json`."""


def certificate_pdf(certificate: Certificate, language: str = "en") -> bytes:
    """The certificate in a language, as PDF/A on a page of A4; the same one gives the same bytes.

    Raises `BalintrecError`: the extra is not installed, a text does not fit, or no shipped font has its letters.
    """
    return pdf("certificate/certificate.typ", _values(certificate, language))


def _values(certificate: Certificate, language: str) -> dict[str, object]:
    return {
        "day": certificate.granted,
        "language": language,
        "number": certificate.number,
        "name": _written(certificate.name, language),
        "society": _written(certificate.society, language),
        "credential": certificate.credential,
        "spoken": spoken(certificate.credential[:1].upper() + certificate.credential[1:]),
        "granted": _parts(certificate.granted),
        "until": _parts(certificate.until) if certificate.until else None,
        "by-committee": certificate.by_committee,
        "signatories": [_written(name, language)[0] for name in certificate.signatories],
        "decision": certificate.decision,
        "digest": certificate.digest,
        "code": _code(verification_text(certificate)),
    }


def _written(name: Mapping[str, str], language: str) -> list[dict[str, str]]:
    """A name in each script: in that of the certificate's language first, then in Latin letters, each text once."""
    tags = sorted(name, key=lambda tag: (tag != language, tag != "latin", tag))
    texts = {name[tag]: tag for tag in reversed(tags)}
    return [{"tag": tag, "text": name[tag]} for tag in tags if texts[name[tag]] == tag]


def _parts(day: date) -> dict[str, int]:
    return {"day": day.day, "month": day.month, "year": day.year}


def _code(text: str) -> str:
    """A QR code as SVG: with medium correction, so that it can be read where the paper is worn."""
    try:
        import segno
    except ImportError:
        raise BalintrecError('a certificate needs more than the core: pip install "balintrec[pdf]"') from None
    try:
        code = segno.make(text, error="m", micro=False, encoding="utf-8")
    except segno.DataOverflowError:
        raise BalintrecError("the names are too long for the code on a certificate") from None
    file = BytesIO()
    code.save(file, kind="svg", border=4, xmldecl=False)
    return file.getvalue().decode()

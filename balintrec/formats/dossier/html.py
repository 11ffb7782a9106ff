"""A dossier as one HTML file that needs nothing else: no script, nothing fetched, for screens and for paper."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup

from balintrec.formats.html import page
from balintrec.formats.prose import prose
from balintrec.resources import templates
from balintrec.views.dossier import Dossier, laid_out
from balintrec.views.dossier.page import in_language
from balintrec.views.drawings import attendance, pathway, timeline
from balintrec.views.standing import SIGNS
from balintrec.wording.language import ENGLISH, Language

_STYLES = ("dossier/dossier.css", "site/svg/drawn.css")


def dossier_html(dossier: Dossier, speak: Language = ENGLISH) -> str:
    """The whole page. Raises `BalintrecError` where the extra for pages is not installed."""
    style = "\n".join((templates() / name).read_text(encoding="utf-8") for name in _STYLES)
    return page(
        "dossier/dossier.html",
        speak.code,
        layout=in_language(laid_out(dossier), speak),
        society=dossier.society,
        style=Markup(style),  # the package's own, and the only style that the page allows
        style_hash=f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}",
        signs={str(status): sign for status, sign in SIGNS.items()},
        prose=prose,
        grid=attendance(dossier.person),
        way=pathway(dossier.person, speak),
        turns=timeline(dossier.person, speak),
    )

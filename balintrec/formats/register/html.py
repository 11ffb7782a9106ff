"""The register as one page of HTML that needs nothing from anywhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from balintrec.formats.html import page, said
from balintrec.formats.register.phrases import (
    HEADINGS,
    STATES,
    heading,
    nobody,
    since,
    society_name,
    summary,
    until,
)
from balintrec.society import Society
from balintrec.views.register import Entry, latin, other_scripts
from balintrec.views.standing import ended
from balintrec.wording.language import ENGLISH, Language
from balintrec.wording.vocabulary import word


def register_html(society: Society, entries: Sequence[Entry], on: date, speak: Language = ENGLISH) -> str:
    """A table, a row an entry; every text of a record is escaped."""
    rows = [
        {
            "name": latin(entry.name),
            "others": [{"tag": tag, "text": text} for tag, text in other_scripts(entry.name)],
            "entry": entry,
            "credential": said(speak, word(entry.credential)),
            "granted": speak.day(entry.granted),
            "until": said(speak, until(entry)),
            "state": said(speak, STATES[entry.state]),
            "since": said(speak, since(entry)),
            "ended": said(speak, ended(entry.membership_ended)),
        }
        for entry in entries
    ]
    text = page(
        "register/register.html",
        speak.code,
        society=society_name(society),
        title=said(speak, heading(society, on)),
        on=speak.day(on),
        heads=[said(speak, one) for one in HEADINGS],
        rows=rows,
        said=said(speak, summary(entries) if entries else nobody(on)),
    )
    return text.removesuffix("\n")

"""Values to a PDF through a Typst template of the package: the same values give the same bytes, on every computer.

Values reach the template as data and never as source, so that nothing in a record is read as markup. Only the fonts
in `templates/fonts` are used. What comes out is PDF/A-2a: whole, with its fonts, tagged, fit to be kept for decades.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from balintrec.errors import BalintrecError
from balintrec.resources import templates

if TYPE_CHECKING:
    from typst import Fonts, TypstError

STANDARD = "a-2a"
"""The kind of PDF/A that is claimed, and that Typst checks."""

_NO_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_PANIC = "panicked with: "
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
_NAMED = 5

# Neither seen nor needed: controls, lone surrogates, private letters, line separators.
_HIDDEN = {"Cc", "Cs", "Co", "Zl", "Zp"}
# What makes a line read differently from what it says.
_TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_NO_LETTER = "\ufeff\ufffe\uffff"


def pdf(template: str, data: Mapping[str, object], *, strict: bool = True) -> bytes:
    """A template filled with values, as PDF/A.

    ``template`` is a path below `templates/`, such as ``certificate/certificate.typ``. ``data`` must hold ``day``,
    a date: it is the day that the PDF says it was made on. The other values are texts, whole numbers, flags, dates
    (they become ``YYYY-MM-DD``), None, and mappings and sequences of these; a template finds them in ``data`` of
    `templates/pdf/house.typ`. Controls and bidirectional overrides are written out, such as ``\\u202e``.

    A letter that no shipped font has is an error; without ``strict`` its number is printed in its place.
    Raises `BalintrecError`: the extra is not installed, a letter is missing, or the template calls `panic`, whose
    text is then the message.
    """
    day = data["day"]
    assert isinstance(day, date), "a PDF needs the day that it says it was made on"
    made = datetime(day.year, day.month, day.day, tzinfo=UTC)
    text = json.dumps(_plain(data), sort_keys=True, ensure_ascii=False)
    return _compiled(template, text, made, strict)


def _compiled(template: str, text: str, made: datetime, strict: bool) -> bytes:
    typst = _typst()
    try:
        return bytes(
            typst.compile(
                templates() / template,
                root=templates(),
                font_paths=_fonts(),
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={"data": text},
                pdf_standards=[STANDARD],
                timestamp=made,
            )
        )
    except typst.TypstError as error:
        missing = _missing(error) & set(text)
        if strict or not missing:
            raise BalintrecError(_told(template, error)) from None
        numbers = str.maketrans({letter: f"[{_number(letter)}]" for letter in missing})
        return _compiled(template, text.translate(numbers), made, strict)


def _typst() -> ModuleType:
    try:
        import typst
    except ImportError:
        raise BalintrecError('a PDF needs more than the core: pip install "balintrec[pdf]"') from None
    return typst


@cache
def _fonts() -> Fonts:
    """The fonts of the package and no others: not the system's, and not those that come inside Typst."""
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[templates() / "fonts"])


def _plain(value: object) -> object:
    """A value as JSON has it."""
    if isinstance(value, str):
        return "".join(map(_shown, value.replace("\t", " ")))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return _plain(value._asdict())
    if isinstance(value, Iterable):
        return [_plain(one) for one in value]
    return value


def _shown(letter: str) -> str:
    if letter == "\n" or (letter.isascii() and letter.isprintable()):
        return letter
    hidden = unicodedata.category(letter) in _HIDDEN or unicodedata.bidirectional(letter) in _TURNS
    if hidden or letter in _NO_LETTER:
        return letter.encode("unicode_escape", "surrogatepass").decode()
    return letter


def _told(template: str, error: TypstError) -> str:
    """What Typst said, in one line. Only a template's own words and the numbers of letters are passed on."""
    if error.message.startswith(_PANIC):
        return str(error.message.removeprefix(_PANIC))
    if missing := sorted(_missing(error)):
        numbers = ", ".join(_number(letter) for letter in missing[:_NAMED])
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        return f"no font that comes with balintrec has the letters {numbers}{more}; use Latin letters or Urdu"
    kept = re.sub(r'"[^"]*"|`[^`]*`', "…", error.message.splitlines()[0])
    return f"Typst cannot set the template {template}: {kept}"


def _missing(error: TypstError) -> set[str]:
    """The letters that no font has."""
    found = "".join(map(_unescaped, _NO_GLYPH.findall(error.diagnostic)))
    return {letter for letter in found if not letter.isascii()}


def _unescaped(text: str) -> str:
    """A text as Rust's debug form writes it, as it was."""
    return _ESCAPED.sub(lambda one: chr(int(one[1], 16)) if one[1] else _SIMPLE.get(one[2], one[2]), text)


def _number(letter: str) -> str:
    return f"U+{ord(letter):04X}"

"""Numbers, words and places as they are spoken of in every report. Pure."""

from __future__ import annotations

import re
from fractions import Fraction

from balintrec.finding import Finding, Location
from balintrec.sanitize import visible


def counted(number: int | Fraction, noun: str) -> str:
    """``1 error``, ``2 errors``, ``3/2 hours``; the noun is given for one."""
    return f"{amount(number)} {noun if number == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """The noun for several."""
    if noun == "person":
        return "people"
    if noun[-1] == "y" and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun if noun.endswith("s") else f"{noun}s"


def in_units(number: Fraction, unit: str) -> str:
    """``24 months``, ``1 statement``; the unit may be given for one or for several."""
    return counted(number, spoken(unit).removesuffix("s")) if unit else amount(number)


def amount(number: int | Fraction) -> str:
    """A number for people: whole where it is whole, else a decimal that is exact, else a fraction."""
    exact = Fraction(number)
    if exact.denominator == 1:
        return str(exact.numerator)
    hundredths = exact * 100
    if hundredths.denominator == 1:
        whole, part = divmod(abs(hundredths.numerator), 100)
        return f"{'-' if exact < 0 else ''}{whole}.{part:02}".rstrip("0")
    return f"{exact.numerator}/{exact.denominator}"


def number(value: Fraction | None) -> int | str | None:
    """A number for JSON: whole numbers as such, others as a text such as ``3/2``."""
    if value is None:
        return None
    if value.denominator == 1:
        return value.numerator
    return f"{value.numerator}/{value.denominator}"


def spoken(word: str) -> str:
    """A key or unit as words: ``double-hours`` are double hours."""
    return word.replace("-", " ").replace("_", " ")


def place(location: Location) -> str:
    """``path:line:column``, or the path alone where a finding is about the whole file."""
    span = location.span
    return f"{visible(location.path)}:{span.line}:{span.column}" if span else visible(location.path)


def headline(finding: Finding) -> str:
    """The first line of a finding, which every editor's problem matcher reads."""
    rule = finding.rule
    return f"{place(finding.location)}: {rule.severity} {rule.code} {rule.name}: {visible(finding.message)}"


def first_sentence(text: str) -> str:
    """What a rule's explanation begins with."""
    return " ".join(re.split(r"\n\s*\n", text.strip(), maxsplit=1)[0].split())


def well_formed(text: str) -> str:
    """A text that every reader of UTF-8 takes: the bytes of an odd file name are written out."""
    return text.encode("utf-8", "backslashreplace").decode()

"""A language in which what comes next is said: its messages, days and numbers; and English, in which reports speak."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Protocol

from balintrec.names import more, quoted, some


class Voice(Protocol):
    """A language: its messages, days, numbers and words."""

    def say(self, message: str, **values: str) -> str:
        """A message with its values put in."""

    def day(self, day: date) -> str:
        """A day."""

    def units(self, number: Fraction | int, unit: str) -> str:
        """``2 sessions``."""

    def more(self, number: Fraction | int, unit: str) -> str:
        """``2 more sessions``."""

    def positive(self, number: int, kinds: tuple[str, ...]) -> str:
        """``2 more positive observations``."""

    def papers(self, number: int, words: tuple[str, ...]) -> str:
        """``2 references``, ``the application form``."""

    def either(self, words: Iterable[str]) -> str:
        """``a, b or c``."""


class English:
    """The language in which reports speak: days as records write them."""

    def say(self, message: str, **values: str) -> str:
        """A message with its values put in."""
        return message % values if values else message

    def day(self, day: date) -> str:
        """Such as 2024-03-12."""
        return day.isoformat()

    def units(self, number: Fraction | int, unit: str) -> str:
        """``2 sessions``; hours as a decimal."""
        return some(_plain(number), unit)

    def more(self, number: Fraction | int, unit: str) -> str:
        """``2 more sessions``."""
        return more(_plain(number), unit)

    def positive(self, number: int, kinds: tuple[str, ...]) -> str:
        """``2 more positive observations``."""
        words = ("readiness assessment" if kind == "readiness" else kind for kind in kinds)
        first, *others = words
        return quoted(
            [more(number, f"positive {first}"), *(f"{one}s" if number > 1 else one for one in others)]
        )

    def papers(self, number: int, words: tuple[str, ...]) -> str:
        """``2 references``, ``the application form``."""
        if words == ("form",) and number == 1:
            return "the application form"
        return quoted(some(number, word) for word in words)

    def either(self, words: Iterable[str]) -> str:
        """``a, b or c``."""
        return quoted("in person" if word == "in-person" else word for word in words)


ENGLISH = English()


def _plain(number: Fraction | int) -> Fraction | int | float:
    return number if Fraction(number).denominator == 1 else round(float(number), 2)


def chain(voice: Voice, parts: Iterable[str]) -> str:
    """Parts of a sentence one after the other, without those that are empty."""
    # The comma is a message: Urdu has another one.
    return voice.say(", ").join(part for part in parts if part)

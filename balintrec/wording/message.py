"""Messages as values: an English sentence that knows what it is made of, so that it can be said in any language.

A message is a text: whoever prints it prints English, with days as records write them. `Language.say` puts it into
another language, by its id and its values. A sentence put together in any other way is a plain text, which a type
checker tells from a message, and which no language can translate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

Value = str | int | Fraction | date
"""What can be put into a message: another message, a text of the records, a number, a day."""

Style = Literal["and", "or", ", ", "; ", "; and ", "; or ", " ", " · "]
"""How the parts of a list are joined."""


class Message(str):
    """A sentence in English with its id and values."""

    __slots__ = ("context", "id", "number", "plural", "values")

    id: str
    """The sentence with places for its values, such as ``met on %(day)s``; by this a catalogue knows it."""
    values: Mapping[str, Value]
    plural: str
    """The sentence for several, where it depends on a number, which stands in it as ``%(num)s``; else empty."""
    number: int | Fraction
    context: str
    """What tells it from the same English words with another meaning; mostly empty."""

    def __new__(
        cls,
        id: str,
        values: Mapping[str, Value],
        plural: str = "",
        number: int | Fraction = 0,
        context: str = "",
    ) -> Message:
        """A message; `message`, `plural` and `in_context` are shorter, and are where catalogues look for them."""
        sentence = plural if plural and number != 1 else id
        given = {"num": number, **values} if plural else values
        made = super().__new__(cls, _put(sentence, {key: english(value) for key, value in given.items()}))
        made.id, made.values, made.plural, made.number, made.context = id, values, plural, number, context
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return Message, (self.id, dict(self.values), self.plural, self.number, self.context)


class Joined(Message):
    """Several texts as one: a list in a sentence, or sentences one after the other."""

    __slots__ = ("parts", "style")

    parts: tuple[str, ...]
    style: Style

    def __new__(cls, parts: Iterable[str], style: Style) -> Joined:
        """Parts that are empty are left out."""
        kept = tuple(part for part in parts if part)
        made = str.__new__(cls, _join(kept, style))
        made.id, made.values, made.plural, made.number, made.context = "", {}, "", 0, ""
        made.parts, made.style = kept, style
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return Joined, (self.parts, self.style)


class Translated(str):
    """A text that a society wrote in several languages; as a text it is the English one, else the first."""

    __slots__ = ("languages",)

    languages: Mapping[str, str]
    """The text by the code of its language."""

    def __new__(cls, languages: Mapping[str, str]) -> Translated:
        """Takes at least one language."""
        made = super().__new__(cls, languages.get("en") or next(iter(languages.values())))
        made.languages = languages
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return Translated, (dict(self.languages),)


def message(text: str, /, **values: Value) -> Message:
    """A sentence with its values: ``message("met on %(day)s", day=day)``."""
    return Message(text, values)


def plural(one: str, several: str, number: int | Fraction, /, **values: Value) -> Message:
    """A sentence that depends on a number: ``plural("%(num)s session", "%(num)s sessions", 2)``."""
    return Message(one, values, several, number)


def in_context(context: str, text: str, /, **values: Value) -> Message:
    """A sentence whose English words mean something else elsewhere."""
    return Message(text, values, context=context)


def joined(parts: Iterable[str], style: Style = "and") -> Joined:
    """Several texts as one: ``a, b and c``, ``a, b or c``, ``a; b``."""
    return Joined(parts, style)


def english(value: Value) -> str:
    """A value as reports in English write it: days as in records, numbers exact."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        hundredths = value * 100
        decimal = f"{hundredths.numerator / 100:.2f}".rstrip("0").rstrip(".")
        return decimal if hundredths.denominator == 1 else str(value)
    return str(value)


def _put(sentence: str, values: Mapping[str, str]) -> str:
    return sentence % values if values else sentence


def _join(parts: tuple[str, ...], style: Style) -> str:
    if style not in ("and", "or"):
        return style.join(parts)
    *others, last = parts or ("",)
    return f"{', '.join(others)} {style} {last}" if others else last


NOTHING = Message("", {})
"""What is said where there is nothing to say."""

__all__ = [
    "NOTHING",
    "Joined",
    "Message",
    "Style",
    "Translated",
    "Value",
    "english",
    "in_context",
    "joined",
    "message",
    "plural",
]

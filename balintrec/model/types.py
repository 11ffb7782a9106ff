"""The types of single values: text as it stands in a file, matched whole and in ASCII, to a Python value.

Pydantic's own would take 1706918400, a datetime or Arabic digits for a day, and "1" for a flag.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from functools import cache
from sys import intern
from typing import Annotated, Any, NamedTuple, NoReturn, TypeAlias

from pydantic import Field
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function

from balintrec.names import ID
from balintrec.wording.message import Translated

_DAY = re.compile(r"(19\d\d|20\d\d|21\d\d)-(\d\d)-(\d\d)", re.ASCII)
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_COUNT = re.compile(r"0|[1-9]\d{0,6}", re.ASCII)
_SHARE = re.compile(r"(\d{1,4})/([1-9]\d{0,3})|(\d(?:\.\d{1,4})?)|(\d{1,3})%", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SCRIPT = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]{2,8})*", re.ASCII)
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}


DEPRECATED = Field(json_schema_extra={"deprecated": True})
"""A key under its earlier name: it is read, and no longer offered or described."""


class Refers(NamedTuple):
    """The value is the id of a record of this kind; a `loose` one may also be another text (a person's name)."""

    kind: str
    loose: bool = False


def _refuse(kind: str) -> NoReturn:
    # The text for people is written by `validate`; a validator's input never is part of it.
    raise PydanticCustomError(kind, kind)


def _scalar(value: Any) -> str:
    if not isinstance(value, str):
        _refuse("not-a-single-value")
    text: str = value.strip()
    if not text:
        _refuse("empty")
    return intern(text)  # the same few people stand in thousands of sessions


def _day(value: Any) -> date:
    return _day_of(_scalar(value))


@cache  # the days of many records are the same: one value for all, and no second look
def _day_of(text: str) -> date:
    match = _DAY.fullmatch(text)
    if not match:
        _refuse("day")
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        _refuse("no-such-day")


def _clock(value: Any) -> time:
    return _clock_of(_scalar(value))


@cache
def _clock_of(text: str) -> time:
    match = _CLOCK.fullmatch(text)
    return time(int(match[1]), int(match[2])) if match else _refuse("clock")


def _count(value: Any) -> int:
    text = _scalar(value)
    return int(text) if _COUNT.fullmatch(text) else _refuse("count")


def _flag(value: Any) -> bool:
    flag = _FLAGS.get(_scalar(value))
    return _refuse("flag") if flag is None else flag


def _word(value: Any) -> str:
    text = _scalar(value)
    return text if ID.fullmatch(text) else _refuse("id")


def _requirement(value: Any) -> str:
    text = _scalar(value)
    parts = text.split("/")
    return text if len(parts) == 2 and all(map(ID.fullmatch, parts)) else _refuse("requirement")


def _digest(value: Any) -> str:
    text = _scalar(value)
    return text if _DIGEST.fullmatch(text) else _refuse("digest")


def is_email(text: str) -> bool:
    """Whether a text is an e-mail address, and nothing besides."""
    return _EMAIL.fullmatch(text) is not None


def _email(value: Any) -> str:
    text = _scalar(value)
    return text if is_email(text) else _refuse("email")


def _share(value: Any) -> Fraction:
    match = _SHARE.fullmatch(_scalar(value))
    if not match:
        _refuse("share")
    above, below, decimal, percent = match.groups()
    share = (
        Fraction(int(above), int(below))
        if above
        else Fraction(decimal)
        if decimal
        else Fraction(int(percent), 100)
    )
    return share if share <= 1 else _refuse("share")


class Nothing(str):
    """What is written as ``~`` or ``null``: a text where any text may stand, and else no value."""

    __slots__ = ()


def _id(value: Any) -> str:
    return _refuse("nothing") if isinstance(value, Nothing) else _scalar(value)


def _one_name(value: Any) -> str:
    text = _id(value)
    return _refuse("line-break") if len(text.splitlines()) > 1 else text


def _name(value: Any) -> dict[str, str]:
    if isinstance(value, str):
        return {"latin": _one_name(value)}
    if not isinstance(value, dict) or not value:
        _refuse("name")
    if not all(_SCRIPT.fullmatch(script) for script in value):
        _refuse("name")
    return {script: _one_name(text) for script, text in value.items()}


def _local_text(value: Any) -> str:
    if isinstance(value, str):
        return _scalar(value)
    if not isinstance(value, dict) or not value or not all(_SCRIPT.fullmatch(code) for code in value):
        _refuse("local-text")
    return Translated({code: _scalar(text) for code, text in value.items()})


PROSE: Collection[Callable[[Any], Any]] = (_scalar, _name, _local_text)
"""Readers of texts for people."""
ANY_TEXT: Collection[Callable[[Any], Any]] = (*PROSE, _id)
"""Readers that take any text, or nearly."""
NO_WORDS: Collection[Callable[[Any], Any]] = (_day, _clock, _count, _flag, _digest)
"""Readers of what cannot be a word of a text."""


@dataclass(frozen=True, slots=True, eq=False)
class Typed:
    """A function from a text as it stands in a file to a Python value, and what editors are told of the text.

    In place of Pydantic's PlainValidator, which inspects the function and builds a serializer for every field.
    """

    function: Callable[[Any], Any]
    told: dict[str, Any]

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> CoreSchema:
        return no_info_plain_validator_function(
            self.function, metadata={"pydantic_js_functions": [lambda _schema, _handler: self.told]}
        )


def pattern(regex: str, **more: Any) -> dict[str, Any]:
    """What editors are told of a text that must match as a whole."""
    return {"type": "string", "pattern": f"^(?:{regex})$", **more}


_TEXT = {"type": "string", "pattern": r"\S"}
_NAMES = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": f"^(?:{_SCRIPT.pattern})$"},
    "additionalProperties": _TEXT,
}
_WHOLE = {"type": "integer", "minimum": 0, "maximum": 9999999}

Text: TypeAlias = Annotated[str, Typed(_scalar, _TEXT)]
Day: TypeAlias = Annotated[date, Typed(_day, pattern(_DAY.pattern, format="date"))]
Clock: TypeAlias = Annotated[time, Typed(_clock, pattern(_CLOCK.pattern))]
Count: TypeAlias = Annotated[int, Typed(_count, {"anyOf": [_WHOLE, pattern(_COUNT.pattern)]})]
Flag: TypeAlias = Annotated[bool, Typed(_flag, {"anyOf": [{"type": "boolean"}, {"enum": sorted(_FLAGS)}]})]
Word: TypeAlias = Annotated[str, Typed(_word, pattern(ID.pattern))]
RequirementId: TypeAlias = Annotated[str, Typed(_requirement, pattern(f"{ID.pattern}/{ID.pattern}"))]
Digest: TypeAlias = Annotated[str, Typed(_digest, pattern(_DIGEST.pattern))]
Email: TypeAlias = Annotated[str, Typed(_email, pattern(_EMAIL.pattern))]
Share: TypeAlias = Annotated[Fraction, Typed(_share, pattern(_SHARE.pattern))]
Name: TypeAlias = Annotated[dict[str, str], Typed(_name, {"anyOf": [_TEXT, _NAMES]})]
LocalText: TypeAlias = Annotated[str, Typed(_local_text, {"anyOf": [_TEXT, _NAMES]})]
"""A text, or the same text in several languages by their codes: then a `Translated`."""

# Ids of other records are read as text: whether such a record exists, and what was meant if not, is for the rules.
Id: TypeAlias = Annotated[str, Typed(_id, _TEXT)]
MemberId: TypeAlias = Annotated[Id, Refers("members")]
PersonOrName: TypeAlias = Annotated[Id, Refers("members", loose=True)]
GroupId: TypeAlias = Annotated[Id, Refers("groups")]
SessionId: TypeAlias = Annotated[Id, Refers("sessions")]
EventId: TypeAlias = Annotated[Id, Refers("events")]
PolicyId: TypeAlias = Annotated[Id, Refers("policies")]
EndorsementId: TypeAlias = Annotated[Id, Refers("endorsements")]
ReferenceId: TypeAlias = Annotated[Id, Refers("references")]
AssessmentId: TypeAlias = Annotated[Id, Refers("assessments")]
ApplicationId: TypeAlias = Annotated[Id, Refers("applications")]

NONE: Any = Field(default=())
"""The default of a list: nothing in it."""

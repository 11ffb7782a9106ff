"""The types of single values: text as it stands in a file, matched whole and in ASCII, to a Python value.

Pydantic's own would take 1706918400, a datetime or Arabic digits for a day, and "1" for a flag.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from typing import Annotated, Any, NoReturn, TypeAlias

from pydantic import Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from balintrec.names import ID

_DAY = re.compile(r"(19\d\d|20\d\d|21\d\d)-(\d\d)-(\d\d)", re.ASCII)
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_COUNT = re.compile(r"0|[1-9]\d{0,6}", re.ASCII)
_SHARE = re.compile(r"(\d{1,4})/([1-9]\d{0,3})|(\d(?:\.\d{1,4})?)|(\d{1,3})%", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SCRIPT = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]{2,8})*", re.ASCII)
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Refers:
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
    return text


def _day(value: Any) -> date:
    match = _DAY.fullmatch(_scalar(value))
    if not match:
        _refuse("day")
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        _refuse("no-such-day")


def _clock(value: Any) -> time:
    match = _CLOCK.fullmatch(_scalar(value))
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


def _email(value: Any) -> str:
    text = _scalar(value)
    return text if _EMAIL.fullmatch(text) else _refuse("email")


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


def _name(value: Any) -> dict[str, str]:
    if isinstance(value, str):
        return {"latin": _scalar(value)}
    if not isinstance(value, dict) or not value:
        _refuse("name")
    if not all(_SCRIPT.fullmatch(script) for script in value):
        _refuse("name")
    return {script: _scalar(text) for script, text in value.items()}


def _schema(pattern: str, **more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^(?:{pattern})$", **more})


_COUNT_SCHEMA = {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 9999999},
                           {"type": "string", "pattern": f"^(?:{_COUNT.pattern})$"}]}  # fmt: skip
_FLAG_SCHEMA = {"anyOf": [{"type": "boolean"}, {"enum": sorted(_FLAGS)}]}
_TEXT_SCHEMA = {"type": "string", "pattern": r"\S"}

Text: TypeAlias = Annotated[str, PlainValidator(_scalar), WithJsonSchema(_TEXT_SCHEMA)]
Day: TypeAlias = Annotated[date, PlainValidator(_day), _schema(_DAY.pattern, format="date")]
Clock: TypeAlias = Annotated[time, PlainValidator(_clock), _schema(_CLOCK.pattern)]
Count: TypeAlias = Annotated[int, PlainValidator(_count), WithJsonSchema(_COUNT_SCHEMA)]
Flag: TypeAlias = Annotated[bool, PlainValidator(_flag), WithJsonSchema(_FLAG_SCHEMA)]
Word: TypeAlias = Annotated[str, PlainValidator(_word), _schema(ID.pattern)]
RequirementId: TypeAlias = Annotated[str, PlainValidator(_requirement), _schema(f"{ID.pattern}/{ID.pattern}")]
Digest: TypeAlias = Annotated[str, PlainValidator(_digest), _schema(_DIGEST.pattern)]
Email: TypeAlias = Annotated[str, PlainValidator(_email), _schema(_EMAIL.pattern)]
Share: TypeAlias = Annotated[Fraction, PlainValidator(_share), _schema(_SHARE.pattern)]
Name: TypeAlias = Annotated[
    dict[str, str],
    PlainValidator(_name),
    WithJsonSchema(
        {
            "anyOf": [
                _TEXT_SCHEMA,
                {
                    "type": "object",
                    "minProperties": 1,
                    "propertyNames": {"pattern": f"^(?:{_SCRIPT.pattern})$"},
                    "additionalProperties": _TEXT_SCHEMA,
                },
            ]
        }
    ),
]

# Ids of other records are read as text: whether such a record exists, and what was meant if not, is for the rules.
MemberId: TypeAlias = Annotated[Text, Refers("members")]
PersonOrName: TypeAlias = Annotated[Text, Refers("members", loose=True)]
GroupId: TypeAlias = Annotated[Text, Refers("groups")]
SessionId: TypeAlias = Annotated[Text, Refers("sessions")]
PolicyId: TypeAlias = Annotated[Text, Refers("policies")]
EndorsementId: TypeAlias = Annotated[Text, Refers("endorsements")]
ReferenceId: TypeAlias = Annotated[Text, Refers("references")]
AssessmentId: TypeAlias = Annotated[Text, Refers("assessments")]
ApplicationId: TypeAlias = Annotated[Text, Refers("applications")]

NONE: Any = Field(default=())
"""The default of a list: nothing in it."""

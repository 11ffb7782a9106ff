"""The parts that requirements are made of: filters, counterparts, floors, shares."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from balintrec.model.record import Part
from balintrec.model.types import NONE, Count, Flag, GroupId, Share, Text, Typed, Word

SOURCES = ("published", "committee", "placeholder")
Mode = Literal["in-person", "online", "hybrid"]


def one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _sources(value: Any) -> Any:
    words = value.values() if isinstance(value, dict) else [value]
    if not all(word in SOURCES for word in words):
        raise PydanticCustomError("source", "source")
    return value


_SOURCE = {"enum": [*SOURCES]}
Sources = Annotated[
    str | dict[str, str],
    Typed(_sources, {"anyOf": [_SOURCE, {"type": "object", "additionalProperties": _SOURCE}]}),
]
"""Where the numbers come from: one word for all, or a word for each key that holds a number."""
Words = Annotated[tuple[Word, ...], BeforeValidator(one_or_more)]
"""One word or a list of words."""
Modes = Annotated[tuple[Mode, ...], BeforeValidator(one_or_more)]
Groups = Annotated[tuple[GroupId, ...], BeforeValidator(one_or_more)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(one_or_more)]


class Where(Part):
    """Which activities are meant: every key that is given must fit."""

    modes: Modes = NONE
    """The activity's mode, else its group's."""
    kinds: Words = NONE
    """The kind of session or event."""
    groups: Groups = NONE
    """The group that met."""
    group_kinds: Words = NONE
    """The kind of that group."""
    settings: Texts = NONE
    """The setting of that group."""
    recorded: Flag | None = None
    """A supervision that used a recording."""
    assessed: Flag | None = None
    """An event that assessed this member."""


class Counterpart(Part):
    """Somebody else in one of these roles who holds one of these credentials on that day."""

    role: Words = NONE
    """In which of these roles; any, if left out."""
    credential: Words = NONE
    """Holding one of these that day; none is asked, if left out."""


class Each(Part):
    """A floor for every period of so many months."""

    months: Count
    """The length of a period."""
    at_least: Count
    """How much in each of them, in the requirement's unit."""


class ShareOf(Part):
    """A part of what is counted, or of the sessions of the groups on whose roster the member stood."""

    where: Where | None = None
    """Of what is counted, the part that fits."""
    of: Literal["roster"] | None = None
    """Of the sessions of the member's own groups, the part that they came to."""
    at_least: Share | None = None
    """1/2, 0.5 or 50%."""
    at_most: Share | None = None
    """1/2, 0.5 or 50%."""


class Distinct(Part):
    """So many different ones among what is counted."""

    of: Literal["groups", "settings", "leaders", "co-leaders", "supervisors", "authors", "sessions"]
    """By what they are told apart."""
    at_least: Count


class Author(Part):
    """Who made a statement or wrote a paper: in which role to the member, with which credential on that day."""

    role: Words = NONE
    credential: Words = NONE


class StatementWhere(Part):
    """Which statements are meant."""

    modes: Modes = NONE

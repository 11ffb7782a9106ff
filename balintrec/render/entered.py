"""Texts that somebody typed to the values of a record: lists, periods, flags, and people by name."""

from __future__ import annotations

import re
from typing import TypeAlias

from balintrec.document import Value, parse
from balintrec.errors import BalintrecError
from balintrec.model import Period, Record
from balintrec.model.described import Described, describe
from balintrec.names import ID, did_you_mean, fold
from balintrec.society import Society

Entered: TypeAlias = "str | bool | list[Entered] | dict[str, Entered]"
"""What was entered for a key: texts, flags, lists and keys of them."""

_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:\.\.|to|,|\s)\s*(\d{4}-\d\d-\d\d)?)?", re.ASCII)
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}


def key_of(model: type[Record], name: str) -> Described:
    """The key of that name. Raises `BalintrecError` for one that this kind of record does not have."""
    keys = {one.key: one for one in describe(model)}
    if name in keys:
        return keys[name]
    close = did_you_mean(name, keys)
    remedy = f'did you mean "{close}"?' if close else f"its keys are: {', '.join(keys)}"
    raise BalintrecError(f'a {model.noun} has no key "{name}"; {remedy}')


def entered(key: Described, text: str, society: Society | None) -> Entered:
    """What was typed for a key: ``a,b`` for a list, a day or two for a period, else YAML in brackets."""
    text = text.strip()
    if not text:
        raise BalintrecError(f"{key.key} has no value; leave it out, or give it one")
    if text[0] in "[{":
        return _found(key, _flow(key, text), society)
    if key.form == "yes or no" and text.lower() in _FLAGS:
        return _FLAGS[text.lower()]
    if Period in key.parts:
        period = _period(text)
        return [period] if key.many and isinstance(period, dict) else period
    if key.many:
        return _found(key, [part.strip() for part in text.split(",") if part.strip()], society)
    return _found(key, text, society)


def _period(text: str) -> Entered:
    match = _PERIOD.fullmatch(text)
    if not match:
        return text
    return {"from": match[1], "to": match[2]} if match[2] else {"from": match[1]}


def _flow(key: Described, text: str) -> Value:
    """Brackets and braces are read as in a file."""
    document = parse(f"---\nvalue: {text}\n---\n".encode())
    if document.values is None or document.problems:
        problem = document.problems[0].message if document.problems else "this cannot be read"
        raise BalintrecError(f"{key.key}: {problem}")
    value = document.values["value"]
    return [value] if key.many and isinstance(value, dict) else value


def _found(key: Described, value: Value, society: Society | None) -> Entered:
    """The ids of people who were named; other values as they are."""
    if isinstance(value, list):
        return [_found(key, one, society) for one in value]
    if isinstance(value, dict):
        return {name: _found(key, one, None) for name, one in value.items()}
    refers = key.refers
    if society is None or refers is None or refers.kind != "members" or ID.fullmatch(value):
        return value
    return person(society, value) or value


def person(society: Society, text: str) -> str | None:
    """The id of the one member who has this id or name, in any script and spelling; None if it is not one."""
    found = [text] if text in society.members else named(society, text)
    return found[0] if len(found) == 1 else None


def named(society: Society, text: str) -> list[str]:
    """The ids of the members with this name, in any script and spelling."""
    wanted = fold(text)
    return [
        member.id
        for member in society.members.values()
        if wanted in {fold(name) for name in (*member.name.values(), *member.also_known_as)}
    ]


TAKEN_OVER = (
    "group", "start", "end", "minutes", "mode", "kind", "leaders", "co-leaders", "attendees", "observers",
)  # fmt: skip


def taken_over(session: bytes) -> dict[str, Entered]:
    """What the next session has in common with this one: group, times, leaders and people."""
    values = parse(session).values or {}
    return {key: _as_entered(values[key]) for key in TAKEN_OVER if key in values}


def _as_entered(value: Value) -> Entered:
    if isinstance(value, list):
        return [_as_entered(one) for one in value]
    if isinstance(value, dict):
        return {key: _as_entered(one) for key, one in value.items()}
    return value

"""Texts that somebody typed to the values of a record: lists, periods, flags, and people by name."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeAlias

from balintrec.document import Value, parse
from balintrec.errors import BalintrecError
from balintrec.model import Period, Record
from balintrec.model.schema import Described, describe
from balintrec.names import article, did_you_mean, fold, slug
from balintrec.rules.vocabulary import COMMITTEE
from balintrec.society import Society
from balintrec.society.lookup import meant

Entered: TypeAlias = "str | bool | list[Entered] | dict[str, Entered]"
"""What was entered for a key: texts, flags, lists and keys of them."""

_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:\.\.|to|,|\s)\s*(\d{4}-\d\d-\d\d)?)?", re.ASCII)
_TODAY = re.compile(r"\btoday\b", re.IGNORECASE)
_WORDS = ("a word", "a list of words", "one or a list of words")
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}


def key_of(model: type[Record], name: str) -> Described:
    """The key of that name. Raises `BalintrecError` for one that this kind of record does not have."""
    keys = {one.key: one for one in describe(model)}
    if found := keys.get(name) or keys.get(slug(name)):
        return found
    close = did_you_mean(name, keys)
    remedy = f'did you mean "{close}"?' if close else f"its keys are: {', '.join(keys)}"
    raise BalintrecError(f'{article(model.noun)} has no key "{name}"; {remedy}')


def entered(key: Described, text: str, society: Society, today: date | None = None) -> Entered:
    """What was typed for a key: ``a,b`` for a list, a day or two for a period, else YAML in brackets.

    Members and groups may be typed by name, words in any case, and the day ``today`` where it is given as such.
    Raises `BalintrecError` where it cannot be understood.
    """
    text = text.strip()
    if not text:
        raise BalintrecError(f"{key.key} has no value; leave it out, or give it one")
    if len(text.splitlines()) > 1:
        raise BalintrecError(f"{key.key}: there is a line break in this value; write it on one line")
    if text[0] in "[{":
        return _found(key, _flow(key, text), society)
    if today and (key.form.startswith("a day") or Period in key.parts):
        text = _TODAY.sub(today.isoformat(), text)
    if key.form == "yes or no" and text.lower() in _FLAGS:
        return _FLAGS[text.lower()]
    if Period in key.parts:
        period = _period(key, text)
        return [period] if key.many else period
    if key.many:
        typed: list[Value] = [part.strip() for part in text.split(",") if part.strip()]
        return _found(key, typed[0] if key.may_be_one and len(typed) == 1 else typed, society)
    return _found(key, text, society)


def _period(key: Described, text: str) -> Entered:
    match = _PERIOD.fullmatch(text)
    if not match:
        raise BalintrecError(
            f"{key.key} is not a period; write 2024-10-05..2024-10-08, or the first day alone while it lasts"
        )
    return {"from": match[1], "to": match[2]} if match[2] else {"from": match[1]}


def _flow(key: Described, text: str) -> Value:
    """Brackets and braces are read as in a file."""
    document = parse(f"---\nvalue: {text}\n---\n".encode())
    if document.values is None or document.problems:
        problem = document.problems[0].message if document.problems else "this cannot be read"
        raise BalintrecError(f"{key.key}: {problem}")
    value = document.values["value"]
    return [value] if key.many and isinstance(value, dict) else value


def _found(key: Described, value: Value, society: Society) -> Entered:
    """The ids of members and groups who were named; other values as they are."""
    if isinstance(value, list):
        return [_found(key, one, society) for one in value]
    if isinstance(value, dict):
        inside = {one.key: one for part in key.parts for one in describe(part)}
        return {
            name: _found(inside[name], one, society) if name in inside else _as_entered(one)
            for name, one in value.items()
        }
    if key.key == "by" and fold(value) == COMMITTEE:
        return COMMITTEE
    kind, word = named_kind(key), slug(value)
    if kind in ("members", "groups"):
        return meant(society, kind, value) or value
    known = word in key.choices or key.form in _WORDS or (kind and society.known(kind, word))
    return word if word and known else value


def named_kind(key: Described) -> str:
    """The kind of record that a key names, or may name: who decides is the committee, or a member."""
    if key.key == "by":
        return "members"
    return key.refers.kind if key.refers else ""


TAKEN_OVER = (
    "group", "start", "end", "minutes", "mode", "kind", "leaders", "co-leaders", "attendees", "observers",
)  # fmt: skip


def taken_over(session: bytes) -> dict[str, Entered]:
    """What the next session has in common with this one: group, times, leaders and people."""
    values = parse(session).values or {}
    return {key: _as_entered(values[key]) for key in TAKEN_OVER if key in values}


def led_on(society: Society, group: Entered | None, day: Entered | None) -> list[str]:
    """Who leads a group on a day, as far as both are known."""
    found = society.groups.get(str(group))
    try:
        return list(found.leaders_on(date.fromisoformat(str(day)))) if found else []
    except ValueError:
        return []


def _as_entered(value: Value) -> Entered:
    if isinstance(value, list):
        return [_as_entered(one) for one in value]
    if isinstance(value, dict):
        return {key: _as_entered(one) for key, one in value.items()}
    return value

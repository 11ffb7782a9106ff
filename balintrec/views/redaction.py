"""Texts without e-mail addresses and telephone numbers; of an address in a review its domain remains. Pure."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from balintrec.finding import Rule
from balintrec.model.record import Part
from balintrec.society import Society

ADDRESS = re.compile(r"""[^\s@＠<>()\[\]{}"';,:]+[@＠][^\s@＠<>()\[\]{}"';,]+""")
LEFT_OUT = "(address left out)"


def without_address(text: str) -> str:
    """A text with every e-mail address in it replaced by a remark."""
    return ADDRESS.sub(LEFT_OUT, text) if "@" in text or "＠" in text else text


T = TypeVar("T")
_PHONE = re.compile(
    r"(?<![\w+])(?:\+|00)\d(?:[\s().\-/]{0,2}\d){6,14}(?![\w-])"  # +92 (300) 123 45 67
    r"|(?<![\w-])0\d(?:[\s()\-/]?\d){7,11}(?![\w-])"  # 0300-1234567
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
NUMBER = "(telephone number left out)"


def discreet(value: T) -> T:
    """The same value with every text in it made discreet; what holds none is the same object."""
    return _discreet(value)  # type: ignore[no-any-return]


def _discreet(value: Any) -> Any:
    match value:
        case str() if type(value) is str:
            return _text(value)
        case Society() | Rule() | type():
            return value
        case tuple():
            return _tuple(value)
        case dict():
            found = {key: _discreet(one) for key, one in value.items()}
            return value if all(found[key] is value[key] for key in found) else found
        case list():
            return [_discreet(one) for one in value]
        case Part():
            return _part(value)
    return _dataclass(value) if is_dataclass(value) else value


def _tuple(value: Any) -> Any:
    found = tuple(map(_discreet, value))
    if all(one is other for one, other in zip(found, value, strict=True)):
        return value
    return type(value)(*found) if hasattr(value, "_fields") else found


def _part(value: Part) -> Part:
    """A record, or a part of one."""
    said = {name: getattr(value, name) for name in type(value).model_fields}
    changed = {name: other for name, one in said.items() if (other := _discreet(one)) is not one}
    return value.model_copy(update=changed) if changed else value


def _dataclass(value: Any) -> Any:
    said = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
    changed = {name: other for name, one in said.items() if (other := _discreet(one)) is not one}
    return replace(value, **changed) if changed else value


def _text(text: str) -> str:
    if "@" in text or "＠" in text:
        text = ADDRESS.sub(lambda match: f"…@{re.split('[@＠]', match[0])[-1]}", text)
    return _PHONE.sub(lambda match: match[0] if _DAY.search(match[0]) else NUMBER, text)

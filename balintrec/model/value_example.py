"""How a value of the wrong shape should have been written: the very text to put there, made of what was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel

from balintrec.document.serialize import emit
from balintrec.finding import Key
from balintrec.model.keys import Keys, models_at, value_at
from balintrec.model.record import kebab

Takes = Callable[[str, Any], bool]
"""Whether a record may have this value under this key of its own."""

_USUAL = {"from": "2024-09-01", "member": "ayesha-khan", "at-least": "5", "at-most": "12"}
"""By key, a value to show where what was written fits nowhere."""
_LONGEST = 60
"""Characters; what is longer is no value that got into the wrong shape."""
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)\W+(?:to\W+)?(\d{4}-\d\d-\d\d)", re.ASCII)

_BARE = re.compile(r"[\d-]+|…")


def example(keys: Keys, key: Key, takes: Takes) -> str:
    """The value as it can be read there, made of what was written where that may be spoken of; empty: nobody knows."""
    models = models_at(keys.model, keys.values, key)
    written = None if keys.discreet else value_at(keys.values, key)
    for item in _items(written, models[0] if len(models) == 1 else None):
        for value in (item if isinstance(item, list) else [item], item):
            if takes(str(key[0]), _within(key[1:], value)):
                return _text(value)
    return ""


def _items(written: Any, model: type[BaseModel] | None) -> Iterator[Any]:
    """What was perhaps meant by what stands there; at last, what shows the form."""
    fields = model.model_fields.items() if model else ()
    needed = {kebab(name): _USUAL.get(kebab(name), "…") for name, field in fields if field.is_required()}
    if isinstance(written, dict) and all(isinstance(one, str) for one in written.values()):
        yield written
    if isinstance(written, str) and len(written) <= _LONGEST:
        if days := _DAYS.fullmatch(written):
            yield {"from": days[1], "to": days[2]}
        yield [part.strip() for part in written.split(",")]
        yield {**needed, **dict.fromkeys([*needed][:1], written)} or written
    if model:
        yield needed or {kebab(name): _USUAL.get(kebab(name), "…") for name, _ in [*fields][:2]}


def _within(key: Key, value: Any) -> Any:
    """The value at its place inside the key of the record, and nothing besides."""
    for part in reversed(key):
        value = [value] if isinstance(part, int) else {part: value}
    return value


def _text(value: Any) -> str:
    """As it stands in a file: days and numbers without quotation marks."""
    if isinstance(value, list):
        return f"[{', '.join(map(_text, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_text(one)}" for name, one in value.items()) + "}"
    return str(value) if _BARE.fullmatch(value) else emit(value)

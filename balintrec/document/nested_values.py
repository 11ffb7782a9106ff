"""Values inside values: found, exchanged and taken out by the way to them; the old ones stay as they are. Pure."""

from __future__ import annotations

from typing import cast

from balintrec.document import Value, Values
from balintrec.finding import Key


def value_at(values: Value, key: Key) -> Value:
    """What stands at the end of a way. Raises `KeyError` or `IndexError` where it leads nowhere."""
    for part in key:
        values = values[part]  # type: ignore[index]  # a way fits the values it was found in
    return values


def with_value(values: Values, key: Key, new: Value) -> Values:
    """The same values with another one there."""
    return cast("Values", _changed(values, key, new))


def taken_from(values: Values, key: Key) -> Values:
    """The same values without the one there."""
    around = value_at(values, key[:-1])
    if isinstance(around, dict):
        left: Value = {name: one for name, one in around.items() if name != key[-1]}
    else:
        left = [one for number, one in enumerate(around) if number != key[-1]]
    return cast("Values", _changed(values, key[:-1], left))


def _changed(values: Value, key: Key, new: Value) -> Value:
    if not key:
        return new
    first, *rest = key
    if isinstance(values, dict):
        return {
            name: _changed(one, tuple(rest), new) if name == first else one for name, one in values.items()
        }
    return [_changed(one, tuple(rest), new) if number == first else one for number, one in enumerate(values)]

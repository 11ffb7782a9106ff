"""The id and the path of a new record, made of what it says (docs/records.md). Pure."""

from __future__ import annotations

from collections.abc import Mapping

from balintrec.errors import BalintrecError
from balintrec.model import Record
from balintrec.names import ID, slug, whole_slug
from balintrec.scaffold.input_values import Entered

Values = Mapping[str, Entered]

_LIKE_THIS = {"member": "ayesha-khan", "group": "lahore-tuesday"}
"""By kind of record, an id as it may be typed."""


def path_of(model: type[Record], values: Values, wanted: str | None = None) -> str:
    """Where the record goes: under the id that is wanted, else under one made of its values."""
    if not model.kind_folder:
        return "records/society.md"
    if wanted and not ID.fullmatch(wanted):
        better = slug(wanted)
        remedy = f'such as "{better}"' if better else "such as ayesha-khan"
        raise BalintrecError(
            f'"{wanted}" cannot be an ID: it is words of a to z and digits with hyphens, {remedy}'
        )
    made = wanted or _id(model, values)
    if not made:
        raise BalintrecError(
            "this name gives no file name, which is of the letters a to z; type one before --set, "
            f"for example: balintrec new {model.noun} {_LIKE_THIS.get(model.noun, 'ID')} --set …"
        )
    return "/".join(("records", model.kind_folder, *_folders(model, values), f"{made}.md"))


def _folders(model: type[Record], values: Values) -> tuple[str, ...]:
    """Years and people keep folders small."""
    key = model.folder_by
    made = _text(values.get(key, ""))
    return (made[:4] if key == model.dated else made,) if key else ()


def _id(model: type[Record], values: Values) -> str:
    """An id of the keys that a kind is named by; empty where they give none."""
    return "-".join(filter(None, (_part(values, key) for key in model.named_by)))


def _part(values: Values, key: str) -> str:
    """What a key gives for an id, by the notation of `Record.named_by`."""
    name, _, which = key.removesuffix("]").partition("[")
    outer, _, inner = name.partition(".")
    value = values.get(outer, "")
    if inner:
        return _text(value.get(inner, "")) if isinstance(value, dict) else ""
    if which == "0":
        return _text(value[0]) if isinstance(value, list) and value else ""
    if key == "name":  # in any script: the first spelling that gives an id
        names = list(value.values()) if isinstance(value, dict) else [value]
        return next((made for name in names if isinstance(name, str) and (made := whole_slug(name))), "")
    return _text(value).rpartition("-")[2] if which == "-1" else _text(value)


def _text(value: object) -> str:
    """A value as a text that can stand in a file's name."""
    return slug(value) if isinstance(value, str) else ""

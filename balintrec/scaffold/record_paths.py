"""The id and the path of a new record, made of what it says (docs/records.md). Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
    made = wanted or _ID[model.noun](values)
    if not made:
        raise BalintrecError(
            "this name gives no file name, which is of the letters a to z; type one before --set, "
            f"for example: balintrec new {model.noun} {_LIKE_THIS.get(model.noun, 'ID')} --set …"
        )
    return "/".join(("records", model.kind_folder, *_folders(model, values), f"{made}.md"))


def _folders(model: type[Record], values: Values) -> tuple[str, ...]:
    """Years and people keep folders small."""
    if model.noun in ("session", "supervision"):
        return (_text(values, "date")[:4],)
    return (_text(values, "member"),) if model.noun == "reflection" else ()


def _text(values: Values, key: str) -> str:
    """A value as a text that can stand in a file's name."""
    value = values.get(key, "")
    return slug(value) if isinstance(value, str) else ""


def _name(values: Values) -> str:
    name = values.get("name", "")
    names = list(name.values()) if isinstance(name, dict) else [name]
    return next((made for one in names if isinstance(one, str) and (made := whole_slug(one))), "")


def _joined(*keys: str) -> Callable[[Values], str]:
    return lambda values: "-".join(filter(None, (_text(values, key) for key in keys)))


def _event(values: Values) -> str:
    period = values.get("period")
    day = _text(period, "from") if isinstance(period, dict) else ""
    return f"{day}-{_text(values, 'kind')}".strip("-")


def _supervision(values: Values) -> str:
    people = values.get("supervisees")
    first = people[0] if isinstance(people, list) and people else ""
    return f"{_text(values, 'date')}-{slug(first) if isinstance(first, str) else ''}".strip("-")


def _reference(values: Values) -> str:
    referee = _text(values, "referee").rpartition("-")[2]
    return f"{_joined('written', 'member')(values)}-{referee}".strip("-")


_ID: dict[str, Callable[[Values], str]] = {
    "policy": _joined("title"),
    "member": _name,
    "group": _name,
    "session": _joined("date", "group"),
    "event": _event,
    "supervision": _supervision,
    "reflection": _joined("written", "member"),
    "assessment": _joined("date", "member"),
    "endorsement": _joined("date", "member"),
    "reference": _reference,
    "attestation": _joined("date", "member", "kind"),
    "application": _joined("date", "member"),
    "decision": _joined("date", "member", "kind"),
    "evaluation": _joined("date", "group", "kind"),
}

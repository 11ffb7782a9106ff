"""Values to the text of one record, in the order of its template, quoted so that they read back the same."""

from __future__ import annotations

import re
from collections.abc import Mapping

from balintrec.model import Record
from balintrec.scaffold.input_values import Entered
from balintrec.scaffold.templates import fill

_PLAIN = re.compile(
    r"[^\W\d_][\w./@+-]*(?: [\w.(/@+-][\w./@)(+-]*)*|\d{4}-\d\d-\d\d(?:-[a-z0-9-]+)?|0|[1-9]\d{0,6}"
)
# What other readers of YAML take for something else than text.
_NOT_TEXT = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}


def draft(model: type[Record], values: Mapping[str, Entered], body: str = "") -> str:
    """A whole file with these values by key, and a body."""

    def keys(*order: str) -> str:
        return "\n".join(f"{key}: {written(values[key])}" for key in order if key in values)

    return fill(f"new/{model.noun}.md", keys=keys, body=body)


def written(value: Entered) -> str:
    """A value as YAML on one line."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{written(key)}: {written(one)}' for key, one in value.items())}}}"
    return value if _PLAIN.fullmatch(value) and value.lower() not in _NOT_TEXT else _quoted(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

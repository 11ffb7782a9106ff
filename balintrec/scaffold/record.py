"""A new record: its id, its path, its text and what `check` would say of it, made of what it says. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from balintrec.check import check, under
from balintrec.document import parse
from balintrec.errors import BalintrecError
from balintrec.finding import Finding, Severity
from balintrec.model import Body, Record, SocietyRecord
from balintrec.model.policy import RequirementBase
from balintrec.model.schema import Described
from balintrec.model.validate import validate
from balintrec.names import ID, did_you_mean, slug, whole_slug
from balintrec.rules.vocabulary import COMMITTEE
from balintrec.scaffold.input_values import Entered, named_kind
from balintrec.scaffold.templates import fill, preset
from balintrec.society import Society
from balintrec.society.lookup import no_such
from balintrec.source import Entry, Source

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


_READING = ("DOC", "FIL", "KEY", "REF", "VAL")


class Proposed:
    """A source and a file that is not there yet."""

    def __init__(self, source: Source, path: str, text: str) -> None:
        self.source = source
        self.path = path
        self.text = text

    def entries(self) -> list[Entry]:
        return sorted({*self.source.entries(), Entry(self.path)})

    def read(self, path: str) -> bytes:
        return self.text.encode() if path == self.path else self.source.read(path)


def findings_on(source: Source, path: str, text: str, on: date) -> tuple[Finding, ...]:
    """What a check would find at a new file."""
    return under(check(Proposed(source, path, text), on).findings, (path,))


def hinders(finding: Finding) -> bool:
    """Whether the file cannot be read as what it means; other findings are for the committee to judge."""
    return finding.rule.severity is Severity.ERROR and finding.rule.code.startswith(_READING)


def wrong_with(model: type[Record], key: Described, value: Entered, society: Society) -> str:
    """What is wrong with the value of a key, and what to do about it; empty if nothing is."""
    document = parse(draft(model, {key.key: value}).encode())
    if document.values is None or document.problems:
        return document.problems[0].message if document.problems else "this cannot be read"
    read = validate(model.kind_folder, document.values, "id", "id.md", Body(True, ""))
    for wrong in read if isinstance(read, list) else ():
        if wrong.key and wrong.key[0] == key.key:  # other keys are not there yet
            return f"{wrong.message}; {wrong.help}"
    if key.key == "requirement" and value not in requirements(society):
        close = did_you_mean(str(value), requirements(society))
        remedy = f'did you mean "{close}"?' if close else "balintrec explain POLICY lists them"
        return f'no policy has a requirement "{value}"; {remedy}'
    return _unknown(key, value, society)


def requirements(society: Society) -> list[str]:
    """The requirements of all policies, as decisions name them."""
    stages = [stage for policy in society.policies.values() for stage in policy.stages]
    return sorted({f"{stage.id}/{id}" for stage in stages for id in _ids(stage.requires)})


def _ids(asked: Iterable[RequirementBase]) -> Iterator[str]:
    for requirement in asked:
        yield requirement.id
        yield from _ids(getattr(requirement, "requires", ()))


def _unknown(key: Described, value: Entered, society: Society) -> str:
    """That a record is named which is not there."""
    kind = named_kind(key)
    loose = key.refers is not None and key.refers.loose
    for one in value if isinstance(value, list) else [value]:
        if not kind or not isinstance(one, str) or society.known(kind, one):
            continue
        if not (loose and not ID.fullmatch(one)) and not (key.refers is None and one == COMMITTEE):
            return no_such(society, kind, one, "write an id, or a whole name")
    return ""


def new_society(name: str, policy: str) -> dict[str, str]:
    """Path to text of every file, in the order in which they are to be written."""
    return {
        "records/society.md": draft(SocietyRecord, {"name": name}, "About the society."),
        f"records/policies/{policy}.md": preset(policy),
        "README.md": fill("new/README.md", name=name, policy=policy),
        ".gitignore": fill("new/gitignore"),
        ".gitattributes": fill("new/gitattributes"),
    }

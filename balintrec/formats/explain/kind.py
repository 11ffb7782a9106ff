"""A kind of record with its keys: what may stand there, what it means, and an example."""

from __future__ import annotations

from collections.abc import Iterator

from balintrec.formats.ansi import Painter, plain
from balintrec.model import Record
from balintrec.model.policy import RequirementBase
from balintrec.model.record import Part
from balintrec.model.schema import Described, describe, sentence
from balintrec.names import quoted
from balintrec.sanitize import WIDTH, hanging, wrapped


def kind_text(model: type[Record], paint: Painter = plain) -> str:
    """Where such a record stands, its keys, the parts inside it, and an example."""
    where = f"records/{model.kind_folder}/ID.md" if model.kind_folder else "records/society.md"
    lines = [f"{paint('strong', model.noun)}  {paint('quiet', where)}", "", *wrapped(sentence(model), WIDTH)]
    if model.confidential:
        lines += ["Its body is confidential: no report ever shows it."]
    lines += ["", paint("strong", "Keys"), *_keys(describe(model), paint)]
    for part in dict.fromkeys(_parts(model)):
        title = _title(part)
        lines += [
            "",
            *hanging(f"{paint('strong', title)}: ", sentence(part), len(title) + 2),
            *_keys(_own(part), paint),
        ]
    lines += [
        "",
        paint("strong", "Example"),
        *(f"    {line}" for line in model.example.strip().split("\n")),
    ]
    return "\n".join(line.rstrip() for line in lines)


def _own(part: type[Part]) -> tuple[Described, ...]:
    """The keys of a part, without those that every requirement has."""
    inherited = part is not RequirementBase and issubclass(part, RequirementBase)
    common = RequirementBase.model_fields if inherited else {}
    return tuple(one for one in describe(part) if one.field not in common)


def _keys(keys: tuple[Described, ...], paint: Painter) -> Iterator[str]:
    size = max(len(one.key) for one in keys) + 5
    for one in keys:
        first, *others = wrapped(_said(one), WIDTH - size)
        mark = "*" if one.required else " "
        yield f"  {paint('strong', one.key)}{mark}{'':{size - 3 - len(one.key)}}{first}"
        yield from (" " * size + line for line in others)
    if any(one.required for one in keys):
        yield f"  {paint('quiet', '* required')}"


def _said(one: Described) -> str:
    kind = one.form
    if one.choices:
        kind = f"{'some of ' if one.many else ''}{quoted(one.choices)}"
    if one.parts:
        kind = f"{kind}: {quoted(map(_title, one.parts))}"
    default = f" (left out: {one.default})" if one.default else ""
    return f"{kind}{default}. {one.text}".rstrip()


def _title(part: type[Part]) -> str:
    """How a part of a record is spoken of: a requirement by its kind, others like ``roster entry``."""
    if issubclass(part, RequirementBase) and part is not RequirementBase:
        return describe(part)[[one.field for one in describe(part)].index("kind")].choices[0]
    if part is RequirementBase:
        return "every requirement"
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in part.__name__).strip()


def _parts(model: type[Part], above: tuple[type[Part], ...] = ()) -> Iterator[type[Part]]:
    for described in describe(model):
        if any(issubclass(part, RequirementBase) for part in described.parts):
            yield RequirementBase
        for part in described.parts:
            if part not in above:
                yield part
                yield from _parts(part, (*above, model, part))

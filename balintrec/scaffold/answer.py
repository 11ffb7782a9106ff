"""One answer on its own: what is wrong with it is known before the next question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from balintrec.document import parse
from balintrec.model import Body, Record
from balintrec.model.policy import RequirementBase
from balintrec.model.schema_docs import Described
from balintrec.model.validate import validate
from balintrec.names import ID, did_you_mean
from balintrec.rules.vocabulary import COMMITTEE
from balintrec.scaffold.draft import draft
from balintrec.scaffold.input_values import Entered, named_kind
from balintrec.society import Society
from balintrec.society.lookup import no_such


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

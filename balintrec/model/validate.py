"""Values to a record, or what is wrong with them in words: the codes of the schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from pydantic import ValidationError

from balintrec.finding import Key, Rule
from balintrec.model import KINDS, AnyRecord, Body, Record
from balintrec.model.confidential import IF_TEXT, is_key
from balintrec.model.keys import Keys, key_of, mentioned, references, shown, value_at
from balintrec.model.measure import SOURCES
from balintrec.model.policy import GROUPS, MONTHS, STAGES, VALUES
from balintrec.model.rules import (
    EMPTY,
    GROUPS_TOO_DEEP,
    MISSING_KEY,
    NOT_A_CLOCK,
    NOT_A_COUNT,
    NOT_A_DAY,
    NOT_A_FLAG,
    NOT_A_WORD,
    NOT_ONE_OF,
    NOT_THE_FORM,
    POLICY_TOO_LARGE,
    UNKNOWN_KEY,
    WRONG_SHAPE,
)
from balintrec.model.types import Nothing
from balintrec.model.value_example import example
from balintrec.names import ID, article, did_you_mean, quoted

_SAID: dict[str, tuple[Rule, str, str]] = {
    "empty": (EMPTY, "has no value", "write a value"),
    "nothing": (EMPTY, "is empty (~ and null mean: no value)", "write a value"),
    "day": (NOT_A_DAY, "is not a day", "write it YYYY-MM-DD, such as 2024-03-12"),
    "no-such-day": (NOT_A_DAY, "is a day that does not exist", "check the month and the day"),
    "clock": (NOT_A_CLOCK, "is not a time of day", 'write it HH:MM, such as "18:30"'),
    "count": (NOT_A_COUNT, "is not a whole number", "write digits alone, such as 90"),
    "flag": (NOT_A_FLAG, "is neither yes nor no", "write yes or no"),
    "id": (NOT_A_WORD, "is not a word of a to z, digits and hyphens", "write it like own-therapy, in lower case"),
    "requirement": (NOT_A_WORD, "does not name a requirement", "write stage/requirement, as in the policy"),
    "digest": (NOT_THE_FORM, "is not a SHA-256 digest", "write the 64 hexadecimal digits that sha256sum prints"),
    "email": (NOT_THE_FORM, "is not an e-mail address", "write it like name@example.org"),
    "share": (NOT_THE_FORM, "is not a share", "write 1/2, 0.5 or 50%"),
    "blank": (EMPTY, "is empty: there is nothing in it but spaces", "write a value"),
    "line-break": (NOT_THE_FORM, "has a line break in it", "write it on one line"),
    "name": (
        NOT_THE_FORM,
        "is not a name",
        "write one name, or a name for each script: {latin: Ayesha Khan, ur: عائشہ خان}",
    ),
    "local-text": (
        NOT_THE_FORM,
        "is not a text",
        "write one text, or one for each language: {en: Attend a group, ur: گروپ میں شرکت}",
    ),
    "source": (NOT_ONE_OF, "is not a source", "write published, committee or placeholder, or one for each number"),
    "not-a-single-value": (WRONG_SHAPE, "is a list or keys, where one value is wanted", "write one value"),
    "tuple_type": (WRONG_SHAPE, "is one value, where a list is wanted", "put it in square brackets: [value, value]"),
    "model_type": (WRONG_SHAPE, "must be written with its keys", "write {key: value, key: value}"),
    "dict_type": (WRONG_SHAPE, "must be written with its keys", "write {key: value, key: value}"),
    "groups-too-deep": (
        GROUPS_TOO_DEEP,
        f"has groups nested more than {GROUPS} deep",
        "write the parts of a group in a group side by side",
    ),
    "policy-too-large": (
        POLICY_TOO_LARGE,
        f"is more than {STAGES} stages, or {VALUES} values in all",
        "write what one credential asks, in a policy of its own",
    ),
    "time-too-long": (
        POLICY_TOO_LARGE,
        f"ask somewhere for a time of more than {MONTHS} months, which is {MONTHS // 12} years",
        "write the months that the society asks for",
    ),
    "too_short": (EMPTY, "is an empty list", "write at least one value"),
}  # fmt: skip

_SHAPES = ("tuple_type", "model_type", "dict_type")
"""Where what was written can be put into the shape that is wanted."""


_FALLS_BACK = frozenset({
    "amount", "credential", "due", "end", "kind", "minutes", "mode", "months", "pathway-from", "period", "policy",
    "quorum", "start", "status", "to", "until", "verdict",
})  # fmt: skip
"""Left out, these mean a default, no limit or all of it: more than nothing. So does every key of a policy."""


class Wrong(NamedTuple):
    """One thing that is wrong with the values, by key."""

    rule: Rule
    key: Key
    of_key: bool
    message: str
    help: str
    guess: Key = ()
    """Which key an unknown one was probably meant to be."""
    missing: Key = ()
    """Which key is not there."""


def validate(
    kind: str, values: dict[str, Any], id: str, path: str, body: Body, *, discreet: bool = False
) -> AnyRecord | list[Wrong]:
    """A record of that kind, or everything that its values have wrong, in order of the schema.

    With ``discreet`` no message has a word of the file in it but keys of the schema: always so where the text of that
    kind is confidential.
    """
    model = KINDS[kind]
    keys = Keys(model, values, discreet or model.confidential)
    try:
        record = model.model_validate(values)
    except ValidationError as error:
        return list(_explain(keys, error))
    if model.confidential and (strange := list(_strange_ids(keys, record))):
        return strange
    # Which keys were given nobody asks; the set of their names would be a fifth of what a record takes in memory.
    object.__setattr__(record, "__pydantic_fields_set__", frozenset())
    object.__setattr__(record, "id", id)
    object.__setattr__(record, "path", path)
    object.__setattr__(record, "body", body)
    return record


def takes(model: type[Record], key: str, value: Any) -> bool:
    """Whether a record of that kind may have this value under a key of its own."""
    try:
        model.model_validate({key: value})
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)
        return not any(one["loc"][0] == key and one["type"] != "missing" for one in wrong)
    return True


def _strange_ids(keys: Keys, record: Record) -> Iterator[Wrong]:
    """Where something else stands than an id can be: it may be a piece of the text, and would be shown as an id."""
    if all(ID.fullmatch(id) for _, ids in mentioned(record) for id in ids):
        return
    for key, refers, id in references(record):
        if not (refers.loose or ID.fullmatch(id)):
            message = f"{keys.spoken(key)} is not the id of {article(KINDS[refers.kind].noun)}"
            help = f"write the name of its file in records/{refers.kind}/ without .md"
            yield Wrong(NOT_A_WORD, key, False, message, help)


def _explain(keys: Keys, error: ValidationError) -> Iterator[Wrong]:
    found = list(_told(keys, error))
    # A misspelt key that must be there is one mistake: the guess at what was meant says what is missing.
    meant = {wrong.guess for wrong in found if wrong.guess}
    return (wrong for wrong in found if wrong.missing not in meant)


def _told(keys: Keys, error: ValidationError) -> Iterator[Wrong]:
    seen: set[Key] = set()
    # include_input=False: what was entered may be confidential and never becomes part of a message.
    for detail in error.errors(include_url=False, include_input=False):
        kind = detail["type"]
        key = key_of(keys.values, detail["loc"], kind)
        if key in seen or (kind == "too_short" and any(other[: len(key)] == key for other in seen)):
            continue
        seen.add(key)
        yield from _wrong(keys, key, kind, detail.get("ctx", {}))


def _wrong(keys: Keys, key: Key, kind: str, context: dict[str, Any]) -> Iterator[Wrong]:
    if kind == "extra_forbidden":
        yield _unknown(keys, key)
        return
    if kind in ("missing", "union_tag_not_found"):
        yield from _missing(keys, key, kind)
        return
    place = (*key, "kind") if kind == "union_tag_invalid" else key
    value = value_at(keys.values, place)
    if isinstance(value, str) and (isinstance(value, Nothing) or not value.strip()):
        yield _empty(keys, place, "nothing" if value.strip() else "blank" if value else "empty")
    elif kind == "source" and isinstance(value, dict):
        wrong = {name: word for name, word in value.items() if word not in SOURCES}
        yield from (_said(keys, (*place, name), kind if word else "empty") for name, word in wrong.items())
    elif kind in ("literal_error", "union_tag_invalid"):
        expected = context.get("expected") or context.get("expected_tags", "")
        choices = re.findall(r"'([^']*)'", str(expected))
        close = did_you_mean(str(value), choices)
        help = f'did you mean "{close}"? ' if close else ""
        message = f"{keys.spoken(place)} is not one of its choices"
        yield Wrong(NOT_ONE_OF, place, False, message, f"{help}it is {quoted(choices)}")
    else:
        yield _said(keys, place, kind)


def _empty(keys: Keys, key: Key, kind: str) -> Wrong:
    """A key without a value can be deleted only where that says nothing."""
    wrong = _said(keys, key, kind)
    names = _FALLS_BACK.intersection(map(str, key))
    return (
        wrong if names or keys.noun == "policy" else wrong._replace(help=f"{wrong.help}, or delete the line")
    )


def _said(keys: Keys, key: Key, kind: str) -> Wrong:
    unread = (WRONG_SHAPE, "cannot be read", "see `balintrec explain` for this kind of record")
    rule, message, help = _SAID.get(kind, unread)
    if kind in _SHAPES and (written := example(keys, key, partial(takes, keys.model))):
        lead = f"{key[-1]}: " if isinstance(key[-1], str) else ""
        help = f"write {lead}{written}"
    return Wrong(rule, key, False, f"{keys.spoken(key)} {message}", help)


def _unknown(keys: Keys, key: Key) -> Wrong:
    *inside, name = key
    there = keys.at(tuple(inside))
    close = keys.guess(key)
    listed = (
        f"the keys here are: {', '.join(there)}" if len(there) < 15 else f"see: balintrec explain {keys.noun}"
    )
    help = f'did you mean "{close}"?' if close else listed
    quiet = keys.discreet and not is_key(str(name))
    message = "this kind of record has no such key" if quiet else f'unknown key "{shown(name)}"'
    help = f"{help}; {IF_TEXT}" if quiet and not close else help
    return Wrong(UNKNOWN_KEY, key, True, message, help, guess=(*inside, close) if close else ())


def _missing(keys: Keys, key: Key, kind: str) -> Iterator[Wrong]:
    """A key that must be there. Of a requirement without its kind nothing else is read: a misspelt one is told here."""
    inside, name = (key, "kind") if kind == "union_tag_not_found" else (key[:-1], str(key[-1]))
    if kind == "union_tag_not_found":
        unknown = [(*inside, written) for written in value_at(keys.values, inside)]
        misspelt = [one for one in unknown if one[-1] not in keys.at(inside) and keys.guess(one) == name]
        if misspelt:
            yield _unknown(keys, misspelt[0])
            return
    where = f" in {keys.spoken(inside)}" if inside else ""
    message = f'the key "{name}" is missing{where}'
    yield Wrong(MISSING_KEY, inside, False, message, f"add a line {name}: …", missing=(*inside, name))

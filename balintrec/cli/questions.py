"""What `new` asks on a terminal: what a record cannot do without, and what `check` would at once miss. Tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from balintrec.model import Record
from balintrec.model.schema_docs import Described, describe
from balintrec.names import quoted
from balintrec.scaffold.answer import requirements
from balintrec.scaffold.input_values import Entered, led_on, named_kind
from balintrec.society import Society

NEEDED: Mapping[str, tuple[str, ...]] = {
    "waive": ("requirement", "reason"),
    "require": ("requirement", "reason"),
    "leave": ("period", "reason"),
    **dict.fromkeys(("refuse", "defer", "recognise", "lapse", "renew", "suspend", "revoke"), ("reason",)),
}
"""By kind of decision: what such a decision has to say."""
WORTH: Mapping[str, tuple[str, ...]] = {
    "member": ("membership",),
    "group": ("leaders",),
    "session": ("leaders", "co-leaders", "attendees"),
    "event": ("leaders", "attendees"),
    "supervision": ("sessions",),
    "application": ("documents", "endorsement", "references"),
    "decision": ("present",),
    "grant": ("application",),
    "refuse": ("application",),
    "defer": ("application",),
    "recognise": ("credential", "requirement"),
}
"""By kind of record, and of decision: what it may do without, and mostly should not."""
_FORMS = {
    "keys": "a day from which on, or both ends, such as 2024-10-05..2024-10-08",
    "a list of keys": "a day from which on, or both ends, such as 2024-10-05..2024-10-08",
}
"""Better words for what is typed than for what stands in a file."""
_OR_KEYS = " or keys"
"""What nobody types in answer to a question: that is for an editor."""
_NAMES = {"member": "Ayesha Khan, or {latin: Ayesha Khan, ur: عائشہ خان}", "group": "Lahore Tuesday group"}
"""By kind of record, what one is called."""
_EXAMPLES = {"documents": "form, logbook", "reason": "papers of another society seen"}


def questions(model: type[Record], values: Mapping[str, Entered]) -> Iterator[tuple[str, bool]]:
    """The keys to ask for in turn, as far as it is known by now, and whether there must be an answer."""
    kind = str(values.get("kind")) if model.noun == "decision" else ""
    yield from ((one.key, True) for one in describe(model) if one.required)
    yield from ((key, True) for key in NEEDED.get(kind, ()))
    yield from ((key, False) for key in (*WORTH.get(kind, ()), *WORTH.get(model.noun, ())))


def offered(
    model: type[Record], key: Described, values: Mapping[str, Entered], society: Society, today: date
) -> str:
    """The answer that is taken where none is given: today, the group's leaders of that day."""
    if key.key == model.dated and key.form.startswith("a day"):
        return today.isoformat()
    if (model.noun, key.key) == ("session", "leaders"):
        return ", ".join(led_on(society, values.get("group"), values.get("date")))
    return ""


def form(key: Described) -> str:
    """How a value is written."""
    if key.form == "keys":
        return _FORMS[key.form]
    words = quoted(key.choices) if key.choices else key.form.removesuffix(_OR_KEYS)
    return f"{words}: a,b" if key.many else words


def hint(model: type[Record], key: Described, society: Society) -> str:
    """What may be answered, with an example from the society itself where it has one."""
    if key.choices:
        return quoted(key.choices)
    if named_kind(key) and not key.refers:
        return "committee, or the id or name of a member"
    if key.key == "name":
        return f"such as {_NAMES.get(model.noun, 'Murree weekend')}"
    words = _FORMS.get(key.form, key.form.removeprefix("a list of ").removesuffix(_OR_KEYS))
    if named_kind(key) in ("members", "groups"):
        words = re.sub(r"\bids?\b(?! or)", r"\g<0> or name", words).replace("ids or name", "ids or names")
    example = ", ".join(answers(key, society)[: 1 + key.many]) or _EXAMPLES.get(key.key)
    text = key.text[:1].lower() + key.text[1:].rstrip(".")
    return "; ".join(filter(None, (words, text, example and f"such as {example}")))


def answers(key: Described, society: Society) -> list[str]:
    """What the Tab key offers: ids, choices, or the words of the society's policies."""
    if kind := named_kind(key):
        return sorted(society.records[kind])
    if key.key == "credential":
        return sorted({policy.credential for policy in society.policies.values()})
    return requirements(society) if key.key == "requirement" else list(key.choices)

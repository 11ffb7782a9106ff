"""The values of a new record: from options, from an earlier record, and from answers at the terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

import click

from balintrec.cli.terminal import fitted
from balintrec.errors import BalintrecError
from balintrec.model import Record
from balintrec.model.schema import Described, describe
from balintrec.names import article, quoted
from balintrec.sanitize import visible
from balintrec.scaffold.input_values import Entered, entered, key_of, led_on, named_kind
from balintrec.scaffold.record import requirements, wrong_with
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


_NOTHING = "-"
_ROOM = 20
"""Columns that are left to the answer on the last line of a question."""


def values_for(
    model: type[Record], society: Society, given: Iterable[str], alike: Mapping[str, Entered], today: date
) -> dict[str, Entered]:
    """All values by key. Asks on a terminal; elsewhere raises `BalintrecError` that lists what is missing.

    What nobody is asked for is filled in as the question would offer it, such as the group's leaders.
    """
    keys = {key.key: key for key in describe(model)}
    given, left_out = _left_out(keys, given)
    values = {**alike, **_given(model, society, given, today)}
    values = {name: value for name, value in values.items() if name not in left_out}
    # Whoever gave all that is needed is not asked for more.
    if on_terminal() and any(must and name not in values for name, must in questions(model, values)):
        _converse(model, society, keys, values, today, left_out)
        return values
    missing = [key for key in keys.values() if key.required and key.key not in values]
    if missing:
        needed = ", ".join(f"{key.key} ({visible(form(key))})" for key in missing)
        raise BalintrecError(f"{article(model.noun)} needs {needed}; give each as --set {missing[0].key}=…")
    return {**values, **_filled_in(model, society, keys, values, today, left_out)}


def _left_out(keys: Mapping[str, Described], given: Iterable[str]) -> tuple[list[str], set[str]]:
    """What is given, without what is given as nothing (``leaders=-``), and the keys of that."""
    pairs = [(pair, *pair.partition("=")[::2]) for pair in given]
    nothing = {name.strip() for _, name, text in pairs if text.strip() == _NOTHING}
    nothing = {name for name in nothing if name in keys and not keys[name].required}
    return [pair for pair, name, _ in pairs if name.strip() not in nothing], nothing


def _filled_in(
    model: type[Record],
    society: Society,
    keys: Mapping[str, Described],
    values: Mapping[str, Entered],
    today: date,
    left_out: Collection[str],
) -> dict[str, Entered]:
    """What the questions would offer for keys that are not given, without people who are given as something else."""
    if values.get("status") == "cancelled":
        return {}
    named = {str(one) for value in values.values() for one in (value if isinstance(value, list) else [value])}
    found: dict[str, Entered] = {}
    for name, must in questions(model, values):
        if not must and name not in values and name not in left_out:
            usual = offered(model, keys[name], values, society, today).split(", ")
            if people := [one for one in usual if one and one not in named]:
                found[name] = [*people]
    return found


def on_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _given(model: type[Record], society: Society, given: Iterable[str], today: date) -> dict[str, Entered]:
    values: dict[str, Entered] = {}
    for pair in given:
        name, equals, text = pair.partition("=")
        if not equals:
            raise BalintrecError(f'write --set KEY=VALUE, not "{pair}"')
        key = key_of(model, name.strip())
        if key.key in values:
            raise BalintrecError(f'"{key.key}" is given twice; write a list as {key.key}=a,b')
        values[key.key] = entered(key, text, society, today)
    return values


def _converse(
    model: type[Record],
    society: Society,
    keys: Mapping[str, Described],
    values: dict[str, Entered],
    today: date,
    left_out: set[str],
) -> None:
    """Ask one question after another; what is answered decides on what is asked next."""

    def open_questions() -> Iterator[tuple[str, bool]]:
        return (one for one in questions(model, values) if one[0] not in values and one[0] not in left_out)

    while question := next(open_questions(), None):
        name, must = question
        usual = offered(model, keys[name], values, society, today)
        answer = _asked(model, keys[name], must, usual, society, today)
        if answer is None:
            left_out.add(name)
        else:
            values[name] = answer


def _asked(
    model: type[Record], key: Described, must: bool, usual: str, society: Society, today: date
) -> Entered | None:
    """One answer, asked for until there is nothing wrong with it; None where it is left out."""
    skip = "" if must else f"; {_NOTHING} for none" if usual else "; press Enter for none"
    asked = f"{key.key} ({hint(model, key, society)}{skip}){f' [{usual}]' if usual else ''}:"
    with _completing(answers(key, society)):
        while True:
            *above, last = fitted(visible(asked), _ROOM).splitlines()
            click.echo("".join(f"{line}\n" for line in above), nl=False)
            text = click.prompt(last, default=usual, show_default=False, prompt_suffix=" ").strip()
            if not must and text in ("", _NOTHING):
                return None
            try:
                value = entered(key, text, society, today)
                wrong = wrong_with(model, key, value, society)
            except BalintrecError as error:
                wrong = str(error)
            if not wrong:
                return value
            click.echo(fitted(f"Error: {visible(wrong)}"))


@contextmanager
def _completing(words: Iterable[str]) -> Iterator[None]:
    """The Tab key offers these words, where the terminal has such a thing."""
    try:
        import readline
    except ImportError:
        yield
        return
    choices = list(words)

    def complete(typed: str, state: int) -> str | None:
        found = [word for word in choices if word.startswith(typed)] or [w for w in choices if typed in w]
        return found[state] if state < len(found) else None

    before = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(complete)
    readline.set_completer_delims(", ")
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before[0])
        readline.set_completer_delims(before[1])

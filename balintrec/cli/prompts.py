"""The values of a new record: from options, from an earlier record, and from whoever sits at the terminal."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

import click

from balintrec.cli.questions import answers, form, hint, offered, questions
from balintrec.cli.terminal import fitted
from balintrec.errors import BalintrecError
from balintrec.model import Record
from balintrec.model.schema_docs import Described, describe
from balintrec.names import article
from balintrec.sanitize import visible
from balintrec.scaffold.answer import wrong_with
from balintrec.scaffold.input_values import Entered, entered, key_of
from balintrec.society import Society

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

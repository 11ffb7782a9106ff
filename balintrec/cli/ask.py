"""The values of a new record: from options, from an earlier record, and from whoever sits at the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from balintrec.errors import BalintrecError
from balintrec.model import Record
from balintrec.model.described import Described, describe
from balintrec.names import quoted
from balintrec.render.entered import Entered, entered, key_of
from balintrec.report.visible import visible
from balintrec.society import Society

if TYPE_CHECKING:
    from collections.abc import Iterator


def values_for(
    model: type[Record], society: Society, given: Iterable[str], alike: Mapping[str, Entered]
) -> dict[str, Entered]:
    """All values by key. Asks on a terminal; elsewhere raises `BalintrecError` that lists what is missing."""
    values = {**alike, **_given(model, society, given)}
    missing = [key for key in describe(model) if key.required and key.key not in values]
    if missing and not (sys.stdin.isatty() and sys.stdout.isatty()):
        keys = ", ".join(f"{key.key} ({_form(key)})" for key in missing)
        raise BalintrecError(f"a {model.noun} needs {keys}; give each as --set {missing[0].key}=…")
    for key in missing:
        values[key.key] = _asked(key, society)
    return values


def _given(model: type[Record], society: Society, given: Iterable[str]) -> dict[str, Entered]:
    values: dict[str, Entered] = {}
    for pair in given:
        name, equals, text = pair.partition("=")
        if not equals:
            raise BalintrecError(f'write --set KEY=VALUE, not "{pair}"')
        key = key_of(model, name.strip())
        if key.key in values:
            raise BalintrecError(f'"{key.key}" is given twice; write a list as {key.key}=a,b')
        values[key.key] = entered(key, text, society)
    return values


def _asked(key: Described, society: Society) -> Entered:
    refers = key.refers.kind if key.refers else ""
    with _completing(sorted(society.records[refers]) if refers else key.choices):
        text = click.prompt(f"{key.key} ({_form(key)})", type=str)
    return entered(key, text, society)


def _form(key: Described) -> str:
    form = quoted(key.choices) if key.choices else key.form
    return visible(f"{form}: a,b" if key.many else form)


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

"""Printing: colour where a person looks at it, and a bar while something takes long."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterable
from types import TracebackType

import click

from balintrec.formats.ansi import Painter, plain

_PATIENCE = 1.0
_STEP = 0.1
_WIDTH = 30
_NARROWEST, _WIDEST = 40, 100
"""Columns: on fewer nothing can be set, and longer lines are hard to read."""


def painter() -> Painter:
    """Colour and the width of a terminal; in a pipe none, and 80 columns. NO_COLOR and COLUMNS are honoured."""
    if not sys.stdout.isatty():
        return plain
    coloured = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Painter(coloured, _columns(), screen=True)


def _columns() -> int:
    return min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)


def show(text: str) -> None:
    """Print a report."""
    if text:
        click.echo(text, color=True)  # what colour there is was asked for
        _note(1, text)


def report(lines: Iterable[str]) -> None:
    """Say what was done, a line each; on a terminal a long line is broken between words, and goes on set in."""
    show("\n".join(fitted(line) if sys.stdout.isatty() else line for line in lines))


def fitted(line: str, room: int = 0) -> str:
    """A line broken between words to the width of the terminal, with room for an answer; it goes on set in."""
    from balintrec.sanitize import hanging

    blank = line[: len(line) - len(line.lstrip())]
    return "\n".join(hanging(blank, line, len(blank) + 2, _columns() - room))


def remark(text: str) -> None:
    """Say something beside the report, on the error stream: in one line, but for a terminal."""
    from balintrec.sanitize import visible, wrapped

    said = f"balintrec: {visible(text)}"
    said = "\n".join(wrapped(said, _columns())) if sys.stderr.isatty() else said
    click.echo(said, err=True)
    _note(2, said)


def _note(stream: int, text: str) -> None:
    """Remember what was said, for the next time that the same is asked."""
    context = click.get_current_context(silent=True)
    if context and context.obj:
        context.obj.said.append((stream, text))


class Progress:
    """A bar on the terminal's error stream after a second of work; gone when the work is done."""

    def __init__(self, what: str, *, quiet: bool) -> None:
        self.what = what
        self.wanted = not quiet and sys.stderr.isatty()
        self.next = time.monotonic() + _PATIENCE
        self.drawn = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self.drawn:
            click.echo("\r\x1b[K", nl=False, err=True)

    def __call__(self, done: int, total: int) -> None:
        """Hear that so many are done, of how many."""
        if not self.wanted or time.monotonic() < self.next:
            return
        self.next = time.monotonic() + _STEP
        self.drawn = True
        full = _WIDTH * done // max(total, 1)
        bar = f"[{'#' * full}{'.' * (_WIDTH - full)}]"
        click.echo(f"\r{self.what} {bar} {done} of {total}\x1b[K", nl=False, err=True)

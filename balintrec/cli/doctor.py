"""``balintrec doctor``."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from balintrec.cli import CLEAN, FOUND
from balintrec.cli.options import format_option, society_options, work_tree

if TYPE_CHECKING:
    from pathlib import Path

    from balintrec.repository.health import Health
    from balintrec.views.doctor import Advice


@click.command
@format_option("text", "json")
@society_options
def doctor(format: str, root: str | None, on: date | None, quiet: bool) -> int:
    """Report what makes this clone unsafe or slow, with the commands that fix it. Nothing is changed.

    An unsafe clone can lose records or part of their history; a slow one only costs time.

    Exit codes: 0 safe, 1 unsafe, 2 usage or environment error, 3 internal error.
    """
    from balintrec.cli.terminal import painter, show
    from balintrec.views.doctor import Level

    health, found = _examined(work_tree(root).root, on)
    if format == "json":
        from balintrec.formats.doctor.json import doctor_json

        show(doctor_json(found, health))
    else:
        from balintrec.formats.doctor.text import doctor_text

        show(doctor_text(found, _looked_at(health), painter()))
    return FOUND if any(one.level is Level.UNSAFE for one in found) else CLEAN


def _examined(root: Path, on: date | None) -> tuple[Health | None, tuple[Advice, ...]]:
    """The clone and what is to be said of it; where git cannot be used at all, that."""
    from balintrec.errors import BalintrecError
    from balintrec.repository.health import examine
    from balintrec.views.doctor import advice, unusable

    try:
        health = examine(root, _moment(on))
    except BalintrecError as error:
        return None, (unusable(str(error)),)
    return health, advice(health)


def _moment(on: date | None) -> float:
    """The end of the day asked, else now: how old a file is, is told from this."""
    return datetime(on.year, on.month, on.day, 23, 59, 59).astimezone().timestamp() if on else time.time()


def _looked_at(health: Health | None) -> str:
    from balintrec.views.doctor import version
    from balintrec.views.phrases import counted

    if health is None:
        return "this folder"
    sizes = f"{counted(health.files.count, 'file')}, {counted(health.clone.commits, 'commit')}"
    return f"{sizes}, git {version(health.settings)}"

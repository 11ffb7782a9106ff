"""What is said of one thing about a clone, and how long things have been so."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from balintrec.views.phrases import counted

DAY, HOUR, MINUTE = 86_400, 3_600, 60
OLD = DAY
"""Seconds for which work may lie about on one machine alone."""
_BEGIN = ("git init", "git add .", 'git commit -m "Begin"')


class Level(StrEnum):
    """What is unsafe may lose records, or make a verdict wrong or impossible. The rest is advice."""

    UNSAFE = "unsafe"
    SLOW = "slow"
    ADVICE = "advice"


class Advice(NamedTuple):
    """One thing about a clone."""

    name: str
    """Such as shallow-clone; it never changes its meaning."""
    level: Level
    what: str
    why: str
    commands: tuple[str, ...] = ()
    """What mends it, to be copied into a terminal in the society's folder, one after the other."""


def unusable(reason: str) -> Advice:
    """What to say where git cannot be used at all; the reason ends with a command, after its last colon."""
    what, _, command = reason.rpartition(": ")
    usable = command.startswith("git ")
    return Advice(
        "no-repository",
        Level.UNSAFE,
        what if usable else reason,
        "Without git nothing is known of the past, and nothing brings back what somebody deletes by mistake.",
        _BEGIN if command == "git init" else (command,) if usable else (),
    )


def lasting(seconds: float) -> str:
    """How long something has been so, in one unit."""
    for length, unit in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute")):
        if seconds >= length:
            return counted(int(seconds // length), unit)
    return "less than a minute"

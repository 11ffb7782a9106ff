"""What comes next, as messages."""

from __future__ import annotations

from typing import assert_never

from balintrec.pathway.requirements.paper_words import apply, attest, state, write
from balintrec.pathway.requirements.practice.words import practise
from balintrec.pathway.step import (
    AfterLeave,
    AfterStage,
    Apply,
    Attest,
    Begin,
    Decide,
    Fill,
    Join,
    Keep,
    Parts,
    Practise,
    Rejoin,
    State,
    Step,
    Wait,
    Write,
)
from balintrec.wording.message import Message, joined, message
from balintrec.wording.vocabulary import either


def words(step: Step) -> Message:
    """What comes next, as a sentence that somebody can act on."""
    match step:
        case Practise():
            return practise(step)
        case Write():
            return write(step)
        case State():
            return state(step)
        case Apply():
            return apply(step)
        case Attest():
            return attest(step)
        case AfterLeave():
            return _after_leave(step)
        case Parts():
            parts = (
                message("%(title)s: %(step)s", title=part.title, step=words(part.step)) for part in step.steps
            )
            return joined(parts, "; and " if step.every else "; or ")
        case Decide():
            return _decide(step)
    return _circumstance(step)


def _decide(step: Decide) -> Message:
    if step.missed:
        first, last = step.missed
        return message(
            "too few from %(first)s to %(last)s, which only a decision can waive", first=first, last=last
        )
    if step.never:
        return message("nobody can meet this as the policy stands; only a decision can waive it")
    return message("this can no longer be met; only a decision can waive it")


def _circumstance(step: Wait | Keep | Rejoin | AfterStage | Begin | Fill | Join) -> Message:
    """What has to come to pass before anything can be done, or instead."""
    match step:
        case Wait():
            return message("nothing more to do: met on %(day)s", day=step.day)
        case Keep():
            return message("met now; it lapses on %(day)s unless more is recorded by then", day=step.lapses)
        case Rejoin():
            return message(
                "membership ended on %(day)s: nothing is asked unless it is renewed", day=step.ended
            )
        case AfterStage():
            return message('begins when "%(stage)s" is met', stage=step.title)
        case Begin():
            return message('starts with the first activity that counts for "%(stage)s"', stage=step.title)
        case Fill():
            return message("enter in the member's record: %(keys)s", keys=either(step.keys))
        case Join() if step.begins:
            return message(
                "membership begins on %(begins)s; reached on %(day)s if membership goes on",
                begins=step.begins,
                day=step.day,
            )
        case Join() if step.renew:
            return message(
                "enter or renew the membership; reached on %(day)s if membership goes on", day=step.day
            )
        case Join():
            return message("reached on %(day)s if membership goes on", day=step.day)
        case _:
            assert_never(step)


def _after_leave(step: AfterLeave) -> Message:
    text = message("nothing counts before the leave from %(day)s ends", day=step.since)
    if step.then is None:
        return text
    return message(
        "%(leave)s; if it ends on %(day)s: %(step)s", leave=text, day=step.ends, step=words(step.then)
    )

"""What comes next, in words: one wording for every language; a voice gives it the language."""

from __future__ import annotations

from balintrec.pathway.paper_words import apply, attest, state, write
from balintrec.pathway.practice_words import practise
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
from balintrec.pathway.voice import ENGLISH, Voice


def words(step: Step, voice: Voice = ENGLISH) -> str:
    """What comes next, as a sentence that somebody can act on."""
    match step:
        case Practise():
            return practise(step, voice)
        case Write():
            return write(step, voice)
        case State():
            return state(step, voice)
        case Apply():
            return apply(step, voice)
        case Attest():
            return attest(step, voice)
        case AfterLeave():
            return _after_leave(step, voice)
        case Parts():
            joint = voice.say("; and ") if step.every else voice.say("; or ")
            return joint.join(f"{part.title}: {words(part.step, voice)}" for part in step.steps)
        case Decide():
            return _decide(step, voice)
    return _circumstance(step, voice)


def _decide(step: Decide, voice: Voice) -> str:
    say = voice.say
    if step.missed:
        first, last = map(voice.day, step.missed)
        return say(
            "too few from %(first)s to %(last)s, which only a decision can waive", first=first, last=last
        )
    if step.never:
        return say("nobody can meet this as the policy stands; only a decision can waive it")
    return say("this can no longer be met; only a decision can waive it")


def _circumstance(step: Step, voice: Voice) -> str:
    """What has to come to pass before anything can be done, or instead."""
    say = voice.say
    match step:
        case Wait():
            return say("nothing more to do: met on %(day)s", day=voice.day(step.day))
        case Keep():
            lapses = voice.day(step.lapses)
            return say("met now; it lapses on %(day)s unless more is recorded by then", day=lapses)
        case Rejoin():
            ended = voice.day(step.ended)
            return say("membership ended on %(day)s: nothing is asked unless it is renewed", day=ended)
        case AfterStage():
            return say('begins when "%(stage)s" is met', stage=step.title)
        case Begin():
            return say('starts with the first activity that counts for "%(stage)s"', stage=step.title)
        case Fill():
            return say("enter in the member's record: %(keys)s", keys=voice.either(step.keys))
        case Join() if step.begins:
            begins, day = voice.day(step.begins), voice.day(step.day)
            return say(
                "membership begins on %(begins)s; reached on %(day)s if membership goes on",
                begins=begins,
                day=day,
            )
        case Join() if step.renew:
            day = voice.day(step.day)
            return say("enter or renew the membership; reached on %(day)s if membership goes on", day=day)
        case Join():
            return say("reached on %(day)s if membership goes on", day=voice.day(step.day))
    raise AssertionError(step)


def _after_leave(step: AfterLeave, voice: Voice) -> str:
    text = voice.say("nothing counts before the leave from %(day)s ends", day=voice.day(step.since))
    if step.then is None:
        return text
    ends = voice.say("if it ends on %(day)s", day=voice.day(step.ends))
    return f"{text}; {ends}: {words(step.then, voice)}"

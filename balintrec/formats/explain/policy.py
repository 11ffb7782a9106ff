"""A policy in words: its stages, every requirement as a sentence, every number with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from balintrec.formats.ansi import Painter, plain
from balintrec.model import Policy
from balintrec.model.policy import AllOf, AnyOf, Requirement, Stage
from balintrec.sanitize import WIDTH, hanging, wrapped
from balintrec.views.requirement import Number, condition, numbers, policy_numbers, sentence
from balintrec.wording.language import ENGLISH, Language
from balintrec.wording.message import Message, joined, message
from balintrec.wording.vocabulary import either, source_name, word

_REMARK = re.compile(r"^([a-z-]+):[^#\n]*  # (.+?)\s*$", re.MULTILINE)
_NOTHING: Mapping[str, str] = MappingProxyType({})


def policy_text(
    policy: Policy,
    paint: Painter = plain,
    said: Mapping[str, str] = _NOTHING,
    speak: Language = ENGLISH,
) -> str:
    """What the society asks for, in the order of the policy; what is not decided yet; what is not checked.

    ``said`` is what the policy remarks on its own numbers, by key.
    """
    return "\n".join(_Text(policy, paint, said, speak).lines())


def remarks(text: str) -> dict[str, str]:
    """What a policy's file remarks on the lines of its keys, by key."""
    return dict(_REMARK.findall(text.split("\n---", 1)[0]))


@dataclass(frozen=True)
class _Text:
    policy: Policy
    paint: Painter
    remarks: Mapping[str, str]
    speak: Language

    def lines(self) -> Iterator[str]:
        policy, say = self.policy, self.speak.say
        yield self.paint("strong", say(policy.title))
        yield from wrapped(say(_about(policy)), WIDTH)
        own = tuple(policy_numbers(policy))
        for number in own:
            yield from hanging("· ", self._own_number(number))
        for place, stage in enumerate(policy.stages, 1):
            yield ""
            yield from self._stage(stage, place)
        undecided = [
            message("%(name)s: %(what)s", name=number.key, what=number.said)
            for number in own
            if number.placeholder
        ]
        undecided += [text for stage in policy.stages for text in self._undecided(stage.id, stage.requires)]
        if undecided:
            yield from self._list(
                message("The committee has yet to decide (placeholders until then):"), undecided
            )
            where = message("Write what it decides into the policy's file, and there say source: committee.")
            yield from hanging("  ", say(where))
        if policy.not_checked:
            yield from self._list(message("Asked by the society, and not checked:"), policy.not_checked)

    def _list(self, heading: Message, texts: Iterable[str]) -> Iterator[str]:
        yield ""
        yield self.paint("strong", self.speak.say(heading))
        for text in texts:
            yield from hanging("  - ", self.speak.say(text))

    def _own_number(self, number: Number) -> str:
        source: str = source_name(number.source) if number.source else self.remarks.get(number.key, "")
        text = f"{self.speak.say(number.said)} ({number.key})"
        return f"{text} [{self.speak.say(source)}]" if source else text

    def _stage(self, stage: Stage, place: int) -> Iterator[str]:
        say = self.speak.say
        name = say(stage.id)
        if stage.after:
            after = message("%(stage)s, after %(before)s", stage=stage.id, before=joined(stage.after))
            name = say(after)
        yield from hanging(f"{place}. ", f"{self.paint('strong', say(stage.title or stage.id))} ({name})")
        if stage.note:
            yield from hanging("   ", say(message("note: %(text)s", text=stage.note)), 5)
        for requirement in stage.requires:
            yield from self._requirement(requirement, "   ")

    def _requirement(self, requirement: Requirement, margin: str) -> Iterator[str]:
        say, below = self.speak.say, f"{margin}  "
        title = f"{say(requirement.title)} ({requirement.id})"
        if requirement.desirable:
            title += " " + say(message("(desirable)"))
        yield from hanging(f"{margin}- ", title)
        given = numbers(requirement)
        text = say(sentence(requirement, self._titles))
        if asked := condition(requirement):
            text += " " + say(message("(asked only where %(condition)s)", condition=asked))
        if not given and isinstance(requirement.source, str):
            text += f" [{say(source_name(requirement.source))}]"
        yield from hanging(below, text)
        for number in given:
            yield from hanging(f"{below}· ", f"{say(number.said)} [{say(source_name(number.source))}]")
        if requirement.note:
            yield from hanging(below, say(message("note: %(text)s", text=requirement.note)), len(below) + 2)
        if isinstance(requirement, AllOf | AnyOf):
            for part in requirement.requires:
                yield from self._requirement(part, below)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {stage.id: stage.title or stage.id for stage in self.policy.stages}

    def _undecided(self, way: str, requirements: Iterable[Requirement]) -> Iterator[Message]:
        for requirement in requirements:
            name = f"{way}/{requirement.id}"
            for number in numbers(requirement):
                if number.placeholder:
                    where = f"{name}, {number.key}"
                    yield message("%(name)s: %(what)s", name=where, what=number.said)
            if requirement.source == "placeholder" and not requirement.given:
                yield message("%(name)s: %(what)s", name=name, what=sentence(requirement, self._titles))
            if isinstance(requirement, AllOf | AnyOf):
                yield from self._undecided(way, requirement.requires)


def _about(policy: Policy) -> Message:
    sentences = [
        message(
            "%(policy)s: a grant confers %(credential)s.",
            policy=policy.id,
            credential=word(policy.credential),
        )
    ]
    if policy.leads:
        sentences.append(message("Sessions are led with: %(credentials)s.", credentials=either(policy.leads)))
    if policy.supervises:
        given = either(policy.supervises)
        sentences.append(message("Supervision is given with: %(credentials)s.", credentials=given))
    return joined(sentences, " ")

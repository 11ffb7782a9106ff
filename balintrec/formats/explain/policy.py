"""A policy in words: its stages, every requirement as a sentence, every number with its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from balintrec.formats.ansi import Painter, plain
from balintrec.model import Policy
from balintrec.model.policy import AllOf, AnyOf, RequirementBase, Stage
from balintrec.rules.entry import OLD
from balintrec.sanitize import WIDTH, hanging, visible, wrapped
from balintrec.views.phrases import counted
from balintrec.views.requirement import listed, numbers, sentence

_REMARK = re.compile(r"^([a-z-]+):[^#\n]*  # (.+?)\s*$", re.MULTILINE)
_NOTHING: Mapping[str, str] = MappingProxyType({})


def policy_text(policy: Policy, paint: Painter = plain, said: Mapping[str, str] = _NOTHING) -> str:
    """What the society asks for, in the order of the policy; what is not decided yet; what is not checked.

    ``said`` is what the policy remarks on its own numbers, by key.
    """
    lines = [paint("strong", visible(policy.title)), *wrapped(_about(policy), WIDTH)]
    for key, text in _numbers(policy):
        source = _source(policy, key) or said.get(key, "")
        lines += hanging("· ", f"{text} ({key})" + (f" [{visible(source)}]" if source else ""))
    for number, stage in enumerate(policy.stages, 1):
        lines += ["", *_stage(stage, number, paint)]
    undecided = [f"{key}: {text}" for key, text in _numbers(policy) if _source(policy, key) == "placeholder"]
    undecided += [line for stage in policy.stages for line in _undecided(stage.id, stage.requires)]
    if undecided:
        lines += ["", paint("strong", "The committee has yet to decide (placeholders until then):")]
        lines += [line for text in undecided for line in hanging("  - ", text)]
        lines += ["  Write what it decides into the policy's file, and there say source: committee."]
    if policy.not_checked:
        lines += ["", paint("strong", "Asked by the society, and not checked:")]
        lines += [line for text in policy.not_checked for line in hanging("  - ", visible(text))]
    return "\n".join(lines)


def remarks(text: str) -> dict[str, str]:
    """What a policy's file remarks on the lines of its keys, by key."""
    return dict(_REMARK.findall(text.split("\n---", 1)[0]))


def _numbers(policy: Policy) -> Iterator[tuple[str, str]]:
    """The numbers that belong to no requirement, each with its key."""
    yield "effective", f"for pathways begun on or after {policy.effective}"
    if policy.valid is not None:
        yield "valid", f"a grant is valid for {counted(policy.valid, 'month')}"
    if length := policy.session_minutes:
        bounds = [("at least", length.at_least), ("at most", length.at_most)]
        minutes = " and ".join(f"{word} {number}" for word, number in bounds if number is not None)
        yield "session-minutes", f"a session lasts {minutes} minutes"
    if policy.double_hour is not None:
        yield "double-hour", f"a double hour lasts {counted(policy.double_hour, 'minute')}"
    if policy.late_entry is not None:
        yield "late-entry", f"a record is late if it is entered after {counted(policy.late_entry, 'day')}"
    if policy.batch is not None:
        sessions = counted(policy.batch, "session")
        old = counted(OLD, "day")
        yield (
            "batch",
            f"worth a look: more than {sessions} entered at once, or, where some are older than {old}, "
            "by one person within 24 hours",
        )


def _source(policy: Policy, key: str) -> str:
    return policy.source_of(key) if key in policy.given else ""


def _about(policy: Policy) -> str:
    leads = f" Sessions are led with: {', '.join(policy.leads)}." if policy.leads else ""
    supervises = f" Supervision is given with: {', '.join(policy.supervises)}." if policy.supervises else ""
    return f"{policy.id}: a grant confers {policy.credential}.{leads}{supervises}"


def _stage(stage: Stage, number: int, paint: Painter) -> Iterator[str]:
    after = f", after {listed(stage.after)}" if stage.after else ""
    yield from hanging(
        f"{number}. ", paint("strong", visible(stage.title or stage.id)) + f" ({stage.id}{after})"
    )
    if stage.note:
        yield from hanging("   note: ", visible(stage.note))
    for requirement in stage.requires:
        yield from _requirement(requirement, "   ", paint)


def _requirement(requirement: RequirementBase, margin: str, paint: Painter) -> Iterator[str]:
    desirable = " (desirable: never blocks)" if requirement.desirable else ""
    yield from hanging(f"{margin}- ", f"{visible(requirement.title)} ({requirement.id}){desirable}")
    below = f"{margin}  "
    said = f"{sentence(requirement)}{_condition(requirement)}"
    given = numbers(requirement)
    bare = f" [{requirement.source}]" if not given and isinstance(requirement.source, str) else ""
    yield from hanging(below, f"{said}{bare}")
    for _, text, source in given:
        yield from hanging(f"{below}· ", f"{text} [{source}]")
    if requirement.note:
        yield from hanging(f"{below}note: ", visible(requirement.note))
    if isinstance(requirement, AllOf | AnyOf):
        for part in requirement.requires:
            yield from _requirement(part, below, paint)


def _condition(requirement: RequirementBase) -> str:
    conditions = [f"{key} is {listed(values, 'or')}" for key, values in (requirement.when or {}).items()]
    return f" (asked only where {visible(' and '.join(conditions))})" if conditions else ""


def _undecided(way: str, requirements: tuple[RequirementBase, ...]) -> Iterator[str]:
    for requirement in requirements:
        name = f"{way}/{requirement.id}"
        for key, text, source in numbers(requirement):
            if source == "placeholder":
                yield f"{name}, {key}: {text}"
        if requirement.source == "placeholder" and not requirement.given:
            yield f"{name}: {sentence(requirement)}"
        if isinstance(requirement, AllOf | AnyOf):
            yield from _undecided(way, requirement.requires)

"""A policy in words: its stages, every requirement as a sentence, every number with its source."""

from __future__ import annotations

from collections.abc import Iterator

from balintrec.model import Policy
from balintrec.model.policy import AllOf, AnyOf, RequirementBase, Stage
from balintrec.report.paint import Painter, plain
from balintrec.report.requirement_words import listed, numbers, sentence
from balintrec.report.visible import WIDTH, hanging, visible, wrapped
from balintrec.report.words import counted


def policy_text(policy: Policy, paint: Painter = plain) -> str:
    """What the society asks for, in the order of the policy; what is not decided yet; what is not checked."""
    lines = [paint("strong", visible(policy.title)), *wrapped(_about(policy), WIDTH)]
    for number, stage in enumerate(policy.stages, 1):
        lines += ["", *_stage(stage, number, paint)]
    undecided = [line for stage in policy.stages for line in _undecided(stage.id, stage.requires)]
    if undecided:
        lines += ["", paint("strong", "The committee must decide (placeholders until it has):")]
        lines += [line for text in undecided for line in hanging("  - ", text)]
    if policy.not_checked:
        lines += ["", paint("strong", "Asked by the society, and not checked:")]
        lines += [line for text in policy.not_checked for line in hanging("  - ", visible(text))]
    return "\n".join(lines)


def _about(policy: Policy) -> str:
    valid = f" for {counted(policy.valid, 'month')}" if policy.valid else ""
    leads = f" Sessions are led with: {', '.join(policy.leads)}." if policy.leads else ""
    supervises = f" Supervision is given with: {', '.join(policy.supervises)}." if policy.supervises else ""
    return (
        f"{policy.id}: for pathways begun on or after {policy.effective}; a grant confers "
        f"{policy.credential}{valid}.{leads}{supervises}"
    )


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
        for key, text, source in numbers(requirement):
            if source == "placeholder":
                yield f"{way}/{requirement.id}, {key}: {text}"
        if isinstance(requirement, AllOf | AnyOf):
            yield from _undecided(way, requirement.requires)

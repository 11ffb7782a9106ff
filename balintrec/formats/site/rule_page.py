"""The rules of the checker and what they found. Their texts and findings are in English. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from balintrec.check import rules as every_rule
from balintrec.finding import Finding, Rule
from balintrec.formats.site.frame import Site
from balintrec.views.overview import Tally, severities, tallies
from balintrec.views.phrases import first_sentence, place
from balintrec.wording.message import NOTHING, Message, joined, message, plural
from balintrec.wording.vocabulary import units, word

MOST = 200
"""Findings of one rule that are listed."""


class Block(NamedTuple):
    """A piece of a rule's text."""

    text: str
    label: str = ""
    """Wrong or Right: what the example shows."""
    example: bool = False


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule there is, in order of code."""
    return every_rule()


def rules_values() -> dict[str, object]:
    """The values of the list of rules."""
    listed = [
        {"code": one.code, "said": word(one.severity.value), "sentence": first_sentence(one.text)}
        for one in rules()
    ]
    return {"rules": listed}


def rule_values(rule: Rule) -> dict[str, object]:
    """The values of a rule's page."""
    about = {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "said": word(rule.severity.value),
        "blocks": list(blocks(rule.text)),
    }
    return {"rule": about}


def blocks(text: str) -> Iterator[Block]:
    """Paragraphs, headings and examples of a rule's text, in order."""
    label = ""
    for lines, example in _runs(text):
        if example:
            yield Block("\n".join(line[4:] for line in lines).strip("\n"), label, example=True)
            continue
        for paragraph in "\n".join(lines).split("\n\n"):
            said = " ".join(paragraph.split())
            label = said.removesuffix(":") if said in ("Wrong:", "Right:") else ""
            if said:
                yield Block(label or said, label)


def _runs(text: str) -> Iterator[tuple[list[str], bool]]:
    """Lines that belong together: those of an example stand four spaces to the right."""
    run: list[str] = []
    within = False
    for line in text.splitlines():
        example = line.startswith("    ") or (within and not line.strip())
        if example is not within:
            yield run, within
            run, within = [], example
        run.append(line)
    yield run, within


def findings_values(site: Site) -> dict[str, object]:
    """The values of the page of findings."""
    told = [_tally(one) for one in tallies(site.findings)]
    return {"found": found(site), "tallies": told, "unseen": site.unseen}


def tally_lines(site: Site) -> list[dict[str, object]]:
    """What was found, a line a rule."""
    return [{**_rule(one), "number": len(one.findings)} for one in tallies(site.findings)]


def found(site: Site) -> Message:
    """How many errors and warnings there are."""
    number = severities(site.findings)
    kinds = [units(number[kind], f"{kind}s") for kind in ("error", "warning") if number[kind]]
    if kinds:
        return joined(kinds)
    if site.unseen:
        return message("Nothing was found in the records as they are now.")
    return message("The records are clean: nothing was found.")


def _rule(tally: Tally) -> dict[str, object]:
    rule = tally.rule
    severity = rule.severity.value
    return {"code": rule.code, "name": rule.name, "severity": severity, "said": word(severity)}


def _tally(tally: Tally) -> dict[str, object]:
    left = len(tally.findings) - MOST
    more = (
        plural("and %(num)s more of this kind", "and %(num)s more of this kind", left)
        if left > 0
        else NOTHING
    )
    return {**_rule(tally), "findings": [_finding(one) for one in tally.findings[:MOST]], "more": more}


def _finding(finding: Finding) -> dict[str, str]:
    """What is said of it; not the line of the file, which may hold somebody's address."""
    return {"place": place(finding.location), "message": finding.message, "help": finding.help}

"""A rule of the checker with its text, and the list of all that can be explained."""

from __future__ import annotations

from collections.abc import Iterable

from balintrec.finding import Rule
from balintrec.formats.ansi import Painter, plain
from balintrec.sanitize import WIDTH, visible, wrapped
from balintrec.views.phrases import first_sentence


def rule_text(rule: Rule, paint: Painter = plain) -> str:
    """Code, name, severity, and what, why, wrong and right."""
    paragraphs = [_paragraph(text) for text in rule.text.split("\n\n")]
    return "\n\n".join(
        [f"{paint('strong', rule.code)} {rule.name} ({paint(rule.severity, rule.severity)})", *paragraphs]
    )


def _paragraph(text: str) -> str:
    """Prose is set anew for the terminal; an example stands as it is."""
    return text if "\n " in text or text.startswith(" ") else "\n".join(wrapped(text, WIDTH))


def index_text(
    rules: Iterable[Rule],
    kinds: Iterable[tuple[str, str]],
    policies: Iterable[tuple[str, str]],
    paint: Painter = plain,
) -> str:
    """What `explain` can explain: codes, kinds of record and policies, one a line."""
    codes = [(rule.code, f"{rule.name}: {first_sentence(rule.text)}") for rule in rules]
    sections = {"Codes of findings": codes, "Kinds of record": kinds, "Policies": policies}
    blocks = [_section(title, list(entries), paint) for title, entries in sections.items()]
    return "\n\n".join([*blocks, "balintrec explain CODE, KIND or POLICY says more."])


def _section(title: str, entries: list[tuple[str, str]], paint: Painter) -> str:
    size = max((len(name) for name, _ in entries), default=0) + 4
    lines = [paint("strong", title)]
    for name, text in entries:
        first, *others = wrapped(visible(text), max(WIDTH - size, 40))
        lines += [f"  {visible(name):<{size - 2}}{first}", *(" " * size + line for line in others)]
    return "\n".join(lines)

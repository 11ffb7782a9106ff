"""Workflow commands, which GitHub shows beside the lines of a pull request. Nothing in a text can begin another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from balintrec.finding import Finding
from balintrec.sanitize import visible
from balintrec.views.phrases import counted

_SHOWN = 10
"""So many errors, so many warnings and so many notices of one step GitHub shows; of the others it says nothing."""


def annotation(finding: Finding, folder: str) -> str:
    """The command for a finding. ``folder`` leads from the repository to the society, with ``/``."""
    rule, location = finding.rule, finding.location
    properties = {"file": folder + visible(location.path)}
    if span := location.span:
        properties |= {"line": str(span.line), "endLine": str(span.end_line), "col": str(span.column)}
        if span.end_line == span.line:
            properties["endColumn"] = str(span.end_column)
    properties["title"] = f"{rule.code} {rule.name}"
    said = "\n".join(visible(text) for text in (finding.message, finding.help) if text)
    return command(rule.severity, properties, said)


def command(kind: str, properties: Mapping[str, str], said: str) -> str:
    """One command: error, warning or notice."""
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{kind} {listed}::{_data(said)}"


def _data(text: str) -> str:
    """What stands after the second colons: nothing in it can begin another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def limited(commands: Iterable[str]) -> list[str]:
    """The commands, and a notice where there are more of one kind than GitHub shows."""
    told = list(commands)
    counts = Counter(one[2:].partition(" ")[0] for one in told)
    beyond = [counted(number, kind) for kind, number in counts.items() if number > _SHOWN]
    if beyond:
        said = f"GitHub shows the first {_SHOWN} of each kind; there are {' and '.join(beyond)} in the log of this step"
        told.append(command("notice", {"title": "not all is shown"}, said))
    return told

"""Words and names that were given up stay out of the documentation, the help and the messages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from balintrec.check import rules
from balintrec.cli.program import program
from tests.sample import ROOT

# What was said before, and what is said now.
PHRASES = {
    "lives with": "suppressed finding",
    "asked again": "repeated, or cached",
    "newly wrong": "new finding",
    "the gate": "CI checks",
    "rooms": "packages",
    "the house": "architecture",
    "went out from": "merge base",
    "fork point": "merge base",
    "cannot go on": "usage or environment error",
    "our own fault": "internal error",
    "whole answers": "cached output",
    "is put down": "is recorded",
    "anew": "again, or new",
    "valid without end": "no expiry date",
    "quorum-cannot-be-had": "quorum-too-large",
    "nobody-leads": "missing-leader",
    "statement-about-days-to-come": "statement-period-in-future",
    "stages-in-a-circle": "circular-stages",
    "span-alone": "span-without-count",
}
# Names that did not say what a module is.
MODULES = {
    "afterwards", "asked", "beside", "bearing", "beginning", "concern", "course", "deciding", "emit", "entered",
    "exchange", "fitting", "folded", "founding", "judgements", "kept", "letters", "looking", "meant", "mentions",
    "occasions", "paint", "placing", "plain", "raw", "readings", "refers", "report", "render", "safely", "sealed",
    "sentences", "strangers", "stretches", "tally", "unasked", "within",
}  # fmt: skip
# What may say an old word: it is about the earlier name itself, or the word has its usual meaning there.
EXCEPT = {
    ("anew", "delete it, or type the text of this line anew"): "until documents are said in the new words",
}
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / ".github").rglob("*.md")])
PAGES = [page for page in PAGES if page.name != "CHANGELOG.md"]  # it says what things were called before


def old(text: str) -> list[str]:
    """The old words in a text."""
    return [phrase for phrase in PHRASES if re.search(rf"(?<![\w-]){phrase}(?![\w-])", text, re.I)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_documentation_uses_the_words_of_today(page: Path) -> None:
    assert old(page.read_text("utf-8")) == []


def commands(command: click.Command, name: str = "balintrec") -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, by their names."""
    yield name, command
    if isinstance(command, click.Group):
        with click.Context(command) as context:
            for below in command.list_commands(context):
                if found := command.get_command(context, below):
                    yield from commands(found, f"{name} {below}")


@cache
def helps() -> dict[str, str]:
    """The help of every command."""
    found = {}
    for name, command in commands(program):
        with click.Context(command, info_name=name) as context:
            found[name] = command.get_help(context)
    return found


def test_the_help_uses_the_words_of_today() -> None:
    assert {name: words for name, text in helps().items() if (words := old(text))} == {}


def texts(file: Path) -> Iterator[str]:
    """The texts in a module, but for its docstrings, which only developers read."""
    tree = ast.parse(file.read_text("utf-8"))
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            yield node.value


def test_the_messages_use_the_words_of_today() -> None:
    found = {
        (word, text)
        for file in sorted((ROOT / "balintrec").rglob("*.py"))
        for text in texts(file)
        if " " in text
        for word in old(text)
    }
    assert found - set(EXCEPT) == set()


def test_the_explanations_use_the_words_of_today() -> None:
    assert {rule.code: words for rule in rules() if (words := old(f"{rule.name}\n{rule.text}"))} == {}


def test_no_module_has_an_old_name() -> None:
    names = {path.stem for path in (ROOT / "balintrec").rglob("*") if "__pycache__" not in path.parts}
    assert names & MODULES == set()

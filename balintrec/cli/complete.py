"""Shell completion from the names and the text of files: nothing is parsed, and next to nothing is loaded."""

# ruff: noqa: PTH100, PTH109, PTH112, PTH118, PTH120, PTH123, PTH208
# pathlib, and `source` with it, would take longer to load than all the rest of a completion.

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

import click
from click.shell_completion import CompletionItem

NOUNS = (
    "society", "policy", "member", "group", "session", "event", "supervision", "reflection", "assessment",
    "endorsement", "reference", "attestation", "application", "decision", "evaluation",
)  # fmt: skip
"""The kinds of record; a test holds them to the model, which takes too long to load on every Tab."""


_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_CODE = re.compile(r'\("([A-Z]{3}\d{3})", "[a-z]')
_KEY = re.compile(r'"([a-z-]+)"')


def nouns(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The kinds of record."""
    return _beginning(NOUNS, incomplete)


def explicable(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What can be explained: kinds, policies and presets; codes once a capital letter or a digit is typed."""
    if incomplete and incomplete[0].isupper():
        return _beginning(sorted(set(_codes())), incomplete)
    policies = {*_names(ctx, "policies"), *_shipped("policies")}
    return _beginning((*NOUNS, *sorted(policies)), incomplete)


def presets(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The policies that come with the package."""
    return _beginning(sorted(_shipped("policies")), incomplete)


def keys(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The keys of the kind of record that is being made, from its template."""
    # An option that still lacks its value stops click's parser, which then leaves the arguments where they are.
    kind = ctx.params.get("kind") or next(iter(ctx.args), None)
    noun = next((noun for noun in NOUNS if kind in (noun, folder_of(noun))), None)
    if noun is None:
        return []
    with open(os.path.join(_templates(), "new", f"{noun}.md"), encoding="utf-8") as file:
        return _beginning([f"{key}=" for key in _KEY.findall(file.read())], incomplete)


def _beginning(words: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(word) for word in words if word.startswith(incomplete)]


def _codes() -> Iterator[str]:
    """Every code of a finding, as it stands in the source: to import the rules would load all that they need."""
    for folder, _, files in os.walk(_PACKAGE):
        for name in files:
            if name.endswith(".py"):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    yield from _CODE.findall(file.read())


def _shipped(folder: str) -> Iterator[str]:
    names = os.listdir(os.path.join(_templates(), folder))
    return (name[:-3] for name in names if name.endswith(".md"))


def _templates() -> str:
    """Inside the package where it is installed, beside it in a checkout."""
    inside = os.path.join(_PACKAGE, "templates")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(_PACKAGE), "templates")


def folder_of(kind: str) -> str:
    """The folder of a kind that is named by it, or by what one record is called."""
    if kind.endswith("s"):
        return kind
    return "policies" if kind == "policy" else f"{kind}s"


def members(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of members; a part of a name will do."""
    return ids(ctx, "members", incomplete)


def members_and_applications(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of members and of applications; a part of one will do."""
    return [*ids(ctx, "members", incomplete), *ids(ctx, "applications", incomplete)]


def ids(ctx: click.Context, kind: str, incomplete: str) -> list[CompletionItem]:
    """The ids in a folder of records: those that begin so, else those that have it somewhere."""
    found = sorted(set(_names(ctx, kind)))
    typed = "-".join(incomplete.lower().split())
    begin = [name for name in found if name.startswith(typed)]
    return [CompletionItem(name) for name in begin or found if typed in name]


def paths(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Files and folders, as the shell itself completes them."""
    return [CompletionItem(incomplete, type="file")]


def _names(ctx: click.Context, kind: str) -> Iterator[str]:
    named = next((value for at in _chain(ctx) if (value := at.params.get("root"))), None)
    folder = named or os.getcwd()
    while (
        not named and not os.path.isdir(os.path.join(folder, "records")) and folder != os.path.dirname(folder)
    ):
        folder = os.path.dirname(folder)
    records = os.path.join(folder, "records")
    if any(map(os.path.islink, (records, os.path.join(records, kind)))):
        return  # what lies behind a link is no record
    for _, _, files in os.walk(os.path.join(records, kind)):
        yield from (name[:-3] for name in files if name.endswith(".md"))


def _chain(ctx: click.Context | None) -> Iterator[click.Context]:
    while ctx:
        yield ctx
        ctx = ctx.parent

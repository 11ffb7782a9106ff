"""Shell completion from the names of files alone: nothing is parsed, and next to nothing is loaded."""

# ruff: noqa: PTH109, PTH112, PTH118, PTH120
# pathlib, and `source` with it, would take longer to load than all the rest of a completion.

from __future__ import annotations

import os
from collections.abc import Iterator

import click
from click.shell_completion import CompletionItem

NOUNS = (
    "society", "policy", "member", "group", "session", "event", "supervision", "reflection", "assessment",
    "endorsement", "reference", "attestation", "application", "decision", "evaluation",
)  # fmt: skip
"""The kinds of record; a test holds them to the model, which takes too long to load on every Tab."""


def members(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of members; a part of a name will do."""
    return ids(ctx, "members", incomplete)


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
    for _, _, files in os.walk(os.path.join(folder, "records", kind)):
        yield from (name[:-3] for name in files if name.endswith(".md"))


def _chain(ctx: click.Context | None) -> Iterator[click.Context]:
    while ctx:
        yield ctx
        ctx = ctx.parent

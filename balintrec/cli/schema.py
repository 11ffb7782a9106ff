"""``balintrec schema``."""

from __future__ import annotations

import click

from balintrec.cli.complete import nouns


@click.command
@click.argument("kind", required=False, shell_complete=nouns)
def schema(kind: str | None) -> None:
    """Print the JSON Schema (draft 2020-12) of a KIND's front matter; without one, of all kinds."""
    import json

    from balintrec.cli.kinds import kind_named
    from balintrec.cli.terminal import show
    from balintrec.model.json_schema import all_schemas, json_schema

    found = json_schema(kind_named(kind)) if kind else all_schemas()
    show(json.dumps(found, indent=2, ensure_ascii=False))

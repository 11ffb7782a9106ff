"""``balintrec explain`` and ``balintrec schema``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import click

from balintrec.cli.complete import explicable, nouns
from balintrec.cli.options import at_option, language_option, root_option

if TYPE_CHECKING:
    from balintrec.finding import Rule
    from balintrec.formats.ansi import Painter
    from balintrec.model import Policy
    from balintrec.wording.language import Language


class Known(NamedTuple):
    """A policy that can be explained."""

    what: str
    """A ``preset`` of the package, or a ``policy`` of the society."""
    policy: Policy
    text: str
    """Its file: the remarks in it are not part of a record."""


@click.command
@click.argument("what", required=False, metavar="[CODE|KIND|POLICY]", shell_complete=explicable)
@language_option
@at_option
@root_option
def explain(what: str | None, speak: Language, at: str | None, root: str | None) -> None:
    """Explain a finding's code, a kind of record or a policy; without an argument, list them all."""
    from balintrec.cli.terminal import painter, show

    policies = _policies(root, at)
    show(_told(what, policies, painter(), speak) if what else _index(policies, painter()))


def _told(what: str, policies: Mapping[str, Known], paint: Painter, speak: Language) -> str:
    from balintrec.cli.options import kinds_by_name
    from balintrec.errors import BalintrecError
    from balintrec.formats.explain.kind import kind_text
    from balintrec.formats.explain.policy import policy_text, remarks
    from balintrec.formats.explain.rule import rule_text
    from balintrec.names import did_you_mean

    rules, kinds = _rules(), kinds_by_name()
    wanted = what.lower()
    if wanted in rules:
        return rule_text(rules[wanted], paint)
    if wanted in kinds:
        return kind_text(kinds[wanted], paint)
    if what in policies:
        return policy_text(policies[what].policy, paint, remarks(policies[what].text), speak)
    nouns = (model.noun for model in kinds.values())
    close = did_you_mean(wanted, (*rules, *nouns, *policies))
    close = rules[close].code if close in rules else close
    remedy = f'did you mean "{close}"?' if close else "balintrec explain lists what there is"
    raise BalintrecError(f'no code, kind of record or policy "{what}"; {remedy}')


def _index(policies: Mapping[str, Known], paint: Painter) -> str:
    from balintrec.check import rules
    from balintrec.formats.explain.rule import index_text
    from balintrec.model import KINDS
    from balintrec.model.schema import sentence

    kinds = [(model.noun, sentence(model)) for model in KINDS.values()]
    ways = [(f"{one.what} {name}", one.policy.title) for name, one in policies.items()]
    return index_text(rules(), kinds, ways, paint)


def _rules() -> dict[str, Rule]:
    from balintrec.check import rules

    found = rules()
    return {rule.name: rule for rule in found} | {rule.code.lower(): rule for rule in found}


def _policies(root: str | None, at: str | None) -> dict[str, Known]:
    """The policies that come with the package, and the society's own, where there is a society."""
    from balintrec.cli.options import source
    from balintrec.errors import BalintrecError
    from balintrec.scaffold.templates import preset, preset_policies
    from balintrec.society import load

    shipped = {name: Known("preset", one, preset(name)) for name, one in preset_policies().items()}
    try:
        read = source(root, at)
    except BalintrecError:
        if at is not None:
            raise
        return shipped
    own = load(read).policies
    texts = {name: read.read(one.path).decode(errors="replace") for name, one in own.items()}
    return {**shipped, **{name: Known("policy", one, texts[name]) for name, one in own.items()}}


@click.command
@click.argument("kind", required=False, shell_complete=nouns)
def schema(kind: str | None) -> None:
    """Print the JSON Schema (draft 2020-12) of records of a KIND; without KIND, of all kinds."""
    import json

    from balintrec.cli.options import kind_named
    from balintrec.cli.terminal import show
    from balintrec.model.schema import all_schemas, json_schema

    found = json_schema(kind_named(kind)) if kind else all_schemas()
    show(json.dumps(found, indent=2, ensure_ascii=False))

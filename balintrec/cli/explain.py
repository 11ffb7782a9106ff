"""``balintrec explain``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from balintrec.cli.options import root_option

if TYPE_CHECKING:
    from balintrec.finding import Rule
    from balintrec.model import Policy
    from balintrec.report.paint import Painter


def _complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from balintrec.cli.complete import ids

    return ids(ctx, "policies", incomplete)


@click.command
@click.argument("what", required=False, metavar="[CODE|KIND|POLICY]", shell_complete=_complete)
@root_option
def explain(what: str | None, root: str | None) -> None:
    """Explain a finding's code, a kind of record, or a policy in words; without one, list them."""
    from balintrec.cli.terminal import painter, show

    show(_told(what, _policies(root), painter()) if what else _index(_policies(root), painter()))


def _told(what: str, policies: dict[str, Policy], paint: Painter) -> str:
    from balintrec.cli.kinds import kinds_by_name
    from balintrec.errors import BalintrecError
    from balintrec.names import did_you_mean
    from balintrec.report.explain_kind import kind_text
    from balintrec.report.explain_policy import policy_text
    from balintrec.report.explain_rule import rule_text

    rules, kinds = _rules(), kinds_by_name()
    wanted = what.lower()
    if wanted in rules:
        return rule_text(rules[wanted], paint)
    if wanted in kinds:
        return kind_text(kinds[wanted], paint)
    if what in policies:
        return policy_text(policies[what], paint)
    nouns = (model.noun for model in kinds.values())
    close = did_you_mean(wanted, (*rules, *nouns, *policies))
    close = rules[close].code if close in rules else close
    remedy = f'did you mean "{close}"?' if close else "balintrec explain lists what there is"
    raise BalintrecError(f'no code, kind of record or policy "{what}"; {remedy}')


def _index(policies: dict[str, Policy], paint: Painter) -> str:
    from balintrec.check import rules
    from balintrec.model import KINDS
    from balintrec.model.described import sentence
    from balintrec.report.explain_rule import index_text

    kinds = [(model.noun, sentence(model)) for model in KINDS.values()]
    return index_text(rules(), kinds, [(name, one.title) for name, one in policies.items()], paint)


def _rules() -> dict[str, Rule]:
    from balintrec.check import rules

    found = rules()
    return {rule.name: rule for rule in found} | {rule.code.lower(): rule for rule in found}


def _policies(root: str | None) -> dict[str, Policy]:
    """The policies that come with the package, and the society's own, where there is a society."""
    from balintrec.cli.options import work_tree
    from balintrec.errors import BalintrecError
    from balintrec.render.templates import preset_policies
    from balintrec.society import load

    shipped = preset_policies()
    try:
        source = work_tree(root)
    except BalintrecError:
        return shipped
    return {**shipped, **load(source).society.policies}

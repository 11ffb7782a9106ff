"""``balintrec new``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from balintrec.cli.options import day, society_options, work_tree

if TYPE_CHECKING:
    from balintrec.model import Record
    from balintrec.render.entered import Entered
    from balintrec.society import Society
    from balintrec.source import WorkTree


def _complete_kind(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from balintrec.cli.complete import NOUNS

    return [CompletionItem(noun) for noun in NOUNS if noun.startswith(incomplete)]


def _complete_session(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from balintrec.cli.complete import ids

    return ids(ctx, "sessions", incomplete)


@click.command
@click.argument("kind", shell_complete=_complete_kind)
@click.argument("wanted", required=False, metavar="[ID]")
@click.option(
    "--set", "given", multiple=True, metavar="KEY=VALUE", help="A value; lists as a,b; can be repeated."
)
@click.option(
    "--like",
    metavar="ID",
    shell_complete=_complete_session,
    help="Take group, times and people of a session.",
)
@click.option("--print", "only_print", is_flag=True, help="Print the record instead of writing it.")
@society_options
def new(
    kind: str,
    wanted: str | None,
    given: tuple[str, ...],
    like: str | None,
    only_print: bool,
    root: str | None,
    on: date | None,
    quiet: bool,
) -> None:
    """Write one new record of a KIND; its ID is made of what it says where it is left out.

    On a terminal it asks for what is missing. People may be given by id or by name.
    """
    from balintrec.cli.ask import values_for
    from balintrec.cli.kinds import kind_named
    from balintrec.cli.terminal import show
    from balintrec.render.draft import draft
    from balintrec.render.placing import path_of
    from balintrec.society import load
    from balintrec.store import write_new

    model, source = kind_named(kind), work_tree(root)
    society = load(source).society
    values = values_for(model, society, given, _alike(model, society, source, like))
    path, text = path_of(model, values, wanted), draft(model, values)
    _refuse_known(society, model, path)
    remarks = _checked(source, path, text, day(on))
    if only_print:
        show(text.rstrip("\n"))
        return
    write_new(source.root, path, text)
    if not quiet:
        show(f"wrote {path}{remarks}")


def _alike(model: type[Record], society: Society, source: WorkTree, like: str | None) -> dict[str, Entered]:
    """What is taken over from an earlier session."""
    from balintrec.errors import BalintrecError
    from balintrec.names import did_you_mean
    from balintrec.render.entered import taken_over

    if like is None:
        return {}
    if model.noun != "session":
        raise BalintrecError("--like is for sessions")
    session = society.sessions.get(like)
    if session is None:
        close = did_you_mean(like, society.sessions)
        remedy = f'did you mean "{close}"?' if close else "ids are the names of files in records/sessions"
        raise BalintrecError(f'no session "{like}" that can be read; {remedy}')
    return taken_over(source.read(session.path))


def _refuse_known(society: Society, model: type[Record], path: str) -> None:
    """Two files must not have one id, whatever folders they are in."""
    from balintrec.errors import BalintrecError

    made = path.rpartition("/")[2].removesuffix(".md")
    if not model.kind_folder and society.about:
        raise BalintrecError(f"{path} exists already and is not overwritten")
    if model.kind_folder and society.known(model.kind_folder, made):
        raise BalintrecError(f'there is a {model.noun} "{made}" already; give this one another ID')


def _checked(source: WorkTree, path: str, text: str, on: date) -> str:
    """What `check` would remark on it. Raises `BalintrecError` where it could not be read as a record."""
    from balintrec.errors import BalintrecError
    from balintrec.render.proposed import findings_on, hinders
    from balintrec.report.visible import visible

    findings = findings_on(source, path, text, on)
    wrong = [finding for finding in findings if hinders(finding)]
    if wrong:
        said = "; ".join(f"{one.message} ({one.help})" if one.help else one.message for one in wrong)
        raise BalintrecError(f"nothing is written: {said}")
    remarks = (f"{one.rule.severity} {one.rule.code}: {visible(one.message)}" for one in findings)
    return "".join(f"\n  check will say {remark}" for remark in remarks)

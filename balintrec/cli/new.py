"""``balintrec new``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from balintrec.cli.complete import keys as complete_keys
from balintrec.cli.complete import nouns as complete_nouns
from balintrec.cli.options import commit_options, day, society_options, work_tree

if TYPE_CHECKING:
    from balintrec.model import Record
    from balintrec.scaffold.input_values import Entered
    from balintrec.society import Society
    from balintrec.source import WorkTree


def _complete_session(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from balintrec.cli.complete import ids

    return ids(ctx, "sessions", incomplete)


@click.command
@click.argument("kind", shell_complete=complete_nouns)
@click.argument("words", nargs=-1, metavar="[ID]")
@click.option(
    "--set",
    "given",
    multiple=True,
    metavar="KEY=VALUE",
    shell_complete=complete_keys,
    help="Set a key, for example --set 'name=Ayesha Khan'. Separate the values of a list with commas; if a value "
    "contains a comma, write the list as '[\"Ali, Sara\", b]'. May be repeated.",
)
@click.option(
    "--like",
    metavar="ID",
    shell_complete=_complete_session,
    help="Copy the group, times and people of an existing session.",
)
@click.option("--print", "only_print", is_flag=True, help="Print the record instead of writing it.")
@commit_options
@society_options
def new(
    kind: str,
    words: tuple[str, ...],
    given: tuple[str, ...],
    like: str | None,
    only_print: bool,
    commit: bool,
    message: str | None,
    root: str | None,
    on: date | None,
    quiet: bool,
) -> None:
    """Create a record of a KIND. Without ID, the id is derived from what the record says.

    On a terminal, balintrec asks for whatever is missing. Members and groups can be given by id or by name.
    """
    from balintrec.cli.options import kind_named
    from balintrec.cli.output import committed, writer
    from balintrec.cli.prompts import values_for
    from balintrec.cli.terminal import report, show
    from balintrec.scaffold.record import draft
    from balintrec.society import load

    model, source, wanted = kind_named(kind), work_tree(root), _wanted(words, given)
    write = writer(source.root, commit, message)
    society = load(source)
    alike = _alike(model, society, source, like)
    values = _led_now(society, values_for(model, society, given, alike, day(on)), like, alike)

    def text_at(path: str) -> str:
        return draft(model, {**_certificate(model, society, draft(model, values), path), **values})

    path = _placed(
        model, society, values, wanted, lambda path: commit and _left_behind(source, path, text_at(path))
    )
    text = text_at(path)
    remarks = [*_split(model, values), *_checked(source, path, text, day(on))]
    if only_print:
        show(text.rstrip("\n"))
        return
    with write(f"Enter {model.noun} {path.rpartition('/')[2].removesuffix('.md')}") as change:
        change.write_new(path, text)
    if not quiet:
        report([f"wrote {path}", *remarks, *([committed(change)] if commit else [])])


def _wanted(words: tuple[str, ...], given: tuple[str, ...]) -> str | None:
    """The one word that is an id. Others are what the shell took off a value: raises `BalintrecError`."""
    from balintrec.errors import BalintrecError
    from balintrec.names import ID

    if len(words) > 1 or (words and given and not ID.fullmatch(words[0])):
        whole = f"{given[0]} {' '.join(words)}" if len(given) == 1 else "KEY=two words"
        raise BalintrecError(
            f"\"{' '.join(words)}\" is not an ID; if it belongs to a value, put the value in quotes: --set '{whole}'"
        )
    return words[0] if words else None


def _alike(model: type[Record], society: Society, source: WorkTree, like: str | None) -> dict[str, Entered]:
    """What is taken over from an earlier session."""
    from balintrec.errors import BalintrecError
    from balintrec.names import did_you_mean
    from balintrec.scaffold.input_values import taken_over

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


def _led_now(
    society: Society, values: dict[str, Entered], like: str | None, alike: dict[str, Entered]
) -> dict[str, Entered]:
    """The values with the group's leaders of their own day, where those of the earlier session were taken over.

    Where others than the group's leaders led that session, they are taken over as they are.
    """
    from balintrec.scaffold.input_values import led_on

    group, led = values.get("group"), alike.get("leaders")
    if like is None or led is None or values.get("leaders") is not led:
        return values
    then = led_on(society, group, str(society.sessions[like].date))
    now = led_on(society, group, values.get("date"))
    taken_over = isinstance(led, list) and set(map(str, led)) == set(then)
    changed = now and taken_over and set(then) != set(now)
    return {**values, "leaders": [*now]} if changed else values


def _certificate(model: type[Record], society: Society, text: str, path: str) -> dict[str, Entered]:
    """Of a grant, what stands on its certificate: from then on it never changes."""
    if model.noun != "decision":
        return {}
    from balintrec.formats.certificate.issued import certificate_values

    return certificate_values(society, text, path.rpartition("/")[2].removesuffix(".md"))


def _placed(
    model: type[Record],
    society: Society,
    values: dict[str, Entered],
    wanted: str | None,
    is_ours: Callable[[str], bool],
) -> str:
    """A path that no record has. On a terminal another id is asked for, and nothing that was typed is lost."""
    from balintrec.cli.prompts import on_terminal
    from balintrec.cli.terminal import fitted
    from balintrec.errors import BalintrecError
    from balintrec.sanitize import visible
    from balintrec.scaffold.record import path_of

    while True:
        try:
            path = path_of(model, values, wanted)
            if not is_ours(path):
                _refuse_known(society, model, path)
            return path
        except BalintrecError as error:
            if not (on_terminal() and model.kind_folder):
                raise
            click.echo(fitted(f"Error: {visible(str(error))}"))
            wanted = click.prompt(
                "name of the file (letters a to z, digits and hyphens, such as ayesha-khan)"
            )


def _split(model: type[Record], values: dict[str, Entered]) -> Iterator[str]:
    """How many entries a list of free texts was taken to have; ids are seen to be right or wrong."""
    from balintrec.model.schema import describe
    from balintrec.views.phrases import counted

    for key in describe(model):
        value = values.get(key.key)
        if isinstance(value, list) and key.form == "a list of texts":
            yield f"  {key.key}: {counted(len(value), 'entry')}"


def _left_behind(source: WorkTree, path: str, text: str) -> bool:
    """Whether the very same file is there: an earlier run wrote it, and may not have come to its commit."""
    from balintrec.source import Unreadable

    try:
        return source.read(path) == text.encode()
    except Unreadable:
        return False


def _refuse_known(society: Society, model: type[Record], path: str) -> None:
    """Two files must not have one id, whatever folders they are in."""
    from balintrec.errors import BalintrecError
    from balintrec.names import article

    made = path.rpartition("/")[2].removesuffix(".md")
    if not model.kind_folder and society.about:
        raise BalintrecError(f"{path} exists already and is not overwritten")
    if model.kind_folder and society.known(model.kind_folder, made):
        raise BalintrecError(f'there is {article(model.noun)} "{made}" already; give this one another ID')


def _checked(source: WorkTree, path: str, text: str, on: date) -> list[str]:
    """What `check` would remark on it. Raises `BalintrecError` where it could not be read as a record."""
    from balintrec.cli.prompts import on_terminal
    from balintrec.errors import BalintrecError
    from balintrec.sanitize import visible
    from balintrec.scaffold.record import findings_on, hinders

    findings = findings_on(source, path, text, on)
    wrong = [finding for finding in findings if hinders(finding)]
    if wrong:
        if on_terminal():
            click.echo("\n".join(map(visible, text.splitlines())), err=True)  # so that nothing typed is lost
        said = "; ".join(f"{one.message} ({one.help})" if one.help else one.message for one in wrong)
        raise BalintrecError(f"nothing is written: {said}")
    return [
        f"  check will say {one.rule.severity} {one.rule.code}: {visible(one.message)}"
        + (f" ({visible(one.help)})" if one.help else "")
        for one in findings
    ]

"""Options and arguments that several commands have: the society, the day, the kind of record, how much is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pathlib import Path

    from balintrec.model import Record
    from balintrec.repository import Repository, Revision
    from balintrec.source import WorkTree
    from balintrec.wording.language import Language

F = TypeVar("F", bound=Callable[..., Any])
_DAY = re.compile(r"(?:19|20|21)\d\d-\d\d-\d\d", re.ASCII)


class Day(click.ParamType[date]):
    """A day as records write it."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        if _DAY.fullmatch(value):
            with suppress(ValueError):
                return date.fromisoformat(value)
        return self.fail("write a day as YYYY-MM-DD, such as 2024-03-12", param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "DAY"


def _or_before(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """The option as given here, else as given before the command's name."""
    while not value and ctx.parent:
        ctx = ctx.parent
        value = ctx.params.get(param.name or "")
    return value


root_option = click.option(
    "--root",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False),
    callback=_or_before,
    help="Folder that contains records/ (default: the nearest one, here or above).",
)
on_option = click.option(
    "--on", type=Day(), callback=_or_before, help="Evaluate as of this day instead of today."
)
quiet_option = click.option(
    "-q", "--quiet", is_flag=True, callback=_or_before, help="Suppress notes and progress."
)
at_option = click.option(
    "--at",
    metavar="REV",
    help="Read the records as of a branch, tag, commit or the end of a day (YYYY-MM-DD).",
)


def _language(ctx: click.Context, param: click.Parameter, value: Any) -> Language:
    """The language named, else the one that the environment asks for where there is one."""
    import os

    from balintrec.wording.language import preferred, report_language

    return report_language(value) if value else preferred(os.environ)


language_option = click.option(
    "--language",
    "speak",
    metavar="CODE",
    callback=_language,
    help="Language of the output: en, pl or ur (default: from LANG, else en).",
)


def format_option(*formats: str, help: str = "Output format.") -> Callable[[F], F]:
    """``--format``, of which the first is taken if none is named."""
    return click.option("--format", type=click.Choice(formats), default=formats[0], help=help)


def output_option(help: str = "File to write (default: standard output).") -> Callable[[F], F]:
    """``--output`` and ``--force``."""
    from pathlib import Path

    file = click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help=help)
    return lambda command: file(force_option(command))


force_option = click.option("--force", is_flag=True, help="Overwrite existing files.")


def fail_on_option(also: str = "") -> Callable[[F], F]:
    """``--fail-on``; ``also`` is what else makes the command fail."""
    return click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "never"]),
        default="error",
        help=f"Exit with status 1 if a finding has this severity or higher{also}.",
    )


def society_options(command: F) -> F:
    """``--root``, ``--on`` and ``--quiet``."""
    return root_option(on_option(quiet_option(command)))


def commit_options(command: F) -> F:
    """``--commit`` and ``-m``."""
    commit = click.option("--commit", is_flag=True, help="Commit the written files, and no others, with git.")
    message = click.option("-m", "--message", metavar="TEXT", help="Commit message.")
    return commit(message(command))


def day(on: date | None) -> date:
    """The day asked, else today: the one place where balintrec looks at a calendar."""
    return on or date.today()


def now() -> datetime:
    """What the clock says, whatever day is asked: no commit was made later."""
    return datetime.now(UTC)


def work_tree(root: str | None) -> WorkTree:
    """The society named, else the one found from the current folder upward. Raises `BalintrecError`."""
    import os
    from pathlib import Path

    from balintrec.repository.sparse import hidden
    from balintrec.source import RECORDS, WorkTree, find_root, folder_in

    if root is None:
        return WorkTree(find_root(Path.cwd()), hidden)
    named = Path(root).resolve()
    if os.path.lexists(named / RECORDS):  # else it may be there in a revision
        folder_in(named)
    return WorkTree(named, hidden)


def source(root: str | None, at: str | None) -> WorkTree | Revision:
    """The society's files as they are, or as they are in a revision. Raises `BalintrecError`."""
    tree = work_tree(root)
    if at is None:
        return tree
    from balintrec.repository import Repository

    return revision_named(Repository.open(tree.root), at)


def revision_named(repository: Repository, name: str) -> Revision:
    """The society at a branch, a tag or a commit, or what was known of it at the end of a day."""
    from balintrec.history.trace import ref_of
    from balintrec.repository.times import day_in

    if day_in(name) is None:
        return repository.revision(name)
    return repository.revision(name, time_zone(repository), now(), ref_of)


def time_zone(repository: Repository) -> str | None:
    """Where a day ends: the time zone that society.md names now, whatever it named then."""
    from balintrec.document import parse
    from balintrec.errors import BalintrecError
    from balintrec.source import Unreadable

    try:
        values = parse(repository.revision("HEAD").read("records/society.md")).values
    except (Unreadable, BalintrecError):
        return None
    zone = (values or {}).get("time-zone")
    return zone if isinstance(zone, str) else None


def below(root: Path) -> str:
    """How to get from the current folder, where a repository's paths begin, down to the society."""
    from pathlib import Path

    here = Path.cwd().resolve()
    way = root.relative_to(here).as_posix() if root.is_relative_to(here) else "."
    return "" if way == "." else f"{way}/"


def kinds_by_name() -> Mapping[str, type[Record]]:
    """The kinds of record by what one record is called, and by folder."""
    from balintrec.model import KINDS

    by_folder = {folder: model for folder, model in KINDS.items() if folder}
    return by_folder | {model.noun: model for model in KINDS.values()}


def kind_named(name: str) -> type[Record]:
    """The kind of that name. Raises `BalintrecError` for an unknown one."""
    from balintrec.errors import BalintrecError
    from balintrec.model import KINDS
    from balintrec.names import did_you_mean, quoted

    kinds = kinds_by_name()
    if name.lower() in kinds:
        return kinds[name.lower()]
    nouns = [model.noun for model in KINDS.values()]
    close = did_you_mean(name.lower(), nouns)
    remedy = f'did you mean "{close}"?' if close else f"there are {quoted(nouns)}"
    raise BalintrecError(f'no kind of record "{name}"; {remedy}')

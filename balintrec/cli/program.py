"""The commands by name. A command's module is imported when it runs: `--help` and completion read only this table."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from balintrec.cli import PIPE_CLOSED
from balintrec.cli.options import society_options

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Table = Mapping[str, tuple[str, str]]
"""Name of a command to where it is (``module:attribute``), and what it does in one line."""

COMMANDS: Table = {
    "check": (
        "balintrec.cli.check:check",
        "Check the records and report problems.",
    ),
    "status": ("balintrec.cli.status:status", "Show where members stand, why, and what comes next."),
    "review": (
        "balintrec.cli.review:review",
        "Show what a branch changes, person by person, and the new problems.",
    ),
    "history": (
        "balintrec.cli.history:history",
        "Show the history of a record or of a member's standing.",
    ),
    "explain": ("balintrec.cli.explain:explain", "Explain a finding's code, a kind of record or a policy."),
    "new": ("balintrec.cli.new:new", "Write one new record."),
    "init": ("balintrec.cli.init:init", "Create a new society."),
    "rename": (
        "balintrec.cli.rename:rename",
        "Change the id of a record everywhere, or merge two entries for one member.",
    ),
    "import": ("balintrec.cli.program:imports", "Import records from spreadsheets."),
    "export": ("balintrec.cli.export:export", "Write the records as CSV, SQLite or a calendar."),
    "render": (
        "balintrec.cli.program:renders",
        "Generate documents and pages: dossier, certificate, register, site.",
    ),
    "federation": ("balintrec.cli.federation:federation", "Check many societies at once, into one table."),
    "doctor": (
        "balintrec.cli.doctor:doctor",
        "Report what is slow or unsafe about this clone, with the commands that fix it.",
    ),
    "schema": ("balintrec.cli.explain:schema", "Print the JSON Schema of a kind of record."),
}
IMPORTS: Table = {
    "attendance": ("balintrec.cli.imports:attendance", "Import attendance from CSV or XLSX."),
    "members": (
        "balintrec.cli.imports:members",
        "Import members, memberships and fees from CSV or XLSX.",
    ),
}
RENDERS: Table = {
    "dossier": ("balintrec.cli.dossier:dossier", "All that the committee votes on, for one member."),
    "certificate": ("balintrec.cli.documents:certificate", "The certificate of a credential, as a PDF."),
    "register": ("balintrec.cli.documents:register", "The credentialed leaders as of a day."),
    "site": ("balintrec.cli.site:site", "Pages for the committee, or for everybody, in a folder."),
}


class Lazy(click.Group):
    """A group that imports a command only when it is run."""

    def __init__(self, *arguments: Any, table: Table, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.table:
            return None
        from importlib import import_module

        module, _, name = self.table[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.table and not args[0].startswith("-"):
            from balintrec.names import did_you_mean, quoted

            close = did_you_mean(args[0], self.table)
            remedy = f'did you mean "{close}"?' if close else f"there are {quoted(self.table)}"
            raise click.UsageError(f'no command "{args[0]}"; {remedy}', ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help) for name, (_, help) in self.table.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        commands = [
            CompletionItem(name, help=help)
            for name, (_, help) in self.table.items()
            if name.startswith(incomplete)
        ]
        return commands + click.Command.shell_complete(self, ctx, incomplete)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read the output has seen enough; what is still buffered goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return PIPE_CLOSED
        return code


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from balintrec import __version__

        click.echo(f"balintrec {__version__}")
        ctx.exit()


# A width of its own saves click from loading what measures a terminal; the commands below inherit it.
_SETTINGS = {"help_option_names": ["-h", "--help"], "terminal_width": 80}


@click.group(cls=Lazy, table=COMMANDS, context_settings=_SETTINGS)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
@society_options
def program(root: str | None, on: object, quiet: bool) -> None:
    """Read the records of a Balint society, check them, and say where each member stands.

    The society is the nearest folder here or above that holds records/.
    """


@click.group(cls=Lazy, table=IMPORTS)
def imports() -> None:
    """Import records from spreadsheets."""


@click.group(cls=Lazy, table=RENDERS)
def renders() -> None:
    """Generate documents and pages: dossier, certificate, register, site."""

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
        "Show what a branch changes for each person, and the problems it introduces.",
    ),
    "history": (
        "balintrec.cli.history:history",
        "Show the history of a record or of a member's standing.",
    ),
    "explain": ("balintrec.cli.explain:explain", "Explain a finding's code, a kind of record or a policy."),
    "new": ("balintrec.cli.new:new", "Create a record."),
    "init": ("balintrec.cli.init:init", "Create a new society."),
    "rename": (
        "balintrec.cli.rename:rename",
        "Change the id of a record everywhere, or merge two members.",
    ),
    "import": ("balintrec.cli.program:imports", "Import records from spreadsheets."),
    "export": ("balintrec.cli.export:export", "Export the records as CSV, SQLite or a calendar."),
    "render": (
        "balintrec.cli.program:renders",
        "Generate documents and pages: dossier, certificate, register, site.",
    ),
    "federation": (
        "balintrec.cli.federation:federation",
        "Check several societies and compare them in one table.",
    ),
    "doctor": (
        "balintrec.cli.doctor:doctor",
        "Report what makes this clone unsafe or slow, and how to fix it.",
    ),
    "schema": ("balintrec.cli.explain:schema", "Print the JSON Schema of the records."),
}
IMPORTS: Table = {
    "attendance": ("balintrec.cli.imports:attendance", "Import attendance from a CSV or Excel file."),
    "members": (
        "balintrec.cli.imports:members",
        "Import members, memberships and fees from a CSV or Excel file.",
    ),
}
RENDERS: Table = {
    "dossier": ("balintrec.cli.dossier:dossier", "Write the dossier of a member or an application."),
    "certificate": ("balintrec.cli.documents:certificate", "Write the certificate of a credential as a PDF."),
    "register": ("balintrec.cli.documents:register", "Show the register of credentialed leaders."),
    "site": ("balintrec.cli.site:site", "Write a website for the committee or the public."),
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
    """Check the records of a Balint society and show where each member stands.

    The society is the nearest folder, here or above, that contains records/.
    """


@click.group(cls=Lazy, table=IMPORTS)
def imports() -> None:
    """Import records from spreadsheets."""


@click.group(cls=Lazy, table=RENDERS)
def renders() -> None:
    """Generate documents and pages: dossier, certificate, register, site."""

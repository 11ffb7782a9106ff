"""``balintrec render certificate`` and ``balintrec render register``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from balintrec.cli.complete import ids
from balintrec.cli.options import (
    at_option,
    day,
    format_option,
    language_option,
    output_option,
    society_options,
    source,
    work_tree,
)

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from balintrec.formats.certificate import Certificate
    from balintrec.formats.register import Entry
    from balintrec.society import Society
    from balintrec.wording.language import Language

LANGUAGES = ("en", "ur", "pl")


def _decisions(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of decisions; a part of a name will do."""
    return ids(ctx, "decisions", incomplete)


@click.command
@click.argument("decision", shell_complete=_decisions)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    help="Language of the certificate (default: en).",
)
@output_option("File to write (default: DECISION.pdf; - for standard output).")
@click.option(
    "--text", is_flag=True, help="Print the text in the certificate's code, for verification; write no file."
)
@at_option
@society_options
def certificate(
    decision: str,
    language: str,
    output: Path | None,
    force: bool,
    text: bool,
    at: str | None,
    root: str | None,
    on: date | None,
    quiet: bool,
) -> None:
    """Write the certificate of the credential that DECISION grants, as a one-page PDF.

    DECISION is the id of a decision of kind grant. No certificate is written while the records behind it have errors,
    or for a credential that has lapsed, is suspended or was revoked.
    """
    made = _certified(decision, at, root, day(on), quiet=quiet)
    if text:
        from balintrec.cli.terminal import show
        from balintrec.formats.certificate import verification_text

        return show(verification_text(made))
    from balintrec.cli.output import write_output
    from balintrec.formats.certificate import certificate_pdf

    file = output or Path(f"{made.decision}.pdf")
    write_output(file, certificate_pdf(made, language), force=force)
    if not quiet and str(file) != "-":
        from balintrec.cli.terminal import remark

        remark(f"wrote {file}: certificate {made.number}")
    return None


def _certified(decision: str, at: str | None, root: str | None, on: date, *, quiet: bool) -> Certificate:
    from balintrec.cli.history_source import all_checked
    from balintrec.cli.terminal import Progress
    from balintrec.formats.certificate import certified

    read = source(root, at)
    with Progress("reading", quiet=quiet) as progress:
        checked, history = all_checked(work_tree(root).root, read, on, progress)
    return certified(checked, read, decision, on, history)


_FORMATS = ("text", "markdown", "html", "json", "csv")


@click.command
@format_option(*_FORMATS)
@output_option()
@language_option
@at_option
@society_options
def register(
    format: str,
    output: Path | None,
    force: bool,
    speak: Language,
    at: str | None,
    root: str | None,
    on: date | None,
    quiet: bool,
) -> None:
    """Show who holds or held which credential: current, lapsed, suspended or revoked.

    The register contains names, credentials, certificate numbers and dates only. With --on, it is the register of
    that day.
    """
    from balintrec.cli.terminal import Progress, show
    from balintrec.formats.register import register as entries_of
    from balintrec.society import load

    with Progress("reading", quiet=quiet) as progress:
        society = load(source(root, at), progress)
    text = _written(society, entries_of(society, day(on)), day(on), format, speak, screen=output is None)
    if output is None:
        show(text)
    else:
        from balintrec.cli.output import write_output

        write_output(output, f"{text}\n".encode(), force=force)
    if not quiet:
        _remark(society)


def _written(
    society: Society, entries: tuple[Entry, ...], on: date, format: str, speak: Language, *, screen: bool
) -> str:
    match format:
        case "markdown":
            from balintrec.formats.register.markdown import register_markdown

            return register_markdown(society, entries, on, speak)
        case "html":
            from balintrec.formats.register.html import register_html

            return register_html(society, entries, on, speak)
        case "json":
            from balintrec.formats.register.json import register_json

            return register_json(society, entries, on)
        case "csv":
            from balintrec.formats.register.csv import register_csv

            return register_csv(entries)
    from balintrec.cli.terminal import painter
    from balintrec.formats.ansi import plain
    from balintrec.formats.register.text import register_text

    return register_text(society, entries, on, painter() if screen else plain, speak)


def _remark(society: Society) -> None:
    """What may be missing, on the error stream."""
    from balintrec.cli.terminal import remark
    from balintrec.views.phrases import counted

    if lost := society.files - society.count:
        record = "a record" if lost == 1 else "records"
        remark(f"{counted(lost, 'file')} not readable as {record}: see balintrec check")

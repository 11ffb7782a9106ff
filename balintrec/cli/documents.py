"""``balintrec render certificate`` and ``balintrec render register``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from balintrec.cli.complete import ids
from balintrec.cli.options import at_option, day, language_option, society_options, source, work_tree

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
    help="What its fixed words are in (default: en).",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where it goes (default: DECISION.pdf here); - is the standard output.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.option("--text", is_flag=True, help="Print what the code on it says, to check one, and write no file.")
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
    """The certificate of the credential that a grant confers, as a PDF of one page.

    DECISION is the id of a decision of kind grant. There is no certificate while records that it stands on have
    errors, nor of a credential that has lapsed, is suspended or was revoked.
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
@click.option("--format", type=click.Choice(_FORMATS), default="text", help="How it is written.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write it to a file.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
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
    """Who holds, or held, which credential of the society: current, lapsed, suspended or revoked.

    It says names, credentials, numbers of certificates and days, and nothing else of anybody. With --on it is the
    register of that day.
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

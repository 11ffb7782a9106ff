"""``balintrec render dossier``."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from balintrec.cli.complete import members_and_applications
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
    from balintrec.history.log import History
    from balintrec.model import Application
    from balintrec.society import Society
    from balintrec.source import Source
    from balintrec.views.dossier import Dossier, Links, Provenance
    from balintrec.views.dossier.gather import Asked
    from balintrec.wording.language import Language

FORMATS = ("markdown", "html", "pdf")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/@%+-]+", re.ASCII)


@click.command
@click.argument("who", metavar="MEMBER|APPLICATION", shell_complete=members_and_applications)
@format_option(*FORMATS)
@output_option()
@click.option("--with-reflections", is_flag=True, help="Include the text of the reflections.")
@click.option(
    "--links",
    metavar="ADDRESS",
    help="Address at which files of a commit can be viewed, such as https://example.org/society/blob.",
)
@language_option
@at_option
@society_options
def dossier(
    who: str,
    format: str,
    output: Path | None,
    force: bool,
    with_reflections: bool,
    links: str | None,
    speak: Language,
    at: str | None,
    root: str | None,
    on: date | None,
    quiet: bool,
) -> None:
    """Write the dossier that the committee votes on, for a MEMBER (id or name) or an APPLICATION, as of its date.

    It contains every requirement with its value, the source of the value and the records behind it; then attendance,
    co-leadership, supervision, reflections (dates only), statements, references, decisions, late entries and findings.
    """
    from balintrec.cli.history_source import all_checked
    from balintrec.cli.terminal import Progress, remark

    _possible(format, output)
    base = _address(links)
    read, folder = source(root, at), work_tree(root).root
    application = _application(read, who)
    as_of = on or (application.date if application else day(None))
    with Progress("reading", quiet=quiet) as progress:
        checked, history = all_checked(folder, read, as_of, progress)
    if checked.notice and not quiet:
        remark(checked.notice)
    asked = _asked(checked.society, who, application, as_of, with_reflections)
    provenance = _provenance(folder, read, history)
    from balintrec import __version__
    from balintrec.views.dossier.gather import gather

    made = gather(
        checked,
        read,
        asked,
        _entered(checked.society, asked.member, history),
        provenance,
        _links(folder, base, output, provenance),
        __version__,
    )
    _written(made, format, output, force, speak)
    if output is not None and str(output) != "-" and not quiet:
        remark(f"wrote {output}")


def _possible(format: str, output: Path | None) -> None:
    from balintrec.errors import BalintrecError

    if format == "pdf" and (output is None or str(output) == "-") and sys.stdout.isatty():
        raise BalintrecError(
            "a PDF cannot be shown on a terminal; name a file with -o, such as -o dossier.pdf"
        )


def _address(links: str | None) -> str:
    from balintrec.errors import BalintrecError

    if links is None:
        return ""
    if not _ADDRESS.fullmatch(links):
        raise BalintrecError(
            f'"{links}" is not an address for --links; write one such as https://example.org/society/blob'
        )
    return links.rstrip("/")


def _application(read: Source, text: str) -> Application | None:
    """The application that is meant, read on its own; None where a member is.

    Asked before the society is read: the day as of which all else is judged depends on it.
    """
    from balintrec.errors import BalintrecError
    from balintrec.history.trace import ref_of
    from balintrec.views.dossier.gather import application_at

    here = {ref: entry.path for entry in read.entries() if (ref := ref_of(entry.path))}
    id = text.removeprefix("records/").removesuffix(".md").rpartition("/")[2]
    path = here.get(f"applications/{id}")
    if path is None or "members/" in text or (text == id and f"members/{id}" in here):
        return None
    found = application_at(read, path, id)
    if found is None:
        raise BalintrecError(f"{path} cannot be read as an application; see: balintrec check {path}")
    return found


def _asked(
    society: Society, who: str, application: Application | None, on: date, with_reflections: bool
) -> Asked:
    """Whose dossier it is. Raises `BalintrecError` where nobody, or more than one, is meant."""
    from balintrec.errors import BalintrecError
    from balintrec.views.dossier.gather import Asked

    if application is None:
        return Asked(_member(society, who), on, None, with_reflections)
    if application.id not in society.applications or not society.known("members", application.member):
        raise BalintrecError(
            f'{application.ref} names a member "{application.member}" who has no record; see: balintrec check'
        )
    if application.date > on:
        raise BalintrecError(
            f"{application.ref} is of {application.date}, later than {on}: leave --on out, or name a later day"
        )
    return Asked(application.member, on, application.id, with_reflections)


def _member(society: Society, text: str) -> str:
    from balintrec.errors import BalintrecError
    from balintrec.names import did_you_mean
    from balintrec.society.lookup import meant, no_such

    id = text.removeprefix("records/").removeprefix("members/").removesuffix(".md")
    if found := meant(society, "members", id):
        return found
    close = did_you_mean(id, society.applications) if id[:1].isdigit() else None
    if close:
        raise BalintrecError(f'no application "{text}"; did you mean "{close}"?')
    raise BalintrecError(no_such(society, "members", id, "balintrec status lists them"))


def _entered(society: Society, member: str, history: History | None) -> dict[str, date] | None:
    """On which day the records about a member came in, but for what was taken over; None where that is not known."""
    from balintrec.history.log import zone_or_utc
    from balintrec.history.record_history import entries
    from balintrec.history.takeover import TakeOver
    from balintrec.views.dossier.gather import refs_about

    if history is None or history.incomplete or not history.commits:
        return None
    zone = zone_or_utc(society.about.time_zone if society.about else None)
    take_over, about = TakeOver(society, history), refs_about(society, member)
    days = {record.ref: record.recorded_day for record in society.all()}
    return {
        ref: one.day
        for ref, one in entries(history, about, zone).items()
        if not ((day := days.get(ref)) and take_over.has(day, one.commit))
    }


def _provenance(folder: Path, read: Source, history: History | None) -> Provenance:
    """The commit that is read, and what differs from it."""
    from balintrec.errors import BalintrecError
    from balintrec.repository import Repository, Revision
    from balintrec.views.dossier import Provenance
    from balintrec.views.dossier.gather import differing

    if history is None:
        return Provenance(None, why_not="these records are not kept in git")
    if isinstance(read, Revision):
        if len(read.heads) > 1:
            return Provenance(
                None, why_not="what was known then is in several commits that were merged later"
            )
        return Provenance(read.commit, why_not=history.incomplete or "")
    try:
        head = Repository.open(folder).revision("HEAD")
    except BalintrecError:
        return Provenance(None, why_not="nothing has been committed to git that can be read")
    try:
        changed = differing(read, head)
    except BalintrecError:  # there are no records in it yet
        changed = frozenset(entry.path for entry in read.entries())
    return Provenance(head.commit, changed, history.incomplete or "")


def _links(folder: Path, base: str, output: Path | None, provenance: Provenance) -> Links:
    """Links to the files of the commit, else to the files as they lie from the dossier."""
    from balintrec.views.dossier import Links

    if not base:
        return Links(way=_way(folder, output))
    top = next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)
    inside = folder.relative_to(top).as_posix()
    prefix = "" if inside == "." else f"{inside}/"
    return Links(base, provenance.commit, prefix, not_there=provenance.changed)


def _way(folder: Path, output: Path | None) -> str:
    """From where the dossier is written to the society; a dossier that is written elsewhere does not say where."""
    import os

    place = output.parent.resolve() if output else folder
    if place == folder or not place.is_relative_to(folder):
        return ""
    return f"{Path(os.path.relpath(folder, place)).as_posix()}/"


def _written(made: Dossier, format: str, output: Path | None, force: bool, speak: Language) -> None:
    from balintrec.cli.output import write_output
    from balintrec.cli.terminal import show
    from balintrec.views.phrases import well_formed

    if format == "pdf":
        from balintrec.formats.dossier.pdf import dossier_pdf

        write_output(output or Path("-"), dossier_pdf(made, speak), force=force)
        return
    text = well_formed(_text(made, format, speak))
    if output is None or str(output) == "-":
        show(text.rstrip("\n"))
    else:
        write_output(output, text.encode(), force=force)


def _text(made: Dossier, format: str, speak: Language) -> str:
    if format == "html":
        from balintrec.formats.dossier.html import dossier_html

        return dossier_html(made, speak)
    from balintrec.formats.dossier.markdown import dossier_markdown
    from balintrec.views.dossier import laid_out

    return dossier_markdown(laid_out(made), speak)

"""``balintrec status``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from balintrec.cli.complete import members as complete_members
from balintrec.cli.options import at_option, day, format_option, language_option, society_options
from balintrec.cli.source import cache_option, jobs, opened

if TYPE_CHECKING:
    from balintrec.cli.terminal import Progress
    from balintrec.pathway import Standing
    from balintrec.society import Loaded, Society
    from balintrec.wording.language import Language
    from balintrec.wording.message import Message

_NAMED = 5
_WORTH_SHARING = 100
"""Members; fewer are judged before another process has begun."""


@click.command
@click.argument("members", nargs=-1, metavar="[MEMBER]...", shell_complete=complete_members)
@format_option("text", "json", "markdown")
@click.option(
    "--due-within",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="List only members with something due within DAYS days.",
)
@click.option(
    "--eligible", is_flag=True, help="List only members who have met every stage and await a decision."
)
@click.option("--everyone", is_flag=True, help="Also list people without current membership.")
@click.option("--evidence", is_flag=True, help="List every record considered, whether or not it counts.")
@language_option
@at_option
@cache_option
@society_options
def status(
    members: tuple[str, ...],
    format: str,
    due_within: int | None,
    eligible: bool,
    everyone: bool,
    evidence: bool,
    speak: Language,
    at: str | None,
    no_cache: bool,
    root: str | None,
    on: date | None,
    quiet: bool,
) -> None:
    """Show where members stand, and why.

    Without MEMBER, list all members, one line each. With MEMBER (an id or a name), show each one in full.
    """
    from balintrec.cli.terminal import Progress, show
    from balintrec.society import read_society

    with Progress("reading", quiet=quiet) as progress:
        read, known = opened(root, at, no_cache=no_cache)
        loaded = read_society(read, progress, known, jobs())
    society = loaded.society
    chosen = [member_meant(society, text) for text in members] or _listed(society, everyone)
    outside = [] if members else sorted(set(society.members) - set(chosen))
    with Progress("judging", quiet=quiet) as progress:
        standings = _judged(society, chosen, day(on), progress)
    listed = format == "text" and not (members or evidence)
    # The list names apart who is not eligible but has everything.
    wanted = [one for one in standings if _wanted(society, one, due_within, eligible and not listed)]
    show(_report(society, wanted, outside, format, bool(members), evidence, eligible, speak))
    if members and not quiet:
        _remark_links(loaded, chosen)
    if not quiet:
        shown = [one for one in wanted if one.eligible or not (eligible and listed)]
        _remark(society, outside, standings, speak, anybody=bool(shown), eligible=eligible)


def _report(
    society: Society,
    standings: list[Standing],
    outside: list[str],
    format: str,
    full: bool,
    evidence: bool,
    eligible: bool,
    speak: Language,
) -> str:
    if format == "json":
        from balintrec.formats.standing.json import standing_json

        return standing_json(standings, None if full else outside)
    if format == "markdown":
        from balintrec.formats.standing.markdown import standing_markdown

        return standing_markdown(society, standings, speak)
    from balintrec.cli.terminal import painter
    from balintrec.formats.standing.lines import standing_lines
    from balintrec.formats.standing.text import standing_text
    from balintrec.wording.message import message

    paint = painter()
    if not full and not evidence:
        return standing_lines(society, standings, paint, eligible=eligible, speak=speak)
    texts = [standing_text(society, one, paint, evidence=evidence, speak=speak) for one in standings]
    return f"\n\n{'─' * paint.columns}\n\n".join(texts) or speak.say(message("no member to show"))


def _judged(society: Society, members: Sequence[str], on: date, progress: Progress) -> list[Standing]:
    """Everybody's standing, in order; many are shared out among the processors."""
    from balintrec.parallel import map_chunks

    processes = jobs() if len(members) >= _WORTH_SHARING else 1

    def work(some: Sequence[str]) -> list[Standing]:
        return [_standing(society, member, on) for member in some]

    return map_chunks(work, members, processes, progress)


def _standing(society: Society, member: str, on: date) -> Standing:
    """A member's standing; of one whose own record cannot be read, that nothing can be said."""
    from balintrec.pathway import standing, unread_standing

    if member in society.members:
        return standing(society, society.members[member], on)
    broken = next(file for file in society.broken if (file.kind, file.id) == ("members", member))
    return unread_standing(society, broken, on)


def member_meant(society: Society, text: str) -> str:
    """The id that was meant. Raises `BalintrecError` where nobody, or more than one, is."""
    from balintrec.errors import BalintrecError
    from balintrec.society.lookup import meant, no_such

    id = meant(society, "members", text)
    if id in society.members or ("members", id) in society.broken_ids:
        return id or ""
    if id:  # the whole folder cannot be read, so that nothing is called unknown
        raise BalintrecError("no member can be read: records/members is not a folder; see balintrec check")
    raise BalintrecError(no_such(society, "members", text, "balintrec status lists them"))


def _listed(society: Society, everyone: bool) -> list[str]:
    """The members in order, those too whose record cannot be read; the people outside the society with ``everyone``."""
    people = [one.id for one in society.members.values() if everyone or one.belongs]
    return sorted({*people, *(id for kind, id in society.broken_ids if kind == "members")})


def _wanted(society: Society, standing: Standing, due_within: int | None, eligible: bool) -> bool:
    from balintrec.views.standing import next_due

    if eligible and not standing.eligible:
        return False
    if due_within is None:
        return True
    due = next_due(society, standing)
    return due is not None and due.day <= standing.on + timedelta(days=due_within)


def _remark(
    society: Society,
    outside: list[str],
    standings: list[Standing],
    speak: Language,
    *,
    anybody: bool,
    eligible: bool,
) -> None:
    """Who is not shown and why, on the error stream."""
    from balintrec.cli.terminal import remark
    from balintrec.views.standing import NO_MEMBERSHIP, why_not_shown
    from balintrec.wording.message import joined, message, plural

    if not anybody and standings:
        for reason, people in why_not_shown(society, standings, eligible=eligible)[:_NAMED]:
            said = message("not listed (%(reason)s): %(people)s", reason=reason, people=_some(people))
            remark(speak.say(said))
    if outside:
        said = message("not listed (%(reason)s): %(people)s", reason=NO_MEMBERSHIP, people=_some(outside))
        remedy = message("--everyone lists them") if anybody or standings else _membership()
        remark(speak.say(joined((said, remedy), "; ")))
    if not (outside or standings):
        remark(speak.say(message("there are no members yet; enter the first with: balintrec new member")))
    if lost := society.files - society.count:
        said = plural(
            "%(num)s file not readable as a record: see balintrec check",
            "%(num)s files not readable as records: see balintrec check",
            lost,
        )
        remark(speak.say(said))


def _membership() -> Message:
    from balintrec.wording.message import message

    return message(
        "--everyone lists them; a member's record says since when: membership: [{from: 2024-09-01}]"
    )


def _remark_links(loaded: Loaded, members: Sequence[str]) -> None:
    """Why the file of a member was not read, where it is a link or the like, and what to do about it."""
    from balintrec.cli.terminal import remark

    paths = {
        file.path
        for file in loaded.society.broken
        if file.kind == "members" and file.id in members and not file.is_file
    }
    for finding in loaded.findings:
        if finding.location.path in paths:
            remark(f"{finding.location.path}: {finding.message}; {finding.help}")


def _some(people: list[str]) -> Message:
    """The first few by id, and how many more there are."""
    from balintrec.wording.message import joined, plural

    shown, more = joined(people[:_NAMED], ", "), len(people) - _NAMED
    if more <= 0:
        return shown
    return plural("%(people)s and %(num)s more", "%(people)s and %(num)s more", more, people=shown)

"""The whole log in one pass of git; and what was known on a day.

Known was all that had been committed by its end and led to HEAD, whoever pulled from whom later. Mostly that is the
tree of one commit. Where several sides had not yet been merged, it is put together: of each file, or of the files that
belong together, what the side says that said something of it last.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import NamedTuple

from balintrec.repository.commit import Commit, Tokens, changes
from balintrec.repository.revision import Listing
from balintrec.repository.times import ends, in_order, last_second, times

Alike = Callable[[str], str | None]
"""What a path's file has in common with others, as a record's id has wherever it stands; None: nothing."""


class Bare(NamedTuple):
    """A commit without what it says."""

    id: str
    parents: tuple[str, ...]
    time: datetime


def heads_by(commits: Sequence[Bare], day: date, zone: tzinfo, now: datetime | None) -> tuple[str, ...]:
    """The commits, none built on another, that hold all that was there by the end of a day; the latest last."""
    made = times(commits, now).made
    end = last_second(day, zone)
    known = [commit for commit in commits if made[commit.id].timestamp() <= end]
    tips = ends(known)
    return tuple(commit.id for commit in in_order((one for one in known if one.id in tips), made))


def together(
    heads: Mapping[str, Listing], commits: Sequence[Commit], alike: Alike
) -> dict[str, tuple[str, str]]:
    """The listings of several commits as one. ``commits`` are all that led to them, in order of time."""
    sides = {head: _led_to(head, commits) for head in heads}
    touched = _touched(commits, alike)
    groups: dict[str, dict[str, dict[str, tuple[str, str]]]] = defaultdict(lambda: defaultdict(dict))
    for head, listing in heads.items():
        for path, found in listing.items():
            groups[alike(path) or path][head][path] = found
    merged: dict[str, tuple[str, str]] = {}
    for group, by_head in groups.items():
        said = [by_head.get(head, {}) for head in heads]
        if any(one != said[0] for one in said):
            merged |= by_head.get(_last_to_say(sides, touched[group]), {})
        else:
            merged |= said[0]
    return merged


def _led_to(head: str, commits: Sequence[Commit]) -> set[str]:
    """A commit and its ancestors."""
    found = {head}
    for commit in reversed(commits):
        if commit.id in found:
            found.update(commit.parents)
    return found


def _touched(commits: Sequence[Commit], alike: Alike) -> defaultdict[str, list[str]]:
    """The commits that did something to each file or group of files, in order."""
    touched: defaultdict[str, list[str]] = defaultdict(list)
    for commit in commits:
        paths = {path for change in commit.changes for path in (change.path, change.old_path) if path}
        for group in {alike(path) or path for path in paths}:
            touched[group].append(commit.id)
    return touched


def _last_to_say(sides: Mapping[str, set[str]], touched: Sequence[str]) -> str:
    """The side with the last word; of several with the same one, that with the last word before."""

    def words(head: str) -> list[int]:
        return [number for number, one in enumerate(touched) if one in sides[head]][::-1]

    return max(sides, key=words)


COMMAND = (
    *("-c", "log.showSignature=false", "-c", "log.showRoot=true"),
    *("log", "-z", "--topo-order", "--reverse", "--encoding=UTF-8", "--no-color", "--no-show-signature"),
    "--format=tformat:%H%x00%P%x00%an%x00%ae%x00%ct%x00%at%x00%s%x00%cn%x00%ce%x00"
    "%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x0A)",
)
DIFFERENCES = ("--raw", "--no-abbrev", "--no-relative", "-O/dev/null", "-l1000")
MERGES = ("-c", "--combined-all-paths")
_PERSON = re.compile(r"(.*?)\s*<([^<>]*)>\s*")


def commits(output: bytes, prefix: str, zone: tzinfo) -> Iterator[Commit]:
    """What the command printed, as commits with the changes below `prefix`."""
    tokens = Tokens(output)
    claimed: dict[str, int] = {}
    while tokens.more():
        id, named, author, email, time, authored, subject, *others = (tokens.take() for _ in range(10))
        committer, committer_email, co_authors = map(_readable, others)
        claimed[id] = int(time or "0")
        as_named = named.split()
        parents = sorted(as_named, key=lambda one: (claimed.get(one, 0), one), reverse=True)
        first = as_named.index(parents[0]) if parents else 0
        yield Commit(
            id,
            tuple(parents),
            _readable(author),
            _readable(email),
            _moment(time, zone),
            _moment(authored, zone),
            _readable(subject),
            tuple(changes(tokens, prefix, first)),
            committer=committer,
            committer_email=committer_email,
            co_authors=tuple(_persons(co_authors)),
        )


def _persons(trailers: str) -> Iterator[tuple[str, str]]:
    """Names and addresses, one a line: `Ayesha Khan <ayesha@example.org>`; what is none has no address."""
    for line in filter(None, map(str.strip, trailers.split("\n"))):
        found = _PERSON.fullmatch(line)
        yield (found[1], found[2]) if found else (line, "")


def bare(output: bytes) -> Iterator[Bare]:
    """What `git rev-list --parents --timestamp` printed."""
    for line in output.decode().splitlines():
        time, id, *parents = line.split()
        yield Bare(id, tuple(parents), _moment(time, UTC))


def _readable(text: str) -> str:
    """Bytes that are no UTF-8 in a name or a subject become marks: nobody looks these up again."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _moment(seconds: str, zone: tzinfo) -> datetime:
    """Seconds since 1970 in a zone; what no calendar holds becomes the end of the calendar."""
    try:
        return datetime.fromtimestamp(int(seconds or "0"), zone)
    except (ValueError, OverflowError, OSError):
        return datetime.max.replace(tzinfo=UTC)

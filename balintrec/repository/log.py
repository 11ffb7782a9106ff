"""The whole log in one pass of git."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

from balintrec.repository.as_of import Bare
from balintrec.repository.commit import Commit
from balintrec.repository.diff_tree import Tokens, changes

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

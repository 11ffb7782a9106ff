"""Who entered what: whose address it is, who may enter it, and nobody what is in their own favour.

Who did something is known from the names and addresses that git was told (`identities`). The author and the
committer of a commit count, but a forge, which commits for everybody; and so do those whom its message names as
co-authors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from balintrec.finding import Location, Place
from balintrec.model import Reflection, Session
from balintrec.model.people import tenures
from balintrec.repository import Change, Commit
from balintrec.review.conflicts_of_interest import (
    Said,
    done,
    in_favour,
    own_address,
    rewritten,
    took_part,
    voice,
)
from balintrec.review.identities import Directory, Identity, Known
from balintrec.review.renames import Renames, record_at
from balintrec.review.review import Concern, Entered, PersonChange, RecordChange
from balintrec.society import Society
from balintrec.source import RECORDS
from balintrec.wording.message import Message, joined, message

Touches = list[tuple[Commit, str]]
"""Commits with a path that each of them changed."""
Locate: TypeAlias = Callable[[Place], Location]
NO_ADDRESSES = message(
    "no e-mail address is recorded (email in members' files): who entered what is known by names alone"
)
NO_MAY_ENTER = message(
    "society.md reserves the entering of nothing (may-enter): everybody may enter papers for others"
)


class Entering(NamedTuple):
    """Who entered what, and what in it has to be looked at."""

    papers: tuple[Entered, ...] = ()
    concerns: tuple[Concern, ...] = ()
    remarks: tuple[Message, ...] = ()


def unlocated(place: Place) -> Location:
    """The path alone."""
    return Location(place.path)


def since(commits: Iterable[Commit], fork: str) -> tuple[Commit, ...]:
    """The commits that are not the fork point, and did not lead to it."""
    commits = tuple(commits)
    parents = {commit.id: commit.parents for commit in commits}
    known: set[str] = set()
    left = [fork]
    while left:
        id = left.pop()
        if id not in known:
            known.add(id)
            left += parents.get(id, ())
    return tuple(commit for commit in commits if commit.id not in known)


def entering(
    base: Society,
    head: Society,
    renamed: Renames,
    records: Iterable[RecordChange],
    changed: Iterable[Change],
    commits: Iterable[Commit],
    people: Iterable[PersonChange],
    locate: Locate = unlocated,
) -> Entering:
    """Everything that a reviewer should know about who entered what."""
    asked = _Asked(base, head, renamed, people)
    told = {change.path: change for change in records}
    touches = _touches(changed, commits, told)
    by_path: dict[str, list[Commit]] = defaultdict(list)
    by_commit: dict[str, list[RecordChange]] = defaultdict(list)
    for commit, path in touches:
        by_path[path].append(commit)
        by_commit[commit.id] += [told[path]] if path in told else []
    found: dict[tuple[str, str, str, Message], list[tuple[Place, str]]] = defaultdict(list)
    papers, own = [], _Counted()
    for path, some in by_path.items():
        change = told.get(path)
        confirmed = asked.confirmed_later(change, some)
        for commit in some:
            if _only_merged(asked.pair(commit), commit, some):
                continue
            for who, email, said in asked.of_commit(commit, path, change, by_commit[commit.id], own):
                if said.kind == "own-confirmation" and confirmed:
                    continue
                found[said.kind, email, who, said.message].append(
                    (Place(path, _key(said, change)), commit.id)
                )
        if change and (change.version is None or change.version.is_paper):
            papers.append(asked.entered(change, some))
    concerns = [_concern(*key, some, locate) for key, some in found.items()]
    concerns.sort(key=lambda one: (one.place.path, one.kind, one.email, one.who, one.message))
    papers.sort(key=lambda one: one.record)
    return Entering(tuple(papers), tuple(concerns), tuple(asked.remarks(bool(touches), own)))


def _key(said: Said, change: RecordChange | None) -> tuple[str, ...]:
    """Where it stands: if nothing is said of that, where it stands who speaks."""
    speaks = voice(change.version if change else None)
    key = said.key or (speaks.key if speaks else "")
    return (key,) if key else ()


def _concern(
    kind: str, email: str, who: str, said: Message, some: list[tuple[Place, str]], locate: Locate
) -> Concern:
    refs = dict.fromkeys(place.path.removeprefix(f"{RECORDS}/").removesuffix(".md") for place, _ in some)
    commits = dict.fromkeys(commit for _, commit in some)
    return Concern(kind, email, who, said, tuple(refs), tuple(commits), locate(some[0][0]))


def _touches(changed: Iterable[Change], commits: Iterable[Commit], told: Container[str]) -> Touches:
    """What each commit did to records that differ in the end, by the names that these files have in the end.

    Where a file went to another name, and the record of the old one is told as removed, it is that, too.
    """
    differ = {path for change in changed for path in (change.path, change.old_path) if path}
    names: dict[str, str] = {}
    found = []
    for commit in reversed(tuple(commits)):
        for change in commit.changes:
            path = names.get(change.path, change.path)
            if path in differ and path.startswith(f"{RECORDS}/"):
                found.append((commit, path))
            if change.old_path:
                if change.old_path in told and change.old_path != path:
                    found.append((commit, change.old_path))
                names[change.old_path] = path
    return found[::-1]


def _only_merged(pair: tuple[Identity, Identity], commit: Commit, some: Iterable[Commit]) -> bool:
    """Whether a forge put two sides together, no more: another commit had changed that record, too."""
    forge = Known.FORGE in (one.known for one in pair)
    return forge and len(commit.parents) > 1 and any(one.id != commit.id for one in some)


class _Counted:
    """How much each member entered of their own that is no concern."""

    def __init__(self) -> None:
        self.records: dict[str, set[str]] = defaultdict(set)

    def lines(self) -> Iterator[Message]:
        for who, refs in sorted(self.records.items()):
            kinds = [ref.partition("/")[0] for ref in sorted(refs)]
            counts = joined(
                (
                    message("%(num)s of %(kind)s", num=kinds.count(kind), kind=kind)
                    for kind in dict.fromkeys(kinds)
                ),
                ", ",
            )
            yield message(
                "%(who)s entered what %(who)s took part in or attests: %(counts)s", who=who, counts=counts
            )


class _Asked:
    """What is asked of each commit that touched a record."""

    def __init__(
        self, base: Society, head: Society, renamed: Renames, people: Iterable[PersonChange]
    ) -> None:
        self.directory = Directory(base, head, renamed)
        self.renamed = renamed
        self.reserved = (base.about.may_enter if base.about else None) or {}
        self.committee = {
            renamed.id("members", one.member) for one in tenures(base.about.committee_ if base.about else ())
        }
        self.moving = {
            (person.member, ref)
            for person in people
            if person.gains or person.loses
            for ref in person.because
        }

    def remarks(self, entered: bool, own: _Counted) -> Iterator[Message]:
        """What is said once, of the society and of what people entered of their own."""
        if entered and self.directory.empty:
            yield NO_ADDRESSES
        if entered and not self.reserved:
            yield NO_MAY_ENTER
        yield from own.lines()

    def entered(self, change: RecordChange, commits: Sequence[Commit]) -> Entered:
        """Who speaks in a paper, and who entered it."""
        speaks = voice(change.version)
        pairs = [self.pair(commit) for commit in commits]
        authors = tuple(dict.fromkeys(author for author, _ in pairs))
        others = dict.fromkeys(other for author, other in pairs if not self.same(author, other))
        helped = dict.fromkeys(one for commit in commits for one in self.co_authors(commit))
        who = (authors, done(change), tuple(others), tuple(one for one in helped if one not in authors))
        return Entered(change.ref, speaks.who if speaks else "", *who)

    def pair(self, commit: Commit) -> tuple[Identity, Identity]:
        """Author and committer."""
        author = self.directory.of(commit.author, commit.email)
        if not (commit.committer or commit.committer_email):
            return author, author
        return author, self.directory.of(commit.committer, commit.committer_email)

    def co_authors(self, commit: Commit) -> list[Identity]:
        """Those whom the message names beside the author."""
        author = self.pair(commit)[0]
        found = (self.directory.of(name, email) for name, email in commit.co_authors)
        return [one for one in found if not self.same(author, one)]

    def confirmed_later(self, change: RecordChange | None, commits: Sequence[Commit]) -> bool:
        """Whether who confirmed a session wrote in it last, after somebody else had."""
        record = change.version if change else None
        if not isinstance(record, Session) or not record.confirmed_by:
            return False
        last, *earlier = (self.pair(commit)[0] for commit in reversed(commits))
        others = [one for one in earlier if self.directory.suspects(one) != {record.confirmed_by}]
        known = not self.directory.strange(last) and self.directory.suspects(last) == {record.confirmed_by}
        return known and bool(others)

    def same(self, one: Identity, other: Identity) -> bool:
        """Whether they are one person."""
        known = one.known is other.known is Known.ADDRESS and one.member == other.member
        return known or one.email.casefold() == other.email.casefold()

    def of_commit(
        self,
        commit: Commit,
        path: str,
        change: RecordChange | None,
        together: Iterable[RecordChange],
        own: _Counted,
    ) -> Iterator[tuple[str, str, Said]]:
        """Every concern about one commit and one record: the member, the address, and what is to be said.

        ``together`` are the records that the commit changed.
        """
        author, committer = self.pair(commit)
        helpers = self.co_authors(commit)
        for said in self._outside(author, path, change):
            yield author.member, author.email, said
        for one in (author, *helpers):
            for said in self._known(one, change):
                yield one.member, one.email, said
        if not self.same(author, committer):
            for said in self._committed(author, committer):
                yield committer.member, committer.email, said
        actors = (
            [author]
            if committer.known is Known.FORGE or self.same(author, committer)
            else [author, committer]
        )
        actors += [one for one in helpers if not self._explained(one, together)]
        for actor in actors if change else ():
            yield from self._own(actor, change, own)
        if change:
            yield from self._reflection(author, change)

    def _outside(self, author: Identity, path: str, change: RecordChange | None) -> Iterator[Said]:
        """Entries of a kind that society.md reserves to others. It is the earlier society.md that counts."""
        kind = _kind(path) or ""
        addresses = self.reserved.get(kind) if kind and change else None  # else nothing was entered
        if addresses is None or author.email.casefold() in {one.casefold() for one in addresses}:
            return
        record = change.version if change else None
        speaks = voice(record)
        own_word = speaks and author.known is Known.ADDRESS and author.member == speaks.who
        if own_word and author.member not in (record.participants if record else frozenset()):
            return
        said = message("%(who)s, is not among those who may enter %(kind)s", who=author.called, kind=kind)
        yield Said("may-enter", said)

    def _known(self, author: Identity, change: RecordChange | None) -> Iterator[Said]:
        """An address that belongs to nobody, or to somebody else than the name."""
        speaks = voice(change.version if change else None)
        own_name = author.known is Known.NAME and bool(speaks) and author.member == (speaks and speaks.who)
        if self.directory.strange(author) or (own_name and not self.directory.empty):
            yield Said("unknown-address", _unknown_address(author))
        if author.named:
            said = message(
                "the name %(name)s is that of %(named)s, and the address is that of %(member)s",
                name=author.name,
                named=author.named,
                member=author.member,
            )
            yield Said("name-and-address", said)

    def _committed(self, author: Identity, committer: Identity) -> Iterator[Said]:
        """A committer who is another than the author, is no forge, and is not named in society.md."""
        trusted = committer.known in (Known.FORGE, Known.OFFICE)
        if not (trusted or (committer.known is Known.ADDRESS and committer.member in self.committee)):
            said = message(
                "committed by %(committer)s, with %(author)s as the author",
                committer=committer.called,
                author=author.called,
            )
            yield Said("other-committer", said)

    def _explained(self, helper: Identity, together: Iterable[RecordChange]) -> bool:
        """Whether a commit holds something of a co-author's own, such as the application beside an endorsement.

        A forge that makes one commit of a whole branch names everybody who wrote a part of it.
        """
        for who in self.directory.suspects(helper):
            for change in together:
                speaks = voice(change.version)
                if (speaks and speaks.who == who) or took_part(change, who, self.renamed):
                    return True
        return False

    def _own(
        self, actor: Identity, change: RecordChange | None, own: _Counted
    ) -> Iterator[tuple[str, str, Said]]:
        if change is None:
            return
        if not self.directory.empty:
            yield from ((actor.member, actor.email, said) for said in own_address(change, actor.email))
        for who in sorted(self.directory.suspects(actor)):
            favour = list(in_favour(change, who, self.renamed))
            yield from ((who, actor.email, said) for said in favour)
            if favour or not took_part(change, who, self.renamed):
                continue
            if (who, change.ref) in self.moving:
                said = message(
                    "%(who)s entered what %(who)s took part in or attests, and it moves the verdict on %(who)s",
                    who=who,
                )
                yield who, actor.email, Said("own-attendance", said)
            else:
                own.records[who].add(change.ref)

    def _reflection(self, author: Identity, change: RecordChange) -> Iterator[tuple[str, str, Said]]:
        """Somebody else's reflection is nobody's to write otherwise."""
        earlier = change.before
        if not isinstance(earlier, Reflection) or not rewritten(change):
            return
        if self.directory.suspects(author) == {self.renamed.id("members", earlier.member)}:
            return
        yield (
            author.member,
            author.email,
            Said("other-reflection", _rewrote(change.status, author.called, earlier.member)),
        )


def _unknown_address(author: Identity) -> Message:
    """That an address is recorded for nobody, or not for the member whose name it comes with."""
    name, domain = author.name or "nobody", author.domain
    if author.member:
        return message(
            "the address of %(name)s (…@%(domain)s) is not recorded for %(member)s",
            name=name,
            domain=domain,
            member=author.member,
        )
    if author.alike:
        return message(
            "the address of %(name)s (…@%(domain)s) belongs to nobody: it is no `email` of a member or of society.md; "
            "the name looks like that of %(alike)s, and has other letters",
            name=name,
            domain=domain,
            alike=author.alike,
        )
    return message(
        "the address of %(name)s (…@%(domain)s) belongs to nobody: it is no `email` of a member or of society.md",
        name=name,
        domain=domain,
    )


def _rewrote(status: str, who: str, member: str) -> Message:
    """That somebody did something to the reflection of another member."""
    if status == "removed":
        return message("%(who)s, removed the reflection of %(member)s", who=who, member=member)
    if status == "unreadable":
        return message("%(who)s, made unreadable the reflection of %(member)s", who=who, member=member)
    return message("%(who)s, changed the reflection of %(member)s", who=who, member=member)


def _kind(path: str) -> str | None:
    """The folder of a record; ``society`` for society.md itself."""
    kind = record_at(path).kind
    return "society" if kind == "" else kind

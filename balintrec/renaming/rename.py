"""A record under another id: its file moves, and every place that names it says the new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from balintrec.document.edit import replace_value
from balintrec.errors import BalintrecError
from balintrec.finding import Key
from balintrec.model import Group, Record
from balintrec.names import ID, article, did_you_mean
from balintrec.renaming.plan import Plan, Rewrite
from balintrec.renaming.references import COMMITTEE, mentions, refuse_if_hidden, still_named_so, with_number
from balintrec.society import Society
from balintrec.society.files import locate
from balintrec.source import Entry, Source


def rename(source: Source, society: Society, kind: type[Record], old: str, new: str) -> Plan:
    """What must change for a record of a kind to have another id. Raises `BalintrecError` where that cannot be.

    The file stays in its folder; only one that lies in the folder of its year goes to that of its new year.
    Sessions are named after their group, and get their new ids with it.
    """
    record = record_named(society, kind, old)
    renamed = [(record, new), *(_sessions_named_after(society, record, new))]
    paths = {one.path: _refuse_unless_free(society, one, id) for one, id in renamed}
    ids = {(one.kind_folder, one.id): id for one, id in renamed}
    refuse_if_hidden(society, (id for _, id in ids))
    rewrites, places = [], 0
    for other in society.all():
        named = list(mentions(other, ids))
        if named or other.path in paths:
            text = text_of(source, other)
            path = paths.get(other.path, other.path)
            kept = with_number(society, other, text) if _numbers(other, ids) else text
            rewrites.append(Rewrite(other.path, text, path, replaced(kept, other, named)))
            places += len(named)
    return Plan(
        tuple(sorted(rewrites, key=lambda rewrite: rewrite.path)),
        places,
        tuple(path for path in still_named_so(society, old) if path not in paths),
        _remarks(society, kind, new),
    )


def _numbers(record: Record, ids: Mapping[tuple[str, str], str]) -> bool:
    """Whether a number that is made of the ids of a decision and its member would be another one."""
    member = getattr(record, "member", "")
    return (record.kind_folder, record.id) in ids or ("members", member) in ids


def _sessions_named_after(society: Society, record: Record, new: str) -> Iterator[tuple[Record, str]]:
    """The sessions of a group whose ids are their date and its id, with their new ids."""
    for session in society.sessions.values() if isinstance(record, Group) else ():
        named = f"{session.date}-{record.id}"
        if session.group == record.id and f"{session.id}-".startswith(f"{named}-"):
            yield session, f"{session.date}-{new}{session.id.removeprefix(named)}"


def record_named(society: Society, kind: type[Record], id: str) -> Record:
    """The record of that id. Raises `BalintrecError` if there is none, or none that can be read."""
    if not kind.kind_folder:
        raise BalintrecError("the society's own record is always society.md; it has no other id")
    records = society.records[kind.kind_folder]
    twice = [file.path for file in society.broken if (file.kind, file.id) == (kind.kind_folder, id)]
    if id in records and not twice:
        return records[id]
    if id in records:
        raise BalintrecError(f"{records[id].path} and {twice[0]} have one id; move one of the two by hand")
    if twice:
        raise BalintrecError(f"{twice[0]} cannot be read; mend it first (balintrec check)")
    close = did_you_mean(id, records)
    remedy = (
        f'did you mean "{close}"?' if close else f"ids are the names of files in records/{kind.kind_folder}"
    )
    raise BalintrecError(f'no {kind.noun} "{id}"; {remedy}')


def _refuse_unless_free(society: Society, record: Record, new: str) -> str:
    """The path under the new id, which nothing else has."""
    kind = record.kind_folder
    if new == record.id:
        raise BalintrecError(f"{record.ref} has that id already")
    if not ID.fullmatch(new):
        raise BalintrecError(f'"{new}" cannot be an id: an id is words of a to z, digits, hyphens')
    path = _path(record, new)
    for flaw in locate(Entry(path)).flaws:
        raise BalintrecError(f"{flaw.message}; {flaw.help}")
    if kind == "members" and new == COMMITTEE:
        raise BalintrecError(f'"{COMMITTEE}" in a decision means all of them; give the member another id')
    taken = {id.casefold() for id in society.records[kind]}
    taken |= {id.casefold() for folder, id in society.broken_ids if folder == kind}
    if new in taken - {record.id.casefold()}:
        join = "; if both are one person: --merge" if kind == "members" else "; give this one another id"
        raise BalintrecError(f'there is {article(record.noun)} "{new}" already{join}')
    return path


def _path(record: Record, new: str) -> str:
    *folders, _ = record.path.split("/")
    year, new_year = record.id[:5], new[:5]
    if len(folders) > 2 and f"{folders[-1]}-" == year and new_year[:4].isdigit() and new_year[4:] == "-":
        folders[-1] = new_year[:4]
    return "/".join([*folders, f"{new}.md"])


def text_of(source: Source, record: Record) -> str:
    """The whole text of a file that has been read before."""
    return source.read(record.path).decode()


def replaced(text: str, record: Record, values: Iterable[tuple[Key, str]]) -> str:
    """The text with other values. Raises `BalintrecError` that says in which file it cannot be done."""
    try:
        for key, value in values:
            text = replace_value(text, key, value)
    except BalintrecError as error:
        raise BalintrecError(f"nothing is changed: {record.path}: {error}") from None
    return text


def _remarks(society: Society, kind: type[Record], new: str) -> tuple[str, ...]:
    """Places that named a record which was not there name this one now."""
    ids = {(kind.kind_folder, new): new}
    named = [other.ref for other in society.all() if any(mentions(other, ids))]
    if not named:
        return ()
    more = f" and {len(named) - 1} more" if len(named) > 1 else ""
    return (f'"{new}" was named before, though there was no such {kind.noun}, by {named[0]}{more}',)

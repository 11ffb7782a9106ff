"""What a certificate said when it was issued: an issued one never changes.

A grant that is entered with `balintrec new` says so itself (`number` and `certificate`). Of an older one the ids and
names are taken from the commit by which it came in, else, where git does not know it, from the records as they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from balintrec.dates import NEVER
from balintrec.document import parse
from balintrec.history.log import History
from balintrec.history.trace import ref_of, version
from balintrec.model import Body, Decision
from balintrec.model.validate import validate
from balintrec.pathway.credentials import certificate_number, credential_of, runs_until
from balintrec.scaffold.input_values import Entered
from balintrec.society import Society, load
from balintrec.source import Source

_DIGITS = 16
_CALLED_OTHERWISE = (
    "member", "by", "present", "recused", "application", "policy", "number", "certificate",
)  # fmt: skip
"""The keys of a grant that a renaming changes, and those that say what stands on its certificate."""


class Issued(NamedTuple):
    """What stands on a certificate and may be called otherwise now. Names are by language or script."""

    number: str
    id: str
    """Of the decision."""
    name: Mapping[str, str]
    society: Mapping[str, str]
    people: Mapping[str, Mapping[str, str]]
    """The names of members then, by their id then."""
    digest: str


def issued(society: Society, source: Source, decision: Decision, history: History | None) -> Issued:
    """What the certificate of a grant said; ``source`` is what the society was read from."""
    now = source.read(decision.path)
    then, granted, data = _entered(history, decision) or (society, decision, now)
    told = decision.certificate
    return Issued(
        number=decision.number or certificate_number(then, granted) or "",
        id=told.id if told else granted.id,
        name=told.name if told else name_of(then, granted.member),
        society=told.society if told else (then.about.name if then.about else {}),
        people={id: member.name for id, member in then.members.items()},
        digest=_digest(_said(now).encode() if told else data if _said(now) == _said(data) else now),
    )


def certificate_values(society: Society, text: str, id: str) -> dict[str, Entered]:
    """The keys by which a new grant says all that stands on its certificate; none of what is no grant, or unclear.

    ``text`` is the whole file of the decision without them.
    """
    values = parse(text.encode()).values
    decision = validate(Decision.kind_folder, values, id, "", Body(False, "")) if values is not None else None
    if not isinstance(decision, Decision) or decision.kind != "grant" or society.about is None:
        return {}
    credential = credential_of(society, decision)
    if credential is None or decision.member not in society.members:
        return {}
    end = runs_until(society, decision, credential)
    certificate: dict[str, Entered] = {
        "id": id,
        "name": {**name_of(society, decision.member)},
        "society": {**society.about.name},
    }
    return {
        "credential": credential,
        "number": certificate_number(society, decision) or "",
        "certificate": certificate,
        **({} if end == NEVER else {"until": end.isoformat()}),
    }


def name_of(society: Society, person: str) -> Mapping[str, str]:
    """Somebody's names; the id where their record cannot be read."""
    member = society.members.get(person)
    return member.name if member else {"latin": person}


def _entered(history: History | None, decision: Decision) -> tuple[Society, Decision, bytes] | None:
    """The society, the grant and its file as they stood in the commit by which it came in; None: not known."""
    if history is None or history.incomplete:
        return None
    added = [one for one in history.traces.lives.get(decision.ref, ()) if one.change.status == "added"]
    first = min(added, key=lambda one: one.commit.time, default=None)
    if first is None:
        return None
    source = history.source(first.commit)
    society = load(source)
    granted = society.decisions.get((ref_of(first.change.path) or "").partition("/")[2])
    if granted is None or granted.kind != "grant":
        return None
    return society, granted, source.read(granted.path)


def _said(data: bytes) -> str:
    """What a decision says, without what a renaming changes."""
    found = version(data, f"records/{Decision.kind_folder}/decision.md")
    values = {key: value for key, value in (found.values or {}).items() if key not in _CALLED_OTHERWISE}
    return json.dumps([values, found.digest], sort_keys=True)


def _digest(data: bytes) -> str:
    return sha256(data.replace(b"\r\n", b"\n")).hexdigest()[:_DIGITS]

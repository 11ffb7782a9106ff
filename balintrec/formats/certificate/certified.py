"""A decision to what its certificate says; and every reason for which there is none. Pure but for reading files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from balintrec.check import Checked
from balintrec.errors import BalintrecError
from balintrec.finding import Finding
from balintrec.formats.certificate.errors import errors_about
from balintrec.formats.certificate.issued import issued, name_of
from balintrec.history.log import History
from balintrec.model import Decision
from balintrec.names import quoted
from balintrec.pathway.credentials import credential_of, decisions_about
from balintrec.society import Society
from balintrec.society.lookup import meant, no_such
from balintrec.source import Source
from balintrec.views.phrases import counted, headline
from balintrec.views.register import Entry, State, register

_PATHS = 3
"""So many are named in a remedy."""


class Certificate(NamedTuple):
    """What a certificate says. Names are by language or script, as the records have them."""

    number: str
    name: Mapping[str, str]
    credential: str
    society: Mapping[str, str]
    granted: date
    until: date | None
    """The last day on which it is valid; None without an end."""
    by_committee: bool
    """Else one person decided, where the policy allows that."""
    signatories: tuple[Mapping[str, str], ...]
    """Whoever decided: of the committee those present and not recused."""
    decision: str
    """The id of the grant, as it was when it was entered."""
    digest: str
    """The first 16 hexadecimal digits of a SHA-256 of what it says."""


def certified(
    checked: Checked, source: Source, text: str, on: date, history: History | None = None
) -> Certificate:
    """The certificate of a decision that is named by its id, as of a day; ``source`` is what was checked.

    What it said when it was issued, an older grant may say only in the ``history``.

    Raises `BalintrecError`: there is no such decision, it is no grant, the credential is not held on that day, or
    records that it stands on have errors.
    """
    society = checked.society
    decision = _decision(society, text)
    if decision.date > on:
        raise BalintrecError(f"no certificate: {decision.id} is dated {decision.date}, which is after {on}")
    entry = _held(society, decision, on)
    if errors := errors_about(checked, source, decision):
        raise BalintrecError(_refusal(errors, decision))
    if entry.state is State.UNKNOWN or society.about is None:
        raise BalintrecError("no certificate: a file that matters cannot be read; see balintrec check")
    then = issued(society, source, decision, history)
    return Certificate(
        number=then.number,
        name=then.name,
        credential=entry.credential,
        society=then.society,
        granted=decision.date,
        until=entry.until,
        by_committee=decision.by == "committee",
        signatories=tuple(
            then.people.get(person) or name_of(society, person) for person in _deciding(decision)
        ),
        decision=then.id,
        digest=then.digest,
    )


def _deciding(decision: Decision) -> tuple[str, ...]:
    if decision.by != "committee":
        return (decision.by,)
    return tuple(person for person in decision.present if person not in decision.recused)


def _decision(society: Society, text: str) -> Decision:
    """The grant that is named by its id or its path, or by what its certificate says."""
    id = text.removesuffix(".md").rpartition("/")[2]
    decision = society.decisions.get(id) or _called(society, id)
    if decision is None:
        raise BalintrecError(_no_decision(society, id))
    if decision.kind != "grant":
        raise BalintrecError(
            f"no certificate: {decision.id} is a decision of kind {decision.kind}; a certificate is made of a grant"
        )
    return decision


def _called(society: Society, text: str) -> Decision | None:
    """The grant that says that its certificate has this number, or that it had this id then."""
    for one in society.decisions.values():
        if one.kind == "grant" and (one.number == text or (one.certificate and one.certificate.id == text)):
            return one
    return None


def _no_decision(society: Society, id: str) -> str:
    if ("decisions", id) in society.broken_ids:
        return f'the decision "{id}" cannot be read; see balintrec check'
    person = meant(society, "members", id)
    if person is None:
        return no_such(society, "decisions", id, "name a grant, by the name of its file in records/decisions")
    grants = [f'"{one.id}"' for one in decisions_about(society, person) if one.kind == "grant"]
    if not grants:
        return f'no certificate: there is no grant to "{person}"'
    return f'"{person}" is a member; name the grant: {quoted(grants)}'


def _held(society: Society, decision: Decision, on: date) -> Entry:
    """The entry in the register that rests on a grant. Raises `BalintrecError` if it is known not to be held."""
    credential = credential_of(society, decision)
    found = [
        one for one in register(society, on) if (one.member, one.credential) == (decision.member, credential)
    ]
    if not found:
        raise BalintrecError(f"no certificate: {decision.id} names no credential; add the key credential")
    entry = found[0]
    if entry.decision != decision.id:
        raise BalintrecError(
            f'no certificate: {entry.credential} was conferred again by "{entry.decision}", which counts now'
        )
    if entry.state not in (State.CURRENT, State.UNKNOWN):
        since = f" since {entry.since}" if entry.since else ""
        raise BalintrecError(
            f"no certificate: on {on} the credential {entry.credential} of {decision.member} is {entry.state}{since}"
        )
    return entry


def _refusal(errors: tuple[Finding, ...], decision: Decision) -> str:
    paths = list(dict.fromkeys(finding.location.path for finding in errors))
    shown = " ".join(paths) if len(paths) <= _PATHS else ""
    return (
        f"no certificate: {counted(len(errors), 'error')} in what {decision.id} stands on; "
        f"the first: {headline(errors[0])}; see them with: balintrec check {shown}".rstrip()
    )

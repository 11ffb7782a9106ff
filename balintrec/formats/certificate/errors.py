"""Which errors stand in the way of a certificate: those in what its grant rests on, and in nothing else.

That is the decision with the application and the papers that it cites; the member's own record, every decision about
the member, and every record up to the day of the grant that is about them or in which they took part, by id or by a
name or id that was perhaps meant to be theirs; every file that is no record, has their id among its words or cannot be
searched for it, and is not about somebody else; society.md, the policies of the credential, and the records of those
who decided, but not what else these decided. What the committee accepts in society.md is no error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from balintrec.check import Checked
from balintrec.document import parse
from balintrec.finding import Finding, Severity
from balintrec.model import Application, Decision, Policy, Record
from balintrec.model.keys import references
from balintrec.pathway.credentials import credential_of
from balintrec.society import Society
from balintrec.society.lookup import perhaps
from balintrec.source import Source, Unreadable

_WORD = re.compile(rb"[A-Za-z0-9_-]+")


def errors_about(checked: Checked, source: Source, decision: Decision) -> tuple[Finding, ...]:
    """The errors in what a grant rests on: there, or at a place that refers to the records about its member."""
    matters = _Matters(checked.society, source, decision)
    return tuple(
        finding
        for finding in checked.findings
        if finding.rule.severity is Severity.ERROR and matters.finding(finding)
    )


class _Matters:
    """Whether a path is that of a file which a grant rests on; each is looked at once."""

    def __init__(self, society: Society, source: Source, decision: Decision) -> None:
        self.society, self.source, self.decision = society, source, decision
        self.records = {record.path: record for record in society.all()}
        self.member = decision.member
        self.credential = credential_of(society, decision)
        self.own = {decision.ref, f"members/{self.member}", *_cited(society, decision)}
        people = {decision.by, *decision.present, *decision.recused}
        self.leant_on = {"society", *(f"members/{person}" for person in people)}
        self.known: dict[str, bool] = {}

    def finding(self, finding: Finding) -> bool:
        """Whether it is at such a file; or at another that is about nobody else, and refers to one about the member."""
        path = finding.location.path
        if self.is_own(path) or self.is_leant_on(path):
            return True
        record = self.records.get(path)
        if record and self._is_of_another(getattr(record, "member", None)):
            return False
        return any(self.is_own(related.location.path) for related in finding.related)

    def is_leant_on(self, path: str) -> bool:
        """Whether it is what everybody's grant rests on: who decides, who decided, and the rules."""
        record = self.records.get(path)
        if isinstance(record, Policy):
            return record.credential == self.credential
        if record:
            return record.ref in self.leant_on or record.kind_folder == ""
        return path.startswith("records/policies/") or _ref(path) in self.leant_on

    def is_own(self, path: str) -> bool:
        """Whether it is about the member of the grant."""
        if path not in self.known:
            record = self.records.get(path)
            self.known[path] = self._record(record) if record else self._no_record(path)
        return self.known[path]

    def _record(self, record: Record) -> bool:
        if record.ref in self.own:
            return True
        if record.kind_folder in ("", "policies", "members"):
            return False
        about = getattr(record, "member", None)
        if about is not None:
            return self._is_member(about) and (isinstance(record, Decision) or self._is_early(record))
        named = (id for _, refers, id in references(record) if refers.kind == "members")
        return self._is_early(record) and any(map(self._is_member, named))

    def _is_early(self, record: Record) -> bool:
        """Whether it could count on the day of the grant."""
        return (record.recorded_day or date.min) <= self.decision.date

    def _is_member(self, text: str) -> bool:
        if text == self.member or self.society.known("members", text):
            return text == self.member
        return f'"{self.member}"' in perhaps(self.society, "members", text)

    def _is_of_another(self, text: object) -> bool:
        """Whether a text is the id of somebody else, for certain."""
        return isinstance(text, str) and text != self.member and self.society.known("members", text)

    def _no_record(self, path: str) -> bool:
        """Of a broken or misplaced file nothing is known but its words, and whom it says that it is about."""
        if _ref(path) in self.own:
            return True
        try:
            data = self.source.read(path)
            data.decode()
        except (Unreadable, UnicodeDecodeError):
            return True
        if self._is_of_another((parse(data).values or {}).get("member")):
            return False
        return self.member.encode() in _WORD.findall(data)


def _cited(society: Society, decision: Decision) -> Iterator[str]:
    """The application that was decided, and the papers that it cites."""
    yield f"applications/{decision.application}"
    application = society.applications.get(decision.application or "")
    if isinstance(application, Application):
        yield from (
            f"{refers.kind}/{id}" for _, refers, id in references(application) if refers.kind != "members"
        )


def _ref(path: str) -> str:
    return path.removeprefix("records/").removesuffix(".md")

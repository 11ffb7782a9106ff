"""Which errors stand in the way of a certificate: those in records about the member, and in what the grant stands on.

Records about the member are every record that names them by id, or by a name or id that was perhaps meant to be
theirs; and every file that is no record and has their id among its words, or cannot be searched for it. The grant
stands, besides, on society.md, on the application that it decides, on the policies that have the credential, and on
the records of those who decided. What the committee accepts in society.md is no error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from balintrec.check import Checked
from balintrec.finding import Finding, Severity
from balintrec.model import Decision, Record
from balintrec.model.refers import references
from balintrec.society import Society
from balintrec.society.meant import perhaps
from balintrec.source import Source, Unreadable

_WORD = re.compile(rb"[A-Za-z0-9_-]+")


def errors_about(checked: Checked, source: Source, decision: Decision) -> tuple[Finding, ...]:
    """The errors with a place, or a related place, in a record that the certificate of a grant stands on."""
    society = checked.society
    records = {record.path: record for record in society.all()}
    matters = _Matters(society, source, records, decision)
    return tuple(
        finding
        for finding in checked.findings
        if finding.rule.severity is Severity.ERROR and any(map(matters, _paths(finding)))
    )


def _paths(finding: Finding) -> Iterator[str]:
    yield finding.location.path
    yield from (related.location.path for related in finding.related)


class _Matters:
    """Whether a path is that of a file which a grant stands on; each is looked at once."""

    def __init__(
        self, society: Society, source: Source, records: dict[str, Record], decision: Decision
    ) -> None:
        self.society, self.source, self.records = society, source, records
        self.member = decision.member
        self.leant_on = {"society", decision.ref, f"applications/{decision.application}"}
        people = {decision.member, decision.by, *decision.present, *decision.recused}
        self.leant_on |= {f"members/{person}" for person in people}
        self.known: dict[str, bool] = {}

    def __call__(self, path: str) -> bool:
        if path not in self.known:
            record = self.records.get(path)
            self.known[path] = self._record(record) if record else self._no_record(path)
        return self.known[path]

    def _record(self, record: Record) -> bool:
        if record.kind_folder in ("", "policies") or record.ref in self.leant_on:
            return True
        return any(refers.kind == "members" and self._is_member(id) for _, refers, id in references(record))

    def _is_member(self, text: str) -> bool:
        if text == self.member or self.society.known("members", text):
            return text == self.member
        return f'"{self.member}"' in perhaps(self.society, "members", text)

    def _no_record(self, path: str) -> bool:
        """Of a broken or misplaced file nothing is known but its words."""
        if path == "records/society.md" or path.startswith("records/policies/"):
            return True
        if path.removeprefix("records/").removesuffix(".md") in self.leant_on:
            return True
        try:
            data = self.source.read(path)
            data.decode()
        except (Unreadable, UnicodeDecodeError):
            return True
        return self.member.encode() in _WORD.findall(data)

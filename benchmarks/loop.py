"""What most people would write first: python-frontmatter reads each record, Pydantic validates it.

The models have the shape of balintrec's, and nothing is said across records, of places, of history or of standings.
"""

from __future__ import annotations

import datetime
import sys
from datetime import date
from pathlib import Path
from typing import Any, Literal

import frontmatter
from pydantic import BaseModel, ConfigDict


def _kebab(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class Strict(BaseModel):
    """No key but those listed, written with hyphens."""

    model_config = ConfigDict(extra="forbid", alias_generator=_kebab, populate_by_name=True)


class Period(Strict):
    from_: date
    to: date | None = None


class Size(Strict):
    at_least: int | None = None
    at_most: int | None = None


class RosterEntry(Strict):
    member: str
    from_: date
    to: date | None = None


class Society(Strict):
    name: str | dict[str, str]
    languages: list[str] = []
    time_zone: str | None = None
    committee: list[str] = []
    quorum: int | None = None
    kept_since: date | None = None


class Policy(Strict):
    model_config = ConfigDict(extra="allow", alias_generator=_kebab)

    title: str
    effective: date
    credential: str
    stages: list[dict[str, Any]]


class Member(Strict):
    name: str | dict[str, str]
    also_known_as: list[str] = []
    profession: str | None = None
    background: list[str] = []
    membership: list[Period] = []
    pathway_from: date | None = None
    policy: str | None = None
    sort_key: str | None = None


class Group(Strict):
    name: str | dict[str, str]
    leaders: list[str] = []
    kind: Literal["ongoing", "closed", "time-limited", "large"] | None = None
    mode: Literal["in-person", "online", "hybrid"] | None = None
    minutes: int | None = None
    size: Size | None = None
    goals: list[str] = []
    norms: list[str] = []
    setting: str | None = None
    roster: list[RosterEntry] = []
    period: Period | None = None


class Session(Strict):
    date: datetime.date
    group: str
    status: Literal["planned", "held", "cancelled"] = "held"
    start: datetime.time | None = None
    end: datetime.time | None = None
    minutes: int | None = None
    mode: Literal["in-person", "online", "hybrid"] | None = None
    kind: Literal["ordinary", "large-group", "demonstration", "workshop"] = "ordinary"
    leaders: list[str] = []
    co_leaders: list[str] = []
    presenter: str | None = None
    attendees: list[str] = []
    observers: list[str] = []
    guests: int | None = None
    cases: int | None = None
    recorded_by: str | None = None
    confirmed_by: str | None = None


class Event(Strict):
    name: str | dict[str, str]
    kind: Literal["intensive", "workshop", "weekend", "leader-seminar", "conference", "course"]
    period: Period
    days: int | None = None
    sessions: int | None = None
    minutes: int | None = None
    mode: Literal["in-person", "online", "hybrid"] | None = None
    status: Literal["planned", "held", "cancelled"] = "held"
    leaders: list[str] = []
    attendees: list[str] = []
    assessed: list[str] = []
    approved_by: str | None = None


class Supervision(Strict):
    date: datetime.date
    supervisor: str
    supervisees: list[str]
    minutes: int | None = None
    mode: Literal["in-person", "online", "hybrid"] | None = None
    sessions: list[str] = []
    recorded: bool | None = None


class Reflection(Strict):
    member: str
    written: date
    period: Period | None = None
    text: Literal["here", "elsewhere"] = "here"
    digest: str | None = None
    discussed_with: str | None = None


class Assessment(Strict):
    kind: Literal["readiness", "report", "observation"]
    member: str
    by: str
    date: datetime.date
    verdict: Literal["ready", "not-yet"]
    period: Period | None = None
    session: str | None = None
    mode: Literal["in-person", "online", "hybrid"] | None = None
    competencies: dict[str, str] | None = None


class Endorsement(Strict):
    member: str
    by: str
    date: datetime.date
    application: str | None = None
    verdict: Literal["endorsed", "not-yet"] = "endorsed"


class Reference(Strict):
    member: str
    referee: str
    written: date
    received: date | None = None
    replaces: str | None = None


class Attestation(Strict):
    kind: str
    member: str
    date: datetime.date
    by: str | None = None
    hours: int | None = None


class Application(Strict):
    member: str
    date: datetime.date
    credential: str
    documents: list[str] = []
    endorsement: str | None = None
    references: list[str] = []
    reports: list[str] = []
    status: Literal["draft", "submitted", "withdrawn"] = "submitted"


class Decision(Strict):
    kind: Literal[
        "grant",
        "refuse",
        "defer",
        "waive",
        "recognise",
        "require",
        "leave",
        "lapse",
        "renew",
        "suspend",
        "revoke",
    ]
    member: str
    date: datetime.date
    by: str
    present: list[str] = []
    recused: list[str] = []
    reason: str | None = None
    application: str | None = None
    credential: str | None = None
    number: str | None = None
    until: datetime.date | None = None
    requirement: str | None = None
    due: int | None = None
    amount: int | None = None
    period: Period | None = None


class Answers(Strict):
    pseudonym: str
    values: list[int]


class Evaluation(Strict):
    group: str
    date: datetime.date
    kind: Literal["feedback", "soc-13", "soc-29", "who-5", "proqol"]
    consent: bool
    answers: list[Answers] = []


MODELS: dict[str, type[BaseModel]] = {
    "society.md": Society,
    "policies": Policy,
    "members": Member,
    "groups": Group,
    "sessions": Session,
    "events": Event,
    "supervisions": Supervision,
    "reflections": Reflection,
    "assessments": Assessment,
    "endorsements": Endorsement,
    "references": Reference,
    "attestations": Attestation,
    "applications": Application,
    "decisions": Decision,
    "evaluations": Evaluation,
}


def loop(records: Path) -> int:
    """Read and validate every record; gives how many there are. Raises what the two libraries raise."""
    read: dict[tuple[str, str], BaseModel] = {}
    for path in sorted(records.rglob("*.md")):
        kind = path.relative_to(records).parts[0]
        read[kind, path.stem] = MODELS[kind].model_validate(frontmatter.load(str(path)).metadata)
    return len(read)


if __name__ == "__main__":
    print(loop(Path(sys.argv[1]) / "records"))

"""A policy: the rules of a society as dated data. What each key means is fixed in docs/policy.md."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from balintrec.model.record import Part, Record
from balintrec.model.types import NONE, Count, Day, Flag, GroupId, Share, Text, Typed, Word

SOURCES = ("published", "committee", "placeholder")
Mode = Literal["in-person", "online", "hybrid"]


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _sources(value: Any) -> Any:
    words = value.values() if isinstance(value, dict) else [value]
    if not all(word in SOURCES for word in words):
        raise PydanticCustomError("source", "source")
    return value


_SOURCE = {"enum": [*SOURCES]}
Sources = Annotated[
    str | dict[str, str],
    Typed(_sources, {"anyOf": [_SOURCE, {"type": "object", "additionalProperties": _SOURCE}]}),
]
"""Where the numbers come from: one word for all, or a word for each key that holds a number."""
Words = Annotated[tuple[Word, ...], BeforeValidator(_one_or_more)]
"""One word or a list of words."""
Modes = Annotated[tuple[Mode, ...], BeforeValidator(_one_or_more)]
Groups = Annotated[tuple[GroupId, ...], BeforeValidator(_one_or_more)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_one_or_more)]


class Where(Part):
    """Which activities are meant: every key that is given must fit."""

    modes: Modes = NONE
    kinds: Words = NONE
    groups: Groups = NONE
    group_kinds: Words = NONE
    settings: Texts = NONE
    recorded: Flag | None = None
    assessed: Flag | None = None


class Counterpart(Part):
    """Somebody else in one of these roles who holds one of these credentials on that day."""

    role: Words = NONE
    credential: Words = NONE


class Each(Part):
    """A floor for every period of so many months."""

    months: Count
    at_least: Count


class ShareOf(Part):
    """A part of what is counted, or of the sessions of the groups on whose roster the member stood."""

    where: Where | None = None
    of: Literal["roster"] | None = None
    at_least: Share | None = None
    at_most: Share | None = None


class Distinct(Part):
    """So many different ones among what is counted."""

    of: Literal["groups", "settings", "leaders", "co-leaders", "supervisors", "authors", "sessions"]
    at_least: Count


class RequirementBase(Part):
    """What every requirement has."""

    numbers: ClassVar[tuple[str, ...]] = ()
    """The keys of this kind that hold numbers and so need a source, in the order of docs/policy.md."""

    id: Word
    title: Text
    source: Sources
    desirable: Flag = False
    when: dict[Text, Texts] | None = None
    note: Text | None = None

    @property
    def given(self) -> tuple[str, ...]:
        """The number keys that this requirement gives, kebab-case."""
        return tuple(key for key in self.numbers if getattr(self, key.replace("-", "_")) not in (None, ()))

    def source_of(self, key: str) -> str:
        """Where a number comes from; what nobody has named is a placeholder."""
        return self.source.get(key, "placeholder") if isinstance(self.source, dict) else self.source


class Membership(RequirementBase):
    """Is a member, for how long, unbroken."""

    numbers = ("months",)
    kind: Literal["membership"]
    months: Count | None = None
    unbroken: Flag = False


class Practice(RequirementBase):
    """What a person did."""

    numbers = ("at-least", "span", "max-gap", "each", "within", "share", "distinct")
    kind: Literal["practice"]
    of: Annotated[
        tuple[Literal["sessions", "events", "supervisions"], ...],
        BeforeValidator(_one_or_more),
        Field(min_length=1),
    ]
    roles: Words = NONE
    where: Where | None = None
    with_: Counterpart | None = None
    at_least: Count | None = None
    unit: Literal["sessions", "events", "cases", "minutes", "hours", "double-hours", "days"] = "sessions"
    span: Count | None = None
    max_gap: Count | None = None
    each: Each | None = None
    within: Count | None = None
    share: Annotated[tuple[ShareOf, ...], BeforeValidator(lambda v: [v] if isinstance(v, dict) else v)] = NONE
    distinct: Distinct | None = None


class Writing(RequirementBase):
    """Something written every so often."""

    numbers = ("every", "grace", "at-least")
    kind: Literal["writing"]
    of: Annotated[
        tuple[Literal["reflections", "reports"], ...], BeforeValidator(_one_or_more), Field(min_length=1)
    ]
    every: Count
    grace: Count = 0
    during: Word | None = None
    at_least: Count | None = None


class Author(Part):
    """Who made a statement: in which role to the member, with which credential on that day."""

    role: Words = NONE
    credential: Words = NONE


class StatementWhere(Part):
    """Which statements are meant."""

    modes: Modes = NONE


StatementKind = Literal["readiness", "report", "observation", "endorsement"]


class Statement(RequirementBase):
    """A positive word by somebody with the right role and credential."""

    numbers = ("at-least", "within", "distinct")
    kind: Literal["statement"]
    of: Annotated[tuple[StatementKind, ...], BeforeValidator(_one_or_more), Field(min_length=1)]
    by: Author | None = None
    at_least: Count | None = None
    distinct: Distinct | None = None
    where: StatementWhere | None = None
    within: Count | None = None


class DocumentCited(RequirementBase):
    """What the latest application cites."""

    numbers = ("at-least", "within")
    kind: Literal["document"]
    of: Annotated[Words, Field(min_length=1)]
    at_least: Count | None = None
    within: Count | None = None


class AttestationOf(RequirementBase):
    """That a thing was attested."""

    numbers = ("at-least", "hours", "within", "since")
    kind: Literal["attestation"]
    of: Annotated[Words, Field(min_length=1)]
    at_least: Count | None = None
    hours: Count | None = None
    within: Count | None = None
    since: Count | None = None


class AllOf(RequirementBase):
    """Every one of these that applies."""

    kind: Literal["all-of"]
    requires: "tuple[Requirement, ...]"


class AnyOf(RequirementBase):
    """One of these."""

    kind: Literal["any-of"]
    requires: "tuple[Requirement, ...]"


Requirement = Annotated[
    Membership | Practice | Writing | Statement | DocumentCited | AttestationOf | AllOf | AnyOf,
    Field(discriminator="kind"),
]


class Stage(Part):
    """A step of the pathway."""

    id: Word
    title: Text | None = None
    after: Words = NONE
    requires: tuple[Requirement, ...]
    note: Text | None = None


class SessionMinutes(Part):
    """How short and how long a session may be."""

    at_least: Count | None = None
    at_most: Count | None = None


class Policy(Record):
    """The rules for one credential, in force from a day on."""

    kind_folder = "policies"
    noun = "policy"

    title: Text
    effective: Day
    credential: Word
    """What a grant under it confers."""
    valid: Count | None = None
    """Months that a grant lasts that has no `until`."""
    leads: tuple[Word, ...] = NONE
    """The credentials with which one may lead."""
    supervises: tuple[Word, ...] = NONE
    session_minutes: SessionMinutes | None = None
    double_hour: Count = 90
    """Minutes."""
    late_entry: Count | None = None
    """Days after which entering a record is late."""
    batch: Count | None = None
    """So many sessions in one commit are worth a look."""
    not_checked: tuple[Text, ...] = NONE
    """What the society asks and no record can show; printed with every verdict."""
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]

"""A new kind of record, a new kind of requirement and a new rule are forgotten nowhere.

Where kinds are told apart by a `match`, a kind that is left out is an error of types. What types do not see is here.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args

import pytest

import balintrec
from balintrec.check import check, rules
from balintrec.cli.complete import NOUNS
from balintrec.finding import Rule
from balintrec.formats.dossier.markdown import dossier_markdown
from balintrec.history.evidence import Evidence
from balintrec.model import (
    KINDS,
    Record,
)
from balintrec.model.keys import fields_holding
from balintrec.model.people import RosterEntry, Tenure
from balintrec.model.policy import Requirement, RequirementBase
from balintrec.pathway.context import MemberContext
from balintrec.pathway.requirements import kind_of, relevant_records, unreadable
from balintrec.renaming.merge import _lasting
from balintrec.review.conflicts_of_interest import praised, voice
from balintrec.review.touched import _reached
from balintrec.scaffold.record import path_of
from balintrec.society import Broken, Society, load
from balintrec.views.dossier import laid_out
from balintrec.views.dossier.gather import Asked
from tests.formats.dossiers import made
from tests.pathway.edges import need, practice, stage, told
from tests.pathway.societies import as_files
from tests.rules.examples import BASE
from tests.sources import MemorySource

TEMPLATES = Path(__file__).parents[1] / "templates" / "new"
MODELS = list(KINDS.values())
BODIES = ("supervisions", "reflections", "assessments", "references", "evaluations")
"""Those that docs/records.md calls confidential."""
ASKED = told(
    stage(
        "s",
        need("membership", "m"),
        practice("p"),
        need("writing", "w", of=["reflections"], every=6),
        need("statement", "t", of=["report"]),
        need("document", "d", of=["form"]),
        need("attestation", "a", of=["fee"]),
        need("all-of", "l", requires=[practice("l1"), practice("l2")]),
        need("any-of", "n", requires=[practice("n1"), practice("n2")]),
    )
)


SAID_BY_A_KIND = set(Record.__annotations__) - {"folder_by"}
"""What every kind must say on its class."""


class Pretended(Record):
    """A kind of record that nobody has thought of."""

    kind_folder = "pretended"
    noun = "pretence"
    dated = ""
    about = ""
    confidential = True
    named_by = ()
    example = ""
    speaker = ""
    praises = ""
    is_paper = False
    judged_by = ()
    text_counts = False

    @property
    def identity(self) -> None:
        """No two are the same."""


class Imagined(RequirementBase):
    """A kind of requirement that nobody has thought of."""

    kind: Literal["imagined"]


def pretended() -> Record:
    record = Pretended.model_validate({})
    for name in ("id", "path", "body"):
        object.__setattr__(record, name, name)
    return record


def imagined() -> Any:
    values = {"id": "i", "title": "I", "source": "committee", "kind": "imagined"}
    return Imagined.model_validate(values)


def base() -> Society:
    return load(MemorySource(BASE))


def evidence() -> Evidence:
    society = base()
    return Evidence(society, next(iter(society.decisions.values())))


def case() -> MemberContext:
    """With files that cannot be read, so that it is asked which of them matter."""
    found = load(MemorySource(as_files(ASKED)))
    broken = tuple(Broken(kind, "torn", f"records/{kind}/torn.md") for kind in KINDS if kind)
    whole = Society(found.records, broken, found.files, found.about)
    return MemberContext(whole, whole.members["ada"], whole.policies["first"])


def modules() -> Iterator[ModuleType]:
    for module in pkgutil.walk_packages(balintrec.__path__, "balintrec."):
        if not module.name.endswith("__main__"):
            yield importlib.import_module(module.name)


# Records


def test_every_kind_of_record_is_among_the_kinds() -> None:
    inside = {model for model in Record.__subclasses__() if model.__module__.startswith("balintrec.")}
    assert inside == set(MODELS)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.noun)
def test_a_kind_says_of_itself_what_it_is(model: type[Record]) -> None:
    missing = SAID_BY_A_KIND - set(vars(model))
    assert not missing
    assert {model.dated, model.about} - {""} <= set(model.model_fields)
    assert model.confidential is (model.kind_folder in BODIES)


def test_every_kind_stands_in_every_table_of_kinds() -> None:
    nouns = {model.noun for model in MODELS}
    assert set(NOUNS) == nouns
    assert {path.stem for path in TEMPLATES.glob("*.md")} - {"README"} == nouns
    assert all(isinstance(getattr(Society, folder), property) for folder in KINDS if folder)
    for model in MODELS:
        said = dict.fromkeys(("date", "written", "name", "title"), "2024-01-01")
        assert path_of(model, {**said, "period": {"from": "2024-01-01"}})


def test_the_society_of_the_examples_has_every_kind() -> None:
    assert {record.kind_folder for record in base().all()} == set(KINDS)


def test_every_kind_is_looked_at_by_what_looks_at_kinds() -> None:
    society = base()
    for record in society.all():
        list(_reached(society, record))
        assert (record.recorded_day is None) is not bool(record.dated)


def test_the_fields_that_a_kind_speaks_of_are_its_own() -> None:
    for model in MODELS:
        named = {model.speaker, model.praises, *model.judged_by} - {""}
        assert named <= set(model.model_fields), model
        assert model.is_paper or not model.praises


def test_a_new_kind_is_judged_by_what_it_says_of_itself() -> None:
    thing: Any = pretended()
    assert list(_reached(base(), thing)) == []
    assert (voice(thing), praised(thing), thing.participants, evidence().said(thing)) == (
        None,
        (),
        frozenset(),
        (),
    )


@pytest.mark.parametrize("model", [one for one in MODELS if one.dated], ids=lambda model: model.noun)
def test_no_kind_of_record_may_lie_in_the_future(model: type[Record]) -> None:
    record = next(iter(base().of(model).values()))
    day = rb"(?<=from: |date: |tten: |, to: )\d{4}(?=-\d\d-\d\d)"
    later = re.sub(day, b"2126", BASE[record.path])
    found = check(MemorySource({**BASE, record.path: later}), date(2026, 11, 23)).findings
    assert any("future" in one.rule.name and one.location.path == record.path for one in found)


@pytest.mark.parametrize("model", [one for one in MODELS if one.dated], ids=lambda model: model.noun)
def test_a_day_in_the_name_of_a_file_is_that_of_the_record(model: type[Record]) -> None:
    record = next(iter(base().of(model).values()))
    path = record.path.replace(record.id, re.sub(r"\d\d-\d\d", "09-30", record.id, count=1))
    files = {other: data for other, data in BASE.items() if other != record.path}
    found = check(MemorySource({**files, path: BASE[record.path]}), date(2026, 11, 23)).findings
    assert any("name-disagrees" in one.rule.name and one.location.path == path for one in found)


def test_every_kind_about_a_member_is_in_the_dossier() -> None:
    society, who = base(), "bilal-ahmed"
    written = dossier_markdown(laid_out(made(MemorySource(BASE), Asked(who, date(2026, 11, 23)))))
    for model in MODELS:
        own = [one.path for one in society.of(model).values() if who in _about(one)] if model.about else []
        assert all(path in written for path in own)
        assert own or model.about in ("", "group")


def _about(record: Record) -> tuple[str, ...]:
    named = getattr(record, record.about)
    return named if isinstance(named, tuple) else (named,)


def test_every_list_of_people_with_days_is_made_one_when_two_entries_for_one_person_are() -> None:
    for record in base().all():
        lists = fields_holding(type(record), RosterEntry, Tenure)
        assert {name.rstrip("_") for name in lists} == set(_lasting(record))


# Requirements


def test_every_kind_of_requirement_stands_in_every_table_of_kinds() -> None:
    kinds = set(get_args(get_args(Requirement)[0]))
    inside = {
        model for model in RequirementBase.__subclasses__() if model.__module__.startswith("balintrec.")
    }
    assert inside == kinds
    assert {type(one) for one in case().policy.stages[0].requires} == kinds


def test_of_every_kind_of_requirement_it_is_known_which_records_are_relevant() -> None:
    found = case()
    stage = found.policy.stages[0]
    for needed in stage.requires:
        list(relevant_records(found, needed))
        assert unreadable(found, stage, needed).helping


def test_every_kind_of_requirement_has_a_class_of_its_own() -> None:
    requires = case().policy.stages[0].requires
    assert len({id(kind_of(needed)) for needed in requires}) == len(requires)


def test_a_requirement_that_nobody_has_thought_of_is_not_searched_on_the_wrong_days() -> None:
    with pytest.raises(AssertionError, match="Imagined"):
        kind_of(imagined())


# Rules


def test_every_rule_that_is_written_runs() -> None:
    """A `Rule`, or what a decorator made of a function, in any module."""
    written: set[str] = set()
    for module in modules():
        for one in vars(module).values():
            rule = one if isinstance(one, Rule) else getattr(one, "rule", None)
            written |= {rule.code} if isinstance(rule, Rule) else set()
    assert written == {rule.code for rule in rules()}


def test_check_runs_them_all() -> None:
    assert check(MemorySource(BASE), date(2026, 11, 23)).findings == ()

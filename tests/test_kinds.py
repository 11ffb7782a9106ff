"""A new kind of record, a new kind of requirement and a new rule are forgotten nowhere: what is not said fails here."""

from __future__ import annotations

import importlib
import pkgutil
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
from balintrec.history.recorded import recorded_day
from balintrec.model import KINDS, Record
from balintrec.model.policy import AllOf, AnyOf, Requirement, RequirementBase
from balintrec.pathway.bearing import bearing
from balintrec.pathway.case import Case
from balintrec.pathway.rulings import JUDGES
from balintrec.pathway.unreadable import unreadable
from balintrec.render.placing import path_of
from balintrec.render.site import asked
from balintrec.report import requirement_words
from balintrec.report.examples import EXAMPLES
from balintrec.review.touched import _reached
from balintrec.rules.copies import entered_twice
from balintrec.society import Broken, Society, load
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


class Pretended(Record):
    """A kind of record that nobody has thought of."""

    kind_folder = "pretended"
    noun = "pretence"
    dated = ""
    about = ""
    confidential = True


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
    return load(MemorySource(BASE)).society


def case() -> Case:
    """With files that cannot be read, so that it is asked which of them matter."""
    found = load(MemorySource(as_files(ASKED))).society
    broken = tuple(Broken(kind, "torn", f"records/{kind}/torn.md") for kind in KINDS if kind)
    whole = Society(found.records, broken, found.files, found.about)
    return Case(whole, whole.members["ada"], whole.policies["first"])


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
    missing = {"kind_folder", "noun", "dated", "about", "confidential"} - set(vars(model))
    assert not missing
    assert {model.dated, model.about} - {""} <= set(model.model_fields)
    assert model.confidential is (model.kind_folder in BODIES)


def test_every_kind_stands_in_every_table_of_kinds() -> None:
    nouns = {model.noun for model in MODELS}
    assert set(NOUNS) == set(EXAMPLES) == nouns
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
        assert (recorded_day(record) is None) is not bool(record.dated)


def test_a_kind_that_nobody_has_thought_of_is_not_passed_over() -> None:
    society = base()
    with pytest.raises(TypeError, match="Pretended"):
        list(_reached(society, pretended()))
    more = Society({**society.records, "pretended": {"id": pretended()}}, (), 0, society.about)
    with pytest.raises(TypeError, match="Pretended"):
        list(entered_twice.find(more, date(2026, 1, 1)))


# Requirements


def test_every_kind_of_requirement_stands_in_every_table_of_kinds() -> None:
    kinds = set(get_args(get_args(Requirement)[0]))
    inside = {
        model for model in RequirementBase.__subclasses__() if model.__module__.startswith("balintrec.")
    }
    assert inside == kinds == {*JUDGES, AllOf, AnyOf}
    assert set(requirement_words._SENTENCES) == set(asked._SENTENCES) == kinds
    assert {type(one) for one in case().policy.stages[0].requires} == kinds


def test_of_every_kind_of_requirement_it_is_known_what_bears_on_it() -> None:
    found = case()
    stages = {one.id: one for one in found.policy.stages}
    for requirement in (*stages["s"].requires,):
        list(bearing(found, requirement))
        assert unreadable(found, stages, stages["s"], requirement).helping


def test_a_requirement_that_nobody_has_thought_of_is_not_searched_on_the_wrong_days() -> None:
    found = case()
    stages = {one.id: one for one in found.policy.stages}
    with pytest.raises(TypeError, match="Imagined"):
        list(bearing(found, imagined()))
    with pytest.raises(TypeError, match="Imagined"):
        unreadable(found, stages, stages["s"], imagined())


# Rules


def test_every_rule_that_is_written_runs() -> None:
    """A `Rule`, or what a decorator made of a function, in any module."""
    written: set[str] = set()
    for module in modules():
        for one in vars(module).values():
            rule = one if isinstance(one, Rule) else getattr(one, "rule", None)
            written |= {rule.code} if isinstance(rule, Rule) else set()
    assert written == {rule.code for rule in rules()}


def test_every_rule_of_a_family_stands_in_its_list() -> None:
    for module in modules():
        if module.__name__.startswith("balintrec.rules.") and hasattr(module, "RULES"):
            made = [one for one in vars(module).values() if isinstance(getattr(one, "rule", None), Rule)]
            assert sorted(one.rule.code for one in made) == sorted(one.rule.code for one in module.RULES)


def test_check_runs_them_all() -> None:
    assert check(MemorySource(BASE), date(2026, 11, 23)).findings == ()

"""Whatever is done to a society, an answer from the cache is the one that would be found without it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.cache import changes
from tests.cache.asking import agreed, all_agreed, ask, records, settle, society
from tests.repository.clone import Clone

pytestmark = pytest.mark.slow

Societies = dict[str, Clone]


def societies(folder: Path, first: bool) -> Societies:
    """A society for every change, made ``first`` or not yet; none of them waits for the next second alone."""
    made = {name: society(folder / name) for name in changes.ALL}
    for name in made if first else ():
        changes.ALL[name](made[name], 1)
    settle(*made.values())
    return made


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Societies:
    return societies(tmp_path_factory.mktemp("unchanged"), first=False)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Societies:
    return societies(tmp_path_factory.mktemp("changed"), first=True)


@pytest.mark.parametrize("name", changes.ALL)
def test_a_change_after_all_was_answered_from_the_cache(name: str, unchanged: Societies) -> None:
    clone = unchanged[name]
    assert all_agreed(clone.top)
    changes.ALL[name](clone, 0)
    all_agreed(clone.top)
    changes.ALL[name](clone, 1)
    agreed(clone.top, "check")


@pytest.mark.parametrize("name", changes.ALL)
def test_an_edit_that_hides_its_time_after_a_change(name: str, changed: Societies) -> None:
    clone = changed[name]
    agreed(clone.top, "check")
    names = [file.name for file in records(clone)]
    if "hina-raza.md" in names:
        changes.edit_with_the_time_set_back(clone, names.index("hina-raza.md"))
    agreed(clone.top, "check")


PICKS = st.integers(0, 40)


class Life(RuleBasedStateMachine):
    """A society to which anything happens, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="balintrec-"))
        self.clone = society(self.folder / "society")
        self.waited = True

    @initialize()
    def begin(self) -> None:
        settle(self.clone)

    @rule(name=st.sampled_from(sorted(changes.ALL)), pick=PICKS, wait=st.integers(0, 3))
    def change(self, name: str, pick: int, wait: int) -> None:
        if wait:
            settle(self.clone)
            all_agreed(self.clone.top)  # there is something to be stale
        changes.ALL[name](self.clone, pick)

    @rule()
    def ask_since(self) -> None:
        """Two revisions at once; what one of them says must not be taken for the other."""
        ask(self.clone.top, "check", "--since", "HEAD~1")

    @rule()
    def ask_of_the_past(self) -> None:
        assert (
            ask(self.clone.top, "check", "--at", "HEAD~1").ran
            == ask(self.clone.top, "check", "--at", "HEAD~1", "--no-cache").ran
        )

    @rule()
    def ask_of_another_day(self) -> None:
        agreed(self.clone.top, "status", on="2027-11-23")

    @rule()
    def ask_about_a_folder(self) -> None:
        if (self.clone.top / "records/sessions").exists():
            agreed(self.clone.top, "check", str(self.clone.top / "records/sessions"))

    @invariant()
    def cold_and_warm_agree(self) -> None:
        all_agreed(self.clone.top)
        agreed(self.clone.top, "check", "--format", "json")

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


Life.TestCase.settings = settings(
    max_examples=4, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLife = Life.TestCase

"""One conversation with git: what was asked ahead is answered in order, and a copy of the process has its own."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from balintrec.errors import BalintrecError
from balintrec.repository import Repository
from balintrec.repository.revision import Objects
from tests.repository.clone import Clone

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is copied here")
MANY = 40


@pytest.fixture
def blobs(clone: Clone) -> tuple[Repository, dict[str, bytes]]:
    """A repository with many files, and what each of their blobs holds."""
    texts = {f"records/members/m{number:02}.md": f"---\nname: M{number}\n---\n" for number in range(MANY)}
    clone.commit("Enter many", texts)
    repository = Repository.open(clone.top)
    ids = repository.revision("HEAD").blobs()
    return repository, {ids[path]: text.encode() for path, text in texts.items()}


def in_a_copy(work: object) -> int:
    """The exit code of a copy of this process that does the work; it is ended when it takes too long."""
    copy = os.fork()
    if copy == 0:
        signal.alarm(20)
        status = 1
        try:
            work()  # type: ignore[operator]
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])


def test_a_copy_asks_for_itself(blobs: tuple[Repository, dict[str, bytes]]) -> None:
    repository, known = blobs
    objects: Objects = repository._objects
    first, *others = known
    assert objects.read(first, others) == known[first]  # all the others are on their way

    def read_all() -> None:
        for id in reversed(known):
            assert objects.read(id) == known[id]

    assert in_a_copy(read_all) == 0
    assert [objects.read(id) for id in others] == [known[id] for id in others]
    assert in_a_copy(read_all) == 0


def test_a_copy_leaves_the_conversation_of_its_parent_alone(
    blobs: tuple[Repository, dict[str, bytes]],
) -> None:
    repository, known = blobs
    objects: Objects = repository._objects
    first, *others = known
    objects.read(first, others)

    def forget() -> None:
        assert repository._objects.read(others[0]) == known[others[0]]
        repository._objects._let_go()
        sys.stdout.flush()

    assert in_a_copy(forget) == 0
    assert [objects.read(id) for id in others] == [known[id] for id in others]


def test_an_answer_to_another_question_is_not_believed(blobs: tuple[Repository, dict[str, bytes]]) -> None:
    repository, known = blobs
    objects: Objects = repository._objects
    first, second, third, *_ = known
    objects.read(first, [second])
    objects._asked[0] = third  # as if somebody else had asked
    with pytest.raises(BalintrecError, match="git fsck"):
        objects.read(third)
    assert objects.read(third) == known[third]

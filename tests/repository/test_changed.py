"""The difference of two revisions, and where they parted."""

from __future__ import annotations

from pathlib import Path

import pytest

from balintrec.errors import BalintrecError
from balintrec.repository import Repository
from tests.repository.clone import Clone

OLA = "records/members/ola.md"
LONG = "".join(f"line {number}\n" for number in range(20))


def told(clone: Clone, base: str, head: str, root: str = "") -> list[tuple[str, str, str | None]]:
    changes = Repository.open(clone.top / root).changed(base, head)
    return [(change.status, change.path, change.old_path) for change in changes]


def test_everything_that_differs(clone: Clone) -> None:
    clone.commit("before", {OLA: LONG, "records/members/gone.md": "g", "templates/new/member.md": "t"})
    clone.commit("between", {"records/members/brief.md": "b"})
    clone.commit(
        "after",
        {
            "records/members/brief.md": None,
            "records/members/gone.md": None,
            OLA: None,
            "records/members/ola-n.md": LONG + "more\n",
            ".github/workflows/check.yml": "on: push\n",
            ".gitattributes": "* text\n",
            "templates/new/member.md": "T",
        },
    )
    assert told(clone, "HEAD~2", "HEAD") == [
        ("added", ".gitattributes", None),
        ("added", ".github/workflows/check.yml", None),
        ("removed", "records/members/gone.md", None),
        ("moved", "records/members/ola-n.md", OLA),
        ("changed", "templates/new/member.md", None),
    ]


def test_no_difference(clone: Clone) -> None:
    assert told(clone, "HEAD", "HEAD") == []


def test_a_mode_is_a_change_with_one_blob(clone: Clone) -> None:
    (clone.top / OLA).chmod(0o755)
    clone.commit("executable")
    (change,) = Repository.open(clone.top).changed("HEAD~1", "HEAD")
    assert (change.status, change.blob) == ("changed", change.old_blob)


def test_a_submodule_is_seen_and_is_no_file(clone: Clone) -> None:
    clone.git("submodule", "--quiet", "add", str(clone.top), "records/inner")
    clone.commit("a submodule")
    changes = Repository.open(clone.top).changed("HEAD~1", "HEAD")
    assert [(change.path, change.blob is None) for change in changes] == [
        (".gitmodules", False),
        ("records/inner", True),
    ]


def test_below_the_root_only(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path)
    clone.commit("one", {"north/records/a.md": "a"})
    clone.commit("two", {"north/records/b.md": "b", "south/records/b.md": "b", "README.md": "r"})
    assert told(clone, "HEAD~1", "HEAD", "north") == [("added", "records/b.md", None)]


def test_the_fork_point(clone: Clone) -> None:
    fork = clone.id()
    clone.git("checkout", "--quiet", "-b", "side")
    clone.commit("side")
    clone.git("checkout", "--quiet", "main")
    clone.commit("main")
    assert Repository.open(clone.top).fork_point("main", "side") == fork
    assert Repository.open(clone.top).fork_point("side", "HEAD") == fork


def test_unrelated_histories(clone: Clone) -> None:
    clone.git("checkout", "--quiet", "--orphan", "other")
    clone.commit("from nowhere")
    with pytest.raises(BalintrecError, match=r'"main" and "other" have no commit in common$'):
        Repository.open(clone.top).fork_point("main", "other")

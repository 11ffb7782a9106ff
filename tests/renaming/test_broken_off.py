"""A rename that dies at any moment: the same command run again finishes it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import git
import pytest

from tests.cli.running import balintrec, member
from tests.repository.clone import Clone
from tests.repository.conftest import home, own_home  # noqa: F401
from tests.sources import files_below

FILES = {
    "members/ola.md": member("Ola Nordmann") + "Likes to walk.\n",
    "members/olaf.md": member("Olaf") + "Sings.\n",
    "members/per.md": member("Per"),
    "groups/g.md": "---\nname: G\nleaders: [ola]\n---\n",
    "sessions/2024-03-12-g.md": "---\ndate: 2024-03-12\ngroup: g\nleaders: [ola]\nattendees: [per]\n---\n",
    "sessions/2024-03-19-g.md": "---\ndate: 2024-03-19\ngroup: g\nleaders: [ola]\nattendees: [olaf]\n---\n",
    "reflections/2024-02-01-ola.md": "---\nmember: ola\nwritten: 2024-02-01\n---\nI lead.\n",
    "decisions/2024-04-01-ola-grant.md": (
        "---\nkind: grant\nmember: ola\ndate: 2024-04-01\nby: committee\ncredential: leader\n---\n"
    ),
}
COMMANDS = {
    "member": ("member", "ola", "ola-nordmann"),
    "group": ("group", "g", "oslo"),
    "decision": ("decision", "2024-04-01-ola-grant", "2024-04-01-ola"),
    "merge": ("member", "ola", "olaf", "--merge", "--yes"),
}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a process cannot be copied here"),
]


def dying(root: Path, arguments: tuple[str, ...], left: int) -> bool:
    """Run a command in a process that dies before the n-th call that changes anything; whether it did."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9

    def dies(call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*some: Any, **more: Any) -> Any:
            nonlocal left
            left -= 1
            if not left:
                os._exit(9)
            return call(*some, **more)

        return instead

    for owner, name in ((os, "link"), (os, "replace"), (os, "unlink"), (os, "mkdir"), (git.Git, "execute")):
        setattr(owner, name, dies(getattr(owner, name)))
    try:
        ran = balintrec("rename", *arguments, root=root)
        os._exit(ran.code)
    finally:
        os._exit(70)


@pytest.mark.parametrize("committing", [(), ("--commit",)], ids=["files", "commit"])
@pytest.mark.parametrize("what", COMMANDS)
def test_killed_before_every_call_that_changes_a_file(
    tmp_path: Path, what: str, committing: tuple[str, ...]
) -> None:
    arguments = (*COMMANDS[what], *committing)
    scene = Clone.made_at(tmp_path / "scene", "--template=")
    scene.commit("before", {f"records/{path}": text for path, text in FILES.items()})
    whole = tmp_path / "whole"
    shutil.copytree(scene.top, whole)
    assert balintrec("rename", *arguments, root=whole).code == 0
    wanted = files_below(whole / "records")
    point, died = 0, True
    while died:
        point += 1
        top = tmp_path / f"point{point}"
        shutil.copytree(scene.top, top)
        died = dying(top, arguments, point)
        ran = balintrec("rename", *arguments, root=top)
        assert ran.code == 0 or not died, (point, ran.err)
        found = {path: data for path, data in files_below(top / "records").items() if ".tmp" not in path}
        assert found == wanted, point
        if committing:
            assert [line for line in Clone(top).status().splitlines() if ".tmp" not in line] == [], point
    assert point > 5


@pytest.mark.parametrize("what", ["member", "group", "decision"])
def test_killed_where_nothing_is_kept_in_git(tmp_path: Path, what: str) -> None:
    scene = tmp_path / "scene"
    for path, text in FILES.items():
        (scene / "records" / path).parent.mkdir(parents=True, exist_ok=True)
        (scene / "records" / path).write_text(text)
    whole = tmp_path / "whole"
    shutil.copytree(scene, whole)
    assert balintrec("rename", *COMMANDS[what], root=whole).code == 0
    point, died = 0, True
    while died:
        point += 1
        top = tmp_path / f"point{point}"
        shutil.copytree(scene, top)
        died = dying(top, COMMANDS[what], point)
        ran = balintrec("rename", *COMMANDS[what], root=top)
        found = {path: data for path, data in files_below(top / "records").items() if ".tmp" not in path}
        assert found == files_below(whole / "records"), (point, ran.err)


def test_another_record_under_the_new_id_is_no_run_that_was_broken_off(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path / "society")
    clone.commit("before", {f"records/{path}": text for path, text in FILES.items()})
    clone.write("records/members/ola-nordmann.md", member("Ola Nordmann Hansen"))
    ran = balintrec("rename", *COMMANDS["member"], root=clone.top)
    assert ran.code == 2 and 'there is a member "ola-nordmann" already' in ran.err

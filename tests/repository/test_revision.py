"""A commit read as a source, and the names it is asked for by."""

from __future__ import annotations

import gc
import subprocess
from pathlib import Path

import pytest

from balintrec.errors import BalintrecError
from balintrec.repository import Repository, Revision
from balintrec.source import LARGEST, Entry, Form, Unreadable, WorkTree
from tests.repository.clone import Clone

pytestmark = pytest.mark.slow

OLA = "records/members/ola.md"


def head(clone: Clone) -> Revision:
    return Repository.open(clone.top).revision("HEAD")


def test_what_a_checkout_would_give(clone: Clone) -> None:
    names = [
        "records/members/a\nb.md",
        'records/members/"quoted".md',
        "records/members/tab\t.md",
        "records/ø/ü.md",
    ]
    clone.commit("names", {**dict.fromkeys(names, "text"), "records/members/.balintrec-1.tmp": "unfinished"})
    revision, tree = head(clone), WorkTree(clone.top)
    assert revision.entries() == tree.entries()
    assert {name: revision.read(name) for name in revision.blobs()} == {
        entry.path: tree.read(entry.path) for entry in tree.entries()
    }


def test_names_that_are_no_utf8(clone: Clone) -> None:
    (clone.top / "records/members/caf\udce9.md").write_text("x")
    clone.commit("an old name")
    assert "records/members/caf\udce9.md" in head(clone).blobs()
    assert head(clone).entries() == WorkTree(clone.top).entries()


def test_a_blob_is_not_changed_by_a_checkout(clone: Clone) -> None:
    clone.commit("filters", {".gitattributes": "*.md text eol=crlf ident\n"})
    clone.write(OLA, "name: Ola $Id$\r\n")
    clone.commit("with line ends")
    (clone.top / OLA).unlink()
    clone.git("checkout", "--quiet", "--", OLA)
    assert (clone.top / OLA).read_bytes().endswith(b"$\r\n")
    assert head(clone).read(OLA) == b"name: Ola $Id$\n"


def test_links_and_submodules_are_no_files(clone: Clone) -> None:
    (clone.top / "records/members/link.md").symlink_to("/etc/passwd")
    subprocess.run(["git", "clone", "--quiet", clone.top, clone.top / "records/inner"], check=True)
    clone.commit("odd things")
    revision = head(clone)
    assert Entry("records/members/link.md", Form.LINK) in revision.entries()
    assert Entry("records/inner", Form.REPOSITORY) in revision.entries()
    assert list(revision.blobs()) == [OLA]
    for path in ("records/members/link.md", "records/inner", "records/members/nobody.md"):
        with pytest.raises(Unreadable):
            revision.read(path)


def test_no_records(clone: Clone) -> None:
    clone.commit("away", {OLA: None, "README.md": "x"})
    with pytest.raises(BalintrecError, match='there is no folder "records" in the revision'):
        head(clone).entries()


def test_more_files_than_are_asked_for_at_once_in_any_order(clone: Clone) -> None:
    files = {f"records/members/m{number:04}.md": f"{number}\n" * (number % 7) for number in range(400)}
    clone.commit("many", files)
    revision = head(clone)
    for order in (
        sorted(files),
        sorted(files, reverse=True),
        sorted(files)[::3],
        [OLA, OLA, *sorted(files)[5:20]],
    ):
        for path in order:
            assert revision.read(path) == files.get(path, (clone.top / path).read_text()).encode()


def test_contents_larger_than_a_pipe(clone: Clone) -> None:
    files = {f"records/members/m{number}.md": f"{number}" * 200_000 for number in range(8)}
    clone.commit("large", files)
    revision = head(clone)
    assert {path: revision.read(path).decode() for path in files} == files


def test_a_file_too_large(clone: Clone) -> None:
    clone.commit(
        "huge", {"records/members/huge.md": b"x" * (LARGEST + 10), "records/members/next.md": "next"}
    )
    revision = head(clone)
    assert len(revision.read("records/members/huge.md")) == LARGEST + 1
    assert revision.read("records/members/next.md") == b"next"


def test_a_blob_by_its_id(clone: Clone) -> None:
    repository = Repository.open(clone.top)
    assert repository.read_blob(clone.id(f"HEAD:{OLA}")).startswith(b"---")


@pytest.mark.parametrize("id", ["0" * 40, "HEAD", f"HEAD:{OLA}", "a\nb", ""])
def test_what_is_no_blob(clone: Clone, id: str) -> None:
    repository = Repository.open(clone.top)
    with pytest.raises(BalintrecError):
        repository.read_blob(id)
    with pytest.raises(BalintrecError):
        repository.read_blob(clone.id("HEAD"))
    assert repository.read_blob(clone.id(f"HEAD:{OLA}")).startswith(b"---")


def test_a_reader_that_was_ended_starts_again(clone: Clone) -> None:
    repository = Repository.open(clone.top)
    blob = clone.id(f"HEAD:{OLA}")
    repository.read_blob(blob)
    process = repository._objects._process
    assert process is not None
    process.kill()
    assert process.stdout is not None
    process.stdout.read()  # until it is gone
    with pytest.raises(BalintrecError, match="git fsck"):
        repository.read_blob(blob)
    assert repository.read_blob(blob).startswith(b"---")


def test_names_of_a_revision(clone: Clone) -> None:
    first = clone.id()
    clone.git("tag", "--annotate", "--message", "minutes", "agm")
    second = clone.commit("Ida joins", {"records/members/ida.md": "y"})
    clone.git("branch", "drafts", first)
    repository = Repository.open(clone.top)
    named = {"HEAD": second, "main": second, "HEAD~1": first, "agm": first, "drafts": first, first[:8]: first}
    assert {name: repository.revision(name).commit for name in named} == named


ODD = [
    "nobody",
    "",
    "^HEAD",
    "HEAD..HEAD",
    "--all",
    "-1",
    "a\nb",
    "a\0b",
    "HEAD:records",
    "@{-1}",
    "2025-02-30",
    "\x1b[31m",
]


@pytest.mark.parametrize("name", ODD)
def test_no_such_revision(clone: Clone, name: str) -> None:
    with pytest.raises(
        BalintrecError, match=r"there is no revision .* name a branch, a tag, a commit or a day"
    ) as raised:
        Repository.open(clone.top).revision(name)
    assert str(raised.value).isprintable()


def test_a_revision_that_is_an_option(clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    repository = Repository.open(clone.top)
    name = f"--output={tmp_path / 'written'}"
    for ask in (repository.revision, repository.commits, lambda it: repository.changed(it, "HEAD")):
        with pytest.raises(BalintrecError):
            ask(name)
    with pytest.raises(BalintrecError):
        repository.fork_point("HEAD", name)
    assert not (tmp_path / "written").exists()


def test_a_branch_named_like_a_file(clone: Clone) -> None:
    clone.git("branch", "records")
    assert len(Repository.open(clone.top).commits("records")) == 1


def test_a_repository_with_longer_ids(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path, "--object-format=sha256")
    clone.commit("Ola joins", {OLA: "x"})
    assert len(head(clone).commit) == 64
    assert head(clone).read(OLA) == b"x"


def test_the_reader_ends_with_its_repository(clone: Clone) -> None:
    repository = Repository.open(clone.top)
    repository.read_blob(clone.id(f"HEAD:{OLA}"))
    process = repository._objects._process
    assert process is not None
    assert process.poll() is None
    repository.me = repository  # type: ignore[attr-defined]
    del repository
    gc.collect()
    assert process.poll() is not None

"""What people, editors, git and mishaps do to a society between two checks; each can be done in any state."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.cache.asking import MEMBERS, OLA, records
from tests.repository.clone import Clone

Change = Callable[[Clone, int], None]
"""Done to a clone; the number picks the file."""


def git(clone: Clone, *arguments: str) -> None:
    """Run git; what it refuses in this state does not happen."""
    subprocess.run(["git", *arguments], cwd=clone.top, capture_output=True, check=False)


def one_of(clone: Clone, pick: int) -> Path:
    """A record; where none is left, a new one."""
    found = records(clone)
    if not found:
        clone.write(f"{MEMBERS}/eva.md", OLA)
        found = records(clone)
    return found[pick % len(found)]


def other(data: bytes, pick: int) -> bytes:
    """Bytes of the same length of which one letter or digit is another."""
    places = [place for place, byte in enumerate(data) if chr(byte).isalnum() and byte < 128]
    if not places:
        return data
    place = places[pick * 7 % len(places)]
    letter = b"7" if chr(data[place]).isdigit() else b"q"
    letter = letter if data[place : place + 1] != letter else (b"8" if letter == b"7" else b"z")
    return data[:place] + letter + data[place + 1 :]


def edit(clone: Clone, pick: int) -> None:
    file = one_of(clone, pick)
    file.write_bytes(other(file.read_bytes(), pick))


def break_a_key(clone: Clone, pick: int) -> None:
    file = one_of(clone, pick)
    file.write_bytes(file.read_bytes().replace(b"name:", b"nome:").replace(b"date:", b"dade:"))


def edit_and_restore(clone: Clone, pick: int) -> None:
    file = one_of(clone, pick)
    data = file.read_bytes()
    file.write_bytes(other(data, pick))
    file.write_bytes(data)


def edit_with_the_time_set_back(clone: Clone, pick: int) -> None:
    file = one_of(clone, pick)
    before = file.stat()
    break_a_key(clone, pick)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def replace_with_the_time_set_back(clone: Clone, pick: int) -> None:
    file = one_of(clone, pick)
    before, new = file.stat(), file.with_name("new")
    new.write_bytes(file.read_bytes().replace(b"name:", b"nome:").replace(b"date:", b"dade:"))
    os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
    new.replace(file)


def exchange_two_files(clone: Clone, pick: int) -> None:
    one, two = one_of(clone, pick), one_of(clone, pick + 1)
    aside = one.with_name("aside")
    one.rename(aside)
    if two != one:
        two.rename(one)
    aside.rename(two)


def touch(clone: Clone, pick: int) -> None:
    one_of(clone, pick).touch()


def other_line_ends(clone: Clone, pick: int) -> None:
    file = one_of(clone, pick)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def rename(clone: Clone, pick: int) -> None:
    file = one_of(clone, pick)
    file.rename(file.with_name(f"x{file.name}"))


def delete(clone: Clone, pick: int) -> None:
    one_of(clone, pick).unlink()


def copy_elsewhere(clone: Clone, pick: int) -> None:
    file = one_of(clone, pick)
    (file.parent / "again").mkdir(exist_ok=True)
    shutil.copy2(file, file.parent / "again" / file.name)


def hard_link(clone: Clone, pick: int) -> None:
    file = one_of(clone, pick)
    link = file.with_name(f"{file.stem}-{pick}.md")
    if not os.path.lexists(link):
        os.link(file, link)


def add(clone: Clone, pick: int) -> None:
    clone.write(f"{MEMBERS}/new-{pick % 5}.md", OLA.replace("Ola", f"Ola{pick}"))


def add_broken(clone: Clone, pick: int) -> None:
    clone.write(f"{MEMBERS}/new-{pick % 5}.md", b"---\nname: \xff\n---\n")


def add_too_large(clone: Clone, pick: int) -> None:
    clone.write(f"{MEMBERS}/new-{pick % 5}.md", OLA + "x" * 4_200_000)


def add_with_a_strange_name(clone: Clone, pick: int) -> None:
    names = (
        b"two words.md",
        b'quo"te.md',
        b"line\nfeed.md",
        b"\xff\xfe.md",
        b"-H records.md",
        b"back\\slash.md",
    )
    clone.write(f"{MEMBERS}/{os.fsdecode(names[pick % len(names)])}", other(OLA.encode(), pick))


def ignore_a_file(clone: Clone, pick: int) -> None:
    clone.write(".gitignore", "ignored-*\n")
    clone.write(f"{MEMBERS}/ignored-{pick % 3}.md", OLA.replace("Ola", f"Ida{pick}"))


def ignore_a_folder(clone: Clone, pick: int) -> None:
    clone.write(".git/info/exclude", f"{MEMBERS}/old/\n")
    clone.write(f"{MEMBERS}/old/ida-{pick % 3}.md", OLA.replace("Ola", f"Ida{pick}"))


def ignore_everything(clone: Clone, pick: int) -> None:
    clone.write(".git/info/exclude", "records/\n")


def empty_folder(clone: Clone, pick: int) -> None:
    (clone.top / "records" / ("nothing", "members/deep")[pick % 2]).mkdir(parents=True, exist_ok=True)


def in_place_of(clone: Clone, pick: int) -> Path:
    """A free path, or that of a record which makes room."""
    if pick % 2:
        file = one_of(clone, pick)
        file.unlink()
        return file
    folder = clone.top / "records"
    return folder / f"free-{len(list(folder.iterdir()))}"


def pipe(clone: Clone, pick: int) -> None:
    os.mkfifo(in_place_of(clone, pick))


def symlink(clone: Clone, pick: int) -> None:
    in_place_of(clone, pick).symlink_to("../society.md")


def nested_repository(clone: Clone, pick: int) -> None:
    git(clone, "init", "--quiet", f"{MEMBERS}/nested")
    clone.write(f"{MEMBERS}/nested/ida.md", OLA)


def nested_repository_gone(clone: Clone, pick: int) -> None:
    shutil.rmtree(clone.top / MEMBERS / "nested/.git", ignore_errors=True)


def chmod(clone: Clone, pick: int) -> None:
    one_of(clone, pick).chmod((0o600, 0o755, 0o644)[pick % 3])


def commit(clone: Clone, pick: int) -> None:
    git(clone, "add", "--all", "records")
    git(clone, "commit", "--quiet", "--message", "A change", "--date", f"2026-0{pick % 9 + 1}-01T12:00:00")


def commit_nothing(clone: Clone, pick: int) -> None:
    git(clone, "commit", "--quiet", "--allow-empty", "--message", "Nothing")


def commit_a_late_session(clone: Clone, pick: int) -> None:
    edit(clone, pick)
    git(clone, "commit", "--all", "--quiet", "--message", "Late")


def amend(clone: Clone, pick: int) -> None:
    git(clone, "commit", "--all", "--amend", "--quiet", "--message", f"Amended {pick}")


def branch(clone: Clone, pick: int) -> None:
    git(clone, "checkout", "--quiet", "-B", f"branch-{pick % 3}", ("HEAD", "HEAD~1")[pick % 2])


def checkout(clone: Clone, pick: int) -> None:
    git(clone, "checkout", "--quiet", "--force", ("main", "branch-0", "branch-1", "HEAD~1")[pick % 4])


def conflict(clone: Clone, pick: int) -> None:
    git(clone, "stash")
    git(clone, "checkout", "--quiet", "-B", "theirs")
    edit(clone, pick)
    git(clone, "commit", "--quiet", "--all", "--message", "Theirs")
    git(clone, "checkout", "--quiet", "-B", "ours", "HEAD~1")
    edit(clone, pick + 1000)
    break_a_key(clone, pick)
    git(clone, "commit", "--quiet", "--all", "--message", "Ours")
    git(clone, "merge", "--quiet", "theirs")


def rebase(clone: Clone, pick: int) -> None:
    git(clone, "rebase", "--quiet", ("theirs", "branch-0", "HEAD~1")[pick % 3])


def rebase_aborted(clone: Clone, pick: int) -> None:
    git(clone, ("rebase", "merge")[pick % 2], "--abort")


def reset_hard(clone: Clone, pick: int) -> None:
    git(clone, "reset", "--quiet", "--hard", ("HEAD", "HEAD~1")[pick % 2])


def reset_soft(clone: Clone, pick: int) -> None:
    git(clone, "reset", "--quiet", ("--soft", "--mixed")[pick % 2], "HEAD~1")


def stash(clone: Clone, pick: int) -> None:
    git(clone, "stash", *(("--include-untracked",), ("pop",))[pick % 2])


def stage(clone: Clone, pick: int) -> None:
    edit(clone, pick)
    git(clone, "add", "--all", "records")


def unstage_only(clone: Clone, pick: int) -> None:
    git(clone, "rm", "--quiet", "--cached", str(one_of(clone, pick)))


def change_the_policy(clone: Clone, pick: int) -> None:
    for file in (clone.top / "records/policies").glob("*.md"):
        file.write_bytes(file.read_bytes().replace(b"at-least: 2,", b"at-least: %d," % (pick % 9 + 3)))


def accept(clone: Clone, pick: int) -> None:
    file = clone.top / "records/society.md"
    if file.is_file():
        accepted = "suppressed: [{code: SES004, record: sessions/2024-03-12-lahore-tuesday, reason: flood}]"
        file.write_bytes(file.read_bytes().replace(b"quorum:", f"{accepted}\nquorum:".encode()))


def do_not_look(clone: Clone, pick: int) -> None:
    file = one_of(clone, pick)
    git(clone, "update-index", ("--assume-unchanged", "--skip-worktree")[pick % 2], str(file))
    edit(clone, pick)


def touch_the_index(clone: Clone, pick: int) -> None:
    if (clone.top / ".git/index").exists():
        (clone.top / ".git/index").touch()


def refresh_the_index(clone: Clone, pick: int) -> None:
    git(clone, "status")


def index_gone(clone: Clone, pick: int) -> None:
    (clone.top / ".git/index").unlink(missing_ok=True)


def pack_up(clone: Clone, pick: int) -> None:
    git(clone, "gc", "--quiet", "--prune=now")


def shallow(clone: Clone, pick: int) -> None:
    if pick % 3:
        clone.write(".git/shallow", clone.git("rev-parse", "HEAD") + "\n")
    else:
        (clone.top / ".git/shallow").unlink(missing_ok=True)


def replace_the_commit(clone: Clone, pick: int) -> None:
    git(clone, "replace", "--force", "HEAD", "HEAD~1")


SETTINGS = (
    ("core.trustctime", "false"),
    ("core.checkStat", "minimal"),
    ("core.autocrlf", "true"),
    ("core.fileMode", "false"),
    ("core.ignoreStat", "true"),
    ("core.untrackedCache", "true"),
    ("status.showUntrackedFiles", "no"),
    ("status.relativePaths", "false"),
    ("core.splitIndex", "true"),
    ("core.ignoreCase", "true"),
    ("core.preloadIndex", "false"),
    ("diff.renames", "copies"),
)


def configure(clone: Clone, pick: int) -> None:
    git(clone, "config", *SETTINGS[pick % len(SETTINGS)])


def attributes(clone: Clone, pick: int) -> None:
    git(clone, "config", "filter.same.clean", "tr a-z x")
    lines = (
        "*.md text=auto",
        "*.md ident",
        "*.md filter=same",
        "*.md working-tree-encoding=UTF-16",
        "*.md -text",
    )
    clone.write(
        (".gitattributes", ".git/info/attributes")[pick // 3 % 2], lines[(pick + 1) % len(lines)] + "\n"
    )
    git(clone, "add", "--renormalize", ".")
    git(clone, "commit", "--quiet", "--message", "Converted")


def folder_as_submodule(clone: Clone, pick: int) -> None:
    git(clone, "rm", "-r", "--quiet", "--cached", MEMBERS)
    entry = f"160000,{clone.git('rev-parse', 'HEAD')},{MEMBERS}"
    git(clone, "update-index", "--add", "--cacheinfo", entry)
    git(clone, "commit", "--quiet", "--message", "Somebody else's folder now")


def sparse(clone: Clone, pick: int) -> None:
    git(clone, "sparse-checkout", *(("set", "records/sessions"), ("disable",))[pick % 2])


ALL: dict[str, Change] = {
    made.__name__.replace("_", "-"): made
    for made in (
        edit, break_a_key, edit_and_restore, edit_with_the_time_set_back, replace_with_the_time_set_back,
        exchange_two_files, touch, other_line_ends, rename, delete, copy_elsewhere, hard_link, add, add_broken,
        add_too_large, add_with_a_strange_name, ignore_a_file, ignore_a_folder, ignore_everything, empty_folder, pipe,
        symlink, nested_repository, nested_repository_gone, chmod, commit, commit_nothing, commit_a_late_session, amend,
        branch, checkout, conflict, rebase, rebase_aborted, reset_hard, reset_soft, stash, stage, unstage_only,
        change_the_policy, accept, do_not_look, touch_the_index, refresh_the_index, index_gone, pack_up, shallow,
        replace_the_commit, configure, attributes, folder_as_submodule, sparse,
    )
}  # fmt: skip

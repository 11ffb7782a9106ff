"""What else could make a warm answer wrong, or a damaged cache spoil a run."""

from __future__ import annotations

import os
import pty
import random
import shutil
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from balintrec.cli import run
from tests.cache import changes
from tests.cache.asking import MEMBERS, OLA, OMAR, ON, agreed, all_agreed, ask, cache_of, settle, society
from tests.cli.running import Ran
from tests.repository.clone import Clone
from tests.sample import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A society all of whose answers come from the cache."""
    made = society(tmp_path / "society")
    settle(made)
    assert all_agreed(made.top)
    return made


def break_ola(clone: Clone) -> None:
    clone.write(f"{MEMBERS}/ola.md", OLA.replace("name", "nome"))


# Damage


def cached(clone: Clone) -> list[Path]:
    return sorted(path for path in cache_of(clone).rglob("*") if path.is_file())


def shortened(file: Path) -> None:
    os.truncate(file, file.stat().st_size * 2 // 3)


def emptied(file: Path) -> None:
    os.truncate(file, 0)


def zeroed(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def noise(file: Path) -> None:
    file.write_bytes(random.Random(file.name).randbytes(file.stat().st_size))


def a_byte(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) * 3 // 4] ^= 1
    file.write_bytes(data)


def twice(file: Path) -> None:
    file.write_bytes(file.read_bytes() * 2)


def huge(file: Path) -> None:
    os.truncate(file, 1 << 40)


def pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def endless(file: Path) -> None:
    file.unlink()
    file.symlink_to("/dev/zero")


DAMAGES = (shortened, emptied, zeroed, noise, a_byte, twice, huge, pipe, folder, endless)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_is_passed_over(damage: Callable[[Path], None], clone: Clone) -> None:
    for file in cached(clone):
        damage(file)
    assert not ask(clone.top, "check").repeated
    all_agreed(clone.top)
    break_ola(clone)
    all_agreed(clone.top)


def test_files_that_are_exchanged_are_passed_over(clone: Clone) -> None:
    files = cached(clone)
    contents = [file.read_bytes() for file in files]
    for file, data in zip(files, contents[1:] + contents[:1], strict=True):
        file.write_bytes(data)
    all_agreed(clone.top)
    break_ola(clone)
    all_agreed(clone.top)


def test_a_damaged_cache_is_made_anew(clone: Clone) -> None:
    for file in cached(clone):
        noise(file)
    ask(clone.top, "check")
    assert ask(clone.top, "check").repeated


@pytest.mark.parametrize("name", ["", "answers", "readings", "trees"])
def test_where_it_cannot_be_written_runs_go_on(name: str, clone: Clone) -> None:
    shutil.rmtree(cache_of(clone) / name)
    (cache_of(clone) / name).write_text("in the way")
    all_agreed(clone.top)
    break_ola(clone)
    all_agreed(clone.top)


def test_where_writing_is_not_allowed_runs_go_on(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may be allowed to write everywhere: so the system's refusal is played."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    for name in ("makedirs", "replace", "unlink"):
        monkeypatch.setattr(os, name, refuse)
    break_ola(clone)
    all_agreed(clone.top)
    cold = ask(clone.top, "check", "--no-cache")
    assert not cold.repeated


def test_the_cache_of_another_user_is_neither_believed_nor_written(clone: Clone) -> None:
    if os.geteuid():
        pytest.skip("only root can give files to somebody else")
    before = {file: file.read_bytes() for file in cached(clone)}
    for path in (clone.top, *clone.top.rglob("*")):
        os.chown(path, 65534, 65534)
    assert not all_agreed(clone.top)
    assert "belongs to another user" in ask(clone.top, "check").ran.err
    assert {file: file.read_bytes() for file in cached(clone)} == before
    clone.git("config", "--global", "--add", "safe.directory", str(clone.top))
    try:
        assert not all_agreed(clone.top)
        assert {file: file.read_bytes() for file in cached(clone)} == before
    finally:
        clone.git("config", "--global", "--unset-all", "safe.directory")


# Foreign caches


def test_the_cache_of_a_clone_elsewhere(clone: Clone, tmp_path: Path) -> None:
    other = society(tmp_path / "other")
    break_ola(other)
    settle(other)
    assert all_agreed(other.top)
    for one, two in ((clone, other), (other, clone)):
        shutil.rmtree(cache_of(two))
        shutil.copytree(cache_of(one), cache_of(two))
    all_agreed(clone.top)
    all_agreed(other.top)


def test_the_cache_of_a_clone_that_stood_in_the_same_place(clone: Clone, tmp_path: Path) -> None:
    clone.top.rename(tmp_path / "first")
    second = society(clone.top)
    break_ola(second)
    shutil.copytree(tmp_path / "first/.git/balintrec", cache_of(second))
    settle(second)
    assert not ask(second.top, "check").repeated
    all_agreed(second.top)


def test_a_society_that_is_moved(clone: Clone, tmp_path: Path) -> None:
    moved = Clone(tmp_path / "moved")
    clone.top.rename(moved.top)
    break_ola(moved)
    all_agreed(moved.top)
    moved.top.rename(clone.top)
    all_agreed(clone.top)


def test_a_society_that_is_copied_over_itself(clone: Clone, tmp_path: Path) -> None:
    """As a backup would be put back: with the old times."""
    shutil.copytree(clone.top, tmp_path / "backup", symlinks=True)
    break_ola(clone)
    settle(clone)
    all_agreed(clone.top)
    shutil.rmtree(clone.top)
    shutil.copytree(tmp_path / "backup", clone.top, symlinks=True)
    all_agreed(clone.top)


# Where git looks away, or elsewhere


def test_git_is_blind_in_the_second_of_its_index(tmp_path: Path) -> None:
    """Old files that are staged, checked and changed back and forth, their times set back, all within a second."""
    clone = society(tmp_path / "society")
    file = clone.top / OMAR
    old = file.stat()
    while time.time() % 1 > 0.1:
        time.sleep(0.01)
    for name in ("name", "nome", "name", "nome"):
        file.write_text(file.read_text().replace("nome:", "name:").replace("name:", f"{name}:"))
        os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))
        clone.git("add", "--all")
        agreed(clone.top, "check")
        file.write_text(file.read_text().replace(f"{name}:", "nime:"))
        os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))
        agreed(clone.top, "check")


def test_git_saw_nothing_and_never_will(tmp_path: Path) -> None:
    """An edit in the second of the index stays unseen by git: it must not be taken for what git keeps."""
    clone = society(tmp_path / "society")
    file = clone.top / OMAR
    old = file.stat()
    while time.time() % 1 > 0.1:
        time.sleep(0.01)
    file.write_text(file.read_text())
    os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))
    clone.git("update-index", "--refresh")
    file.write_text(file.read_text().replace("name:", "nome:"))
    os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))
    settle(clone)
    agreed(clone.top, "check")
    file.write_text(file.read_text().replace("nome:", "name:"))
    agreed(clone.top, "check")


def test_records_behind_a_link(clone: Clone, tmp_path: Path) -> None:
    (clone.top / "records").rename(tmp_path / "elsewhere")
    (clone.top / "records").symlink_to("../elsewhere")
    settle(clone)
    agreed(clone.top, "check")
    (tmp_path / "elsewhere/members/ola.md").write_text(OLA.replace("name", "nome"))
    settle(clone)
    agreed(clone.top, "check")
    os.mkfifo(tmp_path / "elsewhere/pipe")
    agreed(clone.top, "check")


def test_records_that_are_a_repository_of_their_own(clone: Clone) -> None:
    inner = Clone(clone.top / "records")
    inner.git("init", "--quiet")
    inner.commit("Begin")
    clone.git("rm", "-r", "--quiet", "--cached", "records")
    clone.commit("The records are a submodule now")
    settle(clone)
    agreed(clone.top, "check")
    break_ola(clone)
    agreed(clone.top, "check")
    inner.commit("Broken")
    agreed(clone.top, "check")


def test_a_repository_that_has_another_work_tree(clone: Clone, tmp_path: Path) -> None:
    shutil.copytree(clone.top, tmp_path / "other")
    clone.git("config", "core.worktree", str(tmp_path / "other"))
    settle(clone)
    agreed(clone.top, "check")
    break_ola(clone)
    agreed(clone.top, "check")


def test_a_door_that_leads_nowhere_inside_another_repository(clone: Clone, tmp_path: Path) -> None:
    outer = Clone.made_at(tmp_path)
    shutil.rmtree(clone.top / ".git")
    outer.commit("All")
    (clone.top / ".git").mkdir()
    break_ola(clone)
    settle(outer)
    agreed(clone.top, "check")
    clone.write(f"{MEMBERS}/ola.md", OLA.replace("name", "nume"))
    agreed(clone.top, "check")


def test_two_societies_in_one_repository(tmp_path: Path) -> None:
    both = Clone.made_at(tmp_path / "both")
    for name in ("one", "two"):
        shutil.copytree(society(tmp_path / name).top / "records", both.top / name / "records")
    both.commit("Begin")
    settle(both)
    assert agreed(both.top / "one", "check")
    assert agreed(both.top / "two", "check")
    both.write(f"one/{MEMBERS}/ola.md", OLA.replace("name", "nome"))
    assert agreed(both.top / "two", "check")
    agreed(both.top / "one", "check")


def test_a_worktree(clone: Clone, tmp_path: Path) -> None:
    clone.git("worktree", "add", "--quiet", "../beside", "-b", "beside")
    beside = Clone(tmp_path / "beside")
    time.sleep(1.1)
    assert all_agreed(beside.top)
    assert (clone.top / ".git/worktrees/beside/balintrec/answers").is_dir()
    break_ola(beside)
    all_agreed(beside.top)
    assert all_agreed(clone.top)
    beside.git("update-ref", "refs/heads/beside", "HEAD~1")
    all_agreed(beside.top)
    clone.git("config", "extensions.worktreeConfig", "true")
    beside.git("config", "--worktree", "core.sparseCheckout", "true")
    all_agreed(beside.top)


def test_a_bare_repository_and_none(clone: Clone, tmp_path: Path) -> None:
    clone.git("config", "core.bare", "true")
    agreed(clone.top, "check")
    shutil.rmtree(clone.top / ".git")
    agreed(clone.top, "check")
    break_ola(clone)
    agreed(clone.top, "check")
    assert not (clone.top / ".git").exists()


def test_objects_borrowed_from_another_clone(clone: Clone, tmp_path: Path) -> None:
    subprocess.run(
        ["git", "clone", "--quiet", "--shared", str(clone.top), str(tmp_path / "shared")], check=True
    )
    shared = Clone(tmp_path / "shared")
    settle(shared)
    assert all_agreed(shared.top)
    clone.git("replace", "HEAD", "HEAD~1")
    all_agreed(shared.top)
    (shared.top / ".git/objects/info/alternates").write_text("/nowhere\n")
    agreed(shared.top, "check")


def test_a_commit_that_changes_nothing_in_the_index(clone: Clone) -> None:
    """The history is another one; nothing else in the repository tells."""
    index = (clone.top / ".git/index").stat()
    before = clone.git("rev-parse", "HEAD~1")
    clone.git("update-ref", "HEAD", before)
    assert (clone.top / ".git/index").stat() == index
    all_agreed(clone.top)


def test_a_society_that_is_a_submodule(clone: Clone, tmp_path: Path) -> None:
    outer = Clone.made_at(tmp_path / "outer")
    outer.git("submodule", "--quiet", "add", str(clone.top), "society", GIT_ALLOW_PROTOCOL="file")
    outer.commit("With a society")
    inner = Clone(tmp_path / "outer/society")
    time.sleep(1.1)
    assert all_agreed(inner.top)
    assert (tmp_path / "outer/.git/modules/society/balintrec/answers").is_dir()
    break_ola(inner)
    all_agreed(inner.top)
    inner.git("checkout", "--quiet", "--force", "HEAD~1")
    all_agreed(inner.top)


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path / "society")
    clone.write(f"{MEMBERS}/ola.md", OLA)
    settle(clone)
    assert all_agreed(clone.top)
    break_ola(clone)
    all_agreed(clone.top)
    clone.git("add", "--all")
    settle(clone)
    assert all_agreed(clone.top)
    clone.git("commit", "--quiet", "--message", "Begin")
    all_agreed(clone.top)


def test_a_repository_that_names_bytes_in_another_way(tmp_path: Path) -> None:
    clone = Clone.made_at(tmp_path / "society", "--object-format=sha256")
    clone.commit("Begin", {f"{MEMBERS}/ola.md": OLA})
    settle(clone)
    assert all_agreed(clone.top)  # git vouches for nothing that we can compare: every file is watched
    break_ola(clone)
    all_agreed(clone.top)
    clone.commit("Broken")
    agreed(clone.top, "check", "--at", "HEAD~1")
    all_agreed(clone.top)


# What else an answer depends on


def test_two_revisions_at_once_do_not_mix(clone: Clone) -> None:
    """What a file said where the branch began is not what it says now."""
    break_ola(clone)
    clone.commit("Break it")
    settle(clone)
    ask(clone.top, "check", "--since", "HEAD~1")
    agreed(clone.top, "check")
    clone.git("checkout", "--quiet", "HEAD~1")
    settle(clone)
    ask(clone.top, "check", "--since", "main")
    agreed(clone.top, "check")


def test_a_path_that_is_not_among_the_records(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    clone.write("notes/a.md", "Some notes.\n")
    settle(clone)
    assert agreed(clone.top, "check", str(clone.top / "notes"))
    monkeypatch.chdir(clone.top)
    assert agreed(None, "check", "notes")
    shutil.rmtree(clone.top / "notes")
    agreed(clone.top, "check", str(clone.top / "notes"))
    agreed(None, "check", "notes")


def test_a_path_behind_a_link_that_leads_elsewhere_later(clone: Clone, tmp_path: Path) -> None:
    break_ola(clone)
    clone.write("records/sessions/ola.md", OLA)
    settle(clone)
    link = tmp_path / "link"
    link.symlink_to(clone.top / "records/members")
    agreed(clone.top, "check", str(link / "../members/ola.md"))
    assert agreed(clone.top, "check", str(link / "ola.md"))
    link.unlink()
    link.symlink_to(clone.top / "records/sessions")
    agreed(clone.top, "check", str(link / "ola.md"))


def test_the_same_words_in_another_folder(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    break_ola(clone)
    settle(clone)
    monkeypatch.chdir(clone.top / "records")
    assert agreed(None, "check", "members")
    assert agreed(None, "check", "--format", "github")
    monkeypatch.chdir(clone.top)
    clone.write("members/x", "")
    agreed(None, "check", "members")
    agreed(None, "check", "--format", "github")


def test_roots_by_other_names(clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = society(tmp_path / "other")
    break_ola(other)
    settle(other)
    link = tmp_path / "link"
    link.symlink_to("society")
    assert agreed(link, "check")
    link.unlink()
    link.symlink_to("other")
    assert agreed(link, "check")
    monkeypatch.chdir(tmp_path)
    assert agreed(Path("society"), "check")
    assert (
        agreed(Path("other/.."), "check", "--root", "other") is False
    )  # named twice: not asked of the cache
    assert agreed(None, "check", "--root=other")
    monkeypatch.chdir(tmp_path / "other")
    assert agreed(None, "check")
    agreed(None, "check", "--root", "../society")


def test_a_nearer_society(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    (clone.top / "below/deep").mkdir(parents=True)
    monkeypatch.chdir(clone.top / "below/deep")
    settle(clone)
    assert agreed(None, "check")
    clone.write(f"below/{MEMBERS}/ola.md", OLA.replace("name", "nome"))
    agreed(None, "check")


def test_today_is_another_day_tomorrow(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    assert agreed(clone.top, "status", on=None)
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() + 90_000))
    strftime = time.strftime
    with monkeypatch.context() as patch:
        patch.setattr(time, "strftime", lambda *given: day if given == ("%Y-%m-%d",) else strftime(*given))
        assert not ask(clone.top, "status", on=None).repeated
    clone.write("--once/x", "")
    monkeypatch.chdir(clone.top)
    with monkeypatch.context() as patch:
        assert agreed(None, "check", "--", "--once", on=None)
        patch.setattr(time, "strftime", lambda *given: day if given == ("%Y-%m-%d",) else strftime(*given))
        assert not ask(None, "check", "--", "--once", on=None).repeated
    assert agreed(clone.top, "status", on="2026-11-23")
    assert not ask(clone.top, "status", on="2026-11-24").repeated


@pytest.mark.parametrize(("name", "value"), [("COLUMNS", "50"), ("NO_COLOR", "1"), ("TERM", "dumb")])
def test_variables_that_change_how_it_looks(
    name: str, value: str, clone: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert not ask(clone.top, "check").repeated
    assert agreed(clone.top, "check")


def test_a_folder_that_is_called_like_a_command(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what `check` and `status` say is kept; what another command writes must be written each time."""
    from balintrec.cli.program import RENDERS

    if "site" not in RENDERS:
        pytest.skip("there is no command that writes a folder")
    pytest.importorskip("markdown_it", reason="the extra site is not installed")
    monkeypatch.chdir(clone.top)
    for _ in range(2):
        asked = ask(clone.top, "render", "site", "status", "--language", "en")
        assert asked.ran.code == 0, asked.ran.err
        assert not asked.repeated
        assert (clone.top / "status/index.html").is_file()
        shutil.rmtree(clone.top / "status")
        settle(clone)


def test_what_went_wrong_takes_nothing_out_of_the_cache(clone: Clone) -> None:
    before = {file: file.read_bytes() for file in cached(clone)}
    assert ask(clone.top, "check", "no-such-path").ran.code == 2
    assert ask(clone.top, "status", "nobody-of-this-name").ran.code == 2
    assert {file: file.read_bytes() for file in cached(clone)} == before


# The program itself


def program(
    top: Path,
    *arguments: str,
    code: str = "",
    out: int = subprocess.PIPE,
    err: int = subprocess.PIPE,
    **environment: str,
) -> Ran:
    """The real program, after some code of the test's."""
    script = f"{code}\nfrom balintrec.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, "--root", str(top), "--on", ON, *arguments],
        cwd=top,
        env={**os.environ, "PYTHONPATH": str(ROOT)} | environment,
        stdout=out,
        stderr=err,
        encoding="utf-8",
        timeout=60,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def alike(top: Path, *arguments: str, code: str = "", err: int = subprocess.PIPE, **environment: str) -> Ran:
    """Run it twice with and once without a cache; all must leave the same behind."""
    runs = [program(top, *arguments, code=code, err=err, **environment) for _ in range(2)]
    cold = program(top, *arguments, "--no-cache", code=code, err=err, **environment)
    assert runs == [cold, cold]
    return cold


def test_the_program_says_the_same(clone: Clone) -> None:
    for question in (("check",), ("status",), ("status", "omar-farooq"), ("check", "--format", "sarif")):
        assert alike(clone.top, *question).code == 0
    break_ola(clone)
    assert alike(clone.top, "check").code == 1


def on_a_terminal(top: Path, columns: int, *arguments: str) -> bytes:
    """What the program shows on a terminal so wide."""
    child, terminal = pty.fork()
    if child == 0:
        termios.tcsetwinsize(0, (40, columns))
        command = ["-m", "balintrec", "--root", str(top), "--on", ON, *arguments]
        # Told expressly: a library that edits lines may have put widths where Python does not see them.
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        os.execve(sys.executable, [sys.executable, *command], environment)
    said = b""
    while True:
        try:
            said += os.read(terminal, 1000)
        except OSError:  # the program has ended
            break
    os.close(terminal)
    os.waitpid(child, 0)
    return said


def test_terminals_of_several_widths(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    break_ola(clone)
    settle(clone)
    differ = False
    for question in (("check",), ("status",)):
        cold = {width: on_a_terminal(clone.top, width, *question, "--no-cache") for width in (40, 100)}
        differ |= cold[40] != cold[100]
        for width in (40, 100, 40, 100):
            assert on_a_terminal(clone.top, width, *question) == cold[width]
        assert program(clone.top, *question) == program(clone.top, *question, "--no-cache")
    assert differ


def test_another_version_of_the_program(clone: Clone, tmp_path: Path) -> None:
    """Of which no file has another size or another time, as where everything is built with one time."""
    shutil.copytree(ROOT / "balintrec", tmp_path / "balintrec", ignore=shutil.ignore_patterns("__pycache__"))
    break_ola(clone)
    settle(clone)
    this = {"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    assert "unknown key" in alike(clone.top, "check", **this).out
    module = tmp_path / "balintrec/model/validate.py"
    old = module.stat()
    module.write_text(module.read_text().replace("unknown key", "unheard key"))
    os.utime(module, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert "unheard key" in alike(clone.top, "check", **this).out
    assert "unknown key" in alike(clone.top, "check").out


def test_both_streams_into_one_place_keep_their_order(clone: Clone) -> None:
    break_ola(clone)
    settle(clone)
    said = alike(clone.top, "status", err=subprocess.STDOUT, PYTHONUNBUFFERED="")
    assert said.out.rstrip().endswith("see balintrec check")


def test_a_letter_that_cannot_be_shown(clone: Clone) -> None:
    clone.write(f"{MEMBERS}/śliwa.md", "---\nnome: Śliwa سارہ\n---\n")
    settle(clone)
    assert alike(clone.top, "check").code == 1
    assert alike(clone.top, "check", PYTHONIOENCODING="ascii").code == 1
    assert alike(clone.top, "check", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0").code == 1


def test_a_reader_who_leaves_spoils_no_answer(clone: Clone) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    cut = program(clone.top, "check", "--format", "json", out=writing)
    os.close(writing)
    assert cut.code == 141
    assert alike(clone.top, "check", "--format", "json").code == 0


def test_a_system_that_does_not_wait_for_children(clone: Clone) -> None:
    code = "import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN)"
    assert alike(clone.top, "check", code=code) == alike(clone.top, "check")
    break_ola(clone)
    assert alike(clone.top, "check", code=code).code == 1


def test_from_a_folder_that_is_gone(clone: Clone, tmp_path: Path) -> None:
    code = f"import os; os.mkdir({str(tmp_path / 'gone')!r}); os.chdir({str(tmp_path / 'gone')!r}); os.rmdir('../gone')"
    assert alike(clone.top, "check", code=code).code == 0


def test_without_git_on_the_path(clone: Clone, tmp_path: Path) -> None:
    agreeing = alike(clone.top, "check", PATH=str(tmp_path))
    assert "Traceback" not in agreeing.err


def test_variables_of_git_lead_nowhere(clone: Clone, tmp_path: Path) -> None:
    other = society(tmp_path / "other")
    astray = {
        "GIT_DIR": str(other.top / ".git"),
        "GIT_WORK_TREE": str(other.top),
        "GIT_INDEX_FILE": "/dev/null",
    }
    assert alike(clone.top, "check", **astray) == alike(clone.top, "check")
    break_ola(clone)
    assert alike(clone.top, "check", **astray).code == 1


def test_an_answer_that_goes_into_closed_streams(clone: Clone) -> None:
    """git's own output must not get lost with them, and an answer kept about nothing."""
    closed = "import os; os.close(1); os.close(2)"
    program(clone.top, "check", code=closed)
    break_ola(clone)
    program(clone.top, "check", code=closed)
    assert alike(clone.top, "check").code == 1


# Several at once


def started(top: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "balintrec", "--root", str(top), "--on", ON, *arguments],
        cwd=top,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def ended(process: subprocess.Popen[str]) -> Ran:
    out, err = process.communicate(timeout=60)
    return Ran(process.returncode, out, err)


def test_four_at_once_on_no_cache(clone: Clone) -> None:
    expected = program(clone.top, "check", "--no-cache")
    for _ in range(2):
        shutil.rmtree(cache_of(clone))
        runs = [ended(one) for one in [started(clone.top, "check") for _ in range(4)]]
        assert runs == [expected] * 4
    all_agreed(clone.top)


def test_four_at_once_while_a_fifth_edits(clone: Clone) -> None:
    """A run may meet a file before or after an edit; what is kept of it is never wrong later."""
    file = clone.top / MEMBERS / "ola.md"
    for _ in range(3):
        runs = [started(clone.top, "check") for _ in range(4)]
        while any(one.poll() is None for one in runs):
            for text in (OLA, OLA.replace("name", "nome")):
                new = file.with_name(".new")
                new.write_text(text)
                new.replace(file)
                time.sleep(0.05)
        said = [ended(one) for one in runs]
        assert all(one.code in (0, 1) and not one.err for one in said), said
        all_agreed(clone.top)
        file.write_text(OLA)
        all_agreed(clone.top)


KILLED = """
import os, signal
from balintrec.cache import checksum

class Half:
    def __init__(self, file): self.file = file
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def write(self, data): self.file.write(data[: len(data) // 2]); self.file.flush(); kill()

def kill(*_): os.kill(os.getpid(), signal.SIGKILL)
"""
MOMENTS = {
    "while it writes": "checksum.open = lambda path, how: Half(open(path, how)) if how == 'xb' else open(path, how)",
    "before it is there": "os.replace = kill",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed(moment: str, clone: Clone) -> None:
    break_ola(clone)
    assert program(clone.top, "check", code=KILLED + MOMENTS[moment]).code == -signal.SIGKILL
    unfinished = list(cache_of(clone).rglob(".balintrec-*"))
    assert len(unfinished) == 1
    all_agreed(clone.top)
    os.utime(unfinished[0], (0, 0))
    changes.edit(clone, 3)
    all_agreed(clone.top)
    assert not unfinished[0].exists()


def test_a_run_within_a_run_keeps_nothing(clone: Clone) -> None:
    """Without a conversation, as when Python code calls it, no answer is kept, and nothing fails."""
    shutil.rmtree(cache_of(clone))
    assert run(["--root", str(clone.top), "--on", ON, "-q", "check"]) == 0
    assert not (cache_of(clone) / "answers").exists()

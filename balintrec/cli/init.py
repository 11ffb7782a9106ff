"""``balintrec init``: a new society, its git repository and its first commit."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from balintrec.cli.complete import presets as complete_presets
from balintrec.cli.options import quiet_option

if TYPE_CHECKING:
    from balintrec.repository.first_commit import Author

SERVICES = {"github": "GitHub", "gitlab": "GitLab"}


@click.command
@click.argument("directory", required=False, metavar="[DIR]")
@click.option(
    "--policy",
    default="pakistan",
    metavar="NAME",
    shell_complete=complete_presets,
    help="Policy to start with (default: pakistan).",
)
@click.option(
    "--name", default="Our Balint society", help="Name of the society (default: Our Balint society)."
)
@click.option(
    "--ci",
    type=click.Choice([*SERVICES, "none"]),
    help="Service that checks and reviews changes (default: github). In an existing society, add its files.",
)
@click.option(
    "--package",
    metavar="PIN",
    help="balintrec package that the service installs: a version with hashes, or an address at a commit. "
    "Without it, no workflow is written.",
)
@click.option(
    "--author",
    metavar="'NAME <EMAIL>'",
    help="Name and e-mail address for the commits in this society (default: those set in git, else you are asked).",
)
@click.option("--no-git", is_flag=True, help="Do not create a git repository or a commit.")
@quiet_option
def init(
    directory: str | None,
    policy: str,
    name: str,
    ci: str | None,
    package: str | None,
    author: str | None,
    no_git: bool,
    quiet: bool,
) -> None:
    """Create a new, empty society in DIR, with a policy that comes with balintrec, and commit it with git.

    With --ci and an existing society, in DIR or here, only add the files for that service.
    """
    from balintrec.cli.terminal import report
    from balintrec.repository.first_commit import author as author_in
    from balintrec.scaffold.ci import pinned

    _refuse_contradictions(directory, ci, package, author, no_git)
    package = None if package is None else pinned(package)
    who = None if author is None else author_in(author)
    root = _known(directory) if ci in SERVICES else None
    if root is not None:
        told, _ = _added(root, ci or "", package)
    else:
        told = _created(directory or ".", name, policy, ci or "github", package, who, no_git)
    if not quiet:
        report(told)


def _refuse_contradictions(
    directory: str | None, ci: str | None, package: str | None, author: str | None, no_git: bool
) -> None:
    """Raises `click.UsageError` for options that do not go together."""
    wrong = ""
    if package is not None and ci == "none":
        wrong = "--package cannot be used with --ci none"
    elif author is not None and no_git:
        wrong = "--author cannot be used with --no-git"
    elif directory is None and ci not in SERVICES:
        wrong = "give the DIR in which to create the society, or --ci to add a service to this one"
    if wrong:
        raise click.UsageError(wrong, click.get_current_context())


def _created(
    directory: str, name: str, policy: str, ci: str, package: str | None, author: Author | None, no_git: bool
) -> list[str]:
    """Write all files of a new society, and commit them; say what was done, and what is left to do."""
    from balintrec.scaffold.record import new_society

    texts = new_society(name, policy)
    root = _begun(directory, texts) or _made(directory)
    who = None if no_git else author or author_for(root)
    told = _written(root, texts, f"in {directory}")
    if ci != "none":
        said, added = _added(root, ci, package)
        told, texts = told + said, {**texts, **added}
    told += [] if no_git else committed(root, texts, who)
    return [*told, f"next: cd {quote(directory)}, then balintrec explain {policy} and balintrec new member"]


def _known(directory: str | None) -> Path | None:
    """The society that is there already, if one is; without a folder named, one must be here or above."""
    from balintrec.source import RECORDS, find_root

    if directory is None:
        return find_root(Path.cwd())
    root = Path(directory).resolve()
    return root if (root / RECORDS).is_dir() else None


def _begun(directory: str, texts: Mapping[str, str]) -> Path | None:
    """A folder in which a run was broken off: of a society it holds some of these very files, and nothing else."""
    from balintrec.source import RECORDS, Unreadable, WorkTree

    root = Path(directory).resolve()
    if not (root / RECORDS).is_dir() or (root / RECORDS).is_symlink():
        return None
    tree = WorkTree(root)
    try:
        there = {one.path: tree.read(one.path) for one in tree.entries()}
    except Unreadable:
        return None
    left = [path for path in texts if not _there(root / path)]
    own = all(path in texts and data == texts[path].encode() for path, data in there.items())
    return root if left and own else None


def _made(directory: str) -> Path:
    """A folder in which there is no society. Raises `BalintrecError`."""
    from balintrec.errors import BalintrecError

    root = Path(directory)
    if _there(root / "records"):
        raise BalintrecError(f"there is a society in {directory} already: it has a folder records")
    if above := next((one for one in root.resolve().parents if _there(one / "records")), None):
        raise BalintrecError(
            f"{directory} lies inside the society in {above}, which has a folder records; choose one beside it"
        )
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BalintrecError(f"cannot make {directory}: {(error.strerror or 'it failed').lower()}") from None
    return root.resolve()


def _added(root: Path, service: str, package: str | None) -> tuple[list[str], dict[str, str]]:
    """Write the files for a service; what was done and is left to do, and the files."""
    from balintrec.repository.sparse import refuse_if_hidden
    from balintrec.scaffold.ci import HOW, OWNERS, ci_files

    refuse_if_hidden(root, ".")
    texts = ci_files(service, package)
    told = _written(root, texts, f"for {SERVICES[service]}")
    if told[0].startswith("wrote"):
        told.append(
            f"next: in {OWNERS[service]}, put the {SERVICES[service]} name of your committee's team in the place of "
            f"@your-society/committee, on every line; then nobody changes the rules without the committee's approval"
        )
    if package is None:
        told.append(f"no workflow was written: run balintrec init --ci {service} here with {HOW}")
    elif b"balintrec" not in (root / "requirements.txt").read_bytes():
        told.append(f"next: add {package} to requirements.txt, from which it is installed there")
    if not _there(root / ".git") and any(_there(above / ".git") for above in root.parents):
        told.append(
            f"this folder is not the top of its git repository; {SERVICES[service]} reads these files only there"
        )
    return told, texts


def _written(root: Path, texts: Mapping[str, str], where: str) -> list[str]:
    """Write what is not there; files that are stay as they are."""
    from balintrec.store import write_new

    kept = [path for path in texts if _there(root / path)]
    written = [path for path in texts if path not in kept]
    for path in written:
        write_new(root, path, texts[path])
    told = [f"wrote {', '.join(written)} {where}"] if written else []
    return told + ([f"left unchanged: {', '.join(kept)}"] if kept else [])


def _there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


_BY_HAND = 'git add . && git commit -m "Begin the society"'


def author_for(root: Path) -> Author | None:
    """Whose name to keep for a repository, asked for at a terminal; None where git knows one, or nobody can answer."""
    from balintrec.cli.prompts import on_terminal
    from balintrec.cli.terminal import report
    from balintrec.repository.first_commit import Author, author, knows_author

    if not shutil.which("git") or not on_terminal() or knows_author(root):
        return None
    report(["git records who made each change. Your name is stored for this society only."])
    name = _asked("your name (such as Nadia Iqbal)", lambda text: author(f"{text} <a@b>").name)
    email = _asked(
        "your e-mail address (such as nadia@example.org)", lambda text: author(f"a <{text}>").email
    )
    return Author(name, email)


def committed(root: Path, texts: Mapping[str, str], who: Author | None) -> list[str]:
    """Make a repository of a new society and commit these files of it; what was done, or is left to do."""
    from balintrec.repository import first_commit

    if not shutil.which("git"):
        return [
            f"not committed: git was not found; install it, then in that folder: git init -b main && {_BY_HAND}"
        ]
    own = os.path.lexists(root / ".git")
    if not own and first_commit.in_repository(root):
        return [f"not committed: that folder is in a git repository already; commit there: {_BY_HAND}"]
    if not own:
        first_commit.make(root)
    if who:
        first_commit.keep_author(root, who)
    if not first_commit.knows_author(root):
        return [
            "not committed: git does not know your name; in that folder: "
            f'git config user.name "Your Name" && git config user.email you@example.org && {_BY_HAND}'
        ]
    commit = first_commit.commit_first(root, texts)
    return [f"committed as {commit[:12]}"] if commit else []


def _asked(said: str, understood: Callable[[str], str]) -> str:
    """One answer, asked for until it is one."""
    from balintrec.errors import BalintrecError

    def read(text: str) -> str:
        try:
            return understood(text)
        except BalintrecError:
            raise click.UsageError("write it as in the example") from None

    answer: str = click.prompt(said, value_proc=read)
    return answer

"""``balintrec init``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from balintrec.cli.complete import presets as complete_presets
from balintrec.cli.options import quiet_option

SERVICES = {"github": "GitHub", "gitlab": "GitLab"}


@click.command
@click.argument("directory", required=False, metavar="[DIR]")
@click.option(
    "--policy",
    default="pakistan",
    metavar="NAME",
    shell_complete=complete_presets,
    help="Which policy to begin with (default: pakistan).",
)
@click.option("--name", default="Our Balint society", help="What the society is called.")
@click.option(
    "--ci",
    type=click.Choice([*SERVICES, "none"]),
    help="Which service is to check and review changes (default: github); adds its files to a society that exists.",
)
@click.option(
    "--package",
    metavar="PIN",
    help="Which balintrec the service installs: a version with hashes, or an address at a commit; "
    "without it no workflow is written.",
)
@quiet_option
def init(
    directory: str | None, policy: str, name: str, ci: str | None, package: str | None, quiet: bool
) -> None:
    """Begin a new, empty society in DIR, with a policy that comes with balintrec.

    With --ci and a society that exists, in DIR or here, only the files for that service are added to it.
    """
    from balintrec.render.beginning import new_society
    from balintrec.render.ci import pinned

    if package is not None and ci == "none":
        raise click.UsageError("--package is for a service, and --ci is none", click.get_current_context())
    if directory is None and ci not in SERVICES:
        raise click.UsageError(
            "say in which DIR the society is to begin, or which --ci is to be added to this one",
            click.get_current_context(),
        )
    package = None if package is None else pinned(package)
    told = []
    root = _known(directory) if ci in SERVICES else None
    if root is None:
        texts = new_society(name, policy)
        root = _begun(directory or ".", texts) or _made(directory or ".")
        told = [
            *_written(root, texts, f"in {directory}"),
            f"next: balintrec explain {policy}, and balintrec new member, in that folder",
        ]
    if ci != "none":
        told += _added(root, ci or "github", package)
    if not quiet:
        click.echo("\n".join(told))


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


def _added(root: Path, service: str, package: str | None) -> list[str]:
    """Write the files for a service; say what was done, and what is left to do."""
    from balintrec.render.ci import HOW, OWNERS, ci_files
    from balintrec.repository.sparse import refuse_if_hidden

    refuse_if_hidden(root, ".")
    told = _written(root, ci_files(service, package), f"for {SERVICES[service]}")
    if told[0].startswith("wrote"):
        told.append(f"next: put the names of the committee into {OWNERS[service]}")
    if package is None:
        told.append(f"no workflow was written: run balintrec init --ci {service} here with {HOW}")
    elif b"balintrec" not in (root / "requirements.txt").read_bytes():
        told.append(f"next: add {package} to requirements.txt, from which it is installed there")
    if not _there(root / ".git") and any(_there(above / ".git") for above in root.parents):
        told.append(
            f"this is not the top of its git repository; {SERVICES[service]} reads these files only there"
        )
    return told


def _written(root: Path, texts: Mapping[str, str], where: str) -> list[str]:
    """Write what is not there; files that are stay as they are."""
    from balintrec.store import write_new

    kept = [path for path in texts if _there(root / path)]
    written = [path for path in texts if path not in kept]
    for path in written:
        write_new(root, path, texts[path])
    told = [f"wrote {', '.join(written)} {where}"] if written else []
    return told + ([f"left as they were: {', '.join(kept)}"] if kept else [])


def _there(path: Path) -> bool:
    return path.exists() or path.is_symlink()

"""Looks at a clone: asks git, and the files around it. Only reads, and changes nothing."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from balintrec.repository.git import Program
from balintrec.repository.health.facts import Clone, Files, Guards, Health, Lock, Settings, Uncommitted
from balintrec.repository.location import Completeness, Place, find
from balintrec.source import RECORDS, TEMPORARY, Form, WorkTree

_LOCKS = ("index.lock", "HEAD.lock", "config.lock", "packed-refs.lock")
_PIPELINES = (
    ".github/workflows/*.y*ml", ".gitlab-ci.yml", ".forgejo/workflows/*.y*ml", ".gitea/workflows/*.y*ml",
    ".woodpecker.y*ml", ".woodpecker/*.y*ml", "bitbucket-pipelines.yml", "azure-pipelines.yml", "Jenkinsfile",
)  # fmt: skip
_PRE_COMMIT = ".pre-commit-config.yaml"
_SYNCED = re.compile(
    r"(Dropbox|OneDrive|Google ?Drive|iCloud ?Drive|Mobile Documents|CloudStorage|Nextcloud|ownCloud|pCloud ?Drive)\b"
)
_PULL = re.compile(r"Merge (branch '[^']+' of |remote-tracking branch )")
"""What git itself writes above a merge that a pull made."""
_INTO = re.compile(r"^Merge .* into (\S+)$")
"""What it writes where the merge was made on another branch than the main one."""
_SHORT = 10
_REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.davfs", "fuse.rclone", "afs", "9p"}
)
"""Types of file systems whose disk is another machine's."""


def examine(root: Path, now: float) -> Health:
    """Look at the clone around a society's root; ``now`` in seconds since 1970.

    Raises `BalintrecError`, with what mends it, where there is no repository that can be used.
    """
    root = root.resolve()
    place = find(root)
    program = Program(place.top, place.git_dir)
    configured = _configured(program)
    return Health(
        _clone(place, program, configured, now),
        _settings(root, place, program, configured),
        _guards(place, program),
        _files(root, place, program, now),
    )


def changes(root: Path) -> tuple[Uncommitted, ...]:
    """The files under `records/` whose contents are in no commit, in order of path. Raises `BalintrecError`."""
    place = find(root)
    return tuple(_uncommitted(Program(place.top, place.git_dir), place.prefix))


def _uncommitted(program: Program, prefix: str) -> Iterator[Uncommitted]:
    output = program.read(
        "status", "--porcelain=v1", "-z", "--no-renames",
        "--untracked-files=all", "--ignored=matching", "--", f"{prefix}{RECORDS}",
    )  # fmt: skip
    begin, end = TEMPORARY
    for line in sorted(_texts(output), key=lambda line: line[3:]):
        path = line[3:]
        name = path.rpartition("/")[2]
        if not (name.startswith(begin) and name.endswith(end)):
            yield Uncommitted(path[len(prefix) :], line.startswith("!!"))


def _clone(place: Place, program: Program, configured: Mapping[str, str], now: float) -> Clone:
    moments = [
        int(word)
        for word in _words(program, "log", "--format=%ct", "HEAD", "--branches", "--not", "--remotes")
    ]
    count = _words(program, "rev-list", "--count", "HEAD")
    lacks = not place.shallow and Completeness(program, False).incomplete is not None
    return Clone(
        shallow=place.shallow,
        lacks_contents=lacks,
        commits=int(count[0]) if count else 0,
        remotes=len(_words(program, "remote")),
        unpushed=len(moments),
        unpushed_for=max(now - min(moments), 0) if moments else None,
        stranded=bool(count) and _stranded(program),
        commit_graph=configured.get("core.commitgraph") != "false" and _has_graph(place, program),
        loose=_loose(program),
        pulled=tuple(_pulled(program)),
    )


def _pulled(program: Program) -> Iterator[str]:
    """Merges of what others had into one's own line: those that git says are, and those that are not pushed yet."""
    line = _words(program, "rev-list", "--first-parent", "HEAD")
    theirs = _words(program, "rev-parse", "--verify", "--quiet", "@{upstream}")
    turned = theirs and theirs[0] not in line
    own = set(
        _words(program, "rev-list", "--first-parent", "--merges", "@{upstream}..HEAD") if turned else ()
    )
    branches = _words(program, "for-each-ref", "--format=%(refname:lstrip=-1)", "refs/heads", "refs/remotes")
    has_main = bool({"main", "master"} & {*branches})
    merges = _text(program, "log", "--first-parent", "--merges", "--format=%H %s", "HEAD")
    for id, _, subject in (merge.partition(" ") for merge in merges.splitlines()):
        into = _INTO.search(subject)
        aside = into and has_main and into[1] not in ("main", "master")
        if id in own or _PULL.match(subject) or aside:
            yield id[:_SHORT]


def _stranded(program: Program) -> bool:
    if not program.ask("symbolic-ref", "--quiet", "HEAD").status:
        return False
    return not _words(
        program, "for-each-ref", "--count=1", "--contains", "HEAD", "refs/heads", "refs/remotes"
    )


def _has_graph(place: Place, program: Program) -> bool:
    names = ("objects/info/commit-graph", "objects/info/commit-graphs/commit-graph-chain")
    return any(path.exists() for path in _git_paths(place, program, names))


def _loose(program: Program) -> int:
    found = re.search(r"^count: (\d+)$", _text(program, "count-objects", "-v"), re.MULTILINE)
    return int(found[1]) if found else 0


def _settings(root: Path, place: Place, program: Program, configured: Mapping[str, str]) -> Settings:
    many = _is_on(configured.get("feature.manyfiles"))
    index_version, tracked = _index(next(_git_paths(place, program, ["index"])))
    about = _text(program, "version", "--build-options")
    found = re.search(r"(\d+(?:\.\d+)+)", about)
    known = program.ask("-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT")
    return Settings(
        version=tuple(int(part) for part in found[1].split(".")) if found else (),
        identity=not known.status,
        converts=_is_on(configured.get("core.autocrlf")) or configured.get("core.eol") == "crlf",
        line_ends=_says_line_ends(program, place.prefix),
        ignores_case=_is_on(configured.get("core.ignorecase")),
        untracked_cache=_is_on(configured.get("core.untrackedcache", str(many))),
        fsmonitor=configured.get("core.fsmonitor", "false") not in ("", "false", "no", "off", "0"),
        has_fsmonitor="feature: fsmonitor--daemon" in about,
        index_version=index_version,
        tracked=tracked,
        pull_merges=_pull_merges(configured),
    )


def _configured(program: Program) -> dict[str, str]:
    """What is set, wherever it is set; the last one counts. A key without a value is on."""
    said = _texts(program.ask("config", "--null", "--list", "--show-scope").output)
    # Those of the scope "command" are what this program itself asks for.
    given = (text for scope, text in zip(said[::2], said[1::2], strict=True) if scope != "command")
    pairs = (text.partition("\n") for text in given)
    return {key.lower(): value.lower() if equals else "true" for key, equals, value in pairs}


def _pull_merges(configured: Mapping[str, str]) -> bool:
    rebases = configured.get("pull.rebase", "false") not in ("false", "no", "off", "0")
    return configured.get("pull.ff") != "only" and not rebases


def _is_on(value: str | None) -> bool:
    return value is not None and value.lower() in ("true", "yes", "on", "1")


def _says_line_ends(program: Program, prefix: str) -> bool:
    path = f"{prefix}{RECORDS}/members/a.md"  # none need be there
    output = program.ask("check-attr", "-z", "text", "eol", "--", path).output
    return any(value != "unspecified" for value in _texts(output)[2::3])


def _index(path: Path) -> tuple[int | None, int]:
    """The version of the index and how many files it lists, from its first bytes."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError:
        return None, 0
    if len(head) < 12 or not head.startswith(b"DIRC"):
        return None, 0
    return int.from_bytes(head[4:8], "big"), int.from_bytes(head[8:], "big")


def _guards(place: Place, program: Program) -> Guards:
    described = _mentions(place.top / _PRE_COMMIT, b"balintrec")
    hook = next(_git_paths(place, program, ["hooks/pre-commit"]))
    runs = _mentions(hook, b"balintrec") or (described and _mentions(hook, b"pre-commit"))
    pipelines = (path for pattern in _PIPELINES for path in place.top.glob(pattern))
    return Guards(
        hook=runs and os.access(hook, os.X_OK),
        pipeline=any(_mentions(path, b"balintrec") for path in pipelines),
        hook_described=described,
        below=place.prefix.rstrip("/"),
    )


def _mentions(path: Path, word: bytes) -> bool:
    try:
        return path.is_file() and word in path.read_bytes()
    except OSError:
        return False


def _files(root: Path, place: Place, program: Program, now: float) -> Files:
    entries = WorkTree(root).entries() if (root / RECORDS).is_dir() else []
    folders = Counter(entry.path.rpartition("/")[0] for entry in entries)
    loose = list(_uncommitted(program, place.prefix))
    fresh = [one.path for one in loose if not one.ignored]
    ages = [age for path in fresh if (age := _age(root / path, now)) is not None]
    listed = program.read("ls-files", "-v", "-z", "--", f"{place.prefix}{RECORDS}")
    known = _texts(listed)
    return Files(
        count=len(entries),
        crowded=tuple(sorted(folders.items(), key=lambda item: (-item[1], item[0]))),
        repositories=tuple(entry.path for entry in entries if entry.form is Form.REPOSITORY),
        alike=tuple(_alike(line[2 + len(place.prefix) :] for line in known)),
        hidden=sum(line[0] == "S" or line[0].islower() for line in known),
        ignored=tuple(one.path for one in loose if one.ignored),
        uncommitted=len(fresh),
        uncommitted_for=max(ages, default=None),
        locks=tuple(_locks(root, place, program, now)),
        far_disk=_far_disk(root),
        synced_by=next((part for part in reversed(root.parts) if _SYNCED.match(part)), ""),
        cache_writable=_cache_writable(place.git_dir),
    )


def _alike(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    first: dict[str, str] = {}
    for path in paths:
        other = first.setdefault(path.casefold(), path)
        if other != path:
            yield other, path


def _locks(root: Path, place: Place, program: Program, now: float) -> Iterator[Lock]:
    for path in _git_paths(place, program, _LOCKS):
        age = _age(path, now)
        if age is not None:
            yield Lock(Path(os.path.relpath(path, root)).as_posix(), age)


def _age(path: Path, now: float) -> float | None:
    """Seconds since something was changed; None where it is no more."""
    with suppress(OSError):
        return max(now - path.lstat().st_mtime, 0)
    return None


def _far_disk(root: Path) -> str:
    """What kind of network a folder is reached by, where the system says what is mounted where."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    mounted = (line.split(" ")[1:3] for line in mounts)
    # The deepest folder that holds this one; of mounts at one place the last one is seen.
    kinds = {Path(where.replace("\\040", " ")): kind for where, kind in mounted}
    kind = next((kinds[folder] for folder in (root, *root.parents) if folder in kinds), "")
    return kind if kind in _REMOTE else ""


def _cache_writable(git_dir: Path) -> bool:
    """Whether what was read can be kept for the next run."""
    cache = git_dir / "balintrec"
    folders = [cache, *cache.glob("*")] if cache.is_dir() else [git_dir]
    return all(os.access(folder, os.W_OK | os.X_OK) for folder in folders)


def _git_paths(place: Place, program: Program, names: Iterable[str]) -> Iterator[Path]:
    """Where git keeps these; a worktree and the settings have a say in it."""
    asked = [part for name in names for part in ("--git-path", name)]
    for line in program.read("rev-parse", *asked).decode("utf-8", "surrogateescape").splitlines():
        yield place.top / line


def _texts(output: bytes) -> list[str]:
    """What git prints between NULs."""
    return output.decode("utf-8", "surrogateescape").split("\0")[:-1]


def _text(program: Program, *arguments: str) -> str:
    """What git prints; nothing where it fails, as before the first commit."""
    answer = program.ask(*arguments)
    return "" if answer.status else answer.output.decode("utf-8", "replace")


def _words(program: Program, *arguments: str) -> list[str]:
    return _text(program, *arguments).split()

"""Of what git is told here: that it is new enough, and works as a large society needs it."""

from __future__ import annotations

from collections.abc import Iterator

from balintrec.repository.health import Settings
from balintrec.views.doctor.advice import Advice, Level
from balintrec.views.phrases import counted

_OLDEST_GIT = (2, 38)
"""From here on `safe.bareRepository` is obeyed, which every run of git here relies on."""
_MANY_FILES = 10_000
_INDEX_VERSION, _LARGE_INDEX = 4, 100_000


def of_settings(settings: Settings) -> Iterator[Advice]:
    """Whether git is new enough, and set as this society needs it."""
    if settings.version and settings.version < _OLDEST_GIT:
        yield Advice(
            "git-too-old",
            Level.UNSAFE,
            f"git {version(settings)} is too old",
            "Before 2.38 a folder in a pull request can be made to look like a repository, and name commands that "
            "git then runs. A newer one is at https://git-scm.com/downloads",
        )
    if not settings.identity:
        yield Advice(
            "nobody-named",
            Level.UNSAFE,
            "git does not know who you are",
            "It makes up a name or refuses to commit, and who entered a record cannot be told afterwards.",
            ('git config --global user.name "Your Name"', "git config --global user.email you@example.org"),
        )
    if settings.pull_merges:
        yield Advice(
            "pull-merges",
            Level.ADVICE,
            "a plain git pull here may make a merge when both sides have new commits",
            "Such a merge has your own side first. Newer versions of git ask what to do instead; with this setting "
            "they make none, and git pull --rebase puts your own commits after the others'.",
            ("git config pull.ff only",),
        )
    if not settings.line_ends:
        converts = "git converts line endings here, and there is no line-ending setting (.gitattributes)"
        yield Advice(
            "line-ends",
            Level.UNSAFE if settings.converts else Level.ADVICE,
            converts if settings.converts else "there is no line-ending setting (.gitattributes)",
            "Between Windows and other systems a change of one word may then look like a change of every line, "
            "and two such changes cannot be merged.",
            (
                "echo '*.md text eol=lf' >> .gitattributes",
                "git add .gitattributes",
                "git add --renormalize records",
                'git commit -m "Keep one kind of line ends"',
            ),
        )
    yield from _of_large_indexes(settings)


def _of_large_indexes(settings: Settings) -> Iterator[Advice]:
    if settings.tracked < _MANY_FILES:
        return
    files = counted(settings.tracked, "file")
    if not settings.untracked_cache:
        yield Advice(
            "untracked-cache-off",
            Level.SLOW,
            f"git looks through every folder of {files} for new ones",
            "With the untracked cache it looks only into folders that changed since the last git status.",
            ("git config core.untrackedCache true", "git status"),
        )
    if settings.tracked >= _LARGE_INDEX and settings.index_version in range(1, _INDEX_VERSION):
        yield Advice(
            "index-version",
            Level.SLOW,
            f"git's index of {files} has version {settings.index_version}",
            "Version 4 is a third smaller, and it is read and written whole at each step.",
            ("git config feature.manyFiles true", f"git update-index --index-version {_INDEX_VERSION}"),
        )
    if settings.has_fsmonitor and not settings.fsmonitor:
        yield Advice(
            "fsmonitor-off",
            Level.SLOW,
            f"git looks at each of {files} to see whether it changed",
            "The watcher that comes with git on this system tells it, and your own git status becomes quick. balintrec "
            "itself asks no watcher: the settings of a repository could name any program as one.",
            ("git config core.fsmonitor true", "git status"),
        )


def version(settings: Settings) -> str:
    """Of git, as it says it."""
    return ".".join(map(str, settings.version))

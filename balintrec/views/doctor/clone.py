"""Of the clone itself: whether all of the past is in it, and a copy elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from balintrec.repository.health import Clone
from balintrec.views.doctor.advice import OLD, Advice, Level, lasting
from balintrec.views.phrases import counted

_MANY_COMMITS, _MANY_LOOSE = 1_000, 7_000
_NAMED = 3
"""So many merges are named."""


def of_clone(clone: Clone) -> Iterator[Advice]:
    """Whether all of the past is here, and elsewhere too, and quick to find."""
    if clone.shallow:
        yield Advice(
            "shallow-clone",
            Level.UNSAFE,
            "this clone is shallow: older commits are not in it",
            "When a record was entered cannot be told, so nothing is said of late or changed records, and --at fails.",
            ("git fetch --unshallow",),
        )
    if clone.lacks_contents:
        yield Advice(
            "partial-clone",
            Level.UNSAFE,
            "this clone is partial: older contents are not in it",
            "What a record said before cannot be told, and without a network not even git can.",
            ("git fetch --refetch --no-filter",),
        )
    yield from _of_copies(clone)
    if clone.stranded:
        yield Advice(
            "on-no-branch",
            Level.UNSAFE,
            "the last commit is on no branch",
            "As soon as another branch is looked at, git no longer shows these commits, and one day removes them.",
            ("git switch --create keep-these-commits",),
        )
    if clone.pulled:
        some = ", ".join(clone.pulled[:_NAMED]) + (" and older ones" if len(clone.pulled) > _NAMED else "")
        yield Advice(
            "pulled-merges",
            Level.ADVICE,
            f"{counted(len(clone.pulled), 'merge')} with one's own side first, as a plain git pull makes them: {some}",
            "balintrec tells the same whichever side is first. But git log --first-parent and some other programs take "
            "the first for the main line. To have none any more: git config pull.ff only.",
        )
    if clone.commits >= _MANY_COMMITS and not clone.commit_graph:
        yield Advice(
            "no-commit-graph",
            Level.SLOW,
            f"there is no commit-graph for {counted(clone.commits, 'commit')}",
            "Without it git opens every commit to find a day or a fork point, as review and --at ask it to.",
            ("git config fetch.writeCommitGraph true", "git commit-graph write --reachable"),
        )
    if clone.loose >= _MANY_LOOSE:
        yield Advice(
            "not-packed",
            Level.SLOW,
            f"{counted(clone.loose, 'object')} of git are not packed",
            "Each is a file of its own, which takes longer to open and more room on the disk.",
            ("git gc",),
        )


def _of_copies(clone: Clone) -> Iterator[Advice]:
    if not clone.remotes:
        yield Advice(
            "no-copy-elsewhere",
            Level.UNSAFE,
            "there is no copy elsewhere: this repository has no remote",
            "If this disk fails, every record is lost. Make an empty repository at a service, or on another disk, "
            "and put its address in the place of ADDRESS.",
            ("git remote add origin ADDRESS", "git push --set-upstream origin HEAD"),
        )
    elif clone.unpushed_for is not None and clone.unpushed_for > OLD:
        yield Advice(
            "not-pushed",
            Level.UNSAFE,
            f"{counted(clone.unpushed, 'commit')} only here, the oldest for {lasting(clone.unpushed_for)}",
            "If this disk fails, they are lost; and nobody else sees what they say.",
            ("git push --all",),
        )

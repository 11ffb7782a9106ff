"""One society, or many, to their numbers. Never raises: what goes wrong with a society is its summary.

Many are surveyed through anything that keeps the contract of `concurrent.futures.Executor`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, as_completed
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from balintrec.errors import BalintrecError
from balintrec.finding import Severity
from balintrec.source import RECORDS
from balintrec.views.federation import Summary

if TYPE_CHECKING:
    from balintrec.check import Checked
    from balintrec.model import SocietyRecord
    from balintrec.repository import Repository
    from balintrec.source import Source


_LOOK = "it cannot be checked; go there, and balintrec check says why"


def survey(root: str, on: date, committed: bool = False, now: datetime | None = None) -> Summary:
    """Check a society and see where its people stand on a day.

    ``root`` is the folder that holds `records/`; with ``committed`` they are read as the last commit has them, and
    need not be there as files; ``now`` is what the clock says. The answer can be sent to another process or machine.
    Where the society cannot be read it says so, in words without a path.
    """
    try:
        return _obstacle(Path(root), committed) or _surveyed(Path(root), on, committed, now)
    except BalintrecError:
        return Summary(problem=_LOOK)
    except Exception as error:  # one society must not end the run of all others
        return Summary(problem=f"a fault of balintrec ({_where(error)}); please report it")


def _obstacle(root: Path, committed: bool) -> Summary | None:
    """Why there is nothing to read, if so."""
    try:
        if not root.exists():
            return Summary(problem="there is no such folder")
        if not root.is_dir():
            return Summary(problem="this is no folder")
        if committed:
            return (
                None
                if _commit(_repository(root))
                else Summary(problem="it is no git repository with a commit")
            )
        if (root / RECORDS).is_symlink():
            return Summary(problem=f'"{RECORDS}" in it is a link, and links are not followed')
        if not (root / RECORDS).is_dir():
            return Summary(problem=f'there is no folder "{RECORDS}" in it')
        os.listdir(root / RECORDS)  # noqa: PTH208
    except OSError as error:
        return Summary(problem=f"it cannot be read: {(error.strerror or 'it failed').lower()}")
    return None


def _surveyed(root: Path, on: date, committed: bool, now: datetime | None) -> Summary:
    # Pydantic would look through every installed package for plug-ins, at each start of a worker.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from balintrec.check import check
    from balintrec.federation.standings import leaders, members
    from balintrec.history.log import History

    repository = _repository(root)
    commit = _commit(repository)
    past = History.of(repository, now=now) if repository else None
    checked = check(_source(root, repository if committed else None), on, None, past)
    return _counted(checked)._replace(
        members=members(checked.society, on),
        leaders=leaders(checked.society, on),
        commit=commit,
        changed=bool(commit) and not committed and _changed(root),
        past_unjudged=commit is None or bool(checked.notice),
    )


def _source(root: Path, repository: Repository | None) -> Source:
    """The last commit of a repository, else the files."""
    from balintrec.repository.sparse import hidden
    from balintrec.source import WorkTree

    return repository.revision("HEAD") if repository else WorkTree(root, hidden)


def _counted(checked: Checked) -> Summary:
    severities = Counter(finding.rule.severity for finding in checked.findings)
    codes = Counter(finding.rule.code for finding in checked.findings)
    return Summary(
        name=_name(checked.society.about),
        files=checked.files,
        records=checked.records,
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        suppressed=checked.suppressed,
        findings=tuple(sorted(codes.items())),
    )


def _name(about: SocietyRecord | None) -> str:
    """The society's name, in Latin letters where it has one."""
    if about is None:
        return ""
    return about.name.get("latin") or next(iter(about.name.values()), "")


def _repository(root: Path) -> Repository | None:
    """The repository around the society; None where there is none that can be used."""
    from balintrec.repository import Repository

    try:
        return Repository.open(root)
    except BalintrecError:
        return None


def _commit(repository: Repository | None) -> str | None:
    try:
        return repository.revision("HEAD").commit if repository else None
    except BalintrecError:  # nothing is committed yet
        return None


def _changed(root: Path) -> bool:
    """Whether the files of the records are not those of the last commit."""
    from balintrec.repository.health import changes

    return any(not change.ignored for change in changes(root))


def _where(error: Exception) -> str:
    """What went wrong where, without what it said: an exception's text may hold what a record says."""
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    where = f"{last.tb_frame.f_globals.get('__name__')}:{last.tb_lineno}" if last else "?"
    return f"{type(error).__name__} at {where}"


Progress = Callable[[int, int], None]

ENDED = "the process that read it was ended, as when there is not enough memory"
LOST = "no answer came: the scheduler, or the way to it, is gone"


def survey_all(
    roots: Iterable[str],
    on: date,
    executor: Executor,
    progress: Progress | None = None,
    *,
    committed: bool = False,
    now: datetime | None = None,
) -> Iterator[Summary]:
    """A summary for each root, in their order, whatever becomes of the others.

    ``progress`` hears how many are done, of how many; ``committed`` and ``now`` are as in `survey`. What the executor
    cannot give, because a worker was ended, is a summary that says so.
    """
    futures = [_submitted(executor, root, on, committed, now) for root in roots]
    given = 0
    try:
        for done, _ in enumerate(as_completed(futures), 1):
            if progress:
                progress(done, len(futures))
            while given < len(futures) and futures[given].done():
                yield _summary(futures[given])
                given += 1
    finally:
        for future in futures:
            future.cancel()


def _submitted(
    executor: Executor, root: str, on: date, committed: bool, now: datetime | None
) -> Future[Summary]:
    """What is under way; of an executor that takes nothing any more, its refusal."""
    try:
        return executor.submit(survey, root, on, committed, now)
    except BrokenExecutor as error:
        refused: Future[Summary] = Future()
        refused.set_exception(error)
        return refused


def _summary(future: Future[Summary]) -> Summary:
    try:
        return future.result()
    except BrokenExecutor:
        return Summary(problem=ENDED)
    except CancelledError:
        return Summary(problem=LOST)
    except Exception as error:
        # `survey` itself raises nothing: this comes from what stands between. Its text may hold paths.
        ended = type(error).__name__ == "KilledWorker"  # what distributed says, which may not be installed
        return Summary(problem=ENDED if ended else f"its worker failed ({type(error).__name__})")

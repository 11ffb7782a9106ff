"""The made-up societies that are measured: made once, kept, and given out in the state in which they were committed."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.company import LAST_DAY, POLICY
from benchmarks.fast_import import WHO, environment, git, settle
from benchmarks.society import make

BRANCH = "ten-changed"
CHANGED = 10
"""So many records differ on the branch."""
_ON_THE_BRANCH = 1_795_000_000
"""When they were changed, in seconds: some days after the last record."""
_END = re.compile(r'\nend: "(\d\d):(\d\d)"')


class Society(NamedTuple):
    """A made-up society on disk."""

    folder: Path
    records: int

    @property
    def session(self) -> Path:
        """A session of which the minutes are edited: the last that was held."""
        return self.folder / _held(self.folder, 1)[0]

    @property
    def member(self) -> str:
        """Somebody of whom much is recorded: the first who applied, else the first on a roster."""
        for kind in ("applications", "groups"):
            for path in git(self.folder, "ls-files", f"records/{kind}").splitlines():
                if found := re.search(
                    r"\bmember: ([a-z-]+)", (self.folder / path).read_text(encoding="utf-8")
                ):
                    return found[1]
        raise ValueError("a society of so few records has no group")


def society(folder: Path, records: int) -> Society:
    """The society of so many records, made if it is not there, with a branch that changes ten of them."""
    place = folder / f"society-{records}-{_maker()}"
    if not (place / ".git" / "made").exists():
        for earlier in folder.glob(f"society-{records}-*"):
            shutil.rmtree(earlier)
        make(place, records)
        settle(place)
        branch(place, 1)
        (place / ".git" / "made").touch()
    git(place, "checkout", "-q", "--", ".")
    return Society(place, records)


def _maker() -> str:
    """What tells societies of this generator from those of an earlier one."""
    here = Path(__file__)
    names = (
        "chapter",
        "chronicle",
        "company",
        "fast_import",
        "filing",
        "given",
        "people",
        "sentences",
        "society",
    )
    made_by = [*(here.with_name(f"{name}.py") for name in names), POLICY]
    return hashlib.sha256(b"".join(path.read_bytes() for path in made_by)).hexdigest()[:10]


def _held(folder: Path, number: int) -> list[str]:
    """The paths of so many sessions that were held, spread over the last year."""
    listed = git(folder, "ls-files", f"records/sessions/{LAST_DAY.year}").splitlines()
    step = max(len(listed) // (number + 1), 1)
    held = (path for path in listed[::-step] if _END.search((folder / path).read_text(encoding="utf-8")))
    return list(islice(held, number))


def branch(folder: Path, minutes: int, remark: str = "") -> None:
    """A branch on which ten sessions end some minutes later than they did, made without touching the work tree.

    With another ``remark`` in each of them it was never there before.
    """
    said = [
        f"commit refs/heads/{BRANCH}",
        f"committer {WHO} {_ON_THE_BRANCH} +0500",
        "data 12\nMend minutes",
        "from refs/heads/main",
    ]
    for path in _held(folder, CHANGED):
        text = later((folder / path).read_text(encoding="utf-8"), minutes) + remark
        said.append(f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}")
    command = ["git", "-C", str(folder), "fast-import", "--quiet", "--force"]
    subprocess.run(command, input="\n".join([*said, ""]).encode(), env=environment(), check=True)


def later(text: str, minutes: int) -> str:
    """A session's text in which it ends so many minutes later, within the hour."""
    return _END.sub(lambda end: f'\nend: "{end[1]}:{(int(end[2]) + minutes) % 60:02}"', text)

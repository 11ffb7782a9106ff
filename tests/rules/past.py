"""The small clean society of the examples, kept in git from 2026-03-10 on; and what its history is found to be."""

from __future__ import annotations

import re
from pathlib import Path

from balintrec.check import Checked, check
from balintrec.history.log import History
from balintrec.repository import Repository
from balintrec.source import WorkTree
from tests.repository.clone import Clone
from tests.rules.examples import BASE, ON

POLICY = "records/policies/pakistan-2024.md"
SOCIETY = "records/society.md"
BEGUN = "2026-03-10"


def kept(folder: Path, **asked: int) -> Clone:
    """The society in git, all of it taken over from paper in one commit; ``late_entry=60`` is put into its policy."""
    clone = Clone.made_at(folder)
    keys = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in asked.items())
    files = {path: data.decode() for path, data in BASE.items()}
    files[POLICY] = files[POLICY].replace("stages:\n", f"{keys}stages:\n", 1)
    files[SOCIETY] = files[SOCIETY].replace("quorum: 2\n", f"quorum: 2\nkept-since: {BEGUN}\n", 1)
    clone.commit("Take over what is on paper", files, noon(BEGUN))
    return clone


def noon(day: str) -> str:
    """Noon of a day in Karachi, as git takes it."""
    return f"{day}T12:00:00+05:00"


def session(day: str, **keys: str) -> str:
    """The file of an ordinary session of the Tuesday group."""
    given = {
        "date": day,
        "group": "lahore-tuesday",
        "start": '"18:00"',
        "end": '"19:30"',
        "leaders": "[nadia-iqbal]",
        "attendees": "[ayesha-khan, bilal-ahmed, sana-malik]",
        "recorded-by": "sana-malik",
        "confirmed-by": "nadia-iqbal",
    }
    lines = "".join(f"{key}: {value}\n" for key, value in (given | keys).items())
    return f"---\n{lines}---\n"


def at(day: str) -> str:
    """Where that session stands."""
    return f"records/sessions/{day}-lahore-tuesday.md"


def told(clone: Clone, path: str) -> str:
    """What a file of the clone says."""
    return (clone.top / path).read_text()


def edited(clone: Clone, path: str, pattern: str, text: str) -> dict[str, str]:
    """A file with something else in one place."""
    new, times = re.subn(pattern, text, told(clone, path), count=1, flags=re.MULTILINE)
    assert times, f"no {pattern} in {path}"
    return {path: new}


def checked(clone: Clone) -> Checked:
    """The check of what stands in a clone, with its history."""
    return check(WorkTree(clone.top), ON, history=History(lambda: Repository.open(clone.top)))


def found(clone: Clone) -> list[tuple[str, str]]:
    """Code and path of what is found in the history."""
    findings = [(one.rule.code, one.location.path) for one in checked(clone).findings]
    return [one for one in findings if one[0].startswith("HIS")]

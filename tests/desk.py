"""A place at which a page's commands are typed one after the other, as by somebody who follows it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.sample import ROOT

_PROGRAM = """\
#!{python}
import sys
sys.path.insert(0, "{root}")
from balintrec.cli import main, options
{clock}
if __name__ == "__main__":
    main()
"""
_CLOCK = """\
from datetime import UTC, datetime
options.now = lambda: datetime.fromisoformat("{day}T23:00:00+05:00").astimezone(UTC)
sys.argv[1:1] = ["--on", "{day}"]
"""
_DATE = "#!/bin/sh\necho {day}\n"


@dataclass
class Desk:
    """A folder, a shell, and a home in which there is nothing; the clock shows a day, or that of whoever runs this."""

    place: Path
    """Holds the home, the programs and all that the page makes."""
    folder: Path
    """Where the next command is typed."""
    day: str | None = None
    variables: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for folder in (self.place / "bin", self.place / "home", self.folder):
            folder.mkdir(parents=True, exist_ok=True)
        clock = _CLOCK.format(day=self.day) if self.day else ""
        self._program("balintrec", _PROGRAM.format(python=sys.executable, root=ROOT, clock=clock))
        if self.day:
            self._program("date", _DATE.format(day=self.day))

    def type(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run a command where the last one ended; what it prints, on either stream, is in ``stdout``."""
        where, kept = self.place / "where", self.place / "kept"
        after = f"pwd > '{where}'; declare -p today end begin > '{kept}' 2>&- || true"
        script = f"touch '{kept}'; . '{kept}'\nafter() {{ {after}; }}; trap after EXIT\n"
        done = subprocess.run(
            ["bash", "-eu", "-c", f"{script}{command}"],
            cwd=self.folder,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        self.folder = Path(where.read_text(encoding="utf-8").strip())
        return done

    def _program(self, name: str, text: str) -> None:
        program = self.place / "bin" / name
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": f"{self.place}/bin{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.place / "home"),
            "LANG": "C.UTF-8",
            "NO_COLOR": "1",
            "GIT_CONFIG_NOSYSTEM": "1",
            **self.variables,
        }

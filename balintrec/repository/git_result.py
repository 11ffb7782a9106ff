"""What a run of git gave, and its words made fit for people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What a run of git gave."""

    status: int
    output: bytes
    complaint: str
    """What it wrote to its standard error."""

    @property
    def reason(self) -> str:
        """The complaint in one printable line."""
        lines = [line for line in self.complaint.splitlines() if line and not line.startswith("hint:")]
        told = next(
            (line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1] if lines else ""
        )
        text = told.removeprefix("fatal: ").removeprefix("error: ") or self._end
        return printable(text)

    @property
    def everything(self) -> str:
        """The complaint with all its lines, made one printable line of moderate length."""
        lines = [
            line.strip()
            for line in self.complaint.splitlines()
            if line.strip() and not line.startswith("hint:")
        ]
        text = printable(" / ".join(lines)) or self._end
        return text if len(text) <= 500 else f"{text[:500]} …"

    @property
    def _end(self) -> str:
        return (
            f"git ended with {self.status}" if self.status >= 0 else f"git was ended by signal {-self.status}"
        )


def printable(text: str) -> str:
    """A text from outside on one line, without anything that a terminal obeys."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)

"""Whether a clone holds all that its repository holds; if not, nothing is said about the past that may be wrong."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from balintrec.errors import BalintrecError

if TYPE_CHECKING:  # it loads git
    from balintrec.repository.git import Program

_PROMISED = r"^(remote\..*\.promisor|extensions\.partialclone)$"
"""Settings of a clone that was once made without all of the contents."""


class Completeness:
    """What is missing in a clone, asked once and only when it matters."""

    def __init__(self, program: Program, shallow: bool) -> None:
        self._program = program
        self._shallow = shallow

    @cached_property
    def partial(self) -> bool:
        """Whether contents may be missing."""
        return bool(self._program.ask("config", "--get-regexp", _PROMISED).output)

    @cached_property
    def incomplete(self) -> str | None:
        """One line that says how to fetch the rest; None if nothing is missing."""
        commands = ["git fetch --unshallow"] if self._shallow else []
        if self.partial and (self._shallow or self._lacks_contents()):
            commands.append("git fetch --refetch --no-filter")
        if not commands:
            return None
        return f"this clone does not hold the whole history; fetch the rest with: {' && '.join(commands)}"

    def read(self, *arguments: str, given: bytes = b"") -> bytes:
        """What git prints. Raises `BalintrecError`, with how to fetch the rest, when it fails."""
        answer = self._program.ask_of_commits(*arguments, given=given)
        if answer.status:
            raise self.failure(f"the history cannot be read: {answer.reason}")
        return answer.output

    def failure(self, said: str, otherwise: str = "") -> BalintrecError:
        """What went wrong, with how to fetch the rest where that may be why, else with another remedy."""
        return BalintrecError("; ".join(part for part in (said, self.incomplete or otherwise) if part))

    def _lacks_contents(self) -> bool:
        answer = self._program.ask("rev-list", "--objects", "--missing=print", "--all", "--")
        return answer.status != 0 or answer.output.startswith(b"?") or b"\n?" in answer.output

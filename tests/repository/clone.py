"""A repository of git on the disk, driven with the program git itself."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path


class Clone:
    """A work tree at `top`."""

    def __init__(self, top: Path) -> None:
        self.top = top

    @classmethod
    def made_at(cls, top: Path, *options: str) -> Clone:
        top.mkdir(parents=True, exist_ok=True)
        clone = cls(top)
        clone.git("init", "--quiet", *options)
        return clone

    def git(self, *arguments: str | bytes, **variables: str) -> str:
        """What git prints, without the last line feed; a failure of git is one of the test."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.top,
            env={**os.environ, **variables},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, (arguments, done.stderr)
        return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")

    def write(self, path: str, text: str | bytes) -> None:
        file = self.top / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, message: str, files: Mapping[str, str | bytes | None] = {}, when: str = "") -> str:
        """Write files (None: remove), commit everything, and give the id of the commit."""
        for path, text in files.items():
            if text is None:
                (self.top / path).unlink()
            else:
                self.write(path, text)
        self.git("add", "--all")
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when} if when else {}
        self.git("commit", "--quiet", "--allow-empty", "--message", message, **dates)
        return self.id()

    def id(self, name: str = "HEAD") -> str:
        return self.git("rev-parse", name)

    def status(self) -> str:
        return self.git("status", "--porcelain", "--untracked-files=all")

    def hook(self, name: str, script: str) -> None:
        self.write(f".git/hooks/{name}", f"#!/bin/sh\n{script}\n")
        (self.top / ".git/hooks" / name).chmod(0o755)

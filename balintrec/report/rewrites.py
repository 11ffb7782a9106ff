"""A plan for files as a diff, as git shows one: what is moved, changed and gone, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import unified_diff

from balintrec.document import parse
from balintrec.renaming import Rewrite
from balintrec.report.paint import Painter
from balintrec.report.visible import visible

_LINE_END = re.compile("\r\n|\r|\n")
_COLOURS = {"-": "short", "+": "met", "@": "quiet"}


def rewrites_diff(rewrites: Iterable[Rewrite], paint: Painter) -> str:
    """The whole diff. Of bodies only what changes in them is shown."""
    return "\n".join(line for rewrite in rewrites for line in _one(rewrite, paint))


def _one(rewrite: Rewrite, paint: Painter) -> Iterator[str]:
    new_path = rewrite.new_path or "(nothing)"
    yield paint("strong", visible(f"--- {rewrite.path}"))
    yield paint("strong", visible(f"+++ {new_path}"))
    old, new = _shown(rewrite)
    _, _, *lines = [*unified_diff(old, new, n=1, lineterm="")] or ["", ""]
    for line in lines:
        yield paint(_COLOURS.get(line[:1], "strong"), visible(line)) if line[0] != " " else visible(line)


def _shown(rewrite: Rewrite) -> tuple[list[str], list[str]]:
    """The lines to compare: those of a body only where it changes, for it may be confidential."""
    texts = rewrite.old, rewrite.text
    old, new = (_LINE_END.split(text)[:-1] for text in texts)
    bodies = [parse(text.encode()).body for text in texts]
    if rewrite.new_path is None or bodies[0] != bodies[1]:
        return old, new
    lines = bodies[0].count("\n")
    return old[: len(old) - lines], new[: len(new) - lines]

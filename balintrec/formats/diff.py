"""A plan for files as a diff, as git shows one: what is moved, changed and gone, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import unified_diff

from balintrec.document import parse
from balintrec.formats.ansi import Painter
from balintrec.model.confidential import is_confidential, safe_line, without_remark
from balintrec.renaming import Rewrite
from balintrec.review.renames import record_at
from balintrec.sanitize import visible

_LINE_END = re.compile("\r\n|\r|\n")
_COLOURS = {"-": "not-met", "+": "met", "@": "quiet"}


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
    kind = record_at(rewrite.path).kind
    confidential = kind is not None and is_confidential(kind)
    texts = rewrite.old, rewrite.text
    old, new = (_LINE_END.split(text)[:-1] for text in texts)
    bodies = [parse(text.encode()).body for text in texts]
    if not confidential and (rewrite.new_path is None or bodies[0] != bodies[1]):
        return old, new
    old, new = (
        lines[: len(lines) - body.count("\n")] for lines, body in zip((old, new), bodies, strict=True)
    )
    if confidential:  # only records are rewritten; what differs are ids that there are
        differs = {*old} ^ {*new}
        old, new = (
            [
                without_remark(line) if line in differs else safe_line(kind, line, certain=True) or ""
                for line in lines
            ]
            for lines in (old, new)
        )
    return old, new

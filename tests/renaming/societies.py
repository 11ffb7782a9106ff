"""Small societies in which a record is renamed, or two members are merged; and plans carried out on them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from balintrec.model import KINDS
from balintrec.renaming import After, Plan, merge, rename
from balintrec.society import Society, load
from balintrec.source import Source
from tests.sources import MemorySource

MODELS = {model.noun: model for model in KINDS.values()}


def source_of(files: Mapping[str, str]) -> MemorySource:
    """Files by path under records/, each the lines of its front matter, or a whole text if it begins with dashes."""
    return MemorySource(
        {
            f"records/{path}.md": (text if text.startswith("-") else f"---\n{text}---\n").encode()
            for path, text in files.items()
        }
    )


def society_of(source: Source) -> Society:
    return load(source)


def planned(source: Source, noun: str, old: str, new: str) -> Plan:
    return rename(source, society_of(source), MODELS[noun], old, new)


def merged(source: Source, old: str, new: str) -> Plan:
    return merge(source, society_of(source), old, new)


def after(source: Source, plan: Plan) -> MemorySource:
    """The society when a plan is carried out."""
    then = After(source, plan)
    return MemorySource({entry.path: then.read(entry.path) for entry in then.entries()})


def text(source: MemorySource, path: str) -> str:
    """The front matter of a file, or nothing if there is no such file."""
    data = source.files.get(f"records/{path}.md")
    return "" if data is None else re.sub(r"\A---\n|---\n\Z", "", data.decode())

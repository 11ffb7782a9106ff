"""The files of a new, empty society."""

from __future__ import annotations

from balintrec.model import SocietyRecord
from balintrec.scaffold.draft import draft
from balintrec.scaffold.templates import fill, preset


def new_society(name: str, policy: str) -> dict[str, str]:
    """Path to text of every file, in the order in which they are to be written."""
    return {
        "records/society.md": draft(SocietyRecord, {"name": name}, "About the society."),
        f"records/policies/{policy}.md": preset(policy),
        "README.md": fill("new/README.md", name=name, policy=policy),
        ".gitignore": fill("new/gitignore"),
        ".gitattributes": fill("new/gitattributes"),
    }

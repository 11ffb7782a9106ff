"""A policy of the future, as a snippet: nobody is judged by it yet, so only what is wrong with itself is found."""

from __future__ import annotations

HEAD = "title: Pathway\neffective: 2030-01-01\ncredential: accredited-leader\n"


def policy(*requirements: str, keys: str = "", id: str = "pakistan-2030") -> str:
    """A policy with one stage that has these requirements, each given as its kind and what follows."""
    rows = "".join(
        f"      - {{id: r{number}, title: Asked, {_source(one)}kind: {one}}}\n"
        for number, one in enumerate(requirements)
    )
    return f"# records/policies/{id}.md\n{HEAD}{keys}stages:\n  - id: stage\n    requires:\n{rows}"


def staged(**stages: str) -> str:
    """A policy with these stages, each given by its other keys and one requirement of its own."""
    asks = "title: T, kind: attestation, of: fee, source: committee"
    rows = "".join(
        f"  - id: {id}\n    {keys}\n    requires: [{{id: {id}-fee, {asks}}}]\n" for id, keys in stages.items()
    )
    return f"# records/policies/pakistan-2030.md\n{HEAD}stages:\n{rows}"


def _source(requirement: str) -> str:
    own = requirement.partition(", requires:")[0]
    return "" if "source:" in own else "source: committee, "

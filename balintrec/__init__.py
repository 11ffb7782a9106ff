"""Records for credentialing Balint group leaders: read, checked, and each member's standing explained.

The names below are handed on when they are first asked for: importing the package costs next to nothing.
"""

from __future__ import annotations

import sys
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from balintrec.check import check
    from balintrec.errors import BalintrecError
    from balintrec.finding import Finding, Severity
    from balintrec.pathway.outcome import Outcome, Standing, Status
    from balintrec.pathway.standing import standing
    from balintrec.repository.repository import Repository
    from balintrec.society.load import load
    from balintrec.society.society import Society
    from balintrec.source import WorkTree

    __version__: str

__all__ = [
    "BalintrecError",
    "Finding",
    "Outcome",
    "Repository",
    "Severity",
    "Society",
    "Standing",
    "Status",
    "WorkTree",
    "__version__",
    "check",
    "load",
    "standing",
]

_HOMES = {
    "BalintrecError": "balintrec.errors",
    "Finding": "balintrec.finding",
    "Outcome": "balintrec.pathway",
    "Repository": "balintrec.repository",
    "Severity": "balintrec.finding",
    "Society": "balintrec.society",
    "Standing": "balintrec.pathway",
    "Status": "balintrec.pathway",
    "WorkTree": "balintrec.source",
    "check": "balintrec.check",
    "load": "balintrec.society",
    "standing": "balintrec.pathway",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("balintrec")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


class _Package(ModuleType):
    """This package, in which `check` is the function whether or not the module of that name has been imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _HOMES and isinstance(value, ModuleType):
            value = getattr(value, name)
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package

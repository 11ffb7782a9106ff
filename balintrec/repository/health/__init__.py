"""How a clone is: what it lacks, what git is told here, and what lies about."""

from balintrec.repository.health.facts import Clone, Files, Guards, Health, Lock, Settings, Uncommitted
from balintrec.repository.health.inspect import changes, examine

__all__ = ["Clone", "Files", "Guards", "Health", "Lock", "Settings", "Uncommitted", "changes", "examine"]

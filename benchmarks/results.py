"""What was measured, by row and size: values from which figures, tables and the plot are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median

from benchmarks.measure import Run


@dataclass
class Results:
    """The runs of every row at every size."""

    sizes: tuple[int, ...]
    names: list[str] = field(default_factory=list)
    """Every row that was measured or was to be, in the order of the page."""
    runs: dict[tuple[str, int], list[Run]] = field(default_factory=dict)
    remarks: dict[tuple[str, int], str] = field(default_factory=dict)
    """Why there is no time, or what is to be known of it."""
    instructions: dict[str, int] = field(default_factory=dict)
    """By row, at the smallest size."""

    def seconds(self, name: str, size: int) -> float | None:
        """The median, in seconds; None where nothing was measured."""
        runs = self.runs.get((name, size))
        return median(one.seconds for one in runs) if runs else None

    def spread(self, name: str, size: int) -> tuple[float, float] | None:
        """The fastest and the slowest run, in seconds."""
        runs = self.runs.get((name, size))
        return (min(runs).seconds, max(runs).seconds) if runs else None

    def megabytes(self, name: str, size: int) -> float | None:
        """The most that the largest process of any run took."""
        runs = self.runs.get((name, size))
        return max(one.megabytes for one in runs) if runs else None

    def growth(self, name: str) -> float | None:
        """How many times longer the largest size takes than one of a tenth of it; None where that was not measured."""
        for size in sorted(self.sizes, reverse=True):
            more, less = self.seconds(name, size), self.seconds(name, size // 10)
            if more and less:
                return more / less
        return None

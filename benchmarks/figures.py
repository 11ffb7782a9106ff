"""The figures to reach, and whether they are: each is a bound on one row by others of the same run."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from benchmarks import peers
from benchmarks.given import CHANGED
from benchmarks.results import Results
from benchmarks.rows import (
    COLD,
    COMPLETION,
    GIT,
    HELP,
    ONE,
    PYTHON,
    READ,
    REVIEW,
    REVIEW_AGAIN,
    STATUS,
    STATUS_AGAIN,
    WARM,
)


class Bound(NamedTuple):
    """What a row may take at most: so many times others together."""

    row: str
    size: int
    """Of how many records; 0: of the smallest society that was measured."""
    times: float
    others: tuple[str, ...]


class Figure(NamedTuple):
    """One figure: the work, what is asked of it, and how it came out."""

    work: str
    asked: str
    found: str
    met: bool | None
    """None: it was not measured in this run."""


BOUNDS = (
    Bound(WARM, 10_000, 1.5, (GIT, PYTHON)),
    Bound(WARM, 100_000, 1.5, (GIT, PYTHON)),
    Bound(ONE, 10_000, 1, (peers.BEAN_WARM,)),
    Bound(COLD, 10_000, 1, (peers.BEAN_COLD,)),
    Bound(COLD, 10_000, 2, (peers.HLEDGER,)),
    Bound(COLD, 10_000, 1 / 3, (peers.LOOP,)),
    Bound(COLD, 100_000, 6, (READ,)),
    Bound(COLD, 100_000, 2, (peers.HLEDGER,)),
    Bound(COLD, 100_000, 1 / 5, (peers.LOOP,)),
    Bound(HELP, 0, 5, (PYTHON,)),
    Bound(COMPLETION, 0, 5, (PYTHON,)),
    Bound(STATUS, 10_000, 1, (peers.BEAN_WARM,)),
    Bound(STATUS_AGAIN, 10_000, 1, (peers.BEAN_WARM,)),
)
GROWTH = 11
MEGABYTES = 400


def figures(results: Results) -> list[Figure]:
    """Every figure, met, not met or not measured, in the order of the page."""
    own: list[Callable[[Results], Figure]] = [
        _growth,
        _memory,
        partial(_review, row=REVIEW),
        partial(_review, row=REVIEW_AGAIN),
    ]
    return [*(_bounded(results, bound) for bound in BOUNDS), *(figure(results) for figure in own)]


def _bounded(results: Results, bound: Bound) -> Figure:
    size = bound.size or min(results.sizes)
    work = f"{bound.row}, {size:,} records" if bound.size else bound.row
    others = " + ".join(bound.others)
    asked = f"≤ {bound.times:g} × ({others})" if len(bound.others) > 1 else f"≤ {bound.times:g} × {others}"
    if bound.times < 1:
        asked = f"at least {round(1 / bound.times)} times faster than {others}"
    took = results.seconds(bound.row, size)
    known = [results.seconds(other, size) for other in bound.others]
    against = [one for one in known if one is not None]
    if took is None or len(against) < len(known):
        return Figure(work, asked, "not measured", None)
    ratio = took / sum(against)
    found = f"{ratio:.2f} ×" if bound.times >= 1 else _faster(ratio)
    return Figure(work, asked, f"{found}: {shown(took)} and {shown(sum(against))}", ratio <= bound.times)


def _faster(ratio: float) -> str:
    return f"{1 / ratio:.1f} times faster" if ratio < 1 else f"{ratio:.1f} times slower"


def _growth(results: Results) -> Figure:
    asked = f"≤ {GROWTH} × for ten times the records"
    pairs = [(size, results.seconds(COLD, size), results.seconds(COLD, size * 10)) for size in results.sizes]
    found = [(size, more / less) for size, less, more in pairs if less and more]
    if not found:
        return Figure(f"{COLD}, growth", asked, "not measured", None)
    said = "; ".join(f"{ratio:.1f} × from {size:,} to {size * 10:,}" for size, ratio in found)
    return Figure(f"{COLD}, growth", asked, said, all(ratio <= GROWTH for _, ratio in found))


def _memory(results: Results) -> Figure:
    took = results.megabytes(COLD, 100_000)
    said = f"{took:.0f} MB" if took else "not measured"
    return Figure(
        f"{COLD}, 100,000 records", f"under {MEGABYTES} MB", said, took < MEGABYTES if took else None
    )


def _review(results: Results, row: str) -> Figure:
    """What reading ten records costs is taken from the same run: the difference of cold and warm, by record."""
    size = 10_000
    work, asked = f"{row}, {size:,} records", f"≤ 2 × warm check + reading {CHANGED} records"
    took, warm, cold = (results.seconds(name, size) for name in (row, WARM, COLD))
    if took is None or warm is None or cold is None:
        return Figure(work, asked, "not measured", None)
    allowed = 2 * warm + CHANGED * max(cold - warm, 0) / size
    return Figure(work, asked, f"{shown(took)} of {shown(allowed)}", took <= allowed)


def shown(seconds: float) -> str:
    """A time for people: three figures are more than it is exact to."""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"

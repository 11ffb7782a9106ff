"""Growth over the number of records, as an SVG with logarithmic scales that can be read on light and dark pages."""

from __future__ import annotations

from html import escape
from math import ceil, floor, log10
from typing import NamedTuple

from benchmarks import peers
from benchmarks.results import Results
from benchmarks.rows import COLD, GIT, ONE, OURS, PYTHON, READ, STATUS, WARM

WIDTH, HEIGHT = 880, 560
LEFT, RIGHT, TOP, BOTTOM = 64, 290, 24, 48
APART = 17
"""Labels stand at least so many pixels below each other."""
NAMES = (
    PYTHON, GIT, READ, COLD, WARM, ONE, STATUS, peers.LOOP, peers.HLEDGER, peers.BEAN_COLD, peers.BEAN_WARM,
    "hugo list all", "reuse lint", "check-jsonschema", "doorstop",
)  # fmt: skip
FLOORS = (PYTHON, GIT, READ)
LIGHT = {
    "ours": "#0a58ca",
    "floor": "#2a7d3a",
    "peer": "#9a5b00",
    "": "#24292f",
    "grid": "#d8dee4",
    "paper": "#ffffff",
}
DARK = {
    "ours": "#79b8ff",
    "floor": "#7ee08f",
    "peer": "#f0b25c",
    "": "#e6edf3",
    "grid": "#30363d",
    "paper": "#0d1117",
}
"""Colours on a light page stand as attributes, which every program understands; those on a dark one in a style."""


class Line(NamedTuple):
    """One row's times by size, in order of size."""

    name: str
    points: tuple[tuple[int, float], ...]

    @property
    def looks(self) -> str:
        """Its class in the style."""
        return "ours" if self.name in OURS else "floor" if self.name in FLOORS else "peer"

    @property
    def dashes(self) -> str:
        """Not by colour alone: floors are dotted, and what is ours is thick."""
        return {"ours": ' stroke-width="3"', "floor": ' stroke-width="1.5" stroke-dasharray="2 4"'}.get(
            self.looks, ' stroke-width="1.5"'
        )


class Scale(NamedTuple):
    """Whole decades on both axes, and where a value stands."""

    sizes: tuple[int, int]
    seconds: tuple[int, int]

    def x(self, size: float) -> float:
        return LEFT + (log10(size) - self.sizes[0]) / (self.sizes[1] - self.sizes[0]) * (WIDTH - LEFT - RIGHT)

    def y(self, seconds: float) -> float:
        part = (log10(seconds) - self.seconds[0]) / (self.seconds[1] - self.seconds[0])
        return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM)


def plot(results: Results) -> str:
    """The drawing; same results, same bytes."""
    lines = [line for name in NAMES if (line := _line(results, name)).points]
    scale = _scale(lines)
    drawn = [_grid(scale), *(_drawn(line, scale) for line in lines), _labels(lines, scale)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="Time against number of records">\n<style>{_style()}</style>\n'
        f'<g font-family="system-ui, sans-serif" font-size="13">\n'
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}" fill="{LIGHT["paper"]}"/>\n'
        + "\n".join(drawn)
        + "\n</g></svg>\n"
    )


def _style() -> str:
    """The colours on a dark page."""
    rules = [f"text {{ fill: {DARK['']} }}", f".paper {{ fill: {DARK['paper']} }}"]
    rules.append(f".grid {{ stroke: {DARK['grid']} }}")
    for looks in ("ours", "floor", "peer"):
        rules.append(f"text.{looks}, circle.{looks} {{ fill: {DARK[looks]} }}")
        rules.append(f"polyline.{looks} {{ stroke: {DARK[looks]} }}")
    return f"@media (prefers-color-scheme: dark) {{ {' '.join(rules)} }}"


def _line(results: Results, name: str) -> Line:
    found = ((size, results.seconds(name, size)) for size in results.sizes)
    return Line(name, tuple((size, seconds) for size, seconds in found if seconds))


def _scale(lines: list[Line]) -> Scale:
    sizes = [log10(size) for line in lines for size, _ in line.points]
    seconds = [log10(value) for line in lines for _, value in line.points]
    return Scale(_decades(sizes), _decades(seconds))


def _decades(values: list[float]) -> tuple[int, int]:
    low, high = floor(min(values)), ceil(max(values))
    return low, max(high, low + 1)


def _grid(scale: Scale) -> str:
    parts = []
    for power in range(scale.sizes[0], scale.sizes[1] + 1):
        x = scale.x(10**power)
        parts.append(_rule(x, TOP, x, HEIGHT - BOTTOM))
        parts.append(_text(x, HEIGHT - BOTTOM + 20, f"{10**power:,}", anchor="middle"))
    for power in range(scale.seconds[0], scale.seconds[1] + 1):
        y = scale.y(10.0**power)
        parts.append(_rule(LEFT, y, WIDTH - RIGHT, y))
        said = f"{10**power} s" if power >= 0 else f"{10 ** (power + 3)} ms"
        parts.append(_text(LEFT - 8, y + 4, said, anchor="end"))
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "records", anchor="middle"))
    return "\n".join(parts)


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="grid" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{LIGHT["grid"]}"/>'


def _drawn(line: Line, scale: Scale) -> str:
    places = [(scale.x(size), scale.y(seconds)) for size, seconds in line.points]
    colour = LIGHT[line.looks]
    dots = "".join(
        f'<circle class="{line.looks}" cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places
    )
    return f"{_way(line, places, line.dashes)}{dots}"


def _way(line: Line, places: list[tuple[float, float]], dashes: str) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return (
        f'<polyline class="{line.looks}" points="{points}" fill="none" stroke="{LIGHT[line.looks]}"{dashes}/>'
    )


def _labels(lines: list[Line], scale: Scale) -> str:
    """Names to the right, from top to bottom as the lines end, moved apart where they would touch."""
    ends = sorted((scale.y(line.points[-1][1]), scale.x(line.points[-1][0]), line) for line in lines)
    heights = _spread([y for y, _, _ in ends])
    parts, edge = [], WIDTH - RIGHT
    for (y, x, line), height in zip(ends, heights, strict=True):
        lead = [(x, y), (max(x, edge + 4.0), y), (edge + 16.0, height)]
        parts.append(_way(line, lead, ' stroke-width="0.7" stroke-opacity="0.6"'))
        parts.append(_text(edge + 20, height + 4, line.name, looks=line.looks))
    return "\n".join(parts)


def _spread(heights: list[float]) -> list[float]:
    """The same heights in the same order, none nearer to the next than `APART`, and none below the frame."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + APART) if placed else height)
    bottom = float(HEIGHT - BOTTOM)
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], bottom)
        bottom = placed[index] - APART
    return placed


def _text(x: float, y: float, said: str, anchor: str = "start", looks: str = "") -> str:
    named = f' class="{looks}"' if looks else ""
    weight = ' font-weight="600"' if looks == "ours" else ""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{LIGHT[looks]}"'
    return f"<text{named} {place}{weight}>{escape(said)}</text>"

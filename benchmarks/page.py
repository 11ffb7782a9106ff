"""The page: tables in Markdown between two marks of a file, so that what stands around them is left alone."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.figures import Figure, shown
from benchmarks.results import Results
from benchmarks.rows import FLOORS, OURS, READ

BEGIN = "<!-- measured: begin -->"
END = "<!-- measured: end -->"
START = f"""# Speed and memory

For administrators who want to know how long commands take, and for developers who make them faster. After reading this
page you can compare the times with the lowest possible ones, and repeat the measurement. One command makes invented
societies of up to 100,000 records, runs `balintrec` and comparable programs, and writes the tables of this page:

```sh
.venv/bin/python -m benchmarks.run
```

[benchmarks/README.md](../benchmarks/README.md) says how it is measured, and what each row runs. Times differ between
machines, and from run to run on one; the ratios within a table are reliable. So each target compares rows of the same
run. A target that is not met does not make a build fail; the table says so.

*Cold* is a check that reads everything. *Warm* is a second check when nothing has changed. `status` is measured after a
check, once when it has not been run before and once repeated. `review` is measured on a new branch, after a check of
its merge base, and then repeated. In the plot, dotted lines are lower bounds, thick ones are balintrec, and the others
are comparable programs.

{BEGIN}
{END}
"""


def page(before: str, results: Results, figures: list[Figure], machine: str, plot: str) -> str:
    """The text of the page with the part between the marks made anew."""
    text = before if BEGIN in before and END in before else START
    head, _, rest = text.partition(BEGIN)
    tail = rest.partition(END)[2]
    return f"{head}{BEGIN}\n{measured(results, figures, machine, plot)}{END}{tail}"


def measured(results: Results, figures: list[Figure], machine: str, plot: str) -> str:
    """Everything that one run has found."""
    parts = [
        machine,
        f"![Time against number of records, both on logarithmic scales]({plot})",
        _figures(figures),
        "## Times\n\n" + _times(results),
        "## Memory\n\n" + _memory(results),
    ]
    if results.instructions:
        parts.append("## Instructions\n\n" + _instructions(results))
    return "".join(f"\n{part}\n" for part in parts) + "\n"


def _figures(figures: list[Figure]) -> str:
    words = {True: "met", False: "**not met**", None: "not measured"}
    met, missed, open_ = (sum(one.met is verdict for one in figures) for verdict in (True, False, None))
    said = f"{met} targets are met, {missed} are not met, {open_} were not measured in this run."
    rows = ((one.work, one.asked, one.found, words[one.met]) for one in figures)
    return f"## Targets\n\n{said}\n\n" + table(("work", "target", "result", ""), rows, numbers=False)


def _times(results: Results) -> str:
    base = _base(results)
    head = ["", *(f"{size:,}" for size in results.sizes), "growth × 10", f"× {_short(READ)} at {base:,}"]
    remarks = sorted({f"- {name}: {said}." for (name, _), said in results.remarks.items()})
    notes = "\n\n" + "\n".join(remarks) if remarks else ""
    return table(head, (_times_of(results, name, base) for name in results.names)) + notes


def _times_of(results: Results, name: str, base: int) -> list[str]:
    growth, took, floor = results.growth(name), results.seconds(name, base), results.seconds(READ, base)
    return [
        f"**{name}**" if name in OURS else name,
        *(_time(results, name, size) for size in results.sizes),
        f"{growth:.1f}" if growth else "",
        f"{took / floor:.2f}" if took and floor else "",
    ]


def _base(results: Results) -> int:
    return 10_000 if 10_000 in results.sizes else max(results.sizes)


def _short(name: str) -> str:
    return name.partition(" (")[0]


def _time(results: Results, name: str, size: int) -> str:
    took, spread = results.seconds(name, size), results.spread(name, size)
    if took is None or spread is None:
        return "—"
    once = len(results.runs[name, size]) == 1
    return f"{shown(took)} ({'one run' if once else _range(*spread)})"


def _range(least: float, most: float) -> str:
    """From the fastest to the slowest, in one unit."""
    low, high = shown(least), shown(most)
    same = low.rpartition(" ")[2] == high.rpartition(" ")[2]
    return f"{low.rpartition(' ')[0] if same else low} to {high}"


def _memory(results: Results) -> str:
    rows = []
    for name in results.names:
        found = [results.megabytes(name, size) for size in results.sizes]
        if name not in FLOORS and any(found):
            rows.append((name, *(f"{one:.0f} MB" if one else "—" for one in found)))
    return "The largest process of each command at its largest.\n\n" + table(
        ("", *(f"{size:,}" for size in results.sizes)), rows
    )


def _instructions(results: Results) -> str:
    size = min(results.sizes)
    rows = ((name, f"{count / 1e6:,.0f} million") for name, count in results.instructions.items())
    return (
        f"At {size:,} records, of the command and what it starts. This reading is steadier than time: it is the same "
        "on a busy machine.\n\n" + table(("", "instructions"), rows)
    )


def table(head: Iterable[str], rows: Iterable[Iterable[str]], numbers: bool = True) -> str:
    """A table in Markdown; numbers stand to the right, and so all columns but the first."""
    names = list(head)
    lines = ["| " + " | ".join(names) + " |", "|---|" + ("---:|" if numbers else "---|") * (len(names) - 1)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)

"""``python -m benchmarks.run``: floors, balintrec and peers side by side, into docs/speed.md and docs/speed.svg.

Every round runs every command once, one after the other, so that what slows the machine for a while slows them all.
Nothing fails because something is slow: the page says which figure is met and which is not.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import peers, rows
from benchmarks.fast_import import environment
from benchmarks.figures import figures
from benchmarks.given import society
from benchmarks.measure import Failed, Run, instructions, run
from benchmarks.page import page
from benchmarks.plot import plot
from benchmarks.results import Results
from benchmarks.rows import Row

SIZES = (1_000, 10_000, 100_000)
SMALLEST = 100
ROUNDS = 5
SLOW = 20
"""What takes longer than so many seconds is measured once and not in every round."""
SLOW_PEERS = ("reuse lint", "check-jsonschema", "doorstop")
DOCS = Path(__file__).parent.parent / "docs"
WORK = Path(tempfile.gettempdir()) / "balintrec-benchmarks"


def main(arguments: list[str] | None = None) -> int:
    """Measure, and write the page and the plot."""
    asked = _arguments(arguments)
    programs = peers.installed(asked.work / "peers") if asked.peers else None
    sizes = tuple(sorted(asked.sizes))
    results = Results(sizes)
    for size in sizes:
        measure(results, _rows(asked, size, programs), size, asked.rounds, _say)
    if asked.count:
        count(results, _rows(asked, sizes[0], programs), _say)
    write(asked.out, results, machine(asked.rounds, programs))
    for figure in figures(results):
        verdict = {True: "met", False: "NOT MET", None: "not measured"}[figure.met]
        print(f"{verdict:12} {figure.work}: {figure.asked}; {figure.found}")
    return 0


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__.split("\n\n")[1])
    say = parser.add_argument
    say("--sizes", type=_sizes, metavar="N,N", help="numbers of records; 1000,10000,100000")
    say("--rounds", type=int, metavar="N", help="how often each command is run; 5")
    say("--quick", action="store_true", help="1000 records, three rounds, no slow peers, no counting")
    say("--out", type=Path, default=DOCS, metavar="DIR", help="where speed.md and speed.svg go; docs")
    say("--work", type=Path, default=WORK, metavar="DIR", help="where inputs and peers are kept between runs")
    say("--no-peers", dest="peers", action="store_false", help="install no peers, and leave them out")
    say("--no-count", dest="count", action="store_false", help="do not count instructions")
    asked = parser.parse_args(arguments)
    asked.sizes = asked.sizes or ((1_000,) if asked.quick else SIZES)
    if min(asked.sizes) < SMALLEST:
        parser.error(f"at least {SMALLEST} records, or there is no year of sessions in it")
    asked.rounds = asked.rounds or (3 if asked.quick else ROUNDS)
    asked.count = asked.count and not asked.quick
    asked.work = asked.work.resolve()
    asked.work.mkdir(parents=True, exist_ok=True)
    # Whatever is kept between runs is kept here, and what the person at this machine keeps is left alone.
    os.environ["XDG_CACHE_HOME"] = str(asked.work / "cache")
    return asked


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.replace("_", "").split(","))


def _rows(asked: argparse.Namespace, size: int, programs: Path | None) -> list[Row]:
    _say(f"{size:,} records: making what is read")
    made = society(asked.work, size)
    found = [*rows.floors(made), *rows.balintrec(made)]
    if asked.peers:
        beside = rows.beside(made, asked.work / "inputs", programs)
        found += [row for row in beside if not (asked.quick and row.name in SLOW_PEERS)]
    return found


def measure(
    results: Results, found: list[Row], size: int, rounds: int, say: Callable[[str], None] = print
) -> None:
    """Run every row once unmeasured, so that all starts from warm files, and then in rounds."""
    ready = []
    results.names += [row.name for row in found if row.name not in results.names]
    for row in found:
        if row.remark:
            results.remarks[row.name, size] = row.remark
        first = _once(results, row, size, say)
        # The first run may have had something to make that later ones find.
        second = _once(results, row, size, say) if first and first.seconds > SLOW else None
        if second and second.seconds > SLOW:
            results.runs[row.name, size] = [second]
        elif first:
            ready.append(row)
    for number in range(rounds):
        say(f"{size:,} records: round {number + 1} of {rounds}")
        for row in ready:
            took = _once(results, row, size, say)
            if took:
                results.runs.setdefault((row.name, size), []).append(took)


def _once(results: Results, row: Row, size: int, say: Callable[[str], None]) -> Run | None:
    """One run of a row; None where there is nothing to run or it failed, and then the results say why."""
    if row.command is None:
        return None
    try:
        if row.before:
            row.before()
        return run(row.command)
    except Failed as why:
        results.remarks[row.name, size] = str(why)
        say(f"{size:,} records: {row.name}: {why}")
        return None


def count(results: Results, found: list[Row], say: Callable[[str], None] = print) -> None:
    """Count instructions, where that can be done."""
    for row in found:
        if row.command is None or not row.counted or (row.name, results.sizes[0]) not in results.runs:
            continue
        if row.before:
            row.before()
        say(f"counting instructions: {row.name}")
        try:
            number = instructions(row.command)
        except Failed as why:
            say(f"{row.name}: {why}")
            continue
        if number is None:
            say("neither perf nor valgrind can count them here")
            return
        results.instructions[row.name] = number


def machine(rounds: int, programs: Path | None) -> str:
    """On what was measured, without saying where."""
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()[2]
    said = (
        f"Measured on {os.cpu_count()} processors ({platform.machine()}, {platform.system()}), "
        f"Python {platform.python_version()}, git {git}; medians of {rounds} runs with the fastest and the slowest."
    )
    versions = [f"{name} {version}" for name, version in _versions(programs)]
    return f"{said} Beside it: {', '.join(versions)}." if versions else said


def _versions(programs: Path | None) -> list[tuple[str, str]]:
    """The peers that are there, with their versions."""
    found = []
    if programs:
        command = [
            str(programs / "python"),
            "-m",
            "pip",
            "list",
            "--format=freeze",
            "--disable-pip-version-check",
        ]
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        installed = dict(line.split("==") for line in listed.splitlines() if "==" in line)
        wanted = [line.partition(">=")[0] for line in peers.PEERS.read_text(encoding="utf-8").splitlines()]
        found = [(name, installed[name]) for name in wanted if name in installed]
        for name, words in (("hledger", ("--version",)), ("hugo", ("version",))):
            where = peers.program(name, None)
            if where:
                said = subprocess.run(
                    [where, *words], capture_output=True, text=True, env=environment(), check=True
                )
                found.append((name, said.stdout.split()[1].rstrip(",").partition("+")[0].removeprefix("v")))
    return found


def write(out: Path, results: Results, measured_on: str) -> None:
    """The page and the plot, in their places."""
    out.mkdir(parents=True, exist_ok=True)
    text, drawing = out / "speed.md", out / "speed.svg"
    before = text.read_text(encoding="utf-8") if text.exists() else ""
    drawing.write_text(plot(results), encoding="utf-8")
    text.write_text(page(before, results, figures(results), measured_on, drawing.name), encoding="utf-8")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

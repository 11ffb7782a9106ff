"""``python -m benchmarks.society DIR --records N [--seed S]``: a made-up society of N records, in git.

The same number and seed give the same files and the same commit, wherever and whenever they are made. Whatever the
number, a check finds nothing in it: what is measured on it is reading and judging, not the writing of findings.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random

from benchmarks.chapter import chapter
from benchmarks.chronicle import chronicle
from benchmarks.company import Company, founding, member
from benchmarks.fast_import import settle, write
from benchmarks.filing import Entry, Filing
from benchmarks.people import TOWNS

LEAST = 20
LARGEST_GROUP = 800
"""No group leaves more records than this; from here on it is looked at whether the next one still fits in."""
AGES = (None, 6.0, 3.0, 1.5, 0.7, 0.3, 0.1)
"""What is tried for the last groups, in years: any, then younger and younger ones."""


def entries(records: int, seed: int = 1) -> Iterator[Entry]:
    """So many records, group by group; little more than one group is in memory at a time."""
    company, filing = Company(), Filing(records)
    left = records
    for entry in founding(company, filing, Random(f"{seed}/founding")):
        left -= 1
        yield entry
    number = 0
    while left > 0:
        made = _next(seed, number, company, filing, left)
        if not made:
            break
        company, life = made
        left -= len(life)
        number += 1
        yield from life
    yield from _outsiders(company, filing, Random(f"{seed}/outsiders"), left)


def _next(
    seed: int, number: int, company: Company, filing: Filing, left: int
) -> tuple[Company, list[Entry]] | None:
    """The next group that fits in, and the company with it; None where not even a young one does."""
    if left > LARGEST_GROUP:
        return company, chronicle(chapter(seed, number, company, filing))
    for years in AGES:
        tried = deepcopy(company)
        life = chronicle(chapter(seed, number, tried, filing, years))
        if life and len(life) <= left:
            return tried, life
    return None


def _outsiders(company: Company, filing: Filing, rng: Random, number: int) -> Iterator[Entry]:
    """People who are no members, as many as are missing to the number asked for."""
    for place in range(number):
        one = company.newcomer()
        path = filing.person(one.id, TOWNS[place % len(TOWNS)][0].lower(), "outsiders")
        yield Entry(path, member(rng, one, "", "Not a member; is asked for advice now and then.\n"))


def make(folder: Path, records: int, seed: int = 1) -> str:
    """Write a society into an empty or new folder; gives the id of its commit."""
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty")
    return write(folder, entries(records, seed))


def main(arguments: list[str] | None = None) -> int:
    """Make a society and say how long it took."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.society", description=__doc__.split("\n\n")[1]
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that is empty or not there yet")
    parser.add_argument("--records", type=int, default=1_000, metavar="N", help="how many; 1000 unless told")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="another number, another society")
    asked = parser.parse_args(arguments)
    if asked.records < LEAST:
        parser.error(f"a society has at least {LEAST} records")
    begun = time.perf_counter()
    commit = make(asked.folder, asked.records, asked.seed)
    settle(asked.folder)
    print(f"{asked.folder}: {asked.records} records, commit {commit}, {time.perf_counter() - begun:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())

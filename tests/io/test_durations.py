"""Lengths as programs write them, in words and in numbers."""

from __future__ import annotations

import pytest

from balintrec.io.times import durations

READ = {
    "92": 92, "90.0": 90, "1:32:10": 92, "00:48:59": 48, "1h 20m 26s": 80, "1h 20m": 80, "1m 0s": 1, "26s": 0,
    "1 hr 2 min": 62, "58 min": 58, "1 hour, 5 minutes": 65, "150 minutes": 150, "1h20": 80, "1,5 h": 90,
    "1 godz. 20 min 26 sek.": 80, "2 godziny 5 minut": 125, "1 Std. 20 Min. 26 Sek.": 80,
    "1 Stunde und 2 Minuten": 62, "1 heure et 5 minutes": 65, "1 h 20 min 5 s": 80, "1 uur en 20 minuten": 80,
    "1 ora e 20 minuti": 80, "2 ore 1 min": 121, "1 گھنٹہ 20 منٹ": 80,
}  # fmt: skip


@pytest.mark.parametrize(("text", "minutes"), READ.items(), ids=READ)
def test_whole_minutes(text: str, minutes: int) -> None:
    assert durations([text])(text) == minutes


@pytest.mark.parametrize("text", ["", "-", "long", "1 day", "20 min 1 h", "1h 1h", "80.5", "14/11/24"])
def test_what_is_no_length_for_certain(text: str) -> None:
    assert durations([text])(text) is None


def test_two_numbers_are_minutes_and_seconds_where_hours_are_written_too() -> None:
    assert durations(["1:02:10", "12:10"])("12:10") == 12
    assert durations(["12:10", "1:20"])("1:20") is None

"""What only a terminal gets: colour, and a bar while something takes long."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from balintrec.cli import terminal
from balintrec.formats.ansi import plain


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "0"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_terminal_has_colour_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], coloured: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stdout", Screen())
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert terminal.painter().coloured == coloured


def test_pipe_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", io.StringIO())
    monkeypatch.setenv("COLUMNS", "50")
    assert terminal.painter() is plain
    assert (plain.coloured, plain.columns, plain.screen) == (False, 80, False)


@pytest.mark.parametrize(
    ("columns", "filled"), [("20", 40), ("40", 40), ("63", 63), ("100", 100), ("200", 100)]
)
def test_width_of_the_terminal_is_filled(monkeypatch: pytest.MonkeyPatch, columns: str, filled: int) -> None:
    monkeypatch.setattr("sys.stdout", Screen())
    monkeypatch.setenv("COLUMNS", columns)
    assert (terminal.painter().columns, terminal.painter().screen) == (filled, True)


def drawn(
    monkeypatch: pytest.MonkeyPatch, screen: io.StringIO, *, quiet: bool = False, after: float = 2.0
) -> str:
    clock = iter([0.0, after, after, after + 5, after + 5])
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(terminal.time, "monotonic", lambda: next(clock))
    with terminal.Progress("reading", quiet=quiet) as progress:
        progress(50, 100)
    return screen.getvalue()


def test_bar_is_drawn_after_a_second_and_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    text = drawn(monkeypatch, Screen())
    assert "reading [###############...............] 50 of 100" in text
    assert text.endswith("\r\x1b[K")


@pytest.mark.parametrize(
    ("screen", "quiet", "after"),
    [(io.StringIO(), False, 2.0), (Screen(), True, 2.0), (Screen(), False, 0.5)],
    ids=["pipe", "quiet", "short work"],
)
def test_bar_is_not_drawn(
    monkeypatch: pytest.MonkeyPatch, screen: io.StringIO, quiet: bool, after: float
) -> None:
    assert drawn(monkeypatch, screen, quiet=quiet, after=after) == ""


def test_terminal_that_has_no_such_letter_is_no_fault(tmp_path: Path) -> None:
    from tests.cli.running import as_user, member, society

    folder = society(
        tmp_path, {"members/sana-malik.md": member("Sana ثنا Malik", membership="[{from: 2024-01-01}]")}
    )
    ran = as_user("status", "sana-malik", folder=folder, environment={"PYTHONIOENCODING": "latin-1"})
    assert ran.code == 0
    assert "Sana \\u062b\\u0646\\u0627 Malik" in ran.out

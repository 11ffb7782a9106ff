"""A plan for files as a diff: what changes is shown, and of a body only what changes in it."""

from __future__ import annotations

from balintrec.formats.ansi import ansi, plain
from balintrec.formats.diff import rewrites_diff
from balintrec.renaming import Rewrite

REFLECTION = "---\r\nmember: ola\r\nwritten: 2024-01-01  # \x1b[2J\r\n---\r\nWhat I felt.\r\n"


def test_lines_that_change_are_shown_with_one_around_them_and_no_body() -> None:
    rewrite = Rewrite("records/r.md", REFLECTION, "records/r.md", REFLECTION.replace("ola", "liv"))
    assert rewrites_diff([rewrite], plain).splitlines() == [
        "--- records/r.md",
        "+++ records/r.md",
        "@@ -1,3 +1,3 @@",
        " ---",
        "-member: ola",
        "+member: liv",
        r" written: 2024-01-01  # \x1b[2J",
    ]


def test_a_file_that_only_moves() -> None:
    rewrite = Rewrite("records/a.md", REFLECTION, "records/b.md", REFLECTION)
    assert rewrites_diff([rewrite], plain) == "--- records/a.md\n+++ records/b.md"


def test_a_file_that_goes_is_shown_whole() -> None:
    text = "---\nname: Ola\n---\nA body.\n"
    assert rewrites_diff([Rewrite("records/a.md", text, None, "")], plain).splitlines() == [
        "--- records/a.md",
        "+++ (nothing)",
        "@@ -1,4 +0,0 @@",
        "----",
        "-name: Ola",
        "----",
        "-A body.",
    ]


def test_a_body_that_changes_is_shown() -> None:
    text = "---\nname: Ola\n---\n"
    diff = rewrites_diff([Rewrite("a.md", text, "a.md", f"{text}More.\n")], plain)
    assert diff.endswith("@@ -3 +3,2 @@\n ---\n+More.")


def test_colours_come_from_the_painter() -> None:
    rewrite = Rewrite("a.md", "---\na: b\n---\n", "a.md", "---\na: c\n---\n")
    assert "\x1b[31m-a: b\x1b[0m\n\x1b[32m+a: c\x1b[0m" in rewrites_diff([rewrite], ansi)


def test_of_a_confidential_record_no_remark_is_shown() -> None:
    text = "---\ndate: 2024-01-01\nsupervisor: sue\nsupervisees:\n  - ola  # SECRET\n---\nSECRET\n"
    path = "records/supervisions/2024-01-01-ola.md"
    diff = rewrites_diff([Rewrite(path, text, path, text.replace("ola", "liv"))], plain)
    assert "-  - ola" in diff and "+  - liv" in diff
    assert "SECRET" not in diff

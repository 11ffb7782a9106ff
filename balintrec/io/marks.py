"""Marks: which ones mean that somebody was there. A mark that nobody knows means neither, and is asked about. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from balintrec.io.words import ABSENT, P_MEANS_PRESENT, PRESENT
from balintrec.names import fold

_SIGNS_PRESENT = frozenset(["+", "*", "√", "✓", "✔", "☑", "✅", "🗸"])
_SIGNS_ABSENT = frozenset(["0", "-", "–", "—", "−", "✗", "✘", "❌", "☐"])
_CROSSES = frozenset(["x", "×", "✕", "✖"])
_WORDS = re.compile(r"[^\W\d_](?:[\s.'’/-]*[^\W\d_])*\.?")
_SHOWN = 6
UNKNOWN_MARK = "nobody knows whether this mark means present; say it: --present MARK or --absent MARK"


class Marks:
    """The meaning of each mark, given all the marks of a sheet, the options, and the languages of the file."""

    def __init__(
        self, marks: Iterable[str], present: Iterable[str], absent: Iterable[str], languages: Iterable[str]
    ) -> None:
        self._typed = {_plain(mark): mark for mark in marks}
        self._said = {_plain(mark): True for mark in present} | {_plain(mark): False for mark in absent}
        self._named = any(self._said.values())
        languages = {language[:2].casefold() for language in languages}
        letters = {mark for mark in self._typed if len(mark) == 1 and mark.isalpha()} - _CROSSES
        self._letters = not languages and bool(letters & {"p", "a"})
        self._p_and_a = bool(languages) and languages <= P_MEANS_PRESENT and "p" in letters
        self._ones = not any(mark.isdigit() and mark not in ("0", "1") for mark in self._typed)
        """Whether 1 is a tick: beside other numbers it may be minutes, or how many people there were."""
        self._crosses = not any(map(self._known_present, self._typed))

    def __call__(self, mark: str) -> bool | None:
        """Whether it means present; None where nobody knows. No mark at all means absent."""
        mark = _plain(mark)
        if not mark:
            return False
        if mark in self._said:
            return self._said[mark]
        # Who names the marks of presence means that no others are.
        present = not self._named and (self._known_present(mark) or (mark in _CROSSES and self._crosses))
        return True if present else self._known_absent(mark)

    @property
    def unknown(self) -> list[str]:
        """The marks that nobody knows, as typed."""
        return [self._typed[mark] for mark in sorted(self._typed) if self(mark) is None]

    @property
    def question(self) -> str:
        """What to ask about the unknown marks."""
        shown = ", ".join(f'"{mark[:20]}"' for mark in self.unknown[:_SHOWN])
        more = " …" if len(self.unknown) > _SHOWN else ""
        letters = "; or say --language en, where P and A are English letters" if self._letters else ""
        return (
            f"which of the marks {shown}{more} mean present? name them with --present, and those that mean absent with "
            f"--absent, with commas between them{letters}"
        )

    def _known_present(self, mark: str) -> bool:
        return (
            mark in _SIGNS_PRESENT
            or (mark == "1" and self._ones)
            or _word(mark) in PRESENT
            or (mark == "p" and self._p_and_a)
        )

    def _known_absent(self, mark: str) -> bool | None:
        letter = mark == "a" and (self._p_and_a or self._said.get("p", False))
        return False if mark in _SIGNS_ABSENT or _word(mark) in ABSENT or letter else None


def _plain(mark: str) -> str:
    return mark.replace("\ufe0f", "").casefold().strip()


def _word(mark: str) -> str | None:
    """A mark of letters as words are compared; a single letter is no word."""
    return fold(mark) if len(mark) > 1 and _WORDS.fullmatch(mark) else None

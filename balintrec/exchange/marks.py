"""Marks in a register: which ones mean that somebody was there. Pure."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable

from balintrec.errors import BalintrecError


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_PRESENT = _words(
    "1 p pr present y yes t true ok + * v √ ✓ ✔ ☑ ✅ 🗸 on attended here tak ja obecny obecna ob حاضر ح ہاں"
)
_ABSENT = _words(
    "0 a ab abs absent n no f false - – — − ✗ ✘ ❌ ☐ none nil na n/a excused exc e apologies apology regrets",
    "sick cancelled dna nie nb nieobecny nieobecna nein غائب غ نہیں",
) | {"", "not present", "not attended", "did not attend", "غیر حاضر"}
_CROSS = _words("x × ✕ ✖")
# Late or leave, holiday or half, a stroke or a ring for either: nobody can tell from the sign.
_UNCLEAR = _words("l h o ? . / \\")


def understand(marks: Iterable[str], present: tuple[str, ...]) -> Callable[[str], bool]:
    """Given all the marks of a sheet, whether one means present.

    With ``present`` those marks do and no others. Else any mark does that is no known mark of absence; a cross does
    unless the sheet also has ticks, P or yes. Raises `BalintrecError` where marks can mean either.
    """
    if present:
        named = {_plain(mark) for mark in present}
        return lambda mark: _plain(mark) in named
    typed = {_plain(mark): mark for mark in marks}
    seen = typed.keys() - _ABSENT
    # All that may mean present: whoever takes it as it stands loses nobody.
    option = shlex.quote(",".join(typed[mark] for mark in typed if mark in seen and "," not in mark))
    say = f"say which marks mean present, all of them or fewer: --present {option}"
    if unclear := sorted(seen & _UNCLEAR):
        raise BalintrecError(f'the mark "{typed[unclear[0]]}" can mean present or not; {say}')
    crosses = sorted(seen & _CROSS)
    if crosses and seen & _PRESENT:
        other = typed[min(seen & _PRESENT)]
        raise BalintrecError(
            f'beside "{other}" the mark "{typed[crosses[0]]}" can mean present or not; {say}'
        )
    return lambda mark: _plain(mark) in seen


def unusual(marks: Iterable[str], present: tuple[str, ...]) -> list[str]:
    """The marks that count as present only because they are no known mark of absence."""
    known = _ABSENT | _PRESENT | _CROSS
    return [] if present else sorted({mark for mark in marks if _plain(mark) not in known})


def _plain(mark: str) -> str:
    return mark.replace("\ufe0f", "").casefold().strip()

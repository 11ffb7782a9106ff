"""The codes of reading: what can keep a file from being a record. Each text is its explanation and its test."""

from __future__ import annotations

from inspect import cleandoc
from typing import NamedTuple

from balintrec.finding import Rule, Severity, Span


class SyntaxProblem(NamedTuple):
    """One thing that hinders reading a file, with its span in the file."""

    rule: Rule
    message: str
    help: str
    span: Span
    quoted: str = ""
    """The word of the file that stands in the message, in quotation marks."""


class Unclear(Exception):
    """The reading stopped here; carries the one problem that stopped it."""

    def __init__(self, rule: Rule, message: str, help: str, span: Span) -> None:
        super().__init__(f"line {span.line}: {message}; {help}")
        self.problem = SyntaxProblem(rule, message, help, span)


def _error(code: str, name: str, text: str) -> Rule:
    return Rule(code, name, Severity.ERROR, cleandoc(text))


def _warning(code: str, name: str, text: str) -> Rule:
    return Rule(code, name, Severity.WARNING, cleandoc(text))


NO_FRONT_MATTER = _error("DOC001", "no-front-matter", """
    The file does not begin with front matter.

    A record is the keys between two lines of three dashes; without the first line nothing of it is read.

    Wrong:
        # records/members/sana-malik.md
        Sana Malik, physician, a member since 2023
    Right:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        ---
    """)  # fmt: skip
NOT_CLOSED = _error("DOC002", "fence-not-closed", """
    The front matter is never closed.

    Without the second line of dashes nobody can tell the keys from the text below them.

    Wrong:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
    Right:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        ---
    """)  # fmt: skip
TEXT_BEFORE = _error("DOC003", "text-before-fence", """
    There is text before the first line of dashes.

    Other programs would then take the keys for text, and the record would vanish without a word.

    Wrong:
        # records/members/sana-malik.md
        Sana is new.
        ---
        name: Sana Malik
        ---
    Right:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        ---
        Sana is new.
    """)  # fmt: skip
NOT_KEYS = _error("DOC004", "not-keys", """
    The front matter is a list, a text or nothing, where keys with values are wanted.

    Wrong:
        # records/members/sana-malik.md
        ---
        - Sana Malik
        ---
    Right:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        ---
    """)  # fmt: skip
NOT_UTF8 = _error("DOC005", "not-utf-8", """
    The file is not UTF-8 text.

    UTF-8 holds every script, and it is what git compares and every editor writes unless told otherwise. Files saved
    as UTF-16 or in an old code page (Windows-1250, Windows-1256) must be saved again as UTF-8.

    Wrong:
        # records/members/sana-malik.md (a byte that is not UTF-8 is written \\xFF here)
        ---
        name: Sana\\xFF Malik
        ---
    Right:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        ---
    """)  # fmt: skip
BYTE_ORDER_MARK = _warning("DOC006", "byte-order-mark", """
    The file begins with an invisible byte order mark.

    The record is read; but other programs may take the first line for something else than dashes.

    Wrong:
        # records/members/sana-malik.md
        \\uFEFF---
        name: Sana Malik
        ---
    Right:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        ---
    """)  # fmt: skip
BAD_CHARACTER = _error("DOC007", "hidden-character", """
    A character that cannot be seen, or that turns the direction of the text around it.

    Such characters make a line read differently from what it says, and two equal words unequal. Letters of every
    script are welcome, and so are the joiners that Urdu and emoji need (U+200C, U+200D).

    Wrong:
        # records/members/sana-malik.md
        name: "Sana \\u202eMalik"
    Right:
        # records/members/sana-malik.md
        name: Sana Malik
    """)  # fmt: skip
CONFLICT = _error("DOC008", "merge-conflict", """
    The marks of an unresolved conflict stand in the file.

    Git leaves both versions in the file when two people changed the same lines; somebody has to choose.

    Wrong:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        <<<<<<< HEAD
        profession: psychiatrist
        =======
        profession: physician
        >>>>>>> other
        ---
    Right:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        profession: psychiatrist
        ---
    """)  # fmt: skip
YAML_SYNTAX = _error("DOC009", "not-readable", """
    A line of the front matter cannot be read.

    A key, a colon, a space and a value stand on each line; a text with `: ` in it, or one that begins with a
    character like @ or [, is put in quotes.

    Wrong:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        profession psychiatrist
        ---
    Right:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        profession: psychiatrist
        ---
    """)  # fmt: skip
DUPLICATE_KEY = _error("DOC010", "duplicate-key", """
    The same key stands twice.

    Most programs take the last one and say nothing; then the first value is lost.

    Wrong:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        profession: physician
        profession: psychiatrist
        ---
    Right:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        profession: psychiatrist
        ---
    """)  # fmt: skip
NOT_PLAIN = _error("DOC011", "not-plain", """
    Anchors, aliases, tags, merge keys and directives of YAML are not used in records.

    They can make one line mean something that stands elsewhere. A text that begins with & * or ! goes in quotes.

    Wrong:
        # records/members/sana-malik.md
        ---
        name: !!str Sana Malik
        ---
    Right:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        ---
    """)  # fmt: skip
TOO_DEEP = _error("DOC012", "too-deep", """
    Lists or keys are nested deeper than any record needs.

    Wrong:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        background: [[[[[[[[[[[[[[[[[[[[psychodynamic-training]]]]]]]]]]]]]]]]]]]]
        ---
    Right:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        background: [psychodynamic-training]
        ---
    """)  # fmt: skip
TOO_LARGE = _error("DOC013", "too-large", """
    The front matter is larger than 64 KB, or the file larger than 4 MB.

    Records are short. What is larger was put in the wrong place by mistake.
    """)  # fmt: skip
SECOND_DOCUMENT = _error("DOC014", "second-record", """
    A second block of keys stands below the first; a file holds one record.

    What stands below the second line of dashes is text for people, and keys there are not read.

    Wrong:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        ---
        profession: psychiatrist
        ---
    Right:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        profession: psychiatrist
        ---
    """)  # fmt: skip
COMMENT = _warning("DOC015", "text-in-comment", """
    The text after a # is not read, and it looks as if it should be.

    YAML takes ` #` for the start of a remark. Remarks are welcome two spaces away from a value, or on a line of
    their own, with a space after the #.

    Wrong:
        # records/groups/lahore-tuesday.md
        name: Group #3
    Right:
        # records/groups/lahore-tuesday.md
        name: "Group #3"
    """)  # fmt: skip

STRAY_MARK = _warning("DOC016", "stray-quotation-mark", """
    A quotation mark is part of a text, though it looks as if it held the text.

    Only the straight marks " and ' hold a text together, and they come in pairs; a word processor's “ and ” are
    letters like any other.

    Wrong:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        profession: “psychiatrist”
        ---
    Right:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        profession: "psychiatrist"
        ---
    """)  # fmt: skip

LEFT_OVER = _error("DOC017", "keys-left-below", """
    A part of the front matter stands below the line of three dashes that ends it, and is not read.

    The line got into a list, or between two keys; what stands below it is text for people, and would be lost without
    a word: people who came, the day on which something ends.

    Wrong:
        # records/groups/lahore-tuesday.md
        ---
        name: Lahore Tuesday
        leaders:
          - nadia-iqbal
        ---
          - omar-farooq
        mode: online
    Right:
        # records/groups/lahore-tuesday.md
        ---
        name: Lahore Tuesday
        leaders:
          - nadia-iqbal
          - omar-farooq
        mode: online
        ---
    """)  # fmt: skip
KEY_IN_TEXT = _warning("DOC018", "key-at-the-end-of-the-text", """
    The last line of the text below the front matter reads like a key of the record.

    Keys in the text are not read. If it is one, it belongs above the second line of three dashes.

    Wrong:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        ---
        She came to us from Multan.
        profession: psychiatrist
    Right:
        # records/members/sana-malik.md
        ---
        name: Sana Malik
        profession: psychiatrist
        ---
        She came to us from Multan.
    """)  # fmt: skip
LONG_TEXT = _error("DOC019", "value-over-several-lines", """
    A value goes on over several lines, in a record whose text is confidential.

    Where the second line of three dashes is missing, the text of the record becomes a part of the last value, and would
    be shown where values are shown. So each value of such a record stands on one line, that of its key or of its item,
    and no empty line among what stands below a key.

    Wrong:
        # records/references/2026-01-20-bilal-ahmed-siddiqui.md
        ---
        member: bilal-ahmed
        written: 2026-01-20
        referee: Prof. H. Siddiqui
          head of the department
        ---
    Right:
        # records/references/2026-01-20-bilal-ahmed-siddiqui.md
        ---
        member: bilal-ahmed
        written: 2026-01-20
        referee: Prof. H. Siddiqui
        ---
    """)  # fmt: skip
RULES = (
    NO_FRONT_MATTER, NOT_CLOSED, TEXT_BEFORE, NOT_KEYS, NOT_UTF8, BYTE_ORDER_MARK, BAD_CHARACTER, CONFLICT,
    YAML_SYNTAX, DUPLICATE_KEY, NOT_PLAIN, TOO_DEEP, TOO_LARGE, SECOND_DOCUMENT, COMMENT, STRAY_MARK,
    LEFT_OVER, KEY_IN_TEXT, LONG_TEXT,
)  # fmt: skip

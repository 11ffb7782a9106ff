"""One file's bytes to what they say: a record, or what hinders one."""

from __future__ import annotations

import re
from hashlib import sha1, sha256
from itertools import islice
from typing import NamedTuple

from balintrec.document import Document, SyntaxProblem, Values, parse, span_of
from balintrec.document.edit import value_at, with_value
from balintrec.document.rules import LEFT_OVER, LONG_TEXT, SECOND_DOCUMENT, TOO_LARGE, YAML_SYNTAX
from balintrec.finding import Finding, Location, Place, Problem, Rule
from balintrec.model import KINDS, AnyRecord, Body, Record
from balintrec.model.confidential import IF_TEXT, is_key, may_be_confidential
from balintrec.model.rules import EMPTY, MISSING_KEY
from balintrec.model.types import Nothing
from balintrec.model.validate import Wrong, validate
from balintrec.society.files import CANNOT_READ, Flaw
from balintrec.society.left_over import key_in_text, left_over
from balintrec.society.society import mark
from balintrec.source import LARGEST, Source, Unreadable

_NO_BODY = Body(True, sha256(b"").hexdigest())
_SHORT = 200
"""Words; a longer text is one, whatever its headings."""
_NO_TEXT = re.compile(r"<!--(?s:.*?)(?:-->|\Z)|^ {0,3}#.*$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(rb"(?<![A-Za-z0-9_-])[a-z0-9-]+(?![A-Za-z0-9_-])")
"""What may be an id."""


_LOST = (LEFT_OVER, LONG_TEXT, SECOND_DOCUMENT)
"""Where the front matter does not end where it was meant to."""


class Slot(NamedTuple):
    """A regular file at a place where a record can be."""

    kind: str
    id: str
    path: str


class Reading(NamedTuple):
    """What the bytes of one file at one path say."""

    record: AnyRecord | None
    findings: tuple[Finding, ...] = ()
    problems: tuple[tuple[Rule, Problem], ...] = ()
    tokens: frozenset[bytes] | None = None
    """Of a file that is no record: the marks of its words, as `Broken` has them."""


class Readings(dict[tuple[str, str], Reading]):
    """By path and blob id: what one revision, or one run, has in common with another is read once."""

    def __init__(self, kept: dict[tuple[str, str], Reading] | None = None) -> None:
        super().__init__(kept or {})
        self.used: dict[tuple[str, str], None] = {}
        """Those that were asked for or added, in that order."""
        self.unread = False
        """Whether there was a file whose bytes could not be had."""


class Read(NamedTuple):
    """What came of one file: a reading and the blob id of the bytes, or why they cannot be had."""

    blob: str
    reading: Reading | None = None
    flaw: Flaw | None = None


def read(source: Source, slot: Slot, known: Readings | None) -> Read:
    """Read one file of a source, or of what is ``known`` what it says. Never raises for what it holds."""
    try:
        data = source.read(slot.path)
    except Unreadable as error:
        message = f"this file cannot be read: {error}"
        return Read("", flaw=Flaw(CANNOT_READ, slot.path, message, "ask for the right to read it"))
    if len(data) > LARGEST:
        message = "this file is larger than 4 MB"
        return Read("", flaw=Flaw(TOO_LARGE, slot.path, message, "a record is a page; move it elsewhere"))
    if known is None:
        return Read("", reading(data, slot))
    blob = blob_id(data)
    return Read(blob, known.get((slot.path, blob)) or reading(data, slot))


def blob_id(data: bytes) -> str:
    """The name under which git keeps these bytes (in a repository of the usual kind)."""
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def reading(data: bytes, slot: Slot) -> Reading:
    """What bytes say that stand at a place where a record can be."""
    kind, id, path = slot
    document = parse(data)
    if document.values is None:
        return _broken(data, slot, document.problems)
    lost = _lost(data, slot, document)
    values = document.values
    for key in document.nothing:
        values = with_value(values, key, Nothing(value_at(values, key)))
    result = validate(kind, values, id, path, _body(document.body))
    if isinstance(result, Record) and not lost:
        problems = (*document.problems, *key_in_text(KINDS[kind], document))
        return Reading(result, tuple(_finding(path, problem) for problem in problems))
    return _broken(data, slot, tuple(dict.fromkeys((*document.problems, *lost))), values)


def _lost(data: bytes, slot: Slot, document: Document) -> list[SyntaxProblem]:
    """Signs that the front matter does not end where it was meant to: then nothing that it says is certain."""
    model = KINDS[slot.kind]
    found = [one for one in document.problems if one.rule is SECOND_DOCUMENT]
    found = found or left_over(model, data, document)
    if document.long and model.confidential:
        message = "a value goes on over several lines here"
        help = "write it on one line; or add the line --- that is missing above the text of the record"
        found.append(SyntaxProblem(LONG_TEXT, message, help, document.long))
    return found


def _broken(
    data: bytes, slot: Slot, problems: tuple[SyntaxProblem, ...], values: Values | None = None
) -> Reading:
    """What is wrong with a file that is no record. Where its text may be confidential, no word of it is kept."""
    kind, id, path = slot
    discreet = may_be_confidential(kind, data)
    told = validate(kind, values, id, path, _NO_BODY, discreet=discreet) if values is not None else []
    wrong = [] if isinstance(told, Record) else told
    if any(problem.rule in _LOST for problem in problems):  # what seems to be missing may stand elsewhere
        wrong = [one for one in wrong if one.rule not in (MISSING_KEY, EMPTY)]
    if not discreet:
        found = tuple(_finding(path, problem) for problem in problems)
        return Reading(None, found, tuple(_problem(path, one) for one in wrong), tokens(data))
    found = tuple(_finding(path, _discreet(problem)) for problem in problems)
    placed = parse(data, places=True) if wrong else Document(None)
    return Reading(None, (*found, *(_placed(path, placed, one) for one in wrong)), (), tokens(data))


def _problem(path: str, wrong: Wrong) -> tuple[Rule, Problem]:
    return wrong.rule, Problem(Place(path, wrong.key, wrong.of_key), wrong.message, wrong.help)


def _placed(path: str, document: Document, wrong: Wrong) -> Finding:
    """The same with its place found at once: the way to it is made of words of the file."""
    span = span_of(document, wrong.key, wrong.of_key)
    return Finding(wrong.rule, Location(path, span), wrong.message, wrong.help)


def _finding(path: str, problem: SyntaxProblem) -> Finding:
    return Finding(problem.rule, Location(path, problem.span), problem.message, problem.help)


def _discreet(problem: SyntaxProblem) -> SyntaxProblem:
    """The same without the word of the file in its message, unless that is a key."""
    if problem.rule is YAML_SYNTAX:
        return problem._replace(help=f"{problem.help}; {IF_TEXT}")
    if not problem.quoted or is_key(problem.quoted):
        return problem
    return problem._replace(message=problem.message.replace(f' "{problem.quoted}"', ""))


def tokens(data: bytes) -> frozenset[bytes] | None:
    """The marks of the words of a broken file; None where its bytes are no text, and so might say anything."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    return frozenset(map(mark, set(_TOKEN.findall(data))))


def _body(text: str) -> Body:
    words = text.split()
    if not words:
        return _NO_BODY
    return Body(False, sha256(" ".join(words).encode()).hexdigest(), len(words) < _SHORT and _is_hollow(text))


def _is_hollow(text: str) -> bool:
    """Whether nothing but headings, HTML comments and a word stands in a text."""
    said = _NO_TEXT.sub(" ", text) if "#" in text or "<!--" in text else text
    if len(list(islice(_WORD.finditer(said), 2))) == 2:
        return False
    return sum(map(str.isalpha, said)) < 20

"""YAML to text values with their places: a python-frontmatter handler over libyaml's events.

Events rather than a loader: every scalar stays text, duplicate keys and places are seen, nothing is constructed,
and depth is counted before the parser goes deeper.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import yaml
from frontmatter.default_handlers import BaseHandler
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # its stub leaves the name out

from balintrec.document.rules import (
    BAD_CHARACTER,
    DUPLICATE_KEY,
    NOT_KEYS,
    NOT_PLAIN,
    SECOND_DOCUMENT,
    STRAY_MARK,
    TOO_DEEP,
    YAML_SYNTAX,
    SyntaxProblem,
    Unclear,
)
from balintrec.document.syntax import SPACE, explain_line, explain_syntax, lost_in_comments, space_name
from balintrec.document.text import INVISIBLE, character_name, split
from balintrec.finding import Key, Rule, Span
from balintrec.names import NOTHING

Places: TypeAlias = "dict[Key, tuple[Span | None, Span]]"
"""The span of the key's name (None for an item of a list) and of the value, by the way to it."""

DEEPEST = 20
"""No record nests deeper than 7; the parser is stopped well before its own stack would give way."""

_STRAY = re.compile('["“”„‟«»‘’‚]')
_IN_LOOKALIKES = re.compile("[“”„‟«»‘’‚][^“”„‟«»‘’‚]+[“”„‟«»‘’‚]")


class Handler(BaseHandler):
    """For ``frontmatter.load(path, handler=Handler())``: the same text values that balintrec reads.

    Where plain python-frontmatter returns an empty record without a word, this raises `Unclear`.
    """

    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def split(self, text: str) -> tuple[str, str]:
        front = split(text.replace("\r\n", "\n").replace("\r", "\n"))
        return front.yaml, front.body

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        values, problems, _places = build(fm, 2, places=False)
        for problem in problems:
            if problem.rule.severity == "error":
                raise Unclear(problem.rule, problem.message, problem.help, problem.span)
        return values


class Built(NamedTuple):
    """What front matter says, and how it is written where that matters."""

    values: dict[str, Any]
    problems: list[SyntaxProblem]
    places: Places
    long: Span | None
    """The first value that goes over several lines."""
    nothing: tuple[Key, ...]
    """The ways to values that are ~ or null, without quotes."""


def built(text: str, first_line: int, *, places: bool) -> Built:
    """Front matter read; ``first_line`` is the line number of its first line.

    Raises `Unclear` when the YAML cannot be parsed, is not a mapping, or nests too deep.
    """
    builder = _Builder(text, first_line, places)
    try:
        values = builder.document()
    except yaml.YAMLError as error:
        _refuse_what_came_before(error, text, first_line)
        raise Unclear(YAML_SYNTAX, *explain_syntax(text, error, first_line)) from None
    return Built(values, builder.problems, builder.places, builder.long, tuple(builder.nothing))


def build(text: str, first_line: int, *, places: bool) -> tuple[dict[str, Any], list[SyntaxProblem], Places]:
    """The values, problems and places alone."""
    values, problems, found, *_ = built(text, first_line, places=places)
    return values, problems, found


def _refuse_what_came_before(error: Any, text: str, first_line: int) -> None:
    """Say what is wrong above the place where libyaml, which looks ahead, gave up before it was looked at here.

    So our limit of depth comes before libyaml's, which is another one in each of its versions.
    """
    try:
        _Builder(text[: error.problem_mark.index], first_line, keep_places=False).document()
    except Unclear as unclear:
        if unclear.problem.rule in (TOO_DEEP, YAML_SYNTAX):
            raise
    except yaml.YAMLError:
        pass  # the cut itself


class _Builder:
    """One pass over libyaml's events; problems are gathered, so that all of a file's are told at once."""

    def __init__(self, text: str, first_line: int, keep_places: bool) -> None:
        self.first_line = first_line
        self.keep_places = keep_places
        self.places: Places = {}
        self.problems: list[SyntaxProblem] = []
        self.long: Span | None = None
        self.nothing: list[Key] = []
        self.scalars: list[tuple[int, int, bool]] = []
        """Where scalars begin and end in the text, and whether they are plain: what is not a comment."""
        self.last: Any = None
        """The last scalar or closing bracket: where a value that has just been read ends."""
        self.text = text
        self.comments = "#" in text
        self.next: Callable[[], Any] = CParser(text).get_event

    def document(self) -> dict[str, Any]:
        self.next()  # the stream starts
        start = self.next()
        if type(start) is yaml.StreamEndEvent:
            raise self._not_keys(
                "there are no keys between the two lines of three dashes",
                Span(self.first_line - 1, 1, self.first_line - 1, 4),
            )
        if start.version or start.tags:
            self._problem(NOT_PLAIN, start, "a YAML directive has no meaning here", "delete this line")
        elif start.explicit:
            self._problem(NOT_PLAIN, start, "three dashes stand before the first key", "delete the dashes")
        root = self.next()
        if type(root) is yaml.ScalarEvent:
            self._refuse_first_line(root)
        if type(root) is not yaml.MappingStartEvent:
            what = "a list" if type(root) is yaml.SequenceStartEvent else "a text"
            raise self._not_keys(
                f"between the two lines of three dashes is {what}, not keys with values", self._line_of(root)
            )
        values = self._mapping(root, (), 1)
        if self._ends() and self.comments:
            self.problems += lost_in_comments(self.text, self.first_line, self.scalars)
        return values

    def _ends(self) -> bool:
        """Whether nothing follows the first document: what follows is read by nobody."""
        end = self.next()
        if end.explicit:
            self._problem(NOT_PLAIN, end, "a line ... ends the keys here", "delete this line")
        following = self.next()  # the stream ends, or libyaml says why not
        if type(following) is yaml.StreamEndEvent:
            return True
        if not end.explicit:
            message = "three dashes begin a second block of keys here; a file holds one record"
            help = "delete the dashes; only a line of three dashes alone ends the keys"
            self.problems.append(SyntaxProblem(SECOND_DOCUMENT, message, help, self._line_of(following)))
        return False

    def _refuse_first_line(self, root: Any) -> None:
        """A first line that is no key makes one text of the lines up to the next key: say what that line lacks."""
        try:
            while type(self.next()) is not yaml.StreamEndEvent:
                pass
        except yaml.YAMLError:
            pass
        else:
            if not SPACE.search(root.value):
                return
        raise Unclear(YAML_SYNTAX, *explain_line(self.text, root.start_mark.line, self.first_line))

    def _value(self, event: Any, key: Key, depth: int) -> Any:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            value = self._scalar(event)
            if not event.style and value in NOTHING:
                self.nothing.append(key)
            return value
        if kind is yaml.AliasEvent:
            self.last = event
            self._problem(
                NOT_PLAIN,
                event,
                "a word that begins with * stands for another value in YAML",
                "write the value itself, or put the text in quotes",
            )
            return ""
        if depth == DEEPEST:
            raise Unclear(
                TOO_DEEP,
                "lists and keys are nested too deep here",
                "no record needs more than a few levels; write it flatter",
                self._span(event),
            )
        if kind is yaml.MappingStartEvent:
            return self._mapping(event, key, depth + 1)
        return self._sequence(event, key, depth + 1)

    def _mapping(self, start: Any, key: Key, depth: int) -> dict[str, Any]:
        self._refuse_tricks(start)
        values: dict[str, Any] = {}
        seen: dict[str, Any] = {}
        bare: Any = None
        while type(event := self.next()) is not yaml.MappingEndEvent:
            if key and self.long is None and self._after_blank(event):
                self.long = self._span(event)
            name = self._key(event)
            value_event = self.next()
            below = (*key, name)
            if start.flow_style and _has_no_colon(event, value_event):
                bare = bare or event
                below = (*key, name, "bare")
            elif name in seen:
                first = self.first_line + seen[name].start_mark.line
                message = f'the key "{name}" stands twice; the first is in line {first}'
                help = "keep the one that is right, and delete the other"
                self.problems.append(SyntaxProblem(DUPLICATE_KEY, message, help, self._span(event), name))
                below = (*key, name, "again")
            seen.setdefault(name, event)
            if self.long is None and _is_below(event, value_event):
                self.long = self._span(value_event)
            value = self._value(value_event, below, depth)
            values.setdefault(name, value)
            if self.keep_places:
                self.places[below] = (self._span(event), self._span(value_event, self.last))
        if bare:
            self._comma_in_braces(bare, first=bare is next(iter(seen.values())))
        self._closed(event)
        return values

    def _comma_in_braces(self, event: Any, *, first: bool) -> None:
        """Between { and } a comma begins the next key: ``{reason: tired, ill}``, ``{values: 5, 4}``."""
        if first:
            message = "between { and } stand keys with values, and here is a word alone"
            help = "for a list write [ and ] instead"
        else:
            message = "the comma before this ends the value, and here begins a key without a colon"
            help = "put a text that has a comma in quotes, or several values in brackets: [5, 4]"
        self._problem(YAML_SYNTAX, event, message, help)

    def _sequence(self, start: Any, key: Key, depth: int) -> list[Any]:
        self._refuse_tricks(start)
        values: list[Any] = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            below = (*key, len(values))
            if self.long is None and self._after_blank(event):
                self.long = self._span(event)
            values.append(self._value(event, below, depth))
            if self.keep_places:
                self.places[below] = (None, self._span(event, self.last))
        self._closed(event)
        return values

    def _after_blank(self, event: Any) -> bool:
        """Whether an empty line stands between an item, or a key below another, and what is above it."""
        if self.last is None or event.start_mark.line <= self.last.end_mark.line + 1:
            return False
        end = self.text.rfind("\n", 0, event.start_mark.index)
        return not self.text[self.text.rfind("\n", 0, end) + 1 : end].strip()

    def _closed(self, end: Any) -> None:
        # The end event of a block is empty and stands where the next thing begins; that of [ ] or { } is the bracket.
        if end.end_mark.index > end.start_mark.index or self.last is None:
            self.last = end

    def _key(self, event: Any) -> str:
        if type(event) is not yaml.ScalarEvent:
            raise Unclear(
                YAML_SYNTAX,
                "something else than a word stands where a key should be",
                "if the text begins with [ { or *, put it in quotes",
                self._span(event),
            )
        name = self._scalar(event)
        if space := SPACE.search(name):
            message = f"there is {space_name(space.group())} in this key"
            self._problem(YAML_SYNTAX, event, message, "delete it, or replace it by a plain space")
        if name == "<<":
            self._problem(
                NOT_PLAIN, event, "<< merges other keys in YAML, which no record needs", "write the keys out"
            )
        return name

    def _scalar(self, event: Any) -> str:
        self.last = event
        if event.tag is not None or event.anchor is not None:
            self._refuse_tricks(event)
        value: str = event.value
        style = event.style
        if event.end_mark.line > event.start_mark.line and self.long is None:
            self.long = self._span(event)
        if not style and _STRAY.search(value):
            self._stray_mark(event, value)
        if self.comments:
            self.scalars.append((event.start_mark.index, event.end_mark.index, not style))
        if style == '"' and (match := INVISIBLE.search(value)):
            name = character_name(match.group())
            message = f"an escape in this text makes a character that cannot be seen: {name}"
            self._problem(
                BAD_CHARACTER, event, message, "delete the escape (the part that begins with a backslash)"
            )
        return value

    def _stray_mark(self, event: Any, value: str) -> None:
        """Quotation marks that are part of the text, though they look as if they held it."""
        if value.count('"') % 2:
            message = "a quotation mark stands in this text without its pair"
            help = 'delete it, or put the whole text in quotes: "text"'
        elif _IN_LOOKALIKES.fullmatch(value):
            message = f"the quotation marks here ({character_name(value[0])}) are part of the text"
            help = 'delete them, or type the straight mark " instead'
        else:
            return
        self._problem(STRAY_MARK, event, message, help)

    def _refuse_tricks(self, event: Any) -> None:
        """Tags construct and anchors repeat: YAML beyond text, lists and keys."""
        if event.tag is not None:
            message = "a word that begins with ! is a tag in YAML"
            self._problem(NOT_PLAIN, event, message, "delete the tag, or put the text in quotes")
        if event.anchor is not None:
            message = "a word that begins with & is an anchor in YAML"
            self._problem(NOT_PLAIN, event, message, "delete it, or put the text in quotes")

    def _not_keys(self, message: str, span: Span) -> Unclear:
        return Unclear(NOT_KEYS, message, "write each key on a line of its own: key: value", span)

    def _problem(self, rule: Rule, event: Any, message: str, help: str) -> None:
        self.problems.append(SyntaxProblem(rule, message, help, self._span(event)))

    def _line_of(self, event: Any) -> Span:
        line = self.text.split("\n")[event.start_mark.line]
        number = self.first_line + event.start_mark.line
        return Span(number, event.start_mark.column + 1, number, len(line) + 1)

    def _span(self, first: Any, last: Any = None) -> Span:
        start, end = first.start_mark, (last or first).end_mark
        end_line, end_column = end.line, end.column
        if end_column == 0 and end_line > start.line:  # a block scalar ends before the next line begins
            end_line -= 1
            end_column = len(self.text.split("\n")[end_line])
        return Span(
            self.first_line + start.line, start.column + 1, self.first_line + end_line, end_column + 1
        )


def _is_below(key: Any, value: Any) -> bool:
    """Whether a value that is no list and no mapping stands on another line than its key."""
    return bool(value.start_mark.line > key.end_mark.line) and type(value) is yaml.ScalarEvent


def _has_no_colon(key: Any, value: Any) -> bool:
    """Whether libyaml made up the value of a key that stands alone between commas."""
    return bool(value.start_mark.index == key.end_mark.index == value.end_mark.index)

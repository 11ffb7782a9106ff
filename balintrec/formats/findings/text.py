"""Findings for people: the place, the line with the span under it, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from balintrec.finding import Finding, Span
from balintrec.formats.ansi import Painter, plain
from balintrec.sanitize import CUT, cells, hanging, visible, widened, width, wrapped
from balintrec.views.check import Shown, summary
from balintrec.views.equal_findings import Alike, alike
from balintrec.views.phrases import headline, place

_MANY = 10
"""More findings than this that say the same are told once, with their number."""
_DID_YOU_MEAN = re.compile(r'(did you mean "[^"]*"\?)\s*(.*)', re.DOTALL)


def findings_text(shown: Shown, paint: Painter = plain, *, quiet: bool = False) -> str:
    """Every finding in full, errors first, and the summary; with ``quiet`` the findings alone."""
    blocks = ["\n".join(_block(some, paint)) for some in _together(shown.findings)]
    if shown.split:
        blocks += _apart("fixed", shown.split.fixed, paint) + _apart("old", shown.split.old, paint)
    if not quiet:
        lines = wrapped(summary(shown), paint.columns) if paint.screen else [summary(shown)]
        blocks.append("\n".join(paint("strong", line) for line in lines))
    return "\n\n".join(blocks)


def _together(findings: tuple[Finding, ...]) -> list[Alike]:
    """The findings in their order, many that say the same of many places as one where the first of them is."""
    first: dict[Finding, Alike] = {some.first: some for some in alike(findings) if len(some.findings) > _MANY}
    told = {finding for some in first.values() for finding in some.findings}
    return [first.get(one, Alike((one,))) for one in findings if one in first or one not in told]


def _block(some: Alike, paint: Painter) -> Iterator[str]:
    yield from _finding(some.first, paint)
    if len(some.findings) > 1:
        said = f"{len(some.findings)} times in all: {some.places}; check --format concise lists each"
        yield from hanging(paint("help", "   same: "), said, len("   same: "), paint.columns)


def _apart(title: str, findings: tuple[Finding, ...], paint: Painter) -> list[str]:
    """Findings that are only named, under a heading."""
    lines = [paint("strong", f"{title}:"), *(f"  {headline(finding)}" for finding in findings)]
    return ["\n".join(lines)] if findings else []


def _finding(finding: Finding, paint: Painter) -> Iterator[str]:
    yield from _head(finding, paint)
    short, rest = _did_you_mean(visible(finding.help))
    span = finding.location.span
    if finding.excerpt is not None and span:
        yield from _excerpt(finding.excerpt, span, short, finding.rule.severity, paint)
    else:
        rest = f"{short} {rest}".strip()
    if rest:
        yield from hanging(paint("help", "   help: "), rest, len("   help: "), paint.columns)
    for related in finding.related:
        said = f"{place(related.location)}: {visible(related.message)}"
        yield from hanging(paint("help", "   see: "), said, len("   see: "), paint.columns)


def _head(finding: Finding, paint: Painter) -> Iterator[str]:
    """The first line, as programs read it; on a screen that is too narrow, the place on lines of its own."""
    line = headline(finding)
    severity = f"{finding.rule.severity} {finding.rule.code}"
    where, _, said = line.partition(f": {severity} ")
    what = f"{paint(finding.rule.severity, severity)} "
    if not paint.screen or width(line) <= paint.columns:
        yield f"{paint('strong', where)}: {what}{said}"
        return
    yield from (paint("strong", part) for part in wrapped(f"{where}:", paint.columns))
    yield from hanging(f"   {what}", said, len(f"   {severity} "), paint.columns)


def _did_you_mean(help: str) -> tuple[str, str]:
    """The short answer that stands beside the span, and the rest of the help."""
    match = _DID_YOU_MEAN.match(help)
    return (match[1], match[2]) if match else ("", help)


def _excerpt(line: str, span: Span, short: str, severity: str, paint: Painter) -> Iterator[str]:
    """The line with its number, and the carets under its span."""
    end = span.end_column if span.end_line == span.line else len(line) + 1
    start, end = span.column - 1, max(end - 1, span.column)
    start, end = widened(line, min(start, len(line)), min(end, max(len(line), 1)))
    gutter = f"{span.line:>4} | "
    before, under, after = (visible(part) for part in (line[:start], line[start:end], line[end:]))
    before, under, after = _fit(before, under, after, paint.columns - len(gutter))
    yield f"{paint('quiet', gutter)}{before}{under}{after}".rstrip()
    carets = " " * width(before) + paint(severity, "^" * max(width(under), 1))
    said = f"to line {span.end_line}" if span.end_line > span.line else ""
    beside = " ".join(filter(None, (said, short)))
    margin = paint("quiet", f"{'':>4} | ")
    fits = len(gutter) + width(before) + max(width(under), 1) + 1 + width(beside) <= paint.columns
    if fits or not beside:
        yield f"{margin}{carets} {beside}".rstrip()
    else:
        yield f"{margin}{carets}"
        yield from (margin + part for part in wrapped(beside, paint.columns - len(gutter)))


def _fit(before: str, under: str, after: str, columns: int) -> tuple[str, str, str]:
    """Cut a long line around its span."""
    if width(before) + width(under) + width(after) <= columns:
        return before, under, after
    if width(under) > columns - 4:
        under = _head_of(under, max(columns // 2, columns - 4 - width(before)))
    room = columns - width(under)
    after_room = min(width(after), max(room // 3, room - width(before)))
    before = _tail_of(before, room - after_room)
    return before, under, _head_of(after, columns - width(before) - width(under))


def _head_of(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    left = columns - 1
    for number, taken in enumerate(cells(text)):
        left -= taken
        if left < 0:
            return text[:number] + CUT
    return text


def _tail_of(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    taken, left = cells(text), columns - 1
    start = len(text)
    while start and left >= taken[start - 1]:
        start -= 1
        left -= taken[start]
    while start < len(text) and taken[start] == 0:
        start += 1  # a mark without the letter it stands on
    return CUT + text[start:]

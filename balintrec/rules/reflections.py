"""Rules on reflections: there is a text, it is its own, and it was written when it could be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Problem
from balintrec.model import Reflection
from balintrec.rules.rule import at, error, problem, warning
from balintrec.society import Society
from balintrec.wording.message import message


@error("RFL001", "empty-reflection")
def empty_reflection(society: Society, on: date) -> Iterator[Problem]:
    """A reflection has no text.

    A reflection serves a due day because somebody wrote it: a heading, a remark for the writer or one word are
    no text. A text that is kept outside these files says so, and gives its digest.

    Wrong:
        # records/reflections/2024-07-05-bilal-ahmed.md
        ---
        member: bilal-ahmed
        written: 2024-07-05
        ---
    Right:
        # records/reflections/2024-07-05-bilal-ahmed.md
        ---
        member: bilal-ahmed
        written: 2024-07-05
        ---
        What I learned about the silences in the group.
    """
    for reflection in society.reflections.values():
        if reflection.text == "here" and (reflection.body.blank or reflection.body.hollow):
            blank = message("this reflection has no text")
            said = blank if reflection.body.blank else message("this reflection has hardly any text")
            remedy = message(
                "write the text below the block between the two lines of three dashes; "
                "or, if the text is kept elsewhere, add the lines text: elsewhere and digest:"
            )
            yield problem(at(reflection), said, remedy)


@error("RFL002", "elsewhere-without-digest")
def elsewhere_without_digest(society: Society, on: date) -> Iterator[Problem]:
    """A reflection is kept elsewhere, but its digest is not given.

    The digest (SHA-256) proves later that the text which somebody shows is the one that was written then.

    Wrong:
        # records/reflections/2024-07-05-bilal-ahmed.md
        text: elsewhere
    Right:
        # records/reflections/2024-07-05-bilal-ahmed.md
        text: elsewhere
        digest: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
    """
    for reflection in society.reflections.values():
        if reflection.text == "elsewhere" and reflection.digest is None:
            said = message("the text is kept elsewhere, but its digest is missing")
            remedy = message("add a line digest: with what sha256sum prints for the file that holds the text")
            yield problem(at(reflection, "text"), said, remedy)


@error("RFL003", "same-text")
def same_text(society: Society, on: date) -> Iterator[Problem]:
    """Two reflections have the same text.

    One text serves one due day; a copy is often a file that was started from an earlier one and never written.

    Wrong:
        # records/reflections/2024-12-20-bilal-ahmed.md
        ---
        member: bilal-ahmed
        written: 2024-12-20
        ---
        How it is to lead.
        # records/reflections/2025-06-20-bilal-ahmed.md
        ---
        member: bilal-ahmed
        written: 2025-06-20
        ---
        How it is to lead.
    Right:
        # records/reflections/2024-12-20-bilal-ahmed.md
        ---
        member: bilal-ahmed
        written: 2024-12-20
        ---
        How it is to lead.
        # records/reflections/2025-06-20-bilal-ahmed.md
        ---
        member: bilal-ahmed
        written: 2025-06-20
        ---
        How it is to be led.
    """
    first: dict[tuple[str, str], Reflection] = {}
    for reflection in sorted(society.reflections.values(), key=lambda one: (one.written, one.id)):
        digest = reflection.digest if reflection.text == "elsewhere" else reflection.body.digest
        empty = reflection.text == "here" and (reflection.body.blank or reflection.body.hollow)
        if digest is None or empty:
            continue
        earlier = first.setdefault((reflection.text, digest), reflection)
        if earlier is not reflection:
            key = ("digest",) if reflection.text == "elsewhere" else ()
            said = message('this is the same text as reflection "%(reflection)s"', reflection=earlier.id)
            remedy = message("put in the text that was written for this one, or delete the copy")
            related = (at(earlier, *key), message("the earlier reflection"))
            yield problem(at(reflection, *key), said, remedy, related)


@warning("RFL006", "unneeded-digest")
def digest_of_text_here(society: Society, on: date) -> Iterator[Problem]:
    """A digest is given, though the text is not kept elsewhere.

    The digest is of a text outside these files, and nobody reads it where the text is here.

    Wrong:
        # records/reflections/2024-07-05-bilal-ahmed.md
        digest: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
    Right:
        # records/reflections/2024-07-05-bilal-ahmed.md
        text: elsewhere
        digest: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
    """
    for reflection in society.reflections.values():
        if reflection.text == "here" and reflection.digest and not reflection.body.blank:
            said = message("the text is here, so the digest has no effect")
            yield problem(
                at(reflection, "digest"), said, message("add a line text: elsewhere, or delete the digest")
            )


@warning("RFL007", "discussed-with-oneself")
def discussed_with_oneself(society: Society, on: date) -> Iterator[Problem]:
    """A reflection was discussed with the person who wrote it.

    Wrong:
        # records/reflections/2024-07-05-bilal-ahmed.md
        discussed-with: bilal-ahmed
    Right:
        # records/reflections/2024-07-05-bilal-ahmed.md
        discussed-with: nadia-iqbal
    """
    for reflection in society.reflections.values():
        if reflection.discussed_with == reflection.member:
            said = message('"%(member)s" discussed this with themselves', member=reflection.member)
            yield problem(
                at(reflection, "discussed-with"), said, message("name the other person, or delete the line")
            )

"""Rules on reflections: there is a text, it is its own, and it was written when it could be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from balintrec.finding import Fault
from balintrec.model import Reflection
from balintrec.rules.placing import covers_what_is_to_come
from balintrec.rules.rule import at, error, fault, warning
from balintrec.society import Society


@error("RFL001", "empty-reflection")
def empty_reflection(society: Society, on: date) -> Iterator[Fault]:
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
            remedy = (
                "write the text below the second line of three dashes, "
                "or set text: elsewhere and the digest of the text"
            )
            message = (
                "this reflection has no text" if reflection.body.blank else "this reflection is hardly a text"
            )
            yield fault(at(reflection), message, remedy)


@error("RFL002", "elsewhere-without-digest")
def elsewhere_without_digest(society: Society, on: date) -> Iterator[Fault]:
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
            remedy = "add a line digest: with what sha256sum prints for the file that holds the text"
            yield fault(
                at(reflection, "text"), "the text is kept elsewhere, but its digest is missing", remedy
            )


@error("RFL003", "same-text")
def same_text(society: Society, on: date) -> Iterator[Fault]:
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
        if digest is None or (
            reflection.text == "here" and (reflection.body.blank or reflection.body.hollow)
        ):
            continue
        earlier = first.setdefault((reflection.text, digest), reflection)
        if earlier is not reflection:
            key = ("digest",) if reflection.text == "elsewhere" else ()
            message = f'this is the same text as reflection "{earlier.id}"'
            remedy = "put in the text that was written for this one, or delete the copy"
            yield fault(at(reflection, *key), message, remedy, (at(earlier, *key), "the earlier one"))


@error("RFL004", "written-before-its-period-ends")
def written_early(society: Society, on: date) -> Iterator[Fault]:
    """A reflection was written before the period that it covers had ended.

    Nobody reflects on what has not happened yet: the day or the period is wrong.

    Wrong:
        # records/reflections/2024-07-05-bilal-ahmed.md
        written: 2024-07-05
        period: {from: 2024-01-01, to: 2024-08-31}
    Right:
        # records/reflections/2024-07-05-bilal-ahmed.md
        written: 2024-07-05
        period: {from: 2024-01-01, to: 2024-06-30}
    """
    for reflection in society.reflections.values():
        yield from covers_what_is_to_come(reflection, "written", reflection.written, reflection.period)


@error("RFL005", "reflection-in-the-future")
def in_the_future(society: Society, on: date) -> Iterator[Fault]:
    """A reflection is dated later than today.

    Wrong:
        # records/reflections/2024-07-05-bilal-ahmed.md
        written: 2124-07-05
    Right:
        # records/reflections/2024-07-05-bilal-ahmed.md
        written: 2024-07-05
    """
    for reflection in society.reflections.values():
        if reflection.written > on:
            message = f"written on {reflection.written}, which is in the future"
            yield fault(
                at(reflection, "written"),
                message,
                "correct the day: a reflection is entered once it is written",
            )


@warning("RFL006", "digest-of-a-text-that-is-here")
def digest_of_text_here(society: Society, on: date) -> Iterator[Fault]:
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
            remedy = "add a line text: elsewhere, or delete the digest"
            yield fault(at(reflection, "digest"), "the text is here, and its digest means nothing", remedy)


@warning("RFL007", "discussed-with-oneself")
def discussed_with_oneself(society: Society, on: date) -> Iterator[Fault]:
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
            message = f'"{reflection.member}" discussed this with themselves'
            yield fault(
                at(reflection, "discussed-with"), message, "name the other person, or delete the line"
            )


RULES = (
    empty_reflection, elsewhere_without_digest, same_text, written_early, in_the_future, digest_of_text_here,
    discussed_with_oneself,
)  # fmt: skip

"""What a rule says can be said in any language: it is a message, and a catalogue finds its id in the code."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.extract import extract_from_dir

from balintrec.finding import Rule
from balintrec.rules import RULES
from balintrec.wording.message import Joined, Message
from tests.rules.examples import finds, parts
from tests.rules.test_examples import CANNOT_BE_SHOWN, code_of
from tests.sample import ROOT
from tests.wording.catalogues import MARKS

SHOWN = [rule for rule in RULES if rule.code not in CANNOT_BE_SHOWN]


@cache
def written() -> frozenset[str]:
    """The ids that stand in the code."""
    found = extract_from_dir(ROOT / "balintrec", [("**.py", "python")], keywords=MARKS)
    texts = (text for _, _, text, _, _ in found)
    return frozenset(text if isinstance(text, str) else text[0] for text in texts)


def ids(text: str) -> Iterator[str]:
    """The ids of a message and of those that are part of it; a plain text has none."""
    if isinstance(text, Joined):
        for part in text.parts:
            yield from ids(part)
    elif isinstance(text, Message):
        yield from [text.id] if text.id else []
        for value in text.values.values():
            yield from ids(value) if isinstance(value, str) else ()


@pytest.mark.parametrize("rule", SHOWN, ids=code_of)
def test_whatever_a_rule_says_is_a_message(rule: Rule) -> None:
    for finding in finds(rule.code, parts(rule.text)["Wrong"]):
        said = (finding.message, finding.help, *(related.message for related in finding.related))
        assert all(isinstance(text, Message) for text in said)
        assert {id for text in said for id in ids(text)} <= written()

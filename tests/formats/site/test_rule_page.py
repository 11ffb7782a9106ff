"""The rules' own pages: nothing of their texts is lost, and examples stand as they are."""

from __future__ import annotations

from balintrec.formats.site.rule_page import Block, blocks, rules


def test_every_word_of_every_rule_is_there() -> None:
    for rule in rules():
        said = " ".join(
            f"{block.text}{':' if block.label and not block.example else ''}" for block in blocks(rule.text)
        )
        assert said.split() == rule.text.split(), rule.code


def test_examples_keep_their_lines() -> None:
    text = (
        "What.\n\nWhy, and\nso on.\n\nWrong:\n    # a.md\n    x:\n      - 1\n\n    y: 2\nRight:\n    # b.md\n"
    )
    assert list(blocks(text)) == [
        Block("What."),
        Block("Why, and so on."),
        Block("Wrong", "Wrong"),
        Block("# a.md\nx:\n  - 1\n\ny: 2", "Wrong", example=True),
        Block("Right", "Right"),
        Block("# b.md", "Right", example=True),
    ]

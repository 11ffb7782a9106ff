"""E-mail addresses that stand in texts: what is shown to others leaves them out."""

from __future__ import annotations

import re

ADDRESS = re.compile(r"""[^\s@＠<>()\[\]{}"';,:]+[@＠][^\s@＠<>()\[\]{}"';,]+""")
LEFT_OUT = "(address left out)"


def without_address(text: str) -> str:
    """A text with every e-mail address in it replaced by a remark."""
    return ADDRESS.sub(LEFT_OUT, text) if "@" in text or "＠" in text else text

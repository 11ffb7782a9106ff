"""Kinds of record by the names that people type."""

from __future__ import annotations

from collections.abc import Mapping

from balintrec.errors import BalintrecError
from balintrec.model import KINDS, Record
from balintrec.names import did_you_mean, quoted


def kinds_by_name() -> Mapping[str, type[Record]]:
    """The kinds by what one record is called, and by folder."""
    by_folder = {folder: model for folder, model in KINDS.items() if folder}
    return by_folder | {model.noun: model for model in KINDS.values()}


def kind_named(name: str) -> type[Record]:
    """The kind of that name. Raises `BalintrecError` for an unknown one."""
    kinds = kinds_by_name()
    if name.lower() in kinds:
        return kinds[name.lower()]
    nouns = [model.noun for model in KINDS.values()]
    close = did_you_mean(name.lower(), nouns)
    remedy = f'did you mean "{close}"?' if close else f"there are {quoted(nouns)}"
    raise BalintrecError(f'no kind of record "{name}"; {remedy}')

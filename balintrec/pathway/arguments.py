"""What somebody gives to `standing` from Python: text, where a record or a day is wanted, is one clear line."""

from __future__ import annotations

from balintrec.dates import refuse_other_than_day
from balintrec.errors import BalintrecError
from balintrec.model import Member, Policy, Record
from balintrec.names import article
from balintrec.society import Society
from balintrec.society.lookup import no_such


def refuse_other(society: object, member: object, on: object, policy: object) -> None:
    """Raise `BalintrecError` for anything of another type, with what to give instead."""
    if not isinstance(society, Society):
        raise BalintrecError(
            f"a Society is wanted, and this is {article(type(society).__name__)}: give load(source).society"
        )
    _refuse_other_than(Member, society, member)
    refuse_other_than_day(on)
    if policy is not None:
        _refuse_other_than(Policy, society, policy)


def _refuse_other_than(kind: type[Record], society: Society, given: object) -> None:
    if isinstance(given, kind):
        return
    folder = kind.kind_folder
    if not isinstance(given, str):
        raise BalintrecError(
            f"{article(kind.__name__)} is wanted, and this is {article(type(given).__name__)}: "
            f"take one of society.{folder}"
        )
    if given in society.of(kind):
        raise BalintrecError(f'the {kind.noun} is wanted, not its id: give society.{folder}["{given}"]')
    if society.known(folder, given):
        raise BalintrecError(f'the file of {kind.noun} "{given}" cannot be read; balintrec check says why')
    raise BalintrecError(no_such(society, folder, given, f"society.{folder} has them by id"))

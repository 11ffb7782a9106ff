"""What files say, kept from run to run: packs of readings, by path and blob id."""

from __future__ import annotations

import io
import os
import pickle
from typing import Any

from balintrec.cache import checksum
from balintrec.cache.location import cache_folder, fingerprint
from balintrec.society.reading import Reading, Readings

_MOST_PACKS = 8
_ROOM = ("balintrec.model.", "balintrec.finding", "balintrec.society.reading", "balintrec.wording.message")
_PLAIN = {("datetime", "date"), ("datetime", "time"), ("fractions", "Fraction"), ("builtins", "frozenset")}
_MAKERS = {("balintrec.model.record", "remade")}

_Name = tuple[str, str]


class _Careful(pickle.Unpickler):
    """Makes records, findings and what they are made of, and calls nothing else, whatever the bytes say."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN | _MAKERS:
            return super().find_class(module, name)
        if not module.startswith(_ROOM) or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a reading")
        found = super().find_class(module, name)
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a reading")
        return found


class Packs:
    """The packs in a git directory: read whole, added to, and now and then put together."""

    def __init__(self, git: str) -> None:
        self._folder = os.path.join(cache_folder(git), "readings")
        self._made_by = fingerprint()
        self._names: list[str] = []
        self._kept: frozenset[_Name] = frozenset()

    def read(self) -> Readings:
        """Everything that is kept, of this version of the program."""
        found: dict[_Name, Reading] = {}
        self._names = checksum.names(self._folder)
        for name in self._names:
            found |= unpickled(checksum.read(os.path.join(self._folder, name)), self._made_by, dict)
        if not all(type(one) is Reading for one in found.values()):
            found = {}
        self._kept = frozenset(found)
        return Readings(found)

    def keep(self, readings: Readings) -> None:
        """Keep what was read in this run, too; what nobody asked for in it goes when there is too much of it."""
        used = readings.used
        if not used:  # the command ended before it had read anything
            return
        new = {name: readings[name] for name in used if name not in self._kept}
        if len(self._names) < _MOST_PACKS and len(self._kept) + len(new) <= 2 * len(used) + 1000:
            if new:
                self._write(new)
        elif self._write({name: readings[name] for name in used}):
            for name in self._names:
                checksum.remove(os.path.join(self._folder, name))

    def _write(self, some: dict[_Name, Reading]) -> bool:
        path = os.path.join(self._folder, os.urandom(8).hex())
        return checksum.write(path, self._made_by, pickled(some))


def pickled(value: object) -> bytes:
    """A value as bytes for `unpickled`."""
    file = io.BytesIO()
    pickle.Pickler(file, pickle.HIGHEST_PROTOCOL).dump(value)
    return file.getvalue()


def unpickled(parts: list[bytes] | None, made_by: bytes, wanted: type) -> Any:
    """The value in a file of two parts, its maker and the value; an empty one where it is another's or damaged."""
    if parts is None or len(parts) != 2 or parts[0] != made_by:
        return wanted()
    try:
        value = _Careful(io.BytesIO(parts[1])).load()
    except Exception:  # a checksum can be forged, and unpickling fails in every way there is
        return wanted()
    return value if isinstance(value, wanted) else wanted()

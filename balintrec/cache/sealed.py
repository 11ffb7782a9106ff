"""Files that show whether they are whole: parts of bytes behind a line with their lengths and a checksum."""

from __future__ import annotations

import os
from zlib import crc32

_MARK = b"balintrec-cache-1"
_UNFINISHED = (".balintrec-", ".tmp")


def sealed(*parts: bytes) -> bytes:
    """The bytes of a file that holds these parts."""
    body = b"".join(parts)
    lengths = b" ".join(b"%d" % len(part) for part in parts)
    return b"%s %d %s\n%s" % (_MARK, crc32(body, crc32(lengths)), lengths, body)


def unsealed(data: bytes) -> list[bytes] | None:
    """The parts, or None for anything that is not exactly what was written."""
    head, _, body = data.partition(b"\n")
    mark, *numbers = head.split(b" ")
    if mark != _MARK or not all(number.isdigit() and len(number) < 20 for number in numbers) or not numbers:
        return None
    checksum, *lengths = (int(number) for number in numbers)
    if sum(lengths) != len(body) or crc32(body, crc32(b" ".join(numbers[1:]))) != checksum:
        return None
    parts, start = [], 0
    for length in lengths:
        parts.append(body[start : start + length])
        start += length
    return parts


def read(path: str) -> list[bytes] | None:
    """The parts in a file; None if it is missing, damaged or cannot be read."""
    try:
        with open(path, "rb") as file:
            return unsealed(file.read())
    except (OSError, MemoryError):
        return None


def write(path: str, *parts: bytes) -> bool:
    """Put a file there, whole or not at all; whether that could be done. The last of several writers wins."""
    folder = os.path.dirname(path)
    begin, end = _UNFINISHED
    unfinished = os.path.join(folder, f"{begin}{os.urandom(8).hex()}{end}")
    try:
        os.makedirs(folder, exist_ok=True)
        with open(unfinished, "xb") as file:
            file.write(sealed(*parts))
        os.replace(unfinished, path)
    except OSError:
        remove(unfinished)
        return False
    return True


def names(folder: str) -> list[str]:
    """What is kept in a folder, in order of name."""
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith(_UNFINISHED[0]))
    except OSError:
        return []


def remove(path: str) -> None:
    """Away with it, if it is there and that is allowed."""
    try:
        os.unlink(path)
    except OSError:
        return


def prune(folder: str, most: int) -> None:
    """Leave the newest files in a folder, and none that was never finished."""
    found = []
    try:
        with os.scandir(folder) as scan:
            for entry in scan:
                if entry.name.startswith(_UNFINISHED[0]):
                    continue
                found.append((entry.stat().st_mtime_ns, entry.path))
    except OSError:
        return
    for _, path in sorted(found, reverse=True)[most:]:
        remove(path)

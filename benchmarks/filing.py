"""Where the records of a made-up society stand: folders of at most some hundred files, however large it is."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

FLAT = 4_000
"""Up to so many records members need no folders of their own."""
BY_TOWN = 100_000
"""Up to so many records members are put into one folder a town; above, into one a group."""
BY_YEAR = 10_000
"""Up to so many records groups need no folders, and papers only those of their year; above, one a town as well."""


class Entry(NamedTuple):
    """One file of the society: its path, its bytes, and the day that it records, if it records one."""

    path: str
    text: str
    day: date | None = None


class Filing(NamedTuple):
    """The folders of a society of so many records."""

    records: int

    def person(self, id: str, town: str, group: str) -> str:
        """The path of a member."""
        if self.records <= FLAT:
            return f"records/members/{id}.md"
        return f"records/members/{town if self.records <= BY_TOWN else group}/{id}.md"

    def group(self, id: str, town: str) -> str:
        """The path of a group."""
        return f"records/groups/{id}.md" if self.records <= BY_YEAR else f"records/groups/{town}/{id}.md"

    def session(self, id: str, day: date, group: str) -> str:
        """The path of a session: by year and group."""
        return f"records/sessions/{day.year}/{group}/{id}.md"

    def reflection(self, id: str, group: str) -> str:
        """The path of a reflection: by group."""
        return f"records/reflections/{group}/{id}.md"

    def paper(self, kind: str, id: str, day: date, town: str) -> str:
        """The path of anything else: by year, and in a large society by town."""
        place = f"{day.year}" if self.records <= BY_YEAR else f"{day.year}/{town}"
        return f"records/{kind}/{place}/{id}.md"

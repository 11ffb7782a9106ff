"""Who belongs to a made-up society beyond one group: its committee, those who supervise, those who may lead next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks import sentences
from benchmarks.filing import Entry, Filing
from benchmarks.people import PROFESSIONS, TOWNS, Person, person

FOUNDED = date(2014, 6, 7)
KEPT_SINCE = date(2026, 9, 1)
"""From here on records were entered as they came; what is earlier was taken over from paper."""
LAST_DAY = date(2026, 11, 15)
"""Nothing is recorded after this day, so that a check on any later day finds the same."""
SATURDAY = 5
POLICY = Path(__file__).parent.parent / "templates" / "policies" / "pakistan.md"


@dataclass
class Company:
    """The people that groups have in common; it grows with every group."""

    committee: tuple[Person, ...] = tuple(person(number) for number in range(5))
    people: int = 5
    """So many people have been given a name."""
    numbers: Counter[int] = field(default_factory=Counter)
    """How many certificates have been numbered, by year."""
    supervisors: list[tuple[Person, date]] = field(default_factory=list)
    """Who supervises, and since when; nobody of the committee."""
    graduates: list[tuple[Person, date]] = field(default_factory=list)
    """Who was granted the credential here and leads no group yet, and since when."""

    def newcomer(self) -> Person:
        """Somebody whom the society did not know."""
        self.people += 1
        return person(self.people - 1)

    def certificate(self, day: date) -> str:
        """The next number of a certificate."""
        self.numbers[day.year] += 1
        return f"PBS-{day.year}-{self.numbers[day.year]:05}"

    def graduate(self, day: date) -> Person | None:
        """Somebody who has held the credential for two months and is free to lead a group."""
        for index, (one, since) in enumerate(self.graduates):
            if since + timedelta(days=60) <= day:
                del self.graduates[index]
                return one
        return None

    def supervisor(self, rng: Random, day: date) -> Person:
        """Somebody who may supervise on a day: of those of other groups, else one of the committee."""
        known = [one for one, since in self.supervisors[-40:] if since <= day]
        return rng.choice(known) if known and rng.random() < 0.85 else rng.choice(self.committee[1:])


def saturday(day: date) -> date:
    """The first Saturday on or after a day: on Saturdays the committee meets."""
    return day + timedelta(days=(SATURDAY - day.weekday()) % 7)


def ids(people: list[Person] | tuple[Person, ...]) -> str:
    """People as a list in front matter."""
    return f"[{', '.join(one.id for one in people)}]"


def front(lines: list[str], body: str) -> str:
    """A record's text: the lines of its front matter between fences, and its body."""
    return "---\n" + "\n".join(lines) + "\n---\n" + body


def member(rng: Random, one: Person, membership: str, note: str = "") -> str:
    """The text of a person; without a membership it is an outsider."""
    name = f"{{latin: {one.latin}, ur: {one.urdu}}}" if one.urdu else one.latin
    trained = "psychotherapy-training" if rng.random() < 0.4 else "no-psychotherapy-training"
    lines = [
        f"name: {name}",
        f"email: {one.id.replace('-', '.')}@example.org",
        f"profession: {rng.choice(PROFESSIONS)}",
        f"background: [{trained}]",
    ]
    if membership:
        lines.append(f"membership: [{membership}]")
    lines.append(f"sort-key: {one.sort_key}")
    return front(lines, note or sentences.body(rng, sentences.MEMBER, 1, 3))


def minute(
    rng: Random,
    company: Company,
    kind: str,
    about: Person,
    day: date,
    rest: list[str],
    aside: tuple[Person, ...] = (),
) -> str:
    """The text of a decision of the committee; those who stand aside are there and do not vote."""
    away = rng.choice(company.committee)
    present = tuple(one for one in company.committee if one is not away or one in aside)
    recused = tuple(one for one in present if one in aside or one is about)
    lines = [
        f"kind: {kind}",
        f"member: {about.id}",
        f"date: {day}",
        "by: committee",
        f"present: {ids(present)}",
    ]
    if recused:
        lines.append(f"recused: {ids(recused)}")
    return front([*lines, *rest], sentences.body(rng, sentences.DECISION, 2, 5))


def founding(company: Company, filing: Filing, rng: Random) -> Iterator[Entry]:
    """The society itself, its two policies, and the committee with what makes them leaders and supervisors."""
    about = [
        "name: {latin: Society of the Benchmark, ur: آزمائشی بالنٹ سوسائٹی}",
        "languages: [en, ur]",
        "time-zone: Asia/Karachi",
        f"committee: {ids(company.committee)}",
        "quorum: 3",
        f"kept-since: {KEPT_SINCE}",
    ]
    yield Entry("records/society.md", front(about, "This society is made up, and so is everybody in it.\n"))
    text = POLICY.read_text(encoding="utf-8")
    for begin in ("2014-01-01", "2024-01-01"):
        dated = text.replace("effective: 2024-01-01", f"effective: {begin}", 1)
        yield Entry(f"records/policies/pakistan-{begin[:4]}.md", dated)
    town = TOWNS[0][0].lower()
    for one in company.committee:
        path = filing.person(one.id, town, "committee")
        yield Entry(path, member(rng, one, "{from: 2014-01-01}", "Of the founding committee.\n"))
        for credential in ("accredited-leader", "supervisor"):
            rest = ["reason: has led and supervised groups for many years", f"credential: {credential}"]
            id = f"{FOUNDED}-{one.id}-{credential}"
            text = minute(rng, company, "recognise", one, FOUNDED, rest, (one,))
            yield Entry(filing.paper("decisions", id, FOUNDED, town), text, FOUNDED)

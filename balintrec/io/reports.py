"""Reports of meeting programs: perhaps a head with the meeting's times, then who was there from when to when.

What Teams, Zoom, Meet and BigBlueButton have in common; what each has alone stands in its layout.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from balintrec.errors import BalintrecError
from balintrec.io.attendance import Attendance, MeetingDetails, Options, Person, Reading, RowResult
from balintrec.io.columns import Columns
from balintrec.io.days import Order, possible_days
from balintrec.io.table import Table
from balintrec.io.times import durations, read_clock
from balintrec.names import fold

_WORDS: Mapping[str, tuple[str, ...]] = {
    "upn": ("upn",),
    "waiting": ("waiting room", "poczekaln", "warteraum", "salle d'attente", "wachtruimte", "sala d'attesa"),
    "minutes": ("duration", "czas trwania", "czas udzialu", "czas w spotkaniu", "dauer", "duree", "duur", "durata",
                "time in meeting", "minutes", "دورانیہ"),
    "join": ("join", "dolacz", "beitritt", "beigetreten", "beitreten", "teilnehmen", "premiere connexion",
             "premiere participation", "heure d'arrivée", "heure d'entrée", "heure de connexion", "rejoint",
             "rejoindre", "deelname", "deelgenomen", "toegetreden", "primo accesso", "prima partecipazione",
             "ora di accesso", "ora di ingresso", "شمولیت"),
    "leave": ("leave", "left", "exited", "wyjsci", "wyszedl", "opusc", "opuszcz", "verlass", "austritt", "quitte",
              "deconnexion", "depart", "sortie", "vertrek", "verlaten", "uscita", "روانگی"),
    "email": ("email", "e mail", "courriel", "posta elettronica", "ای میل"),
    "first": ("first name", "imie", "vorname", "prenom", "voornaam"),
    "last": ("last name", "surname", "nazwisko", "nachname", "nom de famille", "achternaam", "cognome"),
    "moderator": ("moderator", "moderateur", "moderatore"),
    "guest": ("guest", "gosc", "gast", "invite", "ospite"),
    "name": ("full name", "name", "nazwa", "nom", "naam", "nome", "نام"),
    "program role": ("role", "rola", "rolle", "rol", "ruolo", "کردار"),
}  # fmt: skip
"""By thing: what its heading holds, in the languages of the programs. A thing is sought before those below it."""
_STEMS = {thing: tuple(map(fold, words)) for thing, words in _WORDS.items()}
_READ = ("upn", "join", "leave", "minutes", "action")
"""The things that say who was there how long, beside who it is."""
_NAMES = (
    "imie i nazwisko",
    "nazwisko i imie",
    "vor und nachname",
    "nom et prenom",
    "prenom et nom",
    "nome e cognome",
)
"""Headings of whole names in which the words for parts of one occur."""
_NUMBER = re.compile(r"\d{9,12}", re.ASCII)
_PAUSE = timedelta(hours=2)
"""After so long without anybody the next to join is at another meeting."""
_SAID = "use --format rows if this is not a report of a meeting program"


class Begin(NamedTuple):
    """When the head of a report says that the meeting began."""

    moment: datetime
    within: timedelta
    """Who joined longer before or after was at another meeting."""


class Span(NamedTuple):
    """From when to when somebody was there; of what is only a time of day, the day is another cell's."""

    joined: datetime | None
    left: datetime | None


@dataclass(frozen=True, slots=True)
class Program:
    """What the reports of one program have of their own."""

    name: str
    known: tuple[str, ...] = ()
    """What is in the headings of columns that it is known to have, and that say nothing for the records."""
    roles: frozenset[str] = frozenset()
    """Its roles, folded; they are no roles in a Balint group."""
    ends: Callable[[Table], Mapping[int, int]] = lambda _: {}
    """Where leaving is a row of its own: by the row of joining."""


def report_columns(found: Columns, options: Options, program: Program) -> Columns | None:
    """The columns under a row of headings, if they can be those of a report: a name, and no day of its own."""
    of = {thing: found.of[thing] for thing in options.columns}
    folded = [fold(heading) for heading in found.headings]
    for thing, stems in _STEMS.items():
        taken = set(of.values())
        places = (index for index, heading in enumerate(folded) if index not in taken)
        index = next((index for index in places if _holds(folded[index], thing, stems)), None)
        if thing not in of and index is not None:
            of[thing] = index
    if "date" in found or not {"name", "last", "first"} & of.keys():
        return None
    known = [index for index, heading in enumerate(folded) if any(stem in heading for stem in program.known)]
    of |= {f"known {index}": index for index in known if index not in of.values()}
    return replace(found, of=of)


def _holds(heading: str, thing: str, stems: Iterable[str]) -> bool:
    if heading in _NAMES:
        return thing == "name"
    if thing in ("name", "program role"):
        return any(heading == stem or stem in heading.split() for stem in stems)
    return any(stem in heading for stem in stems)


def read_report(reports: Sequence[tuple[Table, range]], program: Program) -> Reading:
    """Everybody in one or several reports of one sheet, each with the rows of its head.

    Raises `BalintrecError` where it is not said, or said in two ways, when a meeting was.
    """
    texts = [text for table, head in reports for text in _moments(table, head)]
    order = _order(texts, reports[0][0].options)
    meetings: set[_Meeting] = set()
    parts = [_read_table(table, head, order, program, meetings) for table, head in reports]
    attendances = tuple(one for part in parts for one in part.attendances)
    notes = dict.fromkeys(note for part in parts for note in part.notes)
    return replace(parts[-1], attendances=attendances, notes=tuple(notes), meetings=_apart(meetings))


class _Meeting(NamedTuple):
    """When the first came and the last left; its day is that of the first."""

    day: date
    first: datetime
    last: datetime


def _apart(meetings: Iterable[_Meeting]) -> dict[date, MeetingDetails]:
    """The days with two meetings of which one ends before the other begins: a session file is one a day."""
    refused = {}
    for one, other in pairwise(sorted(meetings)):
        if one.day == other.day and one.last < other.first:
            both = f"{one.first:%H:%M}-{one.last:%H:%M} and {other.first:%H:%M}-{other.last:%H:%M}"
            why = f"two meetings on one day ({both}); enter them with: balintrec new session"
            refused[one.day] = MeetingDetails(refused=why)
    return refused


def _moments(table: Table, head: range) -> Iterator[str]:
    """All texts of a report that may be a day with a time."""
    for row in head:
        yield from table.sheet.rows[row]
    for row in _rows_of(table):
        yield table.cell(row, "join")
        yield table.cell(row, "leave")


def _rows_of(table: Table) -> range:
    return range(table.columns.row + 1, len(table.sheet.rows) if table.until is None else table.until)


def _order(texts: Iterable[str], options: Options) -> Order | None:
    """Which of day and month comes first, by all the days of the file: a program writes them in one way."""
    orders: set[Order | None] = {"dmy", "mdy"}
    undecided = ""
    for text in texts:
        days = possible_days(text)
        if days and None not in days and orders & days.keys():
            orders &= days.keys()
            undecided = undecided or (text if days.get("dmy") != days.get("mdy") else "")
    if options.date_order:
        return options.date_order
    if options.day and len(orders) > 1 and undecided:
        orders = {order for order in orders if possible_days(undecided).get(order) == options.day} or orders
    if undecided and len(orders) > 1:
        raise BalintrecError(
            f'"{undecided}" can be two dates; say which comes first, day or month: --date-order dmy or --date-order mdy'
        )
    return "dmy" if "dmy" in orders else "mdy"


def _read_table(
    table: Table, head: range, order: Order | None, program: Program, meetings: set[_Meeting]
) -> Reading:
    ends = program.ends(table)
    rows = [row for row in table.rows() if row not in ends.values() and not _aside(table, row, program)]
    spans = {row: _span(table, row, ends.get(row), order) for row in rows}
    began = _began(table, head, order)
    days = _days(table, spans, began, meetings)
    read = durations([table.cell(row, "minutes") for row in rows])
    attendances = []
    there: defaultdict[tuple[str, str, str], list[tuple[datetime, datetime]]] = defaultdict(list)
    for row in rows:
        if days.get(row) is None:
            table.no_day(row, "join")
        else:
            person = _person(table, row)
            minutes = _minutes(table, row, read(table.cell(row, "minutes")), spans[row])
            minutes = _once(minutes, spans[row], there[person.key])
            cells = table.places(row, *_READ)
            if row in ends:
                cells += table.places(ends[row], *_READ)
            attendances.append(Attendance(row, person, days[row], minutes, cells=cells))
    joined = [table.cell(row, "join") for row in rows]
    if rows and not attendances and all(not text or read_clock(text) for text in joined):
        raise BalintrecError(
            "the report does not contain the date of the meeting; give it with --date 2024-03-12"
        )
    return table.reading(program.name, attendances)


def _aside(table: Table, row: int, program: Program) -> bool:
    """Whether a row is of nobody who was in the meeting; and the roles of the program are no roles for us."""
    if table.cell(row, "waiting").casefold() in ("yes", "true", "tak", "ja", "oui", "sì", "si"):
        table.absent(row)
        return True
    role = table.columns.get("program role")
    if role is not None and (said := fold(table.cell(row, "program role"))) not in (*program.roles, ""):
        table.cells.set(
            [(row, role)], RowResult.NOT_READ, f"this role is not one of the program's; {_SAID}", said
        )
    times = [thing for thing in ("join", "leave", "minutes") if thing in table.columns]
    if times and not any(table.cell(row, thing) for thing in times):
        table.cells.set_row(
            row, RowResult.NOT_READ, "a row without times does not show that the person was there"
        )
        return True
    return False


def _person(table: Table, row: int) -> Person:
    """Who it is; the account's name is an address, too, where the program tells no other."""
    person = table.person(row)
    account = table.cell(row, "upn")
    return replace(person, email=account) if "@" in account and not person.email else person


def _span(table: Table, row: int, end: int | None, order: Order | None) -> Span:
    left = table.cell(row, "leave") if end is None else table.cell(end, "join")
    return Span(_moment(table.cell(row, "join"), order), _moment(left, order))


def _moment(text: str, order: Order | None) -> datetime | None:
    """A day with its time; at its beginning, where there is no time."""
    day = _day(text, order)
    return datetime.combine(day, read_clock(text) or datetime.min.time()) if day else None


def _day(text: str, order: Order | None) -> date | None:
    days = possible_days(text)
    return days.get(None) or days.get(order)


def _began(table: Table, head: range, order: Order | None) -> Begin | None:
    """The first time with a day that the head says, else its first day: every program says the start before the end."""
    texts = [text for row in head for text in table.sheet.rows[row] if _day(text, order)]
    timed = next((text for text in texts if read_clock(text)), None)
    if timed and (moment := _moment(timed, order)):
        return Begin(moment, timedelta(hours=12))
    day = _day(texts[0], order) if texts else None
    return Begin(datetime.combine(day, time(18)), timedelta(hours=18)) if day else None


def _days(
    table: Table, spans: Mapping[int, Span], began: Begin | None, meetings: set[_Meeting]
) -> dict[int, date]:
    """The day of the meeting of each row: as the head or the option says, else that on which the first one joined."""
    given = table.options.day
    joined = {row: span.joined for row, span in spans.items() if span.joined}
    if began:
        _refuse_others(table, joined, began)
        days = dict.fromkeys(spans, began.moment.date())
        last = max(
            (span.left or span.joined or began.moment for span in spans.values()), default=began.moment
        )
        meetings.add(_Meeting(began.moment.date(), min([began.moment, *joined.values()]), last))
    else:
        days = _by_meeting(spans, joined, meetings)
    if given is None:
        return days
    other = next(((row, day) for row, day in days.items() if day != given), None)
    if other:
        where = "the head of the report" if began else table.sheet.line(other[0])
        raise BalintrecError(
            f"--date says {given}, and {where} says {other[1]}; leave out --date, or correct the file"
        )
    return dict.fromkeys(spans, given)


def _refuse_others(table: Table, joined: Mapping[int, datetime], began: Begin) -> None:
    for row, moment in joined.items():
        if abs(moment - began.moment) > began.within:
            raise BalintrecError(
                f"the head of the report says {began.moment:%Y-%m-%d}, and {table.sheet.line(row)} says "
                f"{moment:%Y-%m-%d %H:%M}; split the file where the next meeting begins, or correct the day"
            )


def _by_meeting(
    spans: Mapping[int, Span], joined: Mapping[int, datetime], meetings: set[_Meeting]
) -> dict[int, date]:
    """By row: the day on which its meeting began, though it may have gone on past midnight."""
    days: dict[int, date] = {}
    found: list[_Meeting] = []
    for row, moment in sorted(joined.items(), key=lambda item: (item[1], item[0])):
        left = max(moment, spans[row].left or moment)
        if found and moment - found[-1].last <= _PAUSE:
            found[-1] = found[-1]._replace(last=max(found[-1].last, left))
        else:
            found.append(_Meeting(moment.date(), moment, left))
        days[row] = found[-1].day
    meetings.update(found)
    return days


def _minutes(table: Table, row: int, said: int | None, span: Span) -> int | None:
    """How long somebody was there: as the report says, else from the times of joining and leaving."""
    if said is not None:
        return said
    if span.joined and span.left and span.left >= span.joined:
        return int((span.left - span.joined).total_seconds() // 60)
    first, last = (read_clock(table.cell(row, thing)) for thing in ("join", "leave"))
    if first and last:
        length = datetime.combine(date.min, last) - datetime.combine(date.min, first)
        return int((length % timedelta(days=1)).total_seconds() // 60)
    return None


def _once(minutes: int | None, span: Span, there: list[tuple[datetime, datetime]]) -> int | None:
    """The minutes without those in which the same person was there already, on another device.

    ``there`` are the times of this person so far, apart from each other; this one is added.
    """
    if minutes is None or span.joined is None or span.left is None:
        return minutes
    shared = (min(left, span.left) - max(joined, span.joined) for joined, left in there)
    twice = sum((length for length in shared if length > timedelta()), timedelta())
    united: list[tuple[datetime, datetime]] = []
    for joined, left in sorted([*there, (span.joined, span.left)]):
        if united and joined <= united[-1][1]:
            united[-1] = (united[-1][0], max(left, united[-1][1]))
        else:
            united.append((joined, left))
    there[:] = united
    return max(0, minutes - int(twice.total_seconds() // 60))


def tables(table: Table, is_own: Callable[[Columns, Options], Columns | None]) -> list[tuple[Table, range]]:
    """The tables of a sheet that begins with this one, each with the rows above it that are its head."""
    named = {thing: table.columns.of[thing] for thing in table.options.columns}
    rows = range(table.columns.row, len(table.sheet.rows))
    found = (
        is_own(Columns(row, named, _headings(table, row), ignored=table.columns.ignored), table.options)
        for row in rows
    )
    headings = list(filter(None, found))
    starts = [columns.row for columns in headings]
    ends = [_end(table, row, following) for row, following in pairwise(starts)]
    ends.append(len(table.sheet.rows))
    heads = [range(end, row) for end, row in zip([0, *ends], starts, strict=False)]
    return [
        (replace(table, columns=columns, until=end, notes=[], unneeded=[]), head)
        for columns, end, head in zip(headings, ends, heads, strict=True)
    ]


def _headings(table: Table, row: int) -> tuple[str, ...]:
    cells = enumerate(table.sheet.rows[row])
    return tuple("" if index in table.columns.ignored else cell for index, cell in cells)


def _end(table: Table, row: int, following: int) -> int:
    """Where the rows under some headings end and the head of the next report begins."""
    end = following
    while end - 1 > row and _is_of_head(table.sheet.rows[end - 1], table.sheet.rows[end]):
        end -= 1
    return end


def _is_of_head(cells: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Whether a row above a row of headings can belong to the head: blank, a title, a label and its value."""
    filled = [index for index, cell in enumerate(cells) if cell]
    return len(filled) < 2 or filled == [0, 1] or _are_labels(cells, below) or _are_values(cells)


def _are_labels(cells: tuple[str, ...], below: tuple[str, ...]) -> bool:
    return _are_values(below) and not any(re.search(r"\d", cell) for cell in cells)


def _are_values(cells: tuple[str, ...]) -> bool:
    """Whether a row is the second of a head of two rows: it has the number of a meeting and its times."""
    has_number = any(_NUMBER.fullmatch(cell.replace(" ", "")) for cell in cells)
    return has_number and any(possible_days(cell) for cell in cells)

"""A list of members: which column holds what, and what each cell says of a person. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, TypeAlias

from balintrec.errors import BalintrecError
from balintrec.formats.formula import as_typed
from balintrec.io.attendance import Cells, Options, Person, Place, RowResult
from balintrec.io.columns import Columns, find_columns, left_out
from balintrec.io.days import DayOptions, DayReader, Order, possible_days
from balintrec.io.export.spreadsheet import items_in
from balintrec.io.match import script_of
from balintrec.io.sheet import Sheet
from balintrec.io.table import Table
from balintrec.model.types import is_email
from balintrec.names import ID, fold
from balintrec.society import Society

_DEEPEST = 50
"""Rows in which the headings are looked for."""


def _folded(*headings: str) -> frozenset[str]:
    return frozenset(map(fold, headings))


HEADINGS: Mapping[str, frozenset[str]] = {
    "id": frozenset(),
    "name": _folded("Name", "Full name", "Member", "Member name", "English name", "Name in English", "Name (English)",
                    "Name (Latin)", "Last name, first name", "Name, Vorname", "Imię i nazwisko",
                    "Nazwisko i imię", "Członek", "Vollständiger Name",
                    "Vor- und Nachname", "Mitglied", "Nom complet", "Nom et prénom", "Prénom et nom", "Membre", "Naam",
                    "Volledige naam", "Lid", "Nome e cognome", "Nome completo", "Socio"),
    "first": _folded("First name", "Given name", "Forename", "Imię", "Vorname", "Prénom", "Voornaam", "Nome"),
    "last": _folded("Last name", "Surname", "Family name", "Nazwisko", "Nachname", "Familienname", "Nom",
                    "Nom de famille", "Achternaam", "Cognome"),
    "other-name": _folded("Urdu name", "Name in Urdu", "Name (Urdu)", "Name (ur)", "Name in another script",
                          "Other script", "Native name", "نام", "اردو نام", "نام اردو", "اردو میں نام"),
    "email": _folded("Email", "E-mail", "Mail", "Email address", "E-mail address", "Adres e-mail", "E-Mail-Adresse",
                     "Mailadresse", "Adresse e-mail", "Adresse électronique", "Courriel", "E-mailadres",
                     "Indirizzo e-mail", "Indirizzo email", "Posta elettronica", "ای میل"),
    "profession": _folded("Profession", "Occupation", "Zawód", "Beruf", "Métier", "Beroep", "Professione", "پیشہ"),
    "from": _folded("Member since", "Member from", "Membership from", "Membership since", "Membership start",
                    "Membership start date", "Start of membership", "Start date", "Joined", "Date joined",
                    "Joining date", "Date of joining", "From", "Since", "Członek od", "Członkini od",
                    "Członkostwo od", "Data przystąpienia", "Data wstąpienia", "Od", "Mitglied seit",
                    "Mitgliedschaft seit", "Mitgliedschaft von", "Mitgliedschaft ab", "Eintritt", "Eintrittsdatum",
                    "Beitritt", "Beitrittsdatum", "Seit", "Von", "Membre depuis", "Membre depuis le",
                    "Date d'adhésion", "Date d'entrée", "Adhésion", "Depuis", "Lid sinds", "Lid vanaf",
                    "Lidmaatschap vanaf", "Sinds", "Vanaf", "Socio dal", "Iscritto dal", "Data di iscrizione",
                    "Data iscrizione", "Dal", "رکن از", "رکنیت از"),
    "to": _folded("Member until", "Member to", "Membership to", "Membership until", "Membership end",
                  "Membership end date", "End of membership", "End date", "Left", "Date left", "Leaving date", "To",
                  "Until", "Członek do", "Członkini do", "Członkostwo do", "Data wystąpienia", "Do", "Mitglied bis",
                  "Mitgliedschaft bis", "Austritt", "Austrittsdatum", "Bis", "Membre jusqu'au", "Date de départ",
                  "Date de sortie", "Jusqu'au", "Lid tot", "Lid tot en met", "Lidmaatschap tot", "Tot", "Tot en met",
                  "Socio fino al", "Iscritto fino al", "Data di uscita", "Al", "رکن تک", "رکنیت تک"),
    "fee": _folded("Fee", "Fee paid", "Fee paid on", "Membership fee", "Membership fee paid", "Annual fee", "Paid",
                   "Paid on", "Date paid", "Payment date", "Subscription paid", "Dues paid", "Składka",
                   "Składka opłacona", "Składka opłacona dnia", "Składka zapłacona", "Składka członkowska",
                   "Data wpłaty", "Data opłacenia składki", "Beitrag", "Beitrag bezahlt", "Beitrag bezahlt am",
                   "Bezahlt am", "Mitgliedsbeitrag", "Mitgliedsbeitrag bezahlt", "Zahlungsdatum", "Cotisation",
                   "Cotisation payée", "Cotisation payée le", "Cotisation réglée", "Date de paiement", "Contributie",
                   "Contributie betaald", "Contributie betaald op", "Betaald op", "Betaaldatum", "Quota",
                   "Quota pagata", "Quota pagata il", "Quota associativa", "Data pagamento", "فیس", "فیس ادا"),
    "names": _folded("Names"),
    "also-known-as": _folded("Also known as", "Other names", "Aliases"),
    "background": _folded("Background"),
    "membership": _folded("Membership"),
    "pathway-from": _folded("Pathway from"),
    "policy": _folded("Policy"),
    "sort-key": _folded("Sort key"),
    "path": _folded("Path"),
}  # fmt: skip
"""By thing: the headings in English, Polish, German, French, Dutch, Italian and Urdu, and those of `export csv`."""
NAMED = ("id", "name", "other-name", "email", "profession", "from", "to", "fee")
"""The columns that a person can name by an option."""
_PERIOD = re.compile(
    r"(?P<whole>\d{4}-\d\d-\d\d) to (?P<to>\d{4}-\d\d-\d\d)|from (?P<open>\d{4}-\d\d-\d\d)", re.ASCII
)
_NAME_IN = re.compile(r"([a-z]{2,8}(?:-[a-z0-9]{2,8})*): (.+)")
_PAID = _folded("yes", "y", "paid", "x", "1", "true", "tak", "opłacona", "zapłacono", "zapłacona", "ja", "bezahlt",
                "oui", "payé", "payée", "betaald", "sì", "si", "pagato", "pagata", "ہاں")  # fmt: skip
_UNPAID = _folded("no", "n", "not paid", "unpaid", "0", "false", "nie", "nieopłacona", "nein", "non", "impayé", "nee",
                  "niet betaald", "non pagato", "نہیں")  # fmt: skip
_LAST_FIRST = _folded("Nazwisko i imię", "Nom et prénom", "Last name, first name", "Name, Vorname")
_SINGLE = ("profession", "policy", "sort-key")
_LISTS = ("also-known-as", "background")

Period: TypeAlias = "tuple[date, date | None]"


class Claim(NamedTuple):
    """What one cell, or two, say of a person: a value of a key of a record."""

    key: str
    """A key of a member's record; ``name:ur`` for a name in a script, ``fee`` for the day on which it was paid."""
    value: str | date | Period
    places: tuple[Place, ...]


class Row(NamedTuple):
    """What one row says. The person's handle is the id."""

    row: int
    person: Person
    who: tuple[Place, ...]
    """The cells that say who it is."""
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class MemberOptions:
    """What the person who imports says about the file."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """By thing (`NAMED`): the heading of the column, or its number from 1."""
    ignored: tuple[str, ...] = ()
    """The headings, or letters, of columns that are left out."""
    date_order: Order | None = None
    fee_date: date | None = None
    """The day on which fees were paid of which the file says only that they were."""


def member_rows(sheet: Sheet, society: Society, options: MemberOptions) -> tuple[list[Row], Cells]:
    """What the rows of a list say, and the results of the cells that say nothing or cannot be read.

    Raises `BalintrecError` where no row has the headings of such a list, or a column can be meant in two ways.
    """
    cells = Cells(sheet)
    columns = _columns(sheet, options)
    given = Options(columns=options.columns)
    reader = _Reader(Table(sheet, columns, given, frozenset(), cells), society, options)
    rows = [row for number in reader.rows if (row := reader.read(number))]
    said = {place for row in rows for place in row.who}
    reader.table.finish(said | {place for row in rows for claim in row.claims for place in claim.places})
    return rows, cells


def _columns(sheet: Sheet, options: MemberOptions) -> Columns:
    for row, headings in enumerate(sheet.rows[:_DEEPEST]):
        ignored = left_out(sheet, headings, options.ignored)
        found = find_columns(row, headings, options.columns, HEADINGS, NAMED, ignored)
        if found and {"name", "first", "last", "other-name", "names"} & found.of.keys():
            return _with_id(_with_last(found.settled()))
    first = next((cells for cells in sheet.rows if any(cells)), ())
    if not first:
        raise BalintrecError("the file is empty")
    shown = ", ".join(filter(None, first))[:80]
    if options.columns:
        wanted = ", ".join(f'"{heading}"' for heading in options.columns.values())
        raise BalintrecError(f"no row has the columns that you named ({wanted}); the first row is: {shown}")
    raise BalintrecError(
        f"no row has the headings of a list of members (such as Name); the first row is: {shown}; "
        "name the column with --name-column"
    )


def _with_last(columns: Columns) -> Columns:
    """Beside a column of first names, what is only called a name is the last name."""
    if "first" in columns and "name" in columns and "last" not in columns:
        of = {("last" if thing == "name" else thing): index for thing, index in columns.of.items()}
        return replace(columns, of=of)
    return columns


def _with_id(columns: Columns) -> Columns:
    """In a table that `export csv` made, the ids of the records: elsewhere an ID can be any number."""
    if "id" in columns or "path" not in columns or fold(columns.headings[0]) != "id":
        return columns
    return replace(columns, of={**columns.of, "id": 0})


class _Reader:
    def __init__(self, table: Table, society: Society, options: MemberOptions) -> None:
        self.table = table
        self.society = society
        self.options = options
        self.rows = [
            row for row in range(table.columns.row + 1, len(table.sheet.rows)) if self._says_something(row)
        ]
        self.days = {thing: self._day_reader(thing) for thing in ("from", "to", "fee")}

    def _says_something(self, row: int) -> bool:
        cells = self.table.sheet.rows[row]
        if cells == self.table.columns.headings:
            self.table.cells.set_row(row, RowResult.HEADING)
            return False
        return any(cells)

    def _day_reader(self, thing: str) -> Callable[[str], date | None]:
        texts = [self.cell(row, thing) for row in self.rows]
        return DayReader(texts, DayOptions(self.options.date_order))

    def cell(self, row: int, thing: str) -> str:
        return as_typed(self.table.cell(row, thing))

    def place(self, row: int, *things: str) -> tuple[Place, ...]:
        columns = (self.table.columns.get(thing) for thing in things)
        return tuple((row, column) for column in columns if column is not None)

    def read(self, row: int) -> Row | None:
        """Everything that a row says of somebody; what cannot be read has its result already."""
        names = list(self._names(row))
        name = next((str(one.value) for one in sorted(names, key=lambda one: one.key != "name:latin")), "")
        addresses = list(self._emails(row))
        email = str(addresses[0].value) if addresses else ""
        if not (name or email or self.cell(row, "id")):
            self.table.cells.set_row(row, RowResult.NO_NAME, "no name")
            return None
        who = self.place(row, "name", "first", "last", "other-name", "names", "id")
        claims = (*names, *addresses, *self._texts(row), *self._membership(row), *self._fee(row))
        return Row(row, Person(name, email, self._id(row)), who, claims)

    def _id(self, row: int) -> str:
        text = self.cell(row, "id")
        if text and not ID.fullmatch(text):
            self._not_read(
                row, "id", "an id consists of lower-case letters, digits and hyphens, such as ayesha-khan"
            )
            return ""
        return text

    def _names(self, row: int) -> Iterator[Claim]:
        exported = [_NAME_IN.fullmatch(one) for one in items_in(self.cell(row, "names"))]
        if exported and all(exported):
            for match in filter(None, exported):
                yield Claim(f"name:{match[1]}", match[2], self.place(row, "name", "names"))
            return
        if exported:
            self._not_read(
                row, "names", "write a script before each name, as latin: Ayesha Khan; ur: عائشہ خان"
            )
        names = {("name", "first", "last"): self._name(row), ("other-name",): self.cell(row, "other-name")}
        for things, text in names.items():
            if text:
                # In an exported table a name without a script is written so in the record, too.
                script = "latin" if "names" in self.table.columns else script_of(text, self.society)
                yield Claim(f"name:{script}", text, self.place(row, *things))

    def _name(self, row: int) -> str:
        first, last = self.cell(row, "first"), self.cell(row, "last")
        if not (name := self.cell(row, "name")):
            return last if fold(first) and fold(first) in fold(last) else f"{first} {last}".strip()
        if "names" in self.table.columns or not self._last_first() or "," in name:
            return name if "names" in self.table.columns else _in_order(name)
        words = name.split()
        if len(words) < 3:
            return " ".join(reversed(words))
        self._not_read(row, "name", "the first name is unclear; write the name as Last, First")
        return ""

    def _last_first(self) -> bool:
        """Whether the heading says that the last name comes first."""
        column = self.table.columns.get("name")
        return column is not None and fold(self.table.columns.headings[column]) in _LAST_FIRST

    def _emails(self, row: int) -> Iterator[Claim]:
        texts = [text for text in re.split(r"[;,\s]+", self.cell(row, "email")) if text]
        if texts and not all(map(is_email, texts)):
            self._not_read(row, "email", "not an e-mail address")
            return
        for text in texts:
            yield Claim("email", text, self.place(row, "email"))

    def _texts(self, row: int) -> Iterator[Claim]:
        for key in _SINGLE:
            if text := self.cell(row, key):
                yield Claim(key, text, self.place(row, key))
        for key in _LISTS:
            texts = items_in(self.cell(row, key))
            if key == "background" and not all(map(ID.fullmatch, texts)):
                self._not_read(
                    row,
                    key,
                    "separate the backgrounds with semicolons and write each as in the policy, such as psychotherapist",
                )
                continue
            yield from (Claim(key, text, self.place(row, key)) for text in texts)
        if text := self.cell(row, "pathway-from"):
            if day := possible_days(text).get(None):
                yield Claim("pathway-from", day, self.place(row, "pathway-from"))
            else:
                self._not_read(row, "pathway-from", "not a day; write it as 2024-03-12")

    def _membership(self, row: int) -> Iterator[Claim]:
        if texts := items_in(self.cell(row, "membership")):
            periods = [_PERIOD.fullmatch(text) for text in texts]
            if all(periods):
                for match in filter(None, periods):
                    yield Claim("membership", _period(match), self.place(row, "membership"))
            else:
                self._not_read(
                    row,
                    "membership",
                    "not a period; write it as 2024-03-12 to 2025-03-11, or from 2024-03-12",
                )
        start, end = self.cell(row, "from"), self.cell(row, "to")
        days = self.days["from"](start), self.days["to"](end)
        if start and not days[0]:
            self._not_read(row, "from", "not a whole day; write it as 2024-03-12")
        if end and not days[1]:
            self._not_read(row, "to", "not a whole day; write it as 2024-03-12")
        if days[1] and not days[0]:
            self._not_read(row, "to", "the membership has an end but no start")
        elif days[0] and (days[1] or not end):
            yield Claim("membership", (days[0], days[1]), self.place(row, "from", "to"))
        elif days[0]:
            self._not_read(row, "from", "the end of this membership cannot be read")

    def _fee(self, row: int) -> Iterator[Claim]:
        text = self.cell(row, "fee")
        paid = self.options.fee_date if fold(text) in _PAID else self.days["fee"](text)
        if paid:
            yield Claim("fee", paid, self.place(row, "fee"))
        elif fold(text) in _UNPAID or text == "-":
            self.table.cells.set(self.place(row, "fee"), RowResult.UNUSED)
        elif fold(text) in _PAID:
            self._not_read(row, "fee", "the date of payment is missing; give it with --fee-date")
        elif text:
            self._not_read(row, "fee", "not a date of payment; write it as 2024-03-12")

    def _not_read(self, row: int, thing: str, why: str) -> None:
        self.table.cells.set(self.place(row, thing), RowResult.NOT_READ, why)


def _in_order(name: str) -> str:
    """``Khan, Ayesha`` as ``Ayesha Khan``."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and first and "," not in first else name


def _period(match: re.Match[str]) -> Period:
    start, end = match["whole"] or match["open"], match["to"]
    return date.fromisoformat(start), date.fromisoformat(end) if end else None


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods have a day in common."""
    return all(first[1] is None or second[0] <= first[1] for first, second in ((one, other), (other, one)))

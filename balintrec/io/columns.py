"""Which column of a sheet holds what: headings as programs and people write them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from balintrec.errors import BalintrecError
from balintrec.io.sheet import Sheet
from balintrec.io.words import ROLE_NAMES, Role
from balintrec.names import fold, quoted


def _folded(*headings: str) -> frozenset[str]:
    return frozenset(map(fold, headings))


HEADINGS: Mapping[str, frozenset[str]] = {
    "date": _folded("Date", "Day", "Session date", "Meeting date", "Date of session", "Date of meeting", "Datum",
                    "Data", "Fecha", "تاریخ"),
    "name": _folded("Name", "Attendee", "Participant", "Member", "Person", "Full name", "Your name", "Your full name",
                    "Attendee name", "Member name", "Participant name", "User name", "Names", "Attendees", "Members",
                    "Name (original name)", "Imię i nazwisko", "Uczestnik", "Nazwisko i imię", "Nombre", "Naam", "Nom",
                    "Nome", "Teilnehmer", "Teilnehmerin", "Teilnehmer/in", "Deelnemer", "Deelnemers",
                    "Name, Vorname", "Nachname, Vorname", "Familienname, Vorname", "Last name, first name",
                    "Surname, first name", "Name, first name", "Nom, prénom", "Cognome e nome", "Cognome, nome",
                    "Achternaam, voornaam", "Naam, voornaam", "Nazwisko, imię", "Partecipante", "Nom et prénom",
                    "Nome e cognome", "Vor- und Nachname", "Uczestnicy", "نام"),
    "first": _folded("First name", "Given name", "Forename", "Imię", "Vorname", "Prénom", "Voornaam"),
    "last": _folded("Last name", "Surname", "Family name", "Nazwisko", "Nachname", "Achternaam", "Cognome"),
    "email": _folded("Email", "E-mail", "Mail", "Email address", "E-mail address", "User email", "Username",
                     "Adres e-mail", "ای میل"),
    "handle": _folded("Handle", "Nickname", "Login", "Alias", "ID", "Member ID", "User ID", "GitHub"),
    "mark": _folded("Present", "Attended", "Attendance", "Present?", "Attended?", "Status", "Present (y/n)",
                    "Attendance status", "Did you attend?", "Was present", "Obecność", "Obecny", "Anwesend",
                    "Anwesenheit", "Présence", "Présent", "Aanwezig", "Aanwezigheid", "Presenza", "Presente", "حاضری"),
    "role": _folded("Role", "Function", "Role in group", "Role in session", "Rola", "Funkcja", "Rolle", "Funktion",
                    "Rôle", "Fonction", "Rol", "Functie", "Ruolo", "Funzione", "کردار"),
    "group": _folded("Group", "Group name", "Balint group", "Grupa", "Gruppe", "Groupe", "Groep", "Gruppo", "گروپ"),
    "meeting": _folded("Meeting", "Session", "Topic", "Title", "Event", "Meeting name", "Session no", "Session number",
                       "Meeting no", "Spotkanie", "Sitzung", "Treffen", "Séance", "Bijeenkomst", "Incontro", "نشست"),
    "remark": _folded("Remark", "Remarks", "Comment", "Comments", "Note", "Notes", "Uwagi", "Uwaga", "Komentarz",
                      "Bemerkung", "Bemerkungen", "Anmerkung", "Anmerkungen", "Kommentar", "Remarque", "Remarques",
                      "Commentaire", "Commentaires", "Opmerking", "Opmerkingen", "Osservazioni", "Annotazioni",
                      "Commenti", "کیفیت", "تبصرہ", "ریمارکس"),
    "time": _folded("Time", "Times", "Hours", "Session time", "Uhrzeit", "Zeit", "Czas", "Godzina", "Godziny", "Heure",
                    "Heures", "Horaire", "Tijd", "Tijdstip", "Ora", "Orario", "وقت"),
    "minutes": _folded("Duration (Minutes)", "Total Duration (Minutes)", "Duration", "Minutes", "Time in meeting",
                       "Min", "Mins", "Length", "Minutes present", "Minutes attended", "Dauer", "Dauer (Minuten)",
                       "Minuten", "Czas trwania", "Czas trwania (minuty)", "Minuty", "Durée", "Durée (minutes)",
                       "Duur", "Duur (minuten)", "Durata", "Durata (minuti)", "Minuti", "دورانیہ", "منٹ"),
    "mode": _folded("Mode", "Format", "Attendance mode", "Online or in person", "Tryb", "Forma", "Modus", "Modalité",
                    "Vorm", "Modalità", "طریقہ"),
    "cases": _folded("Cases", "Number of cases", "Cases presented", "Przypadki", "Liczba przypadków", "Fälle",
                     "Anzahl Fälle", "Cas", "Nombre de cas", "Casussen", "Aantal casussen", "Casi", "Numero casi",
                     "کیس"),
    "join": _folded("Join Time", "First join", "Joined at"),
    "waiting": _folded("In Waiting Room"),
    "start": _folded("Start Time", "Meeting start time", "Actual start time", "Start", "Begin", "Beginn", "From",
                     "Początek", "Von", "Début", "Van", "Aanvang", "Inizio", "Dalle", "شروع"),
    "end": _folded("End Time", "Meeting end time", "End", "Until", "To", "Finish", "Ende", "Bis", "Koniec", "Fin",
                   "Einde", "Tot", "Fine", "Alle", "ختم"),
    "number": _folded("No", "Nr", "S No", "Sr No", "Serial", "Serial no", "Row", "Lp", "L p", "Lfd Nr", "N°", "Num",
                      "Nummer", "Numero", "Weekday", "Wochentag", "Dzień tygodnia", "Jour de la semaine", "Weekdag",
                      "Giorno della settimana", "نمبر شمار", "شمار"),
    "leader": _folded("Leader", "Leaders", "Group leader", "Group leaders", "Prowadzący", "Prowadząca", "Leiter",
                      "Leitung", "Gruppenleitung", "Animateur", "Leider", "Begeleider", "Conduttore", "لیڈر"),
    "co-leader": _folded("Co-leader", "Co-leaders", "Współprowadzący", "Współprowadząca", "Co-Leiter", "Co-Leitung",
                         "Co-animateur", "Co-leider", "Co-conduttore", "شریک لیڈر"),
    "presenter": _folded("Presenter", "Case presenter", "Referujący", "Referująca", "Vorstellende", "Fallvorsteller",
                         "Présentateur", "Inbrenger", "Presentatore", "پیش کار"),
    "attendee": _folded("Participants", "Partecipanti", "Others", "Other participants"),
    "observer": _folded("Observer", "Observers", "Obserwator", "Obserwatorzy", "Beobachter", "Observateur",
                        "Observateurs", "Observator", "Osservatore", "Osservatori", "مبصر"),
    "timestamp": _folded("Timestamp", "Submitted at", "Zeitstempel", "Horodateur", "Marca temporal", "Tijdstempel",
                         "Sygnatura czasowa", "ٹائم اسٹیمپ"),
}  # fmt: skip
LANGUAGES: Mapping[str, str] = {
    fold(heading): language
    for language, headings in {
        "ur": "نام",
        "pl": "Imię i nazwisko, Nazwisko i imię, Imię, Nazwisko, Uczestnik, Uczestnicy",
        "de": "Vorname, Nachname, Teilnehmer, Teilnehmerin, Teilnehmer/in, Vor- und Nachname",
        "fr": "Nom, Prénom, Nom et prénom",
        "nl": "Naam, Voornaam, Achternaam, Deelnemer, Deelnemers",
        "it": "Nome, Cognome, Nome e cognome, Partecipante",
    }.items()
    for heading in headings.split(",")
}
"""The language that the heading over the names tells."""
_ONLY_NAME = frozenset({"name", "nom", "nome", "naam"})
NAMED = ("date", "name", "email", "handle")
"""The columns that a person can name."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The row of headings, and the index of the column for each thing that is there."""

    row: int
    of: Mapping[str, int]
    headings: tuple[str, ...]
    doubts: Mapping[str, str] = field(default_factory=dict)
    """What two columns can hold, and the question which one does; a layout may know."""
    ignored: frozenset[int] = frozenset()
    """The columns that somebody leaves out."""

    def __contains__(self, thing: str) -> bool:
        return thing in self.of

    def settled(self) -> Columns:
        """These columns. Raises `BalintrecError` where there is a doubt that the layout could not settle."""
        if self.doubts:
            raise BalintrecError(next(iter(self.doubts.values())))
        return self

    def get(self, thing: str) -> int | None:
        """The index of a column, or None."""
        return self.of.get(thing)

    @property
    def names_people(self) -> bool:
        """Whether some column says who somebody is."""
        return any(thing in self.of for thing in ("name", "last", "email", "handle"))

    @property
    def roles(self) -> list[Role]:
        """The roles that have columns of their own, with names in them."""
        return [role for role in ROLE_NAMES if role in self.of]


def find_columns(
    row: int,
    headings: tuple[str, ...],
    named: Mapping[str, str],
    vocabulary: Mapping[str, frozenset[str]] = HEADINGS,
    nameable: Collection[str] = NAMED,
    ignored: frozenset[int] = frozenset(),
) -> Columns | None:
    """The columns under a row, if it could be the row of headings; None if it lacks one that a person named."""
    headings = tuple("" if index in ignored else heading for index, heading in enumerate(headings))
    folded = [fold(heading) for heading in headings]
    of: dict[str, int] = {}
    doubts: dict[str, str] = {}
    for thing, wanted in named.items():
        index = _named(folded, wanted)
        if index is None:
            return None
        of[thing] = index
    for thing, known in vocabulary.items():
        matches = [
            index for index, heading in enumerate(folded) if heading in known and index not in of.values()
        ]
        if thing not in of and matches:
            of[thing] = matches[0]
            doubts |= _doubt(thing, matches, headings, nameable)
    if vocabulary is HEADINGS:
        of = _parts_of_names(of, folded)
    return Columns(row, of, headings, doubts, ignored)


def _parts_of_names(of: dict[str, int], folded: Sequence[str]) -> dict[str, int]:
    """Beside a column of first names what is only called a name is the last name, and the other way round."""
    parts = {"first", "last"} & of.keys()
    if "name" not in of or folded[of["name"]] not in _ONLY_NAME or len(parts) != 1:
        return of
    other = "last" if "first" in parts else "first"
    return {other if thing == "name" else thing: index for thing, index in of.items()}


def left_out(sheet: Sheet, headings: Sequence[str], names: Collection[str]) -> frozenset[int]:
    """The columns that somebody leaves out, by their headings or letters."""
    folded = {fold(name) for name in names}
    return frozenset(
        column
        for column, heading in enumerate(headings)
        if folded & ({fold(heading), fold(sheet.letters(column))} - {""})
    )


def by_word(columns: Columns, thing: str, word: str) -> Columns:
    """With a column whose heading has a word in it, such as a question of a form, if there is no better one."""
    if thing in columns:
        return columns
    taken = set(columns.of.values())
    matches = [
        index
        for index, heading in enumerate(columns.headings)
        if word in (words := fold(heading).split()) and "birth" not in words and index not in taken
    ]
    if not matches:
        return columns
    doubts = {**columns.doubts, **_doubt(thing, matches, columns.headings, NAMED)}
    return replace(columns, of={**columns.of, thing: matches[0]}, doubts=doubts)


def _named(folded: list[str], wanted: str) -> int | None:
    if fold(wanted) in folded:
        return folded.index(fold(wanted))
    if wanted.isascii() and wanted.isdigit() and 0 < int(wanted) <= len(folded) and folded[int(wanted) - 1]:
        return int(wanted) - 1
    return None


def _doubt(
    thing: str, matches: list[int], headings: tuple[str, ...], nameable: Collection[str]
) -> dict[str, str]:
    if len(matches) < 2 or thing not in nameable:
        return {}
    which = quoted(f'"{headings[index]}"' for index in matches)
    return {thing: f"which column holds the {thing}: {which}? name it with --{thing}-column"}

"""The answers to a form, one row an answer, as Google Forms, Microsoft Forms and Nextcloud Forms export them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from balintrec.errors import BalintrecError
from balintrec.io.attendance import Options, Reading
from balintrec.io.columns import HEADINGS, Columns, by_word, find_columns
from balintrec.io.entries import entries
from balintrec.io.table import Table
from balintrec.names import fold

_ID = ("id", "identyfikator", "identifiant")
_NAME = ("name", "nazwa", "nom", "naam", "nome")
_EMAIL = ("email", "e mail", "adres e mail", "adresse de messagerie", "adresse e mail", "e mailadres",
          "posta elettronica", "indirizzo e mail")  # fmt: skip
_FORMS: tuple[Mapping[str, tuple[str, ...]], ...] = (
    {
        "known id": _ID,
        "known start": ("start time", "godzina rozpoczecia", "startzeit", "heure de debut", "begintijd",
                        "ora di inizio"),
        "timestamp": ("completion time", "godzina ukonczenia", "fertigstellungszeit", "heure de fin",
                      "tijd van voltooien", "voltooiingstijd", "tijdstip van voltooien", "ora di completamento"),
        "email": _EMAIL,
        "account": _NAME,
    },
    {
        "known id": ("submission id", "id zgloszenia", "id odpowiedzi", "einsendungs id", "ubermittlungs id",
                     "antwort id", "id de soumission", "id de la soumission", "inzending id", "id inzending",
                     "id invio", "id della risposta"),
        "handle": ("user id", "id uzytkownika", "identyfikator uzytkownika", "benutzer id", "id de l'utilisateur",
                   "id utilisateur", "gebruikers id", "gebruikersid", "id utente"),
        "account": ("user display name", "wyswietlana nazwa uzytkownika", "nazwa wyswietlana uzytkownika",
                    "benutzeranzeigename", "anzeigename", "anzeigename des benutzers",
                    "nom d'affichage de l'utilisateur", "weergavenaam gebruiker", "weergavenaam van gebruiker",
                    "nome visualizzato utente", "nome visualizzato dell'utente"),
        "timestamp": (),
    },
)  # fmt: skip
"""By form: what stands to the left of the answers, in the order in which it does."""
_WHEN = frozenset(map(fold, ("Informazioni cronologiche", "Znacznik czasu", "Horodatage", "Tijdstip",
                             "Data e ora")))  # fmt: skip
_UNUSED = ("last modified time", "godzina ostatniej modyfikacji", "czas ostatniej modyfikacji",
           "uhrzeit der letzten anderung", "heure de la derniere modification", "tijd van laatste wijziging",
           "ora ultima modifica", "total points", "quiz feedback", "grade posted time", "score")  # fmt: skip
_NAME_WORDS = ("name", "imie", "nazwisko", "nom", "naam", "nome", "نام")
_DATE_WORDS = ("date", "data", "datum", "تاريخ")
_IDS = "submission_id"
"""What stands at the beginning of a hidden row of ids below the headings of Nextcloud."""


def columns(found: Columns, options: Options) -> Columns | None:
    """What the program says of each answer, and questions for the name and the day, as far as they were put."""
    columns = next(filter(None, (_of_form(found, form, options) for form in _FORMS)), None) or _google(found)
    if columns is None:
        return None
    for word in _DATE_WORDS:
        columns = by_word(columns, "date", word)
    for word in _NAME_WORDS:
        columns = by_word(columns, "name", word)
    columns = by_word(columns, "email", "email")
    return columns if columns.names_people or "account" in columns else None


def _google(found: Columns) -> Columns | None:
    when = next((index for index, heading in enumerate(found.headings) if fold(heading) in _WHEN), None)
    if "timestamp" not in found and when is None:
        return None
    return found if when is None else replace(found, of={**found.of, "timestamp": when})


def _of_form(found: Columns, form: Mapping[str, tuple[str, ...]], options: Options) -> Columns | None:
    """The columns of a form that begins with these headings; its questions are to the right of them."""
    headings = [fold(heading) for heading in found.headings]
    first = headings[: len(form)]
    if len(first) < len(form):
        return None
    for heading, (thing, known) in zip(first, form.items(), strict=True):
        if heading not in map(fold, known) and not (
            thing == "timestamp" and heading in HEADINGS[thing] | _WHEN
        ):
            return None
    named = {thing: found.of[thing] for thing in options.columns}
    answered = {thing: text for thing, text in options.columns.items() if named[thing] >= len(form)}
    questions = find_columns(
        found.row, ("",) * len(form) + found.headings[len(form) :], answered, ignored=found.ignored
    )
    questions = questions or found
    own = {thing: index for index, thing in enumerate(form) if index not in named.values()}
    of = {**own, **dict(_unused(headings, len(form))), **questions.of, **named}
    return replace(questions, of=of, headings=found.headings)


def _unused(headings: list[str], first: int) -> Iterator[tuple[str, int]]:
    for index, heading in enumerate(headings):
        if index >= first and heading in _UNUSED:
            yield f"known {index}", index


def read(table: Table) -> Reading:
    """Everybody who answered: on the day that they gave; of the timestamp only if the form did not ask for it."""
    asked = "date" in table.columns
    if table.options.day and asked:
        raise BalintrecError("the form has a question for the date; leave out --date")
    below = table.columns.row + 1
    if below < len(table.sheet.rows) and table.sheet.cell(below, 0) == _IDS:
        table.columns = replace(table.columns, row=below)
    return entries(table, "forms", "date" if asked else "timestamp")

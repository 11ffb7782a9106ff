"""The words and marks of lists, in seven languages: roles, months, presence. An unknown mark is asked about. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

from balintrec.names import fold

Role: TypeAlias = Literal["leader", "co-leader", "presenter", "attendee", "observer"]
Mode: TypeAlias = Literal["in-person", "online", "hybrid"]

ROLE_NAMES: tuple[Role, ...] = ("leader", "co-leader", "presenter", "attendee", "observer")

_MONTHS = (
    "january february march april may june july august september october november december",
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner februar maerz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
)
_SHORT_MONTHS = {"mrt": 3, "mrz": 3, "jil": 7, "juil": 7}
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue wed thu fri sat sun",
    "mon tues weds thurs fri sat sun",
    "mon tue wed thur fri sat sun",
    "پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار",
    "سوموار منگل بدھ جمعرات جمعہ سنیچر اتوار",
    "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "pon wt śr czw pt sob nd",
    "pon wto śro czw pią sob niedz",
    "pn wt śr cz pt so ndz",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "mo di mi do fr sa so",
    "montag dienstag mittwoch donnerstag freitag sonnabend sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lun mar mer jeu ven sam dim",
    "lu ma me je ve sa di",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "ma di wo do vr za zo",
    "maa din woe don vrij zat zon",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "lun mar mer gio ven sab dom",
    "lu ma me gi ve sa do",
)


def _month_words() -> Iterator[tuple[str, int]]:
    """Every month, and every beginning of three letters or more that no other month has."""
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    names: dict[str, int] = dict(_SHORT_MONTHS)
    for line in _MONTHS:
        for number, name in enumerate(map(fold, line.split()), 1):
            names[name] = number
            for length in range(3, len(name)):
                numbers[name[:length]].add(number)
    yield from ((start, min(found)) for start, found in numbers.items() if len(found) == 1)
    yield from names.items()


MONTHS: Mapping[str, int] = dict(_month_words())
"""A month by its folded name, in any of the languages."""


def _weekday_words() -> dict[str, frozenset[int]]:
    days: defaultdict[str, set[int]] = defaultdict(set)
    for line in _WEEKDAYS:
        for number, name in enumerate(map(fold, line.split())):
            days[name].add(number)
    return {name: frozenset(found) for name, found in days.items()}


WEEKDAYS: Mapping[str, frozenset[int]] = _weekday_words()
"""Which weekdays (Monday is 0) a folded word can mean: "di" is Tuesday in German and Sunday in French."""


def words(*lines: str) -> frozenset[str]:
    """Folded words, of each line those between commas."""
    return frozenset(fold(word) for line in lines for word in line.split(","))


BESIDE_DAYS = words(
    "the, of, on, am, den, der, dem, vom, le, du, il, op, dnia, r, uhr, کو, بروز", "st, nd, rd, th, er, te"
)
"""Words in a day that say nothing of it."""

CANCELLED = words(
    "cancelled, canceled, called off, no session, no meeting, did not take place, not held, holiday, postponed",
    "منسوخ, ملتوی, نہیں ہوا",
    "odwołane, odwołano, odwołany, nie odbyło się, przełożone",
    "abgesagt, ausgefallen, entfallen, fällt aus, fiel aus, verschoben",
    "annulé, annulée, supprimé, reporté",
    "geannuleerd, afgelast, vervallen, vervalt, uitgesteld",
    "annullato, annullata, cancellato, sospeso, rinviato",
)
"""What stands beside the day of a meeting that was not held."""

MODES: Mapping[str, Mode] = {
    **dict.fromkeys(words("online, on-line, on line, virtual, remote, zoom, teams, by zoom, via zoom, video",
                          "آن لائن", "zdalnie, zdalne, zdalny, wirtualnie",
                          "virtuell, per video, en ligne, à distance, visio, digitaal, a distanza, da remoto"),
                    "online"),
    **dict.fromkeys(words("in person, in-person, onsite, on site, face to face, live, room, بالمشافہ",
                          "stacjonarnie, stacjonarne, stacjonarny, osobiście, präsenz, in präsenz, vor ort",
                          "présentiel, en présentiel, sur place, fysiek, op locatie, in presenza, di persona"),
                    "in-person"),
    **dict.fromkeys(words("hybrid, hybrydowo, hybrydowe, hybride, ibrido, ibrida, mixed"), "hybrid"),
}  # fmt: skip
"""How people met, by folded word."""

_TOTALS = words(
    "total, totals, sum, present total, total present, number present, attendance total, count, headcount, average",
    "grand total, sub total, subtotal, total attendance, total attended, sessions attended, number of participants",
    "کل, میزان, مجموعہ",
    "razem, suma, łącznie, ogółem, liczba obecnych, liczba uczestników, średnia",
    "summe, gesamt, insgesamt, anzahl, anzahl teilnehmer, durchschnitt, anwesend gesamt",
    "somme, nombre, nombre de présents, moyenne, total présents",
    "totaal, som, aantal, aantal aanwezig, gemiddelde",
    "totale, somma, numero, numero presenti, media, presenze totali",
    "%, percent, percentage, attendance rate, attendance percentage, percent present, procent, prozent, percentuale",
) - {""}


def is_total(text: str) -> bool:
    """Whether a cell where a name or a day would stand says that a number is counted up there."""
    return fold(text) in _TOTALS or text.strip() in ("%", "Σ", "∑")


PRESENT = words(
    "present, attended, here, yes, true, ok, joined, came, was there, in attendance",
    "حاضر, موجود, ہاں, جی ہاں, جی",
    "obecny, obecna, obecni, obec, ob, tak, był, była, jest",
    "anwesend, anw, ja, da, dabei, war da, teilgenommen",
    "présent, présente, prés, oui",
    "aanwezig, aanw",
    "presente, pres, sì",
)
ABSENT = words(
    "absent, abs, no, false, not present, not attended, did not attend, dna, no show, none, nil, na, n/a",
    "excused, exc, apologies, apology, regrets, sick, ill, cancelled, absent with apologies, excused absence",
    "غیر حاضر, غائب, نہیں, رخصت, معذرت, بیمار",
    "nieobecny, nieobecna, nieobecni, nieob, nieobec, nie, nb, uspr, usprawiedliwiony, usprawiedliwiona",
    "nieobecność usprawiedliwiona, nieobecność, chory, chora, urlop, nie był, nie była",
    "abwesend, abw, nein, nicht da, nicht anwesend, fehlt, fehlend, gefehlt, krank, urlaub",
    "entschuldigt, entsch, unentschuldigt, unentsch, abgesagt, abgemeldet",
    "absente, non, excusé, excusée, exc, malade, pas présent, pas venu, pas venue",
    "afwezig, afw, nee, niet aanwezig, afgemeld, verhinderd, ziek, niet",
    "assente, ass, giustificato, giustificata, malato, malata, non presente",
)
"""Marks that mean that somebody was, or was not, there. Single letters mean different things in different languages."""
P_MEANS_PRESENT = frozenset({"en", "ur", "pl", "fr", "it"})
"""The languages in which P beside A is present; in the others A is anwesend or aanwezig."""

_ROLES: Mapping[Role, frozenset[str]] = {
    "leader": words(
        "leader, group leader, balint leader, balint group leader, main leader",
        "لیڈر, گروپ لیڈر, قائد, رہنما",
        "prowadzący, prowadząca, lider, liderka, lider grupy, liderka grupy, prowadzący grupę, prowadząca grupę",
        "leiter, leiterin, gruppenleiter, gruppenleiterin, leitung, gruppenleitung, balintgruppenleiter",
        "animateur, animatrice, leader de groupe",
        "leider, groepsleider, leidster, balintleider, gespreksleider, begeleider, balintbegeleider",
        "conduttore, conduttrice",
    ),
    "co-leader": words(
        "co-leader, coleader, co-lead, assistant leader",
        "شریک لیڈر, کو لیڈر, معاون لیڈر, نائب لیڈر",
        "współprowadzący, współprowadząca, kolider, koliderka, ko-lider, ko-liderka",
        "co-leiter, co-leiterin, ko-leiter, ko-leiterin, koleiter, koleiterin, coleiter, coleiterin, co-leitung",
        "co-animateur, co-animatrice, coanimateur, coanimatrice",
        "co-leider, coleider, medeleider, co-leidster",
        "co-conduttore, co-conduttrice, coconduttore, coconduttrice",
    ),
    "presenter": words(
        "presenter, case presenter, presenting, presented, presented a case",
        "پیش کار, پیش کنندہ, کیس پیش کرنے والا, کیس پیش کرنے والی",
        "referujący, referująca, prezentujący, prezentująca, prezenter, prezenterka",
        "vorstellende, vorstellender, fallvorstellung, fallvorsteller, fallvorstellerin, referent, referentin",
        "fallgeber, fallgeberin, falleinbringer, falleinbringerin",
        "présentateur, présentatrice, exposant, exposante",
        "inbrenger, casusinbrenger, inbrengster, presentator, presentatrice",
        "presentatore, presentatrice, relatore, relatrice",
    ),
    "attendee": words(
        "attendee, participant, member, group member",
        "شریک, شرکاء, رکن, شرکت کنندہ",
        "uczestnik, uczestniczka, członek, członkini",
        "teilnehmer, teilnehmerin, teilnehmend, teilnehmende, mitglied, gruppenmitglied",
        "participante, membre",
        "deelnemer, deelneemster, lid, groepslid",
        "partecipante, membro",
    ),
    "observer": words(
        "observer, observing",
        "مبصر, مشاہد, مشاہدہ کار",
        "obserwator, obserwatorka",
        "beobachter, beobachterin, beobachtend, hospitant, hospitantin",
        "observateur, observatrice",
        "observator, observatrice, waarnemer, toehoorder",
        "osservatore, osservatrice",
    ),
}
ROLES: Mapping[str, Role] = {word: role for role, known in _ROLES.items() for word in known}
"""What somebody was in a meeting, by folded word. The roles of meeting programs (host, organiser) are not here."""


_SIGNS_PRESENT = frozenset(["+", "*", "√", "✓", "✔", "☑", "✅", "🗸"])
_SIGNS_ABSENT = frozenset(["0", "-", "–", "—", "−", "✗", "✘", "❌", "☐"])
_CROSSES = frozenset(["x", "×", "✕", "✖"])
_WORDS = re.compile(r"[^\W\d_](?:[\s.'’/-]*[^\W\d_])*\.?")
_SHOWN = 6
UNKNOWN_MARK = "this mark is unknown; say what it means: --present MARK or --absent MARK"


class Marks:
    """The meaning of each mark, given all the marks of a sheet, the options, and the languages of the file."""

    def __init__(
        self, marks: Iterable[str], present: Iterable[str], absent: Iterable[str], languages: Iterable[str]
    ) -> None:
        self._typed = {_plain(mark): mark for mark in marks}
        self._said = {_plain(mark): True for mark in present} | {_plain(mark): False for mark in absent}
        self._named = any(self._said.values())
        languages = {language[:2].casefold() for language in languages}
        letters = {mark for mark in self._typed if len(mark) == 1 and mark.isalpha()} - _CROSSES
        self._letters = not languages and bool(letters & {"p", "a"})
        self._p_and_a = bool(languages) and languages <= P_MEANS_PRESENT and "p" in letters
        self._ones = not any(mark.isdigit() and mark not in ("0", "1") for mark in self._typed)
        """Whether 1 is a tick: beside other numbers it may be minutes, or how many people there were."""
        self._crosses = not any(map(self._known_present, self._typed))

    def __call__(self, mark: str) -> bool | None:
        """Whether it means present; None where nobody knows. No mark at all means absent."""
        mark = _plain(mark)
        if not mark:
            return False
        if mark in self._said:
            return self._said[mark]
        # Who names the marks of presence means that no others are.
        present = not self._named and (self._known_present(mark) or (mark in _CROSSES and self._crosses))
        return True if present else self._known_absent(mark)

    @property
    def unknown(self) -> list[str]:
        """The marks that nobody knows, as typed."""
        return [self._typed[mark] for mark in sorted(self._typed) if self(mark) is None]

    @property
    def question(self) -> str:
        """What to ask about the unknown marks."""
        shown = ", ".join(f'"{mark[:20]}"' for mark in self.unknown[:_SHOWN])
        more = " …" if len(self.unknown) > _SHOWN else ""
        letters = "; or say --language en, where P and A are English letters" if self._letters else ""
        return (
            f"which of the marks {shown}{more} mean present? name them with --present, and those that mean absent with "
            f"--absent, with commas between them{letters}"
        )

    def _known_present(self, mark: str) -> bool:
        return (
            mark in _SIGNS_PRESENT
            or (mark == "1" and self._ones)
            or _word(mark) in PRESENT
            or (mark == "p" and self._p_and_a)
        )

    def _known_absent(self, mark: str) -> bool | None:
        letter = mark == "a" and (self._p_and_a or self._said.get("p", False))
        return False if mark in _SIGNS_ABSENT or _word(mark) in ABSENT or letter else None


def _plain(mark: str) -> str:
    return mark.replace("\ufe0f", "").casefold().strip()


def _word(mark: str) -> str | None:
    """A mark of letters as words are compared; a single letter is no word."""
    return fold(mark) if len(mark) > 1 and _WORDS.fullmatch(mark) else None

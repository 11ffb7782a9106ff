"""Reports of meeting programs, in the shapes in which they are downloaded. All people are invented."""

from __future__ import annotations

from datetime import date

import pytest

from balintrec.errors import BalintrecError
from balintrec.io.attendance import Options, Reading, RowResult
from balintrec.io.layouts import read
from balintrec.io.plan import NewFile
from balintrec.io.sheet import read_sheet
from tests.io.files import Tree, row_results, workbook

OWN = frozenset({"lahore tuesday"})
PARTICIPANTS = (
    "Name\tFirst join\tLast leave\tIn-meeting duration\tEmail\tParticipant ID (UPN)\tRole\n"
    "Sana Malik\t14/11/24, 20:29:46\t14/11/24, 21:50:12\t1h 20m 26s\tsana@example.org\tsana@example.org\tOrganizer\n"
    "Mehmood, Tariq\t14/11/24, 20:30:52\t14/11/24, 21:50:14\t1h 19m 21s\t\ttariq@example.org\tPresenter\n"
    "Imran Sheikh (Guest)\t14/11/24, 20:30:52\t14/11/24, 20:31:52\t1m 0s\t\t\tAttendee\n"
)
TEAMS = (
    "1. Summary\nMeeting title\tBalint, Thursday\nAttended participants\t3\nStart time\t14/11/24, 20:29:07\n"
    "End time\t14/11/24, 21:50:14\nMeeting duration\t1h 21m 7s\nAverage attendance time\t53m 36s\n\n"
    f"2. Participants\n{PARTICIPANTS}\n"
    "3. In-Meeting activities\nName\tJoin time\tLeave time\tDuration\tEmail\tRole\n"
    "Sana Malik\t14/11/24, 20:29:46\t21:50:12\t1h 20m 26s\tsana@example.org\tOrganizer\n"
    "Mehmood, Tariq\t14/11/24, 20:30:52\t21:00:12\t29m 20s\t\tPresenter\n"
    "Mehmood, Tariq\t14/11/24, 21:00:13\t21:50:14\t50m 1s\t\tPresenter\n"
)
TEAMS_2021 = (
    "Meeting Summary\nTotal Number of Participants\t2\nMeeting Title\tBalint\n"
    "Meeting Start Time\t14.11.2024, 20:29:46\nMeeting End Time\t14.11.2024, 21:50:12\n\n"
    "Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n"
    "Sana Malik\t14.11.2024, 20:29:46\t14.11.2024, 21:50:12\t1 godz. 20 min 26 sek.\tsana@example.org\tOrganizer\n"
    "Łucja Żółć\t14.11.2024, 20:30:52\t14.11.2024, 20:50:14\t19 min 22 sek.\t\tPresenter\n"
)
POLISH = (
    "1. Podsumowanie\nTytuł spotkania\tBalint\nUczestnicy\t1\nGodzina rozpoczęcia\t14.11.2024, 20:29:07\n"
    "Godzina zakończenia\t14.11.2024, 21:50:14\nCzas trwania spotkania\t1 godz. 21 min 7 s\n\n2. Uczestnicy\n"
    "Nazwa\tPierwsze dołączenie\tOstatnie wyjście\tCzas udziału w spotkaniu\tAdres e-mail\t"
    "Identyfikator uczestnika (UPN)\tRola\n"
    "Łucja Żółć\t14.11.2024, 20:29:46\t14.11.2024, 21:50:12\t1 godz. 20 min 26 s\t\t\tOrganizator\n\n"
    "3. Działania podczas spotkania\nNazwa\tGodzina dołączenia\tGodzina opuszczenia\tCzas trwania\tAdres e-mail\tRola\n"
    "Łucja Żółć\t14.11.2024, 20:29:46\t14.11.2024, 21:50:12\t1 godz. 20 min 26 s\t\tOrganizator\n"
)
GERMAN = (
    "1. Zusammenfassung\nBesprechungstitel\tBalint\nStartzeit\t14.11.24, 20:29:07\nEndzeit\t14.11.24, 21:50:14\n\n"
    "2. Teilnehmer\nName\tErster Beitritt\tLetztes Verlassen\tBesprechungsdauer\tE-Mail\tTeilnehmer-ID (UPN)\tRolle\n"
    "Sana Malik\t14.11.24, 20:29:46\t14.11.24, 21:50:12\t1 Std. 20 Min. 26 Sek.\t\t\tOrganisator\n"
)
FRENCH = (
    "1. Résumé\nTitre de la réunion\tBalint\nHeure de début\t14/11/2024 20:29:07\n\n2. Participants\n"
    "Nom\tPremière connexion\tDernier départ\tDurée de la réunion\tE-mail\tID du participant (UPN)\tRôle\n"
    "Sana Malik\t14/11/2024 20:29:46\t14/11/2024 21:50:12\t1 h 20 min 26 s\t\t\tOrganisateur\n"
)
DUTCH = (
    "1. Samenvatting\nTitel van vergadering\tBalint\nBegintijd\t14-11-2024 20:29:07\n\n2. Deelnemers\n"
    "Naam\tEerste deelname\tLaatste vertrek\tDuur in vergadering\tE-mail\tDeelnemers-ID (UPN)\tRol\n"
    "Sana Malik\t14-11-2024 20:29:46\t14-11-2024 21:50:12\t1 u 20 min 26 s\t\t\tOrganisator\n"
)
ITALIAN = (
    "1. Riepilogo\nTitolo della riunione\tBalint\nOra di inizio\t14/11/2024, 20:29:07\n\n2. Partecipanti\n"
    "Nome\tPrimo accesso\tUltima uscita\tDurata della riunione\tPosta elettronica\tID partecipante (UPN)\tRuolo\n"
    "Sana Malik\t14/11/2024, 20:29:46\t14/11/2024, 21:50:12\t1 ora 20 min 26 s\t\t\tOrganizzatore\n"
)
ACTIONS = (
    "Full Name\tUser Action\tTimestamp\nSana Malik\tJoined before\t11/28/2023, 11:30:15 PM\n"
    "Ayesha Khan\tJoined\t11/28/2023, 11:31:15 PM\nAyesha Khan\tLeft\t11/28/2023, 11:35:15 PM\n"
    "Sana Malik\tLeft\t11/29/2023, 12:35:15 AM\n"
)
ZOOM_HEAD = (
    "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants\n"
    "60245167821,Balint,11/14/2024 08:30:00 PM,11/14/2024 09:50:00 PM,x@example.org,80,2\n,,,,,,\n"
)
ZOOM_ROWS = (
    "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent\n"
    "Sana Malik,,11/14/2024 08:30:00 PM,11/14/2024 09:50:00 PM,80,No,\n"
    "003_Ayesha Khan,,11/14/2024 08:31:00 PM,11/14/2024 08:41:00 PM,10,Yes,Y\n"
    "003_Ayesha Khan,,11/14/2024 08:50:00 PM,11/14/2024 09:50:00 PM,60,Yes,NA\n"
)
ZOOM_2024 = (
    "Topic,ID,Host name,Host email,Start time,End time,Participants,Duration (minutes)\n"
    '"Balint, online",812 3456 7890,Sana Malik,x@example.org,11/14/2024 08:30 PM,11/14/2024 09:50 PM,2,80\n\n'
    "Name (original name),Email,Total duration (minutes),Guest\nSana Malik,,80,No\nAyesha Khan,,70,Yes\n"
)
ZOOM_GERMAN = (
    "Name (Originalname);Benutzer-E-Mail;Beitrittszeit;Verlassen-Zeit;Dauer (Minuten);Gast\n"
    "Sana Malik;;14.11.2024 20:00:11;14.11.2024 21:21:00;81;Nein\n"
)
ZOOM_POLISH = (
    "Nazwa (oryginalna nazwa),Adres e-mail,Godzina dołączenia,Godzina opuszczenia,Czas trwania (minuty),Gość\n"
    "Łucja Żółć,,14.11.2024 20:00:11,14.11.2024 21:21:00,81,Nie\n"
)
ZOOM_FRENCH = (
    "Nom (nom original),Adresse e-mail de l’utilisateur,Heure d’arrivée,Heure de départ,Durée (minutes),Invité,"
    "Salle d’attente\n"
    "Sana Malik,,14/11/2024 20:00:11,14/11/2024 21:21:00,81,Non,Non\n"
)
MIDNIGHT = (
    "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"
    "Sana Malik,,11/28/2023 11:30:15 PM,11/29/2023 12:41:59 AM,72,No\n"
    "Ayesha Khan,,11/29/2023 12:05:15 AM,11/29/2023 12:41:59 AM,37,No\n"
)
MEET = (
    "First name,Last name,Email,Duration,Time joined,Time exited\n"
    "Sana,Malik,sana@example.org,1 hr 2 min,8:31 PM,9:33 PM\nAyesha,Khan,,4 min,8:30 PM,8:34 PM\n"
)
MEET_NAME = "Name,Email,Duration,Time joined,Time exited\nSana Malik,,62 min,20:31,21:33\n"
MEET_HEAD = (
    "Meeting title,Date,Start time,End time\nBalint,2024-11-14,20:30,21:40\n\n"
    "Name,Email,Duration,Time joined,Time exited\nSana Malik,,62 min,20:31,21:33\n"
)
BIGBLUEBUTTON = (
    "Name,Moderator,Activity Score,Talk Time,Webcam Time,Messages,Reactions,Poll Votes,Raise Hands,Join,Left,"
    "Duration,Shall we begin?\r\n"
    '"Sana Malik","TRUE","0","00:21:17","01:02:11","3","0","1","0","11/14/2024, 08:29:10 PM",'
    '"11/14/2024, 09:50:02 PM","01:20:52","Yes"\r\n'
    '"Ayesha Khan","FALSE","5.1","00:02:17","-","0","0","1","2","11/14/2024, 08:31:10 PM","-","00:05:00","-"\r\n'
    '"Anonymous","","","","","","","","","","","","No"'
)

SHAPES = {
    "Teams": (TEAMS, "teams", [("Sana Malik", 80), ("Mehmood, Tariq", 79), ("Imran Sheikh (Guest)", 1)]),
    "Teams of 2021": (TEAMS_2021, "teams", [("Sana Malik", 80), ("Łucja Żółć", 19)]),
    "Teams in Polish": (POLISH, "teams", [("Łucja Żółć", 80)]),
    "Teams in German": (GERMAN, "teams", [("Sana Malik", 80)]),
    "Teams in French": (FRENCH, "teams", [("Sana Malik", 80)]),
    "Teams in Dutch": (DUTCH, "teams", [("Sana Malik", 80)]),
    "Teams in Italian": (ITALIAN, "teams", [("Sana Malik", 80)]),
    "Zoom": (ZOOM_ROWS, "zoom", [("Sana Malik", 80), ("003_Ayesha Khan", 10), ("003_Ayesha Khan", 60)]),
    "Zoom with a head": (
        ZOOM_HEAD + ZOOM_ROWS, "zoom", [("Sana Malik", 80), ("003_Ayesha Khan", 10), ("003_Ayesha Khan", 60)],
    ),
    "Zoom of 2024": (ZOOM_2024, "zoom", [("Sana Malik", 80), ("Ayesha Khan", 70)]),
    "Zoom in German": (ZOOM_GERMAN, "zoom", [("Sana Malik", 81)]),
    "Zoom in Polish": (ZOOM_POLISH, "zoom", [("Łucja Żółć", 81)]),
    "Zoom in French": (ZOOM_FRENCH, "zoom", [("Sana Malik", 81)]),
    "Meet with a head": (MEET_HEAD, "meet", [("Sana Malik", 62)]),
    "BigBlueButton": (BIGBLUEBUTTON, "bigbluebutton", [("Sana Malik", 80), ("Ayesha Khan", 5)]),
}  # fmt: skip


def reading(data: str | bytes, **options: object) -> Reading:
    sheet = read_sheet(data if isinstance(data, bytes) else data.encode())
    return read(sheet, Options(**options), OWN)  # type: ignore[arg-type]


def stayed(found: Reading) -> list[tuple[str, int | None]]:
    """Everybody who was there, and for how long."""
    return [(one.person.name, one.minutes) for one in found.attendances]


def days(found: Reading) -> list[str]:
    return [str(one.day) for one in found.attendances]


def unread(found: Reading) -> list[str]:
    """The lines about cells that were not read, once the import has given those of people their result."""
    for one in found.attendances:
        found.cells.set(one.cells, RowResult.ENTERED)
    found.cells.close()
    return found.cells.lost()


@pytest.mark.parametrize(("text", "layout", "people"), SHAPES.values(), ids=SHAPES)
def test_a_report_is_recognised_and_every_cell_accounted_for(
    text: str, layout: str, people: list[tuple[str, int]]
) -> None:
    for encoding in ("utf-8", "utf-16"):
        found = reading(text.encode(encoding))
        assert found.layout == layout
        assert stayed(found) == people
        assert set(days(found)) == {"2024-11-14"}
        assert unread(found) == []


@pytest.mark.parametrize("text", [TEAMS, POLISH, TEAMS_2021])
def test_a_report_saved_again_as_a_workbook(text: str) -> None:
    rows = [line.split("\t") for line in text.splitlines()]
    assert stayed(reading(workbook({"Report": rows}))) == stayed(reading(text))
    resaved = "\n".join(";".join(row + [""] * (7 - len(row))) for row in rows)
    assert stayed(reading(resaved)) == stayed(reading(text))


def test_what_each_did_in_a_meeting_is_not_counted_again() -> None:
    found = reading(TEAMS)
    assert [kind for row, kind in found.cells.rows().items() if row > 14] == [RowResult.UNUSED] * 4


def test_a_report_without_its_participants_is_read_from_what_each_did() -> None:
    found = reading(TEAMS[TEAMS.index("3. In-Meeting") :])
    assert stayed(found) == [("Sana Malik", 80), ("Mehmood, Tariq", 29), ("Mehmood, Tariq", 50)]
    assert unread(found) == []


def test_an_account_is_an_address_where_there_is_no_other() -> None:
    assert [one.person.email for one in reading(TEAMS).attendances] == [
        "sana@example.org",
        "tariq@example.org",
        "",
    ]


def test_a_role_that_the_program_does_not_have_is_not_passed_over() -> None:
    [line] = unread(reading(TEAMS.replace("Presenter\nImran", "Co-leader\nImran")))
    assert line.startswith("G12: this role is not one of the program")


def test_two_reports_in_one_file_are_two_meetings() -> None:
    later = (ZOOM_HEAD + ZOOM_ROWS).replace("11/14", "12/19")
    found = reading(f"{ZOOM_HEAD}{ZOOM_ROWS}\n{later}")
    assert days(found) == ["2024-11-14"] * 3 + ["2024-12-19"] * 3
    assert unread(found) == []
    found = reading(f"{TEAMS}\n{TEAMS.replace('14/11', '21/11')}")
    assert days(found) == ["2024-11-14"] * 3 + ["2024-11-21"] * 3
    assert unread(found) == []


def test_two_meetings_under_one_head_are_refused_with_both_days() -> None:
    with pytest.raises(
        BalintrecError, match=r"head of the report says 2024-11-14, and row 8 says 2024-12-19"
    ):
        reading(ZOOM_HEAD + ZOOM_ROWS + ZOOM_ROWS.replace("11/14", "12/19").partition("\n")[2])


def test_two_meetings_on_one_day_are_refused() -> None:
    morning = (
        (ZOOM_HEAD + ZOOM_ROWS).replace("08:30:00 PM", "08:30:00 AM").replace("09:50:00 PM", "09:50:00 AM")
    )
    morning = morning.replace("08:31:00 PM", "08:31:00 AM").replace("08:41:00 PM", "08:41:00 AM")
    morning = morning.replace("08:50:00 PM", "08:50:00 AM")
    for text in (morning + "\n" + ZOOM_HEAD + ZOOM_ROWS, morning.replace(ZOOM_HEAD, "") + ZOOM_ROWS):
        plan = Tree().plan(text, Options())
        assert plan.writes == ()
        assert "two meetings on one day (08:30-09:50 and 20:30-21:50)" in "".join(plan.summary.lost)


def test_a_meeting_past_midnight_is_on_the_day_on_which_it_began() -> None:
    assert days(reading(MIDNIGHT)) == ["2023-11-28"] * 2
    backwards = "\n".join([MIDNIGHT.splitlines()[0], *reversed(MIDNIGHT.splitlines()[1:])])
    assert days(reading(backwards)) == ["2023-11-28"] * 2
    assert days(reading(ZOOM_ROWS + MIDNIGHT.partition("\n")[2])) == ["2024-11-14"] * 3 + ["2023-11-28"] * 2


def test_the_list_that_teams_gives_during_a_meeting() -> None:
    found = reading(ACTIONS.encode("utf-16"))
    assert (found.layout, stayed(found)) == ("teams-list", [("Sana Malik", 65), ("Ayesha Khan", 4)])
    assert (days(found), unread(found)) == (["2023-11-28"] * 2, [])


def test_google_meet_says_no_day() -> None:
    with pytest.raises(BalintrecError, match="give it with --date"):
        reading(MEET)
    found = reading(MEET, day=date(2024, 11, 14))
    assert (found.layout, stayed(found)) == ("meet", [("Sana Malik", 62), ("Ayesha Khan", 4)])
    assert unread(found) == []
    assert stayed(reading(MEET_NAME, day=date(2024, 11, 14))) == [("Sana Malik", 62)]


def test_a_day_of_the_option_and_another_of_the_file_are_refused() -> None:
    with pytest.raises(BalintrecError, match="--date says 2024-10-31, and row 2 says 2024-11-14"):
        reading(ZOOM_ROWS, day=date(2024, 10, 31))
    with pytest.raises(
        BalintrecError, match="--date says 2024-10-31, and the head of the report says 2024-11-14"
    ):
        reading(TEAMS, day=date(2024, 10, 31))
    assert days(reading(TEAMS, day=date(2024, 11, 14))) == ["2024-11-14"] * 3


def test_only_a_day_that_is_really_open_is_asked() -> None:
    text = MIDNIGHT.replace("11/28", "11/04").replace("11/29", "11/05")
    with pytest.raises(BalintrecError, match="--date-order dmy or --date-order mdy"):
        reading(text)
    assert days(reading(text, date_order="mdy")) == ["2023-11-04"] * 2
    assert days(reading(text, day=date(2023, 4, 11))) == ["2023-04-11"] * 2


def test_zooms_list_of_meetings_names_no_participants() -> None:
    text = (
        "Topic,Meeting ID,User Name,User Email,Creation Time,Start Time,End Time,Duration (Minutes),Participants\n"
        "Balint,812 3456 7890,Sana Malik,x@example.org,11/01/2024,11/14/2024 08:30,11/14/2024 09:50,80,7\n"
    )
    for options in ({}, {"day": date(2024, 11, 14)}):
        with pytest.raises(BalintrecError, match="Zoom's list of meetings"):
            reading(text, **options)


def test_who_stayed_for_less_is_left_out_wherever_a_length_is_known() -> None:
    for text, day in ((TEAMS_2021, None), (MEET, date(2024, 11, 14)), (ACTIONS, None), (BIGBLUEBUTTON, None)):
        plan = Tree().plan(text, Options(min_minutes=30, day=day))
        assert row_results(plan)["brief"] > 0
        [session] = [write.text for write in plan.writes if isinstance(write, NewFile)]
        assert "sana-malik" in session and "ayesha-khan" not in session and "lucja-zolc" not in session


def test_two_devices_at_once_do_not_make_a_longer_stay() -> None:
    text = ZOOM_ROWS.replace("08:50:00 PM,11/14/2024 09:50:00 PM,60", "08:36:00 PM,11/14/2024 08:56:00 PM,20")
    assert stayed(reading(text))[1:] == [("003_Ayesha Khan", 10), ("003_Ayesha Khan", 15)]


def test_a_length_that_is_not_known_is_no_reason_to_pass_over_the_option() -> None:
    options = Options(min_minutes=30, day=date(2024, 11, 14))
    with pytest.raises(BalintrecError, match="the file does not say how long"):
        Tree().plan("Name\nSana Malik\n", options)
    with pytest.raises(BalintrecError, match="row 3 does not say how many minutes"):
        Tree().plan(MEET.replace("4 min,8:30 PM,8:34 PM", "?,8:30 PM,"), options)


def test_a_length_is_worked_out_from_the_times_where_it_is_not_written() -> None:
    text = MEET_NAME.replace("62 min", "")
    assert stayed(reading(text, day=date(2024, 11, 14))) == [("Sana Malik", 62)]
    over = text.replace("20:31,21:33", "23:31,00:33")
    assert stayed(reading(over, day=date(2024, 11, 14))) == [("Sana Malik", 62)]


GOOGLE = (
    "Timestamp,Email Address,What is your name?,Date of the session\n"
    "11/14/2024 22:00:09,sana@example.org,Sana Malik,11/14/2024\n"
)
GOOGLE_POLISH = (
    "Sygnatura czasowa,Adres e-mail,Imię i nazwisko,Data spotkania\n"
    "14.11.2024 22:00:09,lucja@example.org,Łucja Żółć,14.11.2024\n"
)
MICROSOFT = (
    "ID,Start time,Completion time,Email,Name,Last modified time,Your name\n"
    "1,11/14/2024 21:45:45,11/14/2024 21:46:25,anonymous,,,Sana Malik\n"
    "2,11/14/2024 21:50:45,11/14/2024 21:51:25,anonymous,,,Ayesha Khan\n"
)
MICROSOFT_SIGNED_IN = (
    "ID,Start time,Completion time,Email,Name\n"
    "1,2024-11-14 21:45:45,2024-11-14 21:46:25,sana@example.org,Sana Malik\n"
)
MICROSOFT_GERMAN = (
    "ID;Startzeit;Fertigstellungszeit;E-Mail;Name;Ihr Name;Datum des Treffens\n"
    "1;15.11.2024 08:45;15.11.2024 08:46;anonymous;;Sana Malik;14.11.2024\n"
)
NEXTCLOUD = (
    "Submission ID,User ID,User display name,Timestamp,Your name\n"
    "submission_id,user_id,user_display_name,timestamp,question-id-3\n"
    "17,,Anonymous user,2024-11-14T21:46:25+01:00,Sana Malik\n"
    "18,akhan,Ayesha,2024-11-14T21:47:25+01:00,Ayesha Khan\n"
)
FORMS = {
    "Google": (GOOGLE, [("Sana Malik", "sana@example.org", "")]),
    "Google in Polish": (GOOGLE_POLISH, [("Łucja Żółć", "lucja@example.org", "")]),
    "Microsoft": (MICROSOFT, [("Sana Malik", "", ""), ("Ayesha Khan", "", "")]),
    "Microsoft, signed in": (MICROSOFT_SIGNED_IN, [("Sana Malik", "sana@example.org", "")]),
    "Microsoft in German": (MICROSOFT_GERMAN, [("Sana Malik", "", "")]),
    "Nextcloud": (NEXTCLOUD, [("Sana Malik", "", ""), ("Ayesha Khan", "", "akhan")]),
}


@pytest.mark.parametrize(("text", "people"), FORMS.values(), ids=FORMS)
def test_a_form_is_recognised_and_every_cell_accounted_for(
    text: str, people: list[tuple[str, str, str]]
) -> None:
    found = reading(text)
    assert found.layout == "forms"
    persons = [one.person for one in found.attendances]
    assert [(one.name, one.email, one.handle) for one in persons] == people
    assert set(days(found)) == {"2024-11-14"}
    assert unread(found) == []


def test_a_question_of_a_form_that_says_nothing_for_the_records_is_not_passed_over() -> None:
    text = MICROSOFT.replace("Your name", "Your name,How was it?").replace("Malik", "Malik,good")
    assert unread(reading(text)) == [
        'H2: nothing is read from this column: "How was it?"; use --ignore-column to leave it out'
    ]


def test_two_questions_for_the_name_are_asked_about() -> None:
    text = MICROSOFT.replace("Your name", "Which name?,Name of a guest")
    with pytest.raises(
        BalintrecError, match=r'"Which name\?" or "Name of a guest"\? name it with --name-column'
    ):
        reading(text)
    found = reading(text, columns={"name": "Which name?"})
    assert [one.person.name for one in found.attendances] == ["Sana Malik", "Ayesha Khan"]

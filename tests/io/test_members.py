"""Lists of members: what each cell says, whom it is about, and what is written. All people are invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from balintrec.errors import BalintrecError
from balintrec.io.attendance import RowResult
from balintrec.io.member_list import MemberOptions
from balintrec.io.members import MemberImport, plan_members
from balintrec.io.plan import NewFile
from balintrec.io.review_file import read_review
from balintrec.io.sheet import Sheet, read_sheet
from balintrec.society import load
from tests.io.files import SOCIETY, workbook
from tests.sources import MemorySource

POLICY = "records/policies/pathway.md"


class Members:
    """A society as texts by path; an import of members changes it as the command line would."""

    def __init__(self, files: Mapping[str, str] = SOCIETY) -> None:
        self.files = dict(files)
        self.review: str | None = None

    def take(self, sheet: str | bytes, **options: object) -> MemberImport:
        data = sheet if isinstance(sheet, bytes) else sheet.encode()
        source = MemorySource({path: text.encode() for path, text in self.files.items()})
        answers = read_review(self.review.encode()) if self.review else ()
        plan = plan_members(read_sheet(data), load(source), MemberOptions(**options), answers)  # type: ignore[arg-type]
        for write in plan.writes:
            if isinstance(write, NewFile):
                assert write.path not in self.files
                self.files[write.path] = write.text
            else:
                self.files[write.path] = write.apply(self.files[write.path])
        self.review = plan.review if plan.review is not None else self.review
        assert sum(plan.summary.cells.values()) == sum(
            bool(cell) for row in read_sheet(data).rows for cell in row
        )
        return plan

    def member(self, id: str) -> str:
        return self.files[f"records/members/{id}.md"]


def lost(plan: MemberImport) -> list[str]:
    return list(plan.summary.lost)


def test_a_new_member_with_everything() -> None:
    members = Members()
    plan = members.take(
        "Full name;Name (Urdu);E-mail;Profession;Member since;Member until;Fee paid\n"
        "Zara Haider;زارا حیدر;zara@example.org;psychologist;2024-09-01;31.12.2025;15.01.2025\n"
    )
    assert lost(plan) == []
    assert members.member("zara-haider") == (
        "---\nname: {latin: Zara Haider, ur: زارا حیدر}\nemail: [zara@example.org]\nprofession: psychologist\n"
        "membership: [{from: 2024-09-01, to: 2025-12-31}]\n---\n"
    )
    assert members.files["records/attestations/2025-01-15-zara-haider-fee.md"] == (
        "---\nkind: fee\nmember: zara-haider\ndate: 2025-01-15\n---\n"
    )


LANGUAGES = {
    "Polish": "Imię;Nazwisko;Adres e-mail;Zawód;Członek od;Członek do;Składka opłacona",
    "German": "Vorname;Nachname;E-Mail-Adresse;Beruf;Mitglied seit;Mitglied bis;Beitrag bezahlt am",
    "German, in short": "Vorname;Name;E-Mail;Beruf;Eintritt;Austritt;Beitrag",
    "French": "Prénom;Nom;Courriel;Profession;Membre depuis;Membre jusqu'au;Cotisation payée le",
    "Dutch": "Voornaam;Achternaam;E-mailadres;Beroep;Lid sinds;Lid tot;Contributie betaald op",
    "Italian": "Nome;Cognome;Posta elettronica;Professione;Socio dal;Socio fino al;Quota pagata",
    "English": "First name;Last name;Email address;Occupation;Date joined;Date left;Paid on",
}


@pytest.mark.parametrize("headings", LANGUAGES.values(), ids=LANGUAGES)
def test_columns_in_the_languages(headings: str) -> None:
    members = Members()
    row = "Zara;Haider;zara@example.org;psychologist;2024-09-01;2025-12-31;2025-01-15\n"
    assert lost(members.take(f"{headings}\n{row}")) == []
    assert "name: Zara Haider\n" in members.member("zara-haider")
    assert "{from: 2024-09-01, to: 2025-12-31}" in members.member("zara-haider")
    assert "records/attestations/2025-01-15-zara-haider-fee.md" in members.files


def test_last_names_first_where_the_heading_says_so() -> None:
    members = Members()
    plan = members.take(
        "Nazwisko i imię;Zawód\nKowal Jan;lekarz\nNowak, Anna Maria;lekarka\nLis Ewa Maria;lekarka\n"
    )
    assert plan.summary.new_members == ("anna-maria-nowak", "jan-kowal")
    assert lost(plan) == [
        "A4: the first name is unclear; write the name as Last, First",
        "B4: no name",
    ]


def test_columns_in_urdu_and_a_name_in_urdu_alone() -> None:
    members = Members()
    plan = members.take("نام,پیشہ,رکن از\nعائشہ خان,ڈاکٹر,2024-09-01\nزارا حیدر,نرس,2024-09-01\n")
    assert "profession: ڈاکٹر" in members.member("ayesha-khan")
    assert plan.summary.cells[RowResult.REVIEW] == 3
    assert members.review and "needs an id" in members.review


def test_columns_that_somebody_names_and_a_workbook() -> None:
    book = workbook({"2026": [["Kto", "Od", "Tel"], ["Zara Haider", date(2024, 9, 1), 3001234567]]})
    members = Members()
    plan = members.take(book, columns={"name": "kto", "from": "2"}, ignored=("Tel",))
    assert lost(plan) == []
    assert "membership: [{from: 2024-09-01}]" in members.member("zara-haider")


def test_telephone_numbers_and_ids_are_named_by_their_place_alone() -> None:
    members = Members()
    plan = members.take("Name,Phone,ID\nZara Haider,0300 1234567,35202-1234567-1\n")
    said = "\n".join([*lost(plan), plan.summary.text()])
    assert "B2: nothing is read from this column" in said and "C2: nothing is read from this column" in said
    assert "1234567" not in said
    assert "1234567" not in "".join(members.files.values())


def test_twice_is_no_change_and_the_order_of_rows_does_not_matter() -> None:
    rows = [
        "Zara Haider,زارا حیدر,zara@example.org,2024-09-01,2025-01-15\n",
        "Zara Haider,,,,2026-01-15\n",
        "Sana Malik,ثنا ملک,sana@example.org,2022-01-01,\n",
    ]
    heading = "Name,Name in Urdu,Email,Member since,Fee paid\n"
    one, other = Members(), Members()
    one.take(heading + "".join(rows))
    other.take(heading + "".join(reversed(rows)))
    assert one.files == other.files
    before = dict(one.files)
    plan = one.take(heading + "".join(rows))
    assert (plan.writes, one.files) == ((), before)


def test_what_is_new_for_a_member_is_added_and_all_else_stays() -> None:
    members = Members()
    members.take(
        "Name,Name in Urdu,Email,Profession,Member since\nSana Malik,ثنا ملک,sana.m@example.org,nurse,2022-01-01\n"
    )
    assert members.member("sana-malik") == (
        "---\nname: {latin: Sana Malik, ur: ثنا ملک}  # the elder\nalso-known-as: [sana@example.org]\n"
        "email: [sana.m@example.org]\nmembership: [{from: 2022-01-01}]\nprofession: nurse\n---\n\nFree.\n"
    )


def test_a_record_that_says_otherwise_is_left_as_it_is() -> None:
    members = Members()
    members.take("Name,Profession,Member since,Member until\nSana Malik,nurse,2022-01-01,\n")
    before = dict(members.files)
    plan = members.take(
        "Name,Profession,Member since,Member until\nSana Malik,doctor,2022-01-01,2024-12-31\n"
    )
    assert members.files == before
    assert lost(plan) == [
        "B2, C2, D2: the record has a different value and was left unchanged; correct the record or the file"
    ]
    assert plan.summary.incomplete


def test_who_is_like_a_member_is_asked_and_the_answer_remembered() -> None:
    members = Members()
    plan = members.take("Name,Profession\nSana Malk,nurse\n")
    assert (plan.writes, plan.summary.queries) == ((), 1)
    assert members.review
    members.review = members.review.replace('"Sana Malk","","",""', '"Sana Malk","","","sana-malik"')
    members.take("Name,Profession\nSana Malk,nurse\n")
    assert "also-known-as: [sana@example.org, Sana Malk]" in members.member("sana-malik")
    assert "profession: nurse" in members.member("sana-malik")
    assert members.take("Name,Profession\nSana Malk,nurse\n").writes == ()


def test_two_people_with_one_name_are_asked_about() -> None:
    members = Members()
    sheet = "Name,Email\nZara Haider,a@example.org\nZara Haider,b@example.org\n"
    assert members.take(sheet).summary.queries == 2
    assert members.review
    members.review = members.review.replace('a@example.org","",""', 'a@example.org","","new: zara-1"')
    members.review = members.review.replace('b@example.org","",""', 'b@example.org","","new: zara-2"')
    members.take(sheet)
    assert "a@example.org" in members.member("zara-1") and "b@example.org" in members.member("zara-2")
    assert members.take(sheet).writes == ()


NOT_READ = {
    "no day of a fee": ("Fee paid\nZara Haider,yes", "give it with --fee-date"),
    "an amount": ("Fee\nZara Haider,2500", "not a date of payment"),
    "a year alone": ("Member since\nZara Haider,2024", "not a whole day"),
    "an end alone": ("Member until\nZara Haider,2024-12-31", "the membership has an end but no start"),
    "an end before the beginning": (
        "Member since,Member until\nZara Haider,2025-01-01,2024-12-31", "ends before it begins",
    ),
    "no address": ("Email\nZara Haider,ask her", "not an e-mail address"),
    "a policy that is not there": ("Policy\nZara Haider,lahore", "unknown policy"),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "said"), NOT_READ.values(), ids=NOT_READ)
def test_what_cannot_be_read_is_said_with_its_place(cells: str, said: str) -> None:
    plan = Members().take(f"Name,{cells}\n")
    [line] = lost(plan)
    assert line.startswith(("B2", "C2")) and said in line
    assert plan.summary.new_members == ("zara-haider",)


def test_fees_of_which_only_the_year_is_known_have_the_day_of_the_option() -> None:
    members = Members()
    plan = members.take("Name,Fee paid\nZara Haider,yes\nSana Malik,no\n", fee_date=date(2026, 1, 31))
    assert lost(plan) == []
    assert "records/attestations/2026-01-31-zara-haider-fee.md" in members.files
    assert not any("sana-malik-fee" in path for path in members.files)


def test_a_file_that_is_not_understood() -> None:
    with pytest.raises(BalintrecError, match="the first row is: Colour, Taste; name the column"):
        Members().take("Colour,Taste\nred,sweet\n")
    with pytest.raises(BalintrecError, match=r'"Name" or "Member"\? name it with --name-column'):
        Members().take("Name,Member\nSana,x\n")
    with pytest.raises(BalintrecError, match="the file is empty"):
        Members().take("\n")


def test_other_sheets_that_hold_something_are_named_as_not_read() -> None:
    sheet = Sheet((("Name",), ("Ayesha Khan",)), unread=("2023",))
    summary = plan_members(sheet, load(MemorySource({})), MemberOptions()).summary
    assert summary.lost == ('other sheets of the file: "2023"; import each with --sheet NAME',)
    assert summary.incomplete

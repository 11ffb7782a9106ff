"""A certificate: of a grant that is held, from records without errors, on one page that can be checked."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from balintrec.check import check
from balintrec.cli.documents import LANGUAGES as OFFERED
from balintrec.errors import BalintrecError
from balintrec.finding import Severity
from balintrec.formats.certificate import (
    LANGUAGES,
    Certificate,
    certificate_pdf,
    certified,
    verification_text,
)
from balintrec.resources import templates
from tests.formats.test_pdf import asked, words
from tests.sample import ON, ROOT, changed

pytestmark = pytest.mark.slow

GRANT = "2025-12-06-bilal-ahmed-grant"
GRANT_FILE = f"records/decisions/{GRANT}.md"
SESSION = "records/sessions/2024/2024-03-12-lahore-tuesday.md"
COMMITTEE = "by: committee\npresent: [omar-farooq, sana-malik, tariq-mehmood]\nreason: decided\n"


def record(front: str, body: str = "") -> bytes:
    return f"---\n{front}---\n{body}".encode()


def decision(kind: str, day: str, more: str = "") -> dict[str, bytes]:
    """One more decision about the member of the grant."""
    front = (
        f"kind: {kind}\nmember: bilal-ahmed\ndate: {day}\ncredential: accredited-leader\n{COMMITTEE}{more}"
    )
    return {f"records/decisions/{day}-bilal-ahmed-{kind}.md": record(front)}


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def edited(path: str, old: str, new: str) -> dict[str, bytes]:
    text = text_of(path)
    assert old in text
    return {path: text.replace(old, new).encode()}


def certificate(files: Mapping[str, bytes] | None = None, on: date = ON, grant: str = GRANT) -> Certificate:
    """The certificate of the grant in the sample society, with other files."""
    source = changed(files or {})
    return certified(check(source, on), source, grant, on)


def refusal(files: Mapping[str, bytes] | None = None, on: date = ON, grant: str = GRANT) -> str:
    with pytest.raises(BalintrecError) as caught:
        certificate(files, on, grant)
    return str(caught.value)


@cache
def sample() -> Certificate:
    return certificate()


# What it says


def test_it_says_what_the_records_say() -> None:
    made = sample()
    assert (made.number, made.credential, made.granted, made.until) == (
        "IBS-2025-01",
        "accredited-leader",
        date(2025, 12, 6),
        None,
    )
    assert made.name == {"latin": "Bilal Ahmed", "ur": "بلال احمد"}
    assert made.digest == sha256(Path(ROOT, GRANT_FILE).read_bytes()).hexdigest()[:16]


def test_who_stood_aside_does_not_sign() -> None:
    assert [name["latin"] for name in sample().signatories] == ["Omar Farooq", "Sana Malik", "Tariq Mehmood"]


def test_line_ends_of_a_check_out_do_not_change_the_digest() -> None:
    crlf = text_of(GRANT_FILE).replace("\n", "\r\n").encode()
    assert certificate({GRANT_FILE: crlf}).digest == sample().digest


def test_grant_without_a_number_gets_one_from_its_id() -> None:
    made = certificate(edited(GRANT_FILE, "number: IBS-2025-01\n", ""))
    assert made.number == "IBS-2025-" + sha256(f"{GRANT}\nbilal-ahmed".encode()).hexdigest()[:6].upper()


def test_renewal_lengthens_it() -> None:
    files = decision("renew", "2026-11-21", "until: 2031-11-21\n")
    assert certificate(files).until == date(2031, 11, 21)


@pytest.mark.parametrize(
    ("effective", "grant", "made"),
    [
        ("2026-01-01", "", True),
        ("2025-01-01", "policy: indus-2021\n", True),
        ("2025-01-01", "", False),
    ],
)
def test_a_pin_for_renewal_leaves_the_grant_as_it_was(effective: str, grant: str, made: bool) -> None:
    asks = (
        "{id: led, title: Lead, kind: practice, of: sessions, roles: leader, at-least: 99, source: committee}"
    )
    policy = (
        f"title: Renewal\neffective: {effective}\ncredential: accredited-leader\nvalid: 1\n"
        f"stages: [{{id: renewal, requires: [{asks}]}}]\n"
    )
    files = {"records/policies/renewal.md": record(policy, "What a leader does to be renewed.\n")}
    files |= edited("records/members/bilal-ahmed.md", "name:", "policy: renewal\nname:")
    files |= edited(GRANT_FILE, "number:", f"{grant}number:")
    if made:
        assert certificate(files).until is None
    else:
        assert '"Lead" was not met' in refusal(files, on=date(2025, 12, 31))


def test_verification_text_can_be_made_again() -> None:
    assert verification_text(sample()) == (
        "Balint certificate IBS-2025-01\nBilal Ahmed\naccredited-leader\nIndus Balint Society\n"
        f"from 2025-12-06 without end\ndecision {GRANT}\nsha256 {sample().digest}"
    )


def test_verification_text_shows_what_is_hidden_in_a_name() -> None:
    text = verification_text(sample()._replace(name={"latin": "Bilal\nsha256 0000\u202e"}))
    assert r"Bilal\nsha256 0000\u202e" in text
    assert text.count("\n") == 6


# When there is none


@pytest.mark.parametrize(
    ("grant", "said"),
    [
        (
            "2021-09-04-nadia-iqbal-recognise",
            "is a decision of kind recognise; a certificate is made of a grant",
        ),
        ("2025-12-06-bilal-ahmed-grnt", f'did you mean "{GRANT}"?'),
        ("bilal-ahmed", f'"bilal-ahmed" is a member; name the grant: "{GRANT}"'),
        ("Nadia Iqbal", 'there is no grant to "nadia-iqbal"'),
        ("nothing like it", "name a grant, by the name of its file in records/decisions"),
    ],
)
def test_it_is_made_of_a_grant_alone(grant: str, said: str) -> None:
    assert said in refusal(grant=grant)


def test_grant_may_be_named_by_its_path() -> None:
    assert certificate(grant=GRANT_FILE) == sample()


def test_broken_grant_is_said_to_be_one() -> None:
    assert (
        refusal({GRANT_FILE: b"kind: grant\n"})
        == f'the decision "{GRANT}" cannot be read; see balintrec check'
    )


def test_grant_of_a_later_day_has_none_yet() -> None:
    assert refusal(on=date(2025, 12, 5)).endswith("is dated 2025-12-06, which is after 2025-12-05")


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("revoke", "", "is revoked since 2026-11-21"),
        ("lapse", "", "is lapsed since 2026-11-21"),
        ("suspend", "", "is suspended since 2026-11-21"),
        ("suspend", "until: 2026-12-31\n", "is suspended since 2026-11-21"),
        ("renew", "until: 2026-11-22\n", "is lapsed since 2026-11-23"),
    ],
)
def test_credential_that_is_not_held_has_none(kind: str, more: str, said: str) -> None:
    assert refusal(decision(kind, "2026-11-21", more)).endswith(said)


def test_suspension_that_is_over_does_not_count() -> None:
    assert certificate(decision("suspend", "2026-11-21", "until: 2026-11-22\n")) == sample()


def test_grant_after_which_there_was_another_has_none() -> None:
    files = decision("lapse", "2026-03-07") | decision("recognise", "2026-11-21")
    assert '"2026-11-21-bilal-ahmed-recognise", which counts now' in refusal(files)


ABOUT = record("kind: fee\nmember: bilal-ahmed\ndate: 2026-01-05\ncolour: blue\n")
OTHER = record("kind: fee\nmember: kamran-baig\ndate: 2026-01-05\ncolour: blue\n")


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"records/attestations/a.md": ABOUT}, id="a record about the member"),
        pytest.param(edited("records/members/bilal-ahmed.md", "profession", "proffession"), id="their own"),
        pytest.param(
            edited(SESSION, "bilal-ahmed", "bilal-ahmd"), id="an id that was perhaps meant to be theirs"
        ),
        pytest.param({SESSION: text_of(SESSION)[3:].encode()}, id="a broken session"),
        pytest.param({SESSION: b"\xff\xfe" + b"\x00" * 9}, id="a file that might say anything"),
        pytest.param({"records/desicions/x.md": record("member: bilal-ahmed\n")}, id="a misplaced file"),
        pytest.param(
            edited("records/members/sana-malik.md", "profession", "proffession"), id="of who decided"
        ),
        pytest.param(edited("records/policies/indus-2021.md", "stages:", "stagse:"), id="the policy"),
        pytest.param(edited("records/society.md", "quorum", "qourum"), id="society.md"),
        pytest.param(
            edited("records/applications/2025-11-15-bilal-ahmed.md", "documents", "docments"),
            id="the application",
        ),
        pytest.param(edited(GRANT_FILE, "recused: [nadia-iqbal]", "recused: [nobody]"), id="the grant"),
    ],
)
def test_error_in_what_the_grant_stands_on_is_refused(files: dict[str, bytes]) -> None:
    said = refusal(files)
    assert re.match(
        r"no certificate: \d+ errors? in what 2025-12-06-bilal-ahmed-grant stands on; the first: ", said
    )
    assert "see them with: balintrec check" in said
    assert "\n" not in said


def test_error_that_refers_to_their_record_is_refused() -> None:
    second = SESSION.replace("/2024/", "/once-more/")
    files = {second: record("date: 2024-03-12\ngroup: lahore-tuesday\nleaders: [nadia-iqbal]\n")}
    (finding,) = (one for one in check(changed(files), ON).findings if one.rule.severity is Severity.ERROR)
    assert (finding.location.path, finding.related[0].location.path) == (second, SESSION)
    assert refusal(files)


WAIVER = "2026-10-03-saima-batool-waive"
OF_A_STRANGER = (
    "kind: waive\nmember: saima-batool\ndate: 2026-10-03\nby: committee\nreason: x\n"
    "present: [omar-farooq, tariq-mehmood, bilal-ahmed]\nrequirement: endorsement/nothing\n"
)


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"records/attestations/a.md": OTHER}, id="about somebody else"),
        pytest.param({"records/desicions/x.md": record("member: kamran-baig\n")}, id="misplaced"),
        pytest.param(
            edited("records/members/kamran-baig.md", "profession", "proffession"), id="another member"
        ),
        pytest.param({f"records/decisions/{WAIVER}.md": record(OF_A_STRANGER)}, id="a stranger's waiver"),
        pytest.param(
            {"records/assessments/a.md": record("kind: report\nmember: saima-batool\nby: bilal-ahmed\n")},
            id="a broken paper about somebody else, by the member",
        ),
        pytest.param(
            {f"records/decisions/{WAIVER}.md": record(f"{OF_A_STRANGER}number: IBS-2025-01\n")},
            id="a stranger's number",
        ),
        pytest.param(
            {"records/attestations/a.md": record("kind: fee\nmember: bilal-ahmed\ndate: 2027-01-05\n")},
            id="a record of a later day",
        ),
    ],
)
def test_error_elsewhere_is_not_in_the_way(files: dict[str, bytes]) -> None:
    findings = check(changed(files), ON).findings
    assert any(one.rule.severity is Severity.ERROR for one in findings)
    assert certificate(files) == sample()


def test_error_that_the_committee_accepts_is_not_in_the_way() -> None:
    files = decision("waive", "2025-01-05", "requirement: endorsement/nothing\n")
    source = changed(files)
    (finding,) = (one for one in check(source, ON).findings if one.rule.severity is Severity.ERROR)
    assert refusal(files)
    accepted = (
        f"quorum: 2\nsuppressed: [{{code: {finding.rule.code}, reason: agreed, "
        "record: decisions/2025-01-05-bilal-ahmed-waive}]\n"
    )
    assert certificate(files | edited("records/society.md", "quorum: 2\n", accepted)) == sample()


# The page


def test_languages_are_those_of_the_words() -> None:
    words_of = json.loads((templates() / "certificate" / "words.json").read_text(encoding="utf-8"))
    assert set(words_of) == set(LANGUAGES) == set(OFFERED)
    assert len({frozenset(one) for one in words_of.values()}) == 1
    assert len({frozenset(one["credentials"]) for one in words_of.values()}) == 1
    assert all(len(one["months"]) == 12 for one in words_of.values())


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "valid until 12 March 2031"), ("pl", "ważny do 12 marca 2031"), ("ur", "Indus Balint Society")],
)
def test_page_in_each_language(language: str, said: str) -> None:
    data = certificate_pdf(sample()._replace(until=date(2031, 3, 12)), language)
    assert said in words(data)
    assert "Pages: 1" in " ".join(asked("pdfinfo", data).split())
    assert {line.split()[0].partition("+")[2] for line in asked("pdffonts", data).splitlines()[2:]} == {
        "NotoSerif-Regular",
        "NotoSerif-Bold",
        "NotoNastaliqUrdu-Regular",
    }


def test_names_can_be_searched_for_in_every_script() -> None:
    told = asked("pdfinfo", certificate_pdf(sample()))
    assert "Bilal Ahmed" in told
    assert "بلال احمد" in told


def test_same_certificate_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = certificate_pdf(sample(), "ur")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TZ", "Asia/Karachi")
    assert certificate_pdf(sample(), "ur") == first


@settings(max_examples=25)
@given(st.text(st.sampled_from("#$*\"\\_@<>[]{}()=-+/~`'&%^|ab Z9.,:;"), min_size=1, max_size=30))
def test_any_name_prints_as_it_is_written(text: str) -> None:
    name = f"x{' '.join(text.split())}x"
    assert name in words(certificate_pdf(sample()._replace(name={"latin": name})))


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"name": {"latin": "Muhammad " * 33}}, "the name"),
        ({"name": {"latin": "B", "ur": "محمد " * 80}}, "the name"),
        ({"society": {"latin": "Society " * 40}}, "the name of the society"),
        ({"credential": "leader-" * 40 + "x"}, "the credential"),
        ({"signatories": ({"latin": "Nadia " * 40},)}, "the name of a signatory"),
        ({"number": "9" * 120}, "the number"),
        ({"decision": "x-" * 120}, "the id of the decision"),
    ],
)
def test_text_that_does_not_fit_is_an_error(values: dict[str, object], what: str) -> None:
    with pytest.raises(BalintrecError, match=f"^no certificate: {what} does not fit on it$"):
        certificate_pdf(sample()._replace(**values))


def test_more_signatories_than_there_is_room_for_are_an_error() -> None:
    certificate_pdf(sample()._replace(signatories=({"latin": "Nadia Iqbal"},) * 12))
    with pytest.raises(BalintrecError, match="do not fit on one page; there may be too many signatories"):
        certificate_pdf(sample()._replace(signatories=({"latin": "Nadia Iqbal"},) * 40))


def test_name_in_a_script_without_a_font_is_an_error() -> None:
    with pytest.raises(BalintrecError, match="no font that comes with balintrec has the letters U\\+738B"):
        certificate_pdf(sample()._replace(name={"latin": "王"}))


def test_name_without_latin_letters_is_set_as_what_it_is() -> None:
    assert certificate_pdf(sample()._replace(name={"ur": "بلال احمد"}, signatories=()))


@pytest.mark.parametrize("name", ["Bilal Ahmed", "Łucja Żółć-Wiśniewska", "بلال احمد"])
def test_code_on_the_page_is_that_of_the_text(name: str) -> None:
    made = sample()._replace(name={"latin": name})
    wanted = segno.make(verification_text(made), error="m", micro=False, encoding="utf-8")
    assert _code_on(certificate_pdf(made)) == [[bool(one) for one in row] for row in wanted.matrix]


def _code_on(data: bytes) -> list[list[bool]]:
    """The modules of the code as they look: it alone on the page is quite black."""
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm is not installed")
    shown = subprocess.run(
        ["pdftoppm", "-r", "300", "-gray", "-"], input=data, capture_output=True, check=True
    ).stdout
    header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", shown)
    assert header
    width = int(header[1])
    pixels = shown[header.end() :]
    rows = [pixels[start : start + width] for start in range(0, len(pixels), width)]
    black = [number for number, row in enumerate(rows) if 0 in row]
    top, bottom = black[0], black[-1] + 1
    left = min(row.index(0) for row in rows[top:bottom] if 0 in row)
    # Three corners hold the finder pattern, seven modules wide.
    finder = next(n for n, one in enumerate(rows[top + 2][left:]) if one > 128)
    size = round((bottom - top) / (finder / 7))
    step = (bottom - top) / size
    middles = [int((number + 0.5) * step) for number in range(size)]
    return [[rows[top + y][left + x] < 128 for x in middles] for y in middles]

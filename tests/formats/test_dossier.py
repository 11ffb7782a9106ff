"""The dossier: what stands in it, whatever it is written in."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings

from balintrec.document import parse
from balintrec.formats.dossier.markdown import dossier_markdown
from balintrec.views.dossier import Dossier, Links, laid_out
from balintrec.views.dossier.gather import Asked, differing
from balintrec.views.dossier.page import Line, Prose, Run, Section, Table, plain, run_on, table
from balintrec.views.standing import missing
from tests.formats.dossiers import COMMIT, SECRET, hostile, made, of_sample
from tests.pathway.societies import Question, as_files, questions
from tests.sample import ROOT, changed, society
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

MEMBERS = sorted(society().members)
HINA, SAIMA, KAMRAN = "hina-raza", "saima-batool", "kamran-baig"


def sections(dossier: Dossier) -> dict[str, Section]:
    return {section.id: section for section in laid_out(dossier).sections}


def said(line: Line) -> str:
    return "".join(run.text for run in line)


def tables(section: Section) -> list[list[list[str]]]:
    """The cells of every table of a section as texts."""
    found = [block for block in section.blocks if isinstance(block, Table)]
    return [[[said(cell) for cell in row] for row in one.rows] for one in found]


def rows(dossier: Dossier, section: str, number: int = 0) -> list[list[str]]:
    return tables(sections(dossier)[section])[number]


def text(dossier: Dossier) -> str:
    return dossier_markdown(laid_out(dossier))


# What is in it


@pytest.mark.parametrize("member", MEMBERS)
def test_every_outcome_and_every_record_that_counts_is_in_it(member: str) -> None:
    dossier = of_sample(member)
    written = text(dossier)
    for outcome in dossier.person.standing.outcomes():
        assert f"`{outcome.id}`" in written
        for one in outcome.counted:
            assert dossier.person.paths[one.record] in written
        for other in outcome.excluded:
            assert dossier.person.paths[other.record] in written
        for words in outcome.values.values():
            assert words in written


def test_a_number_stands_with_its_source_and_a_placeholder_is_called_one() -> None:
    cells = rows(of_sample(HINA), "stage-application")[-1]
    assert cells[0] == "met"
    assert (
        cells[3]
        == "at least: 2 (committee); within: 12 months (placeholder: the committee has yet to decide)"
    )
    undecided = text(of_sample(HINA)).partition("Numbers that the committee has yet to decide")[2]
    assert undecided.startswith(
        "; the verdicts rest on placeholders:\n\n- Submit two updated references: at most 12 months"
    )


def test_the_commit_and_the_policy_are_named_once() -> None:
    written = text(of_sample(HINA))
    assert written.count(COMMIT) == 1
    assert written.count("in force from 2021-09-01") == 1


def test_what_is_missing_is_told_at_the_beginning() -> None:
    dossier = of_sample(SAIMA)
    lacking = missing(dossier.person.standing.outcomes())
    beginning = text(dossier).partition("## What comes next")[0]
    assert lacking
    assert all(one.title in beginning for one in lacking)


def test_waivers_and_leave_stand_apart_with_reason_and_record() -> None:
    (waiver,) = rows(of_sample(KAMRAN), "waivers")
    assert waiver[0] == "2026-06-27"
    assert waiver[1].startswith("waived; by the committee; present: ")
    assert waiver[2].startswith("Without training in psychotherapy")
    assert waiver[-1].startswith("records/decisions/2026-06-27-kamran-baig-waive.md:")
    (leave,) = rows(of_sample("ayesha-siddiqui"), "leave")
    assert leave[1].startswith("leave; by")
    assert leave[2] == "from 2026-07-01 on"


def test_supervisions_are_summed_up() -> None:
    supervision = sections(of_sample(HINA))["supervision"]
    assert said(supervision.blocks[0].line) == "7 supervisions, 420 minutes in all."  # type: ignore[union-attr]
    assert len(tables(supervision)[0]) == 7


def test_an_empty_section_says_so() -> None:
    written = text(of_sample("shaista-rahim"))
    assert "## Application\n\nThere is no application.\n" in written
    assert "No session is recorded." in written


def test_a_member_whose_record_cannot_be_read_has_a_dossier_that_says_so() -> None:
    source = changed({"records/members/hina-raza.md": b"---\nname: [\n---\n"})
    written = text(made(source, Asked(HINA, date(2026, 11, 23))))
    assert written.startswith("# Dossier: hina-raza\n")
    assert "**Nothing can be said: the member's record or the policy cannot be read.**" in written
    assert "records/members/hina-raza.md" in written


# An application


def test_the_documents_of_an_application_stand_with_their_ages() -> None:
    dossier = of_sample(HINA, on=date(2026, 8, 18), application="2026-08-18-hina-raza")
    cited = [row[:3] for row in rows(dossier, "application")]
    assert cited == [
        ["application form", "", ""],
        ["endorsement", "2026-06-06", "73 days"],
        ["reference", "2026-07-04", "45 days"],
        ["reference", "2026-07-18", "31 days"],
        ["report", "2026-05-30", "80 days"],
    ]


def test_the_statement_of_interest_is_the_body_of_the_application() -> None:
    application = sections(of_sample(HINA))["application"]
    (statement,) = [block for block in application.blocks if isinstance(block, Prose)]
    assert statement.text.startswith("I apply to be a credentialed leader.")


def test_an_application_is_judged_by_the_policy_of_its_day_whatever_was_pinned_later() -> None:
    asks = (
        "{id: led, title: Lead, kind: practice, of: sessions, roles: leader, at-least: 99, source: committee}"
    )
    policy = "title: Renewal\neffective: 2026-01-01\ncredential: accredited-leader\n"
    member = (ROOT / "records/members/bilal-ahmed.md").read_text("utf-8")
    files = {
        "records/policies/renewal.md": f"---\n{policy}stages: [{{id: renewal, requires: [{asks}]}}]\n---\n".encode(),
        "records/members/bilal-ahmed.md": member.replace("name:", "policy: renewal\nname:", 1).encode(),
    }
    on, application = date(2025, 11, 15), "2025-11-15-bilal-ahmed"
    past = made(changed(files), Asked("bilal-ahmed", on, application))
    assert (past.person.standing.policy, past.person.standing.eligible) == ("indus-2021", True)
    assert made(changed(files), Asked("bilal-ahmed", date(2026, 6, 1))).person.standing.policy == "renewal"


def test_the_latest_application_for_the_credential_is_shown_if_none_was_asked_for() -> None:
    application = of_sample("bilal-ahmed").application
    assert application is not None
    assert application.record == "applications/2025-11-15-bilal-ahmed"


def test_records_dated_after_the_day_do_not_exist_for_it() -> None:
    dossier = of_sample(HINA, on=date(2024, 6, 30))
    days = re.findall(
        r"\b20\d\d-\d\d-\d\d\b", dossier_markdown(laid_out(dossier)).partition("## Statements")[2]
    )
    assert max(day for day in days) <= "2024-06-30"
    assert dossier.person.findings == ()
    assert dossier.person.findings_later > 0
    assert "Left out, because the records are dated after 2024-06-30" in text(dossier)


# Reflections


def test_reflections_are_days_alone() -> None:
    written = text(of_sample(HINA))
    assert "On a screen I miss the chairs" not in written
    assert "The texts are not shown" in written
    assert [row[:2] for row in rows(of_sample(HINA), "reflections", 1)][:2] == [
        ["2024-09-21", ""],
        ["2025-03-25", "185 days"],
    ]


def test_reflections_that_are_asked_for_are_shown_in_order_but_those_kept_elsewhere() -> None:
    blocks = sections(of_sample(HINA, with_reflections=True))["reflections"].blocks
    shown = [block for block in blocks if isinstance(block, Prose)]
    assert [one.title for one in shown] == [
        "Reflection of 2024-09-21",
        "Reflection of 2025-03-25",
        "Reflection of 2026-03-27",
    ]
    assert shown[0].text.startswith("On a screen I miss the chairs")


def test_due_days_say_what_serves_them_and_what_can_still_be_served() -> None:
    due = [row[1:4] for row in rows(of_sample(SAIMA), "reflections")]
    assert due == [
        ["1", "2025-04-24", "served"],
        ["2", "2025-10-24", "served"],
        ["3", "2026-04-24", "served"],
        ["4", "2026-10-24", "past, and can still be served"],
    ]


@pytest.mark.parametrize("with_reflections", [False, True])
def test_no_confidential_body_is_in_it_but_reflections_that_were_asked_for(with_reflections: bool) -> None:
    asked = Asked("zed", date(2024, 12, 1), "ap", with_reflections)
    assert text(made(hostile("Zed"), asked)).count(SECRET) == with_reflections


def test_addresses_do_not_come_in_with_findings() -> None:
    same = b"---\nname: X\nalso-known-as: [hina.raza@example.org]\n---\n"
    source = changed({"records/members/x.md": same})
    dossier = made(source, Asked(HINA, date(2026, 11, 23)))
    assert "(address left out)" in text(dossier)
    assert "hina.raza@" not in text(dossier)


# Late entries


def test_late_entries_are_told_with_the_days_allowed() -> None:
    entered = {"sessions/s1": date(2024, 4, 1), "sessions/s2": date(2024, 3, 20)}
    dossier = made(hostile("Zed"), Asked("zed", date(2024, 12, 1)), entered=entered)
    (late,) = rows(dossier, "late")
    assert late == [
        "2024-02-01",
        "2024-04-01",
        "60 days after; late is more than 30",
        "records/sessions/s1.md:5",
    ]


def test_without_a_history_it_is_said_that_late_entries_are_not_known() -> None:
    assert "It is not known what came in late" in text(of_sample(HINA))


# Links and lines


def _linked(dossier: Dossier) -> set[tuple[str, int]]:
    found = re.findall(r"\[`([^`]+):(\d+)`\]", text(dossier))
    return {(path, int(line)) for path, line in found}


@pytest.mark.parametrize("member", [HINA, SAIMA, KAMRAN, "bilal-ahmed", "zainab-hussain"])
def test_every_line_that_is_linked_carries_the_evidence(member: str) -> None:
    linked = _linked(of_sample(member))
    assert len(linked) > 20
    for path, number in sorted(linked):
        line = (ROOT / path).read_text(encoding="utf-8").split("\n")[number - 1]
        told = r"^(membership|title|requirement|period|credential|kind): "
        assert member in line or re.match(told, line), (path, number, line)


def test_links_lead_to_lines_at_the_commit_where_an_address_is_given() -> None:
    links = Links("https://example.org/s/blob", COMMIT, "society/", not_there=frozenset({"records/x.md"}))
    assert links.to("records/a b.md", 7) == f"https://example.org/s/blob/{COMMIT}/society/records/a%20b.md#L7"
    assert links.to("records/x.md", 7) == ""
    assert Links(way="../").to("records/a(b).md", 7) == "../records/a%28b%29.md"
    assert Links().to("records/\udcff.md", None) == "records/%FF.md"


@pytest.mark.parametrize("member", [HINA, SAIMA])
def test_a_second_run_gives_the_same(member: str) -> None:
    assert text(of_sample(member)) == text(of_sample(member))


def test_what_differs_from_a_commit_is_told_by_path() -> None:
    here = MemorySource({"records/a.md": b"1\r\n", "records/b.md": b"2", "records/c.md": b"3"})
    there = MemorySource({"records/a.md": b"1\n", "records/b.md": b"x", "records/d.md": b"4"})
    assert differing(here, there) == {"records/b.md", "records/c.md", "records/d.md"}
    assert differing(here, here) == frozenset()


# The parts


def test_a_table_has_no_columns_without_anything_in_them() -> None:
    (made_of,) = table(("a", "b", "c"), [(plain(1), (), plain(2)), ((), (), plain(3))])
    assert made_of.headings == ("a", "c")
    assert [[said(cell) for cell in row] for row in made_of.rows] == [["1", "2"], ["", "3"]]
    assert table(("a",), []) == ()


def test_lines_are_joined_without_the_empty_ones() -> None:
    assert said(run_on([plain("a"), (), plain(None), plain("b")], ", ")) == "a, b"
    assert plain(date(2024, 1, 2)) == (Run("2024-01-02", "day"),)


@settings(max_examples=25)
@given(questions())
def test_any_society_gives_a_dossier_whose_lines_are_in_its_files(question: Question) -> None:
    drawn, member, day = question
    files = as_files(drawn)
    dossier = made(MemorySource(files), Asked(member, day, with_reflections=True))
    for path, number in _linked(dossier):
        document = parse(files[path], places=True)
        assert 1 <= number < document.first_line + len(document.lines)
    assert text(dossier).startswith("# Dossier: ")

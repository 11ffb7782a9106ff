"""Committee, quorum and leaders hold from a day to a day: what was decided then is judged by who was there then."""

from __future__ import annotations

import re
from datetime import date

import pytest

from balintrec.check import check
from balintrec.source import WorkTree
from tests.rules.examples import ON, codes, findings, finds, passes, read_snippets
from tests.sample import ROOT, changed
from tests.sources import MemorySource

SOCIETY = "# records/society.md\n"
GRANT = "# records/decisions/2026-03-05-bilal-ahmed-grant.md\n"
ONLINE = "# records/groups/karachi-online.md\n"
LEAVE = """# records/decisions/2025-06-01-sana-malik-leave.md
kind: leave
member: sana-malik
date: 2025-06-01
by: hina-raza
reason: parental leave
period: {from: 2025-06-01, to: 2025-08-31}
"""
INVERTED = "{member: omar-farooq, from: 2026-01-01, to: 2025-01-01}"
WAS = "committee: [nadia-iqbal, omar-farooq, sana-malik, tariq-mehmood]"


def entries(text: str, key: str) -> str:
    """A list as society.md has it: ``omar<2026-03-05`` is until that day, ``hina>2026-03-06`` from it on."""
    found = []
    for entry in text.split():
        what, sign, day = re.fullmatch(r"([\w-]+)([<>]?)(.*)", entry).groups()  # type: ignore[union-attr]
        id = IDS.get(what, what)
        found.append(f"{{{key}: {id}, {'to' if sign == '<' else 'from'}: {day}}}" if sign else id)
    return f"[{', '.join(found)}]"


def society(committee: str, quorum: str = "2") -> str:
    return f"{SOCIETY}committee: {entries(committee, 'member')}\nquorum: {entries(quorum, 'at-least')}\n"


IDS = {"nadia": "nadia-iqbal", "omar": "omar-farooq", "hina": "hina-raza", "sana": "sana-malik"}
ALL = "nadia omar hina"


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [
        # The grant is of 2026-03-05: Nadia stands aside, Omar and Hina vote. Two decisions are of 2021.
        (society("nadia omar<2026-03-05 hina sana>2026-03-06"), []),
        (society("nadia omar<2026-03-04 hina sana"), ["DEC006"]),
        (society("nadia omar hina<2026-03-04 sana"), ["DEC006"]),
        (society("nadia omar hina<2026-03-04 hina>2026-03-05"), []),
        (society("nadia omar hina<2025-06-01 hina>2025-06-03") + LEAVE, []),
        (society("nadia omar hina<2025-05-31 hina>2025-06-02") + LEAVE, ["DEC008"]),
        # the quorum of the day
        (society(ALL, "2<2026-03-05 3>2026-03-06"), []),
        (society(ALL, "2<2026-03-04 3>2026-03-05"), ["DEC006"]),
        (f"{SOCIETY}quorum: {{at-least: 3, from: 2026-03-05}}", ["DEC006"]),
        (f"{SOCIETY}quorum: {{at-least: 3, from: 2026-03-06}}", []),
        (f"{SOCIETY}quorum: {{at-least: 2}}", []),
        # a day on which it cannot be had
        (society(ALL, "2<2026-06-30 4>2026-07-01"), ["SOC001"]),
        (society(ALL, "2<2030-06-30 4>2030-07-01"), []),
        (society("nadia omar<2026-06-30 hina<2026-08-31 sana>2026-10-01"), ["SOC001"]),
        (society(ALL, "0<2019-01-01 2>2019-01-02"), ["SOC001"]),
        # nobody is on it: that matters where something was decided then
        (
            society("nadia<2026-03-04 omar<2026-03-04 hina<2026-03-04 sana>2026-03-06 hina>2026-03-06"),
            ["SOC001"],
        ),
        (society("nadia<2026-03-05 omar<2026-03-05 hina<2026-03-05 sana>2026-03-07 hina>2026-03-07"), []),
        (society("nadia<2026-03-04 omar<2026-03-04 hina>2026-03-06", "1>2026-03-06"), ["SOC005"]),
        (society(ALL, "2<2026-03-04 2>2026-03-06"), ["SOC006"]),
        # terms that cannot be
        (f"{SOCIETY}committee: [nadia-iqbal, hina-raza, {INVERTED}]", ["PER001"]),
        (society("nadia omar hina hina>2026-01-01"), ["PER003"]),
        (society("nadia omar hina<2026-01-01 hina>2026-01-01"), ["PER003"]),
        (society("nadia omar hina<2026-01-01 hina>2026-01-02"), []),
        (society(ALL, "2<2026-01-01 1>2026-01-01"), ["PER003"]),
        (society(ALL, "2 2>2026-01-01"), ["PER003"]),
        (society("nadia omar hina hina"), ["REF002"]),
        (society("nadia omar hina hina-rasa>2026-01-01"), ["REF001"]),
        (f"{ONLINE}leaders: [omar-farooq, {{member: hina-rasa, to: 2024-01-01}}]", ["REF001"]),
        (f"{ONLINE}leaders: [hina-raza, {INVERTED}]", ["PER001"]),
        (f"{ONLINE}leaders: [omar-farooq, {{member: omar-farooq, to: 2024-01-01}}]", ["PER003"]),
    ],
)
def test_each_day_has_its_committee(snippet: str, expected: list[str]) -> None:
    assert codes(snippet) == expected


def test_the_day_that_it_is_about_is_said() -> None:
    (found,) = finds("SOC001", society("nadia omar<2026-06-30 hina<2026-08-31 sana>2026-10-01"))
    assert found.message == "from 2026-09-01 the quorum is 2, but the committee has 1 member"


def test_what_begins_later_is_told_when_it_begins() -> None:
    later = society(ALL, "2<2030-06-30 4>2030-07-01")
    assert codes(later, date(2030, 6, 30)) == []
    assert codes(later, date(2030, 7, 1)) == ["SOC001"]


def test_a_person_misspelt_in_a_term_is_guessed() -> None:
    (found,) = finds("REF001", f"{ONLINE}leaders: [omar-farooq, {{member: hina-rasa, to: 2024-01-01}}]")
    assert found.help == 'did you mean "hina-raza"?'
    assert found.location.span and found.location.span.column == len("leaders: [omar-farooq, {member: ") + 1


def test_a_leader_of_that_day_need_not_stand_on_the_roster() -> None:
    closed = f"{ONLINE}kind: closed\n"
    session = (
        "# records/sessions/2024-03-14-karachi-online.md\nattendees: [hina-raza, sana-malik, ayesha-khan]\n"
    )
    led = "leaders: [omar-farooq, {member: ayesha-khan, to: 2024-03-14}]\n"
    passes(f"{closed}{led}{session}")
    earlier = "# records/sessions/2024-02-08-karachi-online.md\ndate: 2024-02-08\ngroup: karachi-online\n"
    earlier += "leaders: [ayesha-khan]\nattendees: [hina-raza]\n"
    found = finds("GRP002", f"{closed}{led.replace('03-14', '03-13')}{session}{earlier}")[-1]
    assert "{member: ayesha-khan, from: DATE, to: DATE}" in found.help


@pytest.mark.parametrize("code", ["DEC006", "DEC008"])
def test_where_names_were_replaced_the_dated_form_is_named(code: str) -> None:
    replaced = dict(read_snippets(society("nadia omar sana") + LEAVE))
    found = [one.help for one in findings(replaced, ON) if one.rule.code == code]
    assert found
    assert all("{member: hina-raza, from: DATE, to: DATE}" in help for help in found)


def with_committee(text: str) -> MemorySource:
    """The sample society with another committee."""
    before = (ROOT / "records/society.md").read_text("utf-8")
    assert WAS in before
    return changed({"records/society.md": before.replace(WAS, text).encode()})


def test_replacing_two_of_four_makes_no_old_decision_wrong() -> None:
    swapped = WAS.replace("sana-malik, tariq-mehmood", "hina-raza, ayesha-siddiqui")
    wrong = check(with_committee(swapped), ON).findings
    assert len(wrong) > 5  # the natural mistake
    assert all("from: DATE, to: DATE}" in one.help for one in wrong)
    dated = """committee:
  - nadia-iqbal
  - omar-farooq
  - {member: sana-malik, to: 2026-11-22}
  - {member: tariq-mehmood, to: 2026-11-22}
  - {member: hina-raza, from: 2026-11-23}
  - {member: ayesha-siddiqui, from: 2026-11-23}"""
    assert check(with_committee(dated), ON).findings == ()


def test_the_sample_shows_a_change_of_leader() -> None:
    group = check(WorkTree(ROOT), ON).society.groups["university-residents"]
    days = (date(2025, 12, 31), date(2026, 1, 1))
    assert [group.leaders_on(day) for day in days] == [("omar-farooq",), ("bilal-ahmed",)]

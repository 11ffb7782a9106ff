"""The pages of a whole site: sound, linked, the same each time; nothing confidential or hostile in them."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest

from balintrec.document import parse
from balintrec.formats.site.frame import own_languages, site
from balintrec.formats.site.pages import count, files
from balintrec.source import Source, WorkTree
from tests.formats.site.making import Page, lost_links, made, texts
from tests.sample import ON, ROOT, changed, society

pytestmark = pytest.mark.slow

LANGUAGES = ("en", "ur", "pl")
POLICY = re.compile(
    "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
)
HOSTILE = '<script>alert(1)</script>{{ 7*7 }}" onload="x\' #$=HYPERLINK(1)' + " long" * 60


@cache
def sample(public: bool = False) -> dict[str, bytes]:
    return made(WorkTree(ROOT), spoken=LANGUAGES, public=public)


@cache
def hostile() -> dict[str, bytes]:
    """The sample with names, titles, goals and bodies that would like to be more than text."""
    quoted = json.dumps(HOSTILE)
    files = {
        "records/members/bilal-ahmed.md": f"---\nname: {quoted}\nprofession: {quoted}\n"
        f"membership: [{{from: 2021-09-01}}]\n---\n{HOSTILE}\n",
        "records/groups/lahore-tuesday.md": f"---\nname: {{latin: {quoted}, ur: {quoted}}}\nleaders: [nadia-iqbal]\n"
        f"setting: {quoted}\ngoals: [{quoted}]\nnorms: [{quoted}]\nsize: {{at-least: 5, at-most: 13}}\n---\n"
        f"{HOSTILE}\u202e\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>\n",
        "records/society.md": f"---\nname: {quoted}\nlanguages: [en, ur]\ncommittee: [nadia-iqbal]\n---\n{HOSTILE}\n",
    }
    return made(changed({path: text.encode() for path, text in files.items()}), spoken=LANGUAGES)


@pytest.mark.parametrize("public", [False, True])
def test_pages_are_sound(public: bool) -> None:
    for path, text in texts(sample(public)).items():
        page = Page(text)
        assert not page.wrong, path
        ids = list(page.values("id"))
        assert len(ids) == len(set(ids)), path
        assert page.tags["h1"] == 1 and page.tags["main"] == 1, path
        assert not list(page.values("style")), path
        assert page.tags["script"] == page.tags["style"] == page.tags["img"] == page.tags["iframe"] == 0, path
        assert POLICY.fullmatch(next(page.values("content"))), path


def test_pictures_have_a_title_and_a_description() -> None:
    for path, text in texts(sample()).items():
        for picture in re.findall(r"<svg\b[^>]*>", text):
            assert 'role="img"' in picture or 'aria-hidden="true"' in picture, path
        assert len(re.findall(r'<svg[^>]*role="img"', text)) == text.count("<desc"), path


@pytest.mark.parametrize("public", [False, True])
def test_every_link_leads_somewhere(public: bool) -> None:
    assert lost_links(sample(public)) == []


def test_every_language_has_the_same_pages() -> None:
    top = {path for path in sample() if not path.startswith(("ur/", "pl/", "assets/"))}
    for code in ("ur", "pl"):
        assert {path.removeprefix(f"{code}/") for path in sample() if path.startswith(f"{code}/")} == top
    page = Page(sample()["ur/index.html"].decode())
    assert ("html", "lang", "ur") in page.attributes and ("html", "dir", "rtl") in page.attributes


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("index.html", ("Former members", "membership ended on 30 June 2023", "the committee has decided")),
        ("index.html", (">16 members, 3 groups and ",)),  # and not the former one
        ("ur/index.html", ("سابق ارکان", "التوا")),
        ("pl/index.html", ("Byli członkowie", "odroczenie, 12 września 2026")),
        ("members/hina-raza.html", ("deferred on 12 Sep", "2026-09-12-hina-raza-defer")),
        ("members/javed-durrani.html", ("No member any more:", "nothing is due")),
    ],
)
def test_decisions_and_former_members_are_said(page: str, said: tuple[str, ...]) -> None:
    text = sample()[page].decode()
    assert [one for one in said if one not in text] == []


def test_same_society_makes_the_same_bytes() -> None:
    again = made(WorkTree(ROOT), spoken=LANGUAGES)
    assert again == sample()
    assert list(again) == list(sample())


@pytest.mark.parametrize("public", [False, True])
def test_progress_knows_how_many_files_there_will_be(public: bool) -> None:
    source = WorkTree(ROOT)
    whole = site(society(), ON, (), lambda record: parse(source.read(record.path)).body, public=public)
    assert count(whole) == len(list(files(whole)))


def test_two_processes_make_the_same_site() -> None:
    source = WorkTree(ROOT)
    whole = site(society(), ON, (), lambda record: parse(source.read(record.path)).body)
    assert list(files(whole, 2)) == list(files(whole, 1))


def test_font_comes_with_urdu_alone() -> None:
    assert "assets/NotoNastaliqUrdu-Regular.ttf" in sample()
    assert "assets/OFL.txt" in sample()
    assert sorted(path for path in made(WorkTree(ROOT), spoken=("pl",)) if path.startswith("assets/")) == [
        "assets/style.css"
    ]


def test_languages_are_those_of_the_society_that_there_are_pages_in() -> None:
    assert own_languages(society()) == ("en", "ur")
    source = changed({"records/society.md": b"---\nname: X\nlanguages: [de, pl]\n---\n"})
    assert "pl" in made(source)["index.html"].decode()[:40]


def test_texts_of_confidential_records_are_nowhere() -> None:
    source: Source = WorkTree(ROOT)
    everything = "\n".join(texts(sample()).values())
    confidential = [one for one in society().all() if one.confidential and not one.body.blank]
    assert confidential
    for record in confidential:
        body = parse(source.read(record.path)).body
        for line in filter(None, (line.strip() for line in body.splitlines())):
            assert len(line) < 40 or line not in everything, record.ref


def test_nobody_can_be_written_to() -> None:
    # The rules explain what an address looks like.
    everything = "\n".join(text for path, text in texts(sample()).items() if "rules/" not in path)
    known = {name for one in society().members.values() for name in one.also_known_as}
    assert known
    assert "@" not in everything
    assert not [name for name in known if "@" in name and name in everything]


def test_everybody_sees_only_holders_leaders_and_groups() -> None:
    found = sample(public=True)
    kinds = {path.removeprefix("ur/").removeprefix("pl/").partition("/")[0] for path in found}
    assert kinds == {"index.html", "register.html", "groups", "assets"}
    everything = "\n".join(Page(text).source for text in texts(found).values())
    from balintrec.formats.register import register

    seen = {entry.member for entry in register(society(), ON)}
    seen |= {id for group in society().groups.values() for id in group.leaders_on(ON)}
    hidden = [one for one in society().members.values() if one.id not in seen]
    assert len(hidden) > 5
    for member in hidden:
        for name in (member.id, *member.name.values(), *member.also_known_as):
            assert name not in everything, name
    for word in ("findings", "members/", "policies/", "came", "presented", "seminar room"):
        assert word not in everything, word


@pytest.mark.parametrize(
    ("group", "leaders"),
    [
        (
            "leaders: [{member: omar-farooq, to: 2026-11-22}, {member: sana-malik, from: 2026-11-23}]",
            "Sana Malik",
        ),
        (
            "leaders: [{member: omar-farooq, to: 2026-11-23}, {member: sana-malik, from: 2026-11-24}]",
            "Omar Farooq",
        ),
        (
            "leaders: [{member: omar-farooq, to: 2020-06-30}]\nperiod: {from: 2019-01-01, to: 2020-06-30}",
            "Omar Farooq",
        ),
    ],
)
def test_a_group_is_led_by_who_leads_it_today_or_led_it_last(group: str, leaders: str) -> None:
    files = {"records/groups/lahore-tuesday.md": f"---\nname: Lahore Tuesday group\n{group}\n---\n".encode()}
    card = made(changed(files), public=True)["groups/lahore-tuesday.html"].decode()
    assert {name for name in ("Omar Farooq", "Sana Malik") if name in card} == {leaders}


def test_hostile_text_is_only_text() -> None:
    for path, text in texts(hostile()).items():
        page = Page(text)
        assert not page.wrong, path
        assert page.tags["script"] == page.tags["img"] == 0, path
        assert not [name for _, name, _ in page.attributes if name.startswith("on")], path
        assert not [href for href in page.values("href") if "javascript" in href], path
        assert "\u202e" not in text, path
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in hostile()["members/bilal-ahmed.html"].decode()
    assert "\\u202e" in hostile()["groups/lahore-tuesday.html"].decode()
    assert lost_links(hostile()) == []


def test_broken_records_are_said_and_not_lost() -> None:
    found = made(
        changed(
            {"records/members/hina-raza.md": b"---\nname: [\n---\n", "records/members/x y.md": b"\xff\xfe"}
        )
    )
    overview = found["index.html"].decode()
    assert "hina-raza" in overview and "Cannot be judged: a file cannot be read" in overview
    assert "members/hina-raza.html" in found
    assert lost_links(found) == []
    assert "2 errors" not in overview or found["findings.html"]


def test_society_without_anything_has_pages() -> None:
    from tests.sources import MemorySource

    found = made(MemorySource({"records/society.md": b"---\nname: New Society\n---\n"}))
    assert "Nobody is on the pathway yet." in found["index.html"].decode()
    assert lost_links(found) == []
    nothing = made(MemorySource({"records/policies/x.md": b"---\n"}), public=True)
    assert "Balint society" in nothing["index.html"].decode()

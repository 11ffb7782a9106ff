"""Whatever becomes of a confidential record, no word of its text is in a message, in a page or in the cache."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balintrec.cache.parse_cache import pickled
from balintrec.check import check
from balintrec.society import load
from balintrec.society.reading import Readings
from tests.cli.running import balintrec
from tests.repository.clone import Clone
from tests.repository.conftest import home, own_home
from tests.society.damage import AROUND, damaged, elsewhere, record
from tests.sources import MemorySource

pytestmark = pytest.mark.slow

__all__ = ["home", "own_home"]

ON = date(2026, 11, 23)
SUPERVISION = "records/supervisions/2024-04-02-bilal-ahmed.md"
LISTED = "date: 2024-04-02\nsupervisor: nadia-iqbal\nsupervisees:\n- bilal-ahmed\n"
FRONT = "date: 2024-04-02\nsupervisor: nadia-iqbal\nsupervisees: [bilal-ahmed]\n"


def holds(said: object) -> bool:
    """Whether a planted word is in it."""
    data = said if isinstance(said, bytes) else str(said).encode("utf-8", "replace")
    return b"zqx" in data.lower()


def source(path: str, data: bytes) -> MemorySource:
    return MemorySource({**{name: text.encode() for name, text in AROUND.items()}, path: data})


@settings(max_examples=1000)
@given(st.integers(0, 2**32))
def test_no_word_of_a_text_is_in_a_finding_or_kept(seed: int) -> None:
    random = Random(seed)
    path, text = record(random)
    data = damaged(random, text)
    society = source(elsewhere(random) if random.random() < 0.1 else path, data)
    known = Readings()
    checked = check(society, ON, known=known)
    assert not holds(repr(checked.findings))
    assert not holds(repr(checked.society.broken))
    assert not holds(pickled(dict(known)))


COMMANDS = [
    *(["check", "--format", name] for name in ("text", "concise", "json", "github", "gitlab", "sarif")),
    ["check", "--since", "HEAD~1"],
    *(["review", "HEAD~1", "HEAD", "--format", name] for name in ("text", "markdown", "json", "github")),
    *(["status", "--format", name] for name in ("text", "json", "markdown")),
    ["status", "bilal-ahmed", "--evidence"],
    ["render", "dossier", "bilal-ahmed"],
    ["render", "register"],
    ["rename", "members", "bilal-ahmed", "bilal-a", "--dry-run"],
    ["rename", "members", "kamran-baig", "nadia-iqbal", "--merge", "--dry-run"],
    ["doctor"],
]


@pytest.mark.parametrize("seed", range(12))
def test_no_command_says_a_word_of_a_text(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    path, text = record(random)
    clone = Clone.made_at(tmp_path / "society")
    clone.commit("As it should be", {**AROUND, path: text})
    (clone.top / path).write_bytes(damaged(random, text))
    clone.git("commit", "--all", "--allow-empty", "-m", "Damaged")
    (clone.top / path).write_bytes(damaged(random, text))
    ref = path.removeprefix("records/").removesuffix(".md")
    histories = [
        ["history", one, "--format", name] for one in (ref, "bilal-ahmed") for name in ("text", "json")
    ]
    made = [["export", "csv", str(tmp_path / "tables")], ["render", "site", str(tmp_path / "site")]]
    for command in [*COMMANDS, *histories, *made]:
        ran = balintrec(*command, root=clone.top)
        assert not holds(ran.out + ran.err), command
        assert ran.code in (0, 1, 2)
    for file in _written(tmp_path):
        assert not holds(file.read_bytes()), file


def _written(folder: Path) -> Iterator[Path]:
    """What the commands wrote: tables, pages, and the cache."""
    for name in ("tables", "site", "society/.git/balintrec"):
        yield from (file for file in (folder / name).rglob("*") if file.is_file())


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        (f"---\n{FRONT}\nMr Zqx wept: he told me.\n\n---\nNext.\n", "KEY001", 6, "add a line ---"),
        (f"---\n{FRONT}\nMr Zqx wept, he told me.\n---\nNext.\n", "DOC009", 6, "add a line ---"),
        (f"---\n{FRONT}Mr Zqx: wept\n---\n", "KEY001", 5, "no such key"),
        (f"---\n{FRONT}minuets: 60\n---\n", "KEY001", 5, 'did you mean "minutes"'),
        (f"---\n{FRONT}minutes: 90 said Zqx\n---\n", "VAL004", 5, "minutes is not a whole number"),
        (f"---\n{FRONT}sessions:\n  Zqx wept\n  and wept\n---\n", "VAL008", 6, "sessions"),
        (f"---\n{FRONT}minutes: 60\nZqx: a\nZqx: b\n---\n", "DOC010", 7, "the key stands twice"),
        (f"---\n{FRONT.replace('nadia-iqbal', 'Zqx wept')}---\n", "VAL006", 3, "not the id of a member"),
        (f"---\n{FRONT}recorded: no\n  Zqx wept\n---\n", "DOC019", 5, "several lines"),
        (f"---\n{LISTED}- zqx\n---\n", "REF001", 6, "add a line ---"),
        (f"---\n{LISTED}\n- zqx\n---\n", "DOC019", 7, "several lines"),
        (f"---\n{LISTED}# remark\n- zqx\n- zqx\n---\n", "REF002", 8, "listed twice"),
        (f"---\n{FRONT}sessions: [2024-01-01-x,\nzqx]\n---\n", "REF001", 6, "add a line ---"),
        (f"---\n{FRONT}mode:\n  zqx\n---\n", "DOC019", 6, "several lines"),
        (f"---\n{FRONT}period:\n  from: 2024-01-01\n\n  to: zqx\n---\n", "DOC019", 8, "several lines"),
    ],
)
def test_the_message_helps_without_a_word_of_the_text(text: str, code: str, line: int, said: str) -> None:
    found = check(source(SUPERVISION, text.encode()), ON).findings
    assert not holds(repr(found))
    assert [
        one for one in found if one.rule.code == code and one.location.span and one.location.span.line == line
    ]
    assert any(said in one.message + one.help for one in found)


def test_a_line_is_shown_as_far_as_it_can_be_front_matter() -> None:
    text = f"---\n{FRONT}mode: online\nminutes: 90 said Zqx\nrecorded: x\n---\n"
    found = check(source(SUPERVISION, text.encode()), ON).findings
    assert [one.excerpt for one in found] == ["minutes: 90 …", "recorded: …"]


def test_of_a_record_the_line_is_shown_without_its_remark() -> None:
    text = f"---\n{FRONT.replace('bilal-ahmed', 'bilal-ahmad')}---\n".replace("]\n", "]  # Zqx\n")
    [found] = [
        one for one in check(source(SUPERVISION, text.encode()), ON).findings if one.rule.code == "REF001"
    ]
    assert found.excerpt == "supervisees: [bilal-ahmad]  "
    assert 'did you mean "bilal-ahmed"?' in found.help


@pytest.mark.parametrize(
    "front",
    [
        FRONT,
        '"date": 2024-04-02\n"supervisor": nadia-iqbal\n',
        "{date: 2024-04-02, supervisor: nadia-iqbal}\n",
        "date : 2024-04-02\nsupervisor : nadia-iqbal\n",
        "Date: 2024-04-02\nSupervisor: nadia-iqbal\n",
        "? date\n: 2024-04-02\n? supervisor\n: nadia-iqbal\n",
        "date: 2024-04-02\nsupervisr: nadia-iqbal\n",
        "date：2024-04-02\nsupervisor：nadia-iqbal\n",
    ],
)
@pytest.mark.parametrize("text", ["Mr Zqx: wept\n", "Mr Zqx wept: he told me.\n\n", 'Zqx "wept\n'])
def test_a_confidential_record_in_the_wrong_folder_is_one(front: str, text: str) -> None:
    for folder in ("sessions", "members", "endorsements", "policies"):
        path = f"records/{folder}/2024-04-02-x.md"
        found = check(source(path, f"---\n{front}{text}---\n".encode()), ON).findings
        assert found and not holds(repr(found))


def test_of_a_broken_record_of_another_kind_its_line_is_shown() -> None:
    text = "---\ndate: 2024-04-02\ngroup: lahore-tuesday\nattendes: [bilal-ahmed]\nminutes: 90 or so\n---\n"
    found = check(source("records/sessions/2024-04-02-lahore-tuesday.md", text.encode()), ON).findings
    assert [one.excerpt for one in found] == ["attendes: [bilal-ahmed]", "minutes: 90 or so"]


def test_which_ids_a_broken_file_mentions_is_kept_without_them() -> None:
    text = f"---\n{FRONT}\nMr Zqx wept: he told me of kamran-baig.\n---\n"
    [file] = load(source(SUPERVISION, text.encode())).broken
    assert file.mentions("bilal-ahmed") and file.mentions("kamran-baig") and not file.mentions("sana-malik")
    assert b"bilal" not in pickled(tuple(file.tokens or ()))

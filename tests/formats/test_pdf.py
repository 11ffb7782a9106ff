"""Values become a PDF as they are: no markup, no other fonts, no clock."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from balintrec.errors import BalintrecError
from balintrec.formats import pdf as pdf_module
from balintrec.formats.pdf import pdf
from balintrec.resources import templates

DAY = date(2026, 3, 5)
Write = Callable[[str], None]
ONE = """#import "/pdf/house.typ": *
#set text(font: serif)
#data.name
"""


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Writes the template ``one/one.typ`` beside the package's own."""
    copied = tmp_path / "templates"
    for name in ("pdf", "fonts"):
        shutil.copytree(templates() / name, copied / name)
    (copied / "one").mkdir()
    monkeypatch.setattr(pdf_module, "templates", lambda: copied)
    pdf_module._fonts.cache_clear()
    yield lambda text: (copied / "one" / "one.typ").write_text(text, encoding="utf-8") and None
    pdf_module._fonts.cache_clear()


def made(name: object, **values: object) -> bytes:
    strict = bool(values.pop("strict", True))
    return pdf("one/one.typ", {"day": DAY, "name": name, **values}, strict=strict)


def words(data: bytes) -> str:
    """The text of a PDF, as another program reads it, with its white space evened out."""
    return " ".join(asked("pdftotext", data).split())


def asked(program: str, data: bytes) -> str:
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    output = ["-"] if program == "pdftotext" else []
    done = subprocess.run([program, "-", *output], input=data, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize(
    "name",
    [
        '#panic("no") $x$ *b* _i_ "q" @a <b> `c` // d',
        '#import "/certificate/words.json" #{1+1} \\u{41} = - + / ~ \'',
        "{{ 7 * 7 }} {% x %} <script>alert(1)</script>",
        "Zażółć gęślą jaźń Łucja",
    ],
)
def test_text_prints_as_it_is_written(template: Write, name: str) -> None:
    template(ONE)
    assert words(made(name)) == name


def test_controls_and_overrides_are_written_out(template: Write) -> None:
    template(ONE)
    hidden = "a\u202eb\x1b[31m\x00\ue000\ufeff\u2028\ud800"
    assert words(made(hidden)) == r"a\u202eb\x1b[31m\x00\ue000\ufeff\u2028\ud800"


def test_marks_that_urdu_needs_stay(template: Write) -> None:
    template('#import "/pdf/house.typ": *\n#assert.eq(data.name, "\\u{200c}\\u{200f}\\n")\n')
    assert made("\u200c\u200f\n")


def test_values_arrive_as_what_they_are(template: Write) -> None:
    template("""#import "/pdf/house.typ": *
#assert.eq(data.name, (1, none, true, "2026-03-05", (a: "b"), "x y"))
#assert.eq(data.day, "2026-03-05")
""")
    assert made((1, None, True, DAY, {"a": "b"}, "x\ty"))


def test_same_values_give_the_same_bytes_in_another_place(
    template: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    template(ONE)
    first = made("Bilal Ahmed")
    folder = pdf_module.templates()
    elsewhere = folder.parent / "elsewhere"
    folder.rename(elsewhere)
    pdf_module._fonts.cache_clear()
    monkeypatch.setattr(pdf_module, "templates", lambda: elsewhere)
    assert made("Bilal Ahmed") == first
    assert str(folder.parent).encode() not in first


def test_it_is_made_on_the_day_of_its_values(template: Write) -> None:
    template(ONE + "\n#datetime.today().display()")
    data = made("Bilal Ahmed")
    assert words(data) == "Bilal Ahmed 2026-03-05"
    assert b"2026-03-05T00:00:00" in data


def test_it_claims_to_be_pdf_a(template: Write) -> None:
    template(ONE)
    data = made("Bilal Ahmed")
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in data


@pytest.mark.parametrize("family", ["DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern", "Arial"])
def test_fonts_of_the_system_and_of_typst_are_not_used(template: Write, family: str) -> None:
    template(f'#import "/pdf/house.typ": *\n#set text(font: ("{family}", "Noto Serif"))\n#data.name')
    lines = asked("pdffonts", made("Bilal")).splitlines()[2:]
    assert [line.split()[0].partition("+")[2] for line in lines] == ["NotoSerif-Regular"]


def test_fonts_are_embedded_with_what_their_letters_mean(template: Write) -> None:
    template(ONE)
    lines = asked("pdffonts", made("Ahmed بلال")).splitlines()[2:]
    assert len(lines) == 2
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in lines)


def test_letter_that_no_font_has_is_an_error_that_gives_its_number(template: Write) -> None:
    template(ONE)
    with pytest.raises(BalintrecError, match="has the letters U\\+5C0F, U\\+738B; use Latin letters or Urdu"):
        made("王小")


def test_many_missing_letters_are_counted(template: Write) -> None:
    template(ONE)
    with pytest.raises(BalintrecError, match=" and 2 more; use"):
        made("天地玄黃宇宙洪")


def test_letter_that_no_font_has_can_be_printed_as_its_number(template: Write) -> None:
    template(ONE)
    assert words(made("Bilal 王 \U0001f600 é", strict=False)) == "Bilal [U+738B] [U+1F600] é"


def test_panic_of_a_template_is_the_message(template: Write) -> None:
    template('#panic("the \\"name\\" does not fit")')
    with pytest.raises(BalintrecError, match=r'^the "name" does not fit$'):
        made("x")


def test_fault_of_a_template_does_not_tell_what_records_say(template: Write) -> None:
    template('#import "/pdf/house.typ": *\n#data.at(data.name)')
    with pytest.raises(BalintrecError) as caught:
        made("what nobody should read")
    assert str(caught.value).startswith("Typst cannot set the template one/one.typ: ")
    assert "nobody" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(BalintrecError, match=r'pip install "balintrec\[pdf\]"'):
        made("x")


def test_every_shipped_font_has_its_licence_beside_it() -> None:
    fonts = templates() / "fonts"
    told = (fonts / "README.md").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts / "OFL.txt").read_text(encoding="utf-8")
    assert all(f"`{file.name}`" in told for file in fonts.glob("*.ttf"))
    assert sum(file.stat().st_size for file in fonts.iterdir()) < 4_000_000

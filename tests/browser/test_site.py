"""The site as a browser shows it: readable, accessible, as wide as the window, in every language, light and dark."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from balintrec.formats.dossier.html import dossier_html
from balintrec.formats.register import register
from balintrec.formats.register.html import register_html
from balintrec.source import WorkTree
from balintrec.wording.language import language
from tests.browser.chromium import chromium, lacking, look, wrong_with
from tests.formats.dossiers import of_sample
from tests.formats.site.making import made
from tests.formats.site.test_pages import hostile
from tests.formats.test_dossier_formats import attacked
from tests.formats.test_register import hostile as attacked_register
from tests.sample import ON, ROOT, society

pytestmark = pytest.mark.slow

if why := lacking():
    pytest.skip(f"pages are not looked at in a browser: {why}", allow_module_level=True)

LANGUAGES = ("en", "ur", "pl")
WIDTHS = (360, 1280)
COMMITTEE = (
    "index.html",
    "findings.html",
    "register.html",
    "members/ayesha-siddiqui.html",
    "members/hina-raza.html",
    "members/saima-batool.html",
    "groups/index.html",
    "groups/lahore-tuesday.html",
    "groups/university-residents.html",
    "policies/index.html",
    "policies/indus-2021.html",
    "policies/indus-2024.html",
    "rules/SES004.html",
)
EVERYBODY = ("index.html", "register.html", "groups/index.html", "groups/lahore-tuesday.html")


def _written(folder: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("site"), made(WorkTree(ROOT), spoken=LANGUAGES))


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("profile")) as running:
        yield running


def _wrong(driver: Any, folder: Path, code: str, pages: tuple[str, ...], scheme: str) -> list[str]:
    """What is wrong with pages in a language, at every width."""
    top = folder if code == "en" else folder / code
    found = []
    for width in WIDTHS:
        look(driver, width, scheme)
        for page in pages:
            wrong = wrong_with(driver, (top / page).as_uri(), language(code).direction)
            found += [f"{page} at {width}: {one}" for one in wrong]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_pages_for_the_committee(driver: Any, folder: Path, code: str, scheme: str) -> None:
    assert _wrong(driver, folder, code, COMMITTEE, scheme) == []


def test_list_of_rules(driver: Any, folder: Path) -> None:
    assert _wrong(driver, folder, "en", ("rules/index.html",), "light") == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_pages_for_everybody(driver: Any, tmp_path: Path, code: str) -> None:
    public = _written(tmp_path, made(WorkTree(ROOT), spoken=LANGUAGES, public=True))
    assert _wrong(driver, public, code, EVERYBODY, "dark") == []


@pytest.mark.parametrize("code", ["en", "ur"])
def test_hostile_text_breaks_nothing(driver: Any, tmp_path: Path, code: str) -> None:
    pages = ("index.html", "register.html", "members/bilal-ahmed.html", "groups/lahore-tuesday.html")
    assert _wrong(driver, _written(tmp_path, hostile()), code, pages, "light") == []


def test_urdu_is_set_in_nastaliq_from_a_file_and_from_a_server(driver: Any, folder: Path) -> None:
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for address in (
            f"http://127.0.0.1:{server.server_port}/ur/index.html",
            (folder / "ur/index.html").as_uri(),
        ):
            assert wrong_with(driver, address, "rtl") == []
            loaded = driver.execute_script(
                "return [...document.fonts].map(font => font.family.replaceAll('\"', '') + ' ' + font.status)"
            )
            assert loaded == ["Noto Nastaliq Urdu loaded"], address
        server.shutdown()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("hostile_names", [False, True])
def test_dossier_and_register_as_one_file(
    driver: Any, tmp_path: Path, scheme: str, hostile_names: bool
) -> None:
    dossier = attacked(0) if hostile_names else of_sample("saima-batool")
    whole, entries = attacked_register() if hostile_names else (society(), register(society(), ON))
    pages = {"dossier.html": dossier_html(dossier), "register.html": register_html(whole, entries, ON)}
    _written(tmp_path, {name: text.encode() for name, text in pages.items()})
    assert _wrong(driver, tmp_path, "en", tuple(pages), scheme) == []


def test_in_print_there_is_no_way_around(driver: Any, folder: Path) -> None:
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    driver.get((folder / "register.html").as_uri())
    shown = driver.execute_script(
        "return [...document.querySelectorAll('nav, .skip')].filter(one => one.offsetHeight).length"
    )
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert shown == 0


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

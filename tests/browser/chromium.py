"""A Chromium without a screen, driven by selenium, and axe-core in its pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--force-device-scale-factor=1", "--window-size=1280,900",
)  # fmt: skip
_AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {preload: false}).then(result => done(result.violations.map(
    one => `${one.id} (${one.nodes.length}): ${one.help}: ${one.nodes[0].html.slice(0, 200)}`)));
"""
_SEEN = """
const box = document.querySelector('h1').getBoundingClientRect();
return {
    wide: document.documentElement.scrollWidth - innerWidth,
    text: document.querySelector('main').innerText.trim().length,
    inside: box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight && box.width > 0,
    direction: getComputedStyle(document.body).direction,
    scripts: document.scripts.length,
};
"""


def lacking() -> str:
    """What these tests need and this machine lacks; empty when nothing is."""
    try:
        import selenium  # noqa: F401
    except ImportError:
        return "selenium is not installed: pip install selenium"
    if not shutil.which("chromedriver") or not browser():
        return "no Chromium with chromedriver: apt-get install chromium chromium-driver"
    if not axe().is_file():
        return (
            f"no axe-core: npm install --prefix {Path(__file__).parent} --no-save axe-core@4, or set AXE_CORE"
        )
    return ""


def browser() -> str | None:
    """The program."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def axe() -> Path:
    """The file of axe-core."""
    named = os.environ.get("AXE_CORE")
    return Path(named) if named else Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


@contextmanager
def chromium(profile: Path) -> Iterator[Any]:
    """A browser with a profile of its own, ended with the block; nothing is downloaded for it."""
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.binary_location = browser() or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        driver.set_page_load_timeout(60)
        driver.set_script_timeout(60)
        yield driver
    finally:
        driver.quit()


def look(driver: Any, width: int, scheme: str) -> None:
    """Look at pages in a window so wide, in light or dark."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def wrong_with(driver: Any, address: str, direction: str) -> list[str]:
    """What is wrong with a page as it is shown; nothing, where a reader can read it."""
    driver.get(address)
    driver.execute_async_script("document.fonts.ready.then(arguments[0])")
    seen = driver.execute_script(_SEEN)
    found = [f"the page is {seen['wide']} pixels too wide"] if seen["wide"] > 0 else []
    found += [] if seen["text"] > 20 else ["there is nothing to read"]
    found += [] if seen["inside"] else ["its heading is not in the window"]
    found += [] if seen["direction"] == direction else [f"it runs {seen['direction']}"]
    found += ["it has a script"] if seen["scripts"] else []
    found += [
        entry["message"] for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")
    ]
    driver.execute_script(axe().read_text(encoding="utf-8"))
    return found + list(driver.execute_async_script(_AXE))

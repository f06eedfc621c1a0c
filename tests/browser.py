"""Chromium for the browser tests: a pytest plugin (named by tests/conftest.py) and what those tests assert.

@pytest.mark.browser
def test_the_page_reads_well(page, live_server):
    sign_in(page, live_server, WorkerFactory())
    page.goto(f"{live_server.url}/camps/")
    assert_page_is_sound(page)
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

CHROMIUM = os.environ.get("ANCRAGE_CHROMIUM") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
FAULTS: WeakKeyDictionary = WeakKeyDictionary()

TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > room + 1)
    .map((e) => e.outerHTML.slice(0, 120)).slice(0, 5);
}"""
TOO_SMALL = """(least) => [...document.querySelectorAll("main :is(button, select, input:not([type=hidden]), summary, a.btn)")]
  .map((e) => [e.closest(".choice, .form-check") ?? e, e])
  .filter(([box]) => box.checkVisibility() && Math.min(box.offsetHeight, box.offsetWidth) < least - 0.5)
  .map(([, e]) => e.outerHTML.slice(0, 120))"""


def pytest_configure(config):
    """Warnings are errors: WhiteNoise's folder must exist; one fixture of pytest-playwright is old style for pytest 9."""
    config.addinivalue_line("filterwarnings", "ignore:Session-scoped fixtures defined as instance methods")
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium; without it these tests are skipped, or failed where CI=true."""
    if not shutil.which(CHROMIUM):
        missing = f"Chromium was not found at {CHROMIUM}."
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """A desk in Paris, where nothing moves; `page.set_viewport_size(PHONE)` makes it a phone."""
    return {
        **browser_context_args,
        "viewport": DESK,
        "locale": "fr-FR",
        "timezone_id": "Europe/Paris",
        "reduced_motion": "reduce",
    }


@pytest.fixture
def context(context):
    """A browser context whose pages report their console errors to `assert_no_csp_fault`."""
    FAULTS[context] = []
    context.set_default_timeout(15_000)
    context.on("console", lambda message: _hear(context, message))
    context.on("weberror", lambda error: FAULTS[context].append(str(error.error)))
    return context


def _hear(context, message) -> None:
    if message.type == "error" and "Failed to load resource" not in message.text:
        FAULTS[context].append(message.text)


def sign_in(page, live_server, user) -> None:
    """Open a session of that user in the page's browser, without the sign-in form."""
    client = Client()
    client.force_login(user)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])


def assert_accessible(page) -> None:
    """No violation of axe's WCAG 2.2 AA rules and best practices."""
    results = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    found = [
        f"{rule['id']}: {rule['help']}\n    " + "\n    ".join(f"{node['target']} {node['html'][:160]}" for node in rule["nodes"])
        for rule in results.response["violations"]
    ]
    assert not found, f"axe on {page.url}:\n" + "\n".join(found)


def assert_no_sideways_scroll(page) -> None:
    """The page fits its window: nothing to scroll sideways."""
    found = page.evaluate(TOO_WIDE)
    assert not found, f"{page.url} is wider than {page.viewport_size}:\n" + "\n".join(found)


def assert_targets(page, least: int = 44) -> None:
    """Every control of the content is at least `least` CSS pixels high and wide."""
    found = page.evaluate(TOO_SMALL, least)
    assert not found, f"{page.url} has targets under {least} px:\n" + "\n".join(found)


def assert_no_csp_fault(page) -> None:
    """Nothing was refused by the content security policy, and no script failed, since the browser opened."""
    assert not FAULTS[page.context], f"{page.url}: " + "\n".join(FAULTS[page.context])


def assert_page_is_sound(page, widths=(SMALL, DESK)) -> None:
    """Accessible and no wider than its window, on each window size; no fault of script or policy; one h1."""
    for size in widths:
        page.set_viewport_size(size)
        assert_accessible(page)
        assert_no_sideways_scroll(page)
    assert page.locator("h1").count() == 1, f"{page.url} needs exactly one h1"
    assert_no_csp_fault(page)


def shoot(page, name: str, *, full_page: bool = True) -> Path:
    """Keep a picture of the page in ANCRAGE_SHOTS (else a temporary folder) and say where."""
    folder = Path(os.environ.get("ANCRAGE_SHOTS") or Path(tempfile.gettempdir()) / "ancrage-shots")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    page.screenshot(path=path, full_page=full_page)
    return path

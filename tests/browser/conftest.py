"""A real Chromium and the built site, served under a project path as GitHub Pages serves it."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from calculator import Calculator
from motionbook.bootstrap import find_chromium
from tests.browser.pictures import give_answers, watch
from tests.browser.states import open_context
from tests.browser.waiting import PATIENCE_MS
from tests.site.serving import serve_folder

expect.set_options(timeout=PATIENCE_MS)

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium, or Playwright's own where there is none."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        # What a service worker answers no test can intercept; those about the offline copy let it work.
        setattr(started, "new_context", partial(started.new_context, service_workers="block"))  # noqa: B010
        yield started
        started.close()


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """Address of our own library under `/motionbook/`."""
    with serve_folder(built_site, "/motionbook/") as url:
        yield url


@pytest.fixture(scope="session")
def sample_url(sample_site: Path) -> Iterator[str]:
    """Address of the sample library, under the same path."""
    with serve_folder(sample_site, "/motionbook/") as url:
        yield url


@pytest.fixture(scope="session")
def rules_text(built_site: Path) -> str:
    """The rules as the page gets them."""
    return (built_site / "api/v1/rules.json").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def rules(rules_text: str) -> dict[str, Any]:
    """The same, read."""
    found: dict[str, Any] = json.loads(rules_text)
    return found


@pytest.fixture(scope="session")
def calculator(rules_text: str) -> Calculator:
    """CPython's calculator with the rules of the page."""
    return Calculator(rules_text)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile: nothing stored, nothing cached."""
    fresh = browser.new_context(viewport={"width": 1280, "height": 900})
    fresh.set_default_timeout(PATIENCE_MS)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab of that profile."""
    return context.new_page()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of a fresh profile that records the selector's events, and prints nowhere."""
    recording = open_context(browser)
    yield recording.new_page()
    recording.close()


@pytest.fixture(scope="module")
def result_tab(browser: Browser, site_url: str) -> Iterator[Page]:
    """A tab with a result on the page, shared by the tests of a file that leave it as they find it."""
    shared = browser.new_context(viewport={"width": 1280, "height": 900})
    page = shared.new_page()
    strange = watch(page, site_url)
    give_answers(page, site_url)
    yield page
    shared.close()
    assert strange == []


def expect_none(found: list[str]) -> None:
    """Fail with every finding on a line of its own."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)

"""A real Chromium and the built site, served under a project path as GitHub Pages serves it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from motionbook.bootstrap import find_chromium
from tests.site.serving import serve_folder

# What a busy machine may need; a quiet one waits for nothing longer than it takes.
PATIENCE_MS = int(os.environ.get("MOTIONBOOK_BROWSER_TIMEOUT", "20000"))
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
        yield started
        started.close()


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """Address of our own library under `/motionbook/`."""
    with serve_folder(built_site, "/motionbook/") as url:
        yield url


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

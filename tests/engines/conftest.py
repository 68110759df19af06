"""The built site as published, and each engine's tab."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest

from calculator import Calculator
from tests.browser.selector import LISTENER
from tests.engines.tabs import FirefoxTab, Tab, WebKitTab, open_firefox, open_webkit
from tests.site.serving import serve_folder

OPENERS: dict[str, partial[AbstractContextManager[FirefoxTab]] | partial[AbstractContextManager[WebKitTab]]] = {
    "firefox": partial(open_firefox),
    "webkit": partial(open_webkit),
    "firefox-private": partial(open_firefox, private=True),
}

RECORDER = f"""\
window.strange = [];
addEventListener("error", (event) => window.strange.push(event.message));
addEventListener("unhandledrejection", (event) => window.strange.push(String(event.reason)));
addEventListener("securitypolicyviolation", (event) => window.strange.push(event.violatedDirective));
{LISTENER}"""
"""Before any script of the page: WebDriver has no way to run one there."""
FIRST = '<meta charset="utf-8">'


@pytest.fixture(scope="session")
def published_url(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Our own library under `/motionbook/`, as published there, with a recorder in every page.

    Its sitemap names this address, so that pages load instantly.
    """
    site = tmp_path_factory.mktemp("published") / "site"
    shutil.copytree(built_site, site, copy_function=_link)
    with serve_folder(site, "/motionbook/") as url:
        sitemap = site / "sitemap.xml"
        text = sitemap.read_text(encoding="utf-8")
        _rewrite(sitemap, re.sub(r"<loc>https?://[^/]+/(?:motionbook/)?", f"<loc>{url}", text))
        (site / "recorder.js").write_text(RECORDER, encoding="utf-8")
        for page in site.rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            _rewrite(page, text.replace(FIRST, f'{FIRST}<script src="/motionbook/recorder.js"></script>', 1))
        yield url


def _rewrite(file: Path, text: str) -> None:
    """Another file of this name: the one that stands there is a link to that of the build."""
    file.unlink()
    file.write_text(text, encoding="utf-8")


def _link(source: str, target: str) -> None:
    """The same file under another name where the disk allows it."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@pytest.fixture(scope="session")
def rules_text(built_site: Path) -> str:
    """The rules as the page gets them."""
    return (built_site / "api/v1/rules.json").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def calculator(rules_text: str) -> Calculator:
    """CPython's calculator with the rules of the page."""
    return Calculator(rules_text)


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def tab(request: pytest.FixtureRequest) -> Iterator[Tab]:
    """One tab of each engine, shared by the tests of a file."""
    with OPENERS[request.param]() as opened:
        yield opened
        assert opened.errors() == []


@pytest.fixture
def private_tab() -> Iterator[Tab]:
    """A private window."""
    with OPENERS["firefox-private"]() as opened:
        yield opened

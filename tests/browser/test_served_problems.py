"""What a served page tells its author: what stops the site, which cases test a row, whom a changed point moved."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import expect_none
from tests.browser.waiting import wait_until
from tests.commands.test_serve import fetch, serving
from tests.commands.test_serve import wait_until as until

pytestmark = pytest.mark.browser
PAGE = "questions/runs/"


@pytest.fixture
def library(root: Path, tmp_path: Path) -> Path:
    return shutil.copytree(root / "examples" / "database", tmp_path / "library")


@pytest.fixture
def url(library: Path, root: Path, tmp_path: Path) -> Iterator[str]:
    with serving(library, root, tmp_path / "serve.log") as (_, port):
        until(lambda: "/__live/live.mjs" in fetch(port, PAGE), "the site")
        yield f"http://127.0.0.1:{port}/"


def test_a_mistake_is_shown_and_goes_when_it_is_mended(page: Page, url: str, library: Path) -> None:
    document = library / "questions" / "runs.md"
    good = document.read_text(encoding="utf-8")
    page.goto(url + PAGE)
    document.write_text(good.replace("| `one-machine` | 0 |", "| `one-machine` | <b>zero</b> |"), encoding="utf-8")
    panel = page.get_by_role("alert")
    expect(panel).to_contain_text("One problem stops the site from being made anew")
    expect(panel).to_contain_text("library/questions/runs.md:36:19 E106")
    expect(panel).to_contain_text("'<b>zero</b>' is not points.")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Where it runs")
    for scheme in ("default", "slate"):
        page.evaluate("(name) => document.body.setAttribute('data-md-color-scheme', name)", scheme)
        expect_none(violations(page, include=".live"))
    panel.locator("summary").click()
    expect(panel.locator("ol")).to_be_hidden()
    document.write_text(good, encoding="utf-8")
    expect(panel).to_have_count(0)


def test_a_page_that_the_theme_fetched_is_reloaded_too_and_no_other(page: Page, url: str, library: Path) -> None:
    page.goto(f"{url}questions/")
    page.evaluate("() => { window.isTheSamePage = true; }")
    page.locator("main a[href*=runs]").first.click()
    page.wait_for_url(f"{url}{PAGE}")
    assert page.evaluate("() => window.isTheSamePage"), "the theme loads a whole page"
    # The line of the page that is left closes, and the next one opens, within a moment.
    wait_until(page, "() => performance.getEntriesByName(location.origin + '/__live/live.css').length > 0")
    page.wait_for_timeout(1000)
    other, document = library / "questions" / "size_gb.md", library / "questions" / "runs.md"
    other.write_text(other.read_text(encoding="utf-8") + "\nA word on another page.\n", encoding="utf-8")
    page.wait_for_timeout(1000)
    assert page.evaluate("() => window.isTheSamePage"), "another page has changed"
    document.write_text(document.read_text(encoding="utf-8") + "\nA word on this page.\n", encoding="utf-8")
    expect(page.get_by_text("A word on this page.")).to_be_visible()
    assert not page.evaluate("() => window.isTheSamePage")


def test_rows_show_the_cases_that_test_them_and_a_changed_point_whom_it_moved(
    page: Page, url: str, library: Path
) -> None:
    for name in ("report-in-app", "phone-notes"):
        case = library / "cases" / f"{name}.md"
        case.write_text(case.read_text(encoding="utf-8").replace("inside-an-app", "one-machine"), encoding="utf-8")
    page.goto(f"{url}{PAGE}#selector?v=1&runs=many-machines")
    counts = page.locator("table.rules .live-hits")
    expect(counts).to_have_text(["no case", "4 cases", "2 cases"])
    expect(page.locator("tr[data-live-unmet]")).to_contain_text("inside-an-app")
    expect(page.locator("tr[data-live-met]")).to_contain_text("many-machines")
    document = library / "questions" / "runs.md"
    good = document.read_text(encoding="utf-8")
    document.write_text(good.replace("| -2 | +2 | -2 |", "| +2 | -2 | +1 |"), encoding="utf-8")
    moved = page.locator(".live--moved")
    expect(moved).to_contain_text("1 of 6 cases moved")
    expect(moved).to_contain_text("Planner of a team: PostgreSQL \N{RIGHTWARDS ARROW} DuckDB, labeled PostgreSQL")
    for scheme in ("default", "slate"):
        page.evaluate("(name) => document.body.setAttribute('data-md-color-scheme', name)", scheme)
        expect_none(violations(page, include=".live--moved"))
        expect_none(violations(page, include="table.rules"))
    moved.get_by_role("button", name="Close").click()
    expect(moved).to_have_count(0)

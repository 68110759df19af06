"""The foot of a page in a real browser: its Markdown and its citation go to the clipboard, or the page says why not."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def read_clipboard(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("place", ["growth/depth-first-plg/", "motions/", "map/"], ids=["document", "list", "map"])
def test_the_markdown_of_the_page(page: Page, site_url: str, built_site: Path, place: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site_url + place)
    page.locator("[data-copy-markdown]").click()
    expect(page.locator("[data-copy-said]")).to_have_text("Copied.")
    assert read_clipboard(page) == (built_site / place / "index.md").read_text(encoding="utf-8")


def test_the_citation(page: Page, site_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}growth/depth-first-plg/")
    page.get_by_text("Cite this page").click()
    page.get_by_role("button", name="Copy citation").click()
    expect(page.locator("[data-copy-said]")).to_have_text("Copied.")
    assert read_clipboard(page) == page.locator("[data-citation]").inner_text()
    assert "“Depth-first PLG.”" in read_clipboard(page)


def test_a_page_without_its_markdown_says_so(page: Page, site_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.route("**/index.md", lambda route: route.abort())
    page.goto(f"{site_url}growth/depth-first-plg/")
    page.locator("[data-copy-markdown]").click()
    expect(page.locator("[data-copy-said]")).to_contain_text("That did not work.")


def test_the_data_in_the_head_asks_for_nothing_more(page: Page, site_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site_url}growth/depth-first-plg/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith((".md", "feed.xml")) or "/assets/cards/" in url] == []
    assert f"{site_url}growth/depth-first-plg/sitemap.xml" not in asked
    assert all(url.startswith((site_url, "data:")) for url in asked)

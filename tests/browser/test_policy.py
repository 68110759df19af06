"""Nothing the site does is against its own policy: every kind of page, every state, and what a hostile page tries."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.selector import wait_ready
from tests.browser.states import ANSWERS, as_published, open_context, show_memo, show_result, unfold

pytestmark = pytest.mark.browser

PAGES = ("", "map/", "browse/", "motions/sales-led/", "questions/latitude/", "tags/", "about/backtest/", "gone/")
WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}`));
"""


@pytest.fixture
def watched(browser: Browser, site_url: str) -> Iterator[Page]:
    """A tab that notes what its pages' policy refused, and every request to another host."""
    context = open_context(browser)
    context.add_init_script(WATCH)
    page = context.new_page()
    elsewhere: list[str] = []
    host = site_url.split("/")[2]
    page.on("request", lambda request: elsewhere.append(request.url) if host not in request.url[:60] else None)
    yield page
    assert [url for url in elsewhere if not url.startswith(("data:", "blob:"))] == []
    assert context.cookies() == []
    context.close()


def violations(page: Page) -> list[str]:
    found: list[str] = page.evaluate("window.violations")
    return found


def test_no_page_is_against_the_policy(watched: Page, site_url: str) -> None:
    for path in PAGES:
        watched.goto(site_url + path)
        watched.mouse.move(300, 300)
        if path != "gone/":  # its addresses are those of the published site
            expect(watched.locator("html[data-scripts=up]")).to_have_count(1)
        assert violations(watched) == [], path


def test_no_state_is_against_the_policy(watched: Page, site_url: str) -> None:
    as_published(watched, site_url)
    with watched.expect_response("**/sitemap.xml"):
        show_result(watched, site_url, ANSWERS)
    unfold(watched)
    expect(watched.locator(".picture__drawing svg").first).to_be_attached()
    watched.keyboard.press("/")
    watched.locator("#search-input").fill("pricing")
    expect(watched.locator(".search__said")).to_contain_text("result")
    watched.keyboard.press("Escape")
    watched.evaluate("window.stays = true")
    watched.locator(".md-header").get_by_role("link", name="Questions").click()
    expect(watched).to_have_url(f"{site_url}questions/")
    watched.locator("article a:not(.headerlink)[href*='/questions/']").first.hover()
    wait_ready(watched)
    assert watched.evaluate("window.stays") is True
    assert violations(watched) == []
    show_memo(watched, site_url)
    assert violations(watched) == []


ATTACKS = (
    "document.body.innerHTML = '<img src=x: onerror=\"window.owned = true\">'",
    "const s = document.createElement('script'); s.textContent = 'window.owned = true'; document.body.append(s)",
    "const s = document.createElement('script'); s.src = 'data:text/javascript,window.owned=true';"
    " document.body.append(s)",
    "setTimeout('window.owned = true', 0)",
    "const a = document.createElement('a'); a.href = 'javascript:void(window.owned = true)';"
    " document.body.append(a); a.click()",
)


def try_all(page: Page) -> list[str]:
    """The attacks that ran code."""
    ran = []
    for attack in ATTACKS:
        page.evaluate(f"() => {{ window.owned = false; try {{ {attack} }} catch (refused) {{}} }}")
        page.wait_for_timeout(150)
        if page.evaluate("window.owned"):
            ran.append(attack)
    return ran


def test_what_gets_into_a_page_does_not_run(page: Page, site_url: str) -> None:
    page.goto("about:blank")
    assert try_all(page) == list(ATTACKS), "where there is no policy"
    page.goto(site_url + "about/colophon/")
    expect(page.locator("html[data-scripts=up]")).to_have_count(1)
    assert try_all(page) == []

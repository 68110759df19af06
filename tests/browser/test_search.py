"""Search and the finder in the built page, in a real Chromium, under a project path."""

import gzip
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.shifts import hold
from tests.browser.waiting import A_WHILE_MS, wait_until
from tests.conftest import listed_pages
from tests.site.serving import serve_folder

pytestmark = pytest.mark.browser

DOCUMENT = "growth/depth-first-plg/"
AXE = Path("node_modules/axe-core/axe.min.js")
GOLDEN = yaml.safe_load((Path(__file__).parent.parent / "site" / "golden_queries.yml").read_text(encoding="utf-8"))


@pytest.fixture
def tab(page: Page, site_url: str) -> Iterator[Page]:
    """A tab that fails on script errors and on requests to another host."""
    strange: list[str] = []
    page.on("pageerror", lambda error: strange.append(f"uncaught: {error}"))
    page.on("console", lambda message: strange.append(message.text) if message.type == "error" else None)
    host = site_url.removesuffix("motionbook/")
    page.on("request", lambda r: None if r.url.startswith((host, "data:", "blob:")) else strange.append(r.url))
    yield page
    assert strange == []


def open_search(tab: Page, url: str) -> None:
    tab.goto(url)
    wait_until(tab, "customElements && document.querySelector('[data-search-open]')")
    tab.wait_for_load_state("networkidle")
    tab.keyboard.press("/")
    expect(tab.locator("#search-input")).to_be_focused()


def ask(tab: Page, query: str) -> None:
    """Type a query and wait for what it gives."""
    tab.fill("#search-input", query)
    wait_until(tab, "query => document.querySelector('dialog.search').dataset.query === query", arg=query)


def shown(tab: Page) -> list[str]:
    """Addresses of the options, relative to the site's root and without anchors."""
    found: list[str] = tab.locator("[role=option]").evaluate_all(
        "all => all.map((each) => new URL(each.href).pathname)"
    )
    return [path.removeprefix("/motionbook/") for path in found]


# The index


def fragments(site: Path) -> dict[str, dict[str, Any]]:
    """What Pagefind stored of each page, by address."""
    found = {}
    for file in (site / "pagefind" / "fragment").glob("*.pf_fragment"):
        data = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[data["url"].lstrip("/")] = data
    return found


@pytest.fixture(params=["built_site", "sample_site"])
def any_site(request: pytest.FixtureRequest) -> Path:
    """Our library and a foreign one."""
    site = request.getfixturevalue(request.param)
    assert isinstance(site, Path)
    return site


def test_every_page_is_indexed_and_listed(any_site: Path) -> None:
    pages = listed_pages(any_site)
    assert set(fragments(any_site)) == pages
    listed = json.loads((any_site / "pagefind/documents.json").read_text(encoding="utf-8"))["documents"]
    assert {each["url"] for each in listed} == pages
    assert all(each["id"] for each in listed)


WORD = re.compile(r"[^\W_]+")
TAG = re.compile(r"<[^>]*>")
# An inline tag with a letter on either side: half of a word is emphasized, as in `un<em>do</em>ing`.
WITHIN_WORD = re.compile(r"(?<=\w)</?(?:a|abbr|b|cite|code|em|i|mark|q|small|span|strong|sub|sup)\b[^>]*>(?=\w)")


def words_read(html: str) -> set[str]:
    """Words of a page as a reader sees them: elements that touch stand apart."""
    return set(WORD.findall(unescape(TAG.sub(" ", html)))) | set(WORD.findall(TAG.sub(" ", WITHIN_WORD.sub("", html))))


def test_no_fused_words_are_indexed(any_site: Path) -> None:
    """Each word of the index is a word of the page: two that stand in neighboring elements never make a third."""
    wrong: dict[str, set[str]] = {}
    for url, fragment in fragments(any_site).items():
        html = (any_site / url / "index.html").read_text(encoding="utf-8")
        meta = " ".join(re.findall(r'<meta name="description" content="([^"]*)"', html))
        unread = set(WORD.findall(fragment["content"])) - words_read(html) - set(WORD.findall(unescape(meta)))
        if unread:
            wrong[url] = unread
    assert wrong == {}


def test_the_guard_sees_a_fused_word() -> None:
    """The measure itself."""
    read = words_read("<td>sales-led</td><td>motion</td><b>a</b><b>z</b><p>un<em>do</em>ing</p>")
    assert "undoing" in read
    assert not {"ledmotion", "az"} & read


def test_only_the_text_of_a_page_is_indexed(built_site: Path) -> None:
    found = fragments(built_site)
    content = found[DOCUMENT]["content"]
    assert "Not sure" not in content and "Which motion fits you" not in content  # the selector
    assert "Copy as Markdown" not in content and "Skip to content" not in content  # tools and header
    assert "¶" not in content and "↩" not in content
    assert not re.search(r"\.\s\d+\s[A-Z]", content), "numbers of notes"
    # What results are narrowed by stands in our own list, which is always in one order.
    assert found[DOCUMENT]["filters"] == {}


def test_the_index_leaves_out_what_is_not_used(built_site: Path) -> None:
    assert not [file.name for file in (built_site / "pagefind").glob("*ui*")]
    assert not (built_site / "search").exists()


# Queries


def test_golden_queries_find_their_page_in_the_first_three(tab: Page, site_url: str) -> None:
    """All in one session, through the dialog, as a reader would."""
    assert len(GOLDEN) == 60
    open_search(tab, site_url + "about/colophon/")
    wrong = {}
    for golden in GOLDEN:
        expected = golden["page"] if isinstance(golden["page"], list) else [golden["page"]]
        ask(tab, golden["query"])
        first = shown(tab)[:3]
        if not set(first) & set(expected):
            wrong[golden["query"]] = first
    assert wrong == {}


def test_golden_pages_exist(built_site: Path) -> None:
    pages = {
        page for golden in GOLDEN for page in ([golden["page"]] if isinstance(golden["page"], str) else golden["page"])
    }
    assert [page for page in sorted(pages) if not (built_site / page / "index.html").is_file()] == []


def test_a_slip_is_corrected_and_said(tab: Page, site_url: str) -> None:
    open_search(tab, site_url)
    ask(tab, "cac paybak")
    expect(tab.locator(".search__note")).to_have_text("No page has “paybak”; this is “payback”.")
    ask(tab, "cac payback")
    expect(tab.locator(".search__note")).to_be_hidden()


# Loading


def test_nothing_of_search_is_loaded_before_it_is_used(tab: Page, site_url: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url.removeprefix(site_url)))
    tab.clock.install()
    tab.goto(site_url + DOCUMENT)
    tab.wait_for_load_state("networkidle")
    tab.clock.run_for(A_WHILE_MS)
    assert [url for url in asked if "pagefind" in url or "lunr" in url or "dialog" in url] == []
    tab.locator("[data-search-open]").click()
    ask(tab, "customers")
    assert "pagefind/documents.json" in asked and "pagefind/pagefind.js" in asked
    # Excerpts of what is shown, not of all that was found.
    found = int((tab.locator(".search__said").text_content() or "0").split()[0])
    fetched = [url for url in asked if "/fragment/" in url]
    assert len(fetched) <= tab.locator("[role=option]").count() < found


def test_without_the_index_names_still_answer(context: BrowserContext, site_url: str) -> None:
    tab = context.new_page()
    tab.route("**/pagefind.js", lambda route: route.abort())
    open_search(tab, site_url + DOCUMENT)
    ask(tab, "cac payback")
    assert shown(tab)[0] == "execution/cac-payback/"
    expect(tab.locator(".search__note")).to_have_text(
        "The index of texts could not be loaded, so only names were searched."
    )


def test_a_list_that_cannot_be_loaded_is_said_and_tried_again(context: BrowserContext, site_url: str) -> None:
    tab = context.new_page()
    refusals = iter([True])

    def refuse_once(route: Route) -> None:
        if next(refusals, False):
            route.abort()
        else:
            route.continue_()

    tab.route("**/documents.json", refuse_once)
    tab.goto(site_url + DOCUMENT)
    tab.wait_for_load_state("networkidle")
    tab.keyboard.press("/")
    expect(tab.locator(".search__said")).to_have_text(
        "Search could not be loaded. Type again to retry, or browse the list of all pages."
    )
    ask(tab, "cac payback")
    assert shown(tab)[0] == "execution/cac-payback/"


# Keyboard and facets


def test_search_by_keyboard_alone(tab: Page, site_url: str) -> None:
    tab.goto(site_url + DOCUMENT)
    tab.wait_for_load_state("networkidle")
    way_in = tab.locator("[data-search-open]")
    way_in.focus()
    tab.keyboard.press("Control+k")
    field = tab.locator("#search-input")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "false")
    tab.keyboard.press("Escape")
    expect(tab.locator("dialog.search")).to_be_hidden()
    expect(way_in).to_be_focused()

    tab.keyboard.press("/")
    ask(tab, "sales-led")
    expect(field).to_have_attribute("aria-expanded", "true")
    options = tab.locator("[role=option]")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id") or "?")
    expect(field).to_be_focused()
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    tab.keyboard.press("ArrowDown")
    target = options.first.get_attribute("href") or "?"
    tab.keyboard.press("Enter")
    expect(tab.locator("dialog.search")).to_be_hidden()
    tab.wait_for_url(target)
    expect(tab.locator("h1")).to_contain_text("Sales-led")
    # The next page has search too, under instant navigation, with its index still there.
    tab.keyboard.press("/")
    ask(tab, "cac payback")
    assert shown(tab)[0] == "execution/cac-payback/"


def test_a_slash_that_is_typed_stays_a_slash(tab: Page, site_url: str) -> None:
    open_search(tab, site_url + "browse/")
    tab.keyboard.type("a/b")
    expect(tab.locator("#search-input")).to_have_value("a/b")
    tab.keyboard.press("Escape")
    tab.locator("#finder-q").focus()
    tab.keyboard.type("/")
    expect(tab.locator("#finder-q")).to_have_value("/")
    expect(tab.locator("dialog.search")).to_be_hidden()


@pytest.mark.parametrize("way", ["/", "Control+k"])
def test_what_is_typed_before_the_dialog_is_there_is_in_its_field(tab: Page, site_url: str, way: str) -> None:
    let_dialog = hold(tab, "**/assets/scripts/dialog-*.mjs")
    tab.goto(site_url + DOCUMENT)
    tab.wait_for_load_state("networkidle")
    with tab.expect_request("**/assets/scripts/dialog-*.mjs"):
        tab.keyboard.press(way)
    tab.keyboard.type("cac payy/")
    tab.keyboard.press("Backspace")
    tab.keyboard.press("Backspace")
    let_dialog()
    field = tab.locator("#search-input")
    expect(field).to_be_focused()
    expect(field).to_have_value("cac pay")
    tab.keyboard.type("back")
    expect(field).to_have_value("cac payback")
    wait_until(tab, "document.querySelector('dialog.search').dataset.query === 'cac payback'")
    assert shown(tab)[0] == "execution/cac-payback/"
    # Asked again, the old query waits to be replaced.
    tab.keyboard.press("Escape")
    expect(tab.locator("dialog.search")).to_be_hidden()
    tab.keyboard.press(way)
    tab.keyboard.type("plg")
    expect(field).to_have_value("plg")


def test_escape_before_the_dialog_is_there_keeps_it_away(tab: Page, site_url: str) -> None:
    let_dialog = hold(tab, "**/assets/scripts/dialog-*.mjs")
    tab.goto(site_url + DOCUMENT)
    tab.wait_for_load_state("networkidle")
    with tab.expect_request("**/assets/scripts/dialog-*.mjs"):
        tab.keyboard.press("/")
    tab.keyboard.press("a")
    tab.keyboard.press("Escape")
    with tab.expect_response("**/assets/scripts/dialog-*.mjs"):
        let_dialog()
    tab.wait_for_load_state("networkidle")
    expect(tab.locator("dialog.search")).to_have_count(0)
    tab.keyboard.press("/")
    expect(tab.locator("#search-input")).to_be_focused()
    expect(tab.locator("#search-input")).to_have_value("")


def test_results_are_grouped_by_kind_with_category_and_source(tab: Page, site_url: str) -> None:
    open_search(tab, site_url)
    ask(tab, "crossing the chasm")
    first = tab.locator("[role=option]").first
    expect(first.locator(".search__where")).to_have_text("Framework · Growth · Geoffrey Moore")
    expect(first.locator("mark").first).to_be_visible()
    ask(tab, "resellers")
    groups = tab.locator(".search__kind").all_text_contents()
    assert groups[0] == "Best matches"
    assert {"Guides", "Cases"} <= set(groups)
    expect(tab.locator("[role=group].search__group:not([aria-labelledby])")).to_have_count(0)


def test_facets_narrow_and_count(tab: Page, site_url: str) -> None:
    open_search(tab, site_url)
    ask(tab, "developers")
    kind = tab.locator("select[name=kind]")
    label = kind.locator("option", has_text="Case").text_content() or ""
    cases = int(re.sub(r"\D", "", label))
    kind.select_option(label=label)
    expect(tab.locator(".search__said")).to_have_text(f"{cases} results")
    assert all(url.startswith("cases/") for url in shown(tab))
    # Another kind can still be chosen, and the other facets count within the choice.
    assert kind.locator("option").count() > 2
    motion = tab.locator("select[name=motion]")
    motions = motion.locator("option").all_text_contents()
    assert sum(int(re.sub(r"\D", "", each) or 0) for each in motions) <= cases * 3
    tab.locator(".search__facets .search__clear").click()
    expect(tab.locator(".search__said")).not_to_have_text(f"{cases} results")
    assert not all(url.startswith("cases/") for url in shown(tab))


def test_an_empty_answer_helps(tab: Page, site_url: str) -> None:
    open_search(tab, site_url)
    expect(tab.locator(".search__empty a", has_text="Browse everything")).to_be_visible()
    ask(tab, "qwertzuiop")
    expect(tab.locator(".search__said")).to_have_text("No results")
    empty = tab.locator(".search__empty")
    expect(empty).to_contain_text("Nothing is found for “qwertzuiop”.")
    expect(empty.locator("a", has_text="Wanted pages")).to_have_attribute("href", f"{site_url}wanted/")
    # A name that is a little like one that exists.
    ask(tab, "colisoninst")
    expect(empty.locator("li a").first).to_have_text("Collison install")
    # Filters that leave nothing can be taken away in one step.
    ask(tab, "chasm")
    tab.locator("select[name=category]").select_option(index=1)
    ask(tab, "paybak limits")
    expect(tab.locator("dialog.search")).to_be_visible()


def test_more_of_a_kind_can_be_shown(tab: Page, site_url: str) -> None:
    open_search(tab, site_url)
    ask(tab, "developers")
    before = tab.locator("[role=option]").count()
    tab.locator(".search__more").click()
    found = int((tab.locator(".search__said").text_content() or "0").split()[0])
    expect(tab.locator("[role=option]")).to_have_count(found)
    assert found > before


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_dialog_and_the_finder_are_accessible(
    browser: Browser, site_url: str, root: Path, scheme: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    tab = context.new_page()
    open_search(tab, site_url + "browse/?kind=case")
    tab.evaluate((root / AXE).read_text(encoding="utf-8"))
    for query in ("", "cac paybak", "qwertzuiop"):
        if query:
            ask(tab, query)
            tab.keyboard.press("ArrowDown")
        assert violations(tab, "dialog.search") == []
    assert tab.evaluate("document.querySelector('dialog.search').scrollWidth") <= width
    tab.keyboard.press("Escape")
    assert violations(tab, ".finder") == []
    assert violations(tab, "[data-search-open]") == []
    context.close()


def violations(tab: Page, selector: str) -> list[str]:
    found: list[str] = tab.evaluate(
        """async selector => {
          const rules = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
          const result = await axe.run(selector, { runOnly: rules });
          return result.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 200)}`));
        }""",
        selector,
    )
    return found


# The finder


LISTED = "[data-finder-list] > li:not([hidden]) > a"


def listed(tab: Page) -> list[str]:
    found: list[str] = tab.locator(LISTED).evaluate_all(
        "all => all.map((each) => new URL(each.href).pathname.replace('/motionbook/', ''))"
    )
    return found


def test_the_finder_narrows_counts_and_keeps_its_state_in_the_address(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "browse/")
    tab.wait_for_selector("form[data-mounted]")
    everything = listed(tab)
    tab.locator("label", has=tab.locator("input[value=case]")).click()
    expect(tab).to_have_url(site_url + "browse/?kind=case")
    said = tab.locator("[data-finder-count]")
    expect(said).to_contain_text(" of ")
    cases = listed(tab)
    assert cases and all(url.startswith("cases/") for url in cases)
    expect(said).to_have_text(f"{len(cases)} of {len(everything)} pages")
    # The count of a motion is what choosing it leaves.
    box = tab.locator("label", has=tab.locator("input[name=motion][value=sales-led]"))
    promised = int(box.locator("[data-n]").text_content() or 0)
    box.click()
    expect(tab).to_have_url(site_url + "browse/?kind=case&motion=sales-led")
    expect(said).to_have_text(f"{promised} of {len(everything)} pages")
    expect(tab.locator(LISTED)).to_have_count(promised)
    expect(tab.locator("h2#growth")).to_be_hidden()
    expect(tab.locator("h2#cases")).to_be_visible()
    # Two kinds are one or the other.
    tab.locator("label", has=tab.locator("input[value=motion][name=kind]")).click()
    expect(tab).to_have_url(site_url + "browse/?kind=motion,case&motion=sales-led")
    expect(said).not_to_have_text(f"{promised} of {len(everything)} pages")
    assert len(listed(tab)) > promised
    tab.go_back()
    expect(tab.locator(LISTED)).to_have_count(promised)
    tab.go_back()
    expect(tab.locator(LISTED)).to_have_count(len(cases))
    tab.go_back()
    expect(tab).to_have_url(site_url + "browse/")
    expect(tab.locator(LISTED)).to_have_count(len(everything))
    assert listed(tab) == everything


def test_an_address_opens_the_finder_as_it_was(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "browse/?kind=framework&guest=geoffrey-moore&q=segment")
    tab.wait_for_selector("form[data-mounted]")
    expect(tab.locator("[data-finder-count]")).to_contain_text(" of ")
    assert "growth/crossing-the-chasm/" in listed(tab)
    expect(tab.locator("#finder-q")).to_have_value("segment")
    expect(tab.locator("select[name=guest]")).to_have_value("geoffrey-moore")
    tab.locator("button", has_text="Show all").click()
    expect(tab).to_have_url(site_url + "browse/")
    expect(tab.locator("[data-finder-count]")).not_to_contain_text(" of ")


def test_an_unknown_value_is_said_and_left_out(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "browse/?kind=poem,case&tag=nothing-like-it")
    expect(tab.locator("[data-finder-notice]")).to_have_text(
        "Not in this library, so left out: kind “poem”, tag “nothing-like-it”."
    )
    expect(tab.locator("[data-finder-count]")).to_contain_text(" of ")
    assert listed(tab) and all(url.startswith("cases/") for url in listed(tab))


def test_the_finder_comes_with_instant_navigation(tab: Page, site_url: str) -> None:
    tab.goto(site_url + DOCUMENT)
    tab.wait_for_load_state("networkidle")
    tab.locator(".md-header a[href$='browse/']:not([data-search-open])").click()
    tab.wait_for_selector("form[data-mounted]")
    tab.locator("label", has=tab.locator("input[value=question][name=kind]")).click()
    expect(tab).to_have_url(site_url + "browse/?kind=question")
    expect(tab.locator("[data-finder-count]")).to_contain_text(" of ")
    assert listed(tab) and all(url.startswith("questions/") for url in listed(tab))


def test_without_javascript_browse_is_a_plain_list_of_everything(
    browser: Browser, built_site: Path, site_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(site_url + "browse/")
    expect(tab.locator("form.finder")).to_be_hidden()
    index = json.loads((built_site / "api/v1/index.json").read_text(encoding="utf-8"))["documents"]
    wanted = {each["url"] for each in index if "/" in each["id"] and not each["id"].endswith("/index")}
    hrefs = [link.get_attribute("href") or "" for link in tab.locator("[data-finder-list] > li > a").all()]
    assert {href.removeprefix("../") for href in hrefs} == wanted
    # Search leads there.
    tab.goto(site_url + DOCUMENT)
    tab.locator("[data-search-open]").click()
    expect(tab.locator("h1")).to_have_text(re.compile("Browse"))
    context.close()


# A foreign library


def test_a_foreign_library_has_search_and_finder(page: Page, sample_site: Path) -> None:
    with serve_folder(sample_site, "/motionbook/") as url:
        open_search(page, url)
        ask(page, "60% retention rule")
        assert shown(page)[0] == "growth/60-percent-retention-rule/"
        expect(page.locator(".search__facet", has=page.locator("[name=motion]"))).to_be_hidden()
        ask(page, "crystal widjaja")
        expect(page.locator("[role=option]").first.locator(".search__where")).to_contain_text("Crystal Widjaja")
        wanted = json.loads((sample_site / "pagefind/documents.json").read_text(encoding="utf-8"))["wanted"]
        assert wanted
        page.goto(url + "browse/?category=growth")
        expect(page.locator("[data-finder-count]")).to_contain_text(" of ")
        assert listed(page) and all(each.startswith("growth/") for each in listed(page))
        # A facet that the library cannot fill is not offered.
        assert page.locator("[name=stage]").count() == 0

"""Open the selector's pictures as a reader does: by name, with a result on the page."""

from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

from tests.browser.selector import listen, wait_ready, wait_result

ANSWERS: dict[str, Any] = {
    "acv_usd": 24000,
    "segment": "startup",
    "latitude": "card-limit",
    "stakeholders": "few",
    "partner_need": "some",
    "network_effect": "team",
    "time_to_value": "days",
    "evaluation_cycle": "days",
    "buyer_preference": "mixed",
    "customization": "configuration",
    "cloud_commit": "not-relevant",
}
LINK = "selector/#selector?v=1&" + "&".join(f"{key}={value}" for key, value in ANSWERS.items())
LIBRARY = "**/assets/charts/plot.mjs*"
PICTURES = {
    "how often each takes each place": "sure",
    "fit at every contract value": "change",
    "how far each question can move the lead": "change",
    "when a customer has paid back": "economics",
}
OUTSIDE = """(drawing) => {
  const box = drawing.getBoundingClientRect();
  const isOut = (text) => text.left < box.left - 1 || text.right > box.right + 1 || text.bottom > box.bottom + 1;
  const texts = [...drawing.querySelectorAll("text")];
  return texts.filter((text) => isOut(text.getBoundingClientRect())).map((text) => text.textContent);
}"""
WATCH_SHIFTS = """() => {
  window.moved = 0;
  const add = (list) => list.getEntries().forEach((entry) => (window.moved += entry.hadRecentInput ? 0 : entry.value));
  new PerformanceObserver(add).observe({ type: "layout-shift" });
}"""


def watch(page: Page, site_url: str) -> list[str]:
    """Note script errors and requests to other hosts from now on."""
    strange: list[str] = []

    def watch_request(request: Request) -> None:
        if not request.url.startswith((site_url.removesuffix("motionbook/"), "data:", "blob:")):
            strange.append(f"request to another host: {request.url}")

    def watch_console(message: ConsoleMessage) -> None:
        if message.type == "error" and "plot.mjs" not in message.location.get("url", ""):
            strange.append(f"console: {message.text}")

    page.on("request", watch_request)
    page.on("console", watch_console)
    page.on("pageerror", lambda error: strange.append(f"uncaught: {error}"))
    return strange


def give_answers(page: Page, site_url: str) -> None:
    """Open the selector with the answers in its address, until their full result is on the page."""
    listen(page)
    page.goto(site_url + LINK)
    wait_ready(page)
    wait_result(page, ANSWERS)


def picture_of(tab: Page, title: str) -> Locator:
    """The picture, with the part it stands in unfolded."""
    part = tab.locator(f'[data-selector-part="{PICTURES[title]}"]')
    # Set, not clicked: a result that comes at the same moment writes the part anew under the pointer.
    part.evaluate("(fold) => { fold.open = true; }")
    return part.locator(".picture").filter(has_text=f"Picture: {title}")


def open_picture(tab: Page, title: str) -> Locator:
    """The picture unfolded by its name, and drawn."""
    picture = picture_of(tab, title)
    if not picture.evaluate("(fold) => fold.open"):
        picture.get_by_text(f"Picture: {title}", exact=True).click()
    expect(tab.get_by_role("img", name=f"Drawing: {title}").locator("svg.drawing")).to_be_visible()
    return picture


def read_table(picture: Locator) -> list[list[str]]:
    """The rows of the table twin, unfolded by its name."""
    fold = picture.locator(".picture__table")
    if not fold.evaluate("(element) => element.open"):
        picture.get_by_text("The same figures as a table", exact=True).click()
    table = picture.get_by_role("table")
    expect(table).to_be_visible()
    rows = table.get_by_role("row").evaluate_all(
        "(rows) => rows.map((r) => [...r.cells].map((c) => c.innerText.trim()))"
    )
    return [list(row) for row in rows]

"""How long the page's own scripts keep its main thread at once: their longest run, load by load and act by act.

A number and no test: the same run takes twice as long where two browsers share two processors.

Chromium's trace names the script of every run and, beside the time it took, the time it had the processor: other work
on the machine makes the first longer, the second hardly.
"""

import json
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from bench.measure import Row
from motionbook.bootstrap import find_chromium
from tests.browser.conftest import FLAGS
from tests.browser.selector import choose, open_panel
from tests.site.serving import serve_folder

BUDGET_MS = 50
OURS = "/assets/"
"""Every script of the site is below here."""
CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel"]
UNNAMED = {"v8.evaluateModule": "a module's first run", "RunMicrotasks": "what waited for a promise"}
PATIENCE_MS = 90_000


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a script of ours on the page's main thread, with the layouts it asks for."""

    took_ms: float
    on_processor_ms: float
    script: str
    """File name of the script."""


def answer_first(page: Page) -> None:
    """The first answer of a reader, until its result is shown."""
    open_panel(page)
    page.locator("[data-selector] input:visible").first.focus()
    expect(page.locator("[data-selector]")).to_have_attribute("data-state", "ready", timeout=PATIENCE_MS)
    choose(page, {"buyer_user": "different-people"})
    expect(page.locator("[data-selector-results] [data-motion][data-rank='1']")).to_be_visible()
    page.wait_for_load_state("networkidle")


def search(page: Page) -> None:
    """Search opened and asked."""
    page.keyboard.press("/")
    page.locator("#search-input").fill("cac payback")
    expect(page.locator("dialog.search [role=option]").first).to_be_visible()


def rest(page: Page) -> None:
    """Nothing: the load alone."""


def show_map(page: Page) -> None:
    """The map, drawn."""
    page.wait_for_selector('[data-map][data-state="ready"]')


ACTS: tuple[tuple[str, str, Callable[[Page], None]], ...] = (
    ("load of a framework", "growth/depth-first-plg/", rest),
    ("load of the first page", "", rest),
    ("first answer", "selector/", answer_first),
    ("search opened and asked", "growth/depth-first-plg/", search),
    ("map opened", "map/", show_map),
)


def runs_of_ours(trace: dict[str, Any]) -> Iterator[Run]:
    """Every run of a script of ours that no other such run holds; workers block nothing and are left out."""
    events = trace["traceEvents"]
    mains = {
        (each["pid"], each["tid"])
        for each in events
        if each["name"] == "thread_name" and each["args"]["name"] == "CrRendererMain"
    }
    ends: dict[tuple[int, int], float] = {}
    for each in sorted((each for each in events if each.get("ph") == "X"), key=lambda each: each["ts"]):
        place = (each["pid"], each["tid"])
        script = script_of(each)
        if place not in mains or OURS not in script or each["ts"] < ends.get(place, 0):
            continue
        ends[place] = each["ts"] + each.get("dur", 0)
        yield Run(each.get("dur", 0) / 1e3, each.get("tdur", 0) / 1e3, script.rpartition("/")[2])


def script_of(event: dict[str, Any]) -> str:
    """Address of the script that an event ran, if it ran one; no other host's run here, so all modules are ours."""
    if event["name"] in UNNAMED:
        return f"{OURS}{UNNAMED[event['name']]}"
    arguments = event.get("args", {})
    data = arguments.get("data")
    named = data.get("url") if isinstance(data, dict) else None
    return str(named or arguments.get("fileName") or "")


def trace_act(browser: Browser, url: str, act: Callable[[Page], None], folder: Path) -> list[Run]:
    """The runs of our scripts in one act, from an empty profile."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    file = folder / "trace.json"
    try:
        browser.start_tracing(page=page, path=file, categories=CATEGORIES)
        page.goto(url, wait_until="networkidle")
        act(page)
        browser.stop_tracing()
        return list(runs_of_ours(json.loads(file.read_text(encoding="utf-8"))))
    finally:
        file.unlink(missing_ok=True)
        context.close()


def long_tasks(site: Path, rounds: int = 3) -> list[Row]:
    """The longest run of each act against the budget, the median of some rounds."""
    rows = []
    with serve_folder(site, "/motionbook/") as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for name, address, act in ACTS:
            found = [
                max(trace_act(browser, root + address, act, site), key=lambda run: run.took_ms) for _ in range(rounds)
            ]
            took = statistics.median(run.took_ms for run in found)
            busy = statistics.median(run.on_processor_ms for run in found)
            what = f"budget; {busy:.1f} ms on the processor, {found[0].script}"
            rows.append(Row(f"longest run: {name}", took, BUDGET_MS, "ms", what))
        browser.close()
    return rows

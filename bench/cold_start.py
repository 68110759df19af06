"""How soon Python answers in the page: our selector against a bare `loadPyodide()` page on the same files."""

import json
import statistics
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.measure import Row
from motionbook.bootstrap import find_chromium
from tests.browser.conftest import FLAGS
from tests.site.serving import serve_folder

BARE = """<!doctype html><title>bare</title><script type="module">
const started = performance.now();
const { loadPyodide } = await import("INDEXpyodide.mjs");
const python = await loadPyodide();
python.runPython("1 + 1");
window.coldStartMs = performance.now() - started;
</script>"""
# The selector starts when the page is idle or a control is touched; the button asks for it at once.
OURS = """() => new Promise((resolve, reject) => {
  document.addEventListener("selector:ready", (event) => resolve(event.detail.coldStartMs));
  document.addEventListener("selector:failed", (event) => reject(new Error(event.detail.message)));
  document.querySelector("[data-selector] input").dispatchEvent(new Event("focusin", { bubbles: true }));
})"""


def measure_start(browser: Browser, url: str, script: str | None) -> float:
    """Milliseconds until Python answers, in a profile that has nothing cached."""
    context = browser.new_context()
    try:
        page = context.new_page()
        if script is None:
            page.goto(url)
            page.wait_for_function("window.coldStartMs", timeout=120_000)
            return float(page.evaluate("window.coldStartMs"))
        page.goto(url, wait_until="domcontentloaded")
        return float(page.evaluate(script))
    finally:
        context.close()


def cold_starts(site: Path, rounds: int = 7) -> list[Row]:
    """Medians over some rounds, the two taking turns."""
    manifest = json.loads((site / "assets/runtime/manifest.json").read_text(encoding="utf-8"))
    bare = site / "bare.html"
    bare.write_text(BARE.replace("INDEX", f"./assets/runtime/{manifest['index']}"), encoding="utf-8")
    ours, other = [], []
    with serve_folder(site) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for _ in range(rounds):
            ours.append(measure_start(browser, f"{url}selector/", OURS))
            other.append(measure_start(browser, f"{url}bare.html", None))
        browser.close()
    bare.unlink()
    files = manifest["files"]
    shared = files["wasm"]["bytes"] + files["asm"]["bytes"] + files["loader"]["bytes"]
    snapshot, stdlib = files["snapshot"]["bytes"], files["stdlib"]["bytes"]
    return [
        Row(
            "cold start",
            statistics.median(ours),
            statistics.median(other),
            "ms",
            "selector answers / bare loadPyodide()",
        ),
        Row(
            "bytes to start",
            (shared + snapshot) / 1e3,
            (shared + stdlib) / 1e3,
            "kB",
            "with snapshot / with stdlib zip",
        ),
    ]

"""How soon a reader with answers has a result: our selector against a bare `loadPyodide()` page on the same files.

Both from navigation, in one profile that is kept over three visits: the first loads everything, the later ones take
what the browser kept. Ours ends with the first full result, the bare page with the first line that Python runs.
"""

import json
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from bench.measure import Row
from motionbook.bootstrap import find_chromium
from tests.browser.conftest import FLAGS
from tests.browser.states import ANSWERS, address_of
from tests.browser.waiting import wait_until
from tests.site.serving import serve_folder

BARE = """<!doctype html><title>bare</title><script type="module">
const { loadPyodide } = await import("INDEXpyodide.mjs");
const python = await loadPyodide({ lockFileContents: LOCK });
python.runPython("1 + 1");
window.measured = { ms: performance.now() };
</script>"""
OURS = """
document.addEventListener("selector:ready", ({ detail }) => (window.ready = { ...detail, at: performance.now() }));
document.addEventListener("selector:result", () => (window.measured ??= { ms: performance.now(), ...window.ready }));
document.addEventListener("selector:failed", ({ detail }) => (window.measured ??= { failed: detail.message }));
"""
PATIENCE_MS = 40_000
VISITS = 3
BETWEEN_MS = 2500
"""The browser writes what it compiled some time after the page has come."""
KEPT_CODE = 1_000_000
"""Bytes from which a folder of compiled code holds the runtime and not only a part of ours."""

type Browsers = dict[str, Callable[[Path], Any]]


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of a profile."""

    ms: float
    """From navigation until the answer is there."""
    way: str
    """How the start went; empty for the bare page."""


@contextmanager
def chromium(profile: Path) -> Iterator[BrowserContext]:
    """The machine's Chromium with a profile of its own."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=find_chromium(), args=FLAGS, viewport={"width": 1280, "height": 900}
        )
        try:
            yield context
        finally:
            context.close()


BROWSERS: Browsers = {"Chromium": chromium}
"""What opens a profile of each browser; those that the machine has not are left out by who asks."""


def visit(context: BrowserContext, url: str, script: str) -> dict[str, Any]:
    """What one visit measured.

    Raises:
        RuntimeError: the selector failed; the text says why.
    """
    page = context.new_page()
    try:
        page.add_init_script(script)
        page.goto(url)
        found: dict[str, Any] = wait_until(page, "window.measured", timeout=PATIENCE_MS)
        page.wait_for_timeout(BETWEEN_MS)
    finally:
        page.close()
    if "failed" in found:
        raise RuntimeError(f"{url}: {found['failed']}")
    return found


def visits(open_profile: Callable[[Path], Any], url: str, script: str = "") -> list[Visit]:
    """The visits of a fresh profile, each in a browser started anew."""
    done = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(VISITS):
            with open_profile(Path(folder)) as context:
                found = visit(context, url, script)
            way = ""
            if script:
                files = Path(folder).glob("**/Code Cache/wasm/**/*")
                kept = sum(each.stat().st_size for each in files if each.is_file()) >= KEPT_CODE
                way = (
                    f"{found['via']}, compiled {found['compileMs']} ms after the last byte, code "
                    f"{'kept' if kept else 'not kept'}, ready {found['at']:.0f} ms"
                )
            done.append(Visit(found["ms"], way))
    return done


def cold_starts(site: Path, rounds: int = 3) -> list[Row]:
    """Medians over some rounds, the two taking turns; visit by visit, browser by browser."""
    manifest = json.loads((site / "assets/runtime/manifest.json").read_text(encoding="utf-8"))
    bare = site / "bare.html"
    # The list of packages stands in the manifest and not beside the runtime.
    text = BARE.replace("INDEX", f"./assets/runtime/{manifest['index']}").replace("LOCK", json.dumps(manifest["lock"]))
    bare.write_text(text, encoding="utf-8")
    rows = []
    with serve_folder(site) as url:
        for browser, open_profile in BROWSERS.items():
            ours, others = [], []
            for _ in range(rounds):
                ours.append(visits(open_profile, url + address_of(ANSWERS, "selector/"), OURS))
                others.append(visits(open_profile, f"{url}bare.html"))
            for number in range(VISITS):
                rows.append(
                    Row(
                        f"{browser}: first full result, visit {number + 1}",
                        statistics.median(each[number].ms for each in ours),
                        statistics.median(each[number].ms for each in others),
                        "ms",
                        f"bare loadPyodide() is ready; ours by {ours[-1][number].way}",
                    )
                )
    bare.unlink()
    files = manifest["files"]
    shared = files["wasm"]["bytes"] + files["asm"]["bytes"] + files["loader"]["bytes"]
    snapshot, stdlib = files["snapshot"]["bytes"], files["stdlib"]["bytes"]
    ways = "with snapshot / with stdlib zip"
    return [*rows, Row("bytes to start", (shared + snapshot) / 1e3, (shared + stdlib) / 1e3, "kB", ways)]


if __name__ == "__main__":
    import sys

    from bench.measure import table

    print(table(cold_starts(Path(sys.argv[1]), rounds=1)))

"""How soon a reader with answers has a result: our selector against a bare `loadPyodide()` page on the same files.

Both from navigation, in every browser of this machine, each in a profile of its own over three visits: the first loads
everything, the later ones take what the browser kept. Two moments of ours: the full result is shown, which later visits
have from the one before, and Python has computed it. The bare page ends with the first line that Python runs. The
first visit is measured once more over a slow line.
"""

import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.measure import Row
from bench.page_weight import packed
from installation import ROOT
from motionbook.bootstrap import find_chromium, find_firefox, find_webkit
from runtime.build import RUNTIME_FILES
from tests.browser.conftest import FLAGS
from tests.browser.states import ANSWERS, address_of
from tests.engines.tabs import Tab, open_firefox, open_webkit, wait_until
from tests.site.serving import Line, serve_folder

BARE = """<!doctype html><title>bare</title><script type="module">
const { loadPyodide } = await import("./pyodide.mjs");
const python = await loadPyodide({ lockFileContents: LOCK });
python.runPython("1 + 1");
window.measured = { computed: performance.now() };
</script>"""
OURS = """
document.addEventListener("selector:ready", ({ detail }) => (window.ready = { ...detail, at: performance.now() }));
document.addEventListener("selector:shown", () => (window.shown ??= performance.now()), true);
document.addEventListener("selector:result", () => {
  window.measured ??= { computed: performance.now(), shown: window.shown, ...window.ready };
});
document.addEventListener("selector:failed", ({ detail }) => (window.measured ??= { failed: detail.message }));
"""
FIRST = '<meta charset="utf-8">'
"""Stands before every script of a page."""
PATIENCE_S = 90.0
VISITS = 3
BETWEEN_S = 2.5
"""The browser is busy with itself after its start (Chromium shows a page of its own), and writes what it compiled some
time after a page has come."""
SLOW = {"bits_per_second": 10_000_000, "delay_s": 0.04}

type Visit = dict[str, Any]
"""`computed`: ms from navigation until the answer was there; ours also `shown`, and how the start went."""


class ChromiumTab:
    """A tab of the machine's Chromium."""

    name = "chromium"

    def __init__(self, page: Page) -> None:
        self._page = page

    def goto(self, url: str) -> None:
        self._page.goto(url)

    def evaluate(self, function: str, argument: Any = None) -> Any:
        return self._page.evaluate(function, argument)

    def errors(self) -> list[str]:
        return []


@contextmanager
def open_chromium() -> Iterator[ChromiumTab]:
    """A tab of Chromium in a profile made for it."""
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=find_chromium(), args=FLAGS, viewport={"width": 1280, "height": 900}
        )
        try:
            yield ChromiumTab(context.pages[0])
        finally:
            context.close()


BROWSERS: Mapping[str, tuple[Callable[[], str | None], Callable[[], AbstractContextManager[Tab]]]] = {
    "Chromium": (find_chromium, open_chromium),
    "Firefox": (find_firefox, open_firefox),
    "WebKit": (find_webkit, open_webkit),
}
"""What finds each browser on this machine, and what opens a tab of it."""


def visits(opener: Callable[[], AbstractContextManager[Tab]], url: str, count: int = VISITS) -> list[Visit]:
    """What the visits of a fresh profile measured, in one browser.

    Raises:
        RuntimeError: the selector failed; the text says why.
    """
    done = []
    with opener() as tab:
        for _ in range(count):
            tab.goto("about:blank")  # or an address that differs behind its # would be no navigation
            time.sleep(BETWEEN_S)
            tab.goto(url)
            found: Visit = wait_until(tab, "() => window.measured", seconds=PATIENCE_S)
            if "failed" in found:
                raise RuntimeError(f"{url}: {found['failed']}")
            done.append(found)
    return done


@contextmanager
def measured_pages(site: Path) -> Iterator[tuple[str, str]]:
    """Addresses below the site's root: the selector's page with a recorder and answers, and the bare page."""
    manifest = json.loads((site / "assets/runtime/manifest.json").read_text(encoding="utf-8"))
    ours, bare, recorder = site / "measured" / "index.html", site / "bare" / "index.html", site / "recorder.js"
    for file in (ours, bare):
        file.parent.mkdir(exist_ok=True)
    for name in RUNTIME_FILES:
        shutil.copy(ROOT / "node_modules" / "pyodide" / name, bare.parent)
    page = (site / "selector/index.html").read_text(encoding="utf-8")
    ours.write_text(page.replace(FIRST, f'{FIRST}<script src="../recorder.js"></script>', 1), encoding="utf-8")
    recorder.write_text(OURS, encoding="utf-8")
    # Without the list of packages that it could load: it loads none.
    bare.write_text(BARE.replace("LOCK", json.dumps(manifest["lock"])), encoding="utf-8")
    try:
        yield address_of(ANSWERS, "measured/"), "bare/"
    finally:
        recorder.unlink()
        for file in (ours, bare):
            shutil.rmtree(file.parent)


def cold_starts(site: Path, rounds: int = 3) -> list[Row]:
    """Medians over some rounds, the two taking turns; visit by visit, browser by browser."""
    rows = []
    found = {name: opener for name, (find, opener) in BROWSERS.items() if find()}
    with measured_pages(site) as (ours, bare), serve_folder(site) as url, serve_folder(site, line=Line(**SLOW)) as slow:
        for browser, opener in found.items():
            pairs = [(visits(opener, url + ours), visits(opener, url + bare)) for _ in range(rounds)]
            for place in range(VISITS):
                rows += compare(f"{browser} visit {place + 1}", [(one[place], other[place]) for one, other in pairs])
            rows += compare(
                f"{browser} 10 Mbit/s", [(visits(opener, slow + ours, 1)[0], visits(opener, slow + bare, 1)[0])]
            )
    return [*rows, *bytes_to_start(site)]


def compare(name: str, pairs: list[tuple[Visit, Visit]]) -> list[Row]:
    """Both moments of ours against the bare page."""
    bare = statistics.median(other["computed"] for _, other in pairs)
    last = pairs[-1][0]
    way = f"by {last['via']}, compiled {last['compileMs']} ms after the last byte, ready {last['at']:.0f} ms"
    return [
        Row(f"{name}: result {moment}", statistics.median(one[moment] for one, _ in pairs), bare, "ms", what)
        for moment, what in (("shown", "bare loadPyodide() is ready"), ("computed", f"the same; ours {way}"))
    ]


def bytes_to_start(site: Path) -> list[Row]:
    """Bytes of Python: as the files lie there, and as a server sends them that packs all it can."""
    manifest = json.loads((site / "assets/runtime/manifest.json").read_text(encoding="utf-8"))
    roles = ("loader", "asm", "wasm", "snapshot", "rules")
    ours = [(site / "assets/runtime" / manifest["files"][role]["url"]).read_bytes() for role in roles]
    bare = [(ROOT / "node_modules" / "pyodide" / name).read_bytes() for name in RUNTIME_FILES]
    return [
        Row(
            f"bytes to start, {how}", sum(map(size, ours)) / 1e3, sum(map(size, bare)) / 1e3, "kB", "bare loadPyodide()"
        )
        for how, size in (("as they lie there", len), ("packed by the server", packed))
    ]


if __name__ == "__main__":
    import sys

    from bench.measure import table

    print(table(cold_starts(Path(sys.argv[1]), rounds=1)))

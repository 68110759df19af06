"""What a browser lacks, or will not give, is said in a sentence, and the answers are kept."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from calculator import Calculator
from runtime.delta import StaticData, find_runs, lay_runs, memory_before
from tests.browser.reading import in_python
from tests.browser.selector import choose, listen, open_panel, wait_result
from tests.browser.states import address_of
from tests.browser.waiting import A_WHILE_MS

pytestmark = pytest.mark.browser

ANSWERS = {"acv_usd": 24000, "buyer_user": "different-people"}
KEPT = "Your answers are kept, and the link in the address bar carries them."

# As Firefox before 114 has it: the type is not known, a worker is a script.
NO_TYPES = """
window.made = 0;
window.Worker = class extends window.Worker {
  constructor(url, options) {
    super(url, { name: options?.name });
    window.made += 1;
  }
};
"""
REFUSES_MODULES = """
window.Worker = class extends window.Worker {
  constructor(url, options) {
    if (options?.type === "module") throw new TypeError("Module scripts are not supported on DedicatedWorker yet.");
    super(url, options);
  }
};
"""
REFUSALS = {
    "memory": """
WebAssembly.Memory = class {
  constructor() { throw new RangeError("WebAssembly.Memory(): could not allocate memory"); }
};
""",
    "instance": """
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (module, imports) => {
  if (!imports?.env) return instantiate(module, imports);
  throw new RangeError("WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance");
};
""",
}
BUILD_ID = slice(16, 48)
"""Where Pyodide writes the hash of its build into a snapshot (`API.makeSnapshot`)."""
SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"


def in_worker(context: BrowserContext, code: str) -> None:
    """Run code in the calculator's worker before its own."""

    def answer(route: Route) -> None:
        route.fulfill(body=code + route.fetch().text(), content_type="text/javascript")

    context.route("**/worker-*.mjs", answer)


@pytest.mark.parametrize("with_link", [False, True], ids=["asked", "by-link"])
@pytest.mark.parametrize(
    ("lack", "said"),
    [
        (NO_TYPES, "this browser has no module workers, in which the calculator runs."),
        (REFUSES_MODULES, "the browser refused to start the calculator (Module scripts are not supported"),
    ],
    ids=["ignored", "thrown"],
)
def test_no_module_workers(page: Page, site_url: str, lack: str, said: str, with_link: bool) -> None:
    page.add_init_script(lack)
    if with_link:  # the page itself starts the worker, before its scripts are here
        page.goto(site_url + address_of(ANSWERS))
    else:
        page.goto(site_url + "selector/")
        choose(page, ANSWERS)
    failure = page.locator("[data-selector-failure]")
    expect(failure).to_contain_text(f"The calculator did not start: {said}")
    expect(failure).to_contain_text(KEPT)
    expect(page).to_have_url(site_url + address_of(ANSWERS))


def test_no_decompression_stream(page: Page, site_url: str, context: BrowserContext, calculator: Calculator) -> None:
    in_worker(context, "delete globalThis.DecompressionStream;")
    listen(page)
    page.goto(site_url + "selector/")
    with page.expect_request("**/gunzip-*.mjs"):
        choose(page, ANSWERS)
    assert wait_result(page, ANSWERS) == in_python(calculator, ANSWERS)
    expect(page.locator("[data-selector-bytes]")).to_have_text("Computed in your browser.")


@pytest.mark.parametrize("refusal", REFUSALS)
def test_memory_refused(
    page: Page, site_url: str, context: BrowserContext, calculator: Calculator, refusal: str
) -> None:
    in_worker(context, REFUSALS[refusal])
    listen(page)
    page.goto(site_url + "selector/")
    choose(page, ANSWERS)
    failure = page.locator("[data-selector-failure]")
    expect(failure).to_contain_text("Python could not be loaded: no memory was left for it (WebAssembly.")
    expect(failure).to_contain_text("close other tabs or programs and try again.")
    expect(failure).to_contain_text(KEPT)
    context.unroute("**/worker-*.mjs")
    page.get_by_role("button", name="Try again").click()
    assert wait_result(page, ANSWERS) == in_python(calculator, ANSWERS)


def test_a_snapshot_of_another_pyodide(
    page: Page, site_url: str, context: BrowserContext, built_site: Path, calculator: Calculator
) -> None:
    """Whole and as the manifest describes it, but made by another build of Pyodide."""
    (snapshot,) = (built_site / "assets/runtime").glob("snapshot-*.bin.gz")
    manifest = json.loads((built_site / "assets/runtime/manifest.json").read_text(encoding="utf-8"))
    about, wasm = manifest["files"]["snapshot"], built_site / "assets/runtime" / manifest["files"]["wasm"]["url"]
    static = StaticData(**about["static_data"])
    before = memory_before(about["memory_bytes"], gzip.decompress(wasm.read_bytes()), static)
    memory = lay_runs(before, gzip.decompress(snapshot.read_bytes()))
    other = find_runs(before, memory[: BUILD_ID.start] + bytes(range(32)) + memory[BUILD_ID.stop :])
    packed = gzip.compress(other, compresslevel=1)

    def describe(route: Route) -> None:
        about = {"bytes": len(packed), "raw_bytes": len(other), "sha256": hashlib.sha256(packed).hexdigest()}
        manifest["files"]["snapshot"] |= about
        route.fulfill(json=manifest)

    context.route("**/assets/runtime/manifest.json", describe)
    context.route("**/snapshot-*", lambda route: route.fulfill(body=packed, content_type="application/gzip"))
    listen(page)
    page.goto(site_url + "selector/")
    choose(page, ANSWERS)
    assert wait_result(page, ANSWERS) == in_python(calculator, ANSWERS)
    expect(page.locator("[data-selector-bytes]")).to_have_text(
        "Computed in your browser. Python took the slower way: Snapshot build id mismatch."
    )


@pytest.mark.parametrize("path", ["selector/", "growth/depth-first-plg/"])
def test_a_reader_who_saves_data_is_asked_first(page: Page, site_url: str, calculator: Calculator, path: str) -> None:
    page.add_init_script(SAVES_DATA)
    heavy: list[str] = []
    page.context.on(
        "request",
        lambda request: heavy.append(request.url) if re.search(r"/runtime/|/worker-|sw\.js", request.url) else None,
    )
    listen(page)
    page.clock.install()
    page.goto(site_url + address_of(ANSWERS, path))  # with answers Python comes soonest
    open_panel(page)
    expect(page.locator("[data-selector-bytes]")).to_have_text(
        "Your browser asks to save data, so the calculator (several megabytes) waits for you."
    )
    choose(page, {"latitude": "manager-approval"})
    page.mouse.move(300, 300)
    page.mouse.wheel(0, 200)
    page.clock.run_for(A_WHILE_MS)
    assert heavy == []
    assert page.workers == []
    page.get_by_role("button", name="Load the calculator").click()
    answers = {**ANSWERS, "latitude": "manager-approval"}
    assert wait_result(page, answers) == in_python(calculator, answers)

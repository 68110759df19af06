"""The same comparison where readers run it: Pyodide in Chromium, our wheel against the straightforward version."""

import json
import statistics
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.calculations import ANSWERS
from bench.measure import Row
from motionbook.bootstrap import ROOT, find_chromium
from tests.browser.conftest import FLAGS
from tests.site.serving import serve_folder

PAGE = "<!doctype html><title>calculations</title>"
# One browser's Python for both, so that neither has a warmer machine than the other.
LOAD = """async ([index, wheel, rules, reference]) => {
  const { loadPyodide } = await import(index + "pyodide.mjs");
  const python = await loadPyodide({ indexURL: index });
  python.unpackArchive(await (await fetch(wheel)).arrayBuffer(), "wheel");
  python.globals.set("rules", await (await fetch(rules)).text());
  python.FS.writeFile("straightforward.py", reference);
  window.python = python;
}"""
MEASURE = """
import json, sys, time
sys.path.insert(0, ".")
from calculator import Calculator
from straightforward import analyse_straightforwardly

answers = json.loads(given)
calculator = Calculator(rules)

def milliseconds(work):
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1e3

def ask(detail, acv):
    return json.dumps({"answers": {**answers, "acv_usd": acv}, "detail": detail})

calculator.answer(ask("full", 30000))  # the sample streams are built once and kept
# Another contract value each time: no result can be one that was kept.
point = [milliseconds(lambda: calculator.answer(ask("point", 31000 + turn))) for turn in range(50)]
full = [milliseconds(lambda: calculator.answer(ask("full", 32000 + turn))) for turn in range(15)]
plain = [milliseconds(lambda: analyse_straightforwardly(rules, ask("full", 33000 + turn))) for turn in range(3)]
json.dumps([point, full, plain])
"""


def calculations_in_browser(site: Path) -> list[Row]:
    """Point ranking and full analysis in the browser's Python, medians in one run.

    Args:
        site: a built site with the runtime.
    """
    manifest = json.loads((site / "assets/runtime/manifest.json").read_text(encoding="utf-8"))
    page_file = site / "calculations.html"
    page_file.write_text(PAGE, encoding="utf-8")
    reference = (ROOT / "tests/calculator/reference.py").read_text(encoding="utf-8")
    with serve_folder(site) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        page = browser.new_page()
        page.goto(f"{url}calculations.html")
        runtime = f"{url}assets/runtime/"
        wheel = runtime + manifest["files"]["wheel"]["url"]
        page.evaluate(LOAD, [runtime + manifest["index"], wheel, f"{url}api/v1/rules.json", reference])
        run = "([code, given]) => { python.globals.set('given', given); return python.runPython(code); }"
        point, full, plain = (
            statistics.median(times) for times in json.loads(page.evaluate(run, [MEASURE, json.dumps(ANSWERS)]))
        )
        browser.close()
    page_file.unlink()
    return [
        Row("point ranking, browser", point, full, "ms", "point / full analysis, in Pyodide"),
        Row("full analysis, browser", full, plain, "ms", "shared samples / straightforward version, in Pyodide"),
    ]

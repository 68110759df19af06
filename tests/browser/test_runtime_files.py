"""Each file that Python starts from slow, cut off, of the wrong type, and another page in its place.

The page ends in CPython's result or in a sentence; after a sentence, "Try again" ends in the result once the fault is
gone, also where the browser has kept what was bad.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from calculator import Calculator
from tests.browser.faulty_server import Faulty, Kind, serve_faulty
from tests.browser.reading import in_python
from tests.browser.selector import choose, listen, wait_result
from tests.browser.waiting import wait_until

pytestmark = pytest.mark.browser

ANSWERS = {"acv_usd": 24000, "buyer_user": "different-people"}
FILES = {
    "worker": "worker-*.mjs",
    "manifest": "manifest.json",
    "rules": "rules.json",
    "loader": "pyodide.mjs",
    "asm": "cut.asm.js",
    "wasm": "cut.asm.wasm.gz",
    "snapshot": "snapshot-*.bin.gz",
    "rules_ahead": "rules-*.bin.gz",
    "whole_asm": "pyodide.asm.js",
    "whole_wasm": "pyodide.asm.wasm.gz",
    "stdlib": "python_stdlib.zip",
    "wheel": "calculator-*.whl",
}
SLOWER_WAY = ("whole_asm", "whole_wasm", "stdlib", "wheel")
"""Wanted only where the snapshot cannot be used."""
TYPED = ("worker", "loader", "asm", "whole_asm")
"""What the browser looks at the type of."""
FAULTS = [
    pytest.param(name, kind, id=f"{name}-{kind}")
    for name in FILES
    for kind in ("slow", "cut", "untyped", "sign-in")
    if kind != "untyped" or name in TYPED
]
SETTLED = """
() => {
  const state = document.querySelector("[data-selector]").dataset.state;
  return ["ready", "failed"].includes(state) && state;
}
"""
BEGINNINGS = {
    "worker": "The calculator did not start: ",
    "manifest": "The calculator could not be found: ",
    "rules": ("The rules could not be loaded: ", "The calculator could not read the rules: "),
}


@pytest.fixture(scope="module")
def server(built_site: Path) -> Iterator[Faulty]:
    """One server for the file; each test sets its fault."""
    with serve_faulty(built_site) as faulty:
        yield faulty


def test_the_files_are_those_of_the_manifest(built_site: Path) -> None:
    manifest = json.loads((built_site / "assets/runtime/manifest.json").read_text(encoding="utf-8"))
    named = {"rules_ahead" if role == "rules" else role for role in manifest["files"]}
    assert named == set(FILES) - {"worker", "manifest", "rules"}


@pytest.mark.parametrize(("name", "kind"), FAULTS)
def test_a_result_or_a_sentence(
    page: Page, context: BrowserContext, server: Faulty, calculator: Calculator, name: str, kind: Kind
) -> None:
    server.fault, server.struck = (FILES[name], kind), 0
    if name in SLOWER_WAY:
        context.route("**/snapshot-*", lambda route: route.fulfill(status=404))
    listen(page)
    page.goto(server.url + "selector/")
    choose(page, ANSWERS)
    state = wait_until(page, SETTLED)
    assert server.struck > 0, "the fault was never met"
    if kind == "slow":
        assert state == "ready"
    if state == "failed":
        said = page.locator("[data-selector-failure]").inner_text()
        assert said.startswith(BEGINNINGS.get(name, "Python could not be loaded: ")), said
        assert "Your answers are kept" in said
        assert "[object" not in said and "undefined" not in said
        if (name, kind) == ("rules", "sign-in"):  # by way of Python's own modules, which have no line numbers
            assert "rules: this is not JSON that can be read" in said
        server.fault = None
        page.get_by_role("button", name="Try again").click()
    assert wait_result(page, ANSWERS) == in_python(calculator, ANSWERS)
    expect(page.locator("[data-selector-failure]")).to_be_hidden()

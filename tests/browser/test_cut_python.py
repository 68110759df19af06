"""The page's Python without what it does not need: a call of something that is missing costs time, never an answer."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from calculator import Calculator
from runtime.build import find_pyodide, make_parts
from runtime.cut import cut_bodies
from runtime.node import find_node
from runtime.wasm import largest_segment
from tests.browser.reading import in_python
from tests.browser.selector import choose, events, listen, wait_ready, wait_result
from tests.runtime.calls import record

pytestmark = pytest.mark.browser

ANSWERS = {"acv_usd": 24000, "buyer_user": "different-people"}


def read_manifest(site: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((site / "assets/runtime/manifest.json").read_text(encoding="utf-8"))
    return manifest


def test_python_that_calls_what_was_cut_is_started_whole(
    page: Page, site_url: str, context: BrowserContext, root: Path, built_site: Path, calculator: Calculator
) -> None:
    """A module that has all that a start calls, and nothing that only answering does."""
    parts = make_parts(root, find_pyodide(root), find_node(root), built_site.parent / "parts")
    module = cut_bodies((parts / "pyodide.asm.wasm").read_bytes(), record(parts, count=0, beside="1;"))
    packed, manifest = gzip.compress(module, compresslevel=1), read_manifest(built_site)
    about = {"bytes": len(packed), "raw_bytes": len(module), "sha256": hashlib.sha256(packed).hexdigest()}
    manifest["files"]["wasm"] |= about
    manifest["files"]["snapshot"]["static_data"]["wasm_offset"] = largest_segment(module)[0]
    context.route("**/assets/runtime/manifest.json", lambda route: route.fulfill(json=manifest))
    context.route("**/cut.asm.wasm.gz", lambda route: route.fulfill(body=packed, content_type="application/gzip"))
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    (ready,) = events(page, "selector:ready")
    assert ready["via"] == "snapshot"
    choose(page, ANSWERS)
    assert wait_result(page, ANSWERS) == in_python(calculator, ANSWERS)
    expect(page.locator("[data-selector-bytes]")).to_have_text(
        "Computed in your browser. Python took the slower way: it stopped (unreachable)."
    )
    choose(page, {"latitude": "manager-approval"})
    answers = {**ANSWERS, "latitude": "manager-approval"}
    assert wait_result(page, answers) == in_python(calculator, answers)


@pytest.mark.parametrize("fault", ["missing", "other rules"])
def test_rules_that_are_not_in_memory_are_read(
    page: Page, site_url: str, context: BrowserContext, built_site: Path, calculator: Calculator, fault: str
) -> None:
    def answer(route: Route) -> None:
        rules = json.loads(route.fetch().text())
        rules["questions"][0]["prompt"] += " Really?"
        route.fulfill(json=rules)

    if fault == "missing":
        context.route("**/assets/runtime/rules-*", lambda route: route.fulfill(status=404))
    else:
        context.route("**/api/v1/rules.json", answer)
    listen(page)
    page.goto(site_url + "selector/")
    choose(page, ANSWERS)
    assert wait_result(page, ANSWERS) == in_python(calculator, ANSWERS)
    (ready,) = events(page, "selector:ready")
    assert ready["via"] == "snapshot"
    assert "rules" in read_manifest(built_site)["files"]

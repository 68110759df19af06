"""The same requests through CPython and through the browser's Python, compared as text."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from calculator import Calculator

pytestmark = pytest.mark.browser

FULL = 200
POINT = 800

# Starts the worker and puts all questions to it; the page holds the promise of their answers.
ASK = """
([base, script, requests]) => {
  window.started = new Promise((resolve, reject) => {
    const worker = new Worker(new URL(script, base), { type: "module" });
    worker.onmessage = ({ data }) => {
      if (data.type === "ready") resolve(worker);
      if (data.type === "failed") reject(new Error(data.message));
    };
    worker.postMessage({
      type: "start",
      manifestUrl: new URL("assets/runtime/manifest.json", base).href,
      rulesUrl: new URL("api/v1/rules.json", base).href,
    });
  });
  window.answers = window.started.then((worker) => new Promise((resolve) => {
    const found = [];
    worker.onmessage = ({ data }) => {
      if (!("id" in data)) return;
      found[data.id] = data.text ?? data.message;
      if (Object.keys(found).length === requests.length) resolve(found);
    };
    requests.forEach((request, id) => worker.postMessage({ type: "ask", id, request }));
  }));
}
"""


def random_requests(rules: dict[str, Any], count: int, detail: str, seed: int) -> list[str]:
    """Requests with answers missing or not sure, numbers on and around the lines, ranges, and a few refusals."""
    chance = random.Random(seed)
    requests = []
    for _ in range(count):
        share = chance.random()
        answers = {}
        for question in rules["questions"]:
            if chance.random() > share:
                continue
            answers[question["id"]] = random_answer(question, chance)
        requests.append(json.dumps({"schema": 1, "answers": answers, "detail": detail}))
    return requests


def random_answer(question: dict[str, Any], chance: random.Random) -> object:
    if chance.random() < 0.05:
        return None
    if chance.random() < 0.01:
        return "no-such-answer"
    if question["kind"] == "option":
        return chance.choice(question["options"])["id"]
    low, high = question["min"] or 0, question["max"] or 1_000_000
    if high <= 1:
        return round(chance.uniform(low, high), 3)
    edges = [option["range"]["from"] for option in question["options"] if option["range"]["from"]] or [low + 1]
    value = chance.choice([chance.choice(edges), round(10 ** chance.uniform(2, 6)), chance.choice(edges) + 1])
    if chance.random() < 0.3:
        return {"from": value, "to": value * chance.randint(2, 9)}
    return value


def test_the_browser_gives_the_same_bytes_as_cpython(page: Page, site_url: str, built_site: Path) -> None:
    text = (built_site / "api/v1/rules.json").read_text(encoding="utf-8")
    calculator = Calculator(text)
    rules = json.loads(text)
    requests = random_requests(rules, FULL, "full", 1) + random_requests(rules, POINT, "point", 2)
    (script,) = (f"assets/scripts/{path.name}" for path in (built_site / "assets/scripts").glob("worker-*.mjs"))
    page.goto(site_url + "about/how-scoring-works/")
    page.evaluate(ASK, [site_url, script, requests])  # and while the browser counts, so does CPython
    here = [calculator.answer(request) for request in requests]
    there = page.evaluate("window.answers")
    for request, one, other in zip(requests, here, there, strict=True):
        assert one == other, request

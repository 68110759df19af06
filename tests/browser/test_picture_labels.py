"""Words in the drawings, for many results and widths: none lies on another, none leaves the drawing."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from calculator import Calculator

pytestmark = pytest.mark.browser

RESULTS = 40
# Ends of the domain, ends of bands, values between, and ranges from the narrow to the whole.
CONTRACT_VALUES = [1, 900, 1000, 5000, 24000, 100000, 10_000_000, "5k-25k", {"from": 2000, "to": 300000}]
# The modules are taken from the sources: the site may hold them bundled.
DRAW_ALL = """async ([base, results, questions]) => {
  const load = (path) => import(new URL(`sources/assets/charts/${path}`, base).href);
  const { acceptabilityFigure } = await load("figures/acceptability.mjs");
  const { contractValueFigure } = await load("figures/contract_value.mjs");
  const { tornadoFigure } = await load("figures/tornado.mjs");
  const { paybackFigure } = await load("figures/payback.mjs");
  const { draw } = await load("draw.mjs");
  const kinds = { acceptability: acceptabilityFigure, "contract-value": contractValueFigure,
    tornado: tornadoFigure, payback: paybackFigure };
  const wrong = [];
  const drawn = Object.fromEntries(Object.keys(kinds).map((id) => [id, 0]));
  const box = document.createElement("div");
  box.style.cssText = "position: fixed; inset: 0 auto auto 0; font: 13px Inter, sans-serif";
  document.body.append(box);
  for (const result of results) for (const [id, figureOf] of Object.entries(kinds)) {
    const figure = figureOf(result, { questions });
    if (!figure) continue;
    for (const width of [272, 430, 680]) {
      const say = (what) => wrong.push(`${id}, ${width} px, ${JSON.stringify(result.answers)}: ${what}`);
      box.style.width = `${width}px`;
      box.style.height = `${figure.height * 13}px`;
      const svg = await draw(id, figure, { width, em: 13 }, new URL(base));
      box.replaceChildren(svg);
      drawn[id] += 1;
      const whole = JSON.stringify([figure.summary, figure.table, figure.notes]) + svg.outerHTML;
      if (/NaN|undefined|Infinity/.test(whole)) say("a figure is missing");
      const area = box.getBoundingClientRect();
      const texts = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
      texts.forEach(([words, at], index) => {
        const isBeside = at.left < area.left - 1.5 || at.right > area.right + 1.5;
        const isBeyond = at.top < area.top - 3 || at.bottom > area.bottom + 3;
        if (isBeside || isBeyond) say(`“${words}” leaves the drawing`);
        for (const [other, there] of texts.slice(index + 1)) {
          const across = Math.min(at.right, there.right) - Math.max(at.left, there.left);
          const down = Math.min(at.bottom, there.bottom) - Math.max(at.top, there.top);
          if (across > 2 && down > 5) say(`“${words}” lies on “${other}”`);
        }
      });
    }
  }
  return { wrong, drawn };
}"""


def some_answers(rules: dict[str, Any], source: random.Random) -> dict[str, Any]:
    """An answer to some of the questions."""
    answers: dict[str, Any] = {}
    for question in source.sample(rules["questions"], source.randint(2, len(rules["questions"]))):
        if question["id"] == "acv_usd":
            answers["acv_usd"] = source.choice(CONTRACT_VALUES)
        elif question["kind"] == "number":
            answers[question["id"]] = source.choice([question["min"], question["max"]])
        else:
            answers[question["id"]] = source.choice(question["options"])["id"]
    return answers


def test_words_stay_apart_and_inside(page: Page, site_url: str, built_site: Path, root: Path) -> None:
    text = (built_site / "api/v1/rules.json").read_text(encoding="utf-8")
    rules, calculator, source = json.loads(text), Calculator(text), random.Random(11)
    requests = [{"answers": some_answers(rules, source), "samples": 128} for _ in range(RESULTS)]
    results = [json.loads(calculator.answer(json.dumps(request))) for request in requests]
    assert all(result["status"] != "error" for result in results)

    def give_source(route: Route) -> None:
        path = root / "site_overrides" / route.request.url.split("/sources/")[1]
        route.fulfill(body=path.read_text(encoding="utf-8"), content_type="text/javascript")

    page.route("**/sources/**", give_source)
    page.goto(site_url + "selector/")
    found = page.evaluate(DRAW_ALL, [site_url, results, rules["questions"]])
    assert found["wrong"] == []
    assert all(count >= RESULTS for count in found["drawn"].values()), found["drawn"]

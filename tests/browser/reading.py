"""What the selector's page says, read off the page alone: the answers its form shows and the result beside them."""

import json
import re
import time
from typing import Any

from playwright.sync_api import Page

from calculator import Calculator

READ_FORM = """
() => Object.fromEntries([...document.querySelectorAll("[data-selector] fieldset[data-question]")].flatMap((each) => {
  const field = each.querySelector("input[type=text]");
  if (field && field.value.trim() !== "") return [[each.dataset.question, { typed: field.value }]];
  const checked = each.querySelector("input[type=radio]:checked");
  return checked && checked.value !== "" ? [[each.dataset.question, checked.value]] : [];
}))
"""

READ_RESULT = """
() => {
  const results = document.querySelector("[data-selector-results]");
  return {
    busy: results.getAttribute("aria-busy") === "true",
    headline: results.querySelector("[data-selector-headline]").textContent.trim(),
    summary: results.querySelector("[data-selector-summary]").textContent.trim(),
    ranking: [...results.querySelectorAll("[data-motion][data-rank]")].map((row) => [
      row.dataset.motion,
      Number(row.dataset.rank),
      row.dataset.vetoed === "true",
      row.querySelector('[data-part="fit"]').textContent.trim(),
    ]),
  };
}
"""

LATEST = """
() => (window.selectorEvents ?? []).filter((each) => each.name === "selector:result").at(-1)?.detail ?? null
"""

READ_ALL = f"() => [({READ_FORM.strip()})(), ({LATEST.strip()})(), ({READ_RESULT.strip()})()]"

SCALE = {"k": 1e3, "m": 1e6, "%": 0.01, "": 1.0}


def read_figure(text: str) -> float | int:
    """`24000`, `$24,000`, `24K`, `80%` as a number."""
    match = re.fullmatch(r"\$?\s*([\d,]*\.?\d+)\s*([kKmM%]?)", text.strip())
    assert match, f"the field shows {text!r}, which is no figure"
    value = round(float(match[1].replace(",", "")) * SCALE[match[2].lower()], 9)
    return int(value) if value.is_integer() else value


def read_typed(text: str) -> float | int | dict[str, float | int]:
    """One figure, or two as a range; in `20-40K` the K belongs to both."""
    parts = re.split(r"\s*(?:-|–|to)\s*", text.strip())
    if len(parts) == 1:
        return read_figure(parts[0])
    low, high = parts
    if not re.search(r"[kKmM%]$", low) and (unit := re.search(r"[kKmM%]$", high)):
        low += unit[0]
    return {"from": read_figure(low), "to": read_figure(high)}


def answers_shown(page: Page) -> dict[str, Any]:
    """The answers as the form's controls show them, not as any script holds them."""
    return read_answers(page.evaluate(READ_FORM))


def read_answers(form: dict[str, Any]) -> dict[str, Any]:
    """What the form's controls hold, as answers."""
    return {field: read_typed(each["typed"]) if isinstance(each, dict) else each for field, each in form.items()}


def result_shown(page: Page) -> dict[str, Any]:
    """Headline, summary and ranking as they stand on the page."""
    found: dict[str, Any] = page.evaluate(READ_RESULT)
    return found


def given(result: dict[str, Any]) -> dict[str, Any]:
    """The answers a result is for, without those that are not sure."""
    return {field: answer for field, answer in result["answers"].items() if answer is not None}


def settled(page: Page) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answers shown, and the full result announced last, once it is for these answers and nothing is on its way."""
    deadline = time.monotonic() + 60
    while True:
        form, latest, shown = page.evaluate(READ_ALL)  # of one moment
        answers = read_answers(form)
        if latest is not None and same(given(latest), answers) and not shown["busy"]:
            return answers, latest
        if time.monotonic() > deadline:
            raise AssertionError(f"shown: {answers}\nbut the last result is for: {latest and given(latest)}")
        page.wait_for_timeout(20)


def in_python(calculator: Calculator, answers: dict[str, Any]) -> dict[str, Any]:
    """CPython's full result for the same answers."""
    result: dict[str, Any] = json.loads(calculator.answer(json.dumps({"answers": answers})))
    return result


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two sets of answers are the same, whatever the order they came in."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def expected_on_page(result: dict[str, Any]) -> dict[str, Any]:
    """What the page has to show for a result."""
    return {
        "busy": False,
        "headline": result["headline"],
        "summary": result["summary"] if result["answered"] else f"0 of {result['asked']} answered",
        "ranking": [[row["motion"], row["rank"], row["vetoed"], f"{row['fit']:.1f}"] for row in result["ranking"]],
    }

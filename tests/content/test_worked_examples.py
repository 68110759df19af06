"""Pages that print what the calculator or the formula gives: worked examples and the ceilings of a budget."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

import pytest

from calculator import Calculator
from kb.library.catalogue import Catalogue
from kb.published.export import rules_json

LINK = re.compile(r"\(\.\./selector\.md#selector\?([^)]+)\)")
OUTCOME = re.compile(r"\{: \.outcome ([^}]*)\}")
PAGE = "execution/what-a-motion-costs"
DATA = re.compile(r'data-(\w+)="([^"]*)"')


def examples(catalogue: Catalogue) -> Iterator[tuple[str, dict[str, Any], dict[str, str]]]:
    """Document, answers of each link to the selector, and what the page says came out."""
    for document in catalogue.documents.values():
        if document.category == "worked-examples":
            links, outcomes = LINK.findall(document.text), OUTCOME.findall(document.text)
            assert len(links) == len(outcomes), document.path
            for link, outcome in zip(links, outcomes, strict=True):
                answers: dict[str, Any] = {key: value for key, value in parse_qsl(link) if key != "v"}
                answers["acv_usd"] = int(answers["acv_usd"])
                yield document.path, answers, dict(DATA.findall(outcome))


def test_the_selector_says_what_the_worked_examples_print(catalogue: Catalogue) -> None:
    calculator = Calculator(rules_json(catalogue))
    count = 0
    for path, answers, said in examples(catalogue):
        count += 1
        result = json.loads(calculator.answer(json.dumps({"answers": answers})))
        ranking = sorted(result["ranking"], key=lambda row: row["rank"])
        assert ranking[0]["motion"] == said["leader"], path
        assert {row["motion"] for row in ranking if row["vetoed"]} == set(said["out"].split()), path
        if "second" in said:
            assert ranking[1]["motion"] == said["second"], path
        if "word" in said:
            assert said["word"] in result["headline"], path
    assert count == 4


@pytest.mark.parametrize("motion", ["developer_led", "product_led", "sales_led", "partner_led", "marketplace_led"])
def test_ceilings_follow_from_the_defaults(catalogue: Catalogue, motion: str) -> None:
    """Spend that each dollar of new revenue carries: what is kept × margin × months of payback over twelve."""
    defaults = {name: row["value"] for name, row in catalogue.rules["defaults"].items()}
    kept = {"partner_led": 1 - defaults["partner_margin"], "marketplace_led": 1 - defaults["marketplace_fee"]}
    ceiling = kept.get(motion, 1) * defaults["gross_margin"] * defaults[f"target_payback_months_{motion}"] / 12
    name = motion.replace("_", "-").capitalize()
    row = re.search(rf"^\| {name} \| \$([\d.]+) \| \$([\d.]+[KM]) \|", catalogue.documents[PAGE].text, re.MULTILINE)
    assert row
    assert float(row[1]) == pytest.approx(ceiling, abs=0.005)

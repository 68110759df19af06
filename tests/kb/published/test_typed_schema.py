"""The page's types and the published schema are those of the result as it is declared."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from calculator import Calculator, CalculatorError
from kb.published.typed_schema import result_schema, result_types, rules_schema
from tests.kb.libraries import GOLDEN, OWN, catalogue_of


def test_the_page_has_the_types_in_force(root: Path, request: pytest.FixtureRequest) -> None:
    target = root / "site_overrides" / "assets" / "selector" / "result_types.mjs"
    if request.config.getoption("--rewrite-golden", default=False):
        target.write_text(result_types(), encoding="utf-8")
    assert target.read_text(encoding="utf-8") == result_types(), "run this test with --rewrite-golden"


def test_the_rules_of_every_library_follow_their_schema_and_are_read() -> None:
    schema = rules_schema()
    Draft202012Validator.check_schema(schema)
    for library in (OWN, *GOLDEN):
        rules = catalogue_of(library).rules
        if rules.get("criteria"):
            Draft202012Validator(schema).validate(rules)
            Calculator(json.dumps(rules))


@pytest.mark.parametrize(
    ("part", "key", "value", "place"),
    [
        ("questions", "kind", "text", "rules.questions[0].kind"),
        ("groups", "weight", -1, "rules.groups[0].weight"),
        ("motions", "labl", "x", "rules.motions[0].labl"),
        ("criteria", "rows", {}, "rules.criteria[0].rows"),
    ],
)
def test_schema_and_reader_refuse_the_same(part: str, key: str, value: object, place: str) -> None:
    rules = json.loads(json.dumps(catalogue_of(OWN).rules))
    rules[part][0][key] = value
    assert list(Draft202012Validator(rules_schema()).iter_errors(rules))
    with pytest.raises(CalculatorError, match=re.escape(place)):
        Calculator(json.dumps(rules))


def test_the_schema_is_one() -> None:
    schema = result_schema()
    Draft202012Validator.check_schema(schema)
    assert {"Result", "ErrorResult", "Section", "Item"} <= set(schema["$defs"])
    assert set(schema["$defs"]["Item"]["properties"]) == {
        "head", "body", "motion", "question", "url", "sources", "points",
    }  # fmt: skip

"""Every result keeps to the published JSON Schema, and so does every request that is answered."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import calculator
from kb.published.typed_schema import result_schema
from tests.calculator.strategies import bases_and_answers
from tests.calculator.support import CODEBOOK, TOY, ask, load
from tests.calculator.test_invariants import codebook_answers

SCHEMAS = Path(calculator.__file__).parent / "schema"


def validator(name: str) -> Draft202012Validator:
    """The validator of a published schema."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


RESULT, ANSWERS = Draft202012Validator(result_schema()), validator("answers")
EVERYTHING: dict[str, Any] = {
    "acv_usd": "20K-40K",
    "user": "business-team",
    "current_motion": "product-led",
    "sales_capacity": "none",
    "cac_usd": 12000.5,
    "gross_margin": "80%",
    "annual_churn": 0.1,
    "target_arr_usd": "$3M",
    "latitude": None,
}


def check(result: dict[str, Any]) -> None:
    """Fails with the first place where a result leaves the schema."""
    errors = sorted(RESULT.iter_errors(result), key=lambda error: len(error.path))
    assert not errors, "\n".join(f"{list(e.path)}: {[c.message for c in e.context or [e]][:6]}" for e in errors[:3])


@settings(max_examples=20)
@given(bases_and_answers())
def test_results_under_random_rules(given_case: tuple[Any, Any]) -> None:
    rules, answers = given_case
    check(ask(load(rules), answers, samples=64))
    check(ask(load(rules), answers, detail="point"))


@settings(max_examples=20)
@given(codebook_answers())
def test_results_under_the_codebook(answers: dict[str, Any]) -> None:
    ANSWERS.validate({"schema": 1, "answers": answers})
    check(ask(CODEBOOK, answers, samples=64))


@pytest.mark.parametrize("answers", [{}, EVERYTHING], ids=["nothing", "everything"])
@pytest.mark.parametrize("detail", ["point", "full"])
def test_result_and_request(answers: dict[str, Any], detail: str) -> None:
    request = {"schema": 1, "answers": answers, "detail": detail, "seed": 2, "samples": 128}
    ANSWERS.validate(request)
    result = json.loads(CODEBOOK.answer(json.dumps(request)))
    assert result["status"] != "error"
    check(result)
    assert ("acceptability" in result) == (detail == "full")


def test_error_result() -> None:
    check(ask(TOY, {"acv_usd": -1, "buyer": "x"}))
    check(json.loads(TOY.answer("not JSON")))


def test_the_text_is_canonical() -> None:
    text = CODEBOOK.answer(json.dumps({"answers": EVERYTHING}))
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert "NaN" not in text
    assert "\n" not in text


def test_whole_numbers_have_no_decimal_point() -> None:
    """JavaScript would print 80.0 as 80; so do we, and the text survives a round trip through the page."""
    text = CODEBOOK.answer(json.dumps({"answers": EVERYTHING}))
    assert ".0," not in text
    assert ".0}" not in text
    assert ".0]" not in text

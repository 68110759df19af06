"""The page's types and the published schema are those of the result as it is declared."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from kb.published.result_shape import result_schema, result_types


def test_the_page_has_the_types_in_force(root: Path, request: pytest.FixtureRequest) -> None:
    target = root / "site_overrides" / "assets" / "selector" / "result_types.mjs"
    if request.config.getoption("--rewrite-golden", default=False):
        target.write_text(result_types(), encoding="utf-8")
    assert target.read_text(encoding="utf-8") == result_types(), "run this test with --rewrite-golden"


def test_the_schema_is_one() -> None:
    schema = result_schema()
    Draft202012Validator.check_schema(schema)
    assert {"Result", "ErrorResult", "Section", "Item"} <= set(schema["$defs"])
    assert set(schema["$defs"]["Item"]["properties"]) == {
        "head", "body", "motion", "question", "url", "sources", "points",
    }  # fmt: skip

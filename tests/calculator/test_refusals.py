"""Every refusal with its full text: the field, the value found, and what would be accepted."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import Calculator, CalculatorError, answer
from calculator.answers.request import MAX_BYTES
from tests.calculator.support import CODEBOOK, TOY, TOY_TEXT
from tests.calculator.test_result_schema import RESULT

MONEY = ["1 to 10,000,000 USD per year", "lt5k", "5k-25k", "25k-100k", "gt100k"]
BUYER = ["same-person", "same-team", "different-people"]
QUESTIONS = ["acv_usd", "buyer_user", "time_to_value"]


def refusal(text: str, calculator: Calculator = TOY) -> list[tuple[str, Any, str, list[str]]]:
    """The errors of a refused request."""
    result = json.loads(calculator.answer(text))
    assert result["status"] == "error"
    assert set(result) == {"schema", "status", "errors"}
    return [(e["field"], e["value"], e["message"], e["allowed"]) for e in result["errors"]]


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ('"acv": 5', ("answers.acv", None, "there is no question acv; did you mean acv_usd?", QUESTIONS)),
        ('"zzz": 5', ("answers.zzz", None, "there is no question zzz", QUESTIONS)),
        (
            '"buyer_user": "same-persn"',
            (
                "answers.buyer_user",
                "same-persn",
                "'same-persn' is not one of its answers; did you mean same-person?",
                BUYER,
            ),
        ),
        (
            '"buyer_user": ""',
            ("answers.buyer_user", "", "the answer is empty; leave it out or write null", BUYER),
        ),
        (
            '"buyer_user": 3',
            (
                "answers.buyer_user",
                3,
                "the answer must be the name of one option or null for not sure, and this is not text",
                BUYER,
            ),
        ),
        (
            '"buyer_user": true',
            (
                "answers.buyer_user",
                True,
                "the answer must be the name of one option or null for not sure, and this is not text",
                BUYER,
            ),
        ),
        (
            '"buyer_user": ["same-person"]',
            (
                "answers.buyer_user",
                "a list",
                "the answer must be the name of one option or null for not sure, and this is a list",
                BUYER,
            ),
        ),
        (
            '"buyer_user": {"from": 1, "to": 2}',
            (
                "answers.buyer_user",
                "an object",
                "the answer must be the name of one option or null for not sure, and this is an object",
                BUYER,
            ),
        ),
        (
            '"buyer_user": NaN',
            (
                "answers.buyer_user",
                "NaN",
                "the answer must be the name of one option or null for not sure, and this is NaN",
                BUYER,
            ),
        ),
        ('"acv_usd": NaN', ("answers.acv_usd", "NaN", "NaN is not a number that can be computed with", MONEY)),
        (
            '"acv_usd": -Infinity',
            ("answers.acv_usd", "-Infinity", "-Infinity is not a number that can be computed with", MONEY),
        ),
        (
            '"acv_usd": 1e400',
            ("answers.acv_usd", "1e400", "1e400 is not a number that can be computed with", MONEY),
        ),
        ('"acv_usd": -5', ("answers.acv_usd", -5, "the answer cannot be negative", MONEY)),
        ('"acv_usd": -0.5', ("answers.acv_usd", -0.5, "the answer cannot be negative", MONEY)),
        (
            '"acv_usd": 0',
            ("answers.acv_usd", 0, "$0 is below the least possible answer, $1", MONEY),
        ),
        (
            '"acv_usd": 10000001',
            ("answers.acv_usd", 10000001, "$10,000,001 is above the greatest possible answer, $10,000,000", MONEY),
        ),
        (
            '"acv_usd": 2.00001',
            ("answers.acv_usd", 2.00001, "a number may have 15 digits before the point and 4 after it", MONEY),
        ),
        (
            '"acv_usd": true',
            (
                "answers.acv_usd",
                True,
                "the answer must be a number, a range, a band or null for not sure",
                MONEY,
            ),
        ),
        (
            '"acv_usd": [1, 2]',
            (
                "answers.acv_usd",
                "a list",
                "the answer must be a number, a range, a band or null for not sure",
                MONEY,
            ),
        ),
        (
            '"acv_usd": "a lot"',
            (
                "answers.acv_usd",
                "a lot",
                "'a lot' is not a figure; write 24000, $49/mo or 20K-40K",
                MONEY,
            ),
        ),
        (
            '"acv_usd": "20K-40K-60K"',
            (
                "answers.acv_usd",
                "20K-40K-60K",
                "'20K-40K-60K' is not a figure; write 24000, $49/mo or 20K-40K",
                MONEY,
            ),
        ),
        (
            '"acv_usd": "40K-20K"',
            ("answers.acv_usd", "40K-20K", "the range runs backwards; write the smaller number first", MONEY),
        ),
        (
            '"acv_usd": "[5K..5K)"',
            (
                "answers.acv_usd",
                "[5K..5K)",
                "the range is empty: its ends are equal and one of them does not belong to it",
                MONEY,
            ),
        ),
        (
            '"acv_usd": {"from": 5}',
            ("answers.acv_usd", "an object", "a range needs both from and to; null means no limit", MONEY),
        ),
        (
            '"acv_usd": {"from": 5, "to": 9, "upto": 9}',
            ("answers.acv_usd", "an object", "a range has the keys from and to, not upto", MONEY),
        ),
        (
            '"acv_usd": {"from": "5", "to": 9}',
            ("answers.acv_usd", "an object", "from must be a number or null", MONEY),
        ),
        (
            '"acv_usd": {"from": 5, "to": NaN}',
            ("answers.acv_usd", "an object", "NaN is not a number that can be computed with", MONEY),
        ),
        (
            '"acv_usd": {"from": 5, "to": 9, "to_closed": 1}',
            ("answers.acv_usd", "an object", "from_closed and to_closed are true or false", MONEY),
        ),
        (
            '"acv_usd": {"from": 5, "from": 6, "to": 9}',
            ("answers.acv_usd", "an object", "from is written twice in the range; keep one", MONEY),
        ),
        (
            '"acv_usd": {"from": null, "to": null}',
            (
                "answers.acv_usd",
                "an object",
                "a range needs at least one end; leave the question out or write null",
                MONEY,
            ),
        ),
        (
            '"acv_usd": {"from": -5, "to": 9}',
            ("answers.acv_usd", "an object", "the answer cannot be negative", MONEY),
        ),
        (
            '"buyer_user": "same-team", "buyer_user": "same-person"',
            ("answers.buyer_user", None, "it is answered twice; keep one", []),
        ),
    ],
)
def test_one_bad_answer(answers: str, error: tuple[str, Any, str, list[str]]) -> None:
    assert refusal('{"answers": {' + answers + "}}") == [error]


def test_a_share_above_one_is_told_how_to_write_percent() -> None:
    assert refusal('{"answers": {"gross_margin": 80}}', CODEBOOK) == [
        (
            "answers.gross_margin",
            80,
            "80 is above the greatest possible answer, 1; write a share such as 0.8 or 80%",
            ["0 to 1 fraction"],
        )
    ]


def test_all_bad_answers_are_told_at_once_in_order() -> None:
    found = refusal('{"answers": {"time_to_value": 1, "buyer_user": "x", "acv": 1, "acv_usd": -1}}')
    assert [field for field, *_ in found] == [
        "answers.acv",
        "answers.acv_usd",
        "answers.buyer_user",
        "answers.time_to_value",
    ]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", ("request", None, "this is not JSON: Expecting value at line 1 column 1", [])),
        ('{"answers": {}', ("request", None, "this is not JSON: Expecting ',' delimiter at line 1 column 15", [])),
        ("[]", ("request", "list", "a request is an object with the key answers", ["answers"])),
        ("7", ("request", 7, "a request is an object with the key answers", ["answers"])),
        ("{}", ("answers", None, "answers must be an object of question ids and answers", [])),
        ('{"answers": [1]}', ("answers", "a list", "answers must be an object of question ids and answers", [])),
        ('{"answers": {}, "schema": 2}', ("schema", 2, "only requests of schema 1 are understood", ["1"])),
        ('{"answers": {}, "schema": true}', ("schema", True, "only requests of schema 1 are understood", ["1"])),
        (
            '{"answers": {}, "answer": {}}',
            (
                "answer",
                None,
                "a request has no key answer",
                ["schema", "answers", "samples", "seed", "detail"],
            ),
        ),
        ('{"answers": {}, "answers": {}}', ("answers", None, "answers is written twice; keep one", [])),
        ('{"answers": {}, "samples": 0}', ("samples", 0, "samples must be a whole number from 1 to 65,536", [])),
        ('{"answers": {}, "samples": 2.5}', ("samples", 2.5, "samples must be a whole number from 1 to 65,536", [])),
        (
            '{"answers": {}, "seed": -1}',
            ("seed", -1, "seed must be a whole number from 0 to 18,446,744,073,709,551,615", []),
        ),
        (
            '{"answers": {}, "seed": "1"}',
            ("seed", "1", "seed must be a whole number from 0 to 18,446,744,073,709,551,615", []),
        ),
        ('{"answers": {}, "detail": "all"}', ("detail", "all", "detail is point or full", ["point", "full"])),
        ('{"answers": {}, "detail": ["x"]}', ("detail", "a list", "detail is point or full", ["point", "full"])),
        (
            '{"answers": ' + '{"a":' * 20 + "1" + "}" * 21,
            ("request", None, "brackets are nested 21 deep, and at most 8 are read; answers stand side by side", []),
        ),
        (
            "[" * 100_000,
            (
                "request",
                None,
                "brackets are nested 100000 deep, and at most 8 are read; answers stand side by side",
                [],
            ),
        ),
        (
            '"\ud800"',
            ("request", None, "character 2 is half of a pair and not valid UTF-8", []),
        ),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_a_bad_request(text: str, error: tuple[str, Any, str, list[str]]) -> None:
    assert refusal(text) == [error]


def test_a_large_request_is_refused_before_it_is_parsed() -> None:
    text = '{"answers": {"acv_usd": "' + "9" * 10_000_000 + '"}}'
    message = f"the request has {len(text):,} bytes, and at most {MAX_BYTES:,} are read; send only the answers"
    assert refusal(text) == [("request", None, message, [])]


def test_an_endless_string_takes_no_longer_than_its_length() -> None:
    for text in ('"' + "\\" * 500_001, '{"' + '\\"' * 400_000, "[" + '"\\"' * 200_000):
        assert refusal(text)[0][0] == "request"


def test_long_values_are_shortened_in_the_error() -> None:
    found = refusal('{"answers": {"buyer_user": "' + "x" * 5000 + '", "' + "q" * 5000 + '": 1}}')
    assert [len(str(value)) for _, value, *_ in found] == [80, len("None")]
    assert len(found[1][0]) == len("answers.") + 80


def test_a_number_of_many_digits_is_refused_and_not_computed() -> None:
    found = refusal('{"answers": {"acv_usd": ' + "9" * 5000 + "}}")
    assert found[0][0] == "answers.acv_usd"
    assert found[0][2].endswith("is not a number that can be computed with")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "rules: must be an object"),
        (
            "{",
            "rules: this is not JSON that can be read: "
            "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
        ),
        ('{"schema": NaN}', "rules: this is not JSON that can be read: NaN is out of range"),
        ("1e99", "rules: this is not JSON that can be read: 1e99 is out of range"),
    ],
)
def test_bad_rules(text: str, message: str) -> None:
    with pytest.raises(CalculatorError) as caught:
        Calculator(text)
    assert str(caught.value) == message
    assert json.loads(answer('{"answers": {}}', text))["status"] == "error"


def test_rules_without_weight_are_refused() -> None:
    rules = json.loads(TOY_TEXT)
    for group in rules["groups"]:
        group["weight"] = 0
    with pytest.raises(CalculatorError, match=r"rules\.groups: all weights are zero, so nothing can be ranked"):
        Calculator(json.dumps(rules))


def test_the_api_answers_through_the_function_too() -> None:
    request = '{"answers": {"acv_usd": 24000}}'
    assert answer(request, TOY_TEXT) == TOY.answer(request)


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["5k-25k", "$2K", "NaN"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["from", "to", "x"]), inner, max_size=3)
    ),
    max_leaves=4,
)


@settings(max_examples=120)
@given(
    st.dictionaries(st.sampled_from([*QUESTIONS, "gross_margin", "segment", "nonsense"]), values, max_size=4),
    st.dictionaries(st.sampled_from(["samples", "seed", "detail", "schema", "x"]), values, max_size=2),
)
def test_any_json_is_answered_or_refused(answers: dict[str, Any], extra: dict[str, Any]) -> None:
    text = json.dumps({"answers": answers, "detail": "point", **extra})
    result = json.loads(CODEBOOK.answer(text))
    assert result["schema"] == 1
    assert not list(RESULT.iter_errors(result))


@settings(max_examples=100)
@given(st.text(max_size=40) | st.text('{}[]":,\\ne1.-', max_size=40))
def test_any_text_is_refused_and_never_raises(text: str) -> None:
    assert json.loads(TOY.answer(text))["schema"] == 1

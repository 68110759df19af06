"""Figures as people write them, from the table that the page's reader is tested with too."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from calculator.answers.amounts import Refusal, read_amount
from calculator.answers.given import read_number
from calculator.errors import FieldError
from calculator.exact.numerals import Span, to_json_number
from calculator.rules.rule_base import Question, span_to_json
from tests.calculator.support import CODEBOOK

TABLE = json.loads((Path(__file__).parents[1] / "amounts.json").read_text(encoding="utf-8"))
# What only the bounds of the question refuse; the reader itself takes it for a figure.
BOUNDS = {"outside": ("least possible", "greatest possible"), "backwards": ("backwards",), "too-fine": ("digits",)}


def question_of(kind: str) -> Question:
    """A question of one of the table's kinds."""
    any_one = next(question for question in CODEBOOK.rules.questions if question.is_number)
    unit, least, most = (TABLE["kinds"][kind][key] for key in ("unit", "min", "max"))
    return replace(any_one, unit=unit, minimum=least, maximum=most, options=(), bands=(), line=None)


@pytest.mark.parametrize("vector", TABLE["vectors"], ids=lambda each: f"{each['kind']}: {each['text'][:30]}")
def test_every_text_of_the_table(vector: dict[str, Any]) -> None:
    question = question_of(vector["kind"])
    if vector.get("read", 0) is None:
        assert not vector["text"].strip(), "an empty field is no answer, whoever reads it"
        return
    found = read_number(question, vector["text"])
    if "read" in vector:
        assert not isinstance(found, FieldError | str), found
        shown = span_to_json(found) if isinstance(found, Span) else to_json_number(found)
        assert shown == vector["read"]
        return
    assert isinstance(found, FieldError)
    read = read_amount(vector["text"], question)
    if isinstance(read, Refusal):
        assert read.reason == vector["refused"]
        assert found.message == read.message
    else:
        assert any(word in found.message for word in BOUNDS[vector["refused"]]), found.message


def test_a_refusal_names_the_real_reason_and_an_example_of_the_kind() -> None:
    def said(text: str, kind: str) -> str:
        read = read_amount(text, question_of(kind))
        assert isinstance(read, Refusal)
        return read.message

    assert said("abc", "yearly") == "'abc' is not a figure; write 24000, $49/mo or 20K-40K"
    assert said("most", "share") == "'most' is not a figure; write 80%, 0.8 or 70-80%"
    assert said("$40 per seat", "yearly") == (
        "a price per seat needs how many there are; write 40*25 for 25, and *12 behind it if that is a month's price"
    )
    assert said("24.000", "yearly") == "'24.000' can be read in two ways; write 24000 or 24"
    assert said("24,5K", "yearly") == "'24,5K' has a comma before its decimals; write 24.5K, with a point"
    assert said("€500", "yearly") == "'€500' is not in US dollars; write 24000, $49/mo or 20K-40K"
    assert said("-5", "share") == "'-5' is below zero; write 80%, 0.8 or 70-80%"
    assert said("$300/mo", "once") == (
        "'$300/mo' has a time in it, and this is asked in USD per customer; write 24000, 24K or 20K-40K"
    )
    assert said("9" * 101, "once") == "101 characters are not a figure; write 24000, 24K or 20K-40K"

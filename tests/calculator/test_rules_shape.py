"""What violates the shape of rules.json is named by its place; whatever is accepted can be asked."""

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator import Calculator, CalculatorError
from tests.calculator.support import CODEBOOK_TEXT, TOY_TEXT
from tests.kb.libraries import OWN, catalogue_of

type Json = Any
LONG = "x" * 5000


def refusal(rules: Json) -> list[tuple[str, str]]:
    """Place and message of everything that is refused in rules."""
    with pytest.raises(CalculatorError) as caught:
        Calculator(json.dumps(rules))
    return [(error.field, error.message) for error in caught.value.errors]


def small() -> Json:
    """The rules of the tests with one of everything that accompanies them."""
    rules = json.loads(CODEBOOK_TEXT)
    motion, question = rules["motions"][0]["id"], rules["questions"][0]["id"]
    number = next(one for one in rules["questions"] if one["kind"] == "number")["id"]
    rules["needs_customers"] = [question]
    rules["first_steps"] = {motion: {"url": "motions/a/", "steps": [{"title": "Call", "text": "Call ten."}]}}
    rules["titles"] = {"motions/a": "A"}
    rules["situations"] = [{"label": "Early", "answers": {number: 5000}}]
    rules["cases"] = [
        {"id": "a", "company": "A", "primary": motion, "page": "cases/a", "url": "cases/a/", "answers": {number: 5000}}
    ]
    return rules


def set_to(*path: Any, to: Any) -> Callable[[Json], None]:
    """A change of one node."""

    def change(rules: Json) -> None:
        for step in path[:-1]:
            rules = rules[step]
        rules[path[-1]] = to

    return change


def without(*path: Any) -> Callable[[Json], None]:
    """A change that takes one node out."""

    def change(rules: Json) -> None:
        for step in path[:-1]:
            rules = rules[step]
        del rules[path[-1]]

    return change


def of_kind(rules: Json, kind: str) -> int:
    """Where the first ranking question of a kind stands."""
    return next(i for i, one in enumerate(rules["questions"]) if one["kind"] == kind and one["role"] == "fit")


RULES = small()
OPTION, NUMBER = of_kind(RULES, "option"), of_kind(RULES, "number")
NOT_FIT = next((one["id"] for one in RULES["questions"] if one["role"] != "fit"), "")


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (set_to("schema", to=2), "schema", "must be 1"),
        (set_to("schema", to=True), "schema", "must be 1"),
        (set_to("version", to=None), "version", "must be a text"),
        (without("motions"), "motions", "is missing"),
        (set_to("motions", to={}), "motions", "must be a list"),
        (set_to("motions", to=[]), "motions", "must have 1 to 8 entries, and has 0"),
        (set_to("motions", 1, to="sales-led"), "motions[1]", "must be an object"),
        (set_to("motions", 0, "labl", to="x"), "motions[0].labl", "is no key that is read"),
        (set_to("motions", 1, "parent", to=7), "motions[1].parent", "must be a text or null"),
        (set_to("motions", 1, "parent", to="nobody"), "motions[1].parent", "is no motion of these rules"),
        (
            set_to("motions", 1, "parent", to=RULES["motions"][1]["id"]),
            "motions[1].parent",
            "makes the motion inherit from itself",
        ),
        (set_to("motions", 1, "id", to=RULES["motions"][0]["id"]), "motions[1].id", "stands twice"),
        (set_to("groups", 0, "weight", to=-1), "groups[0].weight", "must lie between 0 and 1000000"),
        (set_to("groups", 0, "weight", to=1.5), "groups[0].weight", "must be a whole number"),
        (set_to("questions", 0, "kind", to="text"), "questions[0].kind", "must be option or number"),
        (set_to("questions", 3, "options", 0, "prior", to=""),
         "questions[3].options[0].prior", "must be a whole number"),
        (set_to("criteria", 0, "rows", to=[]), "criteria[0].rows", "must hold a row for every answer"),
        (set_to("questions", OPTION, "options", to=[]), f"questions[{OPTION}].options", "must hold an answer"),
        (set_to("questions", NUMBER, "min", to=-1), f"questions[{NUMBER}].min", "must not be below 0"),
        (set_to("questions", NUMBER, "max", to=0), f"questions[{NUMBER}].max", "must be above the least amount"),
        (
            set_to("questions", NUMBER, "options", 0, "range", to=None),
            f"questions[{NUMBER}].options[0].range",
            "is missing: the question asks for an amount",
        ),
        (
            set_to("questions", NUMBER, "options", 1, "range", "to", to=0),
            f"questions[{NUMBER}].options[1].range.to",
            "must not be below from",
        ),
        (set_to("questions", NUMBER, "options", 1, "range", "from", to=None),
         f"questions[{NUMBER}].options[0].range", "holds amounts that a later band holds too"),
        (set_to("questions", NUMBER, "min", to=10**9), f"questions[{NUMBER}].max", "must be above the least amount"),
        (set_to("questions", NUMBER, "max", to=RULES["questions"][NUMBER]["min"] + 1),
         f"questions[{NUMBER}].options[2].range", "holds no amount between min and max"),
        (set_to("criteria", 0, "group", to="nothing"), "criteria[0].group", "is no group of these rules"),
        (set_to("criteria", 0, "questions", to=[]), "criteria[0].questions", "must name a question"),
        (set_to("criteria", 0, "questions", 0, to="q"), "criteria[0].questions[0]", "is no question of these rules"),
        (
            set_to("criteria", 0, "questions", 0, to=NOT_FIT),
            "criteria[0].questions[0]",
            "names a question that does not rank: its role is not fit",
        ),
        (
            set_to("criteria", 1, "questions", to=RULES["criteria"][0]["questions"]),
            "criteria[1].questions[0]",
            "names a question that rules.criteria[0].questions[0] has already",
        ),
        (set_to("criteria", 0, "rows", 0, "points", RULES["motions"][0]["id"], to=3),
         f"criteria[0].rows[0].points.{RULES['motions'][0]['id']}", "must lie between -2 and 2"),
        (set_to("criteria", 0, "rows", 0, "points", "nobody", to=1),
         "criteria[0].rows[0].points.nobody", "is no motion of these rules"),
        (set_to("criteria", 0, "rows", 0, "when", "nothing", to={"options": []}),
         "criteria[0].rows[0].when.nothing", "is no question of these rules"),
        (set_to("criteria", 0, "rows", 0, "sources", 0, to={"kind": "rumour"}),
         "criteria[0].rows[0].sources[0].kind", "must be link, citation or inference"),
        (set_to("criteria", 0, "rows", 0, "sources", 0, to={"kind": "inference"}),
         "criteria[0].rows[0].sources[0].text", "is missing"),
        (set_to("vetoes", 0, "motion", to="nobody"), "vetoes[0].motion", "is no motion of these rules"),
        (set_to("vetoes", 0, "when", to={RULES["questions"][OPTION]["id"]: {}}),
         f"vetoes[0].when.{RULES['questions'][OPTION]['id']}", "must have options or ranges, and not both"),
        (set_to("vetoes", 0, "when", to={RULES["questions"][OPTION]["id"]: {"options": ["whenever"]}}),
         f"vetoes[0].when.{RULES['questions'][OPTION]['id']}.options[0]",
         f"is no answer to {RULES['questions'][OPTION]['id']}"),
        (set_to("vetoes", 0, "when", to={RULES["questions"][OPTION]["id"]: {"ranges": []}}),
         f"vetoes[0].when.{RULES['questions'][OPTION]['id']}.ranges",
         f"{RULES['questions'][OPTION]['id']} does not ask for an amount"),
        (set_to("hybrids", 0, "secondary", to="nobody"), "hybrids[0].secondary", "is no motion of these rules"),
        (set_to("thresholds", to={"clear": {"value": "most"}}), "thresholds.clear.value", "must be a number"),
        (set_to("first_steps", "nobody", to={"url": None, "steps": []}),
         "first_steps.nobody", "is no motion of these rules"),
        (set_to("needs_customers", 0, to="nothing"), "needs_customers[0]", "is no question of these rules"),
        (set_to("consequences", to=[{"priority": "Speed", "motions": [{
            "motion": "nobody", "text": "t", "url": None, "anchor": None, "reading": "", "sources": []}]}]),
         "consequences[0].motions[0].motion", "is no motion of these rules"),
        (set_to("criteria", 0, "monotone", to=[{"plus": "nobody", "minus": "nobody", "direction": "up"}]),
         "criteria[0].monotone[0].plus", "is no motion of these rules"),
        (set_to("criteria", 0, "rows", 0, "notes", to={"nobody": {"reading": "", "sources": []}}),
         "criteria[0].rows[0].notes.nobody", "is no motion of these rules"),
        (set_to("cases", 0, "primary", to="nobody"), "cases[0].primary", "is no motion of these rules"),
        (set_to("cases", 0, "answers", to={"acv_usd": []}), "cases[0].answers.acv_usd", "must be a text or a number"),
        (set_to("situations", 0, "label", to=5), "situations[0].label", "must be a text"),
        (set_to("titles", "motions/a", to=5), "titles.motions/a", "must be a text"),
    ],
)  # fmt: skip
def test_a_violation_is_named_by_its_place(change: Callable[[Json], None], place: str, message: str) -> None:
    rules = small()
    change(rules)
    assert (f"rules.{place}", message) in refusal(rules)


def test_all_violations_are_named_at_once_and_no_more_than_twenty() -> None:
    rules = small()
    rules["motions"][0]["label"] = rules["questions"][0]["label"] = None
    assert [place for place, _ in refusal(rules)] == ["rules.motions[0].label", "rules.questions[0].label"]
    for question in rules["questions"]:
        for option in question["options"]:
            option["label"] = None
    assert len(refusal(rules)) == 20


def test_what_is_repeated_in_a_refusal_is_short() -> None:
    rules = small()
    rules["version"] = [LONG]
    rules[LONG] = 1
    with pytest.raises(CalculatorError) as caught:
        Calculator(json.dumps(rules))
    assert all(len(f"{error.field}{error.value}{error.message}") < 300 for error in caught.value.errors)


def places(value: Json, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every node."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in children:
        yield (*above, step)
        yield from places(child, (*above, step))


BASES = [json.loads(TOY_TEXT), RULES, json.loads(json.dumps(catalogue_of(OWN).rules))]
PLACES = [list(places(rules)) for rules in BASES]
OTHERS = st.sampled_from([None, True, 0, 1, -1, 2.5, 10**30, "", "x", "sales-led", LONG, [], {}, [None], {"id": "x"}])


@settings(max_examples=150)
@given(st.data())
def test_any_changed_node_gives_a_refusal_with_a_place_or_rules_that_answer(data: st.DataObject) -> None:
    base = data.draw(st.integers(0, len(BASES) - 1))
    path = data.draw(st.sampled_from(PLACES[base]))
    rules = copy.deepcopy(BASES[base])
    (without(*path) if data.draw(st.booleans()) else set_to(*path, to=data.draw(OTHERS)))(rules)
    try:
        calculator = Calculator(json.dumps(rules))
    except CalculatorError as error:
        assert all(one.field.startswith("rules.") for one in error.errors)
        return
    dice = random.Random(len(path))
    fit = [one for one in rules["questions"] if one["options"]]
    answers = {one["id"]: dice.choice(one["options"])["id"] for one in dice.sample(fit, min(3, len(fit)))}
    for detail, given_answers in (("point", {}), ("full", answers)):
        request = {"schema": 1, "answers": given_answers, "detail": detail, "samples": 256}
        assert json.loads(calculator.answer(json.dumps(request)))["status"] in ("ok", "conflict", "not-enough")

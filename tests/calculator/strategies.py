"""Random small rule bases and answers to them, for the property tests."""

from typing import Any

from hypothesis import strategies as st

Json = Any
LINK = {"kind": "link", "text": "page", "page": "execution/page", "url": "execution/page/#place"}
INFERENCE = {"kind": "inference", "text": "our judgement"}
BANDS: list[tuple[str, int | None, int | None, bool, bool]] = [
    ("low", None, 1_000, False, False),
    ("middle", 1_000, 25_000, True, False),
    ("high", 25_000, None, True, False),
]
IDS = ["alpha", "bravo", "charlie", "delta", "echo"]


def span(low: int | None, high: int | None, low_closed: bool, high_closed: bool) -> dict[str, Json]:
    """A range in the shape of rules.json."""
    return {"from": low, "to": high, "from_closed": low_closed, "to_closed": high_closed}


def option_question(name: str, count: int, priors: list[int]) -> dict[str, Json]:
    """A question with options o0, o1, ..."""
    options = [
        {"id": f"o{i}", "label": f"Option {i} of {name}", "example": None, "prior": priors[i], "range": None}
        for i in range(count)
    ]
    return question(name, "option", options)


def number_question(name: str, priors: list[int]) -> dict[str, Json]:
    """A numeric question with three bands."""
    options = [
        {"id": ends[0], "label": f"Band {ends[0]}", "example": None, "prior": prior, "range": span(*ends[1:])}
        for ends, prior in zip(BANDS, priors, strict=True)
    ]
    return question(name, "number", options) | {"unit": "USD per year", "min": 1, "max": 1_000_000}


def question(name: str, kind: str, options: list[Json], role: str = "fit") -> dict[str, Json]:
    """A question in the shape of rules.json."""
    return {
        "id": name,
        "role": role,
        "group": f"g-{name}" if role == "fit" else None,
        "weight": 1 if role == "fit" else None,
        "prompt": f"{name}?",
        "help": "",
        "label": name.capitalize(),
        "kind": kind,
        "unit": None,
        "min": None,
        "max": None,
        "options": options,
        "page": f"questions/{name}",
        "url": f"questions/{name}/",
        "one_liner": name,
    }


def condition(question: dict[str, Json], chosen: list[str]) -> dict[str, Json]:
    """A condition that holds of the chosen options."""
    if question["kind"] == "number":
        return {"ranges": [option["range"] for option in question["options"] if option["id"] in chosen]}
    return {"options": chosen}


@st.composite
def rule_bases(draw: st.DrawFn, *, vetoes: bool = True, silence: bool = True, most: int = 4) -> dict[str, Json]:
    """A rule base with 2 to 5 motions and 1 to `most` tables, one of them perhaps over two questions."""
    count = draw(st.integers(2, 5))
    motions: list[Json] = []
    for index in range(count):
        parent = draw(st.sampled_from([None, *range(index)])) if index else None
        # Parents first keeps it free of cycles; the ids are not in the order of the alphabet.
        name = f"{IDS[(index * 2) % 5]}-led"
        motions.append({"id": name, "parent": None if parent is None else motions[parent]["id"]})
    questions, criteria, groups = [], [], []
    for index in range(draw(st.integers(1, most))):
        name = f"q{index}"
        if index == 0 and draw(st.booleans()):
            asked = [number_question(name, draw(st.lists(st.integers(1, 3), min_size=3, max_size=3)))]
        else:
            size = draw(st.integers(2, 3))
            asked = [option_question(name, size, draw(st.lists(st.integers(1, 3), min_size=size, max_size=size)))]
        if index == 1 and draw(st.booleans()):
            asked.append(option_question("q9", 2, [1, 1]))
        groups.append(make_group(f"g-{name}", draw(st.integers(0 if index else 1, 5))))
        for extra in asked:
            extra["group"] = f"g-{name}"
        questions += asked
        criteria.append(draw(tables(name, asked, motions, silence)))
    rules = make_rule_base(motions, groups, questions, criteria)
    if vetoes:
        rules["vetoes"] = draw(st.lists(veto_rows(questions, [m["id"] for m in motions]), max_size=3))
        for number, veto in enumerate(rules["vetoes"]):
            veto["id"] = veto["anchor"] = f"v{number}"
    return rules


def make_group(name: str, weight: int) -> dict[str, Json]:
    """A group of the weights table."""
    page = "about/how-scoring-works"
    return {"id": name, "label": name, "weight": weight, "page": page, "url": f"{page}/", "anchor": f"weights-{name}"}


def make_rule_base(
    motions: list[Json], groups: list[Json], questions: list[Json], criteria: list[Json]
) -> dict[str, Json]:
    """A rules.json object around the parts that matter."""
    return {
        "schema": 1,
        "version": "random",
        "motions": [
            {
                **m,
                "label": m["id"].capitalize(),
                "aliases": [],
                "page": f"motions/{m['id']}",
                "url": f"motions/{m['id']}/",
            }
            for m in motions
        ],
        "groups": groups,
        "questions": questions,
        "criteria": criteria,
        "vetoes": [],
        "hybrids": [],
        "defaults": {},
        "thresholds": {},
    }


@st.composite
def tables(draw: st.DrawFn, name: str, asked: list[Json], motions: list[Json], silence: bool) -> dict[str, Json]:
    """A complete points table: a row for every combination of options."""
    combinations: list[dict[str, str]] = [{}]
    for entry in asked:
        combinations = [{**c, entry["id"]: o["id"]} for c in combinations for o in entry["options"]]
    rows = []
    for number, combination in enumerate(combinations):
        points = {
            motion["id"]: draw(st.sampled_from([None, -2, -1, 0, 1, 2]))
            if motion["parent"] is not None and silence
            else draw(st.integers(-2, 2))
            for motion in motions
        }
        inferred = silence and draw(st.integers(0, 3)) == 0
        rows.append(
            {
                "anchor": f"{name}-{number}",
                "line": 10 + number,
                "when": {e["id"]: condition(e, [combination[e["id"]]]) for e in asked},
                "label": f"Row {number} of {name}",
                "points": points,
                "reading": f"Reading {number} of {name}",
                "sources": [INFERENCE if inferred else LINK],
            }
        )
    return {
        "id": name,
        "questions": [entry["id"] for entry in asked],
        "group": f"g-{name}",
        "weight": 1,
        "page": f"questions/{name}",
        "url": f"questions/{name}/",
        "anchor": name,
        "monotone": [],
        "rows": rows,
    }


@st.composite
def veto_rows(draw: st.DrawFn, questions: list[Json], motions: list[str]) -> dict[str, Json]:
    """A requirement over one or two questions."""
    asked = draw(st.lists(st.sampled_from(questions), min_size=1, max_size=2, unique_by=lambda q: str(q["id"])))
    when = {}
    for entry in asked:
        ids = [option["id"] for option in entry["options"]]
        when[entry["id"]] = condition(entry, draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True)))
    motion = draw(st.sampled_from(motions))
    return {
        "id": "v",
        "motion": motion,
        "also_secondary": draw(st.booleans()),
        "when": when,
        "page": f"motions/{motion}",
        "url": f"motions/{motion}/",
        "anchor": "v",
        "line": 30,
        "label": "A requirement",
        "reading": "It needs the opposite",
        "sources": [LINK],
    }


@st.composite
def answers_to(draw: st.DrawFn, rules: dict[str, Json], *, complete: bool = False) -> dict[str, Json]:
    """Option or band ids for some or all of the questions."""
    found = {}
    for entry in rules["questions"]:
        if complete or draw(st.integers(0, 2)):
            found[entry["id"]] = draw(st.sampled_from([option["id"] for option in entry["options"]]))
    return found


@st.composite
def bases_and_answers(
    draw: st.DrawFn, *, complete: bool = False, vetoes: bool = True, silence: bool = True, most: int = 4
) -> tuple[dict[str, Json], dict[str, Json]]:
    """A rule base with answers to it."""
    rules = draw(rule_bases(vetoes=vetoes, silence=silence, most=most))
    return rules, draw(answers_to(rules, complete=complete))

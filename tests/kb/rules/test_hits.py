"""Which cases meet a row: what `serve` shows beside it, against the table read by hand."""

from kb.rules.hits import hits_on

RANGES = {"ranges": [{"from": 5, "to": 25, "from_closed": True, "to_closed": False}]}
RULES = {
    "criteria": [
        {
            "url": "questions/size/",
            "rows": [
                {"anchor": "small", "when": {"size": {"options": ["small"]}}},
                {"anchor": "middle", "when": {"price": RANGES, "size": {"options": ["large", "small"]}}},
                {"anchor": "any", "when": {}},
            ],
        },
        {"url": "questions/other/", "rows": [{"anchor": "elsewhere", "when": {}}]},
    ],
    "vetoes": [{"url": "questions/size/", "anchor": "barred", "when": {"size": {"options": ["huge"]}}}],
    "hybrids": [{"url": "questions/size/", "anchor": "joined", "primary": "one", "when": {}}],
    "cases": [
        {"company": "Ada", "primary": "one", "answers": {"size": "small", "price": 24.99}},
        {"company": "Bob", "primary": "two", "answers": {"size": "large", "price": 25}},
        {"company": "Cyd", "primary": "two", "answers": {"price": 5}},
    ],
}


def test_rows_of_every_kind_name_the_cases_that_meet_them() -> None:
    assert hits_on(RULES, "questions/size/") == {
        "small": ("Ada",),
        "middle": ("Ada",),
        "any": ("Ada", "Bob", "Cyd"),
        "barred": (),
        "joined": ("Ada",),
    }


def test_a_page_without_rules_has_none() -> None:
    assert hits_on(RULES, "growth/") == {}

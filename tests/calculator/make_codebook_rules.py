"""Writes a rules.json from the starting codebook, so that the engine can be measured before the pages exist.

Run as `python tests/calculator/make_codebook_rules.py CODEBOOK.yaml OUT.json`.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

Json = Any
MOTIONS = ["developer-led", "product-led", "sales-led", "partner-led", "marketplace-led"]
SOLD_BY = dict.fromkeys(MOTIONS, "itself") | {"sales-led": "sellers", "partner-led": "sellers"}
SHARES = {"partner-led": "partner_margin", "marketplace-led": "marketplace_fee"}
BANDS = {
    "lt1k": ("Under $1K a year", None, 1_000),
    "1k-5k": ("$1K to $5K a year", 1_000, 5_000),
    "5k-25k": ("$5K to $25K a year", 5_000, 25_000),
    "25k-100k": ("$25K to $100K a year", 25_000, 100_000),
    "gt100k": ("Over $100K a year", 100_000, None),
}
OTHER: list[tuple[str, str, str | None, float | None, list[str]]] = [
    ("sales_capacity", "readiness", None, None, ["none", "small", "large"]),
    ("current_motion", "transition", None, None, ["none", *MOTIONS]),
    ("cac_usd", "economics", "USD per customer", 10_000_000, []),
    ("gross_margin", "economics", "fraction", 1, []),
    ("annual_churn", "economics", "fraction per year", 1, []),
    ("target_arr_usd", "economics", "USD per year", 10_000_000_000, []),
]
# Illustrative values for tests: docs/scoring.md, e.1 says what for, the library's pages decide.
DEFAULTS: dict[str, tuple[float, str]] = {
    "gross_margin": (0.8, "fraction"),
    "annual_churn": (0.12, "fraction per year"),
    "lifetime_cap_years": (5, "years"),
    "target_payback_months_developer_led": (12, "months"),
    "target_payback_months_product_led": (12, "months"),
    "target_payback_months_sales_led": (18, "months"),
    "target_payback_months_enterprise": (24, "months"),
    "target_payback_months_partner_led": (18, "months"),
    "target_payback_months_marketplace_led": (18, "months"),
    "partner_margin": (0.3, "fraction"),
    "marketplace_fee": (0.03, "fraction"),
    "loaded_rep_cost": (180_000, "USD per year"),
    "marketing_share": (0.3, "fraction"),
    "quota": (750_000, "USD per year"),
    "attainment": (0.6, "fraction"),
    "ramp_months": (5, "months"),
    "free_to_paid": (0.04, "fraction"),
}
THRESHOLDS: dict[str, tuple[float, str]] = {
    "switch_share": (80, "percent"),
    "switch_fit_gap": (10, "points"),
    "switch_months_min": (12, "months"),
    "switch_months_max": (18, "months"),
}


def in_band(low: int | None, high: int | None) -> dict[str, Json]:
    """The codebook's bands, each open at its upper end but the fourth, which includes $100K."""
    return {
        "from": low,
        "to": high,
        "from_closed": low is not None and low != 100_000,
        "to_closed": high == 100_000,
    }


def title(identifier: str) -> str:
    """A readable name for an id."""
    return identifier.replace("_", " ").replace("-", " ").capitalize()


def make_question(question: str, role: str, group: str | None, options: list[str]) -> dict[str, Json]:
    """One question in the shape of rules.json."""
    is_acv = question == "acv_usd"
    return {
        "id": question,
        "role": role,
        "group": group,
        "weight": 1 if role == "fit" else None,
        "prompt": title(question) + "?",
        "help": "",
        "label": "Average contract value" if is_acv else title(question),
        "kind": "number" if is_acv else "option",
        "unit": "USD per year" if is_acv else None,
        "min": 1 if is_acv else None,
        "max": 10_000_000 if is_acv else None,
        "options": [
            {
                "id": option,
                "label": BANDS[option][0] if is_acv else title(option),
                "example": None,
                "prior": 1,
                "range": in_band(*BANDS[option][1:]) if is_acv else None,
            }
            for option in options
        ],
        "page": f"questions/{question}",
        "url": f"questions/{question}/",
        "one_liner": title(question),
    }


def make_rules(codebook: dict[str, Json]) -> dict[str, Json]:
    """The rule base that the codebook describes."""
    groups, questions, criteria = [], [], []
    for group, entry in codebook["groups"].items():
        page = {"page": "about/how-scoring-works", "url": "about/how-scoring-works/", "anchor": f"weights-{group}"}
        groups.append({"id": group, "label": title(group), "weight": entry["weight"], **page})
        for question in entry["questions"]:
            table = codebook["points"][question]
            questions.append(make_question(question, "fit", group, list(table)))
            criteria.append(make_criterion(question, group, table))
    for question, role, unit, maximum, options in OTHER:
        entry = make_question(question, role, None, options)
        if unit:
            entry |= {"kind": "number", "unit": unit, "min": 0, "max": maximum}
        questions.append(entry)
    rules: dict[str, Json] = {
        "schema": 1,
        "motions": [
            {
                "id": motion,
                "label": motion.capitalize(),
                "parent": codebook["parents"].get(motion),
                "aliases": [],
                "page": f"motions/{motion}",
                "url": f"motions/{motion}/",
                "sold_by": SOLD_BY[motion],
                "share": SHARES.get(motion),
            }
            for motion in MOTIONS
        ],
        "groups": groups,
        "questions": questions,
        "criteria": criteria,
        "vetoes": [make_veto(number, veto) for number, veto in enumerate(codebook["vetoes"])],
        "hybrids": [make_hybrid(*hybrid) for hybrid in HYBRIDS],
        "defaults": {key: make_setting("execution/cac-payback", key, *value) for key, value in DEFAULTS.items()},
        "thresholds": {
            key: make_setting("execution/changing-motions", key, *value) for key, value in THRESHOLDS.items()
        },
    }
    canonical = json.dumps(rules, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return {**rules, "version": hashlib.sha256(canonical.encode()).hexdigest()[:12]}


def make_condition(question: str, options: list[str]) -> dict[str, Json]:
    """A cell that lists options, or the ranges of the ACV bands."""
    if question == "acv_usd":
        return {"ranges": [in_band(*BANDS[option][1:]) for option in options]}
    return {"options": options}


def make_reference(page: str, anchor: str) -> dict[str, Json]:
    """A link to a place on a page."""
    return {"kind": "link", "text": title(page.split("/")[-1]), "page": page, "url": f"{page}/#{anchor}"}


def make_criterion(question: str, group: str, table: dict[str, dict[str, Json]]) -> dict[str, Json]:
    """The points table of one question."""
    rows = [
        {
            "anchor": f"{question}-{option}",
            "line": 20 + number,
            "when": {question: make_condition(question, [option])},
            "label": BANDS[option][0] if question == "acv_usd" else title(option),
            "points": {motion: None if points[motion] == "~" else points[motion] for motion in MOTIONS},
            "reading": f"{title(question)}: {title(option).lower()}",
            "sources": [make_reference("execution/motion-selection-factors", question)],
        }
        for number, (option, points) in enumerate(table.items())
    ]
    return {
        "id": question,
        "questions": [question],
        "group": group,
        "weight": 1,
        "page": f"questions/{question}",
        "url": f"questions/{question}/",
        "anchor": question,
        "monotone": [],
        "rows": rows,
    }


def make_veto(number: int, veto: dict[str, Json]) -> dict[str, Json]:
    """One requirement."""
    return {
        "id": f"requirements-{number + 1}",
        "motion": veto["motion"],
        "also_secondary": False,
        "when": {question: make_condition(question, options) for question, options in sorted(veto["when"].items())},
        "page": f"motions/{veto['motion']}",
        "url": f"motions/{veto['motion']}/",
        "anchor": f"requirements-{number + 1}",
        "line": 30 + number,
        "label": "; ".join(f"{title(q)}: {', '.join(map(title, o)).lower()}" for q, o in sorted(veto["when"].items())),
        "reading": f"{title(veto['motion'])} needs the opposite",
        "sources": [make_reference(f"motions/{veto['motion']}", "requirements")],
    }


HYBRIDS: list[tuple[str, str, dict[str, list[str]], str]] = [
    ("product-led", "sales-led", {"acv_usd": ["5k-25k", "25k-100k"]}, "closes the larger accounts"),
    ("developer-led", "sales-led", {"segment": ["mid-market", "enterprise"]}, "closes the company-wide deal"),
    ("sales-led", "partner-led", {"partner_need": ["some", "essential"]}, "installs and adapts"),
    ("marketplace-led", "sales-led", {"cloud_commit": ["committed-spend-buyers"]}, "carries large deals directly"),
    ("sales-led", "product-led", {}, "lets small teams start alone"),
]


def make_hybrid(primary: str, secondary: str, when: dict[str, list[str]], role: str) -> dict[str, Json]:
    """One pairing of motions."""
    anchor = f"hybrids-{primary}-{secondary}"
    return {
        "id": anchor,
        "primary": primary,
        "secondary": secondary,
        "role": role,
        "when": {question: make_condition(question, options) for question, options in when.items()},
        "page": "execution/hybrid-motions",
        "url": "execution/hybrid-motions/",
        "anchor": anchor,
        "line": 40,
        "reading": f"{title(secondary)} {role}",
        "sources": [make_reference("execution/hybrid-motions", "pairs")],
    }


def make_setting(page: str, key: str, value: float, unit: str) -> dict[str, Json]:
    """One declared number."""
    return {
        "value": value,
        "unit": unit,
        "page": page,
        "url": f"{page}/",
        "anchor": f"defaults-{key}",
        "reading": title(key),
        "sources": [{"kind": "inference", "text": title(key)}],
    }


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    made = make_rules(yaml.safe_load(source.read_text(encoding="utf-8")))
    target.write_text(json.dumps(made, sort_keys=True, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

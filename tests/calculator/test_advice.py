"""What stands around the ranking: words, status, conflicts, hybrids, readiness, transition, economics, reading."""

import copy
import json
from fractions import Fraction
from typing import Any

import pytest

from calculator.market import economics
from calculator.rules.rule_base import Limits, read_limits
from calculator.verdict.words import (
    Share,
    Word,
    choose_word,
    join_and,
    join_or,
    lower_first,
    write_headline,
    write_summary,
    write_sure_headline,
)
from tests.calculator.support import CODEBOOK, CODEBOOK_TEXT, TOY, ask, by_motion, load

SALES: dict[str, Any] = {
    "user": "executive",
    "buyer_user": "different-people",
    "latitude": "procurement",
    "segment": "enterprise",
    "product_type": "line-of-business-app",
    "acv_usd": 80_000,
    "time_to_value": "months",
    "customization": "integration-and-training",
    "stakeholders": "many",
    "evaluation_cycle": "months",
    "buyer_preference": "high-touch",
    "partner_need": "some",
    "platform": "standalone",
    "cloud_commit": "not-relevant",
}
DEVELOPER: dict[str, Any] = {
    "user": "developer",
    "buyer_user": "same-person",
    "latitude": "adopt-freely",
    "segment": "startup",
    "product_type": "developer-tool",
    "acv_usd": 300,
    "time_to_value": "minutes",
    "customization": "none",
    "stakeholders": "one",
    "evaluation_cycle": "days",
    "buyer_preference": "rep-free",
    "partner_need": "none",
    "platform": "standalone",
    "cloud_commit": "not-relevant",
}


def rules_with(**changes: Any) -> Any:
    """The codebook's rules with some parts replaced."""
    return {**json.loads(CODEBOOK_TEXT), **changes}


def threshold(value: float) -> dict[str, Any]:
    """A row of the thresholds table."""
    return {"value": value, "unit": None, "url": None, "anchor": None}


# Words


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (1000, "clear"),
        (900, "clear"),
        (895, "clear"),
        (894, "likely"),
        (700, "likely"),
        (694, "leaning"),
        (500, "leaning"),
        (494, "open"),
    ],
)
def test_words_of_confidence(share: int, word: str) -> None:
    assert choose_word(share, 1000, Limits()).value == word


def test_limits_are_read_from_the_pages_as_shares_or_percent() -> None:
    rules = rules_with(thresholds={"clear": threshold(0.8), "likely": threshold(65), "hybrid_gap": threshold(20)})
    limits = read_limits(load(rules).rules)
    assert (limits.clear, limits.likely, limits.leaning, limits.hybrid_gap) == (80, 65, 50, 20)


def test_joined_words() -> None:
    assert [join_and(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert join_or(["a", "b", "c"]) == "a, b or c"
    assert lower_first("Sales-led") == "sales-led"
    assert lower_first("PLG") == "PLG"
    assert lower_first("") == ""


@pytest.mark.parametrize(
    ("status", "answered", "leaders", "headline"),
    [
        ("conflict", 5, [], "No motion fits: every one is ruled out by an answer."),
        ("not-enough", 0, ["Sales-led"], "Answer a few questions to see which motion fits."),
        ("not-enough", 2, ["Sales-led"], "Not enough yet: sales-led has the most fit so far."),
        ("not-enough", 2, ["A-led", "B-led"], "Not enough yet: a-led and b-led have the most fit so far."),
        ("ok", 9, ["Sales-led", "Product-led"], "Sales-led and product-led fit equally well."),
        ("ok", 9, ["Sales-led"], "Sales-led fits best."),
    ],
)
def test_headlines_by_fit_alone(status: str, answered: int, leaders: list[str], headline: str) -> None:
    assert write_headline(status, answered, leaders, "motion") == headline


SALES_78, PRODUCT_27, PARTNER_24 = Share("Sales-led", 78), Share("Product-led", 27), Share("Partner-led", 24)


@pytest.mark.parametrize(
    ("status", "word", "named", "headline"),
    [
        ("ok", Word.CLEAR, [Share("A-led", 95)], "A-led fits best, first in 95 % of variations: a clear lead."),
        ("ok", Word.LIKELY, [SALES_78], "Sales-led fits best, first in 78 % of variations: a likely lead."),
        ("ok", Word.LEANING, [Share("A-led", 55)], "A-led fits best, first in 55 % of variations: a slight lead."),
        ("ok", Word.OPEN, [PRODUCT_27, PARTNER_24], "Open between product-led (27 %) and partner-led (24 %)."),
        (
            "ok",
            Word.LEVEL,
            [Share("Sales-led", 52), Share("Product-led", 46)],
            "Sales-led and product-led are level, first in 52 % and 46 % of variations.",
        ),
        (
            "not-enough",
            Word.OPEN,
            [PRODUCT_27, PARTNER_24, Share("Sales-led", 19)],
            "Too early for a verdict: still open between product-led (27 %), partner-led (24 %) and sales-led (19 %).",
        ),
        (
            "not-enough",
            Word.LIKELY,
            [SALES_78],
            "Too early for a verdict: sales-led is first in 78 % of variations so far.",
        ),
    ],
)
def test_headlines_with_how_often(status: str, word: Word, named: list[Share], headline: str) -> None:
    assert write_sure_headline(status, word, named) == headline


def test_summaries() -> None:
    assert write_summary(83, 100, 4096, 7, 13) == "83 % of 4,096 variations · 7 of 13 answered"
    assert write_summary(None, 0, 0, 7, 13) == "7 of 13 answered"


# Status


def test_nothing_answered_is_not_enough() -> None:
    result = ask(CODEBOOK, {}, detail="point")
    assert result["status"] == "not-enough"
    assert result["reasons"][0] == {
        "kind": "coverage",
        "message": "The answers carry 0 % of the weight; a verdict needs at least 40 %.",
        "veto": None,
    }
    assert result["coverage"] == {
        "answered": 0,
        "sourced": dict.fromkeys([motion.id for motion in CODEBOOK.rules.motions]),
    }


@pytest.mark.parametrize(("least", "status"), [(30, "ok"), (31, "not-enough")])
def test_enough_is_answered_from_the_least_share_of_the_weight(least: int, status: str) -> None:
    rules = rules_with(vetoes=[])
    rules["thresholds"] |= {"coverage": threshold(least)}
    answers = {"product_type": "developer-tool", "partner_need": "some", "platform": "standalone"}
    result = ask(load(rules), answers, detail="point")
    assert (result["coverage"]["answered"], result["status"]) == (30.3, status)


def test_all_is_enough_for_all() -> None:
    rules = rules_with(vetoes=[])
    rules["thresholds"] |= {"coverage": threshold(100)}
    answers = SALES | {"network_effect": "none", "rival_motion": "mixed"}
    assert ask(load(rules), answers, detail="point")["status"] == "ok"


def test_an_open_veto_on_the_leader_is_not_enough() -> None:
    answers = {k: v for k, v in SALES.items() if k != "latitude"} | {"acv_usd": 500}
    result = ask(CODEBOOK, answers, detail="point")
    assert result["lead"]["motion"] == "sales-led"
    assert result["status"] == "not-enough"
    message = "Sales-led would be ruled out if latitude is “Adopt freely” or “Card limit”."
    assert result["reasons"] == [{"kind": "possible-veto", "message": message, "veto": "requirements-4"}]
    [veto] = by_motion(result)["sales-led"]["vetoes"]
    assert veto["certain"] is False
    assert veto["if"] == {"latitude": ["adopt-freely", "card-limit"]}
    assert ask(CODEBOOK, answers | {"latitude": "procurement"}, detail="point")["status"] == "ok"
    assert ask(CODEBOOK, answers | {"latitude": None}, detail="point")["status"] == "not-enough"


def test_two_possible_vetoes_may_bar_together() -> None:
    rules = rules_with()
    first, second = copy.deepcopy(rules["vetoes"][2]), copy.deepcopy(rules["vetoes"][2])
    first |= {
        "id": "cheap",
        "motion": "product-led",
        "when": {"acv_usd": {"ranges": [span(None, 25_000, False, False)]}},
    }
    second |= {
        "id": "dear",
        "motion": "product-led",
        "when": {"acv_usd": {"ranges": [span(25_000, None, True, False)]}},
    }
    rules["vetoes"] = [first, second]
    entry = by_motion(ask(load(rules), {}, samples=64))["product-led"]
    assert [veto["certain"] for veto in entry["vetoes"]] == [False, False]
    assert entry["vetoed"] is True
    assert entry["acceptability"] == 0


def span(low: int | None, high: int | None, low_closed: bool, high_closed: bool) -> dict[str, Any]:
    """A range in the shape of rules.json."""
    return {"from": low, "to": high, "from_closed": low_closed, "to_closed": high_closed}


def test_a_conflict_says_what_to_reconsider() -> None:
    rules = rules_with()
    everyone = {"options": ["one", "few"]}
    rules["vetoes"] = [
        {**rules["vetoes"][0], "id": f"bar-{motion['id']}", "motion": motion["id"], "when": {"stakeholders": everyone}}
        for motion in rules["motions"]
    ]
    rules["vetoes"][0]["when"] = {"user": {"options": ["developer"]}, "stakeholders": everyone}
    result = ask(load(rules), {"stakeholders": "one", "user": "developer"}, samples=64)
    assert result["status"] == "conflict"
    assert result["headline"] == "No motion fits: every one is ruled out by an answer."
    assert result["lead"]["motion"] is None
    assert len(result["ranking"]) == 5
    assert all(entry["vetoed"] for entry in result["ranking"])
    assert {entry["motion"] for entry in result["relax"]} == {m["id"] for m in rules["motions"]}
    ways = next(entry["ways"] for entry in result["relax"] if entry["motion"] == "developer-led")
    label = {"question": "stakeholders", "label": "Stakeholders", "from": "one", "to": ["many"]}
    others = ["technical-operator", "business-individual", "business-team", "small-business-owner", "executive"]
    assert ways == [[label], [{"question": "user", "label": "User", "from": "developer", "to": others}]]
    assert {flip["question"] for flip in result["flips"]} == {"stakeholders", "user"}
    assert result["weights"] == result["tornado"] == result["why_not"] == result["hybrids"] == []
    assert result["transition"] is None


def test_a_conflict_may_need_two_changes() -> None:
    rules = rules_with()
    base = rules["vetoes"][0]
    rules["vetoes"] = []
    for motion in rules["motions"]:
        for question, option in (("stakeholders", "one"), ("user", "developer")):
            when = {question: {"options": [option]}}
            rules["vetoes"].append(base | {"id": f"{motion['id']}-{question}", "motion": motion["id"], "when": when})
    result = ask(load(rules), {"stakeholders": "one", "user": "developer"}, samples=64)
    assert all(len(way) == 2 for entry in result["relax"] for way in entry["ways"])
    assert result["flips"] == []
    # The motion that needs the fewest changes is told first, whatever its rank.
    last = result["ranking"][-1]["motion"]
    rules["vetoes"] = [veto for veto in rules["vetoes"] if veto["id"] != f"{last}-user"]
    eased = ask(load(rules), {"stakeholders": "one", "user": "developer"}, samples=64)["relax"]
    assert [len(entry["ways"][0]) for entry in eased] == [1, 2, 2, 2, 2]
    assert eased[0]["motion"] == last


# Reasons


def test_a_silent_cell_shows_where_its_points_come_from() -> None:
    entry = by_motion(ask(CODEBOOK, {"latitude": "procurement"}, detail="point"))["developer-led"]
    [reason] = [item for item in entry["contributions"] if item["criterion"] == "latitude"]
    assert (reason["points"], reason["given"], reason["inherited"], reason["from"]) == (-2, None, True, "product-led")
    assert reason["row"] == {"label": "Procurement", "url": "questions/latitude/#latitude-procurement"}
    [unanswered] = [item for item in entry["contributions"] if item["criterion"] == "user"]
    assert (unanswered["answer"], unanswered["row"], unanswered["sources"]) == (None, None, [])


def test_why_not_names_the_answers_that_decide() -> None:
    result = ask(CODEBOOK, SALES, samples=64)
    for entry in result["why_not"]:
        if entry["difference"] > 0:
            assert entry["outweighed"]
            assert entry["pros"]
    assert {entry["motion"] for entry in result["why_not"]} == {m.id for m in CODEBOOK.rules.motions} - {"sales-led"}


def test_a_number_near_a_boundary_is_told() -> None:
    answers = {"acv_usd": 5500, "buyer_user": "different-people", "time_to_value": "days"}
    assert ask(TOY, answers)["near"] == [
        {
            "question": "acv_usd",
            "boundary": 5000,
            "side": "below",
            "label": "under $5,000",
            "leader": "product-led",
            "with": [],
        }
    ]
    assert ask(TOY, {**answers, "acv_usd": 7501})["near"] == []
    assert ask(TOY, {**answers, "acv_usd": 7500})["near"] != []
    assert ask(TOY, {**answers, "acv_usd": "6K-30K"})["near"][0]["boundary"] == 5000
    assert ask(TOY, {**answers, "acv_usd": "5k-25k"})["near"] == []
    assert ask(TOY, {**answers, "acv_usd": 4000})["near"][0]["side"] == "above"


def test_the_second_look_is_given() -> None:
    result = ask(CODEBOOK, SALES, samples=64)
    assert 0 <= min(result["own_range"].values()) <= max(result["own_range"].values()) <= 100
    assert result["look_again"] is False


def test_what_to_read_starts_with_the_leader() -> None:
    calculator = load(rules_with(titles={"motions/sales-led": "Sales-led"}))
    reading = ask(calculator, SALES, samples=64)["read_next"]
    why = "The page of the motion that leads."
    assert reading[0] == {"page": "motions/sales-led", "title": "Sales-led", "url": "motions/sales-led/", "why": why}
    assert {item["title"] for item in reading[1:]} <= {None}, "a page without a known title is named by its address"
    assert len({item["page"] for item in reading}) == len(reading) <= 6


def test_what_to_read_follows_the_reasons_that_count_most() -> None:
    rules = rules_with()
    for criterion in rules["criteria"]:
        for row in criterion["rows"]:
            page = f"pages/{criterion['id']}"
            row["sources"] = [{"kind": "link", "text": "", "page": page, "url": f"{page}/"}]
    result = ask(load(rules), SALES, samples=64)
    parts = [part for part in result["ranking"][0]["contributions"] if part["contribution"] > 0]
    assert parts[0]["contribution"] > parts[4]["contribution"]
    order = [part["criterion"] for part in parts]
    pages = [item["page"].removeprefix("pages/") for item in result["read_next"] if item["page"].startswith("pages/")]
    assert pages == [criterion for criterion in order if criterion in pages]
    assert pages[0] == order[0]


def test_similar_companies_come_from_the_rules_cases() -> None:
    cases = [
        {"id": "cases/a", "company": "A", "primary": "sales-led", "url": "cases/a/", "answers": SALES},
        {"id": "cases/b", "company": "B", "primary": "developer-led", "url": None, "answers": DEVELOPER},
        {"id": "cases/c", "company": "C", "primary": "sales-led", "url": None, "answers": {"user": "executive"}},
    ]
    calculator = load(rules_with(cases=cases))
    similar = ask(calculator, {**SALES, "stakeholders": "few"}, samples=64)["similar"]
    assert [item["company"] for item in similar] == ["A", "B"]
    assert similar[0] | {"agreement": 0} == {
        "id": "cases/a",
        "company": "A",
        "primary": "sales-led",
        "url": "cases/a/",
        "agreement": 0,
        "shared": 14,
    }
    assert 90 <= similar[0]["agreement"] < 100
    assert ask(calculator, {}, samples=64)["similar"] == []


# Hybrids, readiness, transition


def test_a_hybrid_with_a_condition_shows_only_when_it_holds() -> None:
    with_need = [h["id"] for h in ask(CODEBOOK, SALES, samples=64)["hybrids"]]
    without = [h["id"] for h in ask(CODEBOOK, {**SALES, "partner_need": "none"}, samples=64)["hybrids"]]
    unknown = {k: v for k, v in SALES.items() if k != "partner_need"}
    assert "hybrids-sales-led-partner-led" in with_need
    assert "hybrids-sales-led-partner-led" not in without
    assert "hybrids-sales-led-partner-led" not in [h["id"] for h in ask(CODEBOOK, unknown, samples=64)["hybrids"]]


def test_a_hybrid_without_condition_needs_a_near_second() -> None:
    result = ask(CODEBOOK, SALES, samples=64)
    gap = by_motion(result)["sales-led"]["fit"] - by_motion(result)["product-led"]["fit"]
    assert gap > 25
    assert "hybrids-sales-led-product-led" not in [h["id"] for h in result["hybrids"]]


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (
            {"sales_capacity": "none"},
            "Sales-led needs people who sell, and you have none yet. Let a founder close the first customers.",
        ),
        (
            {"sales_capacity": "none", "target_arr_usd": 10_000_000},
            "Sales-led needs people who sell, and you have none yet. Let a founder close the first customers. "
            "Your target takes about 29 sellers.",
        ),
        (
            {"sales_capacity": "small", "target_arr_usd": 10_000_000},
            "Your target takes about 29 sellers, more than a small team. Lower the target or raise the money.",
        ),
        ({}, "Sales-led needs people who sell. Say what you could put into it."),
    ],
)
def test_missing_sellers(answers: dict[str, Any], message: str) -> None:
    gaps = ask(CODEBOOK, SALES | answers, samples=64)["readiness"]
    assert gaps == [{"question": "sales_capacity", "message": message, "url": "questions/sales_capacity/"}]


def test_no_gap_where_nothing_is_missing() -> None:
    assert ask(CODEBOOK, SALES | {"sales_capacity": "large"}, samples=64)["readiness"] == []
    assert ask(CODEBOOK, DEVELOPER | {"sales_capacity": "none"}, samples=64)["readiness"] == []


def test_sellers_without_need_and_slow_payback_are_told() -> None:
    gaps = ask(CODEBOOK, DEVELOPER | {"sales_capacity": "large", "cac_usd": 1000}, samples=64)["readiness"]
    assert [gap["question"] for gap in gaps] == ["sales_capacity", "cac_usd"]
    assert gaps[1]["message"] == (
        "At your acquisition cost a customer pays back in 50 months; 12 is the mark for this motion."
    )


@pytest.mark.parametrize(
    ("answers", "advice", "message"),
    [
        (
            SALES | {"current_motion": "product-led"},
            "switch",
            "Move from product-led to sales-led. Expect 12 to 18 months, and run both for a time.",
        ),
        (SALES | {"current_motion": "sales-led"}, "stay", "You already run what fits: sales-led."),
        (SALES | {"current_motion": "none"}, "none", "There is nothing to move from. Start with sales-led."),
        (
            {"current_motion": "product-led"},
            "none",
            "Too little is settled to advise a move. Answer more questions first.",
        ),
        (
            SALES | {"current_motion": "partner-led", "partner_need": "some", "stakeholders": "one"},
            "add",
            "Keep partner-led and add sales-led beside it.",
        ),
        (
            DEVELOPER | {"current_motion": "product-led", "user": "technical-operator"},
            "stay",
            "Stay with product-led and test developer-led on the side. "
            "The difference is too small or too unsure to pay for a move.",
        ),
    ],
)
def test_transition(answers: dict[str, Any], advice: str, message: str) -> None:
    found = ask(CODEBOOK, answers)["transition"]
    assert (found["advice"], found["message"]) == (advice, message)


def test_no_transition_without_a_current_motion() -> None:
    assert ask(CODEBOOK, SALES, samples=64)["transition"] is None


# Economics


SELLING = {"acv_usd": 24_000, "cac_usd": 19_200, "current_motion": "sales-led"}


def test_the_published_example() -> None:
    assert economics.payback_months(19_200, 24_000, Fraction(4, 5)) == 12
    assert economics.lifetime_value(24_000, Fraction(4, 5), Fraction(12, 100), None) == 160_000
    assert economics.lifetime_value(24_000, Fraction(4, 5), Fraction(12, 100), 5) == 96_000
    result = ask(CODEBOOK, SELLING | {"annual_churn": "12%", "gross_margin": 0.8})
    entry = next(e for e in result["economics"]["motions"] if e["motion"] == "sales-led")
    assert entry == {
        "motion": "sales-led",
        "ruled_out": False,
        "net_acv": 24_000,
        "cac": 19_200,
        "cac_basis": "answer",
        "cac_ratio": 0.8,
        "magic_number": 1.25,
        "payback_months": 12,
        "payback_limit_months": 18,
        "within_limit": True,
        "affordable_cac": 28_800,
        "ltv": 96_000,
        "ltv_uncapped": 160_000,
        "ltv_cac": 5,
    }


def test_a_partner_or_marketplace_takes_its_share_before_a_customer_may_cost_anything() -> None:
    result = ask(CODEBOOK, SELLING | {"gross_margin": 0.8})["economics"]
    values = {entry["input"]: Fraction(str(entry["value"])) for entry in result["assumptions"]}
    for motion, share in (("partner-led", "partner_margin"), ("marketplace-led", "marketplace_fee")):
        entry = next(e for e in result["motions"] if e["motion"] == motion)
        net = 24_000 * (1 - values[share])
        assert net < 24_000
        months = values[f"target_payback_months_{motion.replace('-', '_')}"]
        assert entry["net_acv"] == pytest.approx(float(net))
        assert entry["affordable_cac"] == pytest.approx(float(net / 12 * Fraction(4, 5) * months), abs=0.05)
        # What one's own sellers cost says nothing about a partner's customer.
        assert entry["cac"] is entry["payback_months"] is None
        paid = ask(CODEBOOK, SELLING | {"gross_margin": 0.8, "current_motion": motion})["economics"]
        told = next(e for e in paid["motions"] if e["motion"] == motion)
        assert told["payback_months"] == pytest.approx(float(19_200 / (net / 12 * Fraction(4, 5))), abs=0.05)


@pytest.mark.parametrize(("deals", "acv"), [(12, 17857.1), (60, 3571.4), (120, 1785.7)])
def test_the_smallest_contract_for_sellers(deals: int, acv: float) -> None:
    smallest = ask(CODEBOOK, {})["economics"]["sales"]["smallest_acv"]
    assert {"deals": deals, "acv": acv} in smallest


def test_a_seller_closes_no_more_deals_than_there_is_time_for() -> None:
    rules = rules_with()
    rules["defaults"]["max_deals_per_rep"] = {**rules["defaults"]["quota"], "value": 120}
    capped, free = load(rules), load(rules_with())
    tiny, usual = {"acv_usd": 500}, {"acv_usd": 24_000}
    assert ask(free, tiny)["economics"]["sales"]["deals_per_rep"] > 120
    assert ask(capped, tiny)["economics"]["sales"]["deals_per_rep"] == 120
    assert ask(capped, usual)["economics"]["sales"] == ask(free, usual)["economics"]["sales"]


def test_sellers_needed() -> None:
    rules = rules_with()
    for name, value in (("quota", 1_000_000), ("attainment", 0.6), ("ramp_months", 0)):
        rules["defaults"][name]["value"] = value
    target = {"target_arr_usd": 10_000_000, "acv_usd": 24_000}
    selling = ask(load(rules), SALES | target)["economics"]["growth"]
    assert selling == {"target_arr": 10_000_000, "customers": 417, "sign_ups": None, "reps": 17}
    signing_up = ask(load(rules), DEVELOPER | target)["economics"]["growth"]
    assert signing_up == {"target_arr": 10_000_000, "customers": 417, "sign_ups": 10_425, "reps": None}


@pytest.mark.parametrize("acv", [100, 1_000, 10_000, 100_000])
def test_customers_for_a_hundred_million(acv: int) -> None:
    growth = ask(CODEBOOK, {"target_arr_usd": 100_000_000, "acv_usd": acv})["economics"]["growth"]
    assert growth["customers"] == 100_000_000 // acv


def test_no_churn_is_capped_and_never_infinite() -> None:
    entries = ask(CODEBOOK, {"acv_usd": 1000, "annual_churn": 0, "gross_margin": 0.5})["economics"]["motions"]
    direct = next(entry for entry in entries if entry["motion"] == "product-led")
    assert (direct["ltv"], direct["ltv_uncapped"], direct["payback_months"]) == (2500, None, None)


@pytest.mark.parametrize("answers", [{"gross_margin": 0}, {"cac_usd": 0}, {"target_arr_usd": 0}])
def test_no_division_by_zero(answers: dict[str, Any]) -> None:
    for entry in ask(CODEBOOK, answers | {"acv_usd": 5000})["economics"]["motions"]:
        assert entry["payback_months"] in (None, 0) or entry["payback_months"] > 0


def test_enterprise_customers_are_given_longer() -> None:
    entries = ask(CODEBOOK, {"acv_usd": 50_000, "segment": "enterprise"})["economics"]["motions"]
    assert {e["motion"]: e["payback_limit_months"] for e in entries} == {
        "developer-led": 12,
        "product-led": 12,
        "sales-led": 24,
        "partner-led": 18,
        "marketplace-led": 18,
    }


def test_a_range_is_computed_at_its_geometric_middle() -> None:
    figures = ask(CODEBOOK, {"acv_usd": "10K-40K"})["economics"]
    assert figures["acv"] == {"value": 20_000, "is_middle": True}
    assert ask(CODEBOOK, {"acv_usd": 20_000})["economics"]["acv"] == {"value": 20_000, "is_middle": False}
    assert ask(CODEBOOK, {})["economics"]["acv"] is None


def test_assumptions_are_named_and_answers_replace_them() -> None:
    shown = {a["input"]: a for a in ask(CODEBOOK, {"gross_margin": "70%"})["economics"]["assumptions"]}
    assert shown["gross_margin"] == {
        "input": "gross_margin",
        "value": 0.7,
        "unit": "fraction",
        "given": True,
        "url": "questions/gross_margin/",
    }
    assert shown["annual_churn"]["given"] is False
    assert shown["annual_churn"]["url"] == "execution/cac-payback/#defaults-annual_churn"


def test_without_defaults_the_figures_are_left_out() -> None:
    figures = ask(load(rules_with(defaults={})), {"acv_usd": 24_000})["economics"]
    assert all(entry["payback_months"] is None and entry["affordable_cac"] is None for entry in figures["motions"])
    assert figures["assumptions"] == []


def test_a_rule_base_that_does_not_ask_for_the_market_part_gets_none_of_it() -> None:
    result = ask(TOY, {"acv_usd": 24_000})
    assert result["economics"] is result["transition"] is None
    assert result["readiness"] == []
    assert not {"economics", "benchmarks", "assumptions"} & {section["id"] for section in result["sections"]}


# One amount, however it is said


@pytest.mark.parametrize(
    ("band", "typed"), [("lt1k", "under 1K"), ("5k-25k", "5K-25K"), ("gt100k", "over 100K"), ("gt100k", "100K+")]
)
def test_a_band_counts_like_the_same_interval_typed(band: str, typed: str) -> None:
    by_band, by_text = (ask(CODEBOOK, {"acv_usd": answer})["economics"] for answer in (band, typed))
    assert by_band["acv"] == by_text["acv"]
    assert by_band["motions"] == by_text["motions"]


@pytest.mark.parametrize("cost", [20_000, 25_000, 30_000, 40_000])
@pytest.mark.parametrize("answers", [SALES, {**SALES, "partner_need": "essential"}, DEVELOPER])
def test_the_gap_and_the_economics_name_one_payback(answers: dict[str, Any], cost: int) -> None:
    result = ask(CODEBOOK, {**answers, "acv_usd": 24_000, "cac_usd": cost})
    leader = result["lead"]["motion"]
    entry = next(entry for entry in result["economics"]["motions"] if entry["motion"] == leader)
    gaps = [gap["message"] for gap in result["readiness"] if gap["question"] == "cac_usd"]
    assert bool(gaps) == (entry["within_limit"] is False)
    for message in gaps:
        assert f" {int(entry['payback_months'] + 0.5)} months" in message


def test_the_word_follows_the_figure_shown() -> None:
    least = {"clear": 90, "likely": 70, "leaning": 50, "open": 0}
    for share in range(1001):
        shown = (2 * share + 10) // 20
        word = choose_word(share, 1000, Limits()).value
        assert shown >= least[word]
        assert all(shown < bound for bound in least.values() if bound > least[word])

"""The defaults and thresholds that the selector computes with; a number under another name would be read by nobody."""

from collections.abc import Iterable, Mapping

from kb.problems.problem import Problem
from kb.rules.entries import Setting
from kb.rules.findings import error, suggest
from kb.rules.motions import Motions

THRESHOLDS = (
    "clear",
    "likely",
    "leaning",
    "level",
    "level_together",
    "coverage",
    "hybrid_gap",
    "near_factor",
    "switch_share",
    "switch_fit_gap",
    "switch_months_min",
    "switch_months_max",
)
DEFAULTS = (
    "gross_margin",
    "annual_churn",
    "lifetime_cap_years",
    "target_payback_months_enterprise",
    "loaded_rep_cost",
    "quota",
    "attainment",
    "max_deals_per_rep",
    "ramp_months",
    "marketing_share",
    "free_to_paid",
)


def check_known_numbers(
    defaults: Mapping[str, Setting], thresholds: Mapping[str, Setting], motions: Motions
) -> list[Problem]:
    """Every default and threshold has a name that the selector looks up (E122)."""
    limits = (f"target_payback_months_{motion.replace('-', '_')}" for motion in motions.ids)
    shares = (motion.share for motion in motions if motion.share)
    return [*_check(defaults, (*DEFAULTS, *limits, *shares), "default"), *_check(thresholds, THRESHOLDS, "threshold")]


def _check(settings: Mapping[str, Setting], known: Iterable[str], what: str) -> list[Problem]:
    names = tuple(known)
    return [
        error(
            setting.table.at(setting.row.cells[0]),
            "E122",
            f"unknown {what} '{setting.id}'",
            "the selector would not read it and would compute without it",
            suggest(setting.id, names, f"{what}s"),
        )
        for setting in settings.values()
        if setting.id not in names
    ]

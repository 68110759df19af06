"""The economics of a result in sentences: what a customer may cost, and when that comes back."""

from collections.abc import Iterator, Mapping
from typing import Any

from calculator.verdict.words import join_and

BASES = {"answer": "your {}", "capacity": "the {} that a seller's work costs"}


def describe_economics(
    economics: Mapping[str, Any], labels: Mapping[str, str], leader: str | None
) -> Iterator[tuple[str, str, str]]:
    """Per motion its id, what winning a customer may cost, and what it does cost.

    The one that leads comes first, those ruled out last.
    """
    for entry in sorted(economics["motions"], key=lambda each: (bool(each["ruled_out"]), each["motion"] != leader)):
        if entry["affordable_cac"] is None:
            continue
        label = labels[entry["motion"]]
        out = " (ruled out)" if entry["ruled_out"] else ""
        head = f"{label}{out}: winning a customer may cost ${entry['affordable_cac']:,.0f}"
        if entry["payback_months"] is None:
            yield entry["motion"], head, "What it does cost in this motion is not known."
            continue
        cost = BASES[entry["cac_basis"]].format(f"${entry['cac']:,.0f}")
        body = f"{cost[0].upper()}{cost[1:]} comes back in {entry['payback_months']:,.0f} months"
        if entry["payback_limit_months"] is not None:
            word = "within" if entry["within_limit"] else "over"
            body += f", {word} the {entry['payback_limit_months']:g} that are the mark"
        if entry["ltv_cac"] is not None:
            body += f", and {entry['ltv_cac']:.1f} times over a customer's life"
        yield entry["motion"], head, f"{body}."


def describe_growth(economics: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the target takes, from which contract a seller pays, and what the figures rest on."""
    growth = economics["growth"]
    if growth["customers"] is not None:
        needs = [f"{growth['customers']:,} customers"]
        needs += [f"{growth['reps']:,} sellers"] if growth["reps"] is not None else []
        needs += [f"{growth['sign_ups']:,} sign-ups"] if growth["sign_ups"] is not None else []
        yield f"Your target of ${growth['target_arr']:,.0f} takes {join_and(needs)}", ""
    known = [
        f"${entry['acv']:,.0f} with {entry['deals']} deals a year"
        for entry in economics["sales"]["smallest_acv"]
        if entry["acv"] is not None
    ]
    if known:
        yield f"A seller pays back from a contract of {join_and(known)}", ""
    if any(not entry["given"] for entry in economics["assumptions"]):
        value = economics["acv"]
        middle = f"taking ${value['value']:,.0f}, the middle of your range, and " if value["is_middle"] else ""
        yield f"Reckoned {middle}with our assumptions where you gave no figure", ""

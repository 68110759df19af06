"""The economics of a result in sentences: what a customer may cost, and when that comes back."""

from collections.abc import Callable, Iterator
from typing import Any

from calculator.verdict.words import join_and


def describe_economics(result: dict[str, Any], name: Callable[[str], str]) -> Iterator[tuple[str, str | None]]:
    """Sentences with the address of the page they rest on, for the motions that could lead.

    Args:
        name: gives a motion's label inside a sentence.
    """
    economics = result.get("economics")
    if not economics or economics["acv"] is None:
        return
    out = {entry["motion"] for entry in result["ranking"] if entry["vetoed"]}
    for entry in economics["motions"]:
        if entry["motion"] not in out and entry["affordable_cac"] is not None:
            yield _describe_motion(entry, name(entry["motion"]).capitalize()), None
    growth = economics["growth"]
    if growth["customers"] is not None:
        needs = [f"{growth['customers']:,} customers"]
        needs += [f"{growth['reps']:,} sellers if sales-led"] if growth["reps"] is not None else []
        needs += [f"{growth['sign_ups']:,} sign-ups if self-serve"] if growth["sign_ups"] is not None else []
        yield f"Your target takes {join_and(needs)}", None
    assumed = [entry for entry in economics["assumptions"] if not entry["given"]]
    if assumed:
        value = economics["acv"]
        middle = f"taking ${value['value']:,.0f} as the contract value, and " if value["is_middle"] else ""
        page = (assumed[0]["url"] or "").partition("#")[0] or None
        yield f"Reckoned {middle}with our assumptions where you gave no figure", page


def _describe_motion(entry: dict[str, Any], label: str) -> str:
    line = f"{label}: winning a customer may cost ${entry['affordable_cac']:,.0f}"
    if entry["payback_months"] is not None:
        cost = f"${entry['cac']:,.0f}"
        cost = f"your {cost}" if entry["cac_basis"] == "answer" else f"the {cost} that a seller's work costs"
        line += f"; {cost} comes back in {entry['payback_months']:,.0f} months"
        if entry["ltv_cac"] is not None:
            line += f" and {entry['ltv_cac']:.1f} times over a customer's life"
    return line

"""The figures of the backtest for a terminal."""

from collections.abc import Mapping
from typing import Any

from backtest.page import WORDS


def write_text(figures: Mapping[str, Any]) -> str:
    """The figures for a terminal."""
    rows = [("selector", figures["selector"]), ("labels by revenue", figures["by_revenue"])]
    rows += list(figures["baselines"].items()) + list(figures["robustness"].items())
    rows += [(f"without {name}", each) for name, each in figures["without"].items()]
    rows += [
        (f"label {name}", each) for name, each in ((name, figures["per_motion"][name]) for name in figures["motions"])
    ]
    lines = [f"{'':38}{'cases':>6}{'strict':>9}{'accepted':>10}{'top two':>9}"]
    lines += [
        f"{name:38}{each['count']:>6}{each['strict']:>8}%{each['accepted']:>9}%{each['top_two']:>8}%"
        for name, each in rows
    ]
    lines.append("")
    off = figures["one_answer_off"]
    lines += [
        f"only {name} one option off".ljust(38) + f"{off[name]['count']:>6}{off[name]['accepted']:>8}% accepted"
        for name in sorted(off, key=lambda name: (off[name]["accepted"], name))
    ]
    lines.append("")
    lines += [
        f"says {WORDS[word].lower():33}{each['count']:>6}{each['share']:>8}% of all, {each['accepted']}% accepted"
        for word, each in ((word, figures["calibration"][word]) for word in WORDS)
    ]
    lines.append("")
    lines += [
        f"{case['verdict']:11}{case['id']:28}label {case['primary']:16}first {', '.join(case['places'][0])}"
        for case in figures["cases"]
        if case["verdict"] != "right"
    ]
    lines += [
        f"first choice {case['first_choice']['motion']} of {case['id']}: place {case['first_choice']['rank']}; "
        f"changed to {case['changed_to']['motion']}: place {case['changed_to']['rank']}"
        for case in figures["failed"]
    ]
    return "\n".join(lines) + "\n"

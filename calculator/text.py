"""A result in words, for the terminal and for pasting as Markdown. It adds nothing to the JSON and computes nothing."""

from collections.abc import Iterator
from typing import Any

REASONS_SHOWN = 6
CHANGES_SHOWN = 6
BAR_WIDTH = 28


def write_text(result: dict[str, Any]) -> str:
    """A result in plain lines of at most about 100 characters."""
    lines = [result["headline"], result["summary"]]
    lines += [f"  {reason['message']}" for reason in result["reasons"]]
    lines.append("")
    lines += [_ranking_line(entry) for entry in result["ranking"]]
    for title, items in _sections(result):
        lines += ["", title, *(f"  {item}" for item in items)]
    lines += ["", result["caution"] if "acceptability" in result else "", f"Rules {result['rules_version']}"]
    return "\n".join(line for index, line in enumerate(lines) if line or (index and lines[index - 1]))


def write_markdown(result: dict[str, Any]) -> str:
    """A result as Markdown with a table and lists; addresses are relative to the site."""
    lines = [f"## {result['headline']}", "", result["summary"], ""]
    lines += [f"{reason['message']}" for reason in result["reasons"]] + ([""] if result["reasons"] else [])
    lines += ["| Motion | Fit | Range | Leads |", "|---|--:|---|--:|"]
    for entry in result["ranking"]:
        name = f"~~{entry['label']}~~" if entry["vetoed"] else entry["label"]
        low, high = entry["range"]
        share = "" if entry["acceptability"] is None else f"{entry['acceptability']} %"
        lines.append(f"| {entry['rank']}. {name} | {entry['fit']} | {low} to {high} | {share} |")
    for title, items in _sections(result):
        lines += ["", f"### {title}", "", *(f"- {item}" for item in items)]
    lines += ["", f"Rules {result['rules_version']}. {result['caution']}"]
    return "\n".join(lines)


def _ranking_line(entry: dict[str, Any]) -> str:
    low, high = entry["range"]
    cells = ["-" if low <= 100 * (cell + 0.5) / BAR_WIDTH <= high else " " for cell in range(BAR_WIDTH)]
    tick = min(BAR_WIDTH - 1, int(entry["fit"] * BAR_WIDTH / 100))
    cells[tick] = "|"
    share = "" if entry["acceptability"] is None else f"  leads in {entry['acceptability']} %"
    out = "  ruled out" if entry["vetoed"] else ""
    return f"{entry['rank']}. {entry['label']:<16}{entry['fit']:>5.1f}  [{''.join(cells)}]  {low}..{high}{share}{out}"


def _sections(result: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for title, items in (
        ("Why", _reasons(result)),
        ("Ruled out", _vetoes(result)),
        ("What to reconsider", _relaxations(result)),
        ("What would change it", _changes(result)),
        ("Ask next", _next_question(result)),
        ("Second motion", [_cite(f"{h['secondary']}: {h['role']}", h["url"]) for h in result.get("hybrids", ())]),
        ("Still missing", [_cite(gap["message"], gap["url"]) for gap in result.get("readiness", ())]),
        ("Moving", _transition(result)),
        ("Economics", _economics(result)),
        (
            "Companies like this",
            [f"{c['company']}: {c['primary']} ({c['agreement']} % alike)" for c in result.get("similar", ())],
        ),
        (
            "Read next",
            [
                _cite(f"{item['title'] or item['page']}: {item['why']}", item["url"])
                for item in result.get("read_next", ())
            ],
        ),
    ):
        if items:
            yield title, items


def _cite(text: str, url: str | None) -> str:
    return f"{text} ({url})" if url else text


def _reasons(result: dict[str, Any]) -> list[str]:
    leader = result["ranking"][0]
    given = [item for item in leader["contributions"] if item["answer"] is not None and item["contribution"]]
    return [_cite(_reason(item), (item["row"] or {}).get("url")) for item in given[:REASONS_SHOWN]]


def _reason(item: dict[str, Any]) -> str:
    reading = f": {item['reading']}" if item["reading"] else ""
    return f"{item['contribution']:+.1f} {item['question']} = {item['answer']}{reading}"


def _vetoes(result: dict[str, Any]) -> list[str]:
    certain, possible = [], []
    for entry in result["ranking"]:
        for veto in entry["vetoes"]:
            if veto["certain"]:
                certain.append(_cite(f"{entry['label']}: {veto['label']}", veto["url"]))
            else:
                wanted = "; ".join(f"{question} = {_values(values)}" for question, values in veto["if"].items())
                possible.append(_cite(f"{entry['label']} would be, if {wanted}", veto["url"]))
    return certain + possible


def _values(values: list[Any]) -> str:
    return " or ".join(_value(value) for value in values)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return f"{value['from'] if value['from'] is not None else ''}..{value['to'] if value['to'] is not None else ''}"
    return "not answered" if value is None else str(value)


def _relaxations(result: dict[str, Any]) -> list[str]:
    lines = []
    for entry in result["relax"]:
        for way in entry["ways"]:
            changes = " and ".join(f"{c['question']} from {_value(c['from'])} to {_values(c['to'])}" for c in way)
            lines.append(f"{entry['motion']} is possible with {changes}")
    return lines


def _changes(result: dict[str, Any]) -> list[str]:
    lines = [
        f"{flip['question']} {_value(flip['to'])}: {_leaders(flip)}" for flip in result.get("flips", ())[:CHANGES_SHOWN]
    ]
    for flip in result.get("pair_flips", ())[:3]:
        both = " and ".join(f"{change['question']} {_value(change['to'])}" for change in flip["changes"])
        lines.append(f"{both}: {_leaders(flip)}")
    for question, stretches in result.get("thresholds", {}).items():
        if len(stretches) > 1:
            parts = [f"{part['label']}: {' and '.join(part['leader']) or 'none'}" for part in stretches]
            lines.append(f"{question}: {'; '.join(parts)}")
    lines += [f"near the line: {near['question']} {near['label']}: {_leaders(near)}" for near in result.get("near", ())]
    return lines


def _leaders(entry: dict[str, Any]) -> str:
    return " and ".join([entry["leader"], *entry["with"]]) if entry["leader"] else "none"


def _next_question(result: dict[str, Any]) -> list[str]:
    asked = result.get("ask_next")
    return [asked["question"]] if asked else []


def _transition(result: dict[str, Any]) -> list[str]:
    advice = result.get("transition")
    return [_cite(advice["message"], advice["url"])] if advice else []


def _economics(result: dict[str, Any]) -> list[str]:
    economics = result.get("economics")
    if not economics or economics["acv"] is None:
        return []
    lines = []
    for entry in economics["motions"]:
        if entry["affordable_cac"] is None:
            continue
        line = f"{entry['motion']}: may spend ${entry['affordable_cac']:,.0f} to win a customer"
        if entry["payback_months"] is not None:
            line += f", pays back in {entry['payback_months']} months"
        if entry["ltv_cac"] is not None:
            line += f", LTV:CAC {entry['ltv_cac']}"
        lines.append(line)
    growth = economics["growth"]
    if growth["customers"] is not None:
        reps = "" if growth["reps"] is None else f", {growth['reps']:,} sellers if sales-led"
        sign_ups = "" if growth["sign_ups"] is None else f", {growth['sign_ups']:,} sign-ups if self-serve"
        lines.append(f"your target takes {growth['customers']:,} customers{reps}{sign_ups}")
    return lines


def write_sweep(sweep: dict[str, Any], as_markdown: bool) -> str:
    """Which motion leads from where to where, in lines or as a Markdown table with every motion's fit."""
    motions = sorted({motion for piece in sweep["pieces"] for motion in piece["fit"]})
    if not as_markdown:
        return "\n".join(f"{part['label']:<28}{' and '.join(part['leader']) or 'none'}" for part in sweep["thresholds"])
    lines = [f"| {sweep['question']} | Leads | {' | '.join(motions)} |", f"|---|---|{'--:|' * len(motions)}"]
    for piece in sweep["pieces"]:
        fits = " | ".join(str(piece["fit"][motion]) for motion in motions)
        lines.append(f"| {piece['label']} | {' and '.join(piece['leader']) or 'none'} | {fits} |")
    return "\n".join(lines)

"""A result as plain text for the terminal, and as Markdown for pasting."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from calculator.exact.arithmetic import divide_half_up
from calculator.rules.rule_base import Rules

WIDTH = 96
BAR_WIDTH = 28
SCALE = "Listed by how often each comes first. Fit runs from 0 to 100; 50 is no evidence either way."
OPEN = "Dashes: where open questions could still put it."


def write_text(result: dict[str, Any]) -> str:
    """A result in plain lines of at most `WIDTH` characters."""
    lines = [result["headline"], _summary(result)]
    for reason in result["reasons"]:
        lines += _wrap(reason["message"], "  ")
    lines.append("")
    lines += [_ranking_line(entry) for entry in result["ranking"]]
    is_open = any(low != high for low, high in (entry["range"] for entry in result["ranking"]))
    lines += _wrap(f"{SCALE} {OPEN}" if is_open else SCALE, "   ")
    # What each answer says against the others than the runner-up is summed up in `rest`; the page unfolds it.
    for section in (one for one in result.get("sections", ()) if not one["id"].startswith("versus-")):
        lines += ["", section["title"]]
        for item in section["items"]:
            lines += _item_lines(item)
    lines.append("")
    if "acceptability" in result:
        lines += _wrap(result["caution"], "")
    lines.append(f"Rules {result['rules_version']}. Addresses such as questions/ are pages of the site.")
    return "\n".join(lines)


def write_line(result: dict[str, Any]) -> str:
    """A result in one line, for a batch."""
    return f"{result['headline']} {_summary(result)}"


def write_markdown(result: dict[str, Any]) -> str:
    """A result as Markdown with a table and lists; links are relative to the site."""
    lines = [f"## {result['headline']}", "", _summary(result), ""]
    lines += [f"- {reason['message']}" for reason in result["reasons"]] + ([""] if result["reasons"] else [])
    lines += [f"| {result['nouns']['one'].capitalize()} | Fit | Range | Leads |", "|---|--:|---|--:|"]
    for entry in result["ranking"]:
        name = f"~~{entry['label']}~~" if entry["vetoed"] else entry["label"]
        low, high = entry["range"]
        lines.append(f"| {entry['rank']}. {name} | {entry['fit']} | {low} to {high} | {_share(entry)} |")
    for section in result.get("sections", ()):
        lines += ["", f"### {section['title']}", ""]
        lines += [f"- {_markdown_item(item)}" for item in section["items"]]
    lines += ["", f"Rules {result['rules_version']}. {result['caution']}"]
    return "\n".join(lines)


def _summary(result: dict[str, Any]) -> str:
    """The figures below the headline; a share only where there are answers and one motion leads."""
    share = result["lead"]["share"] is not None and result["answered"] and not result["lead"]["with"]
    count = f"{result['answered']} of {result['asked']} answered"
    return f"Leads in {result['summary']}" if share else count


def _ranking_line(entry: dict[str, Any]) -> str:
    low, high = entry["range"]
    cells = ["-" if low <= 100 * (cell + 0.5) / BAR_WIDTH <= high else " " for cell in range(BAR_WIDTH)]
    tick = min(BAR_WIDTH - 1, int(entry["fit"] * BAR_WIDTH / 100))
    cells[tick] = "|"
    share = _share(entry)
    share = f"leads in {share}" if share.endswith("%") else share
    reach = f"  {low:>4} to {high:<4}" if low != high else ""
    return f"{entry['rank']}. {entry['label']:<16}{entry['fit']:>5.1f}  [{''.join(cells)}]{reach}  {share}".rstrip()


def _share(entry: dict[str, Any]) -> str:
    """How often a motion leads, in whole percent, or that it cannot; empty where it was not sampled."""
    if entry["vetoed"]:
        return "ruled out"
    if entry["acceptability"] is None:
        return ""
    return f"{divide_half_up(round(10 * entry['acceptability']), 10)} %"


def _item_lines(item: dict[str, Any]) -> Iterator[str]:
    url = f"({item['url']})" if item["url"] else ""
    head = _head(item)
    if item["body"] or len(head) + len(url) + 3 > WIDTH:
        yield from _wrap(head, "  ")
        yield from _wrap(item["body"], "    ")
        if url:
            yield f"    {url}"
    else:
        yield f"  {head} {url}".rstrip()


def _head(item: dict[str, Any]) -> str:
    """What an entry begins with, its points in front where it has some."""
    return item["head"] if item["points"] is None else f"{item['points']:+.1f}  {item['head']}"


def _wrap(text: str, indent: str) -> list[str]:
    """Lines that all begin with the indent; an address or a long name is never broken."""
    after = indent if indent != "  " else "    "
    return wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=after, break_long_words=False, break_on_hyphens=False
    )


def _markdown_item(item: dict[str, Any]) -> str:
    head = f"[{_head(item)}]({item['url']})" if item["url"] else _head(item)
    return f"{head}: {item['body']}" if item["body"] else head


def write_sweep(sweep: dict[str, Any], rules: Rules, as_markdown: bool) -> str:
    """Which motion leads from where to where, in lines or as a Markdown table with every motion's fit."""
    label = rules.questions[rules.question_index[sweep["question"]]].label
    if not as_markdown:
        if len(sweep["thresholds"]) == 1:
            return f"{label}: {_leaders(sweep['thresholds'][0], rules)} at every value."
        width = max(len(part["label"]) for part in sweep["thresholds"])
        lines = [f"  {part['label']:<{width}}  {_leaders(part, rules)}" for part in sweep["thresholds"]]
        return "\n".join([f"{label}, everything else as answered:", *lines])
    motions = [motion for motion in rules.motions if any(motion.id in piece["fit"] for piece in sweep["pieces"])]
    names = " | ".join(motion.label for motion in motions)
    lines = [f"| {label} | Leads | {names} |", f"|---|---|{'--:|' * len(motions)}"]
    for piece in sweep["pieces"]:
        fits = " | ".join(
            f"~~{piece['fit'][motion.id]}~~" if motion.id in piece["vetoed"] else str(piece["fit"][motion.id])
            for motion in motions
        )
        lines.append(f"| {piece['label']} | {_names(piece, rules)} | {fits} |")
    return "\n".join(lines)


def _names(part: dict[str, Any], rules: Rules) -> str:
    return " and ".join(rules.motions[rules.motion_index[name]].label for name in part["leader"]) or "none"


def _leaders(part: dict[str, Any], rules: Rules) -> str:
    if not part["leader"]:
        return f"no {rules.nouns.one} can lead"
    return f"{_names(part, rules)} {'leads' if len(part['leader']) == 1 else 'are level'}"

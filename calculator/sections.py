"""The parts of a result in words: what a founder reads in the terminal or pastes as Markdown.

It computes nothing: figures come from the result, names of questions and motions from the rules.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from calculator.economics_text import describe_economics
from calculator.rules.rule_base import Question, Rules
from calculator.verdict.words import join_and, join_or, lower_first

REASONS_SHOWN = 6
CHANGES_SHOWN = 6
PAIRS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a part."""

    head: str
    body: str = ""
    """A sentence below it; empty where there is none."""
    url: str | None = None
    """Relative to the site."""


@dataclass(frozen=True, slots=True)
class Section:
    """A title with its entries."""

    title: str
    items: tuple[Item, ...]


def describe_result(result: dict[str, Any], rules: Rules) -> Iterator[Section]:
    """The parts of a result that have something to say."""
    words = _Words(rules)
    parts = [("Ask next", words.next_question(result))]
    if result["answered"]:
        leader = result["ranking"][0]
        name = lower_first(leader["label"])
        second = next((entry for entry in result["ranking"][1:] if not entry["vetoed"]), None)
        rival = lower_first(second["label"]) if second else ""
        against = f"{leader['label']} against {rival}" if second and second["tied"] else f"Why not {rival}"
        parts = [
            (f"Why {name}", [] if leader["vetoed"] else words.reasons(leader)),
            (against, words.comparison(result, second)),
            ("Ruled out", words.certain_vetoes(result)),
            ("Could still be ruled out", words.possible_vetoes(result)),
            ("What to reconsider", words.relaxations(result)),
            ("What would change it", words.changes(result)),
            *parts,
            ("Second motion", words.hybrids(result)),
            ("What you still need", [Item(gap["message"], url=gap["url"]) for gap in result.get("readiness", ())]),
            ("From today's motion", words.transition(result)),
            ("Economics", [Item(text, url=url) for text, url in describe_economics(result, words.motion)]),
            ("Companies like this", words.similar(result)),
            ("Read next", words.reading(result)),
        ]
    for title, items in parts:
        if items:
            yield Section(title, tuple(items))


class _Words:
    """The sentences, with the names that the rules give."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def question(self, name: str) -> Question:
        return self.rules.questions[self.rules.question_index[name]]

    def motion(self, name: str) -> str:
        return lower_first(self.rules.motions[self.rules.motion_index[name]].label)

    def leaders(self, entry: dict[str, Any]) -> str:
        """Who leads after a change."""
        if not entry["leader"]:
            return "no motion could lead"
        names = [self.motion(name) for name in (entry["leader"], *entry["with"])]
        return f"{join_and(names)} {'leads' if len(names) == 1 else 'are level'}"

    def reasons(self, leader: dict[str, Any]) -> list[Item]:
        given = [item for item in leader["contributions"] if item["answer"] is not None and item["contribution"]]
        items = []
        for part in given[:REASONS_SHOWN]:
            head = f"{part['contribution']:+.1f}  {self.question(part['question']).label}: {part['answer']}"
            url = part["row"]["url"] if part["row"] else self.question(part["question"]).url
            items.append(Item(head, part["reading"] or "", url))
        return items

    def comparison(self, result: dict[str, Any], rival: dict[str, Any] | None) -> list[Item]:
        """What puts the leader before the next motion that could lead, and what speaks for that one."""
        entry = next((e for e in result.get("why_not", ()) if rival and e["motion"] == rival["motion"]), None)
        if entry is None or rival is None:
            return []
        leader = result["ranking"][0]
        sides = ((leader["label"], entry["pros"]), (rival["label"], entry["cons"]))
        return [
            Item(f"For {lower_first(label)}, in points: {'; '.join(self._difference(part) for part in parts)}")
            for label, parts in sides
            if parts
        ]

    def _difference(self, part: dict[str, Any]) -> str:
        answer = part["answer"] if part["answer"] is not None else "not answered"
        return f"{self.question(part['question']).label}, {answer} ({abs(part['difference'])})"

    def certain_vetoes(self, result: dict[str, Any]) -> list[Item]:
        items = []
        for entry in result["ranking"]:
            for shown in (veto for veto in entry["vetoes"] if veto["certain"]):
                veto = next(veto for veto in self.rules.vetoes if veto.id == shown["id"])
                asked = {self.rules.questions[question].id for question, _ in veto.when.masks}
                parts = [part for part in entry["contributions"] if part["question"] in asked and part["answer"]]
                parts.sort(key=lambda part: str(part["question"]))
                given = [f"{self.question(part['question']).label}: {part['answer']}" for part in parts]
                head = f"{entry['label']}. {'; '.join(given) or shown['label']}"
                items.append(Item(head, shown["reading"], shown["url"]))
        return items

    def possible_vetoes(self, result: dict[str, Any]) -> list[Item]:
        items = []
        for entry in (entry for entry in result["ranking"] if not entry["vetoed"]):
            for veto in entry["vetoes"]:
                terms = [f"{self.question(q).label} is {self.values(q, values)}" for q, values in veto["if"].items()]
                items.append(Item(f"{entry['label']}, if {' and '.join(terms)}", url=veto["url"]))
        return items

    def values(self, question: str, values: Sequence[Any]) -> str:
        return join_or([self.value(question, value) for value in values])

    def value(self, name: str, value: Any) -> str:
        """An answer in words."""
        question = self.question(name)
        if value is None:
            return "not answered"
        if isinstance(value, dict):
            sign = "$" if question.is_money else ""
            ends = [f"{sign}{value[end]:,}" if value[end] is not None else None for end in ("from", "to")]
            if ends[0] is None or ends[1] is None:
                return f"up to {ends[1]}" if ends[0] is None else f"{ends[0]} or more"
            return f"{ends[0]} to {ends[1]}"
        index = question.option_index(str(value))
        return f"“{question.options[index].label}”" if index is not None else f"{value:,}"

    def relaxations(self, result: dict[str, Any]) -> list[Item]:
        items = []
        for entry in result["relax"]:
            ways = [
                " and ".join(
                    f"{change['label']} were {self.values(change['question'], change['to'])}" for change in way
                )
                for way in entry["ways"]
            ]
            items.append(Item(f"{self.motion(entry['motion']).capitalize()} could lead if {', or if '.join(ways)}"))
        return items

    def changes(self, result: dict[str, Any]) -> list[Item]:
        """Other answers that give another leader, the nearest first, and the lines along a number."""
        items = [
            Item(f"{self.question(flip['question']).label}: {flip['to_label']}. Then {self.leaders(flip)}")
            for flip in result.get("flips", ())[:CHANGES_SHOWN]
        ]
        more = len(result.get("flips", ())) - CHANGES_SHOWN
        if more > 0:
            items.append(Item(f"and {more} more single answers"))
        for flip in result.get("pair_flips", ())[:PAIRS_SHOWN]:
            both = " and ".join(f"{self.question(c['question']).label}: {c['to_label']}" for c in flip["changes"])
            items.append(Item(f"Two answers at once, {both}. Then {self.leaders(flip)}"))
        if "flips" in result and not items and result["lead"]["motion"]:
            items.append(Item("No other answer to one or two of the questions answered so far gives another leader"))
        for question, stretches in result.get("thresholds", {}).items():
            if len(stretches) > 1:
                parts = [
                    f"{part['label']}, {join_and([self.motion(name) for name in part['leader']]) or 'none'}"
                    for part in stretches
                ]
                items.append(Item(f"By {lower_first(self.question(question).label)}: {'; '.join(parts)}"))
        for near in result.get("near", ()):
            label = lower_first(self.question(near["question"]).label)
            items.append(Item(f"Your {label} is close to a line: {near['label']}, {self.leaders(near)}"))
        if result.get("look_again"):
            items.append(self._second_look(result))
        return items

    def _second_look(self, result: dict[str, Any]) -> Item:
        shares = result["own_range"]
        live = [entry["motion"] for entry in result["ranking"] if not entry["vetoed"] and shares[entry["motion"]]]
        best, leader = max(live, key=lambda name: float(shares[name])), result["lead"]["motion"]
        return Item(
            f"Look again: {self.motion(best)} reaches {shares[best]:.0f} % of the best it could get, "
            f"{self.motion(leader)} {shares[leader]:.0f} %"
        )

    def next_question(self, result: dict[str, Any]) -> list[Item]:
        asked = result.get("ask_next")
        if not asked:
            return []
        question = self.question(asked["question"])
        ways = [f"{option.id} ({option.label})" for option in question.options]
        start = "a figure, a range such as 20K-40K, or " if question.is_number else ""
        return [Item(question.prompt, f"{question.id}: {start}{'; '.join(ways)}", question.url)]

    def hybrids(self, result: dict[str, Any]) -> list[Item]:
        return [
            Item(f"{self.motion(hybrid['secondary']).capitalize()}: {lower_first(hybrid['role'])}", url=hybrid["url"])
            for hybrid in result.get("hybrids", ())
        ]

    def transition(self, result: dict[str, Any]) -> list[Item]:
        advice = result.get("transition")
        return [Item(advice["message"], url=advice["url"])] if advice else []

    def similar(self, result: dict[str, Any]) -> list[Item]:
        return [
            Item(
                f"{case['company']}: {self.motion(case['primary'])}, {case['agreement']} % of the answers alike",
                url=case["url"],
            )
            for case in result.get("similar", ())
        ]

    def reading(self, result: dict[str, Any]) -> list[Item]:
        return [Item(item["title"] or item["page"], url=item["url"]) for item in result.get("read_next", ())]

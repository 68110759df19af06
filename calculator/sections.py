"""The words of a result: one list of sections that page, memo, Markdown and terminal render, each in its own way.

Figures come from the result, the reasons between two motions from the assessment, names from the rules.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from calculator.answers.given import Answers
from calculator.change.contrast import SMALLEST_TENTHS, Point, contrast
from calculator.exact.arithmetic import divide_half_up
from calculator.exact.numerals import is_money
from calculator.market.words import describe_economics, describe_growth
from calculator.rules.rule_base import Json, Motion, Question, Rules
from calculator.uncertainty.lead import Lead
from calculator.verdict.fit import Assessment
from calculator.verdict.words import Word, join_and, join_or, lower_first, with_article

CHANGES_SHOWN = 8
PAIRS_SHOWN = 3
QUESTIONS_TO_OTHERS = 5
CHECKED = {
    "read": "read at its source",
    "history": "read at its source, older than five years",
    "second-hand": "quoted by others, its source not read",
}
"""How far a published figure has been checked."""


def write_sections(
    result: dict[str, Any], assessment: Assessment, answers: Answers, lead: Lead | None
) -> list[dict[str, Any]]:
    """The sections that have something to say, in the order in which they are read."""
    writer = _Writer(result, assessment, answers, lead)
    return [section for section in writer.sections() if section["items"]]


def make_item(
    head: str,
    body: str = "",
    *,
    motion: str | None = None,
    question: str | None = None,
    url: str | None = None,
    sources: Sequence[Json] = (),
    points: float | None = None,
) -> dict[str, Any]:
    """One entry of a section; `points` are points of fit where the entry has some."""
    return {
        "head": head,
        "body": body,
        "motion": motion,
        "question": question,
        "url": url,
        "sources": list(sources),
        "points": points,
    }


def _section(name: str, title: str, items: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"id": name, "title": title, "items": list(items)}


class _Writer:
    """The sentences of one result."""

    def __init__(self, result: dict[str, Any], assessment: Assessment, answers: Answers, lead: Lead | None) -> None:
        self.result, self.assessment, self.answers, self.lead = result, assessment, answers, lead
        self.rules: Rules = assessment.rules
        self.noun = self.rules.nouns.one
        order = [self.rules.motion_index[entry["motion"]] for entry in result["ranking"]]
        live = [motion for motion in order if not assessment.barring.is_barred[motion]]
        self.leader = lead.motion if lead else None
        self.rivals = [motion for motion in order if motion != self.leader]
        self.second = next((motion for motion in live if motion != self.leader), None)

    def sections(self) -> Iterator[dict[str, Any]]:
        """Every section, the empty ones too."""
        if not self.result["answered"]:
            yield _section("ask", "Ask next", self.ask())
            return
        if self.leader is not None:
            yield from self.reasons(self.leader)
        yield _section("vetoes", f"What rules {with_article(self.noun)} out", self.vetoes(is_certain=True))
        yield _section("relax", "Answers to reconsider", self.relaxations())
        yield _section("possible", "Could still be ruled out", self.vetoes(is_certain=False))
        yield _section("change", "What would change it", self.changes())
        yield _section("ask", "Ask next", self.ask())
        yield _section("sure", "How sure this is", self.certainty())
        yield _section("second", self.second_title(), self.hybrids())
        yield _section("readiness", "Gaps to close first", self.gaps())
        yield _section("move", f"Moving from today's {self.noun}", self.transition())
        yield _section("monday", "On Monday", self.first_steps())
        yield _section("economics", "Economics", self.economics())
        yield _section("benchmarks", "Published figures to compare with", self.benchmarks())
        yield _section("assumptions", "Assumptions", self.assumptions())
        yield _section("others", "Ask before you decide", self.questions_to_others())
        whose = "Companies" if self.rules.has_market else "Cases"
        yield _section("companies", f"{whose} like yours", self.similar())
        yield _section("reading", "What to read next", self.reading())

    # Why this one rather than the next

    def reasons(self, leader: int) -> Iterator[dict[str, Any]]:
        """For the leader against the runner-up: what separates them, what does not, what speaks against it.

        Only the reader's own answers are reasons; what open questions give on average stands apart.
        """
        name = self.name(leader)
        if self.second is None:
            points = contrast(self.assessment, self.answers, leader, leader)
            own = sorted((p for p in points if p.own >= SMALLEST_TENTHS and not p.is_open), key=lambda p: -p.own)
            yield _section("why", f"Why {name}", [self.reason(p, p.own, leader) for p in own])
            return
        rival, second = self.name(self.second), self.second
        points = contrast(self.assessment, self.answers, leader, second)
        given = [p for p in points if not p.is_open]
        told = [p for p in given if p.points >= SMALLEST_TENTHS]
        cons = [p for p in given if p.points <= -SMALLEST_TENTHS]
        same = [p for p in given if abs(p.points) < SMALLEST_TENTHS]
        is_level = self.lead is not None and self.lead.word is Word.LEVEL
        title = f"Speaks for {name}" if is_level else f"Why {name} rather than {rival}"
        rests = any(p.is_open and p.points > 0 for p in points)
        none = make_item(
            f"No answer of yours puts {name} before {rival}"
            + ("; its lead rests on what is not answered" if rests else "")
        )
        yield _section("why", title, [self.reason(p, p.points, leader) for p in told] or [none])
        against = [self.reason(p, p.points, second, leader) for p in reversed(cons)]
        shared = [p for p in same if p.own <= -SMALLEST_TENTHS]
        against += [self.reason(p, None, leader) for p in sorted(shared, key=lambda p: p.own)]
        title = f"Speaks for {rival}" if is_level else "What speaks against it"
        yield _section("against", title, against)
        yield _section(
            "same",
            f"Says nothing between {name} and {rival}",
            [self.reason(p, None, leader) for p in same if p not in shared],
        )
        yield _section(
            "unanswered",
            "Not answered, on average over the answers",
            [self.unanswered(p, leader) for p in points if p.is_open and abs(p.points) >= SMALLEST_TENTHS],
        )
        yield _section("rest", f"{self.label(leader)} and the others", [self.rest(motion) for motion in self.rivals])
        for motion in self.rivals:
            if motion != second:
                yield self.versus(leader, motion)

    def reason(self, point: Point, points: float | None, *motions: int) -> dict[str, Any]:
        reading, sources = point.note(*motions)
        return make_item(
            point.said,
            sentence(reading),
            motion=self.rules.motions[motions[0]].id,
            question=point.question,
            url=point.url,
            sources=sources,
            points=points,
        )

    def unanswered(self, point: Point, motion: int) -> dict[str, Any]:
        return make_item(
            point.said,
            motion=self.rules.motions[motion].id,
            question=point.question,
            url=point.url,
            points=point.points,
        )

    def versus(self, leader: int, rival: int) -> dict[str, Any]:
        """The same reasons against another motion, without their notes."""
        motion = self.rules.motions[rival]
        items = [
            make_item(p.said, motion=motion.id, question=p.question, url=p.url, points=p.points)
            for p in contrast(self.assessment, self.answers, leader, rival)
            if abs(p.points) >= SMALLEST_TENTHS and not p.is_open
        ]
        title = f"Why {self.name(leader)} rather than {self.name(rival)}"
        return _section(f"versus-{motion.id}", title, items)

    def rest(self, motion: int) -> dict[str, Any]:
        """Why not another motion, in one or two sentences."""
        entry = next(e for e in self.result["why_not"] if e["motion"] == self.rules.motions[motion].id)
        parts = []
        if entry["difference"] > 0:
            parts.append(f"{entry['difference']} points behind.")
        elif entry["difference"] < 0:
            parts.append(f"{-entry['difference']} points ahead on average, and first less often.")
        if entry["vetoed"]:
            parts.append("It cannot lead, whatever its points.")
        name = self.name(motion)
        if entry["pros"] and entry["outweighed"] and entry["cons"]:
            verb = "outweighs" if len(entry["pros"]) == 1 else "outweigh"
            parts.append(f"{self.names(entry['pros'])} {verb} everything that favors {name}.")
        elif entry["pros"] and not entry["cons"]:
            parts.append(f"No answer favors {name} over it.")
        if entry["cons"]:
            parts.append(f"In favor of {name}: {lower_first(self.names(entry['cons']))}.")
        return make_item(
            self.label(motion), " ".join(parts), motion=entry["motion"], url=self.rules.motions[motion].url
        )

    def names(self, parts: Sequence[dict[str, Any]]) -> str:
        labels = [self.question(part["question"]).label for part in parts]
        return join_and([labels[0], *map(lower_first, labels[1:])])

    # Requirements

    def vetoes(self, *, is_certain: bool) -> list[dict[str, Any]]:
        items = []
        for entry in self.result["ranking"]:
            if entry["vetoed"] and not is_certain:
                continue
            for veto in entry["vetoes"]:
                if veto["certain"] is not is_certain:
                    continue
                terms = [f"{lower_first(self.question(q).label)} is {self.values(q, v)}" for q, v in veto["if"].items()]
                head = (
                    f"{entry['label']} cannot lead" if is_certain else f"{entry['label']} is out if {join_and(terms)}"
                )
                given = f"{sentence(veto['given'])} " if is_certain else ""
                items.append(
                    make_item(
                        head,
                        f"{given}{sentence(veto['reading'])}".strip(),
                        motion=entry["motion"],
                        url=veto["url"],
                        sources=veto["sources"],
                    )
                )
        return items

    def relaxations(self) -> list[dict[str, Any]]:
        items = []
        for entry in self.result["relax"]:
            ways = [
                " and ".join(f"{lower_first(c['label'])} were {self.values(c['question'], c['to'])}" for c in way)
                for way in entry["ways"]
            ]
            label = self.motion(entry["motion"]).label
            items.append(make_item(f"{label} could lead if {', or if '.join(ways)}", motion=entry["motion"]))
        return items

    # What would change it

    def changes(self) -> list[dict[str, Any]]:
        """Other answers that give another leader, the nearest first, and the lines along a number."""
        result, items = self.result, []
        groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
        for flip in result["flips"]:
            groups.setdefault((flip["question"], flip["leader"], *flip["with"]), []).append(flip)
        for flips in list(groups.values())[:CHANGES_SHOWN]:
            options = join_or([f"“{flip['to_label']}”" for flip in flips])
            label = self.question(flips[0]["question"]).label
            items.append(self.change(f"{label}: {options}", flips[0], flips[0]["question"]))
        if len(groups) > CHANGES_SHOWN:
            items.append(make_item(f"and {len(groups) - CHANGES_SHOWN} more single answers"))
        for flip in result["pair_flips"][:PAIRS_SHOWN]:
            both = join_and([f"{self.question(c['question']).label}: “{c['to_label']}”" for c in flip["changes"]])
            items.append(self.change(f"Two answers at once, {both}", flip, flip["changes"][0]["question"]))
        if not items and self.leader is not None:
            items.append(make_item(f"No other answer to one or two of your questions puts another {self.noun} first"))
        for question, stretches in result["thresholds"].items():
            if len(stretches) > 1:
                parts = [
                    f"{part['label']}, {join_and([self.name_of(name) for name in part['leader']]) or 'none'}"
                    for part in stretches
                ]
                label = self.question(question).label
                items.append(make_item(f"{label}, the rest unchanged: {'; '.join(parts)}", question=question))
        for near in result["near"]:
            label = lower_first(self.question(near["question"]).label)
            items.append(self.change(f"Your {label} is close to a line: {near['label']}", near, near["question"]))
        return items

    def change(self, start: str, outcome: dict[str, Any], question: str) -> dict[str, Any]:
        if not outcome["leader"]:
            return make_item(start, f"Then no {self.noun} could lead.", question=question)
        names = [self.name_of(name) for name in (outcome["leader"], *outcome["with"])]
        verb = "is first" if len(names) == 1 else "are level in front"
        body = f"Then {join_and(names)} {verb}."
        return make_item(start, body, motion=outcome["leader"], question=question)

    def ask(self) -> list[dict[str, Any]]:
        asked, settled = self.result["ask_next"], self.result["settled"]
        if self.result["status"] == "conflict" or (not asked and not settled):
            return []
        if not asked:
            return [make_item(settled)]
        question = self.question(asked["question"])
        return [make_item(question.prompt, asked["why"], question=question.id, url=question.url)]

    # How sure

    def certainty(self) -> list[dict[str, Any]]:
        result = self.result
        if self.leader is None:
            return []
        leader, items = self.name(self.leader), []
        if self.second is not None:
            first, second = self.rules.motions[self.leader], self.rules.motions[self.second]
            wins = divide_half_up(round(10 * result["pairwise"][first.id][second.id]), 10)
            items.append(make_item(f"{first.label} comes before {self.name(self.second)} in {wins} % of variations"))
        text = (
            "The weights were varied between half and double, the points that sources are silent about by one, and "
            f"open questions over all their answers, {result['samples']:,} times."
        )
        items.append(make_item(text, result["caution"]))
        covered = f"Your answers cover {result['coverage']['answered']:.0f} % of the weight"
        items.append(make_item(covered))
        items.append(self.critical_weight(leader))
        shares = result["own_range"]
        if result["look_again"] and shares[result["lead"]["motion"]] is not None:
            live = [e["motion"] for e in result["ranking"] if not e["vetoed"] and shares[e["motion"]] is not None]
            best = max(live, key=lambda name: float(shares[name]))
            items.append(
                make_item(
                    f"Look again: {self.name_of(best)} reaches {shares[best]:.0f} % of the best it could get, "
                    f"{leader} {shares[result['lead']['motion']]:.0f} %",
                    motion=best,
                )
            )
        return items

    def critical_weight(self, leader: str) -> dict[str, Any]:
        """The weight that decides nearest to where it stands, if one within half and double does."""
        near = [w for w in self.result["weights"] if w["relative_change"] is not None and w["relative_change"] <= 100]
        for weight in near:
            ends = [end for end in (weight["low"] or None, weight["high"]) if end is not None]
            if not ends:
                continue
            end = min(ends, key=lambda end: abs(end - weight["weight"]))
            if end < weight["weight"] / 2:
                continue
            criterion = next(c for c in self.rules.criteria if c.id == weight["criterion"])
            label = join_and([self.rules.questions[q].label for q in criterion.questions])
            return make_item(
                f"The nearest weight: with {end} instead of {weight['weight']} for “{label}”, {leader} would no longer "
                "have the most fit",
                question=self.rules.questions[criterion.questions[0]].id,
            )
        return make_item(f"No single weight, halved or doubled, takes the most fit from {leader}")

    # What follows

    def second_title(self) -> str:
        is_level = self.lead is not None and len(self.lead.leaders) > 1
        return "Both together" if is_level else f"A second {self.noun} beside it"

    def hybrids(self) -> list[dict[str, Any]]:
        items = []
        for hybrid in self.result["hybrids"]:
            label = self.motion(hybrid["primary"]).label
            items.append(
                make_item(
                    f"{label}, with {self.name_of(hybrid['secondary'])} beside it: {lower_first(hybrid['role'])}",
                    sentence(hybrid["reading"]),
                    motion=hybrid["secondary"],
                    url=hybrid["url"],
                    sources=hybrid["sources"],
                )
            )
        return items

    def gaps(self) -> list[dict[str, Any]]:
        gaps = self.result["readiness"]
        return [make_item(gap["message"], question=gap["question"], url=gap["url"]) for gap in gaps]

    def transition(self) -> list[dict[str, Any]]:
        advice = self.result["transition"]
        return [make_item(advice["message"], url=advice["url"])] if advice and advice["advice"] != "none" else []

    def first_steps(self) -> list[dict[str, Any]]:
        """What to do first, from the leading motion's own page."""
        motion = None if self.leader is None else self.rules.motions[self.leader].id
        begin = self.rules.beside.get("first_steps", {}).get(motion or "", {"url": None, "steps": []})
        return [
            make_item(step["title"] or "First", step["text"], motion=motion, url=begin["url"])
            for step in begin["steps"]
        ]

    def economics(self) -> list[dict[str, Any]]:
        economics = self.result["economics"]
        if not economics or economics["acv"] is None:
            return []
        items = [
            make_item(head, body, motion=motion, url=self.motion(motion).url)
            for motion, head, body in describe_economics(
                economics, {m.id: m.label for m in self.rules.motions}, self.result["lead"]["motion"]
            )
        ]
        return [*items, *(make_item(text, body) for text, body in describe_growth(economics))]

    def benchmarks(self) -> list[dict[str, Any]]:
        economics = self.result["economics"] or {"acv": None}
        return [
            make_item(f"{b['figure']}: {b['value']}", f"{b['sample']}; {CHECKED[b['checked']]}.", url=b["url"])
            for b in (economics["benchmarks"] if economics["acv"] is not None else ())
        ]

    def assumptions(self) -> list[dict[str, Any]]:
        economics = self.result["economics"] or {"acv": None}
        if economics["acv"] is None:
            return []
        return [
            make_item(
                f"{name_input(each['input'])}: {write_input(each['value'], each['unit'])}, "
                f"{'your answer' if each['given'] else 'our default'}",
                url=each["url"],
            )
            for each in economics["assumptions"]
        ]

    def questions_to_others(self) -> list[dict[str, Any]]:
        """Five questions for those who decide with you: what the result leans on, and what would overturn it."""
        if self.leader is None or self.second is None or self.result["status"] != "ok":
            return []
        return list(islice(self.questions_for_others(self.leader, self.second), QUESTIONS_TO_OTHERS))

    def questions_for_others(self, first: int, second: int) -> Iterator[dict[str, Any]]:
        points = [p for p in contrast(self.assessment, self.answers, first, second) if not p.is_open]
        told = [p for p in points if p.points >= SMALLEST_TENTHS]
        cons = [p for p in points if p.points <= -SMALLEST_TENTHS]
        leader, rival = self.name(first), self.name(second)
        if told:
            body = f"“{told[0].said}” carries the most for {leader}."
            yield make_item("To your co-founder: would you give the same answer?", body, question=told[0].question)
        if self.result["flips"]:
            flip = self.result["flips"][0]
            names = [self.name_of(name) for name in (flip["leader"], *flip["with"]) if name]
            outcome = f"{join_and(names)} would be first" if names else "nothing could lead"
            yield make_item(
                f"To your first sellers: what have you heard that points to “{flip['to_label']}”?",
                f"{self.question(flip['question']).label}: with that answer {outcome}.",
                question=flip["question"],
            )
        cost = self.affordable_cost(first)
        if cost is not None:
            body = "That is what one may cost here if it is to pay back in time."
            yield make_item(f"To your board: can we win a customer for ${cost:,.0f} or less?", body)
        yield make_item(
            f"To your board: at which figure, by which date, do we stop and try {rival}?",
            "Write both down before you start.",
        )
        if cons:
            body = f"Above all: {cons[-1].said}."
            yield make_item(
                f"To your co-founder: what do we do about what speaks for {rival}?", body, question=cons[-1].question
            )
        for gap in self.result["readiness"]:
            yield make_item("To your board: do we close this gap first?", gap["message"], question=gap["question"])
        if self.result["ask_next"]:
            question = self.question(self.result["ask_next"]["question"])
            head = f"To your first customers: {lower_first(question.prompt)}"
            yield make_item(head, self.result["ask_next"]["why"], question=question.id)

    def affordable_cost(self, motion: int) -> float | None:
        """What winning a customer may cost in a motion, in USD; None where it is not known."""
        economics = self.result["economics"]
        if not economics or economics["acv"] is None:
            return None
        entry = next(e for e in economics["motions"] if e["motion"] == self.rules.motions[motion].id)
        cost: float | None = entry["affordable_cac"]
        return cost

    def similar(self) -> list[dict[str, Any]]:
        chose = "Went" if self.rules.has_market else "Chose"
        return [
            make_item(
                case["company"],
                f"{chose} {self.name_of(case['primary'])}; {case['agreement']} % of what both answered is alike "
                f"({case['shared']} questions).",
                motion=case["primary"],
                url=case["url"],
            )
            for case in self.result["similar"]
        ]

    def reading(self) -> list[dict[str, Any]]:
        return [
            make_item(
                each["title"] or name_input(each["page"].rpartition("/")[2]), sentence(each["why"]), url=each["url"]
            )
            for each in self.result["read_next"]
        ]

    # Names

    def question(self, name: str) -> Question:
        return self.rules.questions[self.rules.question_index[name]]

    def motion(self, name: str) -> Motion:
        return self.rules.motions[self.rules.motion_index[name]]

    def label(self, motion: int) -> str:
        return self.rules.motions[motion].label

    def name(self, motion: int) -> str:
        return lower_first(self.label(motion))

    def name_of(self, motion: str) -> str:
        return lower_first(self.motion(motion).label)

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


def sentence(text: str) -> str:
    """A text with a capital and a full stop."""
    trimmed = text.strip()
    if not trimmed:
        return ""
    first = trimmed[0].upper() + trimmed[1:]
    return first if first[-1] in ".!?" else f"{first}."


def name_input(name: str) -> str:
    """The name of an input in words: `free_to_paid` is Free to paid."""
    text = name.replace("_", " ").replace("-", " ")
    return text[:1].upper() + text[1:]


def write_input(value: float | None, unit: str | None) -> str:
    """A figure in the reader's units: shares in percent, money with its sign."""
    if value is None:
        return "not known"
    words = (unit or "").split(" ", 1)
    rest = f" {words[1]}" if len(words) > 1 else ""
    if words[0] in ("fraction", "share"):
        return f"{100 * value:g} %{rest}"
    return f"${value:,.0f}{rest}" if is_money(unit) else f"{value:,g} {unit or ''}".strip()

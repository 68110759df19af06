"""The scoring model written straight from its definitions: the oracle for the tests and the baseline for the bench.

Plain loops and fractions over the raw rules.json object, nothing shared with the `calculator` package. Standard library
only, so that it also runs in the browser beside the real one.
"""

import json
import math
from fractions import Fraction
from itertools import product
from typing import Any

Json = Any
MASK = (1 << 64) - 1
FACT = [32, 35, 38, 41, 45, 49, 54, 59, 64, 70, 76, 83, 91, 99, 108, 117, 128]


def fnv1a(text: str) -> int:
    """FNV-1a, 64 bits."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return value


class Stream:
    """SplitMix64, one draw at a time."""

    def __init__(self, seed: int, tag: str) -> None:
        self.state = seed ^ fnv1a(tag)

    def draw(self) -> int:
        """The next 64 bits."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)


class Reference:
    """The model over one rules object. Answers are complete or partial mappings of option ids; for a numeric question
    the id of a band, a number, or a closed range (low, high)."""

    def __init__(self, rules: Json) -> None:
        self.rules = rules
        self.motions = [motion["id"] for motion in rules["motions"]]
        self.parent = {motion["id"]: motion["parent"] for motion in rules["motions"]}
        self.fit = {q["id"]: q for q in rules["questions"] if q["role"] == "fit"}
        self.criteria = sorted(rules["criteria"], key=lambda c: str(c["id"]))
        groups = {group["id"]: group["weight"] for group in rules["groups"]}
        inside: dict[str, int] = {}
        for criterion in self.criteria:
            inside[criterion["group"]] = inside.get(criterion["group"], 0) + criterion["weight"]
        self.weight = {
            c["id"]: Fraction(groups[c["group"]] * c["weight"], inside[c["group"]] or 1) for c in self.criteria
        }
        self.total_weight = sum(self.weight.values())
        common = math.lcm(*(weight.denominator for weight in self.weight.values()))
        whole = {key: int(weight * common) for key, weight in self.weight.items()}
        divisor = math.gcd(*whole.values())
        self.whole_weight = {key: weight // divisor for key, weight in whole.items()}

    # Answers and conditions

    def number_of(self, question: str, answer: Json) -> Json:
        """A number inside the band that an answer names, or the number itself."""
        if not isinstance(answer, str):
            return answer
        band = next(o["range"] for o in self.fit[question]["options"] if o["id"] == answer)
        low = band["from"] if band["from"] is not None else self.fit[question]["min"]
        high = band["to"] if band["to"] is not None else self.fit[question]["max"]
        return Fraction(low + high) / 2

    def matches(self, question: str, condition: Json, answer: Json) -> bool:
        """Whether an answer meets a condition."""
        if "options" in condition:
            return answer in condition["options"]
        number = self.number_of(question, answer)
        for span in condition["ranges"]:
            above = span["from"] is None or number > span["from"] or (number == span["from"] and span["from_closed"])
            below = span["to"] is None or number < span["to"] or (number == span["to"] and span["to_closed"])
            if above and below:
                return True
        return False

    def holds(self, when: Json, answers: dict[str, Json]) -> bool:
        """Whether all conditions hold of complete answers."""
        return all(self.matches(question, condition, answers[question]) for question, condition in when.items())

    def options(self, question: str) -> list[tuple[str, Fraction]]:
        """The options of a question with their prior probabilities."""
        options = self.fit[question]["options"]
        total = sum(option["prior"] for option in options)
        return [(option["id"], Fraction(option["prior"], total)) for option in options]

    def completions(self, answers: dict[str, Json], questions: list[str]) -> list[tuple[dict[str, Json], Fraction]]:
        """Every way to answer the questions that are open, with its probability."""
        choices = [[(answers[q], Fraction(1))] if answers.get(q) is not None else self.options(q) for q in questions]
        found = []
        for combination in product(*choices):
            probability = math.prod((p for _, p in combination), start=Fraction(1))
            found.append((dict(zip(questions, (a for a, _ in combination), strict=True)), probability))
        return found

    # Points and fit

    def row(self, criterion: Json, answers: dict[str, Json]) -> Json | None:
        """The row of a criterion that complete answers meet."""
        return next((row for row in criterion["rows"] if self.holds(row["when"], answers)), None)

    def points(self, row: Json | None, motion: str) -> int:
        """The points in force for a motion, taken from its parent where the cell is silent."""
        holder: str | None = motion
        while row is not None and holder is not None:
            if row["points"].get(holder) is not None:
                return int(row["points"][holder])
            holder = self.parent[holder]
        return 0

    def is_silent(self, row: Json | None, motion: str) -> bool:
        """Whether no passage stands behind the points."""
        if row is None or row["points"].get(motion) is None:
            return True
        cited = any(source["kind"] != "inference" for source in row["sources"])
        return self.parent[motion] is None and row["points"][motion] == 0 and not cited

    def contribution(self, criterion: Json, motion: str, answers: dict[str, Json]) -> Fraction:
        """A criterion's expected contribution in points of fit."""
        mean = Fraction(0)
        for completion, probability in self.completions(answers, criterion["questions"]):
            mean += probability * self.points(self.row(criterion, completion), motion)
        return 25 * self.weight[criterion["id"]] * mean / self.total_weight

    def fit_of(self, motion: str, answers: dict[str, Json]) -> Fraction:
        """The expected fit of a motion."""
        return 50 + sum((self.contribution(c, motion, answers) for c in self.criteria), Fraction(0))

    def range_of(self, motion: str, answers: dict[str, Json]) -> tuple[Fraction, Fraction]:
        """The least and greatest fit over all completions."""
        low = high = Fraction(50)
        for criterion in self.criteria:
            values = [
                25 * self.weight[criterion["id"]] * self.points(self.row(criterion, c), motion) / self.total_weight
                for c, _ in self.completions(answers, criterion["questions"])
            ]
            low, high = low + min(values), high + max(values)
        return low, high

    # Vetoes and leaders

    def barred(self, answers: dict[str, Json]) -> set[str]:
        """The motions that cannot lead, under complete answers."""
        return {veto["motion"] for veto in self.rules["vetoes"] if self.holds(veto["when"], answers)}

    def veto_questions(self) -> list[str]:
        """The questions that requirements ask about."""
        return sorted({question for veto in self.rules["vetoes"] for question in veto["when"]})

    def certainly_barred(self, answers: dict[str, Json]) -> set[str]:
        """The motions that cannot lead in any completion."""
        barred = set(self.motions)
        for completion, _ in self.completions(answers, self.veto_questions()):
            barred &= self.barred(completion)
        return barred

    def leaders(self, answers: dict[str, Json]) -> list[str]:
        """The motions in first place by expected fit; empty when all are barred."""
        barred = self.certainly_barred(answers)
        fits = {motion: self.fit_of(motion, answers) for motion in self.motions if motion not in barred}
        return [motion for motion, fit in fits.items() if fit == max(fits.values())]

    # Shares

    def exact_shares(self, answers: dict[str, Json]) -> dict[str, Fraction]:
        """First-rank shares over all completions with the weights as written and nothing perturbed."""
        shares = dict.fromkeys(self.motions, Fraction(0))
        for completion, probability in self.completions(answers, list(self.fit)):
            barred = self.barred(completion)
            live = [motion for motion in self.motions if motion not in barred] or self.motions
            fits = {motion: self.fit_of(motion, completion) for motion in live}
            best = [motion for motion in live if fits[motion] == max(fits.values())]
            for motion in best:
                shares[motion] += probability / len(best)
        return shares

    def sample(
        self, answers: dict[str, Json], seed: int = 1, samples: int = 4096
    ) -> list[tuple[dict[str, str], list[tuple[bool, int]]]]:
        """Per sample the completed answers and per motion (barred, total), by docs/scoring.md, a.5, to the letter."""
        weights = {c["id"]: Stream(seed, f"w:{c['id']}") for c in self.criteria}
        noise = {c["id"]: Stream(seed, f"e:{c['id']}") for c in self.criteria}
        of = {question: c for c in self.criteria for question in c["questions"]}
        streams = {}
        for question in self.fit:
            criterion = of.get(question)
            alone = criterion is not None and len(criterion["questions"]) == 1
            name = question if criterion is None else criterion["id"] if alone else f"{criterion['id']}:{question}"
            streams[question] = Stream(seed, f"a:{name}")
        lanes = sorted(self.motions)
        drawn = []
        for _ in range(samples):
            completed: dict[str, Json] = {}
            for question in self.fit:
                draw = streams[question].draw() >> 32
                if answers.get(question) is not None:
                    completed[question] = answers[question]
                    continue
                options = [o["id"] for o in self.fit[question]["options"] for _ in range(o["prior"])]
                completed[question] = options[(draw * len(options)) >> 32]
            totals = dict.fromkeys(self.motions, 0)
            for criterion in self.criteria:
                key = criterion["id"]
                factor = FACT[((weights[key].draw() & 0xFFFF) * 17) >> 16]
                bits = noise[key].draw()
                row = self.row(criterion, completed)
                for motion in self.motions:
                    points = self.points(row, motion)
                    if self.is_silent(row, motion):
                        highest = (bits >> (12 * lanes.index(motion) + 8)) & 0xF
                        points += (highest == 15) - (highest == 0)
                    totals[motion] += self.whole_weight[key] * factor * points
            barred = self.barred(completed)
            drawn.append((completed, [(motion in barred, totals[motion]) for motion in self.motions]))
        return drawn

    def rank_parts(self, drawn: list[Any], parts: int) -> list[list[int]]:
        """Per motion and rank the parts of samples, ties shared equally."""
        ranks = [[0] * len(self.motions) for _ in self.motions]
        for _, scores in drawn:
            keys = [(barred, -total) for barred, total in scores]
            for motion, key in enumerate(keys):
                before = sum(other < key for other in keys)
                level = sum(other == key for other in keys)
                for rank in range(before, before + level):
                    ranks[motion][rank] += parts // level
        return ranks

    # What would change it

    def flips(self, answers: dict[str, Json]) -> set[tuple[str, str]]:
        """Every (question, other option) that changes the leaders."""
        now = self.leaders(answers)
        found = set()
        for question, answer in answers.items():
            if question not in self.fit or answer is None:
                continue
            for option, _ in self.options(question):
                if option != answer and self.leaders({**answers, question: option}) != now:
                    found.add((question, option))
        return found

    def margins(self, answers: dict[str, Json], leader: str) -> dict[str, list[Fraction]]:
        """Per question the leader's lead over the best live rival for each of its options."""
        found: dict[str, list[Fraction]] = {}
        for question in self.fit:
            for option, _ in self.options(question):
                changed = {**answers, question: option}
                barred = self.certainly_barred(changed)
                rivals = [self.fit_of(m, changed) for m in self.motions if m != leader and m not in barred]
                lead = self.fit_of(leader, changed) - max(rivals, default=Fraction(0))
                found.setdefault(question, []).append(min(lead, Fraction(0)) if leader in barred else lead)
        return found

    def values_of_information(self, answers: dict[str, Json], drawn: list[Any]) -> dict[str, Fraction]:
        """Per open question the rise of the best first-rank share, over the samples parted by its answer."""
        shares = []
        for completed, scores in drawn:
            keys = [(barred, -total) for barred, total in scores]
            best = [motion for motion, key in enumerate(keys) if key == min(keys)]
            shares.append((completed, {motion: Fraction(1, len(best)) for motion in best}))

        def best_share(part: list[Any]) -> Fraction:
            return max(
                (sum((share.get(m, Fraction(0)) for _, share in part), Fraction(0)) for m in range(len(self.motions))),
                default=Fraction(0),
            )

        found = {}
        for question in self.fit:
            if question not in answers:
                parts = [[s for s in shares if s[0][question] == option] for option, _ in self.options(question)]
                gain = sum((best_share(part) for part in parts), Fraction(0)) - best_share(shares)
                found[question] = gain / len(shares)
        return found


def analyse_straightforwardly(rules_text: str, request_text: str) -> str:
    """The full analysis done plainly, for the bench to run beside `calculator.answer`: the same kind of work, no
    sharing, no packing, no pruning. Numeric answers must be band ids."""
    reference = Reference(json.loads(rules_text))
    request = json.loads(request_text)
    answers = {q: a for q, a in request["answers"].items() if q in reference.fit and a is not None}
    fits = {motion: reference.fit_of(motion, answers) for motion in reference.motions}
    barred = reference.certainly_barred(answers)
    order = sorted(reference.motions, key=lambda motion: (motion in barred, -fits[motion]))
    drawn = reference.sample(answers, request.get("seed", 1), request.get("samples", 4096))
    parts = math.lcm(*range(1, len(order) + 1))
    result = {
        "ranking": [
            {
                "motion": motion,
                "fit": float(fits[motion]),
                "range": [float(end) for end in reference.range_of(motion, answers)],
                "contributions": {
                    c["id"]: float(reference.contribution(c, motion, answers)) for c in reference.criteria
                },
            }
            for motion in order
        ],
        "acceptability": reference.rank_parts(drawn, parts),
        "flips": sorted(reference.flips(answers)),
        "tornado": {q: [float(min(v)), float(max(v))] for q, v in reference.margins(answers, order[0]).items()},
        "voi": {q: float(v) for q, v in reference.values_of_information(answers, drawn).items()},
    }
    return json.dumps(result, sort_keys=True)

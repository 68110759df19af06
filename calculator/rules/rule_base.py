"""The rule base as the calculator holds it: read once (`reader`), then only looked up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import Any

from calculator.exact.numerals import Exact, Span, is_money, to_json_number
from calculator.exact.pieces import Line, describe_span
from calculator.rules.shape import Beside

type Json = Any
"""A value as `json.loads` gives it."""


@dataclass(frozen=True, slots=True)
class Nouns:
    """What a reader is told is ranked, in the singular and in the plural."""

    one: str = "option"
    many: str = "options"


@dataclass(frozen=True, slots=True)
class Motion:
    """One of the alternatives that are ranked."""

    id: str
    label: str
    parent: int | None
    """Index of the motion whose points stand in where a table is silent about this one."""
    page: str | None
    url: str | None
    sold_by: str | None = None
    """Who closes a sale, for the market part: `sellers` or `itself`."""
    share: str | None = None
    """The default that says which share of a sale others keep."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer, or one band of a numeric question."""

    id: str
    label: str
    prior: int
    span: Span | None
    said: str | None = None
    """The answer as a sentence about the reader's product."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question with everything needed to read an answer to it."""

    id: str
    role: str
    label: str
    prompt: str
    """The question as it is put to a founder."""
    options: tuple[Option, ...]
    is_number: bool
    unit: str | None
    minimum: Exact | None
    maximum: Exact | None
    url: str | None
    line: Line | None
    """Numeric fit questions only: the domain in pieces."""
    bands: tuple[int, ...]
    """Per atom, the index of the option it belongs to."""
    needs_customers: bool
    """Whether only somebody with customers can answer it."""
    masses: tuple[int, ...]
    """Per atom, its share of the prior over `sum(masses)`; 0 where an atom is a single number."""

    @property
    def is_money(self) -> bool:
        """Whether its numbers are dollars."""
        return is_money(self.unit)

    @property
    def atoms(self) -> int:
        """How many different answers the rules can tell apart."""
        return len(self.masses)

    def option_index(self, option_id: str) -> int | None:
        """The position of an option among the question's options."""
        return next((i for i, option in enumerate(self.options) if option.id == option_id), None)

    def atom_value(self, atom: int) -> Json:
        """The answer that an atom stands for, as it would be given: an option id, or a range."""
        band = self.options[self.bands[atom]].id if self.bands[atom] >= 0 else None
        if self.line is None or (band is not None and self.bands.count(self.bands[atom]) == 1):
            return band
        return span_to_json(self.line.span_of(atom))

    def atom_label(self, atom: int) -> str:
        """The same answer in words."""
        if self.line is None or (self.bands.count(self.bands[atom]) == 1 and self.bands[atom] >= 0):
            return self.options[self.bands[atom]].label
        return describe_span(self.line.span_of(atom), self.line, self.is_money)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a points table."""

    label: str
    anchor: str | None
    url: str | None
    reading: str
    sources: Sequence[Json]
    notes: Mapping[int, tuple[str, Sequence[Json]]]
    """Per motion that the note names: what it says of that motion, and its sources."""
    given: tuple[int | None, ...]
    """Per motion what the cell says; None where it is silent."""
    points: tuple[int, ...]
    """Per motion the points in force, silence filled from the parent."""
    origin: tuple[int | None, ...]
    """Per motion whose cell the points come from, when not its own."""
    silent: tuple[bool, ...]
    """Per motion whether no passage stands behind the points: inherited, or a root's 0 in a row without reference."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One points table with its share of the weight."""

    id: str
    group: str
    weight: int
    """On the common scale of all criteria."""
    questions: tuple[int, ...]
    url: str | None
    rows: tuple[Row, ...]
    cells: tuple[int, ...]
    """The row for each combination of its questions' atoms, the last question varying fastest."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of some answers: per question a set of atoms, as bits."""

    masks: tuple[tuple[int, int], ...]
    """(question index, bits of the atoms that match), by question id."""


@dataclass(frozen=True, slots=True)
class Veto:
    """A condition under which a motion cannot lead."""

    id: str
    motion: int
    bars_secondary: bool
    when: Condition
    label: str
    url: str | None
    reading: str
    sources: Sequence[Json]


@dataclass(frozen=True, slots=True)
class Hybrid:
    """A second motion that goes with a first one under a condition."""

    id: str
    primary: int
    secondary: int
    role: str
    when: Condition
    url: str | None
    reading: str
    sources: Sequence[Json]


@dataclass(frozen=True, slots=True)
class Setting:
    """A number that the pages declare: an economic default or a threshold."""

    value: Exact
    unit: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything the pages declare, indexed by position."""

    version: str
    nouns: Nouns
    motions: tuple[Motion, ...]
    questions: tuple[Question, ...]
    fit: tuple[int, ...]
    """Indices of the questions that rank, in the pages' order."""
    criteria: tuple[Criterion, ...]
    """By id."""
    weight_scale: Exact
    """Units of `Criterion.weight` in one unit of the weights table."""
    total_weight: int
    vetoes: tuple[Veto, ...]
    hybrids: tuple[Hybrid, ...]
    defaults: Mapping[str, Setting]
    thresholds: Mapping[str, Setting]
    beside: Beside
    """What accompanies a result, as rules.json has it."""
    criterion_of: tuple[int | None, ...]
    """Per question, the criterion it belongs to."""
    question_index: Mapping[str, int]
    motion_index: Mapping[str, int]
    has_market: bool
    """Whether the rule base asks for the part on economics, readiness and moving (`calculator.market`)."""
    stream_order: tuple[int, ...]
    """Per motion, its place among the motion ids sorted by name: the lane of its sampled silence."""


def span_to_json(span: Span) -> Json:
    """A span in the shape of an answer; open ends are said, closed ones are understood."""
    out: dict[str, Json] = {
        "from": None if span.low is None else to_json_number(span.low),
        "to": None if span.high is None else to_json_number(span.high),
    }
    if not span.low_closed:
        out["from_closed"] = False
    if not span.high_closed:
        out["to_closed"] = False
    return out


def reduce_masses(masses: Sequence[int]) -> tuple[int, ...]:
    """The same proportions in the smallest whole numbers."""
    divisor = gcd(*masses) or 1
    return tuple(mass // divisor for mass in masses)


def link(url: str | None, anchor: str | None) -> str | None:
    """The address of a place on a page."""
    if url is None:
        return None
    return f"{url}#{anchor}" if anchor else url


@dataclass(frozen=True, slots=True)
class Limits:
    """Percentages and points that decide between words. Each field's name is its id in the thresholds table."""

    clear: Exact = 90
    """First-rank share, in percent, from which a lead is called clear."""
    likely: Exact = 70
    """... likely."""
    leaning: Exact = 50
    """... leaning; below it is open."""
    level: Exact = 60
    """Percent of variations in which the first must be before the second; below it the two are told as level."""
    level_together: Exact = 80
    """Percent of the first places that two must share to be told as level."""
    coverage: Exact = 40
    """Share of the weight, in percent, below which there is not enough answered."""
    hybrid_gap: Exact = 25
    """Points of fit a second motion may lie behind."""
    switch_share: Exact = 80
    """Percent of variations in which the leader must beat today's motion before a switch is advised."""
    switch_fit_gap: Exact = 10
    """Points by which it must beat it."""
    near_factor: Exact = Fraction(3, 2)
    """How many times a boundary may be larger or smaller than an answer and still count as near."""


def read_limits(rules: Rules) -> Limits:
    """The limits that the rules declare; shares may be written as 0.8 or as 80."""
    shares = ("clear", "likely", "leaning", "level", "level_together", "coverage", "switch_share")
    found = {}
    for name in Limits.__dataclass_fields__:
        setting = rules.thresholds.get(name)
        if setting is not None:
            found[name] = setting.value * 100 if name in shares and setting.value <= 1 else setting.value
    return Limits(**found)

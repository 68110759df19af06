"""The questions as their pages' front matter declares them: options, bands of amounts, group and weight."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from kb.problems.problem import Problem
from kb.reading.frontmatter import Mapping, Node, Scalar, Sequence
from kb.reading.names import DocumentId
from kb.rules.amounts import AMOUNTS, Interval, read_number
from kb.rules.findings import Place, error, suggest
from kb.rules.ranges import check_bands, read_range

if TYPE_CHECKING:
    from kb.reading.document import Document

ROLES = ("fit", "readiness", "economics", "transition")
KINDS = ("option", "number")
KEYS = ("id", "role", "group", "weight", "prompt", "help", "needs", "kind", "unit", "min", "max", "options")
NEEDS = ("customers",)
OPTION_KEYS = ("id", "label", "range", "prior", "example", "said")
QUESTION_ID = re.compile(r"[a-z][a-z0-9_]*")
OPTION_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer, or one band of amounts."""

    id: str
    label: str
    example: str | None
    said: str | None
    """The answer as a sentence of the reader's product, such as `The buyer sits in another department`."""
    prior: int
    """Integer weight of this answer while the question is unanswered."""
    range: Interval | None
    """The band; None for the options of a question that is not a number."""


@dataclass(frozen=True, slots=True)
class Question:
    """One declared question."""

    id: str
    role: str
    group: str | None
    weight: int | None
    """Share inside its group; None for questions that never touch fit."""
    prompt: str
    help: str
    label: str
    """Name of its page."""
    needs_customers: bool
    """Only somebody who has customers can answer it."""
    kind: str
    unit: str | None
    low: Fraction | None
    high: Fraction | None
    """Smallest and largest amount that may be answered."""
    options: tuple[Option, ...]
    document_id: DocumentId
    one_liner: str
    place: Place
    group_place: Place

    @property
    def is_number(self) -> bool:
        """Whether an answer is an amount."""
        return self.kind == "number"

    @property
    def option_ids(self) -> tuple[str, ...]:
        """Ids in declared order."""
        return tuple(option.id for option in self.options)

    @property
    def domain(self) -> Interval:
        """The amounts that may be answered."""
        return Interval(self.low, self.high, True, True) if self.low is not None else AMOUNTS

    def option(self, option_id: str) -> Option | None:
        """The option of this id."""
        return next((option for option in self.options if option.id == option_id), None)


def read_questions(documents: Iterable["Document"]) -> tuple[dict[str, Question], list[Problem]]:
    """Every question by id, in the order of the documents, and what is wrong with the declarations.

    A declaration with a problem is still read as far as it goes, so that its table can be checked in the same run.
    """
    questions: dict[str, Question] = {}
    problems: list[Problem] = []
    for document in documents:
        if document.kind != "question" or document.meta is None:
            continue
        reader = _Reader(document)
        question = reader.read()
        problems += reader.problems
        if question is not None and question.id in questions:
            first = questions[question.id].place
            problems.append(
                error(
                    question.place,
                    "E116",
                    f"question '{question.id}' is declared again (first in {first.path}, line {first.line})",
                    "an answer could mean either",
                    "give each question its own id and page",
                )
            )
        elif question is not None:
            questions[question.id] = question
    return questions, problems


class _Reader:
    """Reads one declaration and collects what is wrong with it."""

    def __init__(self, document: "Document") -> None:
        self.document = document
        self.problems: list[Problem] = []

    def read(self) -> Question | None:
        document = self.document
        assert document.meta is not None
        node = document.meta.get("question")
        if not isinstance(node, Mapping):
            place = Place(document.path, document.meta.line, document.meta.column) if node is None else self._at(node)
            what = "a page of kind question declares no question" if node is None else "question is not a list of keys"
            self._wrong(
                place, what, "the selector cannot ask it", "write question: with id, role, prompt, kind, options"
            )
            return None
        self._check_keys(node, KEYS, "question")
        place = self._at(node.get("id") or node)
        question_id = self._text(node, "id")
        if question_id and not QUESTION_ID.fullmatch(question_id):
            self._wrong(
                place,
                f"'{question_id}' is not a question id",
                "it is a name in addresses and tables",
                "use small letters, digits and underscores",
            )
        page = document.id.rsplit("/", 1)[-1]
        if question_id and question_id != page:
            self._wrong(
                place,
                f"question id '{question_id}' is not the name of its file, '{page}'",
                "links to the question would lead elsewhere",
                f"rename the file to {question_id}.md or the id to {page}",
            )
        role = self._one_of(node, "role", ROLES)
        kind = self._one_of(node, "kind", KINDS)
        group, weight = self._group_and_weight(node, role)
        low, high, unit = self._number_keys(node, kind)
        options = self._options(node, kind, role)
        prompt = self._text(node, "prompt")
        if not question_id:
            return None
        return Question(
            id=question_id,
            role=role,
            group=group,
            weight=weight,
            prompt=prompt,
            help=node.text("help"),
            label=document.meta.text("name") or question_id,
            needs_customers=node.get("needs") is not None and self._one_of(node, "needs", NEEDS) == "customers",
            kind=kind,
            unit=unit,
            low=low,
            high=high,
            options=options,
            document_id=document.id,
            one_liner=document.meta.text("one_liner"),
            place=place,
            group_place=self._at(node.get("group") or node),
        )

    def _group_and_weight(self, node: Mapping, role: str) -> tuple[str | None, int | None]:
        if role == "fit":
            return self._text(node, "group") or None, self._whole_number(node, "weight")
        for key in ("group", "weight"):
            value = node.get(key)
            if value is not None:
                self._wrong(
                    self._at(value),
                    f"{key} on a question of role {role}",
                    "only fit questions carry weight",
                    f"remove {key}, or make the role fit",
                )
        return None, None

    def _number_keys(self, node: Mapping, kind: str) -> tuple[Fraction | None, Fraction | None, str | None]:
        if kind == "option":
            for key in ("unit", "min", "max"):
                value = node.get(key)
                if value is not None:
                    self._wrong(
                        self._at(value),
                        f"{key} on a question whose kind is option",
                        "an option has no amount",
                        f"remove {key}, or make the kind number",
                    )
            return None, None, None
        unit = self._text(node, "unit") or None
        low, high = self._amount(node, "min"), self._amount(node, "max")
        if low is None or high is None:
            return None, None, unit
        if low >= high:
            self._wrong(
                self._at(node.get("max") or node),
                f"max {node.text('max')} is not above min {node.text('min')}",
                "no amount could be answered",
                "write the larger amount as max",
            )
            return None, None, unit
        return low, high, unit

    def _options(self, node: Mapping, kind: str, role: str) -> tuple[Option, ...]:
        listed = node.get("options")
        if listed is None and kind == "number" and role != "fit":
            return ()
        if not isinstance(listed, Sequence) or len(listed.items) < 2:
            self._wrong(
                self._at(listed or node),
                "options lists fewer than two answers",
                "there would be nothing to choose",
                "write options: as a list, each with id and label",
            )
            return ()
        options: list[Option] = []
        places: list[Place] = []
        for item in listed.items:
            option = self._option(item, kind)
            if option is None:
                continue
            if option.id in [earlier.id for earlier in options]:
                self._wrong(
                    self._at(item),
                    f"option '{option.id}' is listed twice",
                    "an answer could mean either",
                    "give each option its own id",
                )
                continue
            options.append(option)
            places.append(self._at(item.get("range") or item) if isinstance(item, Mapping) else self._at(item))
        if kind == "number" and len(options) == len(listed.items) and all(option.range for option in options):
            bands = [(option.range, place) for option, place in zip(options, places, strict=True) if option.range]
            self.problems += check_bands(bands, self._unit_of(node))
        return tuple(options)

    def _option(self, item: Node, kind: str) -> Option | None:
        if not isinstance(item, Mapping):
            self._wrong(
                self._at(item),
                "an option is not a list of keys",
                "it has no id and label",
                "write - id: … and label: …",
            )
            return None
        self._check_keys(item, OPTION_KEYS, "option")
        option_id, label = self._text(item, "id"), self._text(item, "label")
        if not option_id:
            return None
        if not OPTION_ID.fullmatch(option_id):
            self._wrong(
                self._at(item.get("id") or item),
                f"'{option_id}' is not an option id",
                "it is a name in addresses and tables",
                "use small letters, digits and hyphens",
            )
        band = self._band(item, kind)
        prior = 1 if item.get("prior") is None else self._whole_number(item, "prior") or 1
        return Option(option_id, label, item.text("example") or None, item.text("said") or None, prior, band)

    def _band(self, item: Mapping, kind: str) -> Interval | None:
        node = item.get("range")
        if kind == "option":
            if node is not None:
                self._wrong(
                    self._at(node),
                    "range on an option of a question whose kind is option",
                    "an option has no amount",
                    "remove range, or make the kind number",
                )
            return None
        if not isinstance(node, Scalar) or not node.text:
            self._wrong(
                self._at(node or item),
                "a band has no range",
                "an amount could not be sorted into it",
                'write range: "[$5K..$25K)"',
            )
            return None
        band = read_range(node.text)
        if isinstance(band, Interval):
            return band
        self.problems.append(band.at(self._at(node).shifted(int(node.quoted))))
        return None

    def _check_keys(self, node: Mapping, known: tuple[str, ...], what: str) -> None:
        for entry in node.entries:
            if entry.key.text not in known:
                self._wrong(
                    self._at(entry.key),
                    f"unknown key '{entry.key.text}' of {what}",
                    "it would be ignored",
                    suggest(entry.key.text, known),
                )

    def _text(self, node: Mapping, key: str) -> str:
        value = node.get(key)
        if isinstance(value, Scalar) and value.text.strip():
            return value.text.strip()
        self._wrong(
            self._at(value or node),
            f"{key} is {'empty' if value else 'missing'}",
            "the selector needs it",
            f"write {key}: with a value",
        )
        return ""

    def _one_of(self, node: Mapping, key: str, known: tuple[str, ...]) -> str:
        text = self._text(node, key)
        if text and text not in known:
            self._wrong(
                self._at(node.get(key) or node),
                f"{key} '{text}' is unknown",
                "the selector cannot place the question",
                suggest(text, known),
            )
        return text if text in known else known[0]

    def _whole_number(self, node: Mapping, key: str) -> int | None:
        text = self._text(node, key)
        if text and not (text.isascii() and text.isdigit() and int(text[:9]) >= 1 and len(text) < 9):
            self._wrong(
                self._at(node.get(key) or node),
                f"{key} '{text}' is not a whole number from 1 up",
                "shares are counted in whole numbers",
                f"write {key}: 1",
            )
            return None
        return int(text) if text else None

    def _amount(self, node: Mapping, key: str) -> Fraction | None:
        text = self._text(node, key)
        value = read_number(text)
        if text and value is None:
            self._wrong(
                self._at(node.get(key) or node),
                f"{key} '{text}' is not an amount",
                "answers could not be checked",
                f"write {key}: as in 0, 5000 or $5K",
            )
        return value

    def _unit_of(self, node: Mapping) -> str | None:
        return node.text("unit") or None

    def _at(self, node: Node) -> Place:
        return Place(self.document.path, node.line, node.column)

    def _wrong(self, place: Place, what: str, why: str, fix: str) -> None:
        self.problems.append(error(place, "E116", what, why, fix))

"""What the selector's panel is rendered with: the questions, most useful first, and what it may say of its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kb.library.catalogue import Catalogue
from kb.reading.document import Document, Kind
from kb.reading.frontmatter import Mapping as MappingNode
from kb.reading.slugs import name_key
from kb.rules.answers import answers_of

A_LOT = 0.5
A_LITTLE = 0.1
"""Shares of the largest gain from which a question matters a lot, or a little; `guidance.mjs` has the same."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that ranks, as the form shows it before any answer."""

    question: Mapping[str, Any]
    """As it stands in the rules."""
    group: str
    """Label of its group."""
    weight: int
    """Of the group, which its questions share."""
    share: float
    """How much it can still tell, against the question that tells most; 0 to 1."""
    importance: str
    """The same in words; empty where the calculator has not said."""
    why: str
    """What its answer can change, in one sentence of the calculator's; empty where it has not said."""


def order_questions(rules: Mapping[str, Any], initial: Mapping[str, Any]) -> tuple[Asked, ...]:
    """The questions that rank, by what an answer is expected to tell when nothing is known; ties in group order.

    The first is one that needs no customers.

    Args:
        initial: the calculator's full result for no answers.
    """
    gains: Mapping[str, float] = initial.get("gains") or {}
    largest = max(gains.values(), default=0)
    reasons = {ask["question"]: ask["why"] for ask in initial.get("asks") or ()}
    best = (initial.get("ask_next") or {}).get("question")
    needy = set(rules.get("needs_customers", ()))
    groups = {group["id"]: group for group in rules.get("groups", ())}
    fit = [question for question in rules.get("questions", ()) if question["group"] in groups]
    # The rules have them in group order, and sorting keeps the order of equals. Gains are rounded: the calculator's
    # own choice comes first whatever shares its figure.
    fit.sort(key=lambda question: (question["id"] != best, -gains.get(question["id"], 0)))
    # Somebody without customers must be able to begin.
    opener = next((question for question in fit if question["id"] not in needy), None)
    fit.sort(key=lambda question: question is not opener)
    return tuple(
        Asked(
            question,
            groups[question["group"]]["label"],
            groups[question["group"]]["weight"],
            round(gains.get(question["id"], 0) / largest, 3) if largest else 0,
            _say_importance(question["id"], gains, largest, best),
            reasons.get(question["id"], ""),
        )
        for question in fit
    )


def _say_importance(question: str, gains: Mapping[str, float], largest: float, first: str | None) -> str:
    if question not in gains:
        return ""
    share = gains[question] / largest if largest else 0
    if question == first:
        return "Matters most now"
    return "Matters a lot" if share >= A_LOT else "Matters a little" if share >= A_LITTLE else "Hardly matters now"


def describe_page(document: Document, catalogue: Catalogue) -> dict[str, Any]:
    """What the panel on a document's page knows of it, as JSON data.

    Keys: `kind`; `motions` the page speaks of and `favored`, those that a rule resting on it gives most points, both
    lists of ids; `motion` or `question`, the id of the one the page is about; `case` with company, primary motion,
    acceptable motions and answers. Keys without a value are left out.
    """
    rules = catalogue.rules
    about: dict[str, Any] = {
        "kind": str(document.kind),
        "motions": _motions(document, catalogue),
        "favored": _favored(document.id, rules) if document.id in catalogue.cited_by_rules else [],
        "motion": _id_of_page(document.id, rules.get("motions", ())) if document.kind is Kind.MOTION else None,
        "question": _id_of_page(document.id, rules.get("questions", ())) if document.kind is Kind.QUESTION else None,
        "case": _case(document, rules),
    }
    return {key: value for key, value in about.items() if value}


def _motions(document: Document, catalogue: Catalogue) -> list[str]:
    """Motions a page speaks of, in declared order: linked, tagged by any name, or related."""
    found = set(catalogue.listings.motions_of.get(document.id, ()))
    tags = {name_key(tag) for tag in document.tags}
    related = {relation.id for relation in catalogue.related.get(document.id, ())}
    motions = catalogue.rules.get("motions", ())
    for motion in motions:
        names = {name_key(name) for name in (motion["id"], motion["label"], *motion["aliases"])}
        if names & tags or motion["page"] in related:
            found.add(motion["id"])
    return [motion["id"] for motion in motions if motion["id"] in found]


def _id_of_page(identity: str, entries: Any) -> str | None:
    return next((str(entry["id"]) for entry in entries if entry["page"] == identity), None)


def _favored(identity: str, rules: Mapping[str, Any]) -> list[str]:
    """Motions that a row citing the page gives more points than any other, in declared order."""
    found: set[str] = set()
    for criterion in rules.get("criteria", ()):
        for row in criterion["rows"]:
            if any(source["kind"] == "link" and source["page"] == identity for source in row["sources"]):
                points = {motion: given for motion, given in row["points"].items() if given}
                best = [motion for motion, given in points.items() if given == max(points.values()) > 0]
                found.update(best if len(best) == 1 else ())
    return [motion["id"] for motion in rules.get("motions", ()) if motion["id"] in found]


def _case(document: Document, rules: Mapping[str, Any]) -> dict[str, Any] | None:
    answers = answers_of(rules, document.id)
    case = document.meta.get("case") if document.meta else None
    if answers is None or not isinstance(case, MappingNode):
        return None
    return {
        "company": case.text("company") or document.title,
        "primary": case.text("primary"),
        "acceptable": list(case.texts("acceptable")),
        "answers": answers,
    }


def find_places(rules: Mapping[str, Any]) -> dict[str, str]:
    """Addresses the panel points to, where the library has them: `hybrids`, the page of second motions."""
    hybrids = next((row["url"] for row in rules.get("hybrids", ()) if row["url"]), None)
    return {"hybrids": hybrids} if hybrids else {}

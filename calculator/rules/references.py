"""Whether the parts of a rules.json fit together: names lead somewhere, and every question can be answered."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from calculator.errors import FieldError, shorten
from calculator.rules import shape
from calculator.rules.rule_base import Json
from calculator.rules.typed_json import mentions

_find_names = mentions(shape.RuleBase)


def find_misfits(raw: Json) -> Iterator[FieldError]:
    """Every place of rules of the declared shape that the others contradict.

    Args:
        raw: the rules, of the shape that `calculator.rules.shape` declares.
    """
    for part in ("motions", "groups", "questions", "criteria"):
        yield from _find_repeats(raw[part], f"rules.{part}")
    motions = {one["id"]: one for one in raw["motions"]}
    questions = {one["id"]: one for one in raw["questions"]}
    known = {"motion": motions, "group": {one["id"] for one in raw["groups"]}, "question": questions}
    for place, what, name in _find_names(raw):
        if name not in known[what]:
            message = f"is no {what} of these rules"
            yield FieldError(f"rules{place}", shorten(name), message, tuple(sorted(known[what])))
    yield from _find_circles(motions)
    for index, question in enumerate(raw["questions"]):
        yield from _find_in_question(question, f"rules.questions[{index}]")
    owner: dict[str, str] = {}
    for index, criterion in enumerate(raw["criteria"]):
        place = f"rules.criteria[{index}]"
        asked = criterion["questions"]
        if not asked:
            yield FieldError(f"{place}.questions", None, "must name a question")
        for number, name in enumerate(asked):
            at = f"{place}.questions[{number}]"
            if name in questions and questions[name]["role"] != "fit":
                yield FieldError(at, shorten(name), "names a question that does not rank: its role is not fit")
            if owner.setdefault(name, at) != at:
                yield FieldError(at, shorten(name), f"names a question that {owner[name]} has already")
        for number, row in enumerate(criterion["rows"]):
            at = f"{place}.rows[{number}].when"
            yield from _find_in_conditions(row["when"], questions, at)
            yield from _find_foreign(row["when"], asked, at)
    for part in ("vetoes", "hybrids"):
        for index, rule in enumerate(raw[part]):
            yield from _find_in_conditions(rule["when"], questions, f"rules.{part}[{index}].when")


def _find_repeats(parts: Iterable[Json], place: str) -> Iterator[FieldError]:
    seen: set[str] = set()
    for index, part in enumerate(parts):
        if part["id"] in seen:
            yield FieldError(f"{place}[{index}].id", shorten(part["id"]), "stands twice")
        seen.add(part["id"])


def _find_foreign(when: Iterable[str], asked: Collection[str], place: str) -> Iterator[FieldError]:
    for name in when:
        if name not in asked:
            yield FieldError(f"{place}.{shorten(name)}", None, "is no question of its criterion", tuple(asked))


def _find_circles(motions: Mapping[str, Json]) -> Iterator[FieldError]:
    for index, (name, motion) in enumerate(motions.items()):
        seen, parent = {name}, motion["parent"]
        while parent in motions and parent not in seen:
            seen.add(parent)
            parent = motions[parent]["parent"]
        if parent == name:
            place = f"rules.motions[{index}].parent"
            yield FieldError(place, shorten(motion["parent"]), "makes the motion inherit from itself")


def _find_in_question(question: Json, place: str) -> Iterator[FieldError]:
    options = question["options"]
    yield from _find_repeats(options, f"{place}.options")
    is_number = question["kind"] == "number"
    if question["role"] == "fit" and not is_number and not options:
        yield FieldError(f"{place}.options", None, "must hold an answer")
    if question["role"] == "fit" and options and not any(option.get("prior", 1) for option in options):
        yield FieldError(f"{place}.options", None, "must hold an answer with a prior above 0")
    if is_number:
        low, high = question.get("min"), question.get("max")
        if low is not None and low < 0:
            yield FieldError(f"{place}.min", shorten(str(low)), "must not be below 0")
        if high is not None and high <= (low or 0):
            yield FieldError(f"{place}.max", shorten(str(high)), "must be above the least amount")
        for number, option in enumerate(options):
            if option.get("range") is None:
                yield FieldError(
                    f"{place}.options[{number}].range", None, "is missing: the question asks for an amount"
                )
            else:
                yield from _find_empty(option["range"], f"{place}.options[{number}].range")


def _find_in_conditions(when: Mapping[str, Json], questions: Mapping[str, Json], place: str) -> Iterator[FieldError]:
    for name, condition in when.items():
        at = f"{place}.{shorten(name)}"
        if name not in questions:
            continue
        if len(condition) != 1:
            yield FieldError(at, None, "must have options or ranges, and not both")
        known = tuple(option["id"] for option in questions[name]["options"])
        for number, option in enumerate(condition.get("options", ())):
            if option not in known:
                message = f"is no answer to {shorten(name)}"
                yield FieldError(f"{at}.options[{number}]", shorten(option), message, known)
        if "ranges" in condition and questions[name]["kind"] != "number":
            yield FieldError(f"{at}.ranges", None, f"{shorten(name)} does not ask for an amount")
        for number, span in enumerate(condition.get("ranges", ())):
            yield from _find_empty(span, f"{at}.ranges[{number}]")


def _find_empty(span: Json, place: str) -> Iterator[FieldError]:
    low, high = span["from"], span["to"]
    if low is not None and high is not None and low > high:
        yield FieldError(f"{place}.to", shorten(str(high)), "must not be below from")

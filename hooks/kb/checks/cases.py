"""Checks of the `case:` keys of a case page; its answers are checked where the questions are known (`kb.rules`)."""

from collections.abc import Iterator, Sequence

from kb.checks.keys import CASE_KEYS
from kb.problems.problem import Problem, finding, offer
from kb.reading.document import Document, Kind
from kb.reading.frontmatter import Mapping, Scalar


def check_case(document: Document, motions: Sequence[str]) -> Iterator[Problem]:
    """Unknown and missing keys, and motions that are none.

    Args:
        motions: ids of the declared motions; empty where none are declared.
    """
    case = document.meta.get("case") if document.meta and document.kind is Kind.CASE else None
    if not isinstance(case, Mapping):
        return
    for entry in case:
        key = entry.key.text
        if key not in CASE_KEYS:
            yield finding(
                document.path,
                entry.key,
                "E020",
                f"unknown key '{key}' in a case",
                "it would never be read",
                offer(key, CASE_KEYS),
            )
        if key in ("primary", "acceptable", "by_revenue", "first_choice", "secondary") and motions:
            for motion in case.scalars(key):
                if motion.text not in motions:
                    yield finding(
                        document.path,
                        motion,
                        "E024",
                        f"{key} '{motion.text}' is no motion",
                        "the case could not be compared with the selector's answer",
                        offer(motion.text, motions),
                    )
        allowed = CASE_KEYS[key].allowed if key in CASE_KEYS else ()
        if allowed and isinstance(entry.value, Scalar) and entry.value.text not in allowed:
            yield finding(
                document.path,
                entry.value,
                "E024",
                f"{key} '{entry.value.text}' is not allowed",
                "readers could not tell how far to trust the case",
                offer(entry.value.text, allowed),
            )
    for key, declared in CASE_KEYS.items():
        if declared.is_required and case.get(key) is None:
            yield finding(
                document.path,
                case,
                "E021",
                f"key '{key}' is missing in a case",
                "the case cannot be compared with a reader's company",
                f"add {key}: to the case",
            )

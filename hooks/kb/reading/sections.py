"""Which part of a document a heading opens: one table of the names authors give to the same thing."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kb.reading.names import Anchor
from kb.reading.slugs import name_key, short_name


class Role(StrEnum):
    """What a section says."""

    WHAT = "what"
    """What the idea is."""
    HOW = "how"
    """Its parts."""
    WHY = "why"
    """Why it works or matters."""
    APPLY = "apply"
    """Steps."""
    APPLIES = "applies"
    """When to use it."""
    LIMITS = "does_not_apply"
    """When not to."""
    CAUTIONS = "cautions"
    """What to watch for while using it."""
    MISTAKES = "mistakes"
    """What goes wrong."""
    EXAMPLES = "examples"
    """What happened where."""
    MOTIONS = "motions"
    """What each motion gets from it."""
    SOURCE = "source"
    """Who said it, where and when."""
    RELATED = "related"
    """Documents that belong to it."""
    PREREQUISITES = "prerequisites"
    """What must be there before."""


_SYNONYMS: dict[Role, tuple[str, ...]] = {
    Role.WHAT: (
        "what it is",
        "what is it",
        "what this is",
        "overview",
        "definition",
        "summary",
        "the idea",
        "the core idea",
        "core idea",
        "the concept",
        "introduction",
    ),
    Role.HOW: (
        "how it works",
        "how this works",
        "how does it work",
        "the framework",
        "framework",
        "the model",
        "components",
        "key components",
        "parts",
        "the parts",
        "principles",
        "key principles",
        "core principles",
        "structure",
    ),
    Role.WHY: ("why it works", "why this works", "why it matters", "why this matters", "rationale"),
    Role.APPLY: (
        "how to apply it",
        "how to apply this",
        "how to apply",
        "how to use it",
        "how to use this",
        "how to use",
        "how to do it",
        "how to implement it",
        "how to implement",
        "applying it",
        "application",
        "implementation",
        "steps",
        "the steps",
        "the process",
        "in practice",
        "putting it into practice",
    ),
    Role.APPLIES: (
        "when to use it",
        "when to use this",
        "when to use",
        "when it applies",
        "when to apply it",
        "when to apply",
        "when this applies",
        "when it works",
        "when it works best",
        "best for",
        "use cases",
        "good fit",
        "ideal for",
    ),
    Role.LIMITS: (
        "when not to use it",
        "when not to use this",
        "when not to use",
        "when it does not apply",
        "when it doesnt apply",
        "when not to apply it",
        "when it does not work",
        "when it doesnt work",
        "when it may not fit",
        "when it breaks down",
        "when its not enough",
        "when to avoid it",
        "when to abandon it",
        "when to deviate",
        "not for",
        "limitations",
        "limits",
    ),
    Role.CAUTIONS: (
        "cautions",
        "caution",
        "caveats",
        "caveat",
        "important caveats",
        "important caveat",
        "warnings",
        "warning",
        "risks",
        "risks and mitigations",
        "trade offs",
        "tradeoffs",
        "the trade off",
        "the tradeoff",
        "counterpoint",
        "watch out for",
    ),
    Role.MISTAKES: (
        "common mistakes",
        "common mistakes to avoid",
        "mistakes",
        "mistakes to avoid",
        "common pitfalls",
        "pitfalls",
        "pitfalls to avoid",
        "anti patterns",
        "anti pattern",
        "antipatterns",
        "common anti patterns",
        "common errors",
        "the trap to avoid",
        "traps",
        "common traps",
        "what not to do",
    ),
    Role.EXAMPLES: (
        "examples",
        "example",
        "real examples",
        "real example",
        "real world examples",
        "real world example",
        "example application",
        "example applications",
        "example implementation",
        "example allocations",
        "case study",
        "case studies",
        "cases",
        "in the wild",
        "worked example",
    ),
    Role.MOTIONS: ("what each motion gets from it", "by motion", "for each motion"),
    Role.SOURCE: (
        "source",
        "sources",
        "additional source",
        "additional sources",
        "original source",
        "where it comes from",
    ),
    Role.RELATED: (
        "related frameworks",
        "related framework",
        "related",
        "related concepts",
        "related ideas",
        "related pages",
        "related documents",
        "see also",
        "further reading",
        "read next",
    ),
    Role.PREREQUISITES: ("prerequisites", "prerequisite", "before you start", "requirements", "preconditions"),
}

_BY_NAME = {name_key(name): role for role, names in _SYNONYMS.items() for name in names}

_BY_OPENING = (
    ("examples from ", Role.EXAMPLES),
    ("examples by ", Role.EXAMPLES),
    ("examples of ", Role.EXAMPLES),
    ("anti patterns when ", Role.MISTAKES),
)
"""Names that go on: `Examples from Dylan's journey`."""

_LIMIT_WORDS = re.compile(
    r"\b(?:not(?! only| just)|don['’]?t|doesn['’]?t|won['’]?t|avoid|skip|less (?:applicable|useful|relevant|suited)"
    r"|harder to|challenging|poor fit|bad fit|wrong fit|consider (?:alternatives?|simpler|other|something)"
    r"|counterproductive)\b",
    re.IGNORECASE,
)
"""What a lead-in says when the list under it holds the cases an idea is not for."""
_CAUTION_WORDS = re.compile(
    r"\A(?:important )?(?:caveats?|warnings?|cautions?|consider (?:carefully|experienced))\b(?! signs)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it, down to the next heading of its level or above."""

    role: Role | None
    """What it says; None for a name that is in no table."""
    level: int
    title: str
    anchor: Anchor
    line: int
    """Line of the heading."""
    end: int
    """Line behind the last one."""


@lru_cache(maxsize=4096)
def role_of(title: str) -> Role | None:
    """The role a heading's words name, None where they name none.

    What stands in parentheses does not count; of `Example: Gojek` and `Caution: timing matters` the part before the
    colon decides, where the whole is in no table.
    """
    for words in (title, short_name(title), title.partition(":")[0] if ":" in title else ""):
        key = name_key(words)
        if key in _BY_NAME:
            return _BY_NAME[key]
        for opening, role in _BY_OPENING:
            if key.startswith(opening):
                return role
    return None


def role_of_lead_in(words: str) -> Role:
    """What the list under a lead-in holds, inside a section on when an idea applies."""
    if _CAUTION_WORDS.search(words):
        return Role.CAUTIONS
    return Role.LIMITS if _LIMIT_WORDS.search(words) else Role.APPLIES

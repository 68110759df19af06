"""The keys of front matter, each declared once.

The checks, their messages, the JSON Schema, what `make new` writes and the table of the author guide come from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from kb.reading.document import Kind


class Shape(Enum):
    """Type of a value."""

    TEXT = auto()
    """Free words."""
    WORD = auto()
    """A key, an id or one of a closed set."""
    DATE = auto()
    """A day, YYYY-MM-DD."""
    NUMBER = auto()
    INTEGER = auto()
    """A whole number of at least 1."""
    TEXTS = auto()
    """A list of words."""
    RELATED = auto()
    """A list of documents, each as text or as a mapping with the key's own keys."""
    FIELDS = auto()
    """A mapping of its own, checked where it is read."""
    LIST = auto()
    """A list of mappings."""


SLUG = "^[a-z0-9]+(?:-[a-z0-9]+)*$"
"""Pattern of words with hyphens between them."""

RELATION_TYPES = ("related", "prerequisite", "alternative", "complements", "contradicts")
_ALL = tuple(Kind)
_LISTED = (Kind.FRAMEWORK, Kind.MOTION, Kind.QUESTION, Kind.CASE)


@dataclass(frozen=True, slots=True)
class Key:
    """One key."""

    shape: Shape
    description: str = ""
    """What it holds, in a sentence, for the schema."""
    guide: str = ""
    """What to write, for the table of the author guide; empty for a key that has a page of its own there."""
    required_for: tuple[Kind, ...] = ()
    why: str = ""
    """What goes wrong without it."""
    example: str = ""
    """What to add, as the message says it."""
    allowed: tuple[str, ...] = ()
    """Values of a closed set."""
    pattern: str = ""
    may_be_empty: bool = False
    """An empty list says something."""
    keys: Mapping[str, "Key"] = field(default_factory=dict)
    """Keys of the mapping it holds, or of each mapping in its list."""
    is_required: bool = False
    """Must stand in the mapping it belongs to."""
    scaffold: str = ""
    """What `make new` writes behind the key; empty where it leaves the key out."""
    is_published: bool = False
    """Stands in `/api/v1/index.json` as it is written; texts and lists of words only."""


_EVIDENCE = {"claim": Key(Shape.TEXT, is_required=True), "source": Key(Shape.TEXT, is_required=True)}

CASE_KEYS = {
    "company": Key(Shape.TEXT, is_required=True),
    "stage": Key(Shape.TEXT),
    "product": Key(Shape.TEXT),
    "primary": Key(Shape.WORD, pattern=SLUG, is_required=True),
    "acceptable": Key(Shape.TEXTS, pattern=SLUG),
    "by_revenue": Key(Shape.WORD, pattern=SLUG),
    "first_choice": Key(Shape.WORD, pattern=SLUG),
    "secondary": Key(Shape.TEXTS, pattern=SLUG),
    "confidence": Key(Shape.WORD, allowed=("high", "medium", "low")),
    "checked": Key(Shape.TEXT),
    "answers": Key(Shape.FIELDS, is_required=True),
    "evidence": Key(Shape.LIST, keys=_EVIDENCE),
}
"""Keys of `case:`."""

_OPTION_KEYS = {
    "id": Key(Shape.WORD, pattern=SLUG, is_required=True),
    "label": Key(Shape.TEXT, is_required=True),
    "said": Key(Shape.TEXT),
    "range": Key(Shape.TEXT),
    "prior": Key(Shape.INTEGER),
    "example": Key(Shape.TEXT),
}

_QUESTION_KEYS = {
    "id": Key(Shape.WORD, pattern="^[a-z][a-z0-9_]*$", is_required=True),
    "role": Key(Shape.WORD, allowed=("fit", "readiness", "economics", "transition"), is_required=True),
    "group": Key(Shape.TEXT),
    "weight": Key(Shape.INTEGER),
    "prompt": Key(Shape.TEXT, is_required=True),
    "help": Key(Shape.TEXT),
    "needs": Key(Shape.WORD, allowed=("customers",)),
    "kind": Key(Shape.WORD, allowed=("option", "number"), is_required=True),
    "unit": Key(Shape.TEXT),
    "min": Key(Shape.NUMBER),
    "max": Key(Shape.NUMBER),
    "options": Key(Shape.LIST, keys=_OPTION_KEYS),
}

RELATED_KEYS = {
    "to": Key(Shape.TEXT, is_required=True),
    "type": Key(Shape.WORD, allowed=RELATION_TYPES),
    "reason": Key(Shape.TEXT),
}
"""Keys of an entry of `related_frameworks`."""

KEYS = {
    "name": Key(
        Shape.TEXT,
        "Title of the page, and the name other documents find it under.",
        "the title, the same as the first heading",
        _ALL,
        "links by name cannot find the document",
        'name: "..."',
        scaffold='"{name}"',
    ),
    "kind": Key(Shape.WORD, "What the document is about.", allowed=_ALL),
    "category": Key(
        Shape.WORD,
        "Name of the folder the document stands in.",
        "the folder the file lies in",
        _LISTED,
        "the document stands in no listing",
        "category: with the folder's name",
        scaffold="{category}",
    ),
    "one_liner": Key(
        Shape.TEXT,
        "One sentence for listings, search and previews.",
        "what it does for a reader, in one sentence",
        _LISTED,
        "listings, search and previews have no sentence to show",
        'one_liner: "..."',
        scaffold='"TODO: what it does for a reader, in one sentence"',
    ),
    "source": Key(
        Shape.WORD,
        "Key of sources.yml.",
        "a key of `sources.yml`; the guest, episode and dates come from there",
        pattern=SLUG,
    ),
    "source_guest": Key(
        Shape.TEXT,
        "Who said it.",
        "the same in words, for libraries without a registry",
        scaffold='"TODO: who said it"',
    ),
    "source_episode": Key(Shape.TEXT, "Where it was said.", "where it was said", scaffold='"TODO: where"'),
    "related_frameworks": Key(
        Shape.RELATED,
        "Documents that belong to it: path, slug, name or alias.",
        "pages worth going to, as `growth/depth-first-plg`",
        may_be_empty=True,
        keys=RELATED_KEYS,
        scaffold="[]",
    ),
    "tags": Key(
        Shape.TEXTS,
        "Words of tags.yml.",
        "from `tags.yml`",
        (Kind.FRAMEWORK,),
        "the document stands in no tag listing",
        "tags: with at least one tag",
        scaffold="\n  - TODO",
    ),
    "aliases": Key(
        Shape.TEXTS,
        "Other names the document is found under.",
        "other names, and old addresses, which keep working",
        may_be_empty=True,
    ),
    "status": Key(
        Shape.WORD,
        "How far its claims are grounded.",
        "`confirmed`, `inference` or `disputed`",
        allowed=("confirmed", "inference", "disputed"),
        scaffold="inference",
        is_published=True,
    ),
    "updated": Key(
        Shape.DATE,
        "Day of the last change of substance.",
        "the day of the last change",
        scaffold="{today}",
        is_published=True,
    ),
    "review": Key(
        Shape.DATE,
        "Day by which somebody looks at the page again.",
        "the day by which somebody looks at it again; once it has passed, check and build say so",
    ),
    "situations": Key(
        Shape.FIELDS,
        "Plain situations a reader can start from: a name for each, and below it answers by question id.",
        "plain situations a reader can start from: a name for each, and below it answers by question id",
    ),
    "question": Key(
        Shape.FIELDS,
        "The question a question page asks.",
        required_for=(Kind.QUESTION,),
        why="the selector cannot ask it",
        example="question: with its id, role and options",
        keys=_QUESTION_KEYS,
    ),
    "case": Key(
        Shape.FIELDS,
        "What one company did, at one stage.",
        required_for=(Kind.CASE,),
        why="it cannot be compared with a reader's company",
        example="case: with company, stage, primary and answers",
        keys=CASE_KEYS,
    ),
}
"""Every key, in the order authors write them; a framework also needs one of `EITHER`."""

PUBLISHED = tuple(name for name, key in KEYS.items() if key.is_published)
"""Keys that `/api/v1/index.json` has as they are written."""

EITHER = ("source", "source_guest")


def required_keys(kind: Kind) -> tuple[str, ...]:
    """Keys a document of a kind must have."""
    return tuple(name for name, key in KEYS.items() if kind in key.required_for)


def new_front_matter(name: str, category: str, today: str, kind: Kind = Kind.FRAMEWORK, more: str = "") -> str:
    """The head of a new document, with a mark wherever only its author knows what belongs there.

    Args:
        more: what only documents of this kind have, as further lines.
    """
    lines = []
    for key_name, key in KEYS.items():
        if key_name == "kind" and kind is not Kind.FRAMEWORK:
            lines.append(f"kind: {kind}")
        elif key.scaffold and (kind is Kind.FRAMEWORK or kind in key.required_for or key_name == "updated"):
            value = key.scaffold.format(name=name, category=category, today=today)
            lines.append(f"{key_name}:{value if value.startswith('\n') else f' {value}'}")
    return "\n".join(["---", *lines, *([more] if more else []), "---"])


def guide_table() -> str:
    """The table of the author guide."""
    rows = [f"| `{name}` | {key.guide} |" for name, key in KEYS.items() if key.guide]
    return "\n".join(["| Key | What to write |", "|---|---|", *rows])

"""Write a new document that is complete but for what only its author knows."""

import re
import sys
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from kb.checks.keys import new_front_matter
from kb.library.catalogue import Catalogue
from kb.library.load import load_library
from kb.reading.document import Kind

FRAMEWORK = """\
# {name}

TODO: what a busy founder gets from it, in two sentences.

## What it is

TODO

## How it works

### TODO: first part

TODO

## How to apply it

1. TODO: a step a reader can do this week.

## When it applies

- TODO

## When it does not apply

- TODO

## Common mistakes

- TODO

## Examples

- **TODO: company.** What happened, with its source as `[@key HH:MM:SS]`.

## Source

- **Guest**: TODO: who said it
- **Episode**: TODO: where

## Related frameworks

- TODO: a link, a colon and the reason for it.
"""
QUESTION_KEYS = """\
question:
  id: {id}
  role: fit
  group: {group}
  weight: 1
  prompt: "TODO: what is asked, so that two people answer alike?"
  help: "TODO: how to find the answer in an hour."
  kind: option
  options:
    - id: first
      label: "TODO: the first answer"
    - id: second
      label: "TODO: the second answer\""""
QUESTION = """\
# {name}

TODO: why it is asked, in two sentences.

## The points

Exactly one row applies.
{{: #{id} .decision data-hit="unique" }}

| `{id}` | {motions} | Source |
|---|{rule}---|
| `first` | {points} | TODO: a reference, or inference: and the reason |
| `second` | {points} | TODO: a reference, or inference: and the reason |
"""
CASE_KEYS = """\
case:
  company: "{name}"
  stage: "TODO: when it was"
  product: "TODO: what it sold"
  primary: TODO
  acceptable: []
  confidence: medium
  answers:
{answers}"""
CASE = """\
# {name}

TODO: what it did, in two sentences, each with its source as `[@key HH:MM:SS]`.
"""
OPTION = """\
# {name}

TODO: what it is, in two sentences.

## When it applies

- TODO

## When it does not apply

- TODO
"""
PAGE = """\
# {name}

TODO
"""
PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
"""One folder or file name whose address is the name itself."""


def scaffold_document(folder: Path, document: str, kind: Kind | None = None) -> int:
    """Write `<folder>/<document>.md`; 1 when the name is no place in the library or is taken.

    Args:
        kind: what the document is about; None for what the others of its folder are.
    """
    document = document.removesuffix(".md").strip("/")
    parts = document.split("/")
    if not all(PART.fullmatch(part) for part in parts):
        print(
            f"new: '{document}' is no place in the library; its address is made from it; "
            "write folders and a name of letters, digits, hyphens and underscores, as growth/my-framework",
            file=sys.stderr,
        )
        return 1
    if not folder.is_dir():
        print(f"new: {folder} is no folder; there is no library to add to; name one", file=sys.stderr)
        return 1
    path = folder / f"{document}.md"
    if path.exists():
        print(f"new: {path} exists; it would be lost; choose another name", file=sys.stderr)
        return 1
    category, slug = "/".join(parts[:-1]), parts[-1]
    if category and not path.parent.is_dir():
        near = get_close_matches(category, sorted(each.name for each in folder.iterdir() if each.is_dir()), 1)
        hint = f"; if you meant {near[0]}, move the file there" if near else ""
        print(f"new: {category} is a new category{hint}", file=sys.stderr)
    catalogue = load_library(folder, None)
    kind = kind or usual_kind(category, catalogue)
    if kind is Kind.QUESTION and not catalogue.rules.get("groups"):
        print(
            f"new: {folder} declares no options and no groups; a question could not be scored; "
            "`motionbook init --selector` writes a decision to begin with",
            file=sys.stderr,
        )
        return 1
    words = slug.replace("-", " ").replace("_", " ")
    name = words[:1].upper() + words[1:]
    path.parent.mkdir(parents=True, exist_ok=True)
    text = write_document(name, category, slug, kind, catalogue)
    path.write_text(text, encoding="utf-8")
    print(path)
    print(
        f"new: fill in what says TODO ({text.count('TODO')} places); `motionbook check` lists what is left",
        file=sys.stderr,
    )
    return 0


def usual_kind(category: str, catalogue: Catalogue) -> Kind:
    """What the documents of a folder are about; at the top of the library, and beside pages, a page."""
    kinds = [one.kind for one in catalogue.documents.values() if one.folder == category and one.slug != "index"]
    if kinds:
        return max(Kind, key=kinds.count)
    folders = {"questions": Kind.QUESTION, "cases": Kind.CASE, "motions": Kind.MOTION}
    return folders.get(category, Kind.FRAMEWORK) if category else Kind.PAGE


def write_document(name: str, category: str, slug: str, kind: Kind, catalogue: Catalogue) -> str:
    """The text of a new document of a kind, with the questions, options and groups that the library has."""
    rules, today = catalogue.rules, date.today().isoformat()
    motions = [motion["id"] for motion in rules.get("motions", ())]
    known = {
        "name": name,
        "id": slug.replace("-", "_").lower(),
        "group": next((group["id"] for group in rules.get("groups", ())), ""),
        "motions": " | ".join(motions),
        "rule": ":-:|" * len(motions),
        "points": " | ".join(["TODO"] * len(motions)),
        "answers": "\n".join(f"    {question['id']}: null" for question in rules.get("questions", ())),
    }
    body = {Kind.QUESTION: QUESTION, Kind.CASE: CASE, Kind.MOTION: OPTION, Kind.PAGE: PAGE}.get(kind, FRAMEWORK)
    more = {Kind.QUESTION: QUESTION_KEYS, Kind.CASE: CASE_KEYS}.get(kind, "").format(**known)
    return f"{new_front_matter(name, category.partition('/')[0], today, kind, more)}\n\n{body.format(**known)}"

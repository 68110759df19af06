"""Write a new document that is complete but for what only its author knows."""

import re
import sys
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from kb.checks.keys import new_front_matter

TEMPLATE = """\
{head}

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
OTHER_KINDS = ("cases", "motions", "questions")
"""Folders whose pages are no frameworks."""
PLACE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")


def scaffold_document(folder: Path, document: str) -> int:
    """Write `<folder>/<document>.md`; 1 when the name is no place in the library or is taken."""
    document = document.removesuffix(".md")
    if not PLACE.fullmatch(document):
        print(
            f"new: '{document}' is no place in the library; its address is made from it; "
            "write category/name in lower case, words joined by hyphens, as growth/my-framework",
            file=sys.stderr,
        )
        return 1
    if not folder.is_dir():
        print(f"new: {folder} is no folder; there is no library to add to; name one", file=sys.stderr)
        return 1
    category, slug = document.split("/")
    if category in OTHER_KINDS:
        print(
            f"new: pages in {category}/ have a shape of their own; a framework there would be read as none; "
            f"copy one of {folder / category}, or choose another category",
            file=sys.stderr,
        )
        return 1
    path = folder / f"{document}.md"
    if path.exists():
        print(f"new: {path} exists; it would be lost; choose another name", file=sys.stderr)
        return 1
    if not path.parent.is_dir():
        near = get_close_matches(category, sorted(each.name for each in folder.iterdir() if each.is_dir()), 1)
        hint = f"; if you meant {near[0]}, move the file there" if near else ""
        print(f"new: {category} is a new category{hint}", file=sys.stderr)
    words = slug.replace("-", " ")
    path.parent.mkdir(parents=True, exist_ok=True)
    name = words[:1].upper() + words[1:]
    text = TEMPLATE.format(head=new_front_matter(name, category, date.today().isoformat()), name=name)
    path.write_text(text, encoding="utf-8")
    print(path)
    print(
        f"new: fill in what says TODO ({text.count('TODO')} places); `motionbook check` lists what is left",
        file=sys.stderr,
    )
    return 0

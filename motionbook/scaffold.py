"""Write a new document that is complete but for what only its author knows."""

import re
import sys
from datetime import date
from pathlib import Path

TEMPLATE = """\
---
name: "{name}"
category: {category}
one_liner: "TODO: what it does for a reader, in one sentence"
source_guest: "TODO: who said it"
source_episode: "TODO: where"
related_frameworks: []
tags:
  - TODO
status: inference
updated: {today}
---

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
    path = folder / f"{document}.md"
    if path.exists():
        print(f"new: {path} exists; it would be lost; choose another name", file=sys.stderr)
        return 1
    category, slug = document.split("/")
    words = slug.replace("-", " ")
    path.parent.mkdir(parents=True, exist_ok=True)
    text = TEMPLATE.format(name=words[:1].upper() + words[1:], category=category, today=date.today().isoformat())
    path.write_text(text, encoding="utf-8")
    print(path)
    return 0

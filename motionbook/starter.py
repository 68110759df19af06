"""`motionbook init`: a ready library to begin with, or one with a decision of its own."""

import json
import shutil
import sys
from datetime import date
from pathlib import Path

from installation import ROOT
from kb.checks.keys import KEYS, Shape
from kb.library.settings import SETTINGS_PATH, settings_schema

STARTER = ROOT / "motionbook" / "starter"
DECISION = ROOT / "examples" / "database"
"""A whole decision: three options, four questions, six cases."""
BESIDE = (".github", ".vscode")
"""What a library of either kind begins with besides its pages."""


def start_library(folder: Path, *, with_selector: bool) -> int:
    """Write a library into an empty or new folder; 1 when something is there already."""
    if folder.exists() and (not folder.is_dir() or any(not path.name.startswith(".") for path in folder.iterdir())):
        print(
            f"init: {folder} is not empty; what is there could be lost; name an empty folder or a new one",
            file=sys.stderr,
        )
        return 1
    title = folder.resolve().name.replace("-", " ").replace("_", " ").capitalize()
    pages = DECISION if with_selector else STARTER
    sources = [*sorted(pages.rglob("*")), *(path for name in BESIDE for path in sorted((STARTER / name).rglob("*")))]
    for path in sources:
        base = STARTER if path.is_relative_to(STARTER) else pages
        target = folder / path.relative_to(base)
        if path.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            fill_in(target, title)
    schema = folder / ".vscode" / "library.schema.json"
    schema.write_text(settings_schema(), encoding="utf-8")
    (folder / "frontmatter.json").write_text(front_matter_cms(), encoding="utf-8")
    count = sum(1 for path in folder.rglob("*.md"))
    print(f"{folder}: {count} documents, {SETTINGS_PATH}, a workflow for GitHub Pages, settings for editors")
    print(
        f"init: `motionbook serve {folder}` shows it; `motionbook check {folder}` says what is wrong", file=sys.stderr
    )
    return 0


def front_matter_cms() -> str:
    """Settings of Front Matter CMS, which edits front matter in Markdown with a form; made from the table of keys."""
    types = {Shape.DATE: "datetime", Shape.NUMBER: "number", Shape.INTEGER: "number", Shape.TEXTS: "list"}
    fields = []
    for name, key in KEYS.items():
        if key.shape in (Shape.RELATED, Shape.FIELDS, Shape.LIST):
            continue  # mappings of their own, which its forms do not have
        kind = "choice" if key.allowed else types.get(key.shape, "string")
        choices = {"choices": list(key.allowed)} if key.allowed else {}
        fields.append({"name": name, "title": name, "type": kind, "description": key.description, **choices})
    content_type = {"name": "default", "pageBundle": False, "fields": fields}
    return json.dumps({"frontMatter.taxonomy.contentTypes": [content_type]}, ensure_ascii=False, indent=2) + "\n"


def fill_in(path: Path, title: str) -> None:
    """Put the library's name and today's date where the starter leaves room for them."""
    text = path.read_text(encoding="utf-8")
    filled = text.replace("TITLE", title).replace("TODAY", date.today().isoformat())
    if filled != text:
        path.write_text(filled, encoding="utf-8")

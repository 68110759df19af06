"""The page's style sheets as one file: the theme's without what no page can meet, and the site's own.

What a library's pages are made of decides what stays: a library with admonitions or colored code keeps the rules for
them. Both sheets are made once, with Node.js; what is kept of them for a library is chosen here, without. Kept in a
cache folder under the hash of all that went in.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from runtime.files import AssetFile, cache_of, ready_made, short_hash, written_whole
from runtime.node import run_script

FOLDER = "assets/stylesheets"
ENTRY = "site.css"
SHEETS = "sheets.json"
# The theme's templates that a page of ours is made of; all others would only keep rules for what is never there.
TEMPLATES = (
    "base.html",
    "partials/nav.html",
    "partials/nav-item.html",
    "partials/palette.html",
    "partials/top.html",
    "partials/javascripts/base.html",
)
ELEMENT = re.compile(r"<([a-zA-Z][\w-]*)((?:\s+[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*)?)/?>")
ATTRIBUTE = re.compile(r"([a-zA-Z][\w-]*)(?:=\"([^\"]*)\")?")
# Values that selectors ask for; others are addresses and sentences.
ASKED = {"class", "align", "type", "dir", "data-kind"}
WORD = re.compile(r"[A-Za-z0-9_-]+")


def words_of(html: str) -> set[str]:
    """Names of elements, attributes and classes in the text of a page."""
    words = set()
    for element, attributes in set(ELEMENT.findall(html)):
        words.add(element)
        for name, value in ATTRIBUTE.findall(attributes):
            words.add(name)
            if name in ASKED:
                words.update(value.split())
    return words


def build_styles(root: Path, theme: Path, node: str, scripts: Iterable[Path], words: Iterable[str]) -> AssetFile:
    """The one sheet, from the cache when nothing that goes into it has changed.

    Args:
        root: of the installation, with `site_overrides/` and, in a checkout, `node_modules/esbuild`.
        theme: folder of Material's templates.
        node: path of a Node.js executable; asked only in a checkout.
        scripts: the bundled scripts, which make elements too.
        words: of all pages, and the direction text runs in.
    Raises:
        NodeError: a sheet cannot be read; the text says where.
        OSError: a part is missing.
    """
    sheets = make_sheets(root, theme, node)
    sources = [*(theme / name for name in TEMPLATES), *sorted((root / "site_overrides").rglob("*.html")), *scripts]
    kept = sorted(set(words))
    recipe = [Path(__file__), Path(__file__).with_name("style_rules.py")]
    parts = [path.read_bytes() for path in (*recipe, *sources)]
    folder = cache_of(root) / "styles" / short_hash(json.dumps(kept).encode(), sheets.encode(), *parts)
    if not (made := sorted(folder.glob("*.css"))):
        from runtime.style_rules import keep_rules, read_sheet

        both = json.loads(sheets)
        texts = [path.read_text(encoding="utf-8") for path in sources]
        known = {*kept, *(word for text in texts for word in WORD.findall(text))}
        sheet = keep_rules(read_sheet(both["theme"]), known, both["site"] + "".join(texts)) + both["site"]
        target = folder / f"site-{short_hash(sheet.encode())}.css"
        with written_whole(target) as partial:
            partial.write_text(sheet, encoding="utf-8")
        made = [target]
    return AssetFile(f"{FOLDER}/{made[0].name}", made[0])


def make_sheets(root: Path, theme: Path, node: str) -> str:
    """The theme's sheets and ours, each joined and minified, as JSON: `theme` and `site`."""
    if folder := ready_made(root, "styles"):
        return (folder / SHEETS).read_text(encoding="utf-8")
    ours = sorted((root / "site_overrides" / FOLDER).glob("*.css"))
    themes = [*sorted((theme / FOLDER).glob("main.*.min.css")), *sorted((theme / FOLDER).glob("palette.*.min.css"))]
    recipe = [Path(__file__).with_name("bundle_styles.mjs"), root / "node_modules" / "esbuild" / "package.json"]
    key = short_hash(*(path.read_bytes() for path in (*recipe, *themes, *ours)))
    made = cache_of(root) / "styles" / f"sheets-{key}" / SHEETS
    if not made.is_file():
        task = {"entry": str(root / "site_overrides" / FOLDER / ENTRY), "theme": [str(path) for path in themes]}
        printed = run_script(node, "bundle_styles.mjs", stdin=json.dumps(task))
        with written_whole(made) as partial:
            partial.write_text(printed, encoding="utf-8")
    return made.read_text(encoding="utf-8")

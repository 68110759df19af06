"""The page's style sheets as one file: the theme's without what no page can meet, and the site's own.

What a library's pages are made of decides what stays: a library with admonitions or colored code keeps the rules for
them. Kept in a cache folder under the hash of all that went in.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from runtime.files import AssetFile, short_hash, written_whole
from runtime.node import run_script

FOLDER = "assets/stylesheets"
ENTRY = "site.css"
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
        root: the checkout, with `site_overrides/` and `node_modules/purgecss`.
        theme: folder of Material's templates.
        node: path of a Node.js executable.
        scripts: the bundled scripts, which make elements too.
        words: of all pages, and the direction text runs in.
    Raises:
        NodeError: a sheet cannot be read; the text says where.
        OSError: a part is missing.
    """
    sheets = sorted((root / "site_overrides" / FOLDER).glob("*.css"))
    themes = [*sorted((theme / FOLDER).glob("main.*.min.css")), *sorted((theme / FOLDER).glob("palette.*.min.css"))]
    sources = [*(theme / name for name in TEMPLATES), *sorted((root / "site_overrides").rglob("*.html")), *scripts]
    tools = [root / "node_modules" / name / "package.json" for name in ("esbuild", "purgecss")]
    recipe = [Path(__file__), Path(__file__).with_name("bundle_styles.mjs"), *tools]
    kept = sorted(set(words))
    parts = [path.read_bytes() for path in (*recipe, *themes, *sheets, *sources)]
    folder = root / ".cache" / "styles" / short_hash(json.dumps(kept).encode(), *parts)
    if not (made := sorted(folder.glob("*.css"))):
        task = {
            "entry": str(root / "site_overrides" / FOLDER / ENTRY),
            "theme": [str(path) for path in themes],
            "sources": [str(path) for path in sources],
            "words": kept,
        }
        sheet = run_script(node, "bundle_styles.mjs", stdin=json.dumps(task))
        target = folder / f"site-{short_hash(sheet.encode())}.css"
        with written_whole(target) as partial:
            partial.write_text(sheet, encoding="utf-8")
        made = [target]
    return AssetFile(f"{FOLDER}/{made[0].name}", made[0])

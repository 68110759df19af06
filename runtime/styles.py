"""The page's style sheets as one file, the theme's without what no page can meet and the site's own, and one for
what a reader opens.

What a library's pages are made of decides what stays: a library with admonitions or colored code keeps the rules for
them. Both sheets are made once, with Node.js; what is kept of them for a library is chosen here, without. Kept in a
cache folder under the hash of all that went in.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from kb import pages
from runtime.files import AssetFile, cache_of, ready_made, short_hash, written_whole
from runtime.node import run_script

FOLDER = "assets/stylesheets"
ENTRIES = {"site": "site.css", "opened": "opened.css"}
"""Our sheets: of every page, and of what a reader opens there."""
SHEETS = "sheets.json"
# The theme's templates that a page of ours is made of; all others would only keep rules for what is never there.
TEMPLATES = (
    "base.html",
    "partials/palette.html",
    "partials/toc.html",
    "partials/toc-item.html",
    "partials/top.html",
    "partials/javascripts/base.html",
)
# What base.html has for settings that no site of ours has.
NEVER = ("md-consent", "md-banner", "announce", "consent")
ELEMENT = re.compile(r"<([a-zA-Z][\w-]*)((?:\s+[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*)?)/?>")
ATTRIBUTE = re.compile(r"([a-zA-Z][\w-]*)(?:=\"([^\"]*)\")?")
ATTRIBUTE_LIST = re.compile(r"\{:?[ ]*([#.][^}\n]*)\}")
CLASS = re.compile(r"\.([\w-]+)")
# Values that selectors ask for; others are addresses and sentences.
ASKED = {"class", "align", "type", "dir", "data-kind"}
WORD = re.compile(r"[A-Za-z0-9_-]+")


# What plain Markdown becomes, whatever is in it.
PLAIN = (
    "a abbr b blockquote br caption cite code del div dd dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img "
    "kbd li mark ol p pre s section small span strong sub sup table tbody td th thead tr u ul align class dir "
    "headerlink href id src start style title type left right center md-typeset footnote footnote-ref "
    "footnote-backref task-list task-list-item task-list-control task-list-indicator checkbox input label"
)
# What else it can become, by the mark that an author must write for it, behind signs of which it has one: those are
# quickly missed, and few documents have any.
MARKED: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...] = (
    (
        ("```", "~~~", "    ", "\t"),
        re.compile(r"(?m)^[ >]*(?:```|~~~| {4}|\t)"),
        "highlight highlighttable linenos linenodiv filename hll code c ch cm cp cpf c1 cs err esc g gd ge gh gi go "
        "gp gr gs gt gu k kc kd kn kp kr kt l ld m mb mf mh mi mo il n na nb nc ne nf ni nl nn no nt nv nx o ow p "
        "pi py s s1 s2 sa sb sc sd se sh si sr ss sx vc vg vi vm w x bp fm dl",
    ),
    (
        ("!!!", "???", "/// ", "[!", "<details"),
        re.compile(r"(?m)^[ >]*(?:!!!|\?\?\?\+?|/// |> *\[!)|<details"),
        "admonition admonition-title details summary open note abstract info tip success question warning failure "
        "danger bug example quote seealso important caution inline end",
    ),
    (
        ("=== ",),
        re.compile(r"(?m)^[ >]*=== "),
        "tabbed-set tabbed-labels tabbed-content tabbed-block tabbed-alternate tabbed-control tabbed-button radio for",
    ),
)


def words_in(text: str) -> frozenset[str]:
    """Names of elements, attributes and classes that a document can become; some more do no harm.

    Read from the Markdown and not from the HTML, so that the sheet is known before any page is rendered.
    """
    words = words_of(text) if "<" in text else set()
    for signs, mark, found in MARKED:
        if any(sign in text for sign in signs) and mark.search(text):
            words.update(found.split())
    for attributes in ATTRIBUTE_LIST.findall(text) if "{" in text else ():
        words.update(CLASS.findall(attributes))
    return frozenset(words)


def words_of(html: str) -> set[str]:
    """Names of elements, attributes and classes in HTML."""
    words = set()
    for element, attributes in set(ELEMENT.findall(html)):
        words.add(element)
        for name, value in ATTRIBUTE.findall(attributes):
            words.add(name)
            if name in ASKED:
                words.update(value.split())
    return words


def build_styles(
    root: Path, theme: Path, node: str, scripts: Iterable[Path], words: Iterable[str]
) -> tuple[AssetFile, AssetFile]:
    """The sheet of every page and that of what is opened, from the cache when nothing that goes into them has changed.

    Args:
        root: of the installation, with `site_overrides/` and, in a checkout, `node_modules/esbuild`.
        theme: folder of Material's templates.
        node: path of a Node.js executable; asked only in a checkout.
        scripts: the bundled scripts, which make elements too.
        words: of all documents, besides those of plain Markdown, and the direction text runs in.
    Raises:
        NodeError: a sheet cannot be read; the text says where.
        OSError: a part is missing.
    """
    sheets = make_sheets(root, theme, node)
    # Its modules write the HTML of generated pages; but what this one writes, `MARKED` finds in the documents.
    written = sorted({*Path(pages.__file__).parent.glob("*.py")} - {Path(pages.__file__).with_name("canonical.py")})
    sources = [*(theme / name for name in TEMPLATES), *sorted((root / "site_overrides").rglob("*.html")), *written]
    sources += scripts
    kept = sorted({*PLAIN.split(), *words})
    recipe = [Path(__file__), Path(__file__).with_name("style_rules.py")]
    parts = [path.read_bytes() for path in (*recipe, *sources)]
    folder = cache_of(root) / "styles" / short_hash(json.dumps(kept).encode(), sheets.encode(), *parts)
    both = json.loads(sheets)
    opened = folder / f"opened-{short_hash(both['opened'].encode())}.css"
    if not (made := sorted(folder.glob("site-*.css"))):
        from runtime.style_rules import keep_rules, read_sheet

        texts = [path.read_text(encoding="utf-8") for path in sources]
        known = {*kept, *(word for text in texts for word in WORD.findall(text))}
        known = {word for word in known if not word.startswith(NEVER)}
        sheet = (
            keep_rules(read_sheet(both["theme"]), known, both["site"] + both["opened"] + "".join(texts)) + both["site"]
        )
        with written_whole(opened) as partial:
            partial.write_text(both["opened"], encoding="utf-8")
        target = folder / f"site-{short_hash(sheet.encode())}.css"
        with written_whole(target) as partial:
            partial.write_text(sheet, encoding="utf-8")
        made = [target]
    return AssetFile(f"{FOLDER}/{made[0].name}", made[0]), AssetFile(f"{FOLDER}/{opened.name}", opened)


def make_sheets(root: Path, theme: Path, node: str) -> str:
    """The theme's sheets and ours, each joined and minified, as JSON: `theme`, `site` and `opened`."""
    if folder := ready_made(root, "styles"):
        return (folder / SHEETS).read_text(encoding="utf-8")
    ours = sorted((root / "site_overrides" / FOLDER).glob("*.css"))
    themes = [*sorted((theme / FOLDER).glob("main.*.min.css")), *sorted((theme / FOLDER).glob("palette.*.min.css"))]
    recipe = [Path(__file__).with_name("bundle_styles.mjs"), root / "node_modules" / "esbuild" / "package.json"]
    key = short_hash(*(path.read_bytes() for path in (*recipe, *themes, *ours)))
    made = cache_of(root) / "styles" / f"sheets-{key}" / SHEETS
    if not made.is_file():
        entries = {name: str(root / "site_overrides" / FOLDER / entry) for name, entry in ENTRIES.items()}
        task = {"entries": entries, "theme": [str(path) for path in themes]}
        printed = run_script(node, "bundle_styles.mjs", stdin=json.dumps(task))
        with written_whole(made) as partial:
            partial.write_text(printed, encoding="utf-8")
    return made.read_text(encoding="utf-8")

"""Mark up decision tables in the built page: class, motion headers, points per cell, a scrolling region around each.

The captions carry their class in an attribute list (attr_list cannot reach a table), so the table is the one after it.
"""

from bs4 import BeautifulSoup, Tag
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from build_state import get_state

CAPTIONS = ("decision", "requirements", "hybrids", "weights", "motions", "defaults", "thresholds")
# Tables with a column per motion need the margin as well as the measure.
WIDE = ("decision", "requirements", "hybrids")
MARK = (
    '<svg class="mark" data-mark="{0}" viewBox="0 0 12 12" aria-hidden="true"><use xlink:href="#mark-{0}"></use></svg>'
)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page's HTML with its rule tables marked up; other pages unchanged, byte for byte."""
    if not any(f'class="{name}"' in html for name in CAPTIONS):
        return html
    soup = BeautifulSoup(html, "html.parser")
    motions = {motion["id"] for motion in get_state().catalogue.rules["motions"]}
    for caption in soup.find_all("p", class_=list(CAPTIONS)):
        table = caption.find_next_sibling()
        if table is not None and table.name == "table":
            mark_up(soup, table, caption, motions)
    return str(soup)


def mark_up(soup: BeautifulSoup, table: Tag, caption: Tag, motions: set[str]) -> None:
    """One table: `rules` and its kind as classes, `data-motion` on headers, `data-points` on cells."""
    kind = caption["class"][0]
    table["class"] = f"rules rules--{kind}"
    headers = [header.get_text(strip=True) for header in table.find_all("th")]
    for header in table.find_all("th"):
        name = header.get_text(strip=True)
        header["scope"] = "col"
        if name in motions:
            header["data-motion"] = name
            header.insert(0, BeautifulSoup(MARK.format(name), "html.parser"))
    for row in table.select("tbody tr"):
        for name, cell in zip(headers, row.find_all("td"), strict=False):
            if name in motions:
                cell["data-points"] = cell.get_text(strip=True).replace("+", "")
    wide = " table-scroll--wide" if kind in WIDE else ""
    region = {
        "class": f"table-scroll{wide}",
        "role": "region",
        "tabindex": "0",
        "aria-label": caption.get_text(" ", strip=True),
    }
    table.wrap(soup.new_tag("div", attrs=region))

"""Pages as readers see them: small documents through our reading, and Python-Markdown as the site sets it."""

from collections.abc import Mapping
from pathlib import Path

import markdown
import yaml
from bs4 import BeautifulSoup

from kb.library.catalogue import Catalogue, build_catalogue
from kb.pages.markdown import render_markdown
from kb.pages.raw_html import bring_back


class _Settings(yaml.SafeLoader):
    """mkdocs.yml without what its tags would look up."""


_Settings.add_multi_constructor("!", lambda loader, suffix, node: None)


def _extensions() -> tuple[list[str], dict[str, dict[str, object]]]:
    path = Path(__file__).resolve().parents[2] / "mkdocs.yml"
    listed = yaml.load(path.read_text(encoding="utf-8"), _Settings)["markdown_extensions"]
    configs = {name: config for one in listed if isinstance(one, dict) for name, config in one.items()}
    return [one if isinstance(one, str) else next(iter(one)) for one in listed], configs


EXTENSIONS, CONFIGS = _extensions()


def library(files: Mapping[str, str]) -> Catalogue:
    """Somebody's library from texts by path; other files are empty."""
    return build_catalogue({path: text.encode() for path, text in files.items()}, foreign=True)


def html_of(source: str) -> str:
    """HTML of the Markdown that a page is made of."""
    return bring_back(markdown.markdown(source, extensions=EXTENSIONS, extension_configs=CONFIGS))


def page(body: str | Mapping[str, str], identity: str = "a") -> BeautifulSoup:
    """The page of a document: of a text alone, or of one among others."""
    catalogue = library({"a.md": body} if isinstance(body, str) else body)
    soup = BeautifulSoup(html_of(render_markdown(catalogue.documents[identity], catalogue)), "html.parser")
    for link in soup.select(".headerlink"):
        link.extract()
    return soup


def words(soup: BeautifulSoup) -> str:
    """What stands on a page, in one line."""
    return " ".join(soup.get_text(" ").split())

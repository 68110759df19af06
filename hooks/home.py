"""The first page and the pictures: what the library counts, the ways in, how each motion moves value and money."""

import json
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from backtest.cases import read_cases
from backtest.run import fingerprint
from build_state import BuildState, document_of, get_state
from kb.library.catalogue import Catalogue
from kb.pages.home import Home, home_of, motion_entries
from kb.pages.pictures.flow import draw_flow
from kb.pages.pictures.motions import PICTURES
from kb.pages.pictures.routes import Route, draw_routes
from kb.reading.document import Document, Kind

_newest: list[tuple[BuildState, Home]] = []


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """`home` is the first page's; `picture` is the drawing in a page's head, `gallery` those of the motions."""
    state, document = get_state(), document_of(page)
    if page.is_homepage:
        home = context["home"] = first_page(state, Path(config.docs_dir))
        routes = [Route(one.id, one.label, get_relative_url(one.url, page.url)) for one in home.motions]
        context["picture"] = (
            {"svg": draw_routes(routes, "The ways to reach whoever pays"), "caption": ""} if routes else None
        )
    elif document is not None:
        context["picture"] = motion_picture(document, state.catalogue)
    elif page.file.name == "index":
        context["gallery"] = motion_gallery(page.url, state.catalogue)
    return context


def first_page(state: BuildState, folder: Path) -> Home:
    """What the first page shows, made once in a build."""
    if not _newest or _newest[0][0] is not state:
        catalogue = state.catalogue
        stored = folder / "backtest.json"
        backtest: Any = json.loads(stored.read_text(encoding="utf-8")) if stored.is_file() else None
        is_stale = bool(backtest) and (
            backtest["rules_version"] != catalogue.rules.get("version")
            or backtest["cases_version"] != fingerprint(read_cases(catalogue))
        )
        asked = sum(question["role"] == "fit" for question in catalogue.rules.get("questions", ()))
        _newest[:] = [(state, home_of(catalogue, asked, backtest, is_stale=is_stale))]
    return _newest[0][1]


def motion_gallery(folder: str, catalogue: Catalogue) -> list[dict[str, str]]:
    """The motions with their drawings for the listing of their folder; empty for all other listings."""
    entries = motion_entries(catalogue)
    members = [one for one in catalogue.documents.values() if f"{one.folder}/" == folder]
    if not entries or {one.url for one in members} != {entry.url for entry in entries}:
        return []
    shown = []
    for entry in entries:
        picture = PICTURES.get(entry.id)
        svg = draw_flow(picture, f"{entry.label}: how value and money move", entry.id) if picture else ""
        about = {"caption": picture.caption if picture else "", "svg": svg}
        shown.append({"id": entry.id, "label": entry.label, "one_liner": entry.one_liner, "url": entry.url, **about})
    return shown


def motion_picture(document: Document, catalogue: Catalogue) -> dict[str, str] | None:
    """The picture of a motion on its page, with the sentence below it; None on all others."""
    if document.kind is not Kind.MOTION:
        return None
    motions = {motion.get("page"): motion["id"] for motion in catalogue.rules.get("motions", ())}
    picture = PICTURES.get(motions.get(document.id, document.slug))
    if picture is None:
        return None
    return {"svg": draw_flow(picture, f"{document.title}: how value and money move"), "caption": picture.caption}

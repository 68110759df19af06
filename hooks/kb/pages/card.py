"""What stands on the picture that links to a page are shown with."""

import json
from dataclasses import asdict, dataclass

from kb.library.catalogue import Catalogue
from kb.library.facets import kind_label
from kb.library.listings import guest_of
from kb.published.site_page import Site, SitePage
from kb.reading.document import Kind


@dataclass(frozen=True, slots=True)
class Card:
    """One picture, before it is drawn."""

    label: str
    """Kind of page, above the title; may be empty."""
    title: str
    line: str
    """The one-liner; may be empty."""
    site: str
    aside: str
    """Who said it, or the category; may be empty."""
    looks: tuple[tuple[str, str, str], ...]
    """Of everything that is ranked its id, mark and color, in declared order."""
    marked: tuple[str, ...]
    """Motions the page speaks of, shown in their colors; all where it speaks of none."""

    def as_text(self) -> str:
        """Everything that decides how it looks, as one text."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def card_of(page: SitePage, site: Site, catalogue: Catalogue) -> Card:
    """The card of a page."""
    document = page.document
    motions = tuple(motion["id"] for motion in catalogue.rules.get("motions", ()))
    marked: tuple[str, ...] = ()
    label, aside = "", ""
    if document is not None and not page.is_home:
        category = catalogue.settings.title_of_folder(document.folder)
        label = category if document.kind is Kind.PAGE else kind_label(document.kind, catalogue)
        aside = guest_of(document, catalogue.sources) or ("" if category == label else category)
        own = document.slug if document.kind is Kind.MOTION and document.slug in motions else ""
        marked = (own,) if own else catalogue.listings.motions_of.get(document.id, ())
    return Card(
        label=label,
        title=page.title or site.name,
        line=page.description or (site.description if page.is_home else ""),
        site=site.name,
        aside=aside,
        looks=tuple((look["id"], look["mark"], look["light"]) for look in catalogue.rules.get("looks", ())),
        marked=tuple(motion for motion in motions if motion in marked) or motions,
    )

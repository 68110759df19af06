"""How to cite a page: its title, its day and its address in one line, the source behind it and how that was checked."""

from dataclasses import dataclass

from kb.library.catalogue import Catalogue
from kb.library.listings import episode_of, guest_of
from kb.published.site_page import Site, SitePage
from kb.reading.document import Document


@dataclass(frozen=True, slots=True)
class PageCitation:
    """What a reader copies."""

    text: str
    source: str
    """Who and what to cite for the idea itself; empty where nobody is named."""
    checked: str
    """When and how the source was checked, with what stayed unconfirmed; empty where the registry does not say."""


def cite_page(page: SitePage, site: Site, catalogue: Catalogue) -> PageCitation | None:
    """The citation of a document's page; None for a generated page and for the first one."""
    document = page.document
    if document is None or page.is_home:
        return None
    title = page.title if page.title.endswith(("?", "!", ".")) else f"{page.title}."
    when = f" {catalogue.words.say('Updated')} {catalogue.words.date(page.updated)}." if page.updated else ""
    guest, episode = guest_of(document, catalogue.sources), episode_of(document, catalogue.sources)
    source = ", ".join(part for part in (guest, f"“{episode}”" if episode else "") if part)
    where = f" {site.absolute(page.url)}" if site.address else ""
    return PageCitation(f"{site.name}, “{title}”{when}{where}", source, _tell_check(document, catalogue))


def _tell_check(document: Document, catalogue: Catalogue) -> str:
    source = catalogue.sources.get(document.meta.text("source")) if document.meta else None
    if source is None or not source.verified_date or not source.verified_how:
        return ""
    words = catalogue.words
    day = words.date(source.verified_date)
    return words.say("Source checked {date}: {how}", date=day, how=source.verified_how)

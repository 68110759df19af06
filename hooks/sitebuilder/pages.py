"""Pages of one build, each rendered once: the key is the hash of its view and of all that pages share."""

from sitebuilder.build import Build, Source
from sitebuilder.keys import code_key, key_of, key_of_data
from sitebuilder.templates import Templates
from sitebuilder.views import View, not_found_view, page_view, shared_view


class Pages:
    """Renders the pages of a build, or takes them from the store."""

    def __init__(self, build: Build, templates: Templates) -> None:
        """Compute what every page shows."""
        self._build = build
        self._templates = templates
        self._shared = shared_view(build)
        self._key = key_of(code_key("sitebuilder"), build.settings.key, build.assets.key, key_of_data(self._shared))
        self.rendered: list[str] = []
        """Addresses of the pages that were not in the store, in the order in which they were rendered."""

    def page(self, source: Source) -> bytes:
        """The file of a page."""
        return self.render(source.url, page_view(self._build, source))

    def key(self, view: View) -> str:
        """Key of the page with this view."""
        return key_of(self._key, key_of_data(view))

    def not_found(self) -> bytes:
        """The page for addresses that lead nowhere."""
        return self.render("404.html", not_found_view(self._build))

    def render(self, url: str, view: View) -> bytes:
        """The file of a view."""
        key = self.key(view)
        kept = self._build.store.get("page", key)
        if kept is None:
            kept = self._templates.render(view, self._shared).encode("utf-8", "surrogatepass")
            self._build.store.put("page", key, kept)
            self.rendered.append(url)
        return kept

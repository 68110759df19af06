"""Pages of one build, each rendered once: the key is the hash of its view and of all that pages share."""

import hashlib

from sitebuilder.build import Build, Source
from sitebuilder.keys import code_key, key_of, key_of_data
from sitebuilder.output import Keyed
from sitebuilder.templates import Templates
from sitebuilder.views import View, embedded_view, not_found_view, page_view, questions_view, shared_view


class Pages:
    """Renders the pages of a build, or takes them from the store."""

    def __init__(self, build: Build, templates: Templates) -> None:
        """Compute what every page shows."""
        self._build = build
        self._templates = templates
        self.rendered: list[str] = []
        """Addresses of the pages that were not in the store, in the order in which they were rendered."""
        self.assets = build.assets
        self._share(shared_view(build))
        self.questions = self._questions()
        """Address and content of the selector's questions; None where the library has no selector."""
        self._share({**self._shared, "questions": self.questions[0] if self.questions else None})

    def _share(self, shared: View) -> None:
        build = self._build
        self._shared = shared
        self._key = key_of(code_key("sitebuilder"), build.settings.key, self.assets.key, key_of_data(shared))

    def _questions(self) -> tuple[str, bytes] | None:
        """What the selector's panel gets when it is wanted, in one file for all documents' pages."""
        if not self._shared["rules"]:
            return None
        view = questions_view()
        content, _ = self._made(self.key(view), view)
        return f"assets/selector-questions-{hashlib.sha256(content).hexdigest()[:12]}.html", content

    def page(self, source: Source) -> Keyed:
        """The file of a page."""
        return self._keyed(source.url, page_view(self._build, source))

    def key(self, view: View) -> str:
        """Key of the page with this view."""
        return key_of(self._key, key_of_data(view))

    def not_found(self) -> Keyed:
        """The page for addresses that lead nowhere."""
        return self._keyed("404.html", not_found_view(self._build))

    def embedded(self) -> bytes:
        """The page of the selector alone."""
        view = embedded_view(self._build)
        content, _ = self._made(self.key(view), view)
        return content

    def _keyed(self, url: str, view: View) -> Keyed:
        key = self.key(view)

        def make() -> bytes:
            content, is_new = self._made(key, view)
            if is_new:
                self.rendered.append(url)
            return content

        return Keyed(key, make)

    def _made(self, key: str, view: View) -> tuple[bytes, bool]:
        """The file of a view, and whether it was not in the store."""
        kept = self._build.store.get("page", key)
        if kept is not None:
            return kept, False
        made = self._templates.render(view, self._shared).encode("utf-8", "surrogatepass")
        self._build.store.put("page", key, made)
        return made, True

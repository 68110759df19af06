"""The theme's templates and ours: a view becomes the text of a file, and nothing else is known to them."""

import re
from collections.abc import Callable, Mapping, MutableMapping
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url

from kb.library.own_words import words_in
from kb.published.structured_data import escape_script
from sitebuilder.assets import Assets
from sitebuilder.settings import Settings
from sitebuilder.texts import relative_url


class Templates:
    """What renders the pages of one site."""

    def __init__(self, config: MkDocsConfig, settings: Settings, assets: Assets, cache: Path | None) -> None:
        """Read no template yet.

        Args:
            cache: folder for compiled templates; None compiles them anew.
        """
        self._environment = _Environment(config.theme.get_env())
        self._environment.filters["url"] = _url
        if cache is not None:
            cache.mkdir(parents=True, exist_ok=True)
            self._environment.bytecode_cache = jinja2.FileSystemBytecodeCache(str(cache))
        # Of the package whose pieces build the page, whichever fork of it loaded the configuration.
        self._environment.globals.update(config=config, mkdocs_version=version("mkdocs"), **assets.shown())
        words = words_in(settings.language)
        self._environment.globals.update(
            say=words.mark,
            word=lambda text, **values: escape(words.say(text, **values)),
            named=words.name,
            own=words.attributes,
            script_words=escape_script(words.for_scripts()),
            site_language=settings.language,
            theme_language=_theme_language(config, settings.language),
        )
        self._settings = settings

    def render(self, view: Mapping[str, Any], shared: Mapping[str, Any]) -> str:
        """The text of a file.

        Args:
            view: what it alone shows; `template` names its template.
            shared: what every page shows.
        """
        page = view["page"]
        base = relative_url("", page["url"]).rstrip("/") if page else self._settings.base_path
        template = self._environment.get_template(view["template"])
        return template.render(**shared, **view, base_url=base)


def _theme_language(config: MkDocsConfig, language: str) -> str:
    """The language of the theme's own few words: the library's where the theme has it, else English."""
    folders = [Path(folder) / "partials" / "languages" for folder in config.theme.dirs]
    known = (language, language.partition("-")[0])
    return next((name for name in known if any((one / f"{name}.html").is_file() for one in folders)), "en")


_AS_WRITTEN = re.compile(r"(?s)(<(script|style|pre|textarea)\b.*?</\2>)")
_INDENT = re.compile(r"(?<=\n)[ \t]+")


def unindented(source: str) -> str:
    """A template without the indents of its lines, some 3 kB of a page.

    The line breaks stay, so that no words run together. Scripts stay as they are, for the page's policy has their
    hashes, and so does what shows its spaces.
    """
    parts = _AS_WRITTEN.split(source)
    # Text, an element to be left alone, and that element's name, in turn.
    parts[0::3] = [_INDENT.sub("", part) for part in parts[0::3]]
    del parts[2::3]
    return "".join(parts)


_OF_EVERY_DICT = frozenset(dir(dict))


class _Environment(jinja2.Environment):
    """The theme's environment, in two thirds of the time: views are plain data, and globals are set once for all."""

    def __init__(self, theme: jinja2.Environment) -> None:
        assert theme.loader is not None
        super().__init__(
            loader=_Unindented(theme.loader), auto_reload=theme.auto_reload, extensions=list(theme.extensions)
        )
        self.filters.update(theme.filters)
        self.globals.update(theme.globals)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute` of a template; a dict is not first asked for an attribute that it has not."""
        if type(obj) is dict and attribute in obj and attribute not in _OF_EVERY_DICT:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template, when it is loaded: a plain dict, for every file that is included copies them."""
        return {**self.globals, **(d or {})}


class _Unindented(jinja2.BaseLoader):
    """Loads templates unindented; in the loader, so that compiled ones are kept by the text they were made of."""

    def __init__(self, loader: jinja2.BaseLoader) -> None:
        self._loader = loader

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, filename, is_newest = self._loader.get_source(environment, template)
        return unindented(source), filename, is_newest


@jinja2.pass_context
def _url(context: jinja2.runtime.Context, value: str) -> str:
    """A site-root-relative address as the page writes it; full addresses and anchors stay."""
    page = context["page"]
    return normalize_url(str(value), page=cast(Page, _Page(page["url"])) if page else None, base=context["base_url"])


class _Page:
    """As much of a page as MkDocs' own function asks for."""

    __slots__ = ("url",)

    def __init__(self, url: str) -> None:
        self.url = url

"""What mkdocs.yml and the theme say of the site, as plain data."""

import json
import os
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig

from kb.library.catalogue import Catalogue
from kb.library.own_words import TEXTS, words_in
from kb.library.settings import title_of_library
from kb.reading.languages import is_right_to_left
from sitebuilder.keys import key_of

# Where files are, not what is in them; hooks and plugins are code, and code has a key of its own.
_NOT_SHOWN = {"config_file_path", "docs_dir", "site_dir", "hooks", "plugins", "watch", "dev_addr", "nav", "theme"}


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's name, place and look."""

    name: str
    description: str
    address: str
    """Where it is published, with a slash at the end; empty where nobody has said."""
    edit_base: str
    """What stands before a document's path in the address where it can be edited; empty where there is none."""
    language: str
    direction: str
    """`ltr` or `rtl`."""
    features: tuple[str, ...]
    """Of the theme."""
    key: str
    """Of all settings that a page may show."""

    def absolute(self, url: str) -> str | None:
        """Full address of a site-root-relative one; None where the site has none."""
        return urljoin(self.address, quote(url, safe="/-_.~%#")) if self.address else None

    @property
    def base_path(self) -> str:
        """Path of the site's root on its server, for the one page that may be asked for at any address."""
        return urlsplit(self.address).path.rstrip("/") or "/" if self.address else "/"


def apply_library(config: MkDocsConfig, catalogue: Catalogue) -> None:
    """Let the library say what its site is called and where it is; what it does not say stays as mkdocs.yml has it."""
    settings = catalogue.settings
    config.site_name = title_of_library(settings, catalogue.documents, Path(config.docs_dir).name)
    config.site_description = settings.description or None
    config.site_author = settings.author or None
    config.copyright = escape(settings.footer) or None
    config.site_url = config.site_url if os.environ.get("SITE_URL") else settings.address or config.site_url
    config.repo_url = config.repo_url or settings.repository or None
    config.edit_uri = settings.edit or config.edit_uri
    config.theme["language"] = catalogue.language or config.theme["language"]
    words = words_in(config.theme["language"])
    for scheme in config.theme["palette"] or ():
        toggle = scheme.get("toggle") or {}
        if toggle.get("name") in TEXTS:
            scheme["toggle"] = {**toggle, "name": words.say(toggle["name"])}
    extensions = config.mdx_configs
    extensions["toc"] = {**extensions.get("toc", {}), "permalink_title": words.say("Link to this section")}
    title = words.say("Jump back to footnote {} in the text")
    extensions["footnotes"] = {**extensions.get("footnotes", {}), "BACKLINK_TITLE": title}
    config.theme["favicon"] = settings.favicon or config.theme["favicon"]


def read_settings(config: MkDocsConfig) -> Settings:
    """The settings of a loaded configuration."""
    language = str(config.theme.get("language") or "en")
    direction = config.theme.get("direction") or ("rtl" if is_right_to_left(language) else "ltr")
    shown = {name: value for name, value in config.items() if name not in _NOT_SHOWN}
    theme = {name: config.theme[name] for name in config.theme}
    text = json.dumps([shown, theme], default=_name, sort_keys=True)
    return Settings(
        name=str(config.site_name),
        description=str(config.site_description or ""),
        address=f"{config.site_url.rstrip('/')}/" if config.site_url else "",
        edit_base=_edit_base(config),
        language=language,
        direction=str(direction),
        features=tuple(config.theme.get("features") or ()),
        key=key_of(text),
    )


def _edit_base(config: MkDocsConfig) -> str:
    """Nobody has said where the library can be edited: then no page offers it."""
    if not config.repo_url or not config.edit_uri:
        return ""
    return urljoin(f"{config.repo_url.rstrip('/')}/", config.edit_uri)


def _name(value: Any) -> str:
    """For values of a type that JSON does not know: a function by its name, everything else by what it prints."""
    name = getattr(value, "__qualname__", None)
    return name or re.sub(r" at 0x[0-9a-f]+", "", f"{type(value).__qualname__} {value!s}")

"""Old addresses of renamed documents: aliases that look like one lead to where the document stands now."""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from kb.problems.problem import Problem, finding
from kb.reading.document import Document
from kb.reading.names import Address, DocumentId, LibraryPath
from kb.reading.slugs import document_url

_OLD_ADDRESS = re.compile(r"/?([a-z0-9]+(?:[-_][a-z0-9]+)*(?:/[a-z0-9]+(?:[-_][a-z0-9]+)*)+)(?:/|\.md)?")


@dataclass(frozen=True, slots=True)
class Redirect:
    """One old address and the one that holds now."""

    url: Address
    """Site-root-relative, with a slash at the end."""
    target: str
    """Site-root-relative address of the document."""
    title: str


def old_address(alias: str) -> Address | None:
    """Site-root-relative address an alias stands for (`growth/old-name` is `growth/old-name/`); None for a name."""
    match = _OLD_ADDRESS.fullmatch(alias.strip())
    return document_url(DocumentId(match[1])) if match else None


def is_old_address(alias: str) -> bool:
    """Whether an alias is an address rather than another name."""
    return old_address(alias) is not None


def find_redirects(documents: Mapping[DocumentId, Document], taken: Iterable[Address] = ()) -> tuple[Redirect, ...]:
    """Redirects of a library, sorted by old address; a page that exists is never replaced.

    Args:
        taken: further addresses that are pages, such as generated ones.
    """
    used = {document.url for document in documents.values()} | set(taken)
    found: dict[Address, Redirect] = {}
    for identity in sorted(documents):
        document = documents[identity]
        for alias in document.aliases:
            url = old_address(alias)
            if url and url not in used:
                found.setdefault(url, Redirect(url, document.url, document.title))
    return tuple(found[url] for url in sorted(found))


def check_redirects(documents: Mapping[DocumentId, Document]) -> Iterator[Problem]:
    """Old addresses that are pages, or that two documents claim."""
    pages = {document.url: document.path for document in documents.values()}
    claimed: dict[Address, LibraryPath] = {}
    for identity in sorted(documents):
        document = documents[identity]
        for alias in document.meta.scalars("aliases") if document.meta else ():
            url = old_address(alias.text)
            if url is None:
                continue
            other = pages.get(url) or claimed.setdefault(url, document.path)
            if url in pages or other != document.path:
                said = "is the address of" if url in pages else "is an alias of"
                yield finding(
                    document.path,
                    alias,
                    "E031",
                    f"alias '{alias.text}' {said} {'this document' if other == document.path else other}",
                    "an old address can lead to one place only",
                    "take it out, or write the address this document had before",
                )


SCRIPT = "location.replace(document.currentScript.dataset.to + location.hash)"
POLICY = (
    "default-src 'none'; script-src 'sha256-"
    + base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    + "'; base-uri 'none'"
)
"""It runs that one script and loads nothing."""


def redirect_page(redirect: Redirect, address: str, site_name: str) -> str:
    """The page at an old address: it sends readers on with or without JavaScript, and keeps the place on the page.

    Args:
        address: full address of the site, with a slash at the end; empty where nobody has said.
    """
    up = "../" * redirect.url.count("/")
    # Quoted, so that it means the same in an attribute and in the script.
    here = quote(redirect.target, safe="/-_.~")
    target = f"{up}{here}"
    title = escape(redirect.title)
    canonical = f'\n<link rel="canonical" href="{escape(address + here)}">' if address else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title} - {escape(site_name)}</title>{canonical}
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<script data-to="{target}">{SCRIPT}</script>
<meta http-equiv="refresh" content="0; url={target}">
</head>
<body data-pagefind-ignore="all">
<p>This page has moved to <a href="{target}">{title}</a>.</p>
</body>
</html>
"""

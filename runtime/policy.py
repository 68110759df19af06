"""The Content-Security-Policy of every page: its own files, and the few scripts that stand in pages, by their hashes.

By meta, because GitHub Pages sets no headers; `frame-ancestors` cannot be set so, and who embeds a page cannot be told
from here. The hashes are those of all templates together: instant navigation keeps the policy of the first page.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

INLINE = re.compile(r'<script(?![^>]*\b(?:src=|type="[^"]*json"))[^>]*>(.*?)</script>', re.DOTALL)
"""A script whose text stands in the page. JSON is data and never run."""


class VaryingScriptError(Exception):
    """A script in a template has other words on each page, so that no hash covers it."""


def hash_of(script: str) -> str:
    """A script's text as a source expression."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def inline_scripts(templates: Iterable[Path]) -> list[str]:
    """Texts of the scripts that stand in the templates themselves.

    Raises:
        VaryingScriptError: one of them holds an expression; it has to read what varies from a data attribute.
    """
    found = []
    for path in templates:
        for script in INLINE.findall(path.read_text(encoding="utf-8")):
            if "{{" in script or "{%" in script:
                raise VaryingScriptError(
                    f"{path}: a script in a template must be the same on every page, or the page's policy refuses it; "
                    "give it what varies by a data attribute of its element"
                )
            found.append(script)
    return found


def content_policy(scripts: Iterable[str]) -> str:
    """The policy of all pages.

    Args:
        scripts: texts of all scripts that stand in pages.
    """
    directives = {
        "default-src": ["'none'"],
        # Pagefind searches by WebAssembly. Python does too, in a worker, whose policy is its own.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *sorted({hash_of(script) for script in scripts})],
        "worker-src": ["'self'"],
        "connect-src": ["'self'"],
        # Figures stand in attributes as custom properties (--share: 0.4), and the drawing library puts a sheet of its
        # own into each drawing. Styles run nothing and, by the lines below, fetch from nowhere else.
        "style-src": ["'self'", "'unsafe-inline'"],
        "font-src": ["'self'"],
        # The theme's signs are data addresses in its style sheet.
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        # The one that may make scripts and markup of text is the first thing each page does (main.html).
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default"],
    }
    return "; ".join(" ".join([name, *values]) for name, values in directives.items())

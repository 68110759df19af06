"""Which address each document of a library has: its own where it can, else the nearest that is free."""

import re
import unicodedata
from collections.abc import Iterable

from kb.reading.slugs import INDEX_NAMES, document_id, document_url

_WORDS = {"#": "-sharp", "%": "-percent", "&": "-and-"}
"""Characters that an address keeps for itself and that say something in a name."""
_LEFT_OUT = re.compile(r"[?\"<>\\|*:;]")


def plain_address(identity: str) -> str:
    """Address of a document without what an address cannot hold: `C#` is `C-sharp/`, a no-break space a hyphen."""
    if identity.isascii() and not re.search(r"[#%&?\"<>\\|*:;\x00-\x1f]", identity):
        return document_url(identity)
    folder, slash, name = identity.rpartition("/")
    parts = [_plain_part(part) for part in folder.split("/")] if slash else []
    return document_url("/".join([*parts, name if name in INDEX_NAMES else _plain_part(name)]))


def _plain_part(part: str) -> str:
    text = _LEFT_OUT.sub("", "".join(_WORDS.get(c, c) for c in unicodedata.normalize("NFC", part)))
    kept = (c if c == " " or unicodedata.category(c)[0] not in "CZ" else "-" for c in text)
    return re.sub(r"-{2,}", "-", "".join(kept)).strip(" -") or "page"


def assign_addresses(paths: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """Site-root-relative address of each document by its path; no two have one, whatever their letters' case.

    Of several that claim an address the page of a folder comes first: `index.md`, `_index.md`, `README.md`, and then
    `x.md` beside a folder `x`.

    Args:
        paths: of the documents.
        taken: addresses of pages that the build makes and the site leads to.
    """
    reserved = {url.casefold() for url in taken}
    found: dict[str, str] = {}
    used: set[str] = set()
    for path in sorted(paths, key=_claim):
        identity = document_id(path)
        url = plain_address(identity)
        is_index = identity.rpartition("/")[2] in INDEX_NAMES
        if url.casefold() in used or (url.casefold() in reserved and not is_index):
            base = plain_address(f"{identity}/page").removesuffix("/page/") if is_index else url.rstrip("/")
            number = 1 if is_index else 2
            while (url := f"{base}/" if number == 1 else f"{base}-{number}/").casefold() in used | reserved:
                number += 1
        used.add(url.casefold())
        found[path] = url
    return found


def _claim(path: str) -> tuple[int, str]:
    name = document_id(path).rpartition("/")[2]
    return INDEX_NAMES.index(name) if name in INDEX_NAMES else len(INDEX_NAMES), path

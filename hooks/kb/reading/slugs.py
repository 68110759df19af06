"""Identifiers, addresses, heading anchors and the spellings under which a document is found."""

import re
import unicodedata
from collections.abc import Collection, Iterable, MutableSet
from functools import lru_cache

from kb.reading.names import Address, Anchor, DocumentId, LibraryPath

_NUMBERED = re.compile(r"^(.*)_([0-9]+)$")
_NOT_ALNUM = re.compile(r"[\W_]+")
_MARKS = re.compile("[\u0300-\u036f]")
"""Accents of Latin, Greek and Cyrillic letters."""
_PARENTHESIS = re.compile(r"\s*\([^()]*\)\s*")


INDEX_NAMES = ("index", "_index", "README", "Readme", "readme")
"""Files that are the page of their folder, the first that is there before the others."""


def document_id(path: str) -> DocumentId:
    """Identity of a document: its path under the library's root without `.md`."""
    return DocumentId(path[:-3] if path.endswith(".md") else path)


def document_url(identity: DocumentId) -> Address:
    """Site-root-relative address of a page, as MkDocs gives it: `a/b` -> `a/b/`, `index` -> ``, `a/index` -> `a/`."""
    folder, _, name = identity.rpartition("/")
    if name in INDEX_NAMES:
        return Address(f"{folder}/" if folder else "")
    return Address(f"{identity}/")


def slugify(text: str) -> str:
    """Heading text as an anchor: Latin letters without their marks, those of other scripts as they are."""
    if not text.isascii():
        if any(c.isalnum() and not c.isascii() and not _is_latin(c) for c in unicodedata.normalize("NFKD", text)):
            return github_slug(text)
        text = unicodedata.normalize("NFKD", text)
    ascii_text = text.encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_text).strip().lower())


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith("LATIN")


def github_slug(text: str) -> str:
    """Heading text as an anchor, the way GitHub makes it: letters of every script, no punctuation, no spaces."""
    kept = (c for c in unicodedata.normalize("NFC", text).lower() if c.isalnum() or c in " -_" or _is_mark(c))
    return "".join(kept).strip().replace(" ", "-")


def _is_mark(character: str) -> bool:
    """A vowel sign or the like, without which a word of some scripts is another."""
    return unicodedata.category(character)[0] == "M"


def unique_anchor(anchor: str, taken: MutableSet[str]) -> Anchor:
    """An anchor no earlier heading has: repeats get `_1`, `_2`, ... as Python-Markdown numbers them."""
    while anchor in taken or not anchor:
        match = _NUMBERED.match(anchor)
        anchor = f"{match[1]}_{int(match[2]) + 1}" if match else f"{anchor}_1"
    taken.add(anchor)
    return Anchor(anchor)


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """What stays of a name when case, accents, punctuation, `&` against `and` and `%` against `percent` do not matter.

    Equal keys mean the same words in the same order, so `Show Don’t Tell`, `show-dont-tell` and `Show, don't tell!` are
    one name, while `Show and Tell` is another.
    """
    text = name if name.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", name))
    text = re.sub("['\u2018\u2019\u02bc`]", "", text.casefold()).replace("&", " and ").replace("%", " percent ")
    if text.isascii():
        return _NOT_ALNUM.sub(" ", text).strip()
    # The voicing marks of Japanese and the vowel signs of Indian scripts make other words: they stay.
    kept = (c if c.isalnum() or _is_mark(c) else " " for c in unicodedata.normalize("NFC", text))
    return " ".join("".join(kept).split())


def exact_key(name: str) -> str:
    """A name or path with case and the two ways of writing an accent out of the way, and nothing else: `C++` stays."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def short_name(name: str) -> str:
    """A name without what stands in parentheses; the name itself where nothing else is left."""
    return _PARENTHESIS.sub(" ", name).strip() or name


def title_of(slug: str) -> str:
    """A slug as words for a heading: `depth-first-plg` -> `Depth first plg`."""
    words = slug.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


_WORDS = {"#": "-sharp", "%": "-percent", "&": "-and-"}
"""Characters that an address keeps for itself and that say something in a name."""
_LEFT_OUT = re.compile(r"[?\"<>\\|*:;]")


def plain_address(identity: DocumentId) -> Address:
    """Address of a document without what an address cannot hold: `C#` is `C-sharp/`, a no-break space a hyphen."""
    if identity.isascii() and not re.search(r"[#%&?\"<>\\|*:;\x00-\x1f]", identity):
        return document_url(identity)
    folder, slash, name = identity.rpartition("/")
    parts = [_plain_part(part) for part in folder.split("/")] if slash else []
    return document_url(DocumentId("/".join([*parts, name if name in INDEX_NAMES else _plain_part(name)])))


def _plain_part(part: str) -> str:
    text = _LEFT_OUT.sub("", "".join(_WORDS.get(c, c) for c in unicodedata.normalize("NFC", part)))
    kept = (c if c == " " or unicodedata.category(c)[0] not in "CZ" else "-" for c in text)
    return re.sub(r"-{2,}", "-", "".join(kept)).strip(" -") or "page"


def assign_addresses(
    paths: Iterable[LibraryPath], taken: Iterable[Address], pages: Collection[str] = ()
) -> dict[LibraryPath, Address]:
    """Site-root-relative address of each document by its path; no two have one, whatever their letters' case.

    Of several that claim an address the page of a folder comes first: `index.md`, `_index.md`, `README.md`, and then
    `x.md` beside a folder `x`.

    Args:
        paths: of the documents.
        taken: addresses of pages that the build makes and the site leads to.
        pages: names of files that are a page of their own, although they could be that of their folder.
    """
    reserved = {url.casefold() for url in taken}
    found: dict[LibraryPath, Address] = {}
    used: set[str] = set()
    for path in sorted(paths, key=_claim):
        identity = document_id(path)
        is_index = identity.rpartition("/")[2] in INDEX_NAMES
        is_page = path.rpartition("/")[2] in pages
        url = plain_address(identity)
        if is_page:
            url = Address(plain_address(DocumentId(f"{identity}/page")).removesuffix("page/"))
        if url.casefold() in used or (url.casefold() in reserved and not is_index):
            base = plain_address(DocumentId(f"{identity}/page")).removesuffix("/page/") if is_index else url.rstrip("/")
            number = 1 if is_index else 2
            while (url := Address(f"{base}/" if number == 1 else f"{base}-{number}/")).casefold() in used | reserved:
                number += 1
        used.add(url.casefold())
        found[path] = url
    return found


def _claim(path: str) -> tuple[int, str]:
    name = document_id(path).rpartition("/")[2]
    return INDEX_NAMES.index(name) if name in INDEX_NAMES else len(INDEX_NAMES), path

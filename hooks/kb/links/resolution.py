"""Finds the document a link means: relative path, then library path, then slug, then name or alias; never by likeness.

A name spelled exactly is found before one that differs in accents or marks: `C++` and `C#` are two.

The order is fixed and each step is exact. A step that finds several documents ends the search: the target is ambiguous,
and nobody chooses for the author.
"""

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from kb.links.generated_pages import generated_pages
from kb.problems.likeness import LikenessIndex
from kb.reading.document import Document
from kb.reading.markup import is_address
from kb.reading.names import Anchor, DocumentId, LibraryPath
from kb.reading.slugs import INDEX_NAMES, exact_key, github_slug, name_key, short_name

LIBRARY_FOLDER = "frameworks"
"""What absolute links call the library's root."""

PUBLISHED = frozenset(
    map(
        LibraryPath,
        {
            "api/v1/index.json",
            "api/v1/graph.json",
            "api/v1/rules.json",
            "api/v1/cases.json",
            "api/v1/report.json",
            "llms.txt",
            "llms-full.txt",
            "feed.xml",
            "sitemap.xml",
        },
    )
)
"""Files of the site that no file of the library stands for; a page may link to them as if they were there."""

_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")


class Via(StrEnum):
    """How a target was read."""

    RELATIVE = "relative"
    """A path from the folder of the document that links."""
    PATH = "path"
    """A path from the library's root, with or without `/` or `/frameworks/` in front."""
    SLUG = "slug"
    """The last part of a document's path, whatever its folder."""
    NAME = "name"
    """A document's name or title."""
    ALIAS = "alias"
    """One of its aliases, or its name without what stands in parentheses."""
    SELF = "self"
    """Only an anchor: the document itself."""
    EXTERNAL = "external"
    """An address outside the library."""
    MALFORMED = "malformed"
    """An address outside the library that no browser can open."""
    ASSET = "asset"
    """A file of the library that is no document."""
    GENERATED = "generated"
    """A page that the build makes."""
    HELD = "held"
    """A document that its author has not published."""
    AMBIGUOUS = "ambiguous"
    """Several documents answer to it."""
    WANTED = "wanted"
    """No document answers to it."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a target means."""

    document_id: DocumentId | None
    """The document; None where there is none or more than one."""
    anchor: Anchor | None
    """What stands behind `#`."""
    candidates: tuple[DocumentId, ...]
    """Documents that answer to it: one, several (ambiguous) or none."""
    reason: Via
    anchor_found: bool = True
    """Whether the document has that anchor; True where none was asked for."""
    asset: LibraryPath | None = None
    """Path under the library's root of an asset's file, or of a generated page as if it were one."""


_STATE = "selector?"
"""Opens an anchor that is no place: answers that the selector of the page takes over."""


_INDEX_KEYS = frozenset(map(exact_key, INDEX_NAMES))


class Resolver:
    """Looks targets up among the documents of one library."""

    def __init__(
        self,
        documents: Mapping[DocumentId, Document],
        assets: Iterable[LibraryPath] = (),
        held: Mapping[DocumentId, Document] | None = None,
        unwanted: Collection[LibraryPath] = (),
    ) -> None:
        """Take what there is to be found.

        Args:
            held: documents that are not published.
            unwanted: paths of generated pages that this library does without.
        """
        self._documents = documents
        self._assets = frozenset(assets) | PUBLISHED
        self._asset_names: dict[str, list[LibraryPath]] | None = None
        self._generated = generated_pages(documents, self._assets, unwanted)
        self._known: dict[tuple[str, DocumentId], Resolution] = {}
        self._anchors: dict[DocumentId, frozenset[Anchor]] = {}
        self._spelled: dict[DocumentId, dict[str, Anchor]] = {}
        self._likeness: LikenessIndex | None = None
        self._held = Resolver(held, ()) if held else None
        self._paths: dict[str, list[DocumentId]] = {}
        self._slugs: dict[str, list[DocumentId]] = {}
        self._exact: dict[str, list[DocumentId]] = {}
        self._names: dict[str, list[DocumentId]] = {}
        self._aliases: dict[str, list[DocumentId]] = {}
        self._old_slugs: dict[str, list[DocumentId]] = {}
        for identity in sorted(documents):
            document = documents[identity]
            self._paths.setdefault(exact_key(identity), []).append(identity)
            if document.slug in INDEX_NAMES and document.folder:
                self._paths.setdefault(exact_key(document.folder), []).append(identity)
                self._slugs.setdefault(exact_key(document.folder.rpartition("/")[2]), []).append(identity)
            self._slugs.setdefault(exact_key(document.slug), []).append(identity)
            self._exact.setdefault(exact_key(document.title), []).append(identity)
            names = {name_key(document.title)}
            aliases = {name_key(alias) for alias in document.aliases}
            aliases.add(name_key(short_name(document.title)))
            for key in sorted(names - {""}):
                self._names.setdefault(key, []).append(identity)
            for key in sorted(aliases - names - {""}):
                self._aliases.setdefault(key, []).append(identity)
            for slug in sorted({_without_suffix(alias.strip("/")).rpartition("/")[2] for alias in document.aliases}):
                self._old_slugs.setdefault(slug, []).append(identity)

    def add_anchors(self, identity: DocumentId, anchors: Iterable[Anchor]) -> None:
        """Tell of anchors that stand in no heading: the rows of decision tables."""
        self._anchors[identity] = self.anchors(identity) | frozenset(anchors)
        self._spelled.pop(identity, None)
        self._known.clear()

    def anchors(self, identity: DocumentId) -> frozenset[Anchor]:
        """Every anchor of a document's page."""
        known = self._anchors.get(identity)
        if known is None:
            document = self._documents.get(identity)
            known = self._anchors[identity] = document.anchors if document else frozenset()
        return known

    def resolve(self, target: str, from_id: DocumentId, *, anywhere: bool = False) -> Resolution:
        """What a target means when it stands in a document.

        Args:
            target: a link's target or a related entry, as written.
            from_id: id of the document it stands in.
            anywhere: a file is found by its name alone, wherever it lies, as in `![[picture.png]]`.
        """
        if anywhere:
            return self._resolve(target, from_id, anywhere=True)
        # Links, relations, pages and counts ask for the same ones in turn.
        known = self._known.get((target, from_id))
        if known is None:
            known = self._known[target, from_id] = self._resolve(target, from_id, anywhere=False)
        return known

    def _resolve(self, target: str, from_id: DocumentId, *, anywhere: bool) -> Resolution:
        target = target.strip()
        if _SCHEME.match(target) and not self._is_name(target):
            return Resolution(None, None, (), Via.EXTERNAL if is_address(target) else Via.MALFORMED)
        path, mark, anchor = target.partition("#")
        if mark and not path:
            return self._found([from_id], Anchor(unquote(anchor)), Via.SELF)
        if mark and self._is_name(target):  # A name may hold a `#`.
            path, mark, anchor = target, "", ""
        named = Anchor(unquote(anchor)) if mark else None
        path = unquote(path.partition("?")[0] if "/" in path or ".md" in path else path).strip()
        page = self._exactly(path, from_id, self._generated)
        if page:
            return Resolution(None, named, (), Via.GENERATED, asset=page)
        for via, found in self._steps(path, from_id):
            if found:
                return self._found(found, named, via)
        asset = self._exactly(path, from_id, self._assets) or (self._asset_named(path) if anywhere else None)
        if asset:
            return Resolution(None, named, (), Via.ASSET, asset=asset)
        page = self._folder_page(path, from_id)
        if page:
            return Resolution(None, named, (), Via.GENERATED, asset=page)
        if self._held and path:
            held = self._held.resolve(path, from_id)
            if held.document_id:
                return Resolution(None, named, (), Via.HELD)
        return Resolution(None, named, (), Via.WANTED)

    def _found(self, found: list[DocumentId], anchor: Anchor | None, via: Via) -> Resolution:
        if len(found) > 1:
            return Resolution(None, anchor, tuple(sorted(found)), Via.AMBIGUOUS)
        identity = found[0]
        known = self._anchor(identity, anchor) if anchor else None
        return Resolution(identity, known or anchor, (identity,), via, not anchor or known is not None)

    def _anchor(self, identity: DocumentId, written: str) -> Anchor | None:
        """The anchor of a page that a written one means: as it is, as GitHub would make it, or as a heading's words."""
        if written in self.anchors(identity) or written.startswith(_STATE):
            return Anchor(written)
        spelled = self._spelled.get(identity)
        if spelled is None:
            spelled = self._spelled[identity] = self._spellings(identity)
        last = written.rpartition("#")[2]  # `#Part#Section` names both headings
        return spelled.get(written.casefold()) or spelled.get(exact_key(last)) or spelled.get(name_key(last))

    def _spellings(self, identity: DocumentId) -> dict[str, Anchor]:
        """Every other way of writing the anchors of a page; of two that are written alike the first counts."""
        spelled: dict[str, Anchor] = {
            anchor.casefold(): anchor for anchor in sorted(self.anchors(identity), reverse=True)
        }
        counted: dict[str, int] = {}
        headings = self._documents[identity].headings if identity in self._documents else ()
        for heading in headings:
            slug = github_slug(heading.text)
            repeat = counted.get(slug, 0)
            counted[slug] = repeat + 1
            spelled.setdefault(f"{slug}-{repeat}" if repeat else slug, heading.anchor)
        for heading in headings:
            for key in (exact_key(heading.text), name_key(heading.text)):
                spelled.setdefault(key, heading.anchor)
        return spelled

    def _asset_named(self, path: str) -> LibraryPath | None:
        """The one file with a name, or whose path ends so; None where several have it."""
        if self._asset_names is None:
            self._asset_names = {}
            for asset in sorted(self._assets):
                self._asset_names.setdefault(exact_key(asset.rpartition("/")[2]), []).append(asset)
        found = self._asset_names.get(exact_key(path.rpartition("/")[2]), [])
        ending = f"/{exact_key(path)}"
        found = [asset for asset in found if f"/{exact_key(asset)}".endswith(ending)]
        return min(found, key=lambda asset: (asset.count("/"), asset)) if found else None

    def _folder_page(self, path: str, from_id: DocumentId) -> LibraryPath | None:
        """The list that the build makes of a folder, by the folder's path or address."""
        if not path.strip("./") or "." in path.rpartition("/")[2]:
            return None
        bare = path.rstrip("/")
        for base in (from_id.rpartition("/")[0], from_id):  # as a path, and as an address seen from the page's own
            joined = bare.lstrip("/") if bare.startswith("/") else posixpath.normpath(posixpath.join(base, bare))
            page = LibraryPath(f"{joined}/index.md")
            if page in self._generated:
                return page
        return None

    def _is_name(self, target: str) -> bool:
        key = name_key(target)
        return key in self._names or key in self._aliases

    def _steps(self, path: str, from_id: DocumentId) -> Iterable[tuple[Via, list[DocumentId]]]:
        path = path.removeprefix("@/")  # Zola's mark for the library's root
        bare = _without_suffix(path)
        folder = from_id.rpartition("/")[0]
        if not path.startswith("/"):
            joined = posixpath.normpath(posixpath.join(folder, bare)) if bare else folder
            yield Via.RELATIVE, self._path(joined)
        yield Via.PATH, self._library_path(bare)
        slug = exact_key(bare.rstrip("/").rpartition("/")[2])
        named = self._slugs.get(slug, [])
        if "/" in bare:
            ending = f"/{exact_key(bare.strip('./'))}"
            yield Via.PATH, [each for each in named if f"/{exact_key(each)}".endswith(ending)]
        # Every folder has its README: the name alone says nothing of one in another folder.
        if not ("/" in bare.strip("/") and slug in _INDEX_KEYS):
            yield Via.SLUG, self._closest(named, bare)
        yield Via.NAME, self._exact.get(exact_key(path), [])
        key = name_key(path)
        yield Via.NAME, self._names.get(key, [])
        if path.endswith(".md"):  # a renamed file under the name it had
            yield Via.ALIAS, self._old_slugs.get(bare.rpartition("/")[2], [])
        else:
            yield Via.ALIAS, self._aliases.get(key, []) or self._short(path)

    def _closest(self, named: list[DocumentId], bare: str) -> list[DocumentId]:
        """Of documents whose last part is alike, those that are spelled exactly so."""
        slug = bare.rstrip("/").rpartition("/")[2]
        exact = [each for each in named if self._documents[each].slug == slug]
        return exact if len(named) > 1 and exact else named

    def _path(self, path: str) -> list[DocumentId]:
        """Documents at a path: of several that differ in case only the one spelled exactly."""
        exact = DocumentId(path)
        if exact in self._documents:
            return [exact]
        return self._paths.get(exact_key(path), [])

    def _library_path(self, bare: str) -> list[DocumentId]:
        parts = [part for part in bare.split("/") if part not in ("", ".", "..")]
        found = self._path("/".join(parts))
        if not found and parts and parts[0].casefold() == LIBRARY_FOLDER:
            found = self._path("/".join(parts[1:]))
        return found if "/" in bare else []

    def _short(self, path: str) -> list[DocumentId]:
        """Documents named like the target without its parentheses."""
        short = short_name(path)
        if short == path or "/" in path:
            return []
        key = name_key(short)
        return self._names.get(key, []) or self._aliases.get(key, [])

    def _exactly(self, path: str, from_id: DocumentId, paths: frozenset[LibraryPath]) -> LibraryPath | None:
        """The one of some paths that is meant, from the folder of the document or from the library's root."""
        folder = from_id.rpartition("/")[0]
        for candidate in (
            posixpath.normpath(posixpath.join(folder, path.lstrip("/") if path.startswith("/") else path)),
            path.lstrip("/"),
        ):
            if (found := LibraryPath(candidate)) in paths:
                return found
        return None

    def nearest(self, target: str, limit: int = 3) -> tuple[DocumentId, ...]:
        """Documents whose names are most like a target that no document answers to: only ever shown, never linked."""
        if self._likeness is None:
            names = [(name_key(document.slug), identity) for identity, document in self._documents.items()]
            names += [(name_key(document.title), identity) for identity, document in self._documents.items()]
            self._likeness = LikenessIndex(names)
        path = _without_suffix(target).rstrip("/")
        found = self._likeness.nearest(name_key(path.rpartition("/")[2] if " " not in path else path), limit)
        return tuple(map(DocumentId, found))


def _without_suffix(path: str) -> str:
    for suffix in (".md", ".markdown", ".html"):
        if path.casefold().endswith(suffix):
            return path[: -len(suffix)]
    return path

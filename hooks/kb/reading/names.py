"""What names a document, its file, its page and a place on it: four kinds of text that are easily taken for another."""

from typing import NewType

DocumentId = NewType("DocumentId", str)
"""A document: its path under the library's root without `.md`, as `growth/depth-first-plg` or `growth/README`."""
LibraryPath = NewType("LibraryPath", str)
"""A file: its path under the library's root, as `growth/depth-first-plg.md`."""
Address = NewType("Address", str)
"""A page: where it stands under the site's root, as `growth/depth-first-plg/`; empty for the first page. A place on it
follows behind `#`."""
Anchor = NewType("Anchor", str)
"""A place on a page: what stands behind `#`, decoded."""

FIRST_PAGE = Address("")
NO_ANCHOR = Anchor("")
"""The page as a whole."""

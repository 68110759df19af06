"""What stands within lines, read as Python-Markdown reads it: in half the time, for most texts hold little of it.

The library tries each of its patterns on each text of a page. Most need a sign that is not there.
"""

import re
from collections.abc import Mapping

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.treeprocessors import InlineProcessor  # type: ignore[import-untyped]
from markdown.util import AtomicString  # type: ignore[import-untyped]

NEEDS: Mapping[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "magic-link": ("://", "ww", "wW", "Ww", "WW"),
    "magic-mail": ("@",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
    "delimiter": ("=", "~"),
}
"""By the name of a pattern what a text holds one of if the pattern is to match; a pattern not named here is tried.

What has matched leaves a placeholder, in which none of these stands.
"""
NOTHING_KNOWN = ("",)
INLINE_PRIORITY = 20
"""At which the library registers its own."""


class QuickInline(InlineProcessor):  # type: ignore[misc]
    """Python-Markdown's own, which leaves out patterns that cannot match."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        patterns = markdown.inlinePatterns
        needs = {patterns.get_index_for_name(name): found for name, found in NEEDS.items() if name in patterns}
        self._patterns = list(patterns)
        self._needs = [needs.get(number, NOTHING_KNOWN) for number in range(len(self._patterns))]
        self._any = re.compile("|".join(re.escape(need) for each in self._needs for need in each))

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """A text with a placeholder for each thing found in it."""
        if isinstance(data, AtomicString) or self._any.search(data) is None:
            return data
        apply = self._InlineProcessor__applyPattern
        for number in range(patternIndex, len(self._patterns)):
            if any(need in data for need in self._needs[number]):
                start, is_found = 0, True
                while is_found:
                    data, is_found, start = apply(self._patterns[number], data, number, start)
        return data

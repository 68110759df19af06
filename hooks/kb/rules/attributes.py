"""The attribute list under a caption: `{: #acv .decision data-hit="unique" }`, with the column of every part."""

import re
from dataclasses import dataclass

_LIST = re.compile(r"\{:?(?P<inside>[^{}\n]*)\}[ \t]*\Z")
_PART = re.compile(
    r"""\#(?P<id>[^\s}=]+) | \.(?P<class>[^\s}=]+)
      | (?P<key>[^\s=}]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s}]*)) | (?P<other>\S+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One part of an attribute list."""

    name: str
    """`id`, `class`, the key as written, or empty for what is none of them."""
    value: str
    column: int
    """1-based column where the part begins."""
    value_column: int


@dataclass(frozen=True, slots=True)
class AttributeList:
    """What stands in the braces."""

    parts: tuple[Attribute, ...]
    column: int
    """1-based column of the opening brace."""

    def first(self, name: str) -> Attribute | None:
        """The first part of this name."""
        return next((part for part in self.parts if part.name == name), None)

    @property
    def classes(self) -> tuple[str, ...]:
        """Class names in order."""
        return tuple(part.value for part in self.parts if part.name == "class")


def read_attributes(line: str) -> AttributeList | None:
    """The attribute list at the end of a line, None where there is none."""
    if not line.rstrip().endswith("}"):
        return None
    match = _LIST.search(line)
    if match is None:
        return None
    start = match.start("inside")
    parts: list[Attribute] = []
    for part in _PART.finditer(match["inside"]):
        column = start + part.start() + 1
        if part["id"]:
            parts.append(Attribute("id", part["id"], column, column + 1))
        elif part["class"]:
            parts.append(Attribute("class", part["class"], column, column + 1))
        elif part["key"]:
            group = next(name for name in ("double", "single", "bare") if part[name] is not None)
            parts.append(Attribute(part["key"], part[group], column, start + part.start(group) + 1))
        else:
            parts.append(Attribute("", part["other"], column, column))
    return AttributeList(tuple(parts), match.start() + 1)

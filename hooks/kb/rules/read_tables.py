"""Finds the tables of rules in a document, splits them into cells and names their rows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kb.problems.problem import Problem
from kb.reading.masks import mask_comments, mask_inline_code
from kb.reading.names import NO_ANCHOR, Anchor
from kb.rules.findings import Place, error, suggest
from kb.rules.table_source import Cell, HitPolicy, Row, Table, TableKind

if TYPE_CHECKING:
    from kb.reading.document import Document


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


_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")
_NOT_NAME = re.compile(r"[^a-z0-9_]+")


def name_rows(tables: Iterable[Table], written: frozenset[str]) -> list[Table]:
    """The tables with an anchor on every row: one written by hand stays, the others come from the conditions.

    A repeat gets `-2`, `-3`, so no row shares its anchor with another row or with one of the document's own anchors
    (`written`).
    """
    taken = set(written)
    return [replace(table, rows=tuple(_named(row, table, taken) for row in table.rows)) for table in tables]


def slug_of(text: str) -> str:
    """A condition as part of an anchor: `[$5K..$25K)` is `5k-25k`, `not(developer)` is `not-developer`."""
    return _NOT_NAME.sub("-", _THOUSANDS.sub("", text.lower())).strip("-")


def _named(row: Row, table: Table, taken: set[str]) -> Row:
    if row.anchor:
        return row
    slugs = [slug for slug in _slugs(row, table) if slug]
    base = "-".join([table.id, *(slugs or ["any"])])
    anchor, number = base, 2
    while anchor in taken:
        anchor, number = f"{base}-{number}", number + 1
    taken.add(anchor)
    return replace(row, anchor=Anchor(anchor))


def _slugs(row: Row, table: Table) -> list[str]:
    if not table.kind.has_conditions:
        return [slug_of(row.cells[0].text)]
    naming = ("primary",) if table.kind is TableKind.HYBRIDS else ()
    return [
        slug_of(cell.text)
        for head, cell in zip(table.header, row.cells, strict=True)
        if (head.text.startswith("`") or head.text.casefold() in naming) and cell.text != "any"
    ]


_DELIMITER = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(\|[ ]*:?-+:?[ ]*)*\|?[ ]*\Z")
_PIPE = re.compile(r"(?<!\\)\|")
_KINDS = tuple(kind.value for kind in TableKind)
_KEYS = ("data-hit", "data-monotone")


def read_tables(document: "Document") -> tuple[list[Table], list[Problem]]:
    """Every table of rules in one document, in order, and what is wrong with how it is written.

    A table is one of rules when the attribute list of the caption (or heading) above it has a class of `TableKind`.
    What its columns and cells mean is not looked at here.
    """
    if "{" not in document.masked:
        return [], []
    reader = _Reader(document)
    for number, line in enumerate(document.lines, 1):
        if "{" in line:
            reader.read_at(number)
    return name_rows(reader.tables, document.anchors), reader.problems


def anchors_of(tables: Iterable[Table]) -> dict[int, Anchor]:
    """The anchor of every row of rules in the tables of a document, by 1-based line."""
    return {row.line: row.anchor for table in tables for row in table.rows}


class _Reader:
    """Walks the lines of one document."""

    def __init__(self, document: "Document") -> None:
        self.document = document
        self.masked = document.masked.split("\n")
        self.tables: list[Table] = []
        self.problems: list[Problem] = []

    def line(self, number: int) -> str:
        """The line of this number without code blocks and comments; blank past the end."""
        if not 1 <= number <= len(self.masked):
            return ""
        written = self.document.lines[number - 1]
        return mask_comments(written)[0] if self.masked[number - 1].strip() else ""

    def read_at(self, number: int) -> None:
        """Read the table whose attribute list stands on this line, if one does."""
        line = self.line(number)
        attributes = read_attributes(line) if "{" in line and "|" not in line[: line.find("{")] else None
        if attributes is None:
            return
        place = Place(self.document.path, number, attributes.column)
        kind = self._kind(attributes, place)
        if kind is None:
            return
        before = line[: attributes.column - 1]
        if before.strip() and not line.startswith("#"):
            self._caption(
                place,
                "the attribute list shares its line with text",
                "Python-Markdown would print it and the table would have no id",
                "put it on a line of its own, right under the caption",
            )
        if not before.strip() and before and len(before) > 3:
            self._caption(
                place,
                "a table of rules is indented",
                "it is part of a list or of code, and would not be read as rules",
                "move caption and table to the left edge",
            )
            return
        header_line = number + 1
        while header_line <= len(self.masked) and not self.document.lines[header_line - 1].strip():
            header_line += 1
        if "|" not in self.line(header_line) or not _DELIMITER.match(self.line(header_line + 1)):
            self._caption(
                place,
                f"no table follows the attribute list with .{kind}",
                "no rule is read",
                "write the table under it: header, a line of dashes, rows",
            )
            return
        if header_line == number + 1 and not line.startswith("#"):
            self._caption(
                place,
                "no blank line between the attribute list and the table",
                "Python-Markdown would run both together into one paragraph",
                "put a blank line between them",
            )
        self._read_table(kind, attributes, place, header_line)

    def _kind(self, attributes: AttributeList, place: Place) -> TableKind | None:
        for name in attributes.classes:
            if name in _KINDS:
                return TableKind(name)
        keys = [part for part in attributes.parts if part.name in _KEYS]
        for part in attributes.parts:
            if part.name == "class" and (keys or get_close_matches(part.value, _KINDS, n=1, cutoff=0.8)):
                self._caption(
                    Place(place.path, place.line, part.column),
                    f"unknown class '{part.value}' of a table",
                    "its rows would be plain text and count for nothing",
                    suggest(part.value, _KINDS, "classes"),
                )
                return None
        if keys:
            self._caption(
                Place(place.path, place.line, keys[0].column),
                f"{keys[0].name} without a class that says what the table is",
                "its rows would be plain text and count for nothing",
                suggest("", _KINDS, "classes"),
            )
        return None

    def _read_table(self, kind: TableKind, attributes: AttributeList, place: Place, header_line: int) -> None:
        table_id = self._id(attributes, place)
        hit = self._hit(kind, attributes, place)
        if (
            kind is TableKind.DECISION
            and hit is HitPolicy.COLLECT
            and "cannot lead" in self.line(header_line).casefold()
        ):
            kind = TableKind.REQUIREMENTS
        monotone = attributes.first("data-monotone")
        self._check_parts(attributes, place)
        header = self._cells(header_line)
        dashes = self._cells(header_line + 1)
        if len(dashes) != len(header):
            self._wrong_count(
                dashes[0], len(dashes), len(header), "the line of dashes", "the page would show no table at all"
            )
        rows: list[Row] = []
        number = header_line + 2
        bad = False
        while number <= len(self.masked) and self.document.lines[number - 1].strip():
            if not self.line(number).strip():
                number += 1
                continue
            cells = self._cells(number)
            if read_attributes(self.line(number)) and len(cells) == 1:
                self._caption(
                    Place(place.path, number, cells[0].column),
                    "an attribute list below a table",
                    "Python-Markdown makes a row of it",
                    "put it under the caption above the table",
                )
            elif len(cells) != len(header):
                bad = True
                self._wrong_count(
                    cells[0],
                    len(cells),
                    len(header),
                    "the row",
                    "Python-Markdown pads or cuts it, and cells slip under other headings",
                )
            else:
                rows.append(self._row(cells, number))
            number += 1
        self._check_cut_off(number)
        self.tables.append(
            Table(
                document_id=self.document.id,
                path=self.document.path,
                url=self.document.url,
                kind=kind,
                id=table_id,
                hit=hit,
                monotone=Cell(monotone.value, place.line, monotone.value_column) if monotone else None,
                caption=place,
                header=header,
                rows=tuple(rows),
                has_bad_rows=bad,
            )
        )

    def _cells(self, number: int) -> tuple[Cell, ...]:
        line = self.line(number)
        outside_code = mask_inline_code(line)
        pipes = [match.start() for match in _PIPE.finditer(outside_code)]
        start = len(line) - len(line.lstrip())
        end = len(line.rstrip())
        edges = [pipe for pipe in pipes if pipe not in (start, end - 1)]
        first = start + 1 if start in pipes else start
        last = end - 1 if end - 1 in pipes and end - 1 > start else end
        cells: list[Cell] = []
        for left, right in zip([first, *(edge + 1 for edge in edges)], [*edges, last], strict=True):
            written = line[left:right]
            indent = len(written) - len(written.lstrip()) if written.strip() else 0
            cells.append(Cell(written.strip(), number, left + indent + 1))
        return tuple(cells)

    def _row(self, cells: tuple[Cell, ...], number: int) -> Row:
        first = cells[0]
        attributes = read_attributes(first.text)
        explicit = attributes.first("id") if attributes else None
        if attributes is None or explicit is None:
            return Row(cells, number, NO_ANCHOR)
        text = first.text[: attributes.column - 1].rstrip()
        return Row((replace(first, text=text), *cells[1:]), number, Anchor(explicit.value))

    def _id(self, attributes: AttributeList, place: Place) -> str:
        part = attributes.first("id")
        if part is None:
            self._caption(
                place, "a table of rules has no id", "its rows could not be linked to", "begin the list with #name"
            )
            return f"table-{place.line}"
        return part.value

    def _hit(self, kind: TableKind, attributes: AttributeList, place: Place) -> HitPolicy:
        usual = HitPolicy.COLLECT if kind.collects else HitPolicy.UNIQUE
        part = attributes.first("data-hit")
        if part is None:
            return usual
        if part.value not in tuple(HitPolicy):
            self._caption(
                Place(place.path, place.line, part.value_column),
                f"unknown hit policy '{part.value}'",
                "which rows count would depend on their order",
                suggest(part.value, tuple(HitPolicy), "policies"),
            )
            return usual
        if kind.collects and part.value == HitPolicy.UNIQUE:
            self._caption(
                Place(place.path, place.line, part.value_column),
                f"a table of {kind} with hit policy unique",
                "each of its rows counts on its own",
                'write data-hit="collect"',
            )
            return usual
        return HitPolicy(part.value)

    def _check_parts(self, attributes: AttributeList, place: Place) -> None:
        seen: set[str] = set()
        for part in attributes.parts:
            if part.name in ("id", *_KEYS) and part.name in seen:
                self._unexpected(part, place, f"{part.name} is given twice", "the second would be ignored", "keep one")
            seen.add(part.name)
            if part.name not in ("id", "class", *_KEYS):
                self._unexpected(
                    part,
                    place,
                    f"unknown attribute '{part.name or part.value}' of a table",
                    "it would be ignored",
                    suggest(part.name or part.value, _KEYS),
                )

    def _unexpected(self, part: Attribute, place: Place, what: str, why: str, fix: str) -> None:
        self._caption(Place(place.path, place.line, part.column), what, why, fix)

    def _check_cut_off(self, number: int) -> None:
        while number <= len(self.masked) and not self.document.lines[number - 1].strip():
            number += 1
        line = self.line(number)
        if line.startswith("|") and not _DELIMITER.match(self.line(number + 1)):
            self._caption(
                Place(self.document.path, number, 1),
                "a blank line cuts this row off from its table",
                "it would be plain text and count for nothing",
                "remove the blank line above it",
            )

    def _wrong_count(self, cell: Cell, found: int, expected: int, what: str, why: str) -> None:
        place = Place(self.document.path, cell.line, cell.column)
        self.problems.append(
            error(
                place,
                "E108",
                f"{what} has {found} {'cell' if found == 1 else 'cells'}, the header has {expected}",
                why,
                "write one cell under every heading; a | inside a cell is written \\|",
            )
        )

    def _caption(self, place: Place, what: str, why: str, fix: str) -> None:
        self.problems.append(error(place, "E114", what, why, fix))

"""Tables that declare: the motions, the weights of the groups, the defaults and the thresholds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from calculator.exact.numerals import to_json_number
from calculator.market.economics import DEFAULTS
from calculator.market.transition import MONTHS
from calculator.rules.rule_base import Limits
from kb.problems.problem import Problem
from kb.reading.markup import Lines, find_links
from kb.reading.masks import mask_inline_code
from kb.reading.names import DocumentId
from kb.reading.plain_text import plain_text
from kb.rules.amounts import read_number
from kb.rules.columns import read_columns
from kb.rules.findings import Place, error, suggest
from kb.rules.motions import Motion, Motions
from kb.rules.references import Grounds, GroundsReader, Library
from kb.rules.table_source import Cell, Row, Table

_CODE_SPAN = re.compile(r"`([^`]+)`")
THRESHOLDS = (*Limits.__dataclass_fields__, *MONTHS)
"""Names that the calculator looks up."""
SOLD_BY = ("sellers", "itself")
"""Who closes a sale in a motion."""
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Group:
    """A group of questions that share one weight."""

    id: str
    label: str
    weight: int
    table: Table
    row: Row
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class DeclaredNumber:
    """One default or threshold."""

    id: str
    entry: dict[str, Any]
    """As `rules.json` has it."""
    place: Place


def read_motions(tables: Iterable[Table], library: Library) -> tuple[Motions, list[Problem]]:
    """The declared motions, with parents that exist and do not run in a circle."""
    motions: list[Motion] = []
    parents: dict[str, tuple[str, Place]] = {}
    problems: list[Problem] = []
    for table in tables:
        heading = "Option" if any(head.text == "Option" for head in table.header) else "Motion"
        columns, found = read_columns(
            table,
            required=(heading, "Label"),
            optional=("Parent", "Aliases", "Page", "Sold by", "Share kept", "Source"),
        )
        reader = GroundsReader(library, table)
        for row in table.rows:
            identity = _read_id(table, columns.named(row, heading), found)
            label = _text(columns.named(row, "Label"))
            if identity is None:
                continue
            if not label:
                found.append(
                    error(
                        table.at(row.cells[0]),
                        "E104",
                        f"motion {identity} has no label",
                        "readers would see its id",
                        "write its name under Label",
                    )
                )
            parent = columns.named(row, "Parent")
            parent_id = _text(parent) if parent else ""
            if parent is not None and parent_id not in ("", "-"):
                parents[identity] = (parent_id, table.at(parent))
            elif parent is not None and not parent_id:
                found.append(
                    error(
                        table.at(parent),
                        "E105",
                        f"the parent of {identity} is blank",
                        "a forgotten parent reads like none",
                        "write - for none",
                    )
                )
            aliases = tuple(one.strip() for one in _text(columns.named(row, "Aliases")).split(",") if one.strip(" -"))
            page = _page(table, columns.named(row, "Page"), library, found)
            source = columns.named(row, "Source")
            if source is not None:
                reader.read(source, required=False, row_line=row.line)
            sold_by = _sold_by(table, columns.named(row, "Sold by"), found)
            share = _text(columns.named(row, "Share kept")).strip(" -`") or None
            motions.append(
                Motion(identity, label or identity, None, aliases, page, table.at(row.cells[0]), sold_by, share)
            )
        problems += found + reader.problems
    declared = list(_first_of_each(motions, problems, "motion"))
    problems += _check_names(declared)
    ids = [motion.id for motion in declared]
    for index, motion in enumerate(declared):
        if motion.id not in parents:
            continue
        parent_id, place = parents[motion.id]
        if parent_id not in ids:
            problems.append(Motions(tuple(declared)).unknown(parent_id, 0).at(place))
        elif _is_circle(motion.id, parents):
            problems.append(
                error(
                    place,
                    "E119",
                    f"{motion.id} inherits from itself through its parents",
                    "its silent points would never be found",
                    "give one of them no parent",
                )
            )
        if parent_id in ids:
            # Also in a circle: one mistake in this table is not to be told again at every `~` under the motion.
            declared[index] = replace(motion, parent=parent_id)
    return Motions(tuple(declared)), problems


def read_groups(tables: Iterable[Table], library: Library) -> tuple[dict[str, Group], list[Problem]]:
    """The groups of questions by id, in the order of the weights table."""
    groups: list[Group] = []
    problems: list[Problem] = []
    for table in tables:
        columns, found = read_columns(table, required=("Group", "Weight", "Name", "Source"))
        reader = GroundsReader(library, table)
        for row in table.rows:
            identity = _read_id(table, columns.named(row, "Group"), found)
            weight = columns.named(row, "Weight")
            grounds = reader.read(columns.named(row, "Source"), required=True, row_line=row.line)
            if identity is None or weight is None:
                continue
            if not _is_weight(weight.text):
                found.append(
                    error(
                        table.at(weight),
                        "E104",
                        f"weight '{weight.text}' is not a whole number from 1 up",
                        "the group would count for nothing",
                        "write a whole number, as in 3",
                    )
                )
            # Declared all the same: one wrong weight is not to be told again at every question of the group.
            share = int(weight.text) if _is_weight(weight.text) else 1
            groups.append(Group(identity, _text(columns.named(row, "Name")) or identity, share, table, row, grounds))
        problems += found + reader.problems
    return {group.id: group for group in _first_of_each(groups, problems, "group")}, problems


def _is_weight(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 7 and int(text) > 0


def compile_defaults(
    tables: Iterable[Table], motions: Motions, library: Library
) -> tuple[dict[str, Any], list[Problem]]:
    """The defaults by id; each has a name that the selector looks up (E122)."""
    limits = (f"target_payback_months_{motion.replace('-', '_')}" for motion in motions.ids)
    shares = (motion.share for motion in motions if motion.share)
    settings, problems = _read_settings(tables, library, required=("Input", "Value", "Unit", "Source"))
    return _compile(settings, problems, (*DEFAULTS, *limits, *shares), "default")


def compile_thresholds(
    tables: Iterable[Table], _motions: Motions, library: Library
) -> tuple[dict[str, Any], list[Problem]]:
    """The thresholds by id; each has a name that the selector looks up (E122)."""
    settings, problems = _read_settings(tables, library, required=("Threshold", "Value", "Source"), optional=("Unit",))
    return _compile(settings, problems, THRESHOLDS, "threshold")


def _compile(
    settings: Iterable[DeclaredNumber], problems: list[Problem], known: tuple[str, ...], what: str
) -> tuple[dict[str, Any], list[Problem]]:
    declared = list(_first_of_each(settings, problems, "entry"))
    problems += [
        error(
            setting.place,
            "E122",
            f"unknown {what} '{setting.id}'",
            "the selector would not read it and would compute without it",
            suggest(setting.id, known, f"{what}s"),
        )
        for setting in declared
        if setting.id not in known
    ]
    return {setting.id: setting.entry for setting in declared}, problems


def _read_settings(
    tables: Iterable[Table], library: Library, *, required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> tuple[list[DeclaredNumber], list[Problem]]:
    settings: list[DeclaredNumber] = []
    problems: list[Problem] = []
    for table in tables:
        columns, found = read_columns(table, required=required, optional=optional)
        reader = GroundsReader(library, table)
        for row in table.rows:
            identity = _read_id(table, columns.named(row, required[0]), found)
            cell = columns.named(row, "Value")
            grounds = reader.read(columns.named(row, "Source"), required=True, row_line=row.line)
            if identity is None or cell is None:
                continue
            value = read_number(plain_text(cell.text).replace(" %", "%"))
            if value is None:
                found.append(
                    error(
                        table.at(cell),
                        "E104",
                        f"value '{cell.text}' is not an amount",
                        "nothing can be computed with it",
                        "write one number, as in 80%, 12 or $180K",
                    )
                )
                continue
            entry = {
                "value": to_json_number(value),
                "unit": _text(columns.named(row, "Unit")) or None,
                **table.address(row.anchor),
                **grounds.as_json(),
            }
            settings.append(DeclaredNumber(identity, entry, table.at(row.cells[0])))
        problems += found + reader.problems
    return settings, problems


def _read_id(table: Table, cell: Cell | None, problems: list[Problem]) -> str | None:
    if cell is None:
        return None
    match = _CODE_SPAN.fullmatch(cell.text)
    name = match[1].strip() if match else ""
    if not _NAME.fullmatch(name):
        problems.append(
            error(
                table.at(cell),
                "E104",
                f"'{cell.text}' is not an id in back-ticks",
                "nothing could refer to the row",
                "write an id such as `sales-led`",
            )
        )
        return None
    return name


def _text(cell: Cell | None) -> str:
    return plain_text(cell.text) if cell else ""


def _sold_by(table: Table, cell: Cell | None, problems: list[Problem]) -> str | None:
    text = _text(cell).strip(" -")
    if cell is None or not text:
        return None
    if text not in SOLD_BY:
        problems.append(
            error(
                table.at(cell),
                "E104",
                f"'{text}' does not say who closes a sale",
                "costs and gaps could not be told for this motion",
                "write sellers where people close, itself where customers buy alone",
            )
        )
        return None
    return text


def _page(table: Table, cell: Cell | None, library: Library, problems: list[Problem]) -> DocumentId | None:
    if cell is None or cell.text in ("", "-"):
        return None
    links = list(find_links(cell.text, mask_inline_code(cell.text), Lines(cell.text)))
    if len(links) != 1:
        problems.append(
            error(
                table.at(cell),
                "E104",
                f"'{cell.text}' is not one link",
                "the page could not be found",
                "write one link, as in [Name](../motions/name.md), or -",
            )
        )
        return None
    resolution = library.resolve(links[0].target, table.document_id)
    if resolution.document_id is None:
        problems.append(
            error(
                table.at(cell).shifted(links[0].start),
                "E120",
                f"reference not found: page '{links[0].target}'",
                "a reader could not follow it",
                suggest(links[0].target, resolution.candidates, "candidates")
                if resolution.candidates
                else "write the page, or link to another",
            )
        )
    return resolution.document_id


def _first_of_each[T: (Motion, Group, DeclaredNumber)](
    entries: Iterable[T], problems: list[Problem], what: str
) -> Iterator[T]:
    first: dict[str, int] = {}
    for entry in entries:
        place = entry.table.at(entry.row.cells[0]) if isinstance(entry, Group) else entry.place
        if entry.id in first:
            problems.append(
                error(
                    place,
                    "E119",
                    f"{what} '{entry.id}' is declared again (first in line {first[entry.id]})",
                    "only one of the two would count",
                    "remove one",
                )
            )
        else:
            first[entry.id] = place.line
            yield entry


def _check_names(motions: list[Motion]) -> list[Problem]:
    problems: list[Problem] = []
    owner: dict[str, str] = {}
    for motion in motions:
        for name in {name.casefold(): name for name in (motion.id, motion.label, *motion.aliases)}.values():
            other = owner.setdefault(name.casefold(), motion.id)
            if other != motion.id:
                problems.append(
                    error(
                        motion.place,
                        "E119",
                        f"'{name}' names both {other} and {motion.id}",
                        "a column under it could mean either",
                        "remove the name from one of them",
                    )
                )
    return problems


def _is_circle(motion: str, parents: dict[str, tuple[str, Place]]) -> bool:
    seen = {motion}
    current = motion
    while current in parents:
        current = parents[current][0]
        if current in seen:
            return current == motion
        seen.add(current)
    return False

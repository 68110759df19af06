"""Which rows of the rules rest on a page: what its reader learns about its weight in the answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CitedRow:
    """One row of a rules table that gives a page as its source."""

    kind: str
    """`criterion`, `veto`, `hybrid`, `group`, `default` or `threshold`."""
    name: str
    """The criterion, the motion it bars, or the value."""
    label: str
    """The row's condition in words."""
    url: str | None
    """Address of the row."""
    reading: str
    """What the row reads out of the page."""


def cited_rows(rules: Mapping[str, Any]) -> dict[str, tuple[CitedRow, ...]]:
    """Rows by the id of each page they rest on, in the order of the rules."""
    found: dict[str, list[CitedRow]] = {}
    for row, sources in _rows(rules):
        pages = {source["page"] for source in sources if source.get("kind") == "link" and source.get("page")}
        for page in sorted(pages):
            if row not in found.setdefault(page, []):
                found[page].append(row)
    return {page: tuple(rows) for page, rows in sorted(found.items())}


def _rows(rules: Mapping[str, Any]) -> Iterator[tuple[CitedRow, list[dict[str, Any]]]]:
    for criterion in rules.get("criteria", ()):
        for row in criterion["rows"]:
            yield _row("criterion", criterion["id"], row["label"], criterion["url"], row), row["sources"]
    for kind, name in (("veto", "motion"), ("hybrid", "secondary")):
        for row in rules.get("vetoes" if kind == "veto" else "hybrids", ()):
            yield _row(kind, str(row[name]), row.get("label", ""), row["url"], row), row["sources"]
    for group in rules.get("groups", ()):
        yield _row("group", group["id"], group["label"], group["url"], group), group.get("sources", [])
    for kind in ("default", "threshold"):
        for name, entry in rules.get(f"{kind}s", {}).items():
            yield _row(kind, name, "", entry["url"], entry), entry.get("sources", [])


def _row(kind: str, name: str, label: str, url: str | None, row: Mapping[str, Any]) -> CitedRow:
    address = f"{url}#{row['anchor']}" if url is not None and row.get("anchor") else url
    return CitedRow(kind, name, label, address, row.get("reading", ""))

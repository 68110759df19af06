"""The compiled rules seen from a page: the question it asks, the rows that rest on it, and rules without its pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.links.resolution import Resolver
from kb.reading.document import Document
from kb.reading.names import DocumentId
from kb.rules.emit import rules_version


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the selector."""

    id: str
    prompt: str
    options: tuple[str, ...]
    """What can be answered, in words; empty for a plain number."""
    group: str
    """Empty where the question does not move the ranking."""
    weight: int
    total: int
    shared: int
    """Questions that share the group's weight, this one among them."""


def asked_of(identity: str, rules: Mapping[str, Any]) -> Asked | None:
    """The question whose page this is; None for all other pages."""
    question = next((one for one in rules.get("questions", ()) if one["page"] == identity), None)
    if question is None:
        return None
    group = next((one for one in rules["groups"] if one["id"] == question["group"]), None)
    return Asked(
        id=question["id"],
        prompt=question["prompt"],
        options=tuple(option["label"] for option in question["options"]),
        group=group["label"] if group else "",
        weight=group["weight"] if group else 0,
        total=sum(one["weight"] for one in rules["groups"]),
        shared=sum(one["group"] == question["group"] for one in rules["questions"]) if group else 0,
    )


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


def adapt_rules(
    rules: Mapping[str, Any], documents: Mapping[DocumentId, Document], resolver: Resolver
) -> dict[str, Any]:
    """The same rules with `page` and `url` null where the library has no such page, and without anchors it lacks."""
    adapted = {key: _adapt(value, documents, resolver) for key, value in rules.items() if key != "version"}
    return {**adapted, "version": rules_version(adapted)} if adapted else {}


def _adapt(value: Any, documents: Mapping[DocumentId, Document], resolver: Resolver) -> Any:
    if isinstance(value, list):
        return [_adapt(item, documents, resolver) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: _adapt(item, documents, resolver) for key, item in value.items()}
    page = found.get("page")
    if isinstance(page, str):
        if page not in documents:
            found["page"] = None
            if "url" in found:
                found["url"] = None
        elif isinstance(found.get("url"), str) and "#" in found["url"]:
            address, _, anchor = found["url"].partition("#")
            found["url"] = found["url"] if anchor in resolver.anchors(DocumentId(page)) else address
    return found

"""Our rules on somebody else's pages: what leads to a page that is not there becomes plain text."""

from collections.abc import Mapping
from typing import Any

from kb.links.resolution import Resolver
from kb.reading.document import Document
from kb.rules.emit import rules_version


def adapt_rules(rules: Mapping[str, Any], documents: Mapping[str, Document], resolver: Resolver) -> dict[str, Any]:
    """The same rules with `page` and `url` null where the library has no such page, and without anchors it lacks."""
    adapted = {key: _adapt(value, documents, resolver) for key, value in rules.items() if key != "version"}
    return {**adapted, "version": rules_version(adapted)} if adapted else {}


def _adapt(value: Any, documents: Mapping[str, Document], resolver: Resolver) -> Any:
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
            found["url"] = found["url"] if anchor in resolver.anchors(page) else address
    return found

"""What the one table of keys says in JSON Schemas: that of front matter, and the published keys of the index."""

import json
from collections.abc import Mapping
from typing import Any

from kb.checks.keys import EITHER, KEYS, PUBLISHED, Key, Shape, required_keys
from kb.reading.document import Kind

_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_SHAPES: dict[Shape, dict[str, Any]] = {
    Shape.TEXT: _TEXT,
    Shape.WORD: _TEXT,
    Shape.DATE: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    Shape.NUMBER: {"type": "number"},
    Shape.INTEGER: {"type": "integer", "minimum": 1},
}


def front_matter_schema() -> str:
    """The schema as it is published."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a document",
        "description": "The keys a document of the library may have. `make check` checks the same and more, with line "
        "and column.",
        **_mapping(KEYS),
        "required": [name for name, key in KEYS.items() if set(key.required_for) == set(Kind)],
        "allOf": [_required(kind) for kind in Kind if kind is not Kind.PAGE],
    }
    schema["properties"]["kind"]["default"] = str(Kind.FRAMEWORK)
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _mapping(keys: Mapping[str, Key]) -> dict[str, Any]:
    required = [name for name, key in keys.items() if key.is_required]
    return {
        "type": "object",
        **({"additionalProperties": False} if keys else {}),
        **({"required": required} if required else {}),
        **({"properties": {name: _value(key) for name, key in keys.items()}} if keys else {}),
    }


def _value(key: Key) -> dict[str, Any]:
    about = {"description": key.description} if key.description else {}
    if key.allowed:
        return {"enum": [str(one) for one in key.allowed], **about}
    text = {"type": "string", "pattern": key.pattern} if key.pattern else _TEXT
    if key.shape is Shape.TEXTS:
        least = {} if key.may_be_empty or not key.required_for else {"minItems": 1}
        return {"type": "array", **least, "uniqueItems": True, "items": text, **about}
    if key.shape is Shape.RELATED:
        return {"type": "array", "items": {"anyOf": [_TEXT, _mapping(key.keys)]}, **about}
    if key.shape is Shape.LIST:
        return {"type": "array", "items": _mapping(key.keys), **about}
    if key.shape is Shape.FIELDS:
        return {**_mapping(key.keys), **about}
    return {**(text if key.pattern else _SHAPES[key.shape]), **about}


def _required(kind: Kind) -> dict[str, Any]:
    """What a kind must have; a document that names none is a framework."""
    is_default = kind is Kind.FRAMEWORK
    named = {} if is_default else {"required": ["kind"]}
    either = {"anyOf": [{"required": [name]} for name in EITHER]} if is_default else {}
    return {
        "if": {**named, "properties": {"kind": {"const": str(kind)}}},
        "then": {"required": list(required_keys(kind)), **either},
    }


def index_schema(stored: str) -> str:
    """The schema of the index, with the keys that the table says are published.

    Args:
        stored: the schema as it stands in the repository.
    """
    schema = json.loads(stored)
    entry = schema["properties"]["documents"]["items"]
    for name in PUBLISHED:
        is_list = KEYS[name].shape is Shape.TEXTS
        value = {"type": "array", "items": {"type": "string"}} if is_list else {"type": "string"}
        entry["properties"][name] = {"anyOf": [value, {"type": "null"}]}
    entry["required"] = sorted({*entry["required"], *PUBLISHED})
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"

"""JSON Schema and JSDoc types, generated from what is declared as a TypedDict: a result, and the rules."""

import types
from textwrap import wrap
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Required,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from calculator.rules import shape
from calculator.rules.typed_json import Bounds
from kb.published import result

_PLAIN = {str: "string", int: "integer", bool: "boolean", type(None): "null"}


def result_schema() -> dict[str, Any]:
    """The JSON Schema of what `calculator.answer` returns."""
    return _schema("result", "Result of the motion selector", "What calculator.answer returns.", result.PUBLISHED)


def rules_schema() -> dict[str, Any]:
    """The JSON Schema of rules.json."""
    return _schema("rules", "Rules of the motion selector", "What calculator.answer ranks by.", (shape.RuleBase,))


def _schema(name: str, title: str, about: str, roots: tuple[Any, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    shapes = [_schema_of(root, found) for root in roots]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"schema/{name}.schema.json",
        "title": title,
        "description": about,
        **({"oneOf": shapes} if len(shapes) > 1 else shapes[0]),
        "$defs": dict(sorted(found.items())),
    }


def _schema_of(hint: Any, found: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        inner = _schema_of(arguments[0], found)
        for about in arguments[1:]:
            if isinstance(about, Bounds):
                inner |= _limits(inner, about)
            elif isinstance(about, str):
                inner |= {"description": about}
        return inner
    if origin in (NotRequired, Required):
        return _schema_of(arguments[0], found)
    if origin in (Union, types.UnionType):
        if float in arguments:
            arguments = tuple(one for one in arguments if one is not int)
        parts = [_schema_of(one, found) for one in arguments]
        if all(set(part) == {"type"} for part in parts):
            return {"type": [part["type"] for part in parts]}
        return {"anyOf": parts}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is list:
        return {"type": "array", "items": _schema_of(arguments[0], found)}
    if origin is tuple:
        parts = [_schema_of(one, found) for one in arguments]
        return {"type": "array", "prefixItems": parts, "items": False, "minItems": len(parts)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema_of(arguments[1], found)}
    if is_typeddict(hint):
        _add_definition(hint, found)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if hint is float:
        return {"type": "number"}
    return {"type": _PLAIN[hint]} if hint in _PLAIN else {}


def _limits(schema: dict[str, Any], bounds: Bounds) -> dict[str, int]:
    low, high = ("minItems", "maxItems") if schema.get("type") == "array" else ("minimum", "maximum")
    return {low: bounds.low, high: bounds.high}


def _add_definition(hint: Any, found: dict[str, Any]) -> None:
    if hint.__name__ in found:
        return
    found[hint.__name__] = {}
    keys = get_type_hints(hint, include_extras=True)
    about = " ".join((hint.__doc__ or "").split())
    found[hint.__name__] = {
        **({"description": about} if about else {}),
        "type": "object",
        "properties": {key: _schema_of(value, found) for key, value in keys.items()},
        "required": sorted(hint.__required_keys__),
        "additionalProperties": False,
    }


WIDTH = 118
HEADER = """/**
 * The shapes of a result, generated from hooks/kb/published/result.py (`pytest tests/kb/published/test_typed_schema.py
 * --rewrite-golden`). Types only: nothing here runs.
 *
"""


def result_types() -> str:
    """The same as a module of JSDoc types."""
    found: dict[str, Any] = {}
    for root in result.PUBLISHED:
        _schema_of(root, found)
    lines = []
    for name in sorted(found):
        hint = getattr(result, name, None) or getattr(shape, name)
        about = " ".join((hint.__doc__ or "").split())
        lines += _lines(f"@typedef {{object}} {name}", about)
        for key, value in get_type_hints(hint, include_extras=True).items():
            text, words = _type_of(value)
            label = key if key in hint.__required_keys__ else f"[{key}]"
            lines += _lines(f"@property {{{text}}} {label}", words)
        lines.append(" *")
    return HEADER + "\n".join(lines[:-1]) + "\n */\n\nexport {};\n"


def _lines(tag: str, about: str) -> list[str]:
    """A tag with its description, in lines of at most `WIDTH` characters."""
    text = f"{tag}  {about}" if about else tag
    return wrap(text, WIDTH, initial_indent=" * ", subsequent_indent=" *   ", break_long_words=False)


def _type_of(hint: Any) -> tuple[str, str]:
    """A type as TypeScript writes it, and its description."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _type_of(arguments[0])[0], arguments[1]
    if origin in (NotRequired, Required):
        return _type_of(arguments[0])
    if origin in (Union, types.UnionType):
        return " | ".join(dict.fromkeys(_type_of(one)[0] for one in arguments)), ""
    if origin is Literal:
        return " | ".join(f'"{one}"' if isinstance(one, str) else str(one) for one in arguments), ""
    if origin is list:
        inner = _type_of(arguments[0])[0]
        return f"({inner})[]" if "|" in inner else f"{inner}[]", ""
    if origin is tuple:
        return f"[{', '.join(_type_of(one)[0] for one in arguments)}]", ""
    if origin is dict:
        return f"Record<string, {_type_of(arguments[1])[0]}>", ""
    if is_typeddict(hint):
        return str(hint.__name__), ""
    plain = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}
    return plain.get(hint, "unknown"), ""

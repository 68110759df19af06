"""Whether a JSON value has a declared shape, and where it has not."""

import types
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from calculator.errors import shorten

type Fault = tuple[str, Any, str, tuple[str, ...]]
"""Where below the value, such as `[3].prior`; what was found there; what is wrong; what would be accepted."""
type Check = Callable[[Any], Iterable[Fault]]
type Mention = tuple[str, str, str]
"""Where below the value a name stands, what it names, and the name."""
type Finder = Callable[[Any], Iterable[Mention]]

_TYPES = {str: (str,), bool: (bool,), int: (int,), float: (int, float, Fraction), type(None): (type(None),)}
_NAMES = {str: "a text", bool: "true or false", int: "a whole number", float: "a number", type(None): "null"}


class Bounds(NamedTuple):
    """Least and greatest value of a number, or length of a list."""

    low: int
    high: int


class Names(NamedTuple):
    """A text that is the id of an entry."""

    what: str
    """Such as motion."""


@cache
def checker(hint: Any) -> Check:
    """What finds the faults of a value.

    Args:
        hint: text, number, truth value or null; a list, a dictionary by text, a TypedDict; a union of these, in which
            several TypedDicts are told apart by their `kind`.
    """
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is NotRequired:
        return checker(arguments[0])
    if origin is Annotated:
        bounds = next((one for one in arguments[1:] if isinstance(one, Bounds)), None)
        return _bounded(checker(arguments[0]), bounds) if bounds else checker(arguments[0])
    if origin in (Union, types.UnionType):
        return _one_of(arguments)
    if origin is Literal:
        return _literal(arguments)
    if origin is list:
        return _list_of(checker(arguments[0]))
    if origin is dict:
        return _dict_of(checker(arguments[1]))
    return _object(hint) if is_typeddict(hint) else _plain((hint,))


def _plain(hints: tuple[type, ...]) -> Check:
    allowed = {each for hint in hints for each in _TYPES[hint]}
    message = f"must be {_either(_NAMES[hint] for hint in hints if not (hint is int and float in hints))}"
    return lambda value: () if type(value) in allowed else [("", value, message, ())]


def _literal(allowed: tuple[Any, ...]) -> Check:
    words = tuple(map(str, allowed))
    message = f"must be {_either(words)}"
    return lambda value: (
        () if any(type(value) is type(one) and value == one for one in allowed) else [("", value, message, words)]
    )


def _bounded(check: Check, bounds: Bounds) -> Check:
    def find(value: Any) -> Iterable[Fault]:
        if type(value) is list and not bounds.low <= len(value) <= bounds.high:
            return [("", len(value), f"must have {bounds.low} to {bounds.high} entries, and has {len(value)}", ())]
        if type(value) is int and not bounds.low <= value <= bounds.high:
            return [("", value, f"must lie between {bounds.low} and {bounds.high}", ())]
        return check(value)

    return find


def _list_of(check: Check) -> Check:
    def find(value: Any) -> Iterable[Fault]:
        if type(value) is not list:
            return [("", value, "must be a list", ())]
        return [(f"[{i}]{place}", *rest) for i, one in enumerate(value) for place, *rest in check(one)]

    return find


def _dict_of(check: Check) -> Check:
    def find(value: Any) -> Iterable[Fault]:
        if type(value) is not dict:
            return [("", value, "must be an object", ())]
        return [(f".{shorten(key)}{place}", *rest) for key, one in value.items() for place, *rest in check(one)]

    return find


def _object(declared: Any) -> Check:
    checks = {key: checker(hint) for key, hint in get_type_hints(declared, include_extras=True).items()}
    required = declared.__required_keys__

    def find(value: Any) -> Iterable[Fault]:
        if type(value) is not dict:
            return [("", value, "must be an object", ())]
        faults: list[Fault] = [(f".{key}", None, "is missing", ()) for key in sorted(required - value.keys())]
        for key, one in value.items():
            if key not in checks:
                faults.append((f".{shorten(key)}", None, "is no key that is read", tuple(checks)))
            else:
                faults += [(f".{key}{place}", *rest) for place, *rest in checks[key](one)]
        return faults

    return find


def _one_of(hints: tuple[Any, ...]) -> Check:
    hints = tuple(get_args(hint)[0] if _named_by(hint) else hint for hint in hints)
    plain = tuple(hint for hint in hints if hint in _TYPES)
    others = [hint for hint in hints if hint not in _TYPES]
    if not others:
        return _plain(plain)
    if len(others) > 1:
        by_kind = {get_args(get_type_hints(one)["kind"])[0]: checker(one) for one in others}
        return lambda value: _of_kind(value, by_kind)
    check = checker(others[0])
    return lambda value: () if type(value) in plain else check(value)


def _of_kind(value: Any, by_kind: dict[str, Check]) -> Iterable[Fault]:
    if type(value) is not dict:
        return [("", value, "must be an object", ())]
    kind = value.get("kind")
    if not isinstance(kind, str) or kind not in by_kind:
        return [(".kind", kind, f"must be {_either(by_kind)}", tuple(by_kind))]
    return by_kind[kind](value)


def _either(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def _nothing(_value: Any) -> Iterable[Mention]:
    return ()


@cache
def mentions(hint: Any) -> Finder:
    """What finds the names (`Names`) in a value that has the declared shape."""
    origin, arguments = get_origin(hint), get_args(hint)
    if what := _named_by(hint):
        return lambda value: [("", what, value)]
    if origin in (NotRequired, Annotated):
        return mentions(arguments[0])
    if origin in (Union, types.UnionType):
        inside = next((one for one in map(mentions, arguments) if one is not _nothing), _nothing)
        return inside if inside is _nothing else lambda value: () if value is None else inside(value)
    if origin is list:
        return _in_list(mentions(arguments[0]))
    if origin is dict:
        return _in_dict(mentions(arguments[0]), mentions(arguments[1]))
    return _in_object(hint) if is_typeddict(hint) else _nothing


def _named_by(hint: Any) -> str:
    """What a text of this type names; empty where it is not a name."""
    return next((one.what for one in getattr(hint, "__metadata__", ()) if isinstance(one, Names)), "")


def _in_list(inside: Finder) -> Finder:
    if inside is _nothing:
        return _nothing
    return lambda value: [
        (f"[{i}]{place}", what, name) for i, one in enumerate(value) for place, what, name in inside(one)
    ]


def _in_dict(of_key: Finder, of_value: Finder) -> Finder:
    if of_key is of_value is _nothing:
        return _nothing
    return lambda value: [
        (f".{shorten(key)}{place}", what, name)
        for key, one in value.items()
        for place, what, name in (*of_key(key), *of_value(one))
    ]


def _in_object(declared: Any) -> Finder:
    finders = {key: mentions(hint) for key, hint in get_type_hints(declared, include_extras=True).items()}
    naming = {key: finder for key, finder in finders.items() if finder is not _nothing}
    if not naming:
        return _nothing
    return lambda value: [
        (f".{key}{place}", what, name)
        for key, finder in naming.items()
        if key in value
        for place, what, name in finder(value[key])
    ]

"""How values change between Python and JavaScript where signatures say it: the page has none that do."""

from typing import Any

default_signature = no_default = type_converter = None


class Default:
    """As it comes."""


Deep = Json = BindClass = Default


def get_attr_sig(signature: Any, attribute: str) -> tuple[bool, None]:
    """None."""
    return False, None


def func_to_sig(function: Any) -> None:
    """None."""


bind_class_sig = func_to_sig

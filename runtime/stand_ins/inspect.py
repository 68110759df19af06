"""What data classes and Pyodide ask of the standard library's module, which brings forty others along."""


def signature(something: object, **_: object) -> str:
    """None is kept: a data class without one does without that part of its docstring."""
    raise ValueError("signatures are not kept in the snapshot")


def get_annotations(cls: type) -> dict[str, object]:
    """The annotations that a class itself has."""
    found: dict[str, object] = vars(cls).get("__annotations__", {})
    return found


def iscoroutinefunction(_: object) -> bool:
    """No function that the page could pass to JavaScript is one."""
    return False


isgeneratorfunction = isasyncgenfunction = iscoroutinefunction

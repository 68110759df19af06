"""Documentation of functions written in C."""


def get_cmeth_docstring(_: object) -> str:
    """None: nobody reads it in the page."""
    return ""

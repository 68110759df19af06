"""What Pyodide's C code and scripts ask Python for while they start, and nothing that they could ask for later.

The modules of that name also run source, parse it, import JavaScript and wrap functions for it, with the standard
library's modules for all that. The page calls one function with texts.
"""

from . import _base, _importhook

__all__ = ["_base", "_importhook"]


def set_excepthook() -> None:
    """Have errors told as tracebacks; Pyodide gives them to the page in this form."""
    import sys
    import traceback

    sys.excepthook = traceback.print_exception

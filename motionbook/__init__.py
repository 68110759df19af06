"""Motionbook's commands: set up, serve, build, check, init, new, rank, sweep, backtest."""

import sys
from pathlib import Path

__version__ = "0.1.0"

if sys.version_info < (3, 13):  # noqa: UP036  (a newer syntax below would end in a traceback)
    raise SystemExit(
        "motionbook: Python 3.13 is needed and "
        + sys.version.split()[0]
        + " ran; the browser's Python is the same minor version, so that both give the same result; "
        "run it with python3.13, or let `uvx motionbook` fetch that"
    )

# The wheel holds inside this package what a checkout holds beside it.
_inside = Path(__file__).resolve().parent / "checkout"
_root = _inside if _inside.is_dir() else _inside.parent.parent
if str(_root / "hooks") not in sys.path:
    sys.path.insert(0, str(_root / "hooks"))

import installation  # noqa: E402, F401  (found by the path above; puts the other folders on it)

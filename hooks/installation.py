"""Where Motionbook's own folders stand, and the one way in which they become importable.

First of the hooks and first import of the commands. In a checkout the root is the checkout. In the wheel it is a folder
inside the package that holds what a checkout holds, so that no import name of ours but `motionbook`, `calculator` and
`kb` lands in the environment. Imports nothing of ours: what follows could not be found yet.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""Holds mkdocs.yml, hooks, runtime, backtest, site_overrides and our library."""
OWN_LIBRARY = ROOT / "frameworks"
"""Our pages, whose rules rank for every library that has none."""

for _folder in (str(ROOT), str(ROOT / "hooks")):
    if _folder not in sys.path:
        sys.path.insert(0, _folder)

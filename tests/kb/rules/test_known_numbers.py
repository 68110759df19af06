"""The names that the checks accept are those that the calculator looks up."""

import re
from pathlib import Path

from calculator.market.economics import DEFAULTS
from kb.rules.declarations import THRESHOLDS


def looked_up(root: Path, pattern: str) -> set[str]:
    """The names that the calculator asks a table for."""
    texts = [path.read_text(encoding="utf-8") for path in (root / "calculator").rglob("*.py")]
    return {name for text in texts for name in re.findall(pattern, text)}


def test_thresholds_are_those_of_the_calculator(root: Path) -> None:
    assert set(THRESHOLDS) >= looked_up(root, r'thresholds\.get\("(\w+)"\)') > set()


def test_defaults_are_those_of_the_calculator(root: Path) -> None:
    names = looked_up(root, r'inputs\.get\("(\w+)"\)')
    assert set(DEFAULTS) == names - {"target_payback_months_sales_led"}

"""What is only ours stands in the library: code names no motion and no question of it, but where listed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kb.libraries import OWN, catalogue_of

pytestmark = pytest.mark.ours


PYTHON = ("calculator", "hooks", "runtime", "backtest", "motionbook")
PAGE = ("site_overrides",)
NAMING = {
    "backtest/go_to_market.py": "rules of thumb about our questions, and what was measured question by question",
    "calculator/market/economics.py": "the market part, which a rule base asks for, reads answers by name",
    "calculator/market/readiness.py": "the market part",
    "calculator/market/transition.py": "the market part",
    "site_overrides/assets/charts/figures/contract_value.mjs": "a figure of the market part",
    "site_overrides/assets/charts/figures/payback.mjs": "a figure of the market part",
}
"""Files that name our ids, each with its reason; one that names none any more leaves the list."""


def ids_of_our_library() -> frozenset[str]:
    """Ids of motions and questions that are no plain word of the language."""
    rules = catalogue_of(OWN).rules
    ids = {one["id"] for part in ("motions", "questions") for one in rules[part]}
    return frozenset(name for name in ids if re.search(r"[-_]", name))


def texts_in(path: Path) -> Iterator[str]:
    """Every text that a file holds as a value; not its comments, its docstrings and its sentences."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from (
            n.value for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Constant) and isinstance(n.value, str)
        )
    else:
        yield from re.findall(r"[\"'`]([\w-]+)[\"'`]", text)
        yield from re.findall(r"--(?:motion|dash|mark)-([a-z][\w-]*)", text)
        yield from re.findall(r"\.([a-z_]+)\b", text)


def names_in(path: Path, ids: frozenset[str]) -> set[str]:
    """Our ids that a file names."""
    return ids & set(texts_in(path))


def test_only_the_listed_files_name_our_motions_and_questions(root: Path) -> None:
    ids = ids_of_our_library()
    assert {"sales-led", "acv_usd"} <= ids
    files = [path for folder in PYTHON for path in (root / folder).rglob("*.py")]
    files += [p for folder in PAGE for p in (root / folder).rglob("*") if p.suffix in (".mjs", ".css", ".html")]
    found = {path.relative_to(root).as_posix(): names for path in files if (names := names_in(path, ids))}
    assert {name: sorted(names) for name, names in found.items() if name not in NAMING} == {}
    assert sorted(set(NAMING) - set(found)) == [], "these name none any more; take them off the list"


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.py", 'x = {"sales-led": 1}', {"sales-led"}),
        ("a.py", '"""Such as `sales-led`."""\nx = "write an id such as `sales-led`"  # sales-led', set()),
        ("a.mjs", 'const q = "acv_usd";', {"acv_usd"}),
        ("a.css", "a { color: var(--motion-sales-led); }", {"sales-led"}),
        ("a.mjs", "// such as acv_usd\nanswers.acv_usd", {"acv_usd"}),
    ],
)
def test_what_counts_as_naming(tmp_path: Path, name: str, text: str, found: set[str]) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert names_in(tmp_path / name, frozenset({"sales-led", "acv_usd"})) == found

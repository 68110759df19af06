"""The published data: shapes, and the same bytes whatever the order of files and the seed of hashes."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kb.checks.keys import guide_table
from kb.library.catalogue import Catalogue, build_catalogue
from kb.library.files import read_library
from kb.published.export import cases_json, graph_json, index_json, listings_json, rules_json
from kb.published.front_matter_schema import front_matter_schema, index_schema
from kb.published.json_values import plain_value
from kb.published.report import report_json
from kb.reading.frontmatter import read_front_matter, read_yaml
from kb.sources.registry import FIELDS as SOURCE_FIELDS
from kb.sources.registry import SourceKind
from tests.kb.libraries import GOLDEN, OWN, ROOT, catalogue_of

SCHEMAS = Path(sys.modules["kb.published.export"].__file__ or "").parent / "schema"
WRITERS: dict[str, Callable[[Catalogue], str]] = {
    "index": index_json,
    "graph": graph_json,
    "report": report_json,
    "listings": listings_json,
    "cases": cases_json,
}


def schema(name: str) -> dict[str, Any]:
    found = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(found)
    return found


@pytest.mark.ours
def test_what_is_made_of_the_table_of_keys_is_not_stale(root: Path, request: pytest.FixtureRequest) -> None:
    """Two schemas, and the table in the author guide; `--rewrite-golden` writes all of them anew.

    It stands first, so that one run with that option has what the tests below hold the data against.
    """
    stored, index = (root / f"hooks/kb/published/schema/{name}.schema.json" for name in ("front-matter", "index"))
    guide = root / "frameworks/about/writing-a-framework.md"
    text = guide.read_text(encoding="utf-8")
    table = re.search(r"\| Key \| What to write \|\n(?:\|.*\n)+", text)
    assert table is not None
    if request.config.getoption("--rewrite-golden"):
        stored.write_text(front_matter_schema(), encoding="utf-8")
        index.write_text(index_schema(index.read_text(encoding="utf-8")), encoding="utf-8")
        guide.write_text(text.replace(table[0], guide_table() + "\n"), encoding="utf-8")
    assert stored.read_text(encoding="utf-8") == front_matter_schema()
    assert index.read_text(encoding="utf-8") == index_schema(index.read_text(encoding="utf-8"))
    assert guide_table() + "\n" in guide.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", WRITERS)
def test_published_data_follow_their_schemas(name: str) -> None:
    validator = Draft202012Validator(schema(name))
    for library in (*GOLDEN, OWN):
        validator.validate(json.loads(WRITERS[name](catalogue_of(library))))


def test_the_samples_data_follow_their_schemas(sample_library: Path) -> None:
    catalogue = catalogue_of(sample_library, foreign=True)
    for name, write in WRITERS.items():
        Draft202012Validator(schema(name)).validate(json.loads(write(catalogue)))


@pytest.mark.ours
def test_our_own_library_follows_the_schemas_of_what_authors_write(root: Path) -> None:
    validator = Draft202012Validator(schema("front-matter"))
    for path in sorted((root / "frameworks").rglob("*.md")):
        meta, _, _ = read_front_matter(path.read_text(encoding="utf-8"), path.name)
        if meta is not None:
            validator.validate(plain_value(meta))
    for name in ("sources", "tags"):
        node, _ = read_yaml((root / "frameworks" / f"{name}.yml").read_text(encoding="utf-8"), name)
        assert node is not None
        Draft202012Validator(schema(name)).validate(plain_value(node))


def test_the_schema_of_sources_and_their_reader_know_the_same_keys() -> None:
    sources = schema("sources")
    assert set(sources["additionalProperties"]["properties"]) == set(SOURCE_FIELDS)
    assert sources["additionalProperties"]["properties"]["kind"]["enum"] == list(SourceKind)


def everything(catalogue: Catalogue) -> str:
    return "".join(write(catalogue) for write in (*WRITERS.values(), rules_json))


@settings(max_examples=4)
@given(st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(shuffler: random.Random) -> None:
    for library in GOLDEN:
        files = list(read_library(library).items())
        expected = everything(catalogue_of(library))
        shuffler.shuffle(files)
        assert everything(build_catalogue(dict(files))) == expected


def test_the_seed_of_hashes_does_not_matter(tmp_path: Path) -> None:
    library = shutil.copytree(OWN, tmp_path / "library")
    code = (
        "import pathlib, sys\n"
        "from tests.kb.libraries import catalogue_of\n"
        "from tests.kb.published.test_export import everything\n"
        "sys.stdout.buffer.write(everything(catalogue_of(pathlib.Path(sys.argv[1]))).encode())\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, str(library)],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONHASHSEED": "4242" if os.environ.get("PYTHONHASHSEED") != "4242" else "1",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "hooks")]),
        },
        capture_output=True,
        check=True,
    )
    assert result.stdout.decode() == everything(catalogue_of(library))

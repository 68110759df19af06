"""Rules read before anybody asks: the same answers, from memory where the rules are those, computed where not."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from calculator import Calculator
from runtime.ahead import can_read_ahead, key_of_rules, read_ahead, with_rules
from runtime.build import build_runtime
from runtime.node import find_node
from tests.browser.test_parity import random_requests
from tests.runtime.starting import run_python

ANSWERING = """
const [own, other] = [given.rules, given.others].map((rules) => {
  const answering = calculator.calculator_for(rules);
  const isPrepared = answering._samplers !== undefined;
  return { isPrepared, answers: given.requests.map((request) => answering.answer(request)) };
});
console.log(JSON.stringify([own, other]));
"""


@pytest.fixture(scope="module")
def texts(root: Path) -> tuple[str, str]:
    names = ("rules_codebook.json", "rules_toy.json")
    one, other = ((root / "tests" / "calculator" / name).read_text(encoding="utf-8") for name in names)
    return one, other


@pytest.fixture(scope="module")
def packed(root: Path, texts: tuple[str, str]) -> bytes:
    return read_ahead(root, find_node(root), texts[0])


def start(root: Path, folder: Path, texts: tuple[str, str], *layers: bytes) -> tuple[list[str], Any]:
    files = {asset.url: asset.path for asset in build_runtime(root, find_node(root)).files}
    requests = random_requests(json.loads(texts[0]), 12, "full", 5)
    requests.append(json.dumps({"schema": 1, "answers": {}, "seed": 9}))
    given = {"rules": texts[0], "others": texts[1], "requests": requests}
    return requests, run_python(root, files, folder, ANSWERING, given, *layers)


def test_answers_are_cpythons_with_rules_in_memory_and_without(
    root: Path, tmp_path: Path, texts: tuple[str, str], packed: bytes
) -> None:
    requests, ahead = start(root, tmp_path, texts, packed)
    assert [each["isPrepared"] for each in ahead] == [True, False]
    for rules, found in zip(texts, ahead, strict=True):
        calculator = Calculator(rules)
        assert found["answers"] == [calculator.answer(request) for request in requests]
    _, behind = start(root, tmp_path, texts)
    assert behind == [{**each, "isPrepared": False} for each in ahead]


def test_the_same_rules_give_the_same_bytes(root: Path, texts: tuple[str, str], packed: bytes) -> None:
    assert can_read_ahead(root)
    assert read_ahead(root, find_node(root), texts[0]) == packed
    assert key_of_rules(root, texts[0]) == key_of_rules(root, texts[0]) != key_of_rules(root, texts[1])


def test_rules_that_cannot_be_read_change_next_to_nothing(root: Path, packed: bytes) -> None:
    assert len(read_ahead(root, find_node(root), '{"schema": 99}')) < 0.2 * len(packed)


def test_the_manifest_names_it_with_its_sizes_and_hash(root: Path, packed: bytes) -> None:
    manifest = json.loads(with_rules(root, find_node(root), "rules-1.bin.gz", packed))
    assert manifest["files"].pop("rules") == {
        "url": "rules-1.bin.gz",
        "bytes": len(packed),
        "raw_bytes": len(gzip.decompress(packed)),
        "sha256": hashlib.sha256(packed).hexdigest(),
    }
    assert manifest == build_runtime(root, find_node(root)).manifest

"""Modules of WebAssembly read and rewritten."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.wasm import (
    CODE_SECTION,
    EXPORT_SECTION,
    FUNCTION,
    GLOBAL,
    MEMORY,
    PAGE,
    TABLE,
    TAG,
    TRAP,
    Import,
    join_bodies,
    keep_bodies,
    keep_exports,
    largest_segment,
    leb,
    memory_limits,
    read_imports,
    read_leb,
    rewrite,
    sections,
    split_bodies,
)

BEGINNING = b"\0asm\1\0\0\0"
IMPORTS = {
    Import(FUNCTION, "env", "f"): b"\x00\x05",
    Import(TABLE, "env", "t", (1, 256)): b"\x01\x70\x01\x01\x80\x02",
    Import(GLOBAL, "env", "g"): b"\x03\x7f\x01",
    Import(TAG, "env", "e"): b"\x04\x00\x03",
    Import(MEMORY, "env", "m", (320, 65536)): b"\x02\x01\xc0\x02\x80\x80\x04",
}


def module(parts: Mapping[int, bytes]) -> bytes:
    return BEGINNING + b"".join(bytes([number]) + leb(len(content)) + content for number, content in parts.items())


def named(text: str) -> bytes:
    return leb(len(text)) + text.encode()


def importing(*names: Import) -> bytes:
    kinds = {each.kind: entry for each, entry in IMPORTS.items()}
    entries = [named(each.source) + named(each.name) + kinds[each.kind] for each in names]
    return module({1: b"\0", 2: leb(len(entries)) + b"".join(entries)})


@given(st.integers(0, 2**32))
def test_leb_numbers_read_back(value: int) -> None:
    assert read_leb(b"\xff" + leb(value), 1) == (value, 1 + len(leb(value)))


def test_imports_of_every_kind_are_read() -> None:
    assert list(read_imports(importing(*IMPORTS))) == list(IMPORTS)
    assert memory_limits(importing(*IMPORTS)) == (320 * PAGE, 65536 * PAGE)
    assert memory_limits(importing(Import(FUNCTION, "env", "f"))) == memory_limits(BEGINNING) == (0, 0)


def test_a_module_without_data_has_no_segment() -> None:
    assert largest_segment(BEGINNING) == (0, 0)


def test_exports_keep_their_numbers() -> None:
    entries = [b"\x01a\x00\x07", b"\x02bc\x03\x80\x01", b"\x01d\x02\x00"]
    content = leb(3) + b"".join(entries)
    assert keep_exports({"bc", "d", "other"})(content) == leb(2) + entries[1] + entries[2]
    assert keep_exports(())(content) == leb(0)


@given(st.lists(st.binary(max_size=300), max_size=20), st.sets(st.integers(0, 20)))
def test_bodies_keep_their_places(bodies: list[bytes], called: set[int]) -> None:
    kept = list(split_bodies(keep_bodies(called)(join_bodies(bodies))))
    assert kept == [body if number in called else TRAP for number, body in enumerate(bodies)]


def test_what_is_not_rewritten_stays_as_it_is(root: Path) -> None:
    pyodide = (root / "node_modules/pyodide/pyodide.asm.wasm").read_bytes()
    assert rewrite(pyodide, {}) == pyodide
    (bodies,) = (pyodide[start:end] for number, start, end in sections(pyodide) if number == CODE_SECTION)
    assert join_bodies(list(split_bodies(bodies))) == bodies
    small = module({EXPORT_SECTION: b"\0", CODE_SECTION: b"\0"})
    assert rewrite(small, {EXPORT_SECTION: lambda content: content + b"x"}) == module(
        {EXPORT_SECTION: b"\0x", CODE_SECTION: b"\0"}
    )


@pytest.mark.parametrize("length", [0, 1, 127, 128, 20_000])
def test_sections_of_any_length(length: int) -> None:
    assert [(number, end - start) for number, start, end in sections(module({1: bytes(length), 3: b""}))] == [
        (1, length),
        (3, 0),
    ]

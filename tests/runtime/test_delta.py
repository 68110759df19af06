"""The snapshot without the runtime's static data: found, taken out, put back."""

import random

from hypothesis import given
from hypothesis import strategies as st

from runtime.delta import (
    BLOCK,
    NOTHING_SHARED,
    PROBE,
    REGION,
    StaticData,
    find_runs,
    find_static_data,
    lay_runs,
    memory_before,
)
from runtime.wasm import leb


def module(segment: bytes) -> bytes:
    """A module with a custom section and one active data segment at `global.get 0`, as Pyodide's is."""
    data = leb(1) + leb(0) + b"\x23" + leb(0) + b"\x0b" + leb(len(segment)) + segment
    return b"\x00asm\x01\x00\x00\x00" + b"\x00" + leb(3) + b"\x02hi" + b"\x0b" + leb(len(data)) + data


SEGMENT = b"".join(number.to_bytes(4, "big") for number in range(1000, 3000))


def test_the_segment_is_found_in_a_snapshot_that_changed_a_little() -> None:
    wasm = module(SEGMENT)
    memory = bytearray(SEGMENT)
    memory[4000:4010] = b"0123456789"
    snapshot = b"head" * 50 + bytes(memory) + b"heap" * 50
    static = find_static_data(wasm, snapshot)
    assert static == StaticData(len(wasm) - len(SEGMENT), 200, len(SEGMENT))
    before = memory_before(len(snapshot), wasm, static)
    assert before == bytes(200) + SEGMENT + bytes(200)
    runs = find_runs(before, snapshot)
    assert len(runs) < 800
    assert lay_runs(before, runs) == snapshot


def test_a_snapshot_of_another_runtime_shares_nothing_but_zeros() -> None:
    wasm = module(SEGMENT)
    alien = bytes(len(SEGMENT)) + SEGMENT[: len(SEGMENT) // 8 + PROBE] + bytes(len(SEGMENT))
    assert find_static_data(wasm, alien) == NOTHING_SHARED
    assert find_static_data(wasm, bytes(20_000)) == NOTHING_SHARED
    assert memory_before(len(alien), wasm, NOTHING_SHARED) == bytes(len(alien))


@given(
    st.integers(),
    st.lists(st.tuples(st.integers(0, 2 * REGION), st.binary(min_size=1, max_size=3 * BLOCK)), max_size=5),
)
def test_a_memory_is_whole_again(seed: int, written: list[tuple[int, bytes]]) -> None:
    before = random.Random(seed).randbytes(2 * REGION + 100)
    memory = bytearray(before)
    for place, data in written:
        memory[place : place + len(data)] = data[: len(memory) - place]
    runs = find_runs(before, bytes(memory))
    assert lay_runs(before, runs) == memory
    assert len(runs) <= 4 + 8 * 5 + BLOCK * sum(2 + len(data) // BLOCK for _, data in written)


def test_neighbouring_blocks_are_one_run() -> None:
    before = bytes(4 * BLOCK + 1)
    after = bytes(BLOCK) + b"a" * (2 * BLOCK) + bytes(BLOCK) + b"b"
    head = b"".join(number.to_bytes(4, "little") for number in (2, BLOCK, 2 * BLOCK, 4 * BLOCK, 1))
    assert find_runs(before, after) == head + b"a" * (2 * BLOCK) + b"b"
    assert find_runs(after, after) == bytes(4)


def test_a_run_goes_on_over_the_end_of_a_region() -> None:
    before, after = bytes(2 * REGION), bytes(REGION - BLOCK) + b"a" * (2 * BLOCK) + bytes(REGION - BLOCK)
    head = b"".join(number.to_bytes(4, "little") for number in (1, REGION - BLOCK, 2 * BLOCK))
    assert find_runs(before, after) == head + b"a" * (2 * BLOCK)

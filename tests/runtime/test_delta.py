"""The snapshot without the runtime's static data: found, taken out, put back."""

from hypothesis import given
from hypothesis import strategies as st

from runtime.delta import (
    BLOCK,
    NOTHING_SHARED,
    PROBE,
    StaticData,
    find_static_data,
    largest_segment,
    read_leb,
    with_zeros,
    without_zeros,
    xor,
)


def leb(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def module(segment: bytes) -> bytes:
    """A module with a custom section and one active data segment at `global.get 0`, as Pyodide's is."""
    data = leb(1) + leb(0) + b"\x23" + leb(0) + b"\x0b" + leb(len(segment)) + segment
    return b"\x00asm\x01\x00\x00\x00" + b"\x00" + leb(3) + b"\x02hi" + b"\x0b" + leb(len(data)) + data


SEGMENT = b"".join(number.to_bytes(4, "big") for number in range(1000, 3000))


@given(st.integers(0, 2**32))
def test_leb_numbers_read_back(value: int) -> None:
    assert read_leb(b"\xff" + leb(value), 1) == (value, 1 + len(leb(value)))


def test_the_segment_is_found_in_a_snapshot_that_changed_a_little() -> None:
    wasm = module(SEGMENT)
    memory = bytearray(SEGMENT)
    memory[4000:4010] = b"0123456789"
    snapshot = b"head" * 50 + bytes(memory) + b"heap" * 50
    static = find_static_data(wasm, snapshot)
    assert static == StaticData(len(wasm) - len(SEGMENT), 200, len(SEGMENT))
    packed = xor(snapshot, wasm, static)
    assert packed[200:4200] == bytes(4000)
    assert xor(packed, wasm, static) == snapshot


def test_a_snapshot_of_another_runtime_is_stored_as_it_is() -> None:
    wasm = module(SEGMENT)
    alien = bytes(len(SEGMENT)) + SEGMENT[: len(SEGMENT) // 8 + PROBE] + bytes(len(SEGMENT))
    assert find_static_data(wasm, alien) == NOTHING_SHARED
    assert find_static_data(wasm, bytes(20_000)) == NOTHING_SHARED
    assert xor(alien, wasm, NOTHING_SHARED) == alien


def test_a_module_without_data_has_no_segment() -> None:
    assert largest_segment(b"\x00asm\x01\x00\x00\x00") == (0, 0)


@given(st.lists(st.tuples(st.integers(0, 20 * BLOCK), st.binary(min_size=1, max_size=3 * BLOCK)), max_size=5))
def test_a_memory_without_its_zeros_is_whole_again(written: list[tuple[int, bytes]]) -> None:
    memory = bytearray(20 * BLOCK + 100)
    for place, data in written:
        memory[place : place + len(data)] = data[: len(memory) - place]
    runs = without_zeros(bytes(memory))
    assert with_zeros(runs, len(memory)) == memory
    assert len(runs) <= 4 + 8 * 11 + BLOCK * sum(2 + len(data) // BLOCK for _, data in written)


def test_neighbouring_blocks_are_one_run() -> None:
    memory = bytes(BLOCK) + b"a" * (2 * BLOCK) + bytes(BLOCK) + b"b"
    head = b"".join(number.to_bytes(4, "little") for number in (2, BLOCK, 2 * BLOCK, 4 * BLOCK, 1))
    assert without_zeros(memory) == head + b"a" * (2 * BLOCK) + b"b"
    assert without_zeros(bytes(3 * BLOCK)) == bytes(4)

"""Leave out of the snapshot what the page downloads anyway, the interpreter's static data, and what is nothing: zeros.

A WebAssembly module carries the initial content of its memory in its data section. The snapshot is that memory a
little later: 98 of 100 bytes of the static part are unchanged. Stored as the exclusive or of the two, that part is
almost all zeros and compresses to next to nothing; the page applies the same operation to get it back.

Three quarters of the memory are zeros then. Unpacking and copying them would take the page as long as all else, so only
what lies between them travels.

What the module says of its memory, the snapshot has to keep to.
"""

import struct
from dataclasses import dataclass

IMPORT_SECTION, DATA_SECTION = 2, 11
FUNCTION, TABLE, MEMORY, GLOBAL, TAG = range(5)
"""Kinds of imports."""
PAGE = 65536
ADDRESSABLE = 65536
"""Pages that 32 bits can address."""
BLOCK = 4096
"""What of the memory is left out where it is all zeros, in bytes."""
# Enough of the static data in the middle of its read-only half to occur nowhere else.
PROBE = 256
FEWEST_EQUAL = 0.9


@dataclass(frozen=True, slots=True)
class StaticData:
    """Where the same bytes stand in the runtime file and in the snapshot."""

    wasm_offset: int
    snapshot_offset: int
    length: int
    """0 where the two share nothing: the snapshot is stored as it is."""

    def as_json(self) -> dict[str, int]:
        """For the manifest."""
        return {"wasm_offset": self.wasm_offset, "snapshot_offset": self.snapshot_offset, "length": self.length}


NOTHING_SHARED = StaticData(0, 0, 0)


def read_leb(data: bytes, at: int) -> tuple[int, int]:
    """An unsigned LEB128 number and the place behind it."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def largest_segment(wasm: bytes) -> tuple[int, int]:
    """Offset and length of the largest active data segment of a module; (0, 0) where it has none.

    Source: WebAssembly Core Specification, binary format, data section.
    """
    at = 8
    best = (0, 0)
    while at < len(wasm):
        section = wasm[at]
        size, at = read_leb(wasm, at + 1)
        if section == DATA_SECTION:
            count, place = read_leb(wasm, at)
            for _ in range(count):
                flags, place = read_leb(wasm, place)
                if flags == 2:
                    _, place = read_leb(wasm, place)
                if flags != 1:
                    # the offset expression: one instruction with one operand, then `end`
                    _, place = read_leb(wasm, place + 1)
                    place += 1
                length, place = read_leb(wasm, place)
                best = max(best, (place, length), key=lambda segment: segment[1])
                place += length
        at += size
    return best


def memory_limits(wasm: bytes) -> tuple[int, int]:
    """Fewest and most bytes of the memory that a module imports; (0, 0) where it imports none.

    Source: WebAssembly Core Specification, binary format, import section.
    """
    at = 8
    while at < len(wasm):
        section = wasm[at]
        size, at = read_leb(wasm, at + 1)
        if section == IMPORT_SECTION:
            count, place = read_leb(wasm, at)
            for _ in range(count):
                for _ in range(2):  # the names of module and field
                    length, place = read_leb(wasm, place)
                    place += length
                kind, place = wasm[place], place + 1
                if kind in (TABLE, GLOBAL):
                    place += 1
                if kind == GLOBAL:
                    place += 1
                elif kind == TAG:
                    _, place = read_leb(wasm, place + 1)
                elif kind == FUNCTION:
                    _, place = read_leb(wasm, place)
                else:
                    flags, place = wasm[place], place + 1
                    fewest, place = read_leb(wasm, place)
                    most = ADDRESSABLE
                    if flags & 1:
                        most, place = read_leb(wasm, place)
                    if kind == MEMORY:
                        return fewest * PAGE, most * PAGE
        at += size
    return 0, 0


def heap_of(snapshot: bytes) -> int:
    """Bytes of the heap in a snapshot of Pyodide's: what stands behind its header, whose second word says where."""
    return len(snapshot) - int.from_bytes(snapshot[4:8], "little")


def find_static_data(wasm: bytes, snapshot: bytes) -> StaticData:
    """Where the module's static data stands in a snapshot of its memory."""
    start, length = largest_segment(wasm)
    if length < 4 * PROBE:
        return NOTHING_SHARED
    probe_at = length // 8
    found = snapshot.find(wasm[start + probe_at : start + probe_at + PROBE])
    offset = found - probe_at
    if found < 0 or offset < 0 or offset + length > len(snapshot):
        return NOTHING_SHARED
    equal = _differences(wasm[start : start + length], snapshot[offset : offset + length]).count(0)
    return StaticData(start, offset, length) if equal >= FEWEST_EQUAL * length else NOTHING_SHARED


def xor(snapshot: bytes, wasm: bytes, static: StaticData) -> bytes:
    """The snapshot with its static part replaced by the exclusive or with the module's; its own inverse."""
    if not static.length:
        return snapshot
    end = static.snapshot_offset + static.length
    theirs = wasm[static.wasm_offset : static.wasm_offset + static.length]
    changed = _differences(theirs, snapshot[static.snapshot_offset : end])
    return snapshot[: static.snapshot_offset] + changed + snapshot[end:]


def _differences(first: bytes, second: bytes) -> bytes:
    """The exclusive or of two equally long runs of bytes."""
    both = int.from_bytes(first, "little") ^ int.from_bytes(second, "little")
    return both.to_bytes(len(first), "little")


def without_zeros(memory: bytes) -> bytes:
    """The blocks of a memory that hold anything.

    How many runs of them there are, then each one's place and length in bytes, all in words with the lowest byte first;
    then their bytes.
    """
    runs: list[tuple[int, int]] = []
    for start in range(0, len(memory), BLOCK):
        block = memory[start : start + BLOCK]
        if not any(block):
            continue
        if runs and sum(runs[-1]) == start:
            start, length = runs.pop()
            runs.append((start, length + len(block)))
        else:
            runs.append((start, len(block)))
    head = struct.pack(f"<{1 + 2 * len(runs)}I", len(runs), *(number for run in runs for number in run))
    return head + b"".join(memory[start : start + length] for start, length in runs)


def with_zeros(runs: bytes, length: int) -> bytes:
    """The memory of that length that `without_zeros` was given; the page does the same."""
    memory = bytearray(length)
    (count,) = struct.unpack_from("<I", runs)
    place = 4 + 8 * count
    for start, size in struct.iter_unpack("<II", runs[4:place]):
        memory[start : start + size] = runs[place : place + size]
        place += size
    return bytes(memory)

"""Leave out of the snapshot what the page has anyway: zeros, and the interpreter's static data.

A WebAssembly module carries the initial content of its memory in its data section. The snapshot is that memory a little
later: 98 of 100 bytes of the static part are unchanged, and three quarters of the rest are zeros. So only the runs of
bytes travel that differ from a memory of zeros with the module's data in its place; the page lays them over it.
"""

import struct
from dataclasses import dataclass

from runtime.wasm import largest_segment

BLOCK = 64
"""Bytes are compared in units of so many. With smaller ones the places of the runs take more than is left out."""
REGION = 64 * BLOCK
"""What is compared first, as most of it is the same."""
# Enough of the static data in the middle of its read-only half to occur nowhere else.
PROBE = 256
FEWEST_EQUAL = 0.9


@dataclass(frozen=True, slots=True)
class StaticData:
    """Where the same bytes stand in the runtime file and in the snapshot."""

    wasm_offset: int
    snapshot_offset: int
    length: int
    """0 where the two share nothing: all of the snapshot travels but its zeros."""

    def as_json(self) -> dict[str, int]:
        """For the manifest."""
        return {"wasm_offset": self.wasm_offset, "snapshot_offset": self.snapshot_offset, "length": self.length}


NOTHING_SHARED = StaticData(0, 0, 0)


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


def _differences(first: bytes, second: bytes) -> bytes:
    """The exclusive or of two equally long runs of bytes."""
    both = int.from_bytes(first, "little") ^ int.from_bytes(second, "little")
    return both.to_bytes(len(first), "little")


def memory_before(size: int, wasm: bytes, static: StaticData) -> bytes:
    """A memory of zeros with the module's static data in its place."""
    data = wasm[static.wasm_offset : static.wasm_offset + static.length]
    return bytes(static.snapshot_offset) + data + bytes(size - static.snapshot_offset - len(data))


def find_runs(before: bytes, after: bytes) -> bytes:
    """What differs in two equally long memories.

    How many runs there are, then each one's place and length in bytes, all in words with the lowest byte first; then
    their bytes as they are after.
    """
    runs: list[tuple[int, int]] = []
    for region in range(0, len(after), REGION):
        if before[region : region + REGION] == after[region : region + REGION]:
            continue
        for start in range(region, min(region + REGION, len(after)), BLOCK):
            block = after[start : start + BLOCK]
            if before[start : start + BLOCK] == block:
                continue
            if runs and sum(runs[-1]) == start:
                start, length = runs.pop()
                runs.append((start, length + len(block)))
            else:
                runs.append((start, len(block)))
    head = struct.pack(f"<{1 + 2 * len(runs)}I", len(runs), *(number for run in runs for number in run))
    return head + b"".join(after[start : start + length] for start, length in runs)


def lay_runs(before: bytes, runs: bytes) -> bytes:
    """The memory after, that `find_runs` was given; the page does the same."""
    memory = bytearray(before)
    (count,) = struct.unpack_from("<I", runs)
    place = 4 + 8 * count
    for start, size in struct.iter_unpack("<II", runs[4:place]):
        memory[start : start + size] = runs[place : place + size]
        place += size
    return bytes(memory)

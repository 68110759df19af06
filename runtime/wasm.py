"""Read and rewrite a WebAssembly module, as far as the page's Python needs it.

Source: WebAssembly Core Specification, binary format. Indices of functions never change here.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass

IMPORT_SECTION, GLOBAL_SECTION, EXPORT_SECTION, CODE_SECTION, DATA_SECTION = 2, 6, 7, 10, 11
FUNCTION, TABLE, MEMORY, GLOBAL, TAG = range(5)
"""Kinds of imports and exports."""
PAGE = 65536
ADDRESSABLE = 65536
"""Pages that 32 bits can address."""
HEADER = 8
"""Bytes of a module before its first section."""
TRAP = b"\x00\x00\x0b"
"""The body of a function without locals whose one instruction is `unreachable`."""


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


def leb(value: int) -> bytes:
    """A number as unsigned LEB128."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


@dataclass(frozen=True, slots=True)
class Import:
    """What a module asks for."""

    kind: int
    source: str
    """Name of the module that has it."""
    name: str
    limits: tuple[int, int | None] = (0, None)
    """Of a table or a memory: fewest and most entries or pages."""


def sections(wasm: bytes) -> Iterator[tuple[int, int, int]]:
    """Each section's number, and where its content begins and ends."""
    at = HEADER
    while at < len(wasm):
        size, start = read_leb(wasm, at + 1)
        yield wasm[at], start, start + size
        at = start + size


def rewrite(wasm: bytes, changes: Mapping[int, Callable[[bytes], bytes]]) -> bytes:
    """The module with the content of some sections, by number, changed."""
    parts = [wasm[:HEADER]]
    for number, start, end in sections(wasm):
        content = changes.get(number, bytes)(wasm[start:end])
        parts += [bytes([number]), leb(len(content)), content]
    return b"".join(parts)


def find_entries(wasm: bytes, wanted: int) -> tuple[int, int]:
    """How many entries a section has, and where the first one is; (0, 0) where there is no such section."""
    return next((read_leb(wasm, start) for number, start, _ in sections(wasm) if number == wanted), (0, 0))


def read_imports(wasm: bytes) -> Iterator[Import]:
    """Everything a module imports."""
    count, at = find_entries(wasm, IMPORT_SECTION)
    for _ in range(count):
        source, at = read_name(wasm, at)
        name, at = read_name(wasm, at)
        kind, at = wasm[at], at + 1
        limits: tuple[int, int | None] = (0, None)
        if kind == GLOBAL:
            at += 2
        elif kind == TAG:
            _, at = read_leb(wasm, at + 1)
        elif kind == FUNCTION:
            _, at = read_leb(wasm, at)
        else:
            at += kind == TABLE
            flags, at = wasm[at], at + 1
            fewest, at = read_leb(wasm, at)
            most = None
            if flags & 1:
                most, at = read_leb(wasm, at)
            limits = (fewest, most)
        yield Import(kind, source, name, limits)


def read_name(data: bytes, at: int) -> tuple[str, int]:
    """A name and the place behind it."""
    length, at = read_leb(data, at)
    return data[at : at + length].decode(), at + length


def memory_limits(wasm: bytes) -> tuple[int, int]:
    """Fewest and most bytes of the memory that a module imports; (0, 0) where it imports none."""
    for each in read_imports(wasm):
        if each.kind == MEMORY:
            fewest, most = each.limits
            return fewest * PAGE, (ADDRESSABLE if most is None else most) * PAGE
    return 0, 0


def largest_segment(wasm: bytes) -> tuple[int, int]:
    """Offset and length of the largest active data segment of a module; (0, 0) where it has none."""
    best = (0, 0)
    count, place = find_entries(wasm, DATA_SECTION)
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
    return best


def keep_exports(names: Container[str]) -> Callable[[bytes], bytes]:
    """A change of the export section: only what has one of these names stays."""

    def change(content: bytes) -> bytes:
        count, at = read_leb(content, 0)
        kept = []
        for _ in range(count):
            start = at
            name, at = read_name(content, at)
            _, at = read_leb(content, at + 1)
            if name in names:
                kept.append(content[start:at])
        return leb(len(kept)) + b"".join(kept)

    return change


def split_bodies(content: bytes) -> Iterator[bytes]:
    """The bodies of a code section, in the order of the functions that the module defines."""
    count, at = read_leb(content, 0)
    for _ in range(count):
        size, at = read_leb(content, at)
        yield content[at : at + size]
        at += size


def join_bodies(bodies: list[bytes]) -> bytes:
    """A code section of these bodies."""
    return leb(len(bodies)) + b"".join(leb(len(body)) + body for body in bodies)


def keep_bodies(called: Container[int]) -> Callable[[bytes], bytes]:
    """A change of the code section: whoever calls another function than these, numbered from 0, is stopped."""
    return lambda content: join_bodies(
        [body if number in called else TRAP for number, body in enumerate(split_bodies(content))]
    )

"""The fonts inside the typst wheel, found in its library by their headers; their characters, read from their cmaps."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path

import typst


def characters() -> set[int]:
    """The code points of all embedded fonts together."""
    (library,) = Path(typst.__file__).parent.glob("_typst*.so")
    data = library.read_bytes()
    found: set[int] = set()
    for start in _fonts(data):
        found.update(_cmap(data, start))
    return found


def _fonts(data: bytes) -> Iterator[int]:
    for match in re.finditer(rb"OTTO\x00|\x00\x01\x00\x00\x00[\x05-\x20]", data):
        (count,) = struct.unpack_from(">H", data, match.start() + 4)
        tags = {data[match.start() + 12 + 16 * entry : match.start() + 16 + 16 * entry] for entry in range(count)}
        if {b"cmap", b"head", b"hmtx"} <= tags:
            yield match.start()


def _cmap(data: bytes, font: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">H", data, font + 4)
    for entry in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, font + 12 + 16 * entry)
        if tag == b"cmap":
            table = font + offset
            (subtables,) = struct.unpack_from(">H", data, table + 2)
            for each in range(subtables):
                platform, _, place = struct.unpack_from(">HHL", data, table + 4 + 8 * each)
                if platform in (0, 3):
                    yield from _subtable(data, table + place)


def _subtable(data: bytes, place: int) -> Iterator[int]:
    (form,) = struct.unpack_from(">H", data, place)
    if form == 12:
        (groups,) = struct.unpack_from(">L", data, place + 12)
        for each in range(groups):
            low, high, _ = struct.unpack_from(">LLL", data, place + 16 + 12 * each)
            yield from range(low, high + 1)
    elif form == 4:
        (double,) = struct.unpack_from(">H", data, place + 6)
        count = double // 2
        ends = struct.unpack_from(f">{count}H", data, place + 14)
        starts = struct.unpack_from(f">{count}H", data, place + 16 + double)
        deltas = struct.unpack_from(f">{count}h", data, place + 16 + 2 * double)
        offsets = struct.unpack_from(f">{count}H", data, place + 16 + 3 * double)
        for position, (low, high) in enumerate(zip(starts, ends, strict=True)):
            for code in range(low, min(high, 0xFFFE) + 1):
                glyph = code
                if offsets[position]:
                    at = place + 16 + 3 * double + 2 * position + offsets[position] + 2 * (code - low)
                    (glyph,) = struct.unpack_from(">H", data, at)
                    if glyph == 0:
                        continue
                if (glyph + deltas[position]) & 0xFFFF:
                    yield code

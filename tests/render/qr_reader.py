"""A reader of QR codes of versions 1 and 2 that shares nothing with the writer: from modules to text.

It checks both copies of the format bits and that the error correction has nothing to correct, so that a wrong module is
an error here.
"""

from __future__ import annotations

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_MASKS = (
    lambda y, x: (y + x) % 2,
    lambda y, _x: y % 2,
    lambda _y, x: x % 3,
    lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2,
    lambda y, x: y * x % 2 + y * x % 3,
    lambda y, x: (y * x % 2 + y * x % 3) % 2,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)
_CORRECTION = {("M", 21): 10, ("M", 25): 16}


def read(rows: list[list[int]]) -> str:
    """The text of a code; 1 is dark. Fails by an assertion for what is none."""
    side = len(rows)
    assert side in (21, 25)
    assert all(len(row) == side for row in rows)
    level, mask = _format(rows)
    codewords = _codewords(rows, mask)
    assert _syndromes(codewords, _CORRECTION[level, side]) == 0
    return _alphanumeric("".join(f"{word:08b}" for word in codewords))


def _format(rows: list[list[int]]) -> tuple[str, int]:
    side = len(rows)
    around = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
    apart = [(side - 1 - y, 8) for y in range(7)] + [(8, side - 8 + x) for x in range(8)]
    found = {sum(rows[y][x] << 14 - bit for bit, (y, x) in enumerate(places)) for places in (around, apart)}
    assert len(found) == 1
    bits = found.pop() ^ 0b101010000010010
    remainder = bits
    for shift in range(4, -1, -1):
        if remainder >> shift + 10 & 1:
            remainder ^= 0b10100110111 << shift
    assert remainder == 0
    return {0: "M", 1: "L", 2: "H", 3: "Q"}[bits >> 13], bits >> 10 & 7


def _reserved(y: int, x: int, side: int) -> bool:
    corner = (y < 9 and x < 9) or (y < 9 and x >= side - 8) or (y >= side - 8 and x < 9)
    alignment = side == 25 and 16 <= y <= 20 and 16 <= x <= 20
    return corner or alignment or y == 6 or x == 6


def _codewords(rows: list[list[int]], mask: int) -> list[int]:
    side = len(rows)
    bits: list[int] = []
    upward = True
    for right in [*range(side - 1, 6, -2), *range(5, 0, -2)]:
        for step in range(side):
            y = side - 1 - step if upward else step
            pair = [x for x in (right, right - 1) if not _reserved(y, x, side)]
            bits.extend(rows[y][x] ^ (not _MASKS[mask](y, x)) for x in pair)
        upward = not upward
    return [int("".join(map(str, bits[at : at + 8])), 2) for at in range(0, len(bits) - 7, 8)]


def _syndromes(codewords: list[int], count: int) -> int:
    """The sum of the syndromes in GF(256) with x⁸+x⁴+x³+x²+1: 0 where nothing is to be corrected."""
    total = 0
    point = 1
    for _ in range(count):
        value = 0
        for word in codewords:
            value = _times(value, point) ^ word
        total += value
        point = _times(point, 2)
    return total


def _times(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left = left << 1 ^ (0x11D if left & 0x80 else 0)
        right >>= 1
    return product


def _alphanumeric(bits: str) -> str:
    assert bits[:4] == "0010"
    length = int(bits[4:13], 2)
    at, text = 13, ""
    for _ in range(length // 2):
        high, low = divmod(int(bits[at : at + 11], 2), 45)
        text += _ALPHABET[high] + _ALPHABET[low]
        at += 11
    return text + (_ALPHABET[int(bits[at : at + 6], 2)] if length % 2 else "")

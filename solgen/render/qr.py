"""QR codes as rows of modules, quickly: thousands are needed for one sitting, on every page another one.

A code of a given length and mask is an affine function of the bits of its text (Reed and Solomon's code is linear, the
mask is added). So segno makes the codes of single bits once, and every other code is a sum of these.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import segno

_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_PAIR_BITS: Final = 11
_LONGEST: Final = {20: 1, 38: 2}
"""How many characters the versions of the code hold, of the level of correction that mends 15 %."""
_MASK: Final = 0


def qr_rows(text: str) -> tuple[str, ...]:
    """The modules without the quiet zone, row by row, from left to right; ``1`` is dark.

    Takes up to 38 of the characters that QR codes pack in pairs: digits, capital letters, ``$%*+-./:`` and blank.
    Raises ValueError for any other text.
    """
    values = [_ALPHABET.index(character) for character in text]
    base, sums = _basis(len(values))
    for position in range(0, len(values), 2):
        pair = values[position : position + 2]
        value = pair[0] * len(_ALPHABET) + pair[1] if len(pair) == 2 else pair[0]
        own = sums[position // 2]
        while value:
            lowest = value & -value
            base ^= own[lowest.bit_length() - 1]
            value ^= lowest
    side = qr_side(text)
    whole = f"{base:0{side * side}b}"
    return tuple(whole[start : start + side] for start in range(0, side * side, side))


def qr_path(text: str) -> str:
    """The dark modules as one path of SVG in a square of ``qr_side`` units. Raises ValueError as ``qr_rows`` does."""
    return "".join(
        f"M0 {number}" + "".join(_run_path(row[start : start + _CHUNK]) for start in range(0, len(row), _CHUNK))
        for number, row in enumerate(qr_rows(text))
    )


def qr_side(text: str) -> int:
    """How many modules wide the code of a text is."""
    return 17 + 4 * _version(len(text))


_CHUNK: Final = 7
"""Rows are drawn in pieces of so many modules, of which there are few enough to be remembered."""


@lru_cache(maxsize=256)
def _run_path(modules: str) -> str:
    """Rectangles around the runs of dark modules, relative to where the pen is; it ends behind the last module."""
    written, pen = "", 0
    for run in re.finditer("1+", modules):
        width = run.end() - run.start()
        written += f"m{run.start() - pen} 0h{width}v1h-{width}z"
        pen = run.start()
    return f"{written}m{len(modules) - pen} 0"


@lru_cache(maxsize=8)
def _basis(length: int) -> tuple[int, tuple[tuple[int, ...], ...]]:
    """The code of zeros, and for each pair of characters what each of its bits changes; codes are one number each."""
    zeros = _modules("0" * length)
    pairs = []
    for position in range(0, length, 2):
        size = min(2, length - position)
        bits = range(_PAIR_BITS if size == 2 else 6)
        pairs.append(tuple(_modules(_with_bit(length, position, size, bit)) ^ zeros for bit in bits))
    return zeros, tuple(pairs)


def _with_bit(length: int, position: int, size: int, bit: int) -> str:
    high, low = divmod(1 << bit, len(_ALPHABET))
    written = _ALPHABET[high] + _ALPHABET[low] if size == 2 else _ALPHABET[low]
    return "0" * position + written + "0" * (length - position - size)


def _version(length: int) -> int:
    for most, version in _LONGEST.items():
        if length <= most:
            return version
    raise ValueError("the text is too long for the codes of pages")


def _modules(text: str) -> int:
    code = segno.make(
        text, error="m", version=_version(len(text)), mode="alphanumeric", mask=_MASK, micro=False, boost_error=False
    )
    whole = 0
    for row in code.matrix:
        for module in row:
            whole = whole << 1 | (module & 1)
    return whole

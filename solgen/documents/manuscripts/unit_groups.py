r"""Units set as one upright group, taken apart as the reader takes them: ``\mathrm{J/(kg\,K)}``, ``\mathrm{cm^2}``.

Each unit gets a group of its own; the slash, the fraction and the exponents between them stay as they were. Where a
factor stands right behind a slash, or a slash before it, it becomes a fraction, for the reader takes no ``a / b c``.
A group in which any word is no unit stays as it is.
"""

from __future__ import annotations

import re
from typing import Final

from solgen.documents.groups import group_end
from solgen.notation.units import find_unit

UPRIGHT: Final = re.compile(r"\\(?:mathrm|text|textrm|operatorname)\s*\{")
_FACTOR: Final = re.compile(r"([A-Za-z]+|\\%)(?:\s*\^\s*(?:\{\s*(-?\d+)\s*\}|(\d)))?")
_BETWEEN: Final = re.compile(r"(?:\\[,;:! ]|\\cdot(?![A-Za-z])|\\thinspace(?![A-Za-z])|~|\s)+")
_FRACTION: Final = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_FOLLOWING: Final = re.compile(
    r"(?:\\[,;:! ]|~|\s)*(?:[A-Za-z0-9({]|\\(?!cdot|times|quad|qquad|[,;:!\\]|approx|le|ge|ne|right|text))"
)
_SLASH_BEFORE: Final = re.compile(r"/[^=<>+&]*\Z")


def unit_edits(text: str) -> list[tuple[int, int, str]]:
    """What is to be put in the place of the groups that hold several units, or powers of one."""
    edits = []
    for found in UPRIGHT.finditer(text):
        end = group_end(text, found.end() - 1)
        if end < 0:
            continue
        inside = text[found.end() : end - 1].strip()
        if inside.isalpha():
            continue
        close = _FOLLOWING.match(text, end) is not None or _SLASH_BEFORE.search(text[: found.start()]) is not None
        apart = _apart(inside, close=close)
        if apart:
            edits.append((found.start(), end, apart))
    return edits


def _apart(inside: str, *, close: bool) -> str:
    """The units of a group one by one; empty where it holds other words."""
    fraction = _FRACTION.fullmatch(inside)
    if fraction is not None:
        above, below = (_product(each) for each in fraction.groups())
        return f"\\frac{{{above or '1'}}}{{{below}}}" if below and (above or fraction[1].strip() == "1") else ""
    above, slash, below = inside.partition("/")
    if not slash:
        return _product(inside)
    below = below.strip()
    bracketed = below.startswith("(") and below.endswith(")")
    top, bottom = _product(above), _product(below[1:-1] if bracketed else below)
    if not top or not bottom:
        return ""
    if close:
        return f"\\frac{{{top}}}{{{bottom}}}"
    return f"{top}/({bottom})" if bracketed else f"{top}/{bottom}"


def _product(text: str) -> str:
    """Units side by side, with their exponents; empty where a word is no unit."""
    parts, position, text = [], 0, text.strip()
    while position < len(text):
        factor = _FACTOR.match(text, position)
        unit = find_unit(factor[1].replace("\\%", "%")) if factor is not None else None
        if factor is None or unit is None or unit.symbol != factor[1].replace("\\%", "%"):
            return ""
        exponent = factor[2] or factor[3]
        parts.append(f"\\mathrm{{{factor[1]}}}" + (f"^{{{exponent}}}" if exponent else ""))
        between = _BETWEEN.match(text, factor.end())
        if between is None and factor.end() < len(text):
            return ""
        position = between.end() if between is not None else len(text)
    return "\\,".join(parts)

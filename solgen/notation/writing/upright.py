r"""Upright words as boxes: ``\mathrm{m/s^2}`` with the exponents of its units raised."""

from __future__ import annotations

import re
from typing import Final

from solgen.notation.writing.boxes import Box

_RAISED: Final = re.compile(r"([^\W\d_]+)\^(-?\d+)")


def upright(word: str) -> Box:
    """A word as one text, or as texts some of which bear an exponent."""
    boxes: list[Box] = []
    reached = 0
    for found in _RAISED.finditer(word):
        if found.start() > reached:
            boxes.append(Box("text", word[reached : found.start()]))
        exponent = Box("number", found[2].replace("-", "\u2212"))
        boxes.append(Box("scripts", 0, (Box("text", found[1]), None, exponent)))
        reached = found.end()
    if reached < len(word) or not boxes:
        boxes.append(Box("text", word[reached:]))
    return boxes[0] if len(boxes) == 1 else Box("row", None, tuple(boxes))

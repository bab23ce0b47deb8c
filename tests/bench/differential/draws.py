"""What the makers of random claims draw from."""

from __future__ import annotations

import random

Draw = random.Random
Laws = list[tuple[str, str]]


def whole(draw: Draw, low: int = -5, high: int = 5) -> int:
    """A whole number that is not 0."""
    return draw.choice([k for k in range(low, high + 1) if k])


def pick(draw: Draw, laws: Laws) -> str:
    """One of the laws as an equation."""
    left, right = draw.choice(laws)
    return f"{left} = {right}"


def tidy(latex: str) -> str:
    """A sum with a negative number in it, as people write it."""
    return latex.replace("+ -", "- ").replace("- -", "+ ")

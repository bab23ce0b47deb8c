"""The random expressions that stand for the letters of a law, and a change of one token."""

from __future__ import annotations

import re

from tests.bench.differential.draws import Draw


def leaf(draw: Draw, index: str = "") -> str:
    pool = ["x", "u", "v", "p", "q", "r", "z", "a", "n", "k", "1", "2", "3", "x", "u"]
    return draw.choice([*pool, f"y_{index}", f"y_{index}", index] if index else [*pool, "y_1", "y_n"])


def expression(draw: Draw, depth: int, index: str = "") -> str:
    """A random real expression, in brackets where it is a sum."""
    if depth == 0:
        return leaf(draw, index)

    def part() -> str:
        return expression(draw, depth - 1, index)

    match draw.randrange(10):
        case 0 | 1:
            return f"({part()} + {part()})"
        case 2:
            return f"({part()} - {part()})"
        case 3 | 4:
            return rf"{part()} \cdot {part()}"
        case 5:
            return rf"\frac{{{part()}}}{{{part()}}}"
        case 6:
            return f"({part()})^2"
        case 7:
            return rf"\left| {part()} \right|"
        case 8:
            return draw.choice(
                [rf"e^{{{leaf(draw, index)}}}", rf"\ln({positive(draw)})", rf"\sqrt{{{positive(draw)}}}"]
            )
    return rf"\max({part()}, {part()})"


def positive(draw: Draw) -> str:
    """What is positive, or nearly so, or not at all."""
    x = draw.choice("xuvpqz")
    return draw.choice(["p", "q", "p", "q", f"(1 + {x}^2)", f"e^{{{x}}}", "n", "z", "(1 - z)", "a", "r", f"{x}^2", "x"])


def near_miss(draw: Draw, latex: str) -> str:
    """One token changed: a sign, a number, a letter, an index bound."""
    swaps = {"+": "-", "-": "+", "2": "3", "1": "2", "0": "1", "x": "u", "u": "x", "p": "q", "A": "B", "P": "S",
             "Q": "A", "n": "n - 1", "S": "A", "C": "A", "U": "X"}  # fmt: skip
    places = [m for m in re.finditer(r"(?<![\\a-zA-Z])[-+0-9a-zA-Z](?![a-zA-Z])", latex) if m.group() in swaps]
    if not places:
        return latex
    chosen = draw.choice(places)
    return latex[: chosen.start()] + swaps[chosen.group()] + latex[chosen.end() :]


def small(draw: Draw) -> str:
    """A short expression, whose equations have solutions on a grid."""
    one, other = (draw.choice(["x", "x", "u", "u", "v", "p", "k", "n", "1", "2", "0"]) for _ in range(2))
    forms = [one, one, one, f"({one} + {other})", f"({one} - {other})", rf"{one} \cdot {other}", f"({one})^2"]
    return draw.choice([*forms, rf"\left| {one} \right|", rf"\max({one}, {other})", rf"\frac{{{one}}}{{{other}}}"])

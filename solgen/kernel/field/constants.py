"""Numbers made of e, pi, logarithms, roots, sines and arctangents: their signs by exact rational balls.

Rule: arb evaluates an Element without free names to a ball that surely contains it; a ball that excludes 0 has the
number's sign. A ball around 0 says nothing. Source: Johansson, Arb, IEEE Transactions on Computers 66 (2017).
"""

from __future__ import annotations

from typing import Any, Final

import flint

from solgen.kernel.field.fractions import Element, Polynomial

_BITS: Final = 256


def constant_sign(element: Element) -> str:
    """``+`` or ``-`` for a constant that is not zero, else ``?``."""
    if element.reach or any(generator.kind == "delta" for generator in element.used):
        return "?"
    ball = enclosure(element)
    if ball is None or not ball.is_finite() or ball.contains(0):
        return "?"
    return "+" if ball > 0 else "-"


def enclosure(element: Element) -> Any | None:
    """A ball that contains the constant, or None where it has a generator that is no number."""
    before = flint.ctx.prec
    flint.ctx.prec = _BITS
    try:
        above, below = _polynomial(element, element.numerator), _polynomial(element, element.denominator)
        return None if above is None or below is None else above / below
    finally:
        flint.ctx.prec = before


def _polynomial(element: Element, polynomial: Polynomial) -> Any | None:
    values: dict[int, Any] = {}
    for position in element.positions:
        value = _generator(element, position)
        if value is None:
            return None
        values[position] = value
    total = flint.arb(0)
    for exponents, coefficient in polynomial.to_dict().items():
        part = flint.arb(coefficient)
        for position, value in values.items():
            if exponents[position]:
                part *= value ** exponents[position]
        total += part
    return total


def _generator(element: Element, position: int) -> Any | None:
    generator = element.field.generators[position]
    if generator.kind == "constant":
        return flint.arb.pi() if generator.data[0] == "pi" else None
    if generator.kind not in ("exp", "log", "root", "absolute", "sine", "cosine", "known"):
        return None
    inner = enclosure(generator.arguments[0])
    if inner is None:
        return None
    if generator.kind == "exp":
        return inner.exp()
    if generator.kind == "log":
        return inner.log()
    if generator.kind in ("sine", "cosine"):
        return inner.sin() if generator.kind == "sine" else inner.cos()
    if generator.kind == "known":
        return inner.asin() if generator.data[0] == "arcsin" else inner.atan()
    if generator.kind == "root":
        return inner.root(int(generator.data[0]))
    return abs(inner)

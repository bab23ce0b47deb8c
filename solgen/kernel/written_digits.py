"""What the digits of a numeral say: what one step in the last of them is worth, and what is rounded to it.

``671.49``: a hundredth; ``670``: ten, since the zeros at the end of a whole number need not count. Of ``11 min 11 s``
the last summand's digit counts. Exactly half a step away, a value is rounded away from zero. Source: IEEE 754,
roundTiesToAway.
"""

from __future__ import annotations

from typing import Any

import flint

from solgen.notation.terms import Term, multiply, number, term


def numeral_and_unit(node: Term) -> tuple[Term, Term] | None:
    """The numeral whose last digit counts, and what one of it is worth."""
    if node.head in ("number", "decimal"):
        return node, number(1)
    if node.head == "negate":
        return numeral_and_unit(node.arguments[0])
    if node.head == "add":
        return numeral_and_unit(node.arguments[-1])
    if node.head == "divide" and _is_scale(node.arguments[1], of_numbers=False):
        inner = numeral_and_unit(node.arguments[0])
        return None if inner is None else (inner[0], term("divide", [inner[1], node.arguments[1]]))
    if node.head == "multiply":
        numerals = [factor for factor in node.arguments if factor.head in ("number", "decimal")]
        others = [factor for factor in node.arguments if factor.head not in ("number", "decimal")]
        if len(numerals) == 1 and all(_is_scale(factor, of_numbers=True) for factor in others):
            return numerals[0], multiply(*others) if others else number(1)
    return None


def _is_scale(node: Term, *, of_numbers: bool) -> bool:
    """Units, their products, quotients and powers; powers of numbers (``10^{3}``) beside a numeral; ``1/3`` is none."""
    if node.head == "multiply":
        return all(_is_scale(factor, of_numbers=of_numbers) for factor in node.arguments)
    if node.head == "divide":
        return all(_is_scale(each, of_numbers=False) for each in node.arguments)
    if node.head == "power":
        return node.arguments[0].head == "unit" or (of_numbers and node.arguments[0].head == "number")
    return node.head == "unit"


def step_of(numeral: Term) -> Any:
    """What one step in the last digit that counts is worth."""
    _, point, digits = str(numeral.data).partition(".")
    if point:
        return flint.fmpq(1, 10 ** len(digits))
    text = str(numeral.data)
    return flint.fmpq(10 ** (len(text) - len(text.rstrip("0")))) if text.strip("0") else flint.fmpq(1)


def is_rounded(off: Any, shown: Any, half: Any) -> bool:
    """Whether the rational number ``shown + off`` is rounded to ``shown``, half a step being ``half``."""
    if shown == 0:
        return bool(-half < off < half)
    away = off if shown > 0 else -off
    return bool(-half <= away < half)

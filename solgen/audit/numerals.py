"""The number that should stand where a wrong number stands: worked out, with the digits and the unit as written."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from fractions import Fraction
from typing import Any

from solgen.audit.mistakes.pieces import negated
from solgen.audit.mistakes.rule import WrongStep
from solgen.audit.recognizing.points import Points
from solgen.notation.terms import Term, number, term

_DIGITS = 60


def numerals(step: WrongStep, points: Points) -> Iterator[Term]:
    """The wrong number with the right value: rounded to the digits as written after ``≈``, exact after ``=``."""
    numeral = _numeral(step.after)
    if numeral is None:
        return
    worth = points.exactly(_with(step.after, numeral, number(1)))
    value = points.exactly(step.claim.left)
    if not isinstance(value, Fraction | float) or not isinstance(worth, Fraction | float) or worth == 0:
        return
    right = _written(value / worth, numeral, rounded=step.claim.relation == "≈")
    if right is not None and right is not numeral:
        yield _with(step.after, numeral, right)


def _numeral(node: Term) -> Term | None:
    """The one number of a side that is a number, with a sign or a unit."""
    if node.head in ("number", "decimal"):
        return node
    if node.head in ("negate", "multiply"):
        inside = [found for argument in node.arguments if (found := _numeral(argument)) is not None]
        plain = all(argument.head in ("number", "decimal", "unit") for argument in node.arguments)
        return inside[0] if len(inside) == 1 and plain else None
    return None


def _with(node: Term, old: Term, new: Term) -> Term:
    if node is old:
        return new
    return term(node.head, [_with(argument, old, new) for argument in node.arguments], node.data)


def _written(value: Any, numeral: Term, *, rounded: bool) -> Term | None:
    """The value as a numeral; None where it has no end and is not rounded."""
    places = len(str(numeral.data).partition(".")[2])
    exact = Fraction(value)
    with localcontext() as context:
        context.prec = _DIGITS
        try:
            decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
            if rounded:
                decimal = decimal.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
            elif Fraction(decimal) != exact:
                return None
            text = format(abs(decimal), "f")
        except (InvalidOperation, OverflowError):
            return None
    found = term("decimal", data=text) if "." in text else number(int(text))
    return negated(found) if decimal < 0 else found

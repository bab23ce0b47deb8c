"""Refutation of ``≈``: the numeral must lie within half a unit of its last digit of the member before it.

Only what is certainly outside is refuted: a whole number with zeros at its end may have been rounded to any of them,
and a number just between two numerals may go either way. Which of these counts is the rounding mechanism's.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from flint import arb, fmpq

from solgen.kernel.claim import Claim, Refutation, Witness
from solgen.kernel.evaluation.evaluate import exact, from_model, precision, with_rising_precision
from solgen.kernel.evaluation.evaluator import Value
from solgen.kernel.evaluation.values import CannotEvaluate, DoesNotExist
from solgen.kernel.floats import FloatEvaluator, NoRule, NoValue
from solgen.kernel.instances.drawing import claim_digest, draw_models
from solgen.kernel.instances.models import Model
from solgen.kernel.refutation.support import Supported
from solgen.kernel.refutation.witness import witness_of
from solgen.notation.terms import Term

_POINTS: Final = 3


def last_digit(node: Term) -> Term | None:
    """The numeral whose last digit a value is rounded to: of a sum (11 min 11 s) that of its last summand."""
    if node.head in ("number", "decimal"):
        return node
    if node.head in ("negate", "divide"):
        return last_digit(node.arguments[0])
    if node.head == "add":
        return last_digit(node.arguments[-1])
    if node.head == "multiply":
        found = [last_digit(argument) for argument in node.arguments if argument.head in ("number", "decimal")]
        powers = all(argument.head in ("number", "decimal", "unit", "power", "divide") for argument in node.arguments)
        return found[0] if len(found) == 1 and powers else None
    return None


def widest_unit(numeral: Term) -> Fraction:
    """What one step in the last significant digit counts; of 670 the ten, for the zero may not be one."""
    text = str(numeral.data)
    if "." in text:
        return Fraction(1, 10 ** len(text.split(".")[1]))
    zeros = len(text) - len(text.rstrip("0"))
    return Fraction(10**zeros) if text.strip("0") else Fraction(1)


def attempt(claim: Claim) -> Refutation | Supported | None:
    """A refutation where the numeral is certainly not the rounded value."""
    numeral = last_digit(claim.right)
    if numeral is None:
        return None
    slack = widest_unit(numeral) / 2
    points = 0
    before: Model | None = None
    nodes = (claim.left, claim.right, _unit(claim.right, numeral))
    for model in draw_models(claim.context, (claim.left, claim.right), claim_digest(claim), _POINTS):
        if model is before and points:
            points += 1  # equations give every value, so it lies inside here as well
            continue
        before = model
        try:
            with precision(256):
                left, right, unit = _values(nodes, model)
                if not all(isinstance(value, fmpq | arb) for value in (left, right, unit)):
                    return None
                allowed = abs(unit) * exact(slack)
                outside = bool(abs(left - right) > allowed)
        except (DoesNotExist, CannotEvaluate):
            continue
        points += 1
        if not outside:
            continue
        if not _confirmed(claim, numeral, slack, FloatEvaluator(model)):
            return None
        return Refutation("rounding", _witness(claim, model, left / unit, right / unit))
    return Supported(points) if points else None


def _values(nodes: tuple[Term, ...], model: Model) -> list[Value]:
    """The values of several Terms, for which definitions are worked out once."""
    values = {latex: from_model(value) for latex, value in model.values.items()}
    return with_rising_precision(values, model, lambda evaluator: [evaluator.value(node, {}) for node in nodes])


def _witness(claim: Claim, model: Model, left: fmpq | arb, right: fmpq | arb) -> Witness:
    """Both sides as decimals, to as many digits as show that they differ."""
    with precision(256):
        texts = next(
            (
                pair
                for digits in (6, 9, 15)
                if len(set(pair := tuple(decimal(side, digits) for side in (left, right)))) > 1
            ),
            (decimal(left, 20), decimal(right, 20)),
        )
    return witness_of(model, claim.left.free | claim.right.free, texts[0], texts[1], "not the rounded value")


def decimal(value: fmpq | arb, digits: int) -> str:
    """A number to so many significant digits."""
    return str(arb(value).str(digits, radius=False))


def _unit(node: Term, numeral: Term) -> Term:
    """What the numeral is multiplied by: the unit of ``671.49 s``, of the last summand of ``11 min 11 s``."""
    from solgen.notation.terms import multiply, number, term  # noqa: PLC0415 -- one use

    if node is numeral:
        return number(1)
    if node.head in ("negate", "add"):
        return _unit(node.arguments[-1], numeral)
    if node.head == "divide":
        return term("divide", [_unit(node.arguments[0], numeral), node.arguments[1]])
    return multiply(*(number(1) if argument is numeral else argument for argument in node.arguments))


def _confirmed(claim: Claim, numeral: Term, slack: Fraction, evaluator: FloatEvaluator) -> bool:
    try:
        left, right = evaluator.number(claim.left, {}), evaluator.number(claim.right, {})
        unit = evaluator.number(_unit(claim.right, numeral), {})
    except (NoRule, NoValue):
        return False
    allowed = abs(float(unit)) * float(slack) * (1 + 1e-9)
    return bool(abs(float(left - right)) > allowed)

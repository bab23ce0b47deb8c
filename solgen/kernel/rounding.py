"""``≈``: the right side is the left side correctly rounded to the digits that are written.

Rule: with u the value of one step in the numeral's last digit (``671.49``: a hundredth; ``670``: ten, since the zeros
at the end of a whole number need not count), the left side lies within u/2 of the right; exactly half a step away only
where rounding away from zero gives the numeral. Of ``11 min 11 s`` the last summand's digit counts. Both sides are
numbers with at most a common unit; exact where rational, else by a ball that surely contains the number. Budget: that
of the evaluation. Source: IEEE 754, roundTiesToAway.
"""

from __future__ import annotations

from typing import Any, Final

import flint

from solgen.kernel.claim import Claim, Finding, Proof, Unsettled
from solgen.kernel.equalities import proof_from
from solgen.kernel.field.constants import enclosure
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.scope import Scope
from solgen.kernel.field.setting import decided
from solgen.kernel.field.translate import translate
from solgen.notation.terms import Term, multiply, number, term

MECHANISM: Final = "rounding"


def attempt(claim: Claim) -> Finding | None:
    """Prove ``left ≈ numeral``; None for anything else."""
    if claim.relation != "≈":
        return None
    split = numeral_and_unit(claim.right)
    if split is None:
        return Unsettled(MECHANISM, "the right side of ≈ must be a numeral, with a unit where the left side has one")
    numeral, unit = split
    return decided(
        claim.context,
        (claim.left, claim.right),
        lambda scope: _rounded(scope, claim, numeral, unit),
        mechanism=MECHANISM,
        undefined="a side does not exist",
        otherwise="the numeral is not the rounded value, or it is not a number that is compared",
    )


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


def _rounded(scope: Scope, claim: Claim, numeral: Term, unit: Term) -> Proof | None:
    left, right = translate(scope, claim.left), translate(scope, claim.right)
    worth = translate(scope, unit)
    off = (left - right) / worth
    shown = right / worth
    half = step_of(numeral) / 2
    if _within(off, shown, half):
        return proof_from(scope, left, right, mechanism=MECHANISM)
    return None


def _within(off: Element, shown: Element, half: Any) -> bool:
    """Whether the value ``shown + off`` is rounded to ``shown``."""
    exact, numeral = off.rational, shown.rational
    if exact is not None and numeral is not None:
        if numeral == 0:
            return bool(-half < exact < half)
        away = exact if numeral > 0 else -exact
        return bool(-half <= away < half)
    ball = enclosure(off)
    return ball is not None and bool(abs(ball) < flint.arb(half))

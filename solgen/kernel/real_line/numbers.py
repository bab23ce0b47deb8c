"""Real numbers written as Terms without names: enclosures, order, and equality where it can be proved.

Rule: two numbers differ where their balls do not meet; they are equal where the field of fractions says that they are.
Nothing else is concluded. Budget: 1,024 bits. Source: ball arithmetic, see ``evaluation``.
"""

from __future__ import annotations

from fractions import Fraction
from math import isfinite

from flint import arb, fmpq

from solgen.kernel import equalities
from solgen.kernel.claim import Claim, Proof
from solgen.kernel.evaluation.evaluate import evaluate, precision
from solgen.kernel.evaluation.values import CannotEvaluate, DoesNotExist
from solgen.kernel.instances.models import Model
from solgen.notation.context import Context
from solgen.notation.terms import Term, number

NOWHERE = Model(Context(), {})
_BITS = 512


def ball(value: Term) -> arb | None:
    """A ball that holds the number; None where it does not exist or cannot be computed."""
    try:
        with precision(_BITS):
            found = evaluate(value, NOWHERE)
    except (DoesNotExist, CannotEvaluate):
        return None
    return arb(found) if isinstance(found, fmpq | arb) and arb(found).is_finite() else None


def equal(left: Term, right: Term) -> bool:
    """Whether two numbers are proved to be equal."""
    if left is right:
        return True
    found = equalities.attempt(Claim(Context(), left, "=", right))
    return isinstance(found, Proof) and not found.conditions


def sign_of_number(value: Term) -> int | None:
    """-1, 0 or 1; None where it is not known or the number does not exist."""
    found = ball(value)
    if found is None:
        return None
    if found > 0:
        return 1
    if found < 0:
        return -1
    return 0 if found == 0 or equal(value, number(0)) else None


def between(low: arb | None, high: arb | None) -> Fraction | None:
    """A simple fraction between two numbers, None standing for no bound; None where none is found."""
    ends = [float(end.mid()) for end in (low, high) if end is not None]
    if not ends:
        return Fraction(0)
    if not all(map(isfinite, ends)):
        return None
    middle = sum(ends) / len(ends) + 2 * ((high is None) - (low is None))
    for denominator in (1, 2, 3, 4, 10, 100, 10_000, 10**8):
        found = Fraction(middle).limit_denominator(denominator)
        place = arb(fmpq(found.numerator, found.denominator))
        if (low is None or place > low) and (high is None or place < high):
            return found
    return None

"""Equations with an order of growth at models: the difference is of a larger order, and values near the point grow.

Rule: with numbers for all names but the one that moves, the leading term of the quotient tells whether it is bounded;
a quotient that is not must also grow by a constant factor from each of a few points to the next, nearer one, in
floats. Budget: ``_POINTS`` models.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Final

from solgen.kernel.claim import Claim, Refutation
from solgen.kernel.evaluation.evaluate import RULES, from_model, precision
from solgen.kernel.evaluation.evaluator import Evaluator
from solgen.kernel.evaluation.growth import at_values
from solgen.kernel.floats import FloatEvaluator, NoRule, NoValue
from solgen.kernel.germs.limits import is_bounded, is_infinite
from solgen.kernel.instances.drawing import claim_digest, draw_models
from solgen.kernel.instances.models import Model
from solgen.kernel.refutation.support import Supported
from solgen.kernel.refutation.witness import witness_at
from solgen.notation.terms import Term

MECHANISM: Final = "refutation"
_POINTS: Final = 2
_LADDER: Final = range(2, 7)
_GROWTH: Final = 1.3


def attempt(claim: Claim, quotient: Term) -> Refutation | Supported | None:
    """A refutation with its witness; else at how many models the quotient is bounded."""
    bounded = 0
    doubtful = False
    body = quotient.arguments[2]
    for model in draw_models(claim.context, (body, quotient), claim_digest(claim), _POINTS):
        values = {latex: from_model(value) for latex, value in model.values.items()}
        with precision(128):
            found = at_values(Evaluator(model.context, values, RULES), quotient, {}, is_bounded)
        if found is True:
            bounded += 1
        elif found is False and _grows(model, quotient):
            names = (claim.left.free | claim.right.free) - {str(quotient.arguments[0].data)}
            note = "the difference is of a larger order there"
            return Refutation(MECHANISM, witness_at(model, names, None, None, note), message=note)
        else:
            doubtful = True
    return None if doubtful or not bounded else Supported(bounded)


def _grows(model: Model, quotient: Term) -> bool:
    """Whether the quotient grows towards the point, on one side of it."""
    bound, point, body = quotient.arguments
    evaluator = FloatEvaluator(model)
    latex = str(bound.data)
    try:
        if is_infinite(point):
            sign = -1 if point.head == "negate" else 1
            return _runs_away(evaluator, body, {latex: [sign * Fraction(2) ** power for power in _LADDER]})
        place = Fraction(evaluator.number(point, {}))
    except (NoRule, NoValue, TypeError, OverflowError):
        return False
    return any(
        _runs_away(evaluator, body, {latex: [place + Fraction(side, 2**power) for power in _LADDER]})
        for side in (1, -1)
    )


def _runs_away(evaluator: FloatEvaluator, body: Term, points: Mapping[str, list[Fraction]]) -> bool:
    ((latex, places),) = points.items()
    sizes = []
    for place in places:
        try:
            sizes.append(abs(float(evaluator.number(body, {latex: place}))))
        except (NoRule, NoValue, ZeroDivisionError, OverflowError, TypeError):
            return False
    return all(later > _GROWTH * before > 0 for before, later in pairwise(sizes))

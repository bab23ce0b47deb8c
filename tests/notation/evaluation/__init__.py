"""A tiny evaluator of Terms at points, for the tests alone: fractions where exact, mpmath elsewhere.

It shares nothing with the kernel. Vectors are columns; indices count from 1.
"""

from __future__ import annotations

from tests.notation.evaluation import arithmetic, arrays, functions, propositions, ranges
from tests.notation.evaluation.comparison import same
from tests.notation.evaluation.evaluator import EVALUATORS, Evaluator
from tests.notation.evaluation.values import parse

__all__ = ["Evaluator", "parse", "same"]

for _part in (arithmetic, arrays, functions, propositions, ranges):
    EVALUATORS.update(_part.EVALUATORS)

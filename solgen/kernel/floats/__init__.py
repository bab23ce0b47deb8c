"""Evaluation 2: plain Python fractions and floats, written apart from evaluation 1 and by other methods.

A refutation stands only when this evaluation, too, finds that the claim clearly fails. It shares ``Term`` and ``Model``
with evaluation 1 and nothing else: definitions are put in by substitution, derivatives are differences, minimizers are
searched for, limits are values nearby.
"""

from solgen.kernel.floats.compare import clearly_fails, may_be_equal, truth
from solgen.kernel.floats.core import FloatEvaluator, NoRule, NoValue

__all__ = ["FloatEvaluator", "NoRule", "NoValue", "clearly_fails", "may_be_equal", "truth"]

"""``X X w``: the inner sizes of a product, or the sizes of two summands, do not fit."""

from __future__ import annotations

from solgen.audit.mistakes.rule import VerdictRule, WrongStep
from solgen.kernel.claim import Word
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ShapeMismatch


def _shown(step: WrongStep) -> bool:
    if step.verdict is None or step.verdict.word is not Word.ILL_FORMED:
        return False
    try:
        left = shape_of(step.claim.left, step.claim.context)
    except (ShapeMismatch, ValueError):
        return False
    try:
        right = shape_of(step.after, step.claim.context)
    except ShapeMismatch:
        return True
    except ValueError:
        return False
    return left.is_array != right.is_array or left.is_array


RULE = VerdictRule(
    "shapes-do-not-fit",
    r"A_{N \times d}\, B_{N \times d}",
    "The sizes do not fit: write the number of rows and columns under each matrix.",
    _shown,
)

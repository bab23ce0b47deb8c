"""``sum_j w_j z_j + b_j``: an index stands where no sum binds it and the other side does not have it."""

from __future__ import annotations

from solgen.audit.mistakes.rule import VerdictRule, WrongStep
from solgen.kernel.claim import Word
from solgen.notation.terms import BINDERS

_SUMS = frozenset({"sum", "product"})


def _shown(step: WrongStep) -> bool:
    """An index is free on the right, bound elsewhere in the line, and not free before."""
    if step.verdict is None or step.verdict.word not in (Word.ILL_FORMED, Word.REFUTED):
        return False
    bound = {str(node.arguments[0].data) for node in step.after.walk() if node.head in BINDERS}
    for side in (step.before, step.claim.left):
        bound |= {str(node.arguments[0].data) for node in side.walk() if node.head in _SUMS}
    return bool(bound & (step.after.free - step.claim.left.free - step.before.free))


RULE = VerdictRule(
    "free-index",
    r"\sum_j w_j z_j + b_j",
    "An index is used outside the sum that runs over it: there it means nothing.",
    _shown,
)

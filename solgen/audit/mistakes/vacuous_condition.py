"""``x ∈ [-1, 1]`` of what always lies there: a condition that holds everywhere and so selects nothing."""

from __future__ import annotations

from solgen.audit.mistakes.rule import VerdictRule, WrongStep


def _shown(step: WrongStep) -> bool:
    """The judge says so of the right side, or of the whole claim; a vacuous left side is no mistake of this line."""
    verdict = step.verdict
    return verdict is not None and verdict.vacuous and "on the left" not in verdict.message


RULE = VerdictRule(
    "vacuous-condition",
    r"P \iff \text{what is always true}",
    "This condition holds everywhere, so nothing follows from it; the right one must fail somewhere.",
    _shown,
)

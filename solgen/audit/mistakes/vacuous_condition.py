"""``x ∈ [-1, 1]`` of what always lies there: a condition that holds everywhere and so selects nothing."""

from __future__ import annotations

from solgen.audit.mistakes.rule import VerdictRule, WrongStep


def _shown(step: WrongStep) -> bool:
    return step.verdict is not None and step.verdict.vacuous


RULE = VerdictRule(
    "vacuous-condition",
    r"P \iff \text{what is always true}",
    "This condition holds everywhere, so nothing follows from it; the right one must fail somewhere.",
    _shown,
)

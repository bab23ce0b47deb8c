"""``(f/g)'  →  f'/g'``, or without the square below, or with the sign above turned."""

from __future__ import annotations

from solgen.audit.mistakes.derivative_rules import differentiating

RULE = differentiating(
    "quotient-rule",
    r"\left(\frac{f}{g}\right)' \to \frac{f'}{g'}",
    "The quotient rule is (f′g − fg′)/g²: mind the order above and the square below.",
    "quotient",
    "quotient-square",
    "quotient-sign",
)

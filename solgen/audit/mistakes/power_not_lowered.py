"""``(x^n)'  →  n x^n``, ``(e^x)'  →  x e^{x-1}``: the power is not lowered."""

from __future__ import annotations

from solgen.audit.mistakes.derivative_rules import differentiating

RULE = differentiating(
    "power-not-lowered",
    r"(x^n)' \to n x^n",
    "The power rule does two things: the exponent comes down as a factor, and the power is lowered by one.",
    "power",
)

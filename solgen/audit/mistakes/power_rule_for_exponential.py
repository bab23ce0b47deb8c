"""``(e^x)'  →  x e^{x-1}``: an exponential is differentiated as if it were a power."""

from __future__ import annotations

from solgen.audit.mistakes.derivative_rules import differentiating

RULE = differentiating(
    "power-rule-for-exponential",
    r"(e^x)' \to x e^{x - 1}",
    "The power rule is for a variable base; here the variable stands in the exponent, and eˣ is its own derivative.",
    "power-for-exponential",
)

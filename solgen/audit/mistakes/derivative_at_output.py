"""``(f(a))'  →  f'(f(a))``: the derivative of a function is taken at its value, not at its argument."""

from __future__ import annotations

from solgen.audit.mistakes.derivative_rules import differentiating

RULE = differentiating(
    "derivative-at-output",
    r"f'(a) \to f'(f(a))",
    "The derivative of the function is taken where the function was: at its argument, not at its value.",
    "output",
)

"""``(f(a))'  →  f'(f(a))``: the derivative of a function is taken at its value, not at its argument."""

from __future__ import annotations

from solgen.audit.mistakes.derivative_rules import differentiating

RULE = differentiating(
    "derivative-at-output",
    r"f'(a) \to f'(f(a))",
    "The derivative belongs where the function itself was taken: f′(a) at the argument a, not f′(f(a)) at its value.",
    "output",
)

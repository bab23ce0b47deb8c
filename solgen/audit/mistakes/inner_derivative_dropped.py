"""``(f(g(x)))'  →  f'(g(x))``: the inner derivative of the chain rule is dropped."""

from __future__ import annotations

from solgen.audit.mistakes.derivative_rules import differentiating

RULE = differentiating(
    "inner-derivative-dropped",
    r"f(g(x))' \to f'(g(x))",
    "The chain rule multiplies by the derivative of the inner function; that factor is missing.",
    "inner",
)

"""``(f g)'  →  f' g'``, ``(f g)'  →  f' g``: a product is differentiated factor by factor, or one term is dropped."""

from __future__ import annotations

from solgen.audit.mistakes.derivative_rules import differentiating

RULE = differentiating(
    "product-rule",
    r"(f g)' \to f' g'",
    "The derivative of a product has one term for each factor: (fg)′ is f′g + fg′.",
    "product",
    "product-term",
)

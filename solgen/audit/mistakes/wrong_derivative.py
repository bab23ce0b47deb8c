"""``cos'  →  sin``, ``ln'  →  ln``: the derivative of a known function is mixed up."""

from __future__ import annotations

from solgen.audit.mistakes.derivative_rules import differentiating

RULE = differentiating(
    "wrong-derivative",
    r"\cos' \to \sin",
    "The derivative of this function is another one; look it up in the table.",
    "table",
)

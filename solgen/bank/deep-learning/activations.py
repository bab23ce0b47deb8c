"""Differentiates the sigmoid with SymPy; the result is read and judged like every other line."""

from __future__ import annotations

from typing import Any

from solgen.solvers.calculus import derivative, sigmoid

PUBLIC: frozenset[str] = frozenset()


def solve(parameters: dict[str, Any]) -> dict[str, Any]:
    """``derivative``: the derivative of 1/(1 + e^(-k x)) by x, as LaTeX."""
    return {"derivative": derivative(sigmoid(parameters["k"]))}

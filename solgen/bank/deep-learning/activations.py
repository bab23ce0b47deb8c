"""Differentiates the sigmoid with SymPy; the result is read and judged like every other line."""

from __future__ import annotations

from typing import Any

import sympy

PUBLIC: frozenset[str] = frozenset()


def solve(parameters: dict[str, Any]) -> dict[str, Any]:
    """``derivative``: the derivative of 1/(1 + e^(-k x)) by x, as LaTeX."""
    steepness = sympy.Rational(str(parameters["k"]))
    x = sympy.Symbol("x", real=True)
    derivative = sympy.diff(1 / (1 + sympy.exp(-steepness * x)), x)
    return {"derivative": sympy.latex(derivative)}

"""Derivatives by SymPy, as LaTeX."""

from __future__ import annotations

from fractions import Fraction

import sympy

X = sympy.Symbol("x", real=True)


def sigmoid(steepness: int | Fraction) -> sympy.Expr:
    """1/(1 + e^(-k x)) for the exact number k."""
    return 1 / (1 + sympy.exp(-sympy.Rational(steepness.numerator, steepness.denominator) * X))


def derivative(expression: sympy.Expr, order: int = 1) -> str:
    """The derivative by x, as SymPy leaves it."""
    return str(sympy.latex(sympy.diff(expression, X, order)))

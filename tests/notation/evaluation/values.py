"""Values: fractions where exact, mpmath elsewhere, columns and matrices as lists of rows; and how cases write them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import mpmath

mpmath.mp.dps = 40
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "square": lambda x: x * x,
    "cube": lambda x: x * x * x,
    "double": lambda x: 2 * x,
    "weighted": lambda x, y: x + 10 * y,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-real(x))),
    "tanh": lambda x: mpmath.tanh(real(x)),
    "length": lambda w: sum(row[0] ** 2 for row in w),
    "kink": lambda x: abs(x - 3),
    "bowl": lambda x: (x - 2) ** 2,
}


@dataclass(frozen=True)
class Identity:
    """A multiple of the identity matrix, of whatever size fits."""

    factor: Any


def real(value: Any) -> Any:
    return mpmath.mpf(value.numerator) / value.denominator if isinstance(value, Fraction) else value


def parse(text: str) -> Any:
    """A value typed in a case: ``7/2``, ``[1, 2]``, ``{1, 2}``, ``true``, the name of a function."""
    if text in ("true", "false"):
        return text == "true"
    return _constant(ast.parse(text, mode="eval").body)


def _constant(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=value):
            return Fraction(str(value))
        case ast.UnaryOp(operand=operand):
            return -_constant(operand)
        case ast.BinOp(left=left, right=right):
            return _constant(left) / _constant(right)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return [_constant(item) for item in items]
        case ast.Set(elts=items):
            return {_constant(item) for item in items}
        case ast.Name(id=word):
            return set() if word == "empty" else FUNCTIONS[word]
    raise ValueError(ast.dump(node))


def unwrap(value: Any) -> Any:
    while isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value

"""Complex numbers in plain Python: a second look at equations of complex numbers, by ``cmath``."""

from __future__ import annotations

import cmath
from collections.abc import Callable, Mapping
from typing import Final

from solgen.kernel.floats.core import NoRule, NoValue
from solgen.notation.terms import Term

_FUNCTIONS: Final[dict[str, Callable[[complex], complex]]] = {
    "exp": cmath.exp,
    "sin": cmath.sin,
    "cos": cmath.cos,
    "tan": cmath.tan,
    "sinh": cmath.sinh,
    "cosh": cmath.cosh,
    "tanh": cmath.tanh,
    "conjugate": lambda value: value.conjugate(),
    "real part": lambda value: complex(value.real),
    "imaginary part": lambda value: complex(value.imag),
}
_CONSTANTS: Final = {"imaginary": 1j, "e": complex(cmath.e), "pi": complex(cmath.pi)}


def complex_value(node: Term, values: Mapping[str, complex]) -> complex:  # noqa: C901, PLR0912 -- a line a head
    """The value of a Term. Raises NoRule or NoValue."""
    match node.head:
        case "number" | "decimal":
            return complex(float(str(node.data)))
        case "name" if str(node.data) in values:
            return values[str(node.data)]
        case "constant" if str(node.data) in _CONSTANTS:
            return _CONSTANTS[str(node.data)]
        case "apply":
            function = _FUNCTIONS.get(str(node.arguments[0].data))
            if node.arguments[0].head != "builtin" or function is None or len(node.arguments) != 2:
                raise NoRule
            return function(complex_value(node.arguments[1], values))
    arguments = [complex_value(argument, values) for argument in node.arguments]
    try:
        match node.head:
            case "add":
                return sum(arguments, 0j)
            case "negate":
                return -arguments[0]
            case "multiply":
                result = 1 + 0j
                for argument in arguments:
                    result *= argument
                return result
            case "divide":
                return arguments[0] / arguments[1]
            case "power":
                return complex(arguments[0] ** arguments[1])
            case "absolute":
                return complex(abs(arguments[0]))
    except (ZeroDivisionError, OverflowError) as error:
        raise NoValue from error
    raise NoRule


def apart(left: Term, right: Term, values: Mapping[str, complex]) -> bool:
    """Whether two sides clearly differ at these values; False where that cannot be told."""
    try:
        one, other = complex_value(left, values), complex_value(right, values)
    except (NoRule, NoValue):
        return False
    return abs(one - other) > 1e-8 * max(abs(one), abs(other)) + 1e-10

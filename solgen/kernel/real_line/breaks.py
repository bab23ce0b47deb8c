"""Where an expression in one real unknown may begin or cease to exist, or jump.

Rule: rational operations, powers, roots, logarithms and the functions listed are continuous where they exist, and the
border of where they exist lies at zeros of denominators, of bases of negative or fractional powers, of radicands and
of arguments of logarithms; ``sign`` jumps at the zeros of its argument. Anything else has no answer here. Between two
neighbours of all these numbers an expression exists everywhere or nowhere, and is continuous. Source: any analysis
text.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.real_line.numbers import sign_of_number
from solgen.kernel.real_line.zeros import Line, Numbers, zeros
from solgen.notation.terms import Term, number

_SMOOTH: Final = frozenset({"exp", "sin", "cos", "arctan", "sinh", "cosh", "tanh", "arsinh", "max", "min", "relu"})
_PLAIN: Final = frozenset({"number", "decimal", "name", "constant"})


def breaks(line: Line, node: Term) -> Numbers:
    """Numbers among which are all places where the expression may change in this way; None where that is not known."""
    if line.unknown not in node.free or node.head in _PLAIN:
        return []
    found: list[Term] = []
    own = _own(line, node)
    if own is None:
        return None
    found += own
    inner = node.arguments[1:] if node.head == "apply" else node.arguments
    for argument in inner:
        below = breaks(line, argument)
        if below is None:
            return None
        found += below
    return found


def _own(line: Line, node: Term) -> Numbers:
    """The places that the outermost operation brings in."""
    zero = number(0)
    if node.head in ("add", "negate", "multiply", "absolute"):
        return []
    if node.head == "divide":
        return zeros(line, node.arguments[1], zero)
    if node.head == "power":
        return _of_power(line, *node.arguments)
    if node.head == "root" and line.unknown not in node.arguments[1].free:
        return zeros(line, node.arguments[0], zero)
    if node.head == "apply" and node.arguments[0].head == "builtin":
        word = node.arguments[0].data
        if word in _SMOOTH:
            return []
        if word == "sign" or (
            word in ("ln", "log") and all(line.unknown not in base.free for base in node.arguments[2:])
        ):
            return zeros(line, node.arguments[1], zero)
    return None


def _of_power(line: Line, base: Term, exponent: Term) -> Numbers:
    if exponent.head == "number" and exponent.data != 0:
        return []
    if line.unknown not in base.free:
        sign = sign_of_number(base)
        return [] if sign is not None and sign > 0 else None
    return zeros(line, base, number(0)) if line.unknown not in exponent.free else None

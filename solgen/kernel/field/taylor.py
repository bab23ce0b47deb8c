"""What functions do near a point, by the first of their derivatives that does not vanish there.

Rule: if f and g are k times differentiable at 0, all their derivatives below the k-th vanish there and g's k-th does
not, then ``f/g -> f^(k)(0) / g^(k)(0)``. Exponentials, sines, cosines and arctangents of such functions are
differentiable of every order; logarithms and roots are where their argument is positive at 0. Anything else in which
the name occurs is refused. Budget: ``_ORDER`` derivatives. Source: Taylor's theorem with Peano's remainder.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.field.differentiate import Direction, derivative
from solgen.kernel.field.fractions import Element, Generator
from solgen.kernel.field.replacement import mapped
from solgen.kernel.field.scope import Scope, Unsupported
from solgen.kernel.field.signs import sign

_ORDER: Final = 5
_SMOOTH: Final = frozenset({"exp", "sine", "cosine"})
_SMOOTH_INSIDE: Final = frozenset({"log", "root"})


def limit_of_quotient(scope: Scope, above: Element, below: Element, token: str) -> Element:
    """The limit of ``above/below`` as the name ``token`` goes to 0. Raises Unsupported where this rule gives none."""
    for element in (above, below):
        if not element.is_polynomial or not all(_is_smooth(scope, inner, token) for inner in element.used):
            raise Unsupported("limit")
    zero = {token: scope.field.zero}
    by = Direction(token)
    for _ in range(_ORDER + 1):
        first, second = mapped(scope, above, zero), mapped(scope, below, zero)
        if not second.is_zero:
            scope.require("nonzero", second)
            return first / second
        if not first.is_zero:
            raise Unsupported("an infinite limit")
        with scope.setting_aside():  # the derivatives of these functions exist at 0, as was seen above
            above, below = derivative(scope, above, by), derivative(scope, below, by)
    raise Unsupported("limit")


def isolated_zero(scope: Scope, element: Element, token: str) -> bool:
    """Whether an Element surely has no zero near 0 but at most 0 itself: some derivative does not vanish there."""
    if not element.is_polynomial or not all(_is_smooth(scope, inner, token) for inner in element.used):
        return False
    for _ in range(_ORDER + 1):
        there = mapped(scope, element, {token: scope.field.zero})
        if sign(scope, there) in ("+", "-", "≠"):
            return True
        if not there.is_zero:
            return False
        with scope.setting_aside():
            element = derivative(scope, element, Direction(token))
    return False


def positive_nearby(scope: Scope, element: Element, token: str) -> bool:
    """Whether an Element that is continuous at 0 is positive there, and so near it."""
    if not all(_is_smooth(scope, inner, token) for inner in element.used):
        return False
    return sign(scope, mapped(scope, element, {token: scope.field.zero})) == "+"


def _is_smooth(scope: Scope, generator: Generator, token: str) -> bool:
    """Whether a generator is differentiable of every order at 0 in the name."""
    if token not in generator.reach or generator.data == (token,):
        return True
    if generator.kind == "known":
        allowed = generator.data[0] == "arctan"
    elif generator.kind in _SMOOTH_INSIDE:
        inside = mapped(scope, generator.arguments[0], {token: scope.field.zero})
        allowed = sign(scope, inside) == "+"
    else:
        allowed = generator.kind in _SMOOTH
    return allowed and all(_argument_is_smooth(scope, argument, token) for argument in generator.arguments)


def _argument_is_smooth(scope: Scope, argument: Element, token: str) -> bool:
    below = Element(scope.field, argument.denominator, scope.field.one.numerator)
    if token in below.reach:
        there = mapped(scope, below, {token: scope.field.zero})
        if sign(scope, there) not in ("+", "-", "≠"):
            return False
    return all(_is_smooth(scope, inner, token) for inner in argument.used)

"""Inverse trigonometric and hyperbolic functions.

Rules: ``arccos u = pi/2 - arcsin u`` on [-1, 1]; arcsin and arctan are odd, and each is a generator but for the values
known from the unit circle. ``arsinh u = ln(u + sqrt(u^2 + 1))``, ``arcosh u = ln(u + sqrt(u^2 - 1))`` for u >= 1,
``artanh u = ln((1 + u)/(1 - u))/2`` for -1 < u < 1. Nothing is said of ``arcsin(sin x)``, which is x on one interval
only; ``sin(arcsin u) = u`` and its like stand with the sines. Source: Abramowitz and Stegun, 4.4 and 4.6.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import flint

from solgen.kernel.field.exponentials import logarithm
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.replacement import REBUILD
from solgen.kernel.field.roots import root
from solgen.kernel.field.scope import Scope, Unsupported

WORDS: Final = frozenset({"arcsin", "arccos", "arctan", "arsinh", "arcosh", "artanh"})


def inverse_function(scope: Scope, word: str, argument: Element) -> Element:
    """The function ``word`` of WORDS at an Element; requires the argument to lie in its domain."""
    one = scope.field.one
    if word == "arcsin":
        scope.require("nonnegative", one - argument * argument)
        return _odd(scope, word, argument)
    if word == "arccos":
        return _pi(scope).scale(flint.fmpq(1, 2)) - inverse_function(scope, "arcsin", argument)
    if word == "arctan":
        return _odd(scope, word, argument)
    if word == "arsinh":
        return logarithm(scope, argument + root(scope, argument * argument + one, 2))
    if word == "arcosh":
        scope.require("nonnegative", argument - one)
        return logarithm(scope, argument + root(scope, argument * argument - one, 2))
    if word == "artanh":
        scope.require("positive", one - argument * argument)
        return (logarithm(scope, one + argument) - logarithm(scope, one - argument)).scale(flint.fmpq(1, 2))
    raise Unsupported(word)


def _pi(scope: Scope) -> Element:
    return scope.field.generator("constant", ("pi",), (), frozenset())


def _odd(scope: Scope, word: str, argument: Element) -> Element:
    """``f(u)`` for an odd function, as ``-f(-u)`` where the first coefficient of u is negative."""
    if argument.is_zero:
        return scope.field.zero
    if argument.numerator.leading_coefficient() < 0:
        return -_odd(scope, word, -argument)
    if not argument.reach:
        for value, share in _known_values(scope, word):
            if value.key == argument.key:
                return _pi(scope).scale(share)
    return scope.field.generator("known", (word,), (argument,))


def _known_values(scope: Scope, word: str) -> Iterator[tuple[Element, flint.fmpq]]:
    """Positive arguments with the share of pi that the function has there."""
    field = scope.field
    roots = {number: root(scope, field.constant(number), 2) for number in (2, 3)}
    half = flint.fmpq(1, 2)
    if word == "arcsin":
        yield field.one, half
        yield field.constant(half), flint.fmpq(1, 6)
        yield roots[2].scale(half), flint.fmpq(1, 4)
        yield roots[3].scale(half), flint.fmpq(1, 3)
    else:
        yield field.one, flint.fmpq(1, 4)
        yield roots[3], flint.fmpq(1, 3)
        yield roots[3].scale(flint.fmpq(1, 3)), flint.fmpq(1, 6)


REBUILD["known"] = lambda scope, generator, arguments: inverse_function(scope, str(generator.data[0]), arguments[0])

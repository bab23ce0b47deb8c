"""Bounds on single generators that linear arithmetic may use, and inequalities between logarithms.

Rules: ``-1 <= sin, cos <= 1``; ``-pi/2 <= arcsin <= pi/2``, ``|arctan| < pi/2``; the tangents ``e^u >= 1 + u``,
``e^u (1 - u) <= 1`` and ``ln u <= u - 1``; ``e^u >= e^v`` where ``u >= v``. A sum of rational multiples of logarithms
and of other terms is positive where its exponential is larger than 1. Each is strict where it is written so.
Source: Hardy, Littlewood and Pólya, Inequalities, chapter 4.
"""

from __future__ import annotations

from math import lcm
from typing import Final

import flint

from solgen.kernel.field.exponentials import exponential
from solgen.kernel.field.fractions import Element, Generator
from solgen.kernel.field.scope import Fact, Scope

_MULTIPLE: Final = 12
_EXPONENTIALS: Final = 4


def bounds(scope: Scope, generator: Generator) -> list[Fact]:
    """What holds of a generator beside its sign. All Elements are polynomials."""
    field = scope.field
    own, one = field.variable(generator), field.one
    if generator.kind in ("sine", "cosine"):
        return [Fact(one - own, strict=False), Fact(one + own, strict=False)]
    if generator.kind == "known":
        right = field.generator("constant", ("pi",), (), frozenset()).scale(flint.fmpq(1, 2))
        strict = generator.data[0] == "arctan"
        return [Fact(right - own, strict), Fact(right + own, strict)]
    if generator.kind == "exp" and generator.arguments[0].is_polynomial:
        exponent = generator.arguments[0]
        return [Fact(own - one - exponent, strict=False), Fact(one - own + own * exponent, strict=False)]
    if generator.kind == "log" and generator.arguments[0].is_polynomial:
        return [Fact(generator.arguments[0] - one - own, strict=False)]
    return []


def between(scope: Scope, positions: list[int]) -> list[Fact]:
    """Order among the exponentials at these positions, and of each to 1."""
    found: list[Fact] = []
    field = scope.field
    chosen = [field.generators[position] for position in positions if field.generators[position].kind == "exp"]
    for place, first in enumerate(chosen[:_EXPONENTIALS]):
        for second in chosen[:place]:
            difference = scope.sign_of(first.arguments[0] - second.arguments[0])
            apart = field.variable(first) - field.variable(second)
            if difference in ("+", "0+"):
                found.append(Fact(apart, strict=difference == "+"))
            elif difference in ("-", "0-"):
                found.append(Fact(-apart, strict=difference == "-"))
    return found


def beyond_logarithms(scope: Scope, element: Element) -> Element | None:
    """``e^{m u} - 1`` for a sum u of rational multiples of logarithms and other terms: of the same sign as u."""
    if not element.is_polynomial:
        return None
    logs = [generator for generator in element.used if generator.kind == "log"]
    degrees = element.numerator.degrees()
    if not logs or any(degrees[generator.position] != 1 for generator in logs):
        return None
    multiple = 1
    for exponents, coefficient in element.numerator.to_dict().items():
        if any(exponents[generator.position] for generator in logs):
            if sum(exponents) != 1:
                return None
            multiple = lcm(multiple, int(coefficient.q))
    if multiple > _MULTIPLE:
        return None
    return exponential(scope, element.scale(multiple)) - scope.field.one

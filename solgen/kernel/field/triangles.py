"""Sums over pairs in order: ``sum over j of the sum over i <= j of f(i, j)``.

Rules, for ``T[f] = sum_{j=1}^{n} sum_{i=1}^{j} f(i, j)`` and ``f'(i, j) = f(j, i)``: the pairs below the diagonal,
those above it and the diagonal are all pairs, so ``T[f] + T[f'] = sum_{i,j=1}^{n} f + sum_{k=1}^{n} f(k, k)``. With
``f = f'`` this says what T[f] is; otherwise the one of the two whose label comes later is written by the other.
Nothing is done where f may not exist at a pair that T[f] leaves out. Source: Graham, Knuth and Patashnik, Concrete
Mathematics, 2.4.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import flint

from solgen.kernel.field.fractions import Element, Generator
from solgen.kernel.field.labels import labelled
from solgen.kernel.field.replacement import mapped, opened_body
from solgen.kernel.field.scope import Scope, Undefined, Unsupported

Total = Callable[[Scope, Element, Element, Element, Element], Element]
_HALF: Final = flint.fmpq(1, 2)
_DELICATE: Final = frozenset({"log", "root", "power"})


def triangle(scope: Scope, variable: Element, high: Element, inside: Element, plain: Element, total: Total) -> Element:
    """``plain``, which is the sum of ``inside`` from 1 to ``high``, brought to its form if it is one over pairs."""
    inner = _inner_sum(variable, inside)
    if inner is None or scope.in_triangle:
        return plain
    scope.in_triangle = True
    try:
        return _canonical(scope, variable, high, inside / scope.field.variable(inner), inner, plain, total)
    except (Undefined, Unsupported, ZeroDivisionError):
        return plain
    finally:
        scope.in_triangle = False


def _canonical(
    scope: Scope, variable: Element, high: Element, rest: Element, inner: Generator, plain: Element, total: Total
) -> Element:
    one = scope.field.one
    with scope.bound_name(one, high) as outer:
        token = next(iter(outer.reach))
        with scope.bound_name(one, high) as below:
            own = next(iter(below.reach))
            _, body = opened_body(scope, inner.data, inner.arguments[-1], below)
            straight = mapped(scope, body * rest, {next(iter(variable.reach)): outer})
            if not _exists_everywhere(straight):
                return plain
            swapped = mapped(scope, straight, {token: below, own: outer})
            with scope.outside():
                row = total(scope, below, one, high, straight)
        diagonal = mapped(scope, straight, {own: outer})
        with scope.outside():
            whole = total(scope, outer, one, high, row) + total(scope, outer, one, high, diagonal)
        if straight.key == swapped.key:
            return whole.scale(_HALF)
        with scope.bound_name(one, outer) as below:
            column = mapped(scope, swapped, {own: below})
            with scope.outside():
                column = total(scope, below, one, outer, column)
        with scope.outside():
            reflected = total(scope, outer, one, high, column)
    return whole - reflected if _rank(reflected) < _rank(plain) else plain


def _inner_sum(variable: Element, inside: Element) -> Generator | None:
    """The one sum in a product that goes up to ``variable``."""
    found = [
        generator
        for generator in inside.used
        if generator.kind == "sum" and not variable.reach.isdisjoint(generator.arguments[0].reach)
    ]
    if len(found) != 1 or len(found[0].data) != 1 or found[0].arguments[0].key != variable.key:
        return None
    return found[0] if inside.is_polynomial and inside.numerator.degrees()[found[0].position] == 1 else None


def _rank(element: Element) -> tuple[int, list[str]]:
    """How many sums have sums in them, and what they are, by labels that no bound name's spelling enters."""
    nested = [
        labelled(element.field.variable(generator)) for generator in element.used
        if generator.kind == "sum" and any(inner.kind == "sum" for inner in generator.arguments[-1].used)
    ]  # fmt: skip
    return len(nested), sorted(nested)


def _exists_everywhere(element: Element) -> bool:
    return element.is_polynomial and all(
        generator.kind not in _DELICATE and all(map(_exists_everywhere, generator.arguments))
        for generator in element.used
    )

"""What a condition brings with it wherever it holds: radicands that it needs, discriminants of its quadratics.

Rules. A condition holds only where its sides exist, so a radicand of an even root in it, outside of case distinctions
and binders, is nonnegative there. If a polynomial a x² + b x + c with real coefficients has the real root x, then
``(2 a x + b)² = b² - 4 a c``, so its discriminant is nonnegative. Each fact is a Term for a step from that condition
only. Source: elementary.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from solgen.notation.context import Context, Kind
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, add, multiply, number, relation, term

_PATHS: Final = frozenset({"relation", "and", "or", "add", "negate", "multiply", "divide", "power", "root", "absolute"})
"""Heads whose value exists only where the values of all their arguments do."""
_MOST: Final = 6
"""Facts that are taken."""


def facts_of(context: Context, premise: Term) -> tuple[Term, ...]:
    """``radicand ≥ 0`` and ``discriminant ≥ 0``, as far as they are seen."""
    found = dict.fromkeys((*_radicands(premise), *_discriminants(context, premise)))
    return tuple(relation("≥", node, number(0)) for node in list(found)[:_MOST])


def _radicands(node: Term) -> Iterator[Term]:
    if node.head not in _PATHS:
        return
    if node.head == "root" and node.arguments[1].head == "number" and int(str(node.arguments[1].data)) % 2 == 0:
        yield node.arguments[0]
    for argument in node.arguments:
        yield from _radicands(argument)


def _discriminants(context: Context, premise: Term) -> Iterator[Term]:
    if premise.head == "and":
        for part in premise.arguments:
            yield from _discriminants(context, part)
    if premise.head != "relation" or premise.data != "=":
        return
    left, right = premise.arguments
    difference = add(left, term("negate", [right]))
    if any(_is_complex(context, named) for named in difference.free):
        return
    for named in sorted(difference.free):
        declaration = context.declaration(named)
        real = declaration is not None and declaration.kind is Kind.REAL and not declaration.indices
        if real and context.definition(named) is None and _degree(difference, named) == 2:
            yield _discriminant(difference, named)


def _is_complex(context: Context, named: str) -> bool:
    declaration = context.declaration(named)
    return declaration is None or declaration.kind not in (Kind.REAL, Kind.INTEGER, Kind.SIZE)


def _discriminant(quadratic: Term, named: str) -> Term:
    """``b² - 4 a c`` by the values of the polynomial at -1, 0 and 1: b is half of the difference of the outer two."""
    below, constant, above = (substitute(quadratic, {named: number(place)}) for place in (-1, 0, 1))
    half = term("divide", [number(1), number(2)])
    linear = multiply(half, add(above, term("negate", [below])))
    square = add(multiply(half, add(above, below)), term("negate", [constant]))
    return add(term("power", [linear, number(2)]), term("negate", [multiply(number(4), square, constant)]))


def _degree(node: Term, named: str) -> int | None:
    """The degree of a polynomial in a name, at most; None for what is none."""
    if named not in node.free:
        return 0
    if node.head == "name":
        return 1
    degrees = [_degree(argument, named) for argument in node.arguments]
    known = [degree for degree in degrees if degree is not None]
    if len(known) < len(degrees):
        return None
    match node.head:
        case "add" | "negate":
            return max(known)
        case "multiply":
            return sum(known)
        case "divide" if known[1] == 0:
            return known[0]
        case "power" if node.arguments[1].head == "number":
            return known[0] * int(str(node.arguments[1].data))
        case _:
            return None

"""Names that move freely, and functions of them between which no polynomial relation can hold.

Rule: a declared real name is free where its domain surely has interior, no hypothesis pins it and no other name is
declared by it or beside it. Exponentials, sines and logarithms of free names are algebraically independent of each
other and of the names, if their arguments are polynomials in names with linearly independent monomials, or, of
logarithms, irreducible polynomials; roots inside an argument are refused altogether (``sqrt[4](x^2)^2`` is x on one
side of 0 only), and so are constants that may be equal in disguise. A single such function of a polynomial or quotient
that is not constant is transcendental by itself. Source: Ax, On Schanuel's conjectures (1971).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from solgen.kernel.field.fractions import Element, Generator
from solgen.kernel.field.known_signs import literal
from solgen.kernel.field.scope import Scope
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.terms import Term

_CONTINUOUS: Final = frozenset({Kind.REAL, Kind.QUANTITY, Kind.VECTOR, Kind.MATRIX})
_HARMLESS: Final = frozenset(
    {"positive", "negative", "nonnegative", "nonzero", "in", "at least", "at most", "increasing", "nonincreasing",
     "distinct", "invertible"}
)  # fmt: skip
"""Properties that leave interior; others, such as ``symmetric``, tie components to each other or to other names."""
_TRANSCENDENTAL: Final = frozenset({"exp", "log", "sine", "cosine"})
_NAMES: Final = frozenset({"name", "component", "bound"})


def is_continuous(scope: Scope, token: str) -> bool:
    """Whether a name takes all values of a set with interior."""
    if token in scope.pinned:
        return False
    declaration = scope.context.declaration(token)
    if declaration is None:
        return token.startswith("@")
    return declaration.kind in _CONTINUOUS and _has_interior(declaration)


def _has_interior(declaration: Declaration) -> bool:
    """Whether the declared properties leave an open set; bounds that are no numerals may leave a point only."""
    lows: list[Any] = [0] if declaration.has("positive") or declaration.has("nonnegative") else []
    highs: list[Any] = [0] if declaration.has("negative") else []
    for declared in declaration.properties:
        if declared.word not in _HARMLESS:
            return False
        ends = _ends(declared.word, declared.terms)
        if ends is None:
            return False
        low, high = ends
        lows += [] if low is None else [low]
        highs += [] if high is None else [high]
    return not lows or not highs or max(lows) < min(highs)


def _ends(word: str, terms: tuple[Term, ...]) -> tuple[Any, Any] | None:
    """The bounds that a property sets, None for no bound; None instead where they are not known."""
    if word not in ("in", "at least", "at most"):
        return (None, None)
    if not terms:
        return None
    if word == "in":
        if terms[0].head != "interval":
            return None
        bounds = [_bound(end) for end in terms[0].arguments]
    else:
        bounds = [_bound(terms[0]), (True, None)]
        if word == "at most":
            bounds.reverse()
    return (bounds[0][1], bounds[1][1]) if all(known for known, _ in bounds) else None


def _bound(end: Term) -> tuple[bool, Any]:
    """Whether an end is known, and its value; None for an infinite one."""
    inner = end.arguments[0] if end.head == "negate" else end
    if inner.head == "constant" and inner.data == "infinity":
        return True, None
    value = literal(end)
    return value is not None, value


def tied(context: Context, reach: frozenset[str]) -> frozenset[str]:
    """Names that occur in the declared properties of names in ``reach``: ``X`` with ``rows x^{(i)}`` ties x."""
    found: frozenset[str] = frozenset()
    for token in reach:
        declaration = context.declaration(token)
        for declared in declaration.properties if declaration is not None else ():
            found = found.union(*(term.free for term in declared.terms))
    return found


def independent(element: Element, tokens: frozenset[str]) -> bool:
    """Whether the generators of ``element`` that depend on the tokens satisfy no polynomial relation."""
    moving = {inner.position: inner for inner in _inside(element) if not inner.reach.isdisjoint(tokens)}
    own = {generator.position for generator in element.used}
    if any(inner.kind in ("root", "absolute") and inner.position not in own for inner in moving.values()):
        return False
    functions = [inner for inner in moving.values() if inner.kind in _TRANSCENDENTAL]
    if len({_without_phase(inner) for inner in functions}) <= 1:
        return True
    nested = [inner for function in functions for argument in function.arguments for inner in _inside(argument)]
    constants = {inner.position for inner in nested if inner.kind != "unit" and not inner.reach}
    return (
        len(constants) <= 1
        and all(inner.kind in _NAMES or inner.kind in _TRANSCENDENTAL | {"constant", "unit"} for inner in nested)
        and all(_is_plain(function) for function in functions)
    )


def _without_phase(generator: Generator) -> tuple[str, str]:
    kind = "sine" if generator.kind == "cosine" else generator.kind
    return kind, generator.arguments[0].key


def _inside(element: Element) -> Iterator[Generator]:
    """The generators of an Element and those inside them."""
    for generator in element.used:
        yield generator
        for argument in generator.arguments:
            yield from _inside(argument)


def _is_plain(function: Generator) -> bool:
    """A polynomial argument; of a logarithm an irreducible one in names and exponentials."""
    (argument,) = function.arguments
    if not argument.is_polynomial:
        return False
    if function.kind != "log":
        return True
    factors = argument.field.factor(argument.numerator)[1]
    return len(factors) == 1 and factors[0][1] == 1 and all(inner.kind in _NAMES | {"exp"} for inner in argument.used)

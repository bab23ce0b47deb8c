"""Limits of expressions that are rational in the limit's name, with exponentials at infinity, sums term by term.

Rule: the name becomes ``a + t``, ``a - t`` or ``1/t`` with t -> 0 (from above, where a side is given). A generator
other than t with a finite limit is replaced by it, since the functions here are continuous where they exist; a sum
over a range that does not depend on t is taken term by term. An exponential that grows without bound is written as 1/F
with F -> 0, and F beats every power of t. What is left is a quotient of polynomials in F and t: the lowest powers
decide. The leading coefficient below must not vanish; where functions make it 0/0, ``taylor`` compares derivatives.
Source: Gruntz, On computing limits (1996), the simplest case.
"""

from __future__ import annotations

from typing import Any, Final

from solgen.kernel.field.fractions import Element, Generator, Polynomial
from solgen.kernel.field.replacement import REBUILD, composed, mapped, require_again
from solgen.kernel.field.scope import Fact, Scope, Undefined, Unsupported
from solgen.kernel.field.signs import sign
from solgen.kernel.field.sums import resummed
from solgen.kernel.field.taylor import isolated_zero, limit_of_quotient, positive_nearby
from solgen.kernel.field.translate import RULES, translate
from solgen.kernel.germs.limits import limit_by_growth, remembering
from solgen.notation.context import Kind
from solgen.notation.terms import Term

_CONTINUOUS: Final = frozenset({"exp", "log", "root", "absolute", "sine", "cosine", "known", "function", "sum"})


def limit_of_term(scope: Scope, node: Term) -> Element:
    """``lim body`` as an Element, by these rules or by growth. Raises Unsupported where it is infinite or unknown."""
    if scope.differentiating or scope.aside is not None:
        return _limit(scope, node)
    try:
        with remembering(scope):
            return _limit(scope, node)
    except (Undefined, Unsupported, ZeroDivisionError) as first:
        try:
            return limit_by_growth(scope, node)
        except Unsupported:
            raise first from None


def _limit(scope: Scope, node: Term) -> Element:
    bound, point, body = node.arguments
    named = str(bound.data)
    with scope.real_name() as small:
        facts = [] if node.data == "" and not _infinite(point) else [Fact(small, strict=True)]
        image = _approach(scope, point, str(node.data), small)
        token = next(iter(small.reach))
        with scope.assuming(*facts):
            element = _carried(scope, named, body, image, small)
            result = limit(scope, element, token)
    if token in result.reach:
        raise Unsupported("limit")
    return result


def _infinite(point: Term) -> bool:
    inner = point.arguments[0] if point.head == "negate" else point
    return inner.head == "constant" and inner.data == "infinity"


def _approach(scope: Scope, point: Term, side: str, small: Element) -> Element:
    """What the limit's name becomes."""
    if _infinite(point):
        return (scope.field.one / small).scale(-1 if point.head == "negate" else 1)
    at = translate(scope, point)
    return at - small if side == "-" else at + small


def _carried(scope: Scope, named: str, body: Term, image: Element, small: Element) -> Element:
    """The body near the point. Definitions that use the limit's name follow it, where it is a declared real name."""
    declaration = scope.context.declaration(named)
    if named in scope.values or declaration is None:
        with scope.naming({named: image}), scope.setting_aside() as aside:
            element = translate(scope, body)
        _exists_nearby(scope, aside_requirements=[(r.kind, r.element) for r in aside], small=small)
        return element
    at_infinity = not image.is_polynomial
    if declaration.kind not in (Kind.REAL, Kind.QUANTITY) and not (at_infinity and declaration.kind is Kind.SIZE):
        raise Unsupported(named)  # a limit over all reals is one over the sizes among them
    if declaration.indices:
        raise Unsupported(named)
    if scope.context.definition(named) is not None:
        raise Unsupported(named)
    own = scope.field.generator("name", (named,), (), frozenset({named}))
    declared = sign(scope, own)
    if declared != "?" and sign(scope, image) != declared:
        raise Undefined("the limit is taken outside the declared range of its name")
    if declaration.property_terms("in") is not None:
        raise Unsupported(named)
    with scope.setting_aside() as aside, scope.keeping(named), scope.about_nothing_known(named):
        element = translate(scope, body)
    found = [(item.kind, mapped(scope, item.element, {named: image})) for item in aside if not item.facts]
    for item in aside:
        if item.facts:
            require_again(scope, [item], {named: image})
    _exists_nearby(scope, aside_requirements=found, small=small)
    with scope.setting_aside():  # what the body needs was settled just now, near the point
        return mapped(scope, element, {named: image})


def _exists_nearby(scope: Scope, *, aside_requirements: list[tuple[str, Element]], small: Element) -> None:
    """What must hold need hold near the point only: a denominator that is not 0 in the lowest power of t."""
    position = small.positions[0]
    for kind, element in aside_requirements:
        others = [g for g in element.used if g.position != position and not g.reach.isdisjoint(small.reach)]
        if kind == "nonzero" and not others:
            coefficients = _by_power(element.numerator, element, position)
            lowest = coefficients[min(coefficients)]
            scope.require("nonzero", lowest)
        elif not _holds_nearby(scope, kind, element, next(iter(small.reach))):
            scope.require(kind, element)


def _holds_nearby(scope: Scope, kind: str, element: Element, token: str) -> bool:
    if token not in element.reach:
        return False
    try:
        if kind == "nonzero":
            return isolated_zero(scope, element, token)
        return kind in ("positive", "nonnegative") and positive_nearby(scope, element, token)
    except (Undefined, ZeroDivisionError):
        return False


def _by_power(polynomial: Polynomial, element: Element, position: int) -> dict[int, Element]:
    """Coefficients by the powers of one generator that occur."""
    groups: dict[int, dict[tuple[int, ...], Any]] = {}
    for exponents, coefficient in polynomial.to_dict().items():
        rest = (*exponents[:position], 0, *exponents[position + 1 :])
        groups.setdefault(exponents[position], {})[rest] = coefficient
    field = element.field
    return {power: Element(field, field.ring.from_dict(group), field.one.numerator) for power, group in groups.items()}


def limit(scope: Scope, element: Element, token: str) -> Element:
    """The finite limit as t -> 0. Raises Unsupported for any other."""
    if token not in element.reach:
        return element
    large, replaced = _sorted_generators(scope, element, token)
    above = Element(scope.field, element.numerator, scope.field.one.numerator)
    below = Element(scope.field, element.denominator, scope.field.one.numerator)
    if replaced:
        # only where nothing cancels may a part be replaced by its limit: the denominator must stay away from 0
        if large:
            raise Unsupported("limit")
        original = above, below
        replaced.update({piece.position: scope.field.zero for piece in element.used if piece.data == (token,)})
        above, below = composed(scope, above, replaced), composed(scope, below, replaced)
        if below.is_zero:
            return limit_of_quotient(scope, *original, token)
        scope.require("nonzero", below)
        return above / below
    for generator in large:
        upward = _grows(scope, generator, token)
        above, below = _dominant(scope, above, below, generator.position, upward=upward)
    if token in above.reach or token in below.reach:
        variable = scope.field.generator("name", (token,), (), frozenset({token}))
        above, below = _dominant(scope, above, below, variable.positions[0], upward=False)
    return scope.divide(above, below)


def _sorted_generators(scope: Scope, element: Element, token: str) -> tuple[list[Generator], dict[int, Element]]:
    """The exponential that grows or vanishes beyond all powers, if any; and what has a finite limit, with it."""
    replaced: dict[int, Element] = {}
    large: list[Generator] = []
    for generator in element.used:
        if generator.data == (token,) or token not in generator.reach:
            continue
        if generator.kind not in _CONTINUOUS or (generator.kind == "function" and any(generator.data[1])):
            raise Unsupported("limit")  # a derivative need not be continuous
        if generator.kind == "exp" and not _is_finite(scope, generator.arguments[0], token):
            large.append(generator)
        else:
            replaced[generator.position] = _limit_of_generator(scope, generator, token)
    if len(large) > 1:
        raise Unsupported("limit")
    return large, replaced


def _dominant(scope: Scope, above: Element, below: Element, position: int, *, upward: bool) -> tuple[Element, Element]:
    """The coefficients of the power that decides: the lowest of what goes to 0, the highest of what grows."""
    pick = max if upward else min
    up, down = _by_power(above.numerator, above, position), _by_power(below.numerator, below, position)
    if not up:
        return scope.field.zero, below
    first, second = pick(up), pick(down)
    scope.require("nonzero", down[second])
    if first == second:
        return up[first], down[second]
    if (first < second) == upward:
        return scope.field.zero, down[second]
    raise Unsupported("an infinite limit")


def _is_finite(scope: Scope, exponent: Element, token: str) -> bool:
    """Whether the exponent's denominator does not go to 0 with t."""
    if exponent.is_polynomial:
        return True
    variable = scope.field.generator("name", (token,), (), frozenset({token}))
    below = _by_power(exponent.denominator, exponent, variable.positions[0])
    return 0 in below and not any(g.data != (token,) and token in g.reach for g in exponent.used)


def _grows(scope: Scope, generator: Generator, token: str) -> bool:
    """Whether ``e^u`` goes to infinity (else to 0): the sign of u near t = 0, which must go to infinity itself."""
    exponent = generator.arguments[0]
    variable = scope.field.generator("name", (token,), (), frozenset({token}))
    position = variable.positions[0]
    if any(g.position != position and token in g.reach for g in exponent.used):
        raise Unsupported("limit")
    up = _by_power(exponent.numerator, exponent, position)
    down = _by_power(exponent.denominator, exponent, position)
    first, second = min(up), min(down)
    found = sign(scope, up[first] / down[second])
    if first >= second or found not in ("+", "-") or sign(scope, variable) != "+":
        raise Unsupported("limit")
    return found == "+"


def _limit_of_generator(scope: Scope, generator: Generator, token: str) -> Element:
    if generator.kind == "sum":
        highs = generator.arguments[:-1]
        if any(token in high.reach for high in highs):
            raise Unsupported("limit")
        return resummed(scope, generator.data, highs, generator.arguments[-1], lambda inner: limit(scope, inner, token))
    arguments = tuple(limit(scope, argument, token) for argument in generator.arguments)
    return REBUILD[generator.kind](scope, generator, arguments)


RULES["limit"] = limit_of_term

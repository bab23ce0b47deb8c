"""Definite integrals in the field: by an antiderivative on the whole path, and their derivatives by a bound.

Rules. If f and F exist and are continuous on the closed path and ``F' = f`` inside, the integral is ``F(b) - F(a)``
(the fundamental theorem); every requirement of f and F must follow from ``a <= x <= b`` (``b <= x <= a``; for all x
where the order is not known), that of F' from the open path, none is excepted. At an infinite bound the value is the
limit of F. ``d/dx of the integral of g(t, x)`` from a(x) to b(x) is ``g(b) b' - g(a) a'`` and the integral of dg/dx
(Leibniz's rule), where g and dg/dx exist for all t. Source: Rudin, Principles of Mathematical Analysis, 6.20 to 6.21
and 9.42.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from solgen.kernel.field.derivatives_of_terms import derivative_of_term
from solgen.kernel.field.fractions import Element, Generator
from solgen.kernel.field.labels import labelled
from solgen.kernel.field.limits import limit
from solgen.kernel.field.primitives import Primitive, coefficients, parted, primitive
from solgen.kernel.field.replacement import REBUILD, mapped
from solgen.kernel.field.scope import Fact, Requirement, Scope, Undefined, Unsupported
from solgen.kernel.field.signs import sign
from solgen.kernel.field.translate import RULES, translate
from solgen.kernel.unfold import unfold
from solgen.notation.context import Kind
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, add, multiply, term

_CONTINUOUS: Final = frozenset(
    {"name", "constant", "unit", "exp", "log", "root", "absolute", "sine", "cosine", "known", "function", "power",
     "component", "sum"}
)  # fmt: skip
"""Generators that are continuous in what they depend on, wherever they exist."""
_OFF: Final = "a point on the path of an integral where it may not exist"


def _integral(scope: Scope, node: Term) -> Element:
    bound, low_term, high_term, body = node.arguments
    named = str(bound.data)
    body = unfold(body, scope.context, scope.keep | frozenset(scope.values))
    low, high = (None if _infinite(end) else translate(scope, end) for end in (low_term, high_term))
    if (low is None and _sign(low_term) > 0) or (high is None and _sign(high_term) < 0):
        raise Unsupported("an integral backwards to infinity")
    with scope.real_name() as variable:
        token = next(iter(variable.reach))
        with scope.naming({named: variable}), scope.setting_aside() as aside:
            integrand = translate(scope, body)
        closed, opened = _path(scope, variable, low, high)
        _expect_all(scope, aside, closed, token)
        _expect_continuous(integrand, token)
        try:
            found = primitive(scope, integrand, variable)
        except Unsupported:
            result = _by_parts(scope, integrand, variable, (low, high), (closed, opened))
        else:
            result = _over(scope, found, variable, (low, high), (closed, opened))
    if token in result.reach:
        raise Unsupported("integral")
    return result


Ends = tuple[Element | None, Element | None]
Path = tuple[list[Fact], list[Fact]]


def _over(scope: Scope, found: Primitive, variable: Element, ends: Ends, path: Path) -> Element:
    """``F(b) - F(a)``, once F is seen to be continuous on the path and smooth inside."""
    token = next(iter(variable.reach))
    closed, opened = path
    _expect_all(scope, found.existence, closed, token)
    kinks = [requirement for requirement in found.smoothness if _is_finite(scope, requirement, variable)]
    _expect_all(scope, [requirement for requirement in found.smoothness if requirement not in kinks], opened, token)
    _expect_denominator(scope, found.element, closed, token)
    _expect_continuous(found.element, token)
    low, high = (_at(scope, found.element, variable, end, way) for end, way in zip(ends, (-1, 1), strict=True))
    return high - low


def _is_finite(scope: Scope, requirement: Requirement, variable: Element) -> bool:
    """Whether F is not differentiable at finitely many points only: the zeros of a polynomial that is never 0."""
    if requirement.kind != "nonzero":
        return False
    parts = coefficients(requirement.element, variable)
    return len(parts) > 1 and sign(scope, parts[-1]) in ("+", "-", "≠")


def _by_parts(scope: Scope, integrand: Element, variable: Element, ends: Ends, path: Path) -> Element:
    """Summand by summand; of one that has no antiderivative here the integral is a generator."""
    low, high = ends
    token = next(iter(variable.reach))
    if low is None or high is None:
        raise Unsupported("an integral to infinity")
    total = scope.field.zero
    for outside, inside in parted(integrand, token):
        try:
            part = _over(scope, primitive(scope, inside, variable), variable, ends, path)
        except Unsupported:
            part = _generator(scope, inside, token, low, high)
        total = total + outside * part
    return total


def _generator(scope: Scope, inside: Element, token: str, low: Element, high: Element) -> Element:
    """An integral as it stands, from the end whose key comes first; the other way round it changes its sign."""
    if low.key > high.key:
        return -_generator(scope, inside, token, high, low)
    reach = low.reach | high.reach | (inside.reach - {token})
    label = f"integral[{labelled(low)};{labelled(high)};{token};{labelled(inside)}]"
    return scope.field.generator("integral", (token,), (low, high, inside), reach, label)


def _fixed(_scope: Scope, _generator: Generator, _arguments: tuple[Element, ...]) -> Element:
    raise Unsupported("a name inside an integral that has no antiderivative")


def antiderivative(scope: Scope, body: Term, named: str) -> Element:
    """An antiderivative by a declared real name, which stands for itself in it. Raises Unsupported."""
    own = scope.field.generator("name", (named,), (), frozenset({named}))
    with scope.keeping(named), scope.setting_aside():
        return primitive(scope, translate(scope, body), own).element


def _infinite(node: Term) -> bool:
    inner = node.arguments[0] if node.head == "negate" else node
    return inner.head == "constant" and inner.data == "infinity"


def _sign(node: Term) -> int:
    return -1 if node.head == "negate" else 1


def _path(scope: Scope, variable: Element, low: Element | None, high: Element | None) -> tuple[list[Fact], list[Fact]]:
    """What is known of a name on the closed path and inside; nothing where the order of the ends is not known."""
    if low is not None and high is not None:
        order = sign(scope, high - low)
        if order in ("-", "0-"):
            low, high = high, low
        elif order not in ("+", "0+"):
            side = _common_side(scope, variable, low, high)
            return side, side
    ends = ([variable - low] if low is not None else []) + ([high - variable] if high is not None else [])
    return [Fact(end, strict=False) for end in ends], [Fact(end, strict=True) for end in ends]


def _common_side(scope: Scope, variable: Element, low: Element, high: Element) -> list[Fact]:
    """Between two positive numbers, in whatever order, everything is positive."""
    signs = {sign(scope, low), sign(scope, high)}
    if signs <= {"+", "0+", "0"}:
        return [Fact(variable, strict=signs == {"+"})]
    if signs <= {"-", "0-", "0"}:
        return [Fact(-variable, strict=signs == {"-"})]
    return []


def _expect_all(scope: Scope, requirements: Sequence[Requirement], facts: Sequence[Fact], token: str) -> None:
    """Every requirement must follow from the path; those that do not speak of it are settled as usual."""
    for requirement in requirements:
        if token not in requirement.element.reach:
            scope.require(requirement.kind, requirement.element, requirement.written)
            continue
        with scope.assuming(*requirement.facts, *facts):
            if not _holds(scope, requirement, token):
                raise Undefined(_OFF)


def _holds(scope: Scope, requirement: Requirement, token: str) -> bool:
    found = sign(scope, requirement.element)
    if requirement.kind == "nonzero":
        one = scope.field.one.numerator
        free = all(
            token in Element(scope.field, factor, one).reach
            for factor, _ in scope.field.factor(requirement.element.numerator)[1]
        )
        return found in ("+", "-", "≠") or (free and _never_zero(scope, requirement.element, token))
    return found in (("+",) if requirement.kind == "positive" else ("+", "0+", "0"))


def _expect_denominator(scope: Scope, element: Element, facts: Sequence[Fact], token: str) -> None:
    """Factors free of the name have been asked for as the factors that the antiderivative was made with."""
    below = Element(scope.field, element.denominator, scope.field.one.numerator)
    with scope.assuming(*facts):
        if not _never_zero(scope, below, token):
            raise Undefined(_OFF)


def _never_zero(scope: Scope, element: Element, token: str) -> bool:
    one = scope.field.one.numerator
    factors = [Element(scope.field, factor, one) for factor, _ in scope.field.factor(element.numerator)[1]]
    return all(sign(scope, factor) in ("+", "-", "≠") for factor in factors if token in factor.reach)


def _expect_continuous(element: Element, token: str) -> None:
    for generator in element.used:
        if token in generator.reach:
            if generator.kind not in _CONTINUOUS:
                raise Unsupported(f"an integral of {generator.kind}")
            for argument in generator.arguments:
                _expect_continuous(argument, token)


def _at(scope: Scope, element: Element, variable: Element, end: Element | None, way: int) -> Element:
    token = next(iter(variable.reach))
    if end is not None:
        return mapped(scope, element, {token: end})
    with scope.real_name() as small, scope.assuming(Fact(small, strict=True)):
        near = next(iter(small.reach))
        with scope.setting_aside():
            far = mapped(scope, element, {token: (scope.field.one / small).scale(way)})
        result = limit(scope, far, near)
        if near in result.reach:
            raise Unsupported("limit")
    return result


# Derivatives by what the bounds or the integrand depend on


def _derivative(scope: Scope, node: Term) -> Element:
    body, targets = node.arguments[0], node.arguments[1:]
    if len(targets) != 1 or targets[0].head != "name" or "integral" not in body.heads:
        return derivative_of_term(scope, node)
    target = targets[0]
    declaration = scope.context.declaration(str(target.data))
    plain = declaration is not None and declaration.kind in (Kind.REAL, Kind.QUANTITY) and not declaration.indices
    if not plain or scope.context.definition(str(target.data)) is not None or target.data in scope.values:
        return derivative_of_term(scope, node)
    # what a name in it stands for may depend on the target as well
    unfolded = unfold(body, scope.context, scope.keep | frozenset(scope.values))
    return translate(scope, _leibniz(scope, unfolded, target))


def _leibniz(scope: Scope, body: Term, target: Term) -> Term:
    """The derivative of a combination of integrals, with factors that are free of the target."""
    named = str(target.data)
    if named not in body.free:
        return multiply(term("number", data=0), body)
    if body.head == "integral":
        return _under_the_sign(scope, body, target)
    if "integral" not in body.heads:
        return term("derivative", [body, target], "d")
    if body.head in ("add", "negate"):
        return term(body.head, [_leibniz(scope, argument, target) for argument in body.arguments])
    if body.head == "divide" and named not in body.arguments[1].free:
        return term("divide", [_leibniz(scope, body.arguments[0], target), body.arguments[1]])
    if body.head == "multiply":
        factors = body.arguments
        parts = [
            multiply(*factors[:place], _leibniz(scope, factor, target), *factors[place + 1 :])
            for place, factor in enumerate(factors) if named in factor.free
        ]  # fmt: skip
        return add(*parts)
    raise Unsupported("a derivative of what an integral stands in")


def _under_the_sign(scope: Scope, node: Term, target: Term) -> Term:
    bound, low, high, body = node.arguments
    named = str(target.data)
    if bound.data == named or any(_infinite(end) for end in (low, high)):
        raise Unsupported("a derivative of an integral by its own name, or to infinity")
    body = unfold(body, scope.context, scope.keep)
    _expect_everywhere(scope, str(bound.data), body)
    parts: list[Term] = []
    for end, way in ((high, 1), (low, -1)):
        if named in end.free:
            part = multiply(substitute(body, {str(bound.data): end}), term("derivative", [end, target], "d"))
            parts.append(part if way > 0 else term("negate", [part]))
    if named in body.free:
        inner = term("derivative", [body, target], "d")
        _expect_everywhere(scope, str(bound.data), inner)
        parts.append(term("integral", [bound, low, high, inner]))
    return add(*parts)


def _expect_everywhere(scope: Scope, named: str, body: Term) -> None:
    """That an integrand exists and is continuous for all values of its name and the names around it."""
    with scope.real_name() as variable:
        with scope.naming({named: variable}), scope.setting_aside() as aside:
            element = translate(scope, body)
        for requirement in aside:
            with scope.assuming(*requirement.facts):
                if not _holds(scope, requirement, next(iter(variable.reach))):
                    raise Undefined(_OFF)
        for token in element.reach:
            _expect_continuous(element, token)


RULES["integral"] = _integral
REBUILD["integral"] = _fixed
RULES["derivative"] = _derivative

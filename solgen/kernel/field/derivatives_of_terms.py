"""Derivatives as they are written: ``f'``, d/dx, partial derivatives, by defined names too.

Rule: what is differentiated by stands for itself while the body is carried over (definitions are unfolded down to it
only), the field's derivation is applied, and then the name is put back as what it stands for. With ``o`` defined by one
real name x, d/do of a body in which x is left over is total, ``(d body/dx) / (do/dx)``. Equations and weak
inequalities among the hypotheses hold at points only, so none is used before the derivative is taken. Source: chain
rule.
"""

from __future__ import annotations

from solgen.kernel.field.components import based, indexed
from solgen.kernel.field.differentiate import Direction, derivative, function_value
from solgen.kernel.field.fractions import Element, Generator
from solgen.kernel.field.replacement import Release, mapped, require_again
from solgen.kernel.field.scope import Requirement, Scope, Unsupported
from solgen.kernel.field.translate import RULES, translate
from solgen.notation.context import Kind
from solgen.notation.terms import Term, name, term

_ORDER = 6


def derivative_of_term(scope: Scope, node: Term) -> Element:
    """``derivative(body, by, ...)``."""
    body, targets = node.arguments[0], node.arguments[1:]
    if len(targets) > _ORDER:
        raise Unsupported("a derivative of high order")
    if any(target is not targets[0] for target in targets):
        for target in targets:
            body = term("derivative", [body, target], str(node.data))
        return translate(scope, body)
    return _by(scope, body, targets, str(node.data))


def _by(scope: Scope, body: Term, targets: tuple[Term, ...], way: str) -> Element:
    target = targets[0]
    if target.head == "index":
        return _by_component(scope, body, target, len(targets))
    if target.head != "name":
        raise Unsupported("a derivative by what is no name")
    named = str(target.data)
    if named in scope.values:
        return _by_parameter(scope, body, named, len(targets))
    definition = scope.context.definition(named)
    if definition is not None and named not in scope.keep:
        if definition.parameters:
            raise Unsupported(named)
        return _by_defined(scope, body, target, len(targets), total=way == "d")
    _expect_real(scope, named)
    return _by_name(scope, body, named, len(targets))


def _expect_real(scope: Scope, named: str) -> None:
    declaration = scope.context.declaration(named)
    if declaration is None or declaration.kind not in (Kind.REAL, Kind.QUANTITY) or declaration.indices:
        raise Unsupported(f"a derivative by {named}, which is not a real name")


def _repeated(scope: Scope, element: Element, by: Direction, times: int) -> Element:
    for _ in range(times):
        element = derivative(scope, element, by)
    return element


def _by_name(scope: Scope, body: Term, named: str, times: int) -> Element:
    """By a declared real name."""
    with scope.setting_aside() as aside, scope.keeping(named):
        result = _repeated(scope, translate(scope, body), Direction(named), times)
    return _put_back(scope, result, aside)


def _put_back(
    scope: Scope,
    element: Element,
    aside: list[Requirement],
    release: Release | None = None,
    values: dict[str, Element] | None = None,
) -> Element:
    """Names that hypotheses equate with something are replaced, now that the derivative is taken."""
    values = dict(values or {})
    if not scope.differentiating:
        for named in (*scope.equations, *scope.solved):
            if named not in scope.values and named not in values and named not in scope.expanding:
                values[named] = _equated(scope, named)
    require_again(scope, aside, values, release)
    return mapped(scope, element, values, release)


def _equated(scope: Scope, named: str) -> Element:
    with scope.naming({}, only=True):
        return translate(scope, name(named))


def _by_parameter(scope: Scope, body: Term, named: str, times: int) -> Element:
    """By the parameter of a definition, or by a bound name that is real."""
    value = scope.values[named]
    if scope.is_integer(value):
        raise Unsupported("a derivative by an integer")
    with scope.real_name() as fresh:
        token = next(iter(fresh.reach))
        with scope.setting_aside() as aside, scope.keeping(), scope.naming({named: fresh}):
            result = _repeated(scope, translate(scope, body), Direction(token), times)
        return _put_back(scope, result, aside, None, {token: value})


def _by_component(scope: Scope, body: Term, target: Term, times: int) -> Element:
    """By ``y_i``, declared or defined."""
    named, index_terms = based(target)
    if named in scope.values:
        raise Unsupported(named)
    declaration = scope.context.declaration(named)
    if declaration is not None and declaration.kind in (Kind.SIZE, Kind.INTEGER, Kind.COMPLEX):
        raise Unsupported(named)
    translate(scope, target)
    indices = tuple(translate(scope, index) for index in index_terms)
    defined = scope.context.definition(named) is not None
    with scope.setting_aside() as aside, scope.keeping(named):
        result = _repeated(scope, translate(scope, body), Direction(named, indices), times)

    def release(generator: Generator, arguments: tuple[Element, ...]) -> Element | None:
        if generator.kind == "component" and generator.data[0] == named:
            return indexed(scope, named, list(arguments))
        return None

    return _put_back(scope, result, aside, release if defined else None)


def _by_defined(scope: Scope, body: Term, target: Term, times: int, *, total: bool) -> Element:
    """By ``o`` where ``o = ...`` is a definition."""
    named = str(target.data)
    with scope.setting_aside(), scope.keeping():
        own = translate(scope, target)
    with scope.setting_aside() as aside, scope.keeping(named):
        kept = translate(scope, body)
        inside = frozenset(own.reach)
        if not total or kept.reach.isdisjoint(_moving(scope, inside)):
            result = _repeated(scope, kept, Direction(named), times)
            direct = True
        else:
            direct = False
    if direct:
        value = translate(scope, target)
        return _put_back(scope, result, aside, None, {named: value})
    moving = _moving(scope, inside)
    if len(moving) != 1 or times != 1:
        raise Unsupported("a derivative by a name that depends on several names")
    along = next(iter(moving))
    above, below = _by_name(scope, body, along, 1), _by_name(scope, target, along, 1)
    return scope.divide(above, below)


def _moving(scope: Scope, tokens: frozenset[str]) -> frozenset[str]:
    """The tokens that stand for real names or their components."""
    found = set()
    for token in tokens:
        declaration = scope.context.declaration(token)
        if declaration is not None and declaration.kind not in (Kind.SIZE, Kind.INTEGER, Kind.FUNCTION):
            found.add(token)
    return frozenset(found)


def prime_of_function(scope: Scope, node: Term) -> Element:
    """``f'(u)``: the derivative of f at u; of an undefined f, a generator of its own."""
    prime, arguments = node.arguments[0], [translate(scope, argument) for argument in node.arguments[1:]]
    function, order = prime.arguments[0], int(str(prime.data))
    if function.head != "name" or len(arguments) != 1 or not 1 <= order <= _ORDER:
        raise Unsupported("prime")
    named = str(function.data)
    definition = scope.context.definition(named)
    if named in scope.values:
        raise Unsupported(named)
    if definition is None or named in scope.keep:
        declaration = scope.context.declaration(named)
        if declaration is None or declaration.kind is not Kind.FUNCTION or declaration.shape or declaration.indices:
            raise Unsupported(named)
        return function_value(scope, named, (order,), arguments)
    if definition.target.head != "apply" or len(definition.parameters) != 1:
        raise Unsupported(named)
    with scope.real_name() as fresh:
        token = next(iter(fresh.reach))
        parameters = {definition.parameters[0]: fresh}
        with scope.setting_aside() as aside, scope.keeping(), scope.naming(parameters, only=True):
            result = _repeated(scope, translate(scope, definition.body), Direction(token), order)
        return _put_back(scope, result, aside, None, {token: arguments[0]})


RULES["derivative"] = derivative_of_term
RULES["prime"] = prime_of_function

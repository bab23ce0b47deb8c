"""Expressions at a point: ``f'(x)`` at ``x = a``.

Rule: the body is carried over with the name standing for itself, so that derivatives by it are taken first, and then
the name is replaced by the point, wherever definitions use it too; what the body needs in order to exist is asked for
at the point. Nothing that is known of the name itself is used, since the point need not share it: a name with declared
bounds is refused unless the point has the declared sign. Source: elementary.
"""

from __future__ import annotations

from solgen.kernel.field.fractions import Element
from solgen.kernel.field.replacement import mapped, require_again
from solgen.kernel.field.scope import Requirement, Scope, Undefined, Unsupported
from solgen.kernel.field.signs import sign
from solgen.kernel.field.translate import RULES, translate
from solgen.notation.context import Kind
from solgen.notation.terms import Term


def _evaluated(scope: Scope, node: Term) -> Element:
    bound, point, body = node.arguments
    named = str(bound.data)
    value = translate(scope, point)
    declaration = scope.context.declaration(named)
    if named in scope.values or declaration is None:
        with scope.real_name() as fresh:
            token = next(iter(fresh.reach))
            with scope.setting_aside() as aside, scope.keeping(), scope.naming({named: fresh}):
                element = translate(scope, body)
            return _replaced(scope, element, aside, token, value)
    if declaration.kind not in (Kind.REAL, Kind.QUANTITY) or declaration.indices:
        raise Unsupported(named)
    if scope.context.definition(named) is not None or declaration.property_terms("in") is not None:
        raise Unsupported(named)
    own = scope.field.generator("name", (named,), (), frozenset({named}))
    if declaration.properties and sign(scope, value) != sign(scope, own):
        raise Undefined("an expression at a point outside the declared range of its name")
    with scope.setting_aside() as aside, scope.keeping(named), scope.about_nothing_known(named):
        element = translate(scope, body)
    return _replaced(scope, element, aside, named, value)


def _replaced(scope: Scope, element: Element, aside: list[Requirement], token: str, value: Element) -> Element:
    require_again(scope, aside, {token: value})
    return mapped(scope, element, {token: value})


RULES["evaluated"] = _evaluated

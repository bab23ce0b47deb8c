"""Components of indexed names and order statistics: ``y_i``, ``W_{jk}``, ``x^{(i)}_k``, ``y_{(k)}``.

Rule: an indexed name that is defined is its definition at the indices; one that is declared is a generator, and its
indices must lie in the declared ranges. Source: elementary.
"""

from __future__ import annotations

from solgen.kernel.field.differentiate import delta
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.replacement import REBUILD
from solgen.kernel.field.scope import Scope, Unsupported
from solgen.kernel.field.translate import RULES, SCALARS, body_of, translate
from solgen.notation.context import Definition, IndexRange, Kind
from solgen.notation.terms import Term, number


def _index(scope: Scope, node: Term) -> Element:
    if node.arguments[0].head == "constant" and node.arguments[0].data == "delta":
        row, column = (translate(scope, index) for index in node.arguments[1:])
        return delta(scope, row - column)
    named, indices = based(node)
    return indexed(scope, named, [translate(scope, index) for index in indices])


def based(node: Term) -> tuple[str, list[Term]]:
    """The base of an indexed name and all its indices: ``x^{(i)}_k`` has two."""
    indices: list[Term] = []
    while node.head == "index":
        indices = [*node.arguments[1:], *indices]
        node = node.arguments[0]
    if node.head != "name":
        raise Unsupported(node.head)
    return str(node.data), indices


def indexed(scope: Scope, named: str, places: list[Element]) -> Element:
    """A component at Elements: by its definition, or as a generator."""
    if named in scope.values:
        raise Unsupported(named)
    definition = scope.context.definition(named)
    if named not in scope.keep and definition is not None:
        if definition.target.head != "index" or len(definition.parameters) != len(places):
            return _entry(scope, definition, places)
        declaration = scope.context.declaration(named)
        _in_ranges(scope, declaration.indices if declaration else (), places)
        return body_of(scope, definition, places)
    return component(scope, named, places)


def _entry(scope: Scope, definition: Definition, places: list[Element]) -> Element:
    """One entry of a defined tuple, at a constant place."""
    body = definition.body
    if body.head != "tuple" or len(places) != 1:
        raise Unsupported(definition.name)
    at = places[0].integer
    if at is None or not 1 <= at <= len(body.arguments):
        raise Unsupported(definition.name)
    with scope.naming({}, only=True):
        return translate(scope, body.arguments[at - 1])


def component(scope: Scope, named: str, places: list[Element]) -> Element:
    """``y_i`` of a declared or kept name; its indices must lie in the declared ranges."""
    declaration = scope.context.declaration(named)
    if declaration is None:
        if named not in scope.keep:
            raise Unsupported(named)
    else:
        if declaration.kind in (Kind.VECTOR, Kind.MATRIX):
            sizes = declaration.shape
            ranges = (*declaration.indices, *(IndexRange("", number(1), size) for size in sizes))
        elif declaration.kind in SCALARS:
            ranges = declaration.indices
        else:
            raise Unsupported(named)
        if len(ranges) != len(places):
            raise Unsupported(named)
        _in_ranges(scope, ranges, places)
    reach = frozenset({named}).union(*(place.reach for place in places))
    return scope.field.generator("component", (named,), tuple(places), reach)


def _in_ranges(scope: Scope, ranges: tuple[IndexRange, ...], places: list[Element]) -> None:
    if not ranges:
        return
    own = {indexed.index: place for indexed, place in zip(ranges, places, strict=True) if indexed.index}
    with scope.naming(own, only=True):  # in ``j in 1..i`` the i is the index that stands there
        bounds = [(translate(scope, indexed.low), translate(scope, indexed.high)) for indexed in ranges]
    for (low, high), place in zip(bounds, places, strict=True):
        require_between(scope, low, place, high)


def require_between(scope: Scope, low: Element, place: Element, high: Element) -> None:
    """A place must be a whole number from ``low`` to ``high``. Raises Unsupported or Undefined."""
    if not scope.is_integer(place):
        raise Unsupported
    scope.require("index", place - low)
    scope.require("index", high - place)


def _order_statistic(scope: Scope, node: Term) -> Element:
    sample, place = node.arguments
    if sample.head != "name":
        raise Unsupported
    named = str(sample.data)
    if scope.context.definition(named) is not None:
        raise Unsupported
    return order_statistic(scope, named, translate(scope, place))


def order_statistic(scope: Scope, named: str, place: Element) -> Element:
    """``y_(k)``; k must lie in the sample's range."""
    declaration = scope.context.declaration(named)
    if declaration is None or len(declaration.indices) != 1 or declaration.kind not in SCALARS:
        raise Unsupported(named)
    _in_ranges(scope, declaration.indices, [place])
    return scope.field.generator("order", (named,), (place,), frozenset({named}) | place.reach)


RULES["index"] = _index
RULES["order_statistic"] = _order_statistic
REBUILD["component"] = lambda scope, generator, arguments: component(scope, str(generator.data[0]), list(arguments))
REBUILD["order"] = lambda scope, generator, arguments: order_statistic(scope, str(generator.data[0]), arguments[0])

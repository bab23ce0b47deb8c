"""What is measured: seconds can be added to minutes, not to metres, and a time is no plain number.

A dimension is the exponents of the base dimensions, ``()`` for a plain number. It is None where it cannot be told (the
value of an undefined function, the literal 0, which is 0 of anything); what cannot be told fits everywhere.
Source: any physics course; the units are those of ``units``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from solgen.notation.context import Context, Kind
from solgen.notation.terms import BINDERS, Term, name
from solgen.notation.units import find_unit, name_of, powers_of

Dimension = tuple[tuple[str, int], ...]
PLAIN: Final[Dimension] = ()

_SAME: Final = frozenset({"negate", "absolute", "minimum", "maximum", "floor", "ceiling"})
_COMPARED: Final = frozenset({"relation", "chain"})
_LISTED: Final = frozenset({"max", "min", "median"})
_MEASURED: Final = frozenset(BINDERS) | {"unit"}


class DimensionMismatch(ValueError):  # noqa: N818 -- it becomes the verdict "ill-formed", not a crash
    """Things of different dimensions are added or compared; the message names both."""


def concerns_units(nodes: Iterable[Term], context: Context) -> bool:
    """Whether any unit occurs, or any name is declared as a quantity."""
    return any(declaration.kind is Kind.QUANTITY for declaration in context.declarations) or any(
        "unit" in node.heads for node in nodes
    )


def check_dimensions(node: Term, context: Context) -> None:
    """See that nothing of different dimensions is added or compared. Raises DimensionMismatch."""
    if _is_plain(node, context):
        return
    for inner in node.walk():
        if inner.head in _COMPARED:
            _agree([dimension_of(side, context) for side in inner.arguments], "compared with")
        elif inner.head == "add":
            dimension_of(inner, context)


def _is_plain(node: Term, context: Context) -> bool:
    """Whether no unit, no quantity and no bound name occurs: then every part is a plain number, or nothing is known."""
    return node.heads.isdisjoint(_MEASURED) and all(_is_plain_name(named, context) for named in node.free)


@lru_cache(maxsize=2048)
def _is_plain_name(named: str, context: Context) -> bool:
    try:
        return not _name(name(named), context, frozenset())
    except DimensionMismatch:
        return False


def dimension_of(node: Term, context: Context) -> Dimension | None:
    """The dimension of a scalar Term, or None. Raises DimensionMismatch where a sum has none."""
    return _dimension(node, context, frozenset())


def _dimension(node: Term, context: Context, seen: frozenset[str]) -> Dimension | None:
    rule = _RULES.get(node.head)
    if rule is not None:
        return rule(node, context, seen)
    if node.head in _SAME:
        return _dimension(node.arguments[-1], context, seen)
    return None


def _number(node: Term, _context: Context, _seen: frozenset[str]) -> Dimension | None:
    return None if node.data == 0 else PLAIN


def _unit(node: Term, _context: Context, _seen: frozenset[str]) -> Dimension | None:
    word = str(node.data).replace("\\mathrm", "").replace("\\text", "").replace("\\", "").strip("{} ")
    return _of_unit(word)


def _of_unit(word: str) -> Dimension | None:
    unit = find_unit(word)
    return None if unit is None else powers_of(unit.dimension)


def _name(node: Term, context: Context, seen: frozenset[str]) -> Dimension | None:
    """Of a name, or of the name that an index stands on: by its definition if it has one, else as declared."""
    base = node if node.head == "name" else node.arguments[0]
    named = str(base.data)
    definition = context.definition(named)
    if definition is not None:
        return None if named in seen else _of_body(definition.body, context, seen | {named})
    declaration = context.declaration(named)
    if declaration is None or base.head != "name":
        return None
    if declaration.kind is Kind.QUANTITY:
        return _of_unit(declaration.unit)
    return PLAIN if declaration.kind in (Kind.REAL, Kind.INTEGER, Kind.SIZE) else None


@lru_cache(maxsize=1024)
def _of_body(body: Term, context: Context, seen: frozenset[str]) -> Dimension | None:
    """Of a definition, remembered: each claim of a text asks for the same ones."""
    return _dimension(body, context, seen)


def _add(node: Term, context: Context, seen: frozenset[str]) -> Dimension | None:
    return _agree([_dimension(argument, context, seen) for argument in node.arguments], "added to")


def _multiply(node: Term, context: Context, seen: frozenset[str]) -> Dimension | None:
    return _product([(argument, 1) for argument in node.arguments], context, seen)


def _divide(node: Term, context: Context, seen: frozenset[str]) -> Dimension | None:
    return _product([(node.arguments[0], 1), (node.arguments[1], -1)], context, seen)


def _power(node: Term, context: Context, seen: frozenset[str]) -> Dimension | None:
    base = _dimension(node.arguments[0], context, seen)
    exponent = node.arguments[1]
    if not base:
        return base
    sign, exponent = (-1, exponent.arguments[0]) if exponent.head == "negate" else (1, exponent)
    if exponent.head != "number" or not isinstance(exponent.data, int):
        return None
    return _written({named: count * sign * exponent.data for named, count in base})


def _sum(node: Term, context: Context, seen: frozenset[str]) -> Dimension | None:
    return _dimension(node.arguments[-1], context, seen)


def _apply(node: Term, context: Context, seen: frozenset[str]) -> Dimension | None:
    function, *arguments = node.arguments
    if function.head != "builtin":
        return None
    dimensions = [_dimension(argument, context, seen) for argument in arguments]
    if function.data in _LISTED:
        return _agree(dimensions, "compared with")
    if dimensions[0]:
        message = f"{function.data} of {describe_dimension(dimensions[0])}: its argument must be a plain number"
        raise DimensionMismatch(message)
    return PLAIN


def _product(factors: Iterable[tuple[Term, int]], context: Context, seen: frozenset[str]) -> Dimension | None:
    total: Counter[str] = Counter()
    for factor, sign in factors:
        dimension = _dimension(factor, context, seen)
        if dimension is None:
            return None
        for named, count in dimension:
            total[named] += sign * count
    return _written(total)


def _written(exponents: dict[str, int]) -> Dimension:
    return tuple(sorted((named, count) for named, count in exponents.items() if count))


def _agree(dimensions: list[Dimension | None], how: str) -> Dimension | None:
    known = [dimension for dimension in dimensions if dimension is not None]
    for other in known[1:]:
        if other != known[0]:
            message = f"{describe_dimension(known[0])} is {how} {describe_dimension(other)}"
            raise DimensionMismatch(message)
    return known[0] if known else None


def describe_dimension(dimension: Dimension) -> str:
    """A dimension in words: ``a plain number``, ``a time``, ``a voltage``, ``a length / time``."""
    named = name_of(dimension)
    if named:
        return f"{'an' if named[0] in 'aeio' else 'a'} {named}"
    over = " · ".join(_raised(named, count) for named, count in dimension if count > 0)
    under = " · ".join(_raised(named, -count) for named, count in dimension if count < 0)
    if not dimension:
        return "a plain number"
    if not under:
        return f"{'an' if over[0] in 'aeio' else 'a'} {over}"
    return f"a {over or 'number'} / {under}"


def _raised(named: str, count: int) -> str:
    return named if count == 1 else f"{named}^{count}"


_RULES: Final[dict[str, Callable[[Term, Context, frozenset[str]], Dimension | None]]] = {
    "number": _number,
    "decimal": lambda _node, _context, _seen: PLAIN,
    "constant": lambda node, _context, _seen: PLAIN if node.data in ("e", "pi") else None,
    "cardinality": lambda _node, _context, _seen: PLAIN,
    "unit": _unit,
    "name": _name,
    "index": _name,
    "order_statistic": _name,
    "add": _add,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "sum": _sum,
    "apply": _apply,
}

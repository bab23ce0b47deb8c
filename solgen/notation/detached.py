"""A context without the values that a claim has nothing to do with, so that it is the same for every student.

``m k + k = (m + 1) k`` says the same whether D is 12 or 20. A name that is declared as a number or a quantity and
defined by a numeral, with its unit, is left open instead, where no chain of definitions, declarations and hypotheses
leads from it to a letter of the claim. Then every value of the claim's names goes with any value of that name, so the
claim holds in the one context as it does in the other. Such a definition cannot be wrong in itself, so no fault of the
context is lost with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from solgen.notation.context import Context, Definition, Kind
from solgen.notation.extension import letters_of, terms_of
from solgen.notation.terms import Term
from solgen.notation.units import find_unit, powers_of

_CONTEXTS = 64
_NUMBERS = frozenset({Kind.REAL, Kind.INTEGER, Kind.SIZE, Kind.QUANTITY})


def detached(context: Context, letters: frozenset[str]) -> Context | None:
    """The context without values that these letters have nothing to do with; None where it has no such values."""
    bare, tied = _without_values(context)
    return bare if bare is not None and tied.isdisjoint(letters) else None


@lru_cache(maxsize=_CONTEXTS)
def _without_values(context: Context) -> tuple[Context | None, frozenset[str]]:
    """The context without the values of plain numbers, and all names that are tied to these."""
    values = frozenset(definition.name for definition in context.definitions if _is_value(definition, context))
    if not values:
        return None, frozenset()
    kept = tuple(definition for definition in context.definitions if definition.name not in values)
    groups = [
        *(frozenset((each.name,)).union(*map(letters_of, terms_of(each))) for each in context.declarations),
        *(letters_of(each.target) | letters_of(each.body) for each in kept),
        *map(letters_of, context.hypotheses),
    ]
    return context.saying(kept, context.hypotheses), _closed(values, groups)


def _closed(names: frozenset[str], groups: Iterable[frozenset[str]]) -> frozenset[str]:
    """The names, and all that stand in a group with one of these."""
    waiting = [group for group in groups if len(group) > 1]
    found = names
    while touched := [group for group in waiting if not found.isdisjoint(group)]:
        found = found.union(*touched)
        waiting = [group for group in waiting if found.isdisjoint(group)]
    return found


def _is_value(definition: Definition, context: Context) -> bool:
    said = context.declaration(definition.name)
    if definition.target.head != "name" or said is None or said.kind not in _NUMBERS or any(terms_of(said)):
        return False
    body = definition.body
    if said.kind is not Kind.QUANTITY:
        return _is_numeral(body)
    if body.head != "multiply" or len(body.arguments) != 2:
        return False
    numeral, unit = body.arguments
    return _is_numeral(numeral) and unit.head == "unit" and _measure_the_same(str(unit.data), said.unit)


def _is_numeral(node: Term) -> bool:
    if node.head == "negate":
        node = node.arguments[0]
    return node.head in ("number", "decimal")


def _measure_the_same(one: str, other: str) -> bool:
    found, known = find_unit(one), find_unit(other)
    return found is not None and known is not None and powers_of(found.dimension) == powers_of(known.dimension)

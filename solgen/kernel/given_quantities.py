"""Claims about given quantities: every name has its value from definitions, and units may stand by.

Rule: numbers, units, names that stand for such a value, and what sums, products, quotients and whole powers make of
these are ``c u``, a rational number times a product of powers of base units; what is added has the same powers. Base
units are positive and have no relation among them, so two such sides with the same powers compare as their numbers do.
``left ≈ numeral`` holds where the left side, in the unit of the numeral's last digit, is rounded to it (``rounding``).
Whatever else a formula holds, or a division by zero, leaves the claim to others.

A name has its value from its definition, or from a hypothesis that says what it is (``t = \\kappa P``). A model is
drawn of them first, so that they meet all hypotheses that they are tied to, and what is declared of others leaves room
for them. Nothing is bound, indexed or read off in such a claim, and its context has no fault
(``binding.fault_around``): nothing else can be wrong with it.
Budget: the size of the formulas; powers up to 1,000. Source: the International System of Units, 5.4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from flint import fmpq

from solgen.kernel.binding import fault_around
from solgen.kernel.claim import Claim, Proof, Unsettled
from solgen.kernel.evaluation.propositions import relate
from solgen.kernel.exact_values import given
from solgen.kernel.written_digits import is_rounded, numeral_and_unit, step_of
from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term
from solgen.notation.units import Powers, find_unit, powers_of

MECHANISM: Final = "given quantities"
_COMPARISONS: Final = frozenset({"=", "≠", "<", "≤", ">", "≥", "≈"})
_SCALARS: Final = frozenset({Kind.REAL, Kind.INTEGER, Kind.SIZE, Kind.QUANTITY})
_REMEMBERED: Final = 64
_LARGEST_POWER: Final = 1000
_PLAIN: Final[Powers] = ()

Quantity = tuple[fmpq, Powers]
"""A number, and the base units with their exponents, in alphabetical order."""


class _Other(Exception):  # noqa: N818 -- ends a walk
    """The formula holds what is no given quantity."""


@dataclass(frozen=True, slots=True, eq=False)
class _Scope:
    """Names of a context that have values."""

    terms: Mapping[str, Term]
    """What each of them stands for."""
    assumed: tuple[int, ...]
    """The places of the hypotheses that say so."""
    known: dict[str, Quantity] = field(default_factory=dict)


def attempt(claim: Claim) -> Proof | Unsettled | None:
    """A proof by the numbers in front of the units; Unsettled where by these the claim is false.

    That alone refutes nothing: it takes a second evaluation, and a witness.
    """
    if claim.relation not in _COMPARISONS or not claim.left.heads | claim.right.heads <= _RULES.keys():
        return None
    scope = _scope(claim.context, claim.left.free | claim.right.free)
    if scope is None or fault_around(claim.context) is not None:
        return None
    try:
        left, right = _value(claim.left, scope), _value(claim.right, scope)
        if left[1] != right[1]:
            return None
        if claim.relation == "≈":
            truth = _is_rounded(left, right, claim.right, scope)
        else:
            truth = relate(claim.relation, left[0], right[0]) is True
    except (_Other, ZeroDivisionError):
        return None
    return Proof(MECHANISM, assumed=scope.assumed) if truth else Unsettled(MECHANISM, "the numbers say otherwise")


def _scope(context: Context, names: frozenset[str]) -> _Scope | None:
    """The values of some names; None where one of them has none."""
    everything = _of_definitions(context)
    if everything is not None and names <= everything.terms.keys():
        return everything
    return _of_hypotheses(context, names) if context.hypotheses else None


@lru_cache(maxsize=_REMEMBERED)
def _of_definitions(context: Context) -> _Scope | None:
    """All names that are defined by numbers, units and such names; None if something speaks against them."""
    terms: dict[str, Term] = {}
    for definition in context.definitions:
        plain = not definition.parameters and definition.target.head == "name"
        if plain and definition.body.heads <= _RULES.keys():
            terms[definition.name] = definition.body
    while loose := [latex for latex, body in terms.items() if not body.free <= terms.keys()]:
        for latex in loose:
            del terms[latex]
    found = given(context, frozenset(terms))
    return None if found is None or found.assumed else _Scope(terms, ())


@lru_cache(maxsize=_REMEMBERED)
def _of_hypotheses(context: Context, names: frozenset[str]) -> _Scope | None:
    """The names of a claim, where hypotheses say what those are that have no definition."""
    found = given(context, names)
    if found is None:
        return None
    declared = (context.declaration(latex) for latex in found.assigned)
    if not all(declaration is not None and declaration.kind in _SCALARS for declaration in declared):
        return None
    defined = _of_definitions(context)
    return _Scope({**(defined.terms if defined is not None else {}), **found.assigned}, found.assumed)


def _is_rounded(left: Quantity, right: Quantity, written: Term, scope: _Scope) -> bool:
    split = numeral_and_unit(written)
    if split is None:
        return False
    numeral, unit = split
    worth, powers = _value(unit, scope)
    if powers != left[1]:
        return False
    return is_rounded((left[0] - right[0]) / worth, right[0] / worth, step_of(numeral) / 2)


def _value(node: Term, scope: _Scope) -> Quantity:
    return _RULES[node.head](node, scope)


def _number(node: Term, _scope: _Scope) -> Quantity:
    if not isinstance(node.data, int):
        raise _Other
    return fmpq(node.data), _PLAIN


def _decimal(node: Term, _scope: _Scope) -> Quantity:
    whole, _, digits = str(node.data).partition(".")
    return fmpq(int(whole + digits), 10 ** len(digits)), _PLAIN


def _unit(node: Term, _scope: _Scope) -> Quantity:
    unit = find_unit(str(node.data))
    if unit is None:
        raise _Other
    return fmpq(*unit.factor.as_integer_ratio()), powers_of(unit.dimension)


def _name(node: Term, scope: _Scope) -> Quantity:
    latex = str(node.data)
    found = scope.known.get(latex)
    if found is None:
        body = scope.terms.get(latex)
        if body is None or not body.heads <= _RULES.keys():
            raise _Other
        found = scope.known[latex] = _value(body, scope)
    return found


def _negate(node: Term, scope: _Scope) -> Quantity:
    number, powers = _value(node.arguments[0], scope)
    return -number, powers


def _add(node: Term, scope: _Scope) -> Quantity:
    first, *others = [_value(argument, scope) for argument in node.arguments]
    total, powers = first
    for number, same in others:
        if same != powers:
            raise _Other
        total += number
    return total, powers


def _multiply(node: Term, scope: _Scope) -> Quantity:
    total, powers = fmpq(1), _PLAIN
    for argument in node.arguments:
        number, more = _value(argument, scope)
        total *= number
        powers = _combined(powers, more, 1)
    return total, powers


def _divide(node: Term, scope: _Scope) -> Quantity:
    (above, powers), (below, less) = (_value(argument, scope) for argument in node.arguments)
    return above / below, _combined(powers, less, -1)


def _power(node: Term, scope: _Scope) -> Quantity:
    exponent, none = _value(node.arguments[1], scope)
    number, powers = _value(node.arguments[0], scope)
    if none or exponent.denominator != 1 or not 0 < abs(exponent) <= _LARGEST_POWER:
        raise _Other
    times = int(exponent)
    return number**times, tuple((base, count * times) for base, count in powers)


def _combined(powers: Powers, more: Powers, sign: int) -> Powers:
    if not more:
        return powers
    total = dict(powers)
    for base, count in more:
        total[base] = total.get(base, 0) + sign * count
    return tuple(sorted((base, count) for base, count in total.items() if count))


_RULES: Final[dict[str, Callable[[Term, _Scope], Quantity]]] = {
    "number": _number,
    "decimal": _decimal,
    "unit": _unit,
    "name": _name,
    "negate": _negate,
    "add": _add,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
}

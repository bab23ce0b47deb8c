"""Terms written out: a form in which ``r^{2 - 1}`` is ``r`` and ``2 \\cdot 2`` is ``4``, to compare terms as people do.

Rule: numbers are worked out, sums and products collected, powers of one base joined where the exponents are whole
numbers or where the base is the same; everything else is an atom of written-out parts. Two terms with the same form
are equal wherever both exist. The opposite does not hold: this is for telling how a pattern goes on, not for proofs.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import factorial
from typing import Final

from solgen.notation.terms import BINDERS, Term

Atom = tuple[object, ...]
Monomial = frozenset[tuple[Atom, "Form"]]
"""Atoms with their exponents."""
Form = frozenset[tuple[Monomial, Fraction]]
"""A sum of monomials with their coefficients, none of them zero."""
_ONE: Final[Monomial] = frozenset()
_LARGEST: Final = 10**12
_LARGEST_FACTORIAL: Final = 14
_MOST: Final = 60
"""Monomials in a product that is multiplied out."""


class NotWritten(Exception):  # noqa: N818 -- it says that a term has no such form, which is no mistake
    """A term that is not written out: too large, or nowhere defined."""


def written_out(node: Term) -> Form:
    """The form of a Term. Raises NotWritten."""
    if node.head in ("number", "decimal"):
        return constant_form(Fraction(str(node.data)))
    rule = _RULES.get(node.head)
    return rule(*map(written_out, node.arguments)) if rule is not None else _atom_form(_atom(node))


def constant_form(value: Fraction) -> Form:
    """The form of a number."""
    return frozenset({(_ONE, value)}) if value else frozenset()


def number_of(form: Form) -> Fraction | None:
    """The number that a form is, if it is one."""
    if not form:
        return Fraction(0)
    (monomial, factor), *more = form
    return factor if not more and monomial == _ONE else None


def _atom(node: Term) -> Atom:
    if node.head in BINDERS or not node.arguments:
        return (node,)
    return (node.head, node.data, *map(written_out, node.arguments))


def _atom_form(atom: Atom) -> Form:
    return frozenset({(frozenset({(atom, constant_form(Fraction(1)))}), Fraction(1))})


def _form(total: dict[Monomial, Fraction]) -> Form:
    if any(max(abs(factor.numerator), factor.denominator) > _LARGEST for factor in total.values()):
        raise NotWritten
    return frozenset((monomial, factor) for monomial, factor in total.items() if factor)


def _sum(*summands: Form) -> Form:
    total: dict[Monomial, Fraction] = {}
    for summand in summands:
        for monomial, factor in summand:
            total[monomial] = total.get(monomial, Fraction(0)) + factor
    return _form(total)


def _product(*factors: Form) -> Form:
    product = factors[0]
    for factor in factors[1:]:
        product = _times(product, factor)
    return product


def _times(one: Form, other: Form) -> Form:
    if len(one) * len(other) > _MOST:
        raise NotWritten
    total: dict[Monomial, Fraction] = {}
    for left, first in one:
        for right, second in other:
            joined = _joined(left, right)
            total[joined] = total.get(joined, Fraction(0)) + first * second
    return _form(total)


def _joined(left: Monomial, right: Monomial) -> Monomial:
    exponents = dict(left)
    for atom, exponent in right:
        exponents[atom] = _sum(exponents[atom], exponent) if atom in exponents else exponent
    return frozenset((atom, exponent) for atom, exponent in exponents.items() if exponent)


def _power(base: Form, exponent: Form) -> Form:
    size = number_of(exponent)
    value = number_of(base)
    if size is not None and size.denominator == 1 and abs(size) <= _MOST:
        return _whole_power(base, int(size))
    if value == 1:
        return base
    if len(base) == 1 and value is None:
        ((monomial, factor),) = base
        if factor == 1 and len(monomial) == 1:
            ((atom, own),) = monomial
            if own == constant_form(Fraction(1)):
                return frozenset({(frozenset({(atom, exponent)}), Fraction(1))})
    atom = ("power of", base)
    return frozenset({(frozenset({(atom, exponent)}), Fraction(1))})


def _whole_power(base: Form, size: int) -> Form:
    if size == 0:
        return constant_form(Fraction(1))
    if len(base) == 1:
        ((monomial, factor),) = base
        raised = frozenset((atom, _times(constant_form(Fraction(size)), exponent)) for atom, exponent in monomial)
        return _form({raised: factor**size})
    if not base:
        if size < 0:
            raise NotWritten
        return base
    if size < 0:
        return frozenset({(frozenset({(("power of", base), constant_form(Fraction(size)))}), Fraction(1))})
    product = constant_form(Fraction(1))
    for _ in range(size):
        product = _times(product, base)
    return product


def _factorial(form: Form) -> Form:
    value = number_of(form)
    if value is None or value.denominator != 1 or not 0 <= value <= _LARGEST_FACTORIAL:
        return _atom_form(("factorial", form))
    return constant_form(Fraction(factorial(int(value))))


_RULES: Final[dict[str, Callable[..., Form]]] = {
    "add": _sum,
    "negate": lambda form: _times(constant_form(Fraction(-1)), form),
    "multiply": _product,
    "divide": lambda above, below: _times(above, _power(below, constant_form(Fraction(-1)))),
    "power": _power,
    "factorial": _factorial,
}

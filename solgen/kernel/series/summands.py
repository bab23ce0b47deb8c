r"""Summands of infinite sums multiplied out: a sum of ``c k^d r^k`` and ``c k^d r^k / k!``, c and r free of k.

Rule: products of powers with one exponent, sums multiplied out; ``r^{m k + s}`` is ``r^s (r^m)^k`` for whole m, and for
any m if r is e. Budget: degree, terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from solgen.notation.terms import Term, constant, multiply, name, number, term

_DEGREE: Final = 6
_TERMS: Final = 40
_E: Final = constant("e")


@dataclass(frozen=True, slots=True)
class Piece:
    """``factor * k^degree * ratio^k``, over ``k!`` where it says so; no ratio stands for 1."""

    factor: tuple[Term, ...] = ()
    degree: int = 0
    ratio: tuple[Term, ...] = ()
    over_factorial: bool = False


class NoRule(Exception):  # noqa: N818 -- how a summand that no rule covers is left
    """A summand is of another kind."""


def pieces_of(node: Term, variable: str) -> list[Piece]:
    """A summand multiplied out. Raises NoRule where it is of another kind."""
    if variable not in node.free:
        return [Piece(factor=(node,))]
    match node.head:
        case "name":
            return [Piece(degree=1)]
        case "add":
            found = [piece for each in node.arguments for piece in pieces_of(each, variable)]
        case "negate":
            found = _times([Piece(factor=(term("negate", [number(1)]),))], pieces_of(node.arguments[0], variable))
        case "multiply":
            found = [Piece()]
            for each in node.arguments:
                found = _times(found, pieces_of(each, variable))
        case "divide":
            found = _times(pieces_of(node.arguments[0], variable), _inverted(node.arguments[1], variable))
        case "power":
            found = _power(node.arguments[0], node.arguments[1], variable)
        case _:
            raise NoRule
    if len(found) > _TERMS:
        raise NoRule
    return found


def _times(one: list[Piece], other: list[Piece]) -> list[Piece]:
    found = []
    for first in one:
        for second in other:
            degree = first.degree + second.degree
            if degree > _DEGREE or (first.over_factorial and second.over_factorial):
                raise NoRule
            over = first.over_factorial or second.over_factorial
            found.append(Piece(first.factor + second.factor, degree, first.ratio + second.ratio, over))
    if len(found) > _TERMS:
        raise NoRule
    return found


def _inverted(below: Term, variable: str) -> list[Piece]:
    """``1/below`` for a product of powers, numbers and one factorial."""
    if variable not in below.free:
        return [Piece(factor=(term("divide", [number(1), below]),))]
    match below.head:
        case "multiply":
            found = [Piece()]
            for each in below.arguments:
                found = _times(found, _inverted(each, variable))
            return found
        case "power" if variable not in below.arguments[0].free:
            return _power(below.arguments[0], term("negate", [below.arguments[1]]), variable)
        case "factorial" if below.arguments[0] is name(variable):
            return [Piece(over_factorial=True)]
        case _:
            raise NoRule


def _power(base: Term, exponent: Term, variable: str) -> list[Piece]:
    if variable in base.free:
        count = int(str(exponent.data)) if exponent.head == "number" else _DEGREE + 1
        if count > _DEGREE:
            raise NoRule
        found = [Piece()]
        for _ in range(count):
            found = _times(found, pieces_of(base, variable))
        return found
    factor: list[Term] = []
    ratio: list[Term] = []
    for piece in pieces_of(exponent, variable):
        if piece.ratio or piece.over_factorial or piece.degree > 1:
            raise NoRule
        share = product_of(piece.factor)
        if piece.degree == 0:
            factor.append(_raised(base, share))
        elif base is _E or _whole(share) is not None:
            ratio.append(_raised(base, share))
        else:
            raise NoRule
    return [Piece(factor=tuple(factor), ratio=tuple(ratio))]


def _whole(node: Term) -> int | None:
    """The value of a whole number that is written out, with its signs."""
    if node.head == "number":
        return int(str(node.data))
    if node.head == "negate":
        inner = _whole(node.arguments[0])
        return -inner if inner is not None else None
    if node.head == "multiply":
        values = [_whole(each) for each in node.arguments]
        known = [value for value in values if value is not None]
        product = 1
        for value in known:
            product *= value
        return product if len(known) == len(values) else None
    return None


def _raised(base: Term, exponent: Term) -> Term:
    whole = _whole(exponent)
    if whole is None:
        return term("power", [base, exponent])
    if whole == 1:
        return base
    return (
        term("divide", [number(1), _raised(base, number(-whole))])
        if whole < 0
        else term("power", [base, number(whole)])
    )


def product_of(factors: tuple[Term, ...]) -> Term:
    """The product; 1 of nothing."""
    return multiply(*factors) if factors else number(1)

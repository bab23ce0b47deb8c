"""Chains with dots: ``y_{(1)} \\le y_{(2)} \\le \\dots \\le y_{(n)}`` as one claim about a free index.

The members beside the dots must differ in one place only, say 2 and n. What differs becomes k, and the chain claims
the relation between the member at k and the one at k + 1 for every whole k from the first to the last but one. Members
before the dots that belong to the pattern (the one at 1) are part of that claim: with n = 1 there is no second member,
and the chain is read as mathematicians do, as saying nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from solgen.kernel.claim import Claim
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.reading.reading import Member
from solgen.notation.terms import Term, add, name, number, relation, term

_LETTERS = ("k", "i", "j", "l", "m", "p", "q", "r")


@dataclass(frozen=True, slots=True)
class DottedRun:
    """Members ``first`` to ``last`` of a chain, joined by one sign, with dots among them."""

    first: int
    last: int
    sign: str
    before: Term
    after: Term
    at: Term
    """The index of ``before`` at which it differs from ``after``."""
    low: Term
    high: Term

    def claim(self, context: Context) -> Claim:
        """The claim for a free index."""
        taken = self.before.free | self.after.free
        free = next(
            (
                letter
                for letter in _LETTERS
                if letter not in taken and context.declaration(letter) is None and context.definition(letter) is None
            ),
            "k#",
        )
        index = name(free)
        known = context.with_declarations(Declaration(free, Kind.INTEGER)).with_hypotheses(
            relation("≤", self.low, index), relation("≤", index, _predecessor(self.high))
        )
        here = _put(self.before, self.at, self.after, index)
        there = _put(self.before, self.at, self.after, add(index, number(1)))
        return Claim(known, here, self.sign, there)


def dotted_run(members: Sequence[Member], position: int, context: Context) -> DottedRun | None:
    """The run around the dots at ``position``; None where no pattern is seen.

    ``members`` are those of one statement; the first has no sign.
    """
    if not 0 < position < len(members) - 1 or members[position].sign != members[position + 1].sign:
        return None
    pattern = _Pattern(context)
    sign = members[position].sign
    before, after = members[position - 1].term, members[position + 1].term
    pair = pattern.difference(before, after)
    if pair is None:
        return None
    low, high = pair
    first, last = position - 1, position + 1
    while first > 0 and members[first].sign == sign:
        earlier = pattern.difference(members[first - 1].term, before)
        if earlier is None or earlier[1] is not pair[0] or not _follows(earlier[0], low):
            break
        first, low = first - 1, earlier[0]
    while last + 1 < len(members) and members[last + 1].sign == sign:
        later = pattern.difference(before, members[last + 1].term)
        if later is None or later[0] is not pair[0] or not _follows(high, later[1]):
            break
        last, high = last + 1, later[1]
    return DottedRun(first, last, sign, before, after, pair[0], low, high)


class _Pattern:
    """How two members differ: in one index, the same wherever they do."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def difference(self, left: Term, right: Term) -> tuple[Term, Term] | None:
        """The one pair of different indices; None where the Terms differ in anything else."""
        pairs: set[tuple[Term, Term]] = set()
        stack = [(left, right)]
        while stack and len(pairs) <= 1:
            first, second = stack.pop()
            if first is second:
                continue
            if self.is_index(first) and self.is_index(second):
                pairs.add((first, second))
            elif first.head == second.head and first.data == second.data and first.arguments:
                if len(first.arguments) != len(second.arguments):
                    return None
                stack.extend(zip(first.arguments, second.arguments, strict=True))
            else:
                return None
        return next(iter(pairs)) if len(pairs) == 1 else None

    def is_index(self, node: Term) -> bool:
        """Whether a Term is a whole number as written: a numeral, a size, or one of these and a numeral."""
        base, _ = _shifted(node)
        if base is None:
            return True
        declaration = self.context.declaration(str(base.data)) if base.head == "name" else None
        return base.head == "name" and (declaration is None or declaration.kind in (Kind.SIZE, Kind.INTEGER))


def _put(node: Term, old: Term, right: Term, new: Term) -> Term:
    """``node`` with ``new`` where it differs from ``right`` (which has another index where ``node`` has ``old``)."""
    if node is right:
        return node
    if node is old:
        return new
    inner = [_put(one, old, two, new) for one, two in zip(node.arguments, right.arguments, strict=True)]
    return term(node.head, inner, node.data)


def _follows(first: Term, second: Term) -> bool:
    """Whether ``second`` is written as the number after ``first``."""
    base, shift = _shifted(first)
    other, more = _shifted(second)
    return base is other and more == shift + 1


def _shifted(index: Term) -> tuple[Term | None, int]:
    """``m + 2`` as (m, 2), ``3`` as (None, 3)."""
    if index.head == "number" and isinstance(index.data, int):
        return None, index.data
    if index.head == "add" and len(index.arguments) == 2:
        base, shift = index.arguments
        if shift.head == "number" and isinstance(shift.data, int):
            return base, shift.data
        inner = shift.arguments[0] if shift.head == "negate" else None
        if inner is not None and inner.head == "number" and isinstance(inner.data, int):
            return base, -inner.data
    return index, 0


def _predecessor(index: Term) -> Term:
    base, shift = _shifted(index)
    if base is None:
        return number(shift - 1)
    if shift - 1 == 0:
        return base
    return add(base, number(shift - 1))

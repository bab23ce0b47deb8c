"""Inequalities between functions of one real name, by the signs of derivatives.

Rule: let f be differentiable on an interval with the point c. If ``f(c) >= 0``, ``f' >= 0`` to the right of c and
``f' <= 0`` to the left of it, then ``f >= 0`` on the interval, and ``f > 0`` if ``f(c) > 0``. If c is an end that the
claim leaves out, ``f > 0`` too where f is analytic and larger at one other point than at c: being monotone, f would
otherwise be constant near c, and so everywhere. The signs of f' on the two parts are shown like any inequality, or by
this rule again. Other names are parameters. There may be no hypotheses. Budget: ``_DEPTH`` derivatives, ``_ASKED``
questions, the points c of ``_POINTS``. Source: the mean value theorem.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import flint

from solgen.kernel.branches import attempt as by_cases
from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Finding, Proof
from solgen.kernel.declared_intervals import Interval, declared_interval, within
from solgen.kernel.field.known_signs import literal
from solgen.kernel.field.terms_of import rational_term
from solgen.kernel.inequalities import prove_order
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, add, constant, name, number, term

MECHANISM: Final = "signs of derivatives"
_DEPTH: Final = 3
_ASKED: Final = 20
_SMOOTH: Final = frozenset(
    {
        "name",
        "number",
        "decimal",
        "constant",
        "add",
        "negate",
        "multiply",
        "divide",
        "power",
        "root",
        "apply",
        "builtin",
    }
)
_ROUGH_WORDS: Final = frozenset({"max", "min", "relu", "sign"})
_POINTS: Final = (number(0), number(1), term("divide", [number(1), number(2)]))


def attempt(claim: Claim) -> Finding | None:
    """Prove an inequality between two such functions; None for anything else."""
    if claim.relation not in ("<", "≤", ">", "≥"):
        return None
    try:
        left, right = (unfold(side, claim.context) for side in (claim.left, claim.right))
    except BudgetExhausted:
        return None
    larger, smaller = (left, right) if claim.relation in (">", "≥") else (right, left)
    difference = add(larger, term("negate", [smaller]))
    strict = claim.relation in ("<", ">")
    if claim.context.hypotheses or not _is_smooth(difference):
        return None
    for latex in sorted(difference.free):
        interval = _range(claim.context, latex)
        if interval is not None and _Function(claim.context, latex).is_positive(difference, interval, strict=strict):
            return Proof(MECHANISM, evidence=(("differentiated by", latex),))
    return None


def _is_smooth(node: Term) -> bool:
    return all(
        inner.head in _SMOOTH and not (inner.head == "builtin" and inner.data in _ROUGH_WORDS) for inner in node.walk()
    )


def _range(context: Context, latex: str) -> Interval | None:
    """The declared range of a name, if its ends are numerals."""
    interval = declared_interval(context, latex)
    if interval is None or any(end is not None and literal(end) is None for end in (interval.low, interval.high)):
        return None
    return interval


class _Function:
    """Functions of one name."""

    def __init__(self, context: Context, latex: str) -> None:
        self.context = context
        self.latex = latex
        self.left = _ASKED

    def is_positive(self, function: Term, interval: Interval, *, strict: bool, depth: int = _DEPTH) -> bool:
        """Whether ``function > 0`` (``>= 0`` where not strict) on the whole interval."""
        if depth == 0:
            return False
        derivative = self._derivative(function)
        return any(
            self._from(function, derivative, interval, point, strict=strict, depth=depth)
            for point in self._points(interval)
        )

    def _from(
        self, function: Term, derivative: Term, interval: Interval, point: Term, *, strict: bool, depth: int
    ) -> bool:
        """The rule from one point c; c may be an end that is left out, if f is continuous there."""
        inside = _includes(interval, point)
        if not self._holds(self._at(function, point), self.context, strict=strict and inside):
            return False
        for part, way in ((Interval(interval.low, point, (interval.closed[0], True)), -1),
                          (Interval(point, interval.high, (True, interval.closed[1])), 1)):  # fmt: skip
            if _is_empty(part):
                continue
            slope = derivative if way > 0 else term("negate", [derivative])
            there = within(self.context, self.latex, part)
            if not self._holds(add(slope, term("negate", [slope])), there, strict=False):
                return False  # f must be differentiable on the part, c included
            if not self._holds(slope, there, strict=False) and not self.is_positive(
                slope, part, strict=False, depth=depth - 1
            ):
                return False
            if strict and not inside and not self._is_not_constant(function, point, part):
                return False
        return True

    def _at(self, function: Term, point: Term) -> Term:
        if any(node.head == "derivative" for node in function.walk()):
            return term("evaluated", [name(self.latex), point, function])
        return substitute(function, {self.latex: point})

    def _is_not_constant(self, function: Term, point: Term, part: Interval) -> bool:
        """Whether f is analytic inside the part and larger at one point of it than at c."""
        if not _is_analytic(function):
            return False
        middle = _some_point(part)
        apart = add(self._at(function, middle), term("negate", [self._at(function, point)]))
        return self._holds(apart, self.context, strict=True)

    def _points(self, interval: Interval) -> Iterator[Term]:
        ends = [end for end in (interval.low, interval.high) if end is not None]
        yield from ends
        for point in _POINTS:
            if point not in ends and _includes(interval, point):
                yield point

    def _derivative(self, function: Term) -> Term:
        return term("derivative", [function, name(self.latex)], "d")

    def _holds(self, function: Term, context: Context, *, strict: bool) -> bool:
        self.left -= 1
        if self.left < 0:
            return False
        relation = ">" if strict else "≥"
        claim = Claim(context, function, relation, number(0))
        finding = prove_order(claim, [(function, relation, number(0))])
        if not isinstance(finding, Proof):
            finding = by_cases(claim)
        return isinstance(finding, Proof) and not finding.conditions


def _is_analytic(function: Term) -> bool:
    """Whether it is made of functions that are analytic wherever they exist: no root, no power that may be one."""
    return all(
        node.head != "root"
        and not (
            node.head == "power" and node.arguments[0] is not constant("e") and (node.arguments[1].head != "number")
        )
        for node in function.walk()
    )


def _some_point(interval: Interval) -> Term:
    """A rational point inside."""
    if interval.low is None and interval.high is None:
        middle = flint.fmpq(1)
    elif interval.high is None:
        assert interval.low is not None
        middle = _value(interval.low) + 1
    elif interval.low is None:
        middle = _value(interval.high) - 1
    else:
        middle = (_value(interval.low) + _value(interval.high)) / 2
    return rational_term(middle)


def _value(end: Term) -> Any:
    """The ``fmpq`` that a numeral stands for."""
    found = literal(end)
    assert found is not None
    return found


def _includes(interval: Interval, point: Term) -> bool:
    value = _value(point)
    for end, way, closed in ((interval.low, 1, interval.closed[0]), (interval.high, -1, interval.closed[1])):
        if end is not None:
            ahead = (value - _value(end)) * way
            if ahead < 0 or (ahead == 0 and not closed):
                return False
    return True


def _is_empty(interval: Interval) -> bool:
    """Whether it has at most one point."""
    return interval.low is not None and interval.high is not None and _value(interval.low) >= _value(interval.high)

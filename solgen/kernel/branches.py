r"""Absolute values, maxima, signs, cases, floors: a claim is proved in every case in turn.

Rule: where a sign on which a side depends is not known (of u in ``|u|``, of ``a - b`` in ``\max(a, b)``, of the
difference in a condition), the claim is proved for each sign that it may have. The cases of one distinction are such
that exactly one holds at every point (``u >= 0`` or ``u < 0``; ``u > 0``, ``u < 0`` or ``u = 0``), and distinctions
are nested, so the cases cover the domain. A case whose facts contradict each other by linear arithmetic holds nowhere
and needs no proof. In a case an equation is proved by normal form, where the difference may be a multiple of what is 0
there, or by two inequalities; an inequality by signs, by linear arithmetic, or by the exponential of both sides.
Budget: ``_CASES`` cases. Source: any proof by cases; ``entailment``.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Finding, Proof
from solgen.kernel.equalities import proof_from
from solgen.kernel.field.bounds import beyond_logarithms
from solgen.kernel.field.entailment import contradictory, entailed
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.scope import Branch, Scope
from solgen.kernel.field.setting import decided
from solgen.kernel.field.signs import sign
from solgen.kernel.field.translate import translate
from solgen.kernel.unfold import unfold
from solgen.notation.terms import Term

MECHANISM: Final = "cases"
_CASES: Final = 96
_BRANCHING: Final = frozenset({"absolute", "cases", "floor", "ceiling", "root"})
_BOUNDED: Final = frozenset({"power", "apply"})
_BRANCHING_WORDS: Final = frozenset({"max", "min", "relu", "sign", "arcosh"})
_ENOUGH: Final = {
    "<": ("-",),
    "≤": ("-", "0-", "0"),
    ">": ("+",),
    "≥": ("+", "0+", "0"),
    "≠": ("+", "-", "≠"),
}
_EXCLUDED: Final = {
    "+": ("-", "0-", "0"),
    "0+": ("-",),
    "-": ("+", "0+", "0"),
    "0-": ("+",),
    "0": ("+", "-", "≠"),
}


def attempt(claim: Claim) -> Finding | None:
    """Prove a relation between scalars with branches in them; None for anything else."""
    if claim.relation != "=" and claim.relation not in _ENOUGH:
        return None
    try:
        sides = [unfold(side, claim.context) for side in (claim.left, claim.right)]
        bounded = claim.relation != "=" and any(node.head in _BOUNDED for side in sides for node in side.walk())
        if not bounded and not any(_branches(side) for side in sides):
            return None
    except BudgetExhausted:
        return None
    return decided(
        claim.context,
        (claim.left, claim.right),
        lambda scope: _proof(scope, claim),
        mechanism=MECHANISM,
        undefined="domains differ, or a side does not exist",
        otherwise="not every case is seen to hold",
    )


def _branches(side: Term) -> bool:
    return any(
        node.head in _BRANCHING or (node.head == "builtin" and node.data in _BRANCHING_WORDS) for node in side.walk()
    )


def _proof(scope: Scope, claim: Claim) -> Proof | None:
    scope.splitting = True
    cases = _Cases(scope, claim)
    if not cases.all_hold():
        return None
    return proof_from(scope, *cases.shown, mechanism=MECHANISM)


class _Cases:
    """The cases of one claim, counted."""

    def __init__(self, scope: Scope, claim: Claim) -> None:
        self.scope = scope
        self.claim = claim
        self.left = _CASES
        self.path: list[tuple[Element, str]] = []
        """The signs of the case that is being looked at."""
        self.zeros: list[Element] = []
        self.shown: list[Element] = []

    def all_hold(self) -> bool:
        """Whether the claim holds in every case under the facts of the moment."""
        self.left -= 1
        if self.left < 0:
            raise BudgetExhausted("cases", _CASES)
        try:
            return self._holds()
        except Branch as branch:
            asked = branch
        return all(self._in_case(asked.element, word) for word in asked.cases)

    def _in_case(self, element: Element, word: str) -> bool:
        self.path.append((element, word))
        try:
            return self._case_holds(element, word)
        finally:
            self.path.pop()

    def _case_holds(self, element: Element, word: str) -> bool:
        with self.scope.in_case(element, word):
            if contradictory(self.scope) or self._impossible():
                return True
            if self.scope.decided[element.key] != "0":
                return self.all_hold()
            self.zeros.append(element)
            try:
                return self.all_hold()
            finally:
                self.zeros.pop()

    def _impossible(self) -> bool:
        """Whether the signs of the case exclude each other, seen without the case's word on each."""
        decided, self.scope.decided = self.scope.decided, {}
        try:
            return any(sign(self.scope, element) in _EXCLUDED[word] for element, word in self.path)
        finally:
            self.scope.decided = decided
            self.scope.signs = {}

    def _holds(self) -> bool:
        difference = translate(self.scope, self.claim.left) - translate(self.scope, self.claim.right)
        held = self._vanishes(difference) if self.claim.relation == "=" else self._ordered(difference)
        if held:
            self.shown.append(difference)
        return held

    def _vanishes(self, difference: Element) -> bool:
        numerator = difference.numerator
        for zero in self.zeros:
            if not numerator.is_zero() and not zero.numerator.is_constant():
                _, numerator = divmod(numerator, zero.numerator)
        if numerator.is_zero():
            return True
        if not difference.is_polynomial:
            return False
        return entailed(self.scope, difference, strict=False) and entailed(self.scope, -difference, strict=False)

    def _ordered(self, difference: Element) -> bool:
        relation = self.claim.relation
        if sign(self.scope, difference) in _ENOUGH[relation]:
            return True
        if relation == "≠":
            return False
        larger = difference if relation in (">", "≥") else -difference
        strict = relation in ("<", ">")
        if larger.is_polynomial and entailed(self.scope, larger, strict=strict):
            return True
        above = beyond_logarithms(self.scope, larger)
        if above is None:
            return False
        if sign(self.scope, above) in _ENOUGH[">" if strict else "≥"]:
            return True
        below = Element(above.field, above.denominator, above.field.one.numerator)
        upper = Element(above.field, above.numerator, above.field.one.numerator)
        return sign(self.scope, below) == "+" and entailed(self.scope, upper, strict=strict)

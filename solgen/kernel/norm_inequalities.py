"""Inequalities between norms and inner products, for all shapes: Cauchy and Schwarz, the triangle inequality.

Rule: |u^t v| <= |u| |v|, |u + v| <= |u| + |v|, |c u| = |c| |u|, |A x| <= |A|_F |x| bound the left side from above by a
sum of products of norms; what is left is an inequality of numbers, in which each norm is some nonnegative number. Of
the arrays, which no longer show there, it is asked whether they exist (``existence/arrays``).
Budget: ``_BOUNDS`` bounds a side. Source: Horn and Johnson, Matrix Analysis, 5.1 and 5.6.
"""

from __future__ import annotations

from itertools import product
from typing import Final

from solgen.kernel import inequalities
from solgen.kernel.claim import Claim, Proof, Unsettled
from solgen.kernel.existence.arrays import existing
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Kind, Property
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ShapeMismatch
from solgen.notation.substitution import replace_terms
from solgen.notation.terms import Term, add, multiply, name, term
from solgen.notation.writing.latex import to_latex

MECHANISM: Final = "norms"
_BOUNDS: Final = 12


def attempt(claim: Claim) -> Proof | Unsettled | None:
    """A proof of an inequality in which norms occur; None for other claims."""
    if claim.relation not in ("≤", "≥"):
        return None
    left, right = (unfold(side, claim.context) for side in (claim.left, claim.right))
    if claim.relation == "≥":
        left, right = right, left
    if not any(node.head == "norm" for side in (left, right) for node in side.walk()):
        return None
    bounds = _Bounds(claim.context)
    forms = ((left, right), (_negated(right), _negated(left)))
    tried = [(bound, above) for below, above in forms for bound in bounds.above(below)[:_BOUNDS]]
    for bound, above in tried:
        statement = bounds.as_numbers(bound, above)
        if statement is None:
            continue
        finding = inequalities.attempt(statement)
        if isinstance(finding, Proof) and not finding.conditions:
            return _where_they_exist(claim, finding, norms_of(bound, above))
    return Unsettled(MECHANISM, "the right side is not seen to be above a bound of the left one")


def norms_of(*sides: Term) -> list[Term]:
    """The norms in which the arrays of an inequality stand, each once."""
    return sorted({node for side in sides for node in side.walk() if node.head == "norm"}, key=repr)


def _where_they_exist(claim: Claim, finding: Proof, norms: list[Term]) -> Proof | Unsettled:
    """The proof with what is excepted because an array has no value there; numbers never show that."""
    found = existing(claim, (node.arguments[0] for node in norms))
    if not isinstance(found, Proof):
        return Unsettled(MECHANISM, f"it is not seen that this exists: {to_latex(found)}")
    return Proof(MECHANISM, conditions=found.conditions, assumed=tuple(sorted({*finding.assumed, *found.assumed})))


class _Bounds:
    """Bounds from above of numbers made of vectors, in one context."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def above(self, node: Term) -> list[Term]:
        """Terms that are nowhere less, made of norms of what stands in products and sums; itself last."""
        match node.head:
            case "add":
                choices = [self.above(part) for part in node.arguments]
                return [add(*chosen) for chosen in product(*choices)][:_BOUNDS]
            case "norm":
                return [*self._of_norm(node), node]
            case "absolute":
                return [*self._of_size(node.arguments[0]), node]
            case "negate":
                return [*self._of_size(node.arguments[0]), node]
            case _:
                return [*self._of_size(node), node]

    def _of_size(self, inside: Term) -> list[Term]:
        """Bounds of |inside|, and so of inside and of its negative: by Cauchy and Schwarz."""
        if inside.head == "negate":
            return self._of_size(inside.arguments[0])
        if inside.head == "apply" and inside.arguments[0].head == "builtin":
            word, arguments = inside.arguments[0].data, inside.arguments[1:]
            if word == "inner product":
                return [multiply(_norm(arguments[0]), _norm(arguments[1]))]
            if word == "tr" and arguments[0].head == "multiply" and len(arguments[0].arguments) == 2:
                return [multiply(*map(_norm, arguments[0].arguments))]
        if inside.head == "multiply" and len(inside.arguments) == 2 and all(map(self._is_array, inside.arguments)):
            return [multiply(*map(_norm, inside.arguments))]
        return []

    def _of_norm(self, node: Term) -> list[Term]:
        inside = node.arguments[0]
        if inside.head == "add":
            choices = [self.above(_norm(part)) for part in inside.arguments]
            return [add(*chosen) for chosen in product(*choices)][:_BOUNDS]
        if inside.head == "negate":
            return self.above(_norm(inside.arguments[0]))
        if inside.head == "multiply":
            numbers = [factor for factor in inside.arguments if not self._is_array(factor)]
            arrays = [factor for factor in inside.arguments if self._is_array(factor)]
            if numbers and arrays:
                rest = self.above(_norm(multiply(*arrays)))
                return [multiply(*(term("absolute", [factor]) for factor in numbers), bound) for bound in rest]
            if len(arrays) == 2:
                return [multiply(*map(_norm, arrays))]
        return []

    def _is_array(self, node: Term) -> bool:
        try:
            return shape_of(node, self.context).is_array
        except ShapeMismatch:
            return False

    def as_numbers(self, left: Term, right: Term) -> Claim | None:
        """``left <= right`` with a nonnegative number for each norm; None where other arrays are left over."""
        norms = norms_of(left, right)
        named: dict[Term, Term] = {}
        changed: dict[Term, Term] = {}
        for node in norms:
            inside = self._plain(node.arguments[0])
            changed[node] = named.setdefault(inside, name(f"r#{len(named)}"))
        declared = [
            Declaration(str(number.data), Kind.REAL, properties=(Property("nonnegative"),)) for number in named.values()
        ]
        sides = [replace_terms(side, changed) for side in (left, right)]
        for latex in sides[0].free | sides[1].free:
            declaration = self.context.declaration(latex)
            if declaration is not None and declaration.kind in (Kind.VECTOR, Kind.MATRIX):
                return None
        return Claim(self.context.with_declarations(*declared), sides[0], "≤", sides[1])

    def _plain(self, node: Term) -> Term:
        """What has the same norm: without a sign, a transpose, or a transpose around a column."""
        while node.head in ("negate", "transpose"):
            node = node.arguments[0]
        return node


def _negated(node: Term) -> Term:
    return node.arguments[0] if node.head == "negate" else term("negate", [node])


def _norm(node: Term) -> Term:
    while node.head in ("negate", "transpose"):
        node = node.arguments[0]
    return term("norm", [node])

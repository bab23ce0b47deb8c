"""Gradients by vectors and matrices of numbers made of traces, determinants, inverses and logarithms.

Rule: the gradient of f by X is G exactly if D f(X)[H] = tr(G^t H) for every H of the shape of X (the definition of the
gradient by the inner product of matrices). The differential is taken by ``matrices/differentials``; that the two sides
agree for a new matrix H of which nothing is declared is proved by matrix words, or certified at instances. A matrix by
which is differentiated must be declared free of any relation among its entries. Whatever stands under a logarithm must
be positive by a hypothesis or by its form, and what does not depend on X must exist (``existence/arrays``).
Budget: that of the rewriting of ``words``.
Source: Magnus and Neudecker, Matrix Differential Calculus, 5.4 and 9.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from solgen.kernel import inequalities, matrix_identities, matrix_instances
from solgen.kernel.claim import Claim, Proof, Unsettled
from solgen.kernel.existence.arrays import existing
from solgen.kernel.matrices.differentials import Differential
from solgen.kernel.matrices.entry_terms import body_at, is_free
from solgen.kernel.matrices.letters import Outside
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import NUMBER, ONE
from solgen.notation.terms import Term, builtin, multiply, name, number, term
from solgen.notation.writing.latex import to_latex

MECHANISM: Final = "matrix derivatives"
_DIRECTION: Final = "H#"


def attempt(claim: Claim) -> Proof | Unsettled | None:
    """A proof that a gradient is what stands on the other side; None for other claims."""
    if claim.relation != "=":
        return None
    for derivative, other in ((claim.left, claim.right), (claim.right, claim.left)):
        try:
            found = _parts(claim.context, unfold(derivative, claim.context))
            if found is not None:
                return _judged(claim, *found, unfold(other, claim.context))
        except Outside as construct:
            return Unsettled(MECHANISM, f"differentials do not cover {construct}")
    return None


def _parts(context: Context, node: Term) -> tuple[Term, Declaration] | None:
    """What is differentiated, and the vector or matrix by which; None for what is no such derivative."""
    if node.head == "apply" and node.arguments[0].head == "gradient" and len(node.arguments) == 2:
        function, by = node.arguments[0].arguments[0], node.arguments[1]
        definition = context.definition(str(function.data)) if function.head == "name" else None
        if definition is None or len(definition.parameters) != 1:
            return None
        body = body_at(context, definition, by)
    elif node.head in ("gradient", "derivative") and len(node.arguments) == 2:
        body, by = node.arguments
    else:
        return None
    declaration = context.declaration(str(by.data)) if by.head == "name" else None
    if declaration is None or declaration.kind not in (Kind.VECTOR, Kind.MATRIX):
        return None
    if declaration.indices or context.definition(declaration.name) is not None or not is_free(declaration):
        raise Outside("a derivative by a matrix whose entries depend on each other")
    return body, declaration


def _judged(claim: Claim, body: Term, declaration: Declaration, gradient: Term) -> Proof | Unsettled | None:
    if any(node.head in ("gradient", "derivative") for side in (body, gradient) for node in side.walk()):
        return None
    if shape_of(body, claim.context) != NUMBER:
        return None  # the derivative of a vector is no gradient
    direction = Declaration(_DIRECTION, declaration.kind, shape=declaration.shape)
    context = claim.context.with_declarations(direction)
    differential = Differential(context, declaration.name, name(_DIRECTION))
    left = differential.of(body) or number(0)
    right = _along(gradient, declaration)
    supposed = _all_positive(claim.context, differential.positive)
    if supposed is None:
        return Unsettled(MECHANISM, "what stands under a logarithm is not known to be positive")
    linear = Claim(context, left, "=", right)
    for prover in (matrix_identities.attempt, matrix_instances.attempt):
        finding = prover(linear)
        if isinstance(finding, Proof):
            still = existing(claim, differential.constant)
            if not isinstance(still, Proof):
                return Unsettled(MECHANISM, f"it is not seen that this exists: {to_latex(still)}")
            conditions = tuple(dict.fromkeys((*finding.conditions, *still.conditions)))
            assumed = tuple(sorted({*finding.assumed, *supposed, *still.assumed}))
            return replace(finding, mechanism=MECHANISM, conditions=conditions, assumed=assumed)
    return Unsettled(MECHANISM, "the differential is not seen to be the product of the gradient and a direction")


def _along(gradient: Term, declaration: Declaration) -> Term:
    """``tr(G^t H)``."""
    if gradient.head == "number" and gradient.data == 0:
        return gradient
    product = multiply(term("transpose", [gradient]), name(_DIRECTION))
    is_column = len(declaration.shape) == 1 or declaration.shape[1] is ONE
    return product if is_column else term("apply", [builtin("tr"), product])


def _all_positive(context: Context, needed: list[Term]) -> list[int] | None:
    """The hypotheses by which everything is positive that has to be, or None where that is not seen."""
    used: list[int] = []
    for node in needed:
        position = next((at for at, known in enumerate(context.hypotheses) if _says_positive(context, known, node)), -1)
        if position >= 0:
            used.append(position)
            continue
        finding = inequalities.attempt(Claim(context, node, ">", number(0)))
        if not isinstance(finding, Proof) or finding.conditions:
            return None
        used += finding.assumed
    return used


def _says_positive(context: Context, hypothesis: Term, node: Term) -> bool:
    if hypothesis.head != "relation" or hypothesis.data not in (">", "<"):
        return False
    greater, less = hypothesis.arguments if hypothesis.data == ">" else hypothesis.arguments[::-1]
    return less is number(0) and unfold(greater, context) is node

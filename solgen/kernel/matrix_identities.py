"""Equalities of matrices, vectors and the numbers made of them, for all shapes.

Rule: both sides are brought into the algebra of words; they are equal if their difference reduces to nothing; then
once more with the equations among the hypotheses as rules for rewriting. Every inverse and quotient on the way exists
by the declarations, so both sides exist everywhere and no condition is left. A difference that does not reduce is no
verdict. Budget: that of the rewriting of ``words``. Sources: see ``words``, ``word_inverses``, ``spectral``.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.claim import Claim, Proof, Unsettled
from solgen.kernel.matrices.hypothesis_rules import take_hypotheses
from solgen.kernel.matrices.letters import NoInverse, Outside
from solgen.kernel.matrices.matrix_forms import concerns_matrices, difference, element_of, has_arrays, unfolded
from solgen.kernel.matrices.words import Words
from solgen.notation.terms import Term

MECHANISM: Final = "matrix words"


def attempt(claim: Claim) -> Proof | Unsettled | None:
    """A proof of an equality; None for a claim that is none or speaks of no matrix."""
    if claim.relation != "=":
        return None
    words = Words(claim.context)
    left, right = (unfolded(words, side) for side in (claim.left, claim.right))
    if not concerns_matrices(words, left, right):
        return None
    left, right = _without_braces(left, right)
    finding = _judged(words, left, right)
    if isinstance(finding, Unsettled) and claim.context.hypotheses:
        supposed = Words(claim.context)
        take_hypotheses(supposed)
        if supposed.rewritings or supposed.fixed:
            with_them = _judged(supposed, left, right)
            finding = with_them if isinstance(with_them, Proof) else finding
    if isinstance(finding, Unsettled) and not has_arrays(words, left, right):
        return None
    return finding


def _without_braces(left: Term, right: Term) -> tuple[Term, Term]:
    """``arg min = {x}`` as ``arg min = x``; other sets stay sets."""
    heads = {left.head, right.head}
    if heads != {"arg_min", "set"}:
        return left, right
    braces = left if left.head == "set" else right
    if len(braces.arguments) != 1:
        return left, right
    return (braces.arguments[0], right) if braces is left else (left, braces.arguments[0])


def _judged(words: Words, left: Term, right: Term) -> Proof | Unsettled:
    try:
        left_side, right_side = element_of(words, left), element_of(words, right)
        if not difference(words, left_side, right_side).is_zero:
            return Unsettled(MECHANISM, "the two sides have different normal forms as sums of matrix products")
    except NoInverse as missing:
        return Unsettled(MECHANISM, str(missing))
    except Outside as construct:
        return Unsettled(MECHANISM, f"matrix products do not cover {construct}")
    evidence = (("both sides as sums of matrix products", str(len(left_side.terms))),)
    return Proof(MECHANISM, assumed=tuple(sorted(words.facts.assumed)), evidence=evidence)

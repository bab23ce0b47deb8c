"""Steps from one equation of vectors to another, for all shapes.

Rules. Two equations D = 0 and D' = 0 have the same solutions if D = c D' with a number c that is nowhere 0. Two linear
equations H w = b and H' w = b' with invertible H and H' have one solution each; they are equivalent if the solutions
are equal. The first implies the second if its one solution satisfies it, or if the second is an identity of words that
are rewritten by the first. The unknown ranges over all vectors of its size. Budget: that of the rewriting of ``words``.
Source: any book on linear algebra, such as Strang, Linear Algebra and Its Applications, 1.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel import matrix_identities
from solgen.kernel.claim import Claim, Proof, Unsettled
from solgen.kernel.matrices.letters import Element, Letter, NoInverse, Outside, word_key
from solgen.kernel.matrices.matrix_forms import concerns_matrices, difference, element_of, unfolded
from solgen.kernel.matrices.quadratic_forms import affine_parts, put_in
from solgen.kernel.matrices.word_inverses import inverse
from solgen.kernel.matrices.words import Words
from solgen.notation.context import Kind
from solgen.notation.shapes import ONE
from solgen.notation.terms import Term

MECHANISM: Final = "matrix equations"


def attempt(claim: Claim) -> Proof | Unsettled | None:
    """A proof that one equation implies another, or is equivalent to it; None for other claims."""
    if claim.relation not in ("⇒", "⇔") or not all(_is_equation(side) for side in (claim.left, claim.right)):
        return None
    if claim.relation == "⇒" and (followed := _supposing(claim)) is not None:
        return followed
    words = Words(claim.context)
    left, right = (unfolded(words, side) for side in (claim.left, claim.right))
    if not concerns_matrices(words, left, right):
        return None
    try:
        first, second = _as_difference(words, left), _as_difference(words, right)
        holds = (
            _proportional(words, first, second)
            or (claim.relation == "⇒" and second.is_zero)
            or any(_by_solving(words, first, second, letter, claim.relation) for letter in _unknowns(words, claim))
        )
    except NoInverse as missing:
        return Unsettled(MECHANISM, str(missing))
    except Outside as construct:
        return Unsettled(MECHANISM, f"matrix products do not cover {construct}")
    if not holds:
        return Unsettled(MECHANISM, "the two equations are no multiples of each other and cannot both be solved")
    return Proof(MECHANISM, assumed=tuple(sorted(words.facts.assumed)))


def _supposing(claim: Claim) -> Proof | None:
    """A proof of the second equation with the first among the hypotheses."""
    context = claim.context.with_hypotheses(claim.left)
    left, right = claim.right.arguments
    found = matrix_identities.attempt(Claim(context, left, "=", right))
    if not isinstance(found, Proof):
        return None
    return Proof(MECHANISM, assumed=tuple(place for place in found.assumed if place < len(context.hypotheses) - 1))


def _is_equation(side: Term) -> bool:
    return side.head == "relation" and side.data == "="


def _as_difference(words: Words, equation: Term) -> Element:
    left, right = (element_of(words, side) for side in equation.arguments)
    return difference(words, left, right)


def _proportional(words: Words, first: Element, second: Element) -> bool:
    if first.is_zero or second.is_zero:
        return first.is_zero and second.is_zero
    lead = max(second.terms, key=word_key)
    if lead not in first.terms:
        return False
    factor = first.terms[lead] / second.terms[lead]
    if words.gaps(factor) or not words.generators.is_nonzero(factor):
        return False
    return words.equal(first, words.scale(factor, second))


def _unknowns(words: Words, claim: Claim) -> list[Letter]:
    """The vectors that the equations may be solved for."""
    named = claim.unknowns or tuple(sorted(claim.left.free | claim.right.free))
    letters = []
    for candidate in named:
        declaration = claim.context.declaration(candidate)
        free = declaration is not None and not declaration.indices and claim.context.definition(candidate) is None
        if free and declaration is not None and declaration.kind is Kind.VECTOR:
            letter = words.facts.letter(candidate)
            if letter.columns is ONE:
                letters.append(letter)
    return letters


def _by_solving(words: Words, first: Element, second: Element, letter: Letter, relation: str) -> bool:
    try:
        solution = _solution(words, first, letter)
        if relation == "⇒":
            return put_in(words, second, letter, solution).is_zero
        return words.equal(solution, _solution(words, second, letter))
    except (Outside, NoInverse):
        return False


def _solution(words: Words, equation: Element, letter: Letter) -> Element:
    slope, rest = affine_parts(words, equation, letter)
    if slope.is_zero or slope.rows is not slope.columns:
        raise Outside("an equation that does not contain its unknown")
    return words.negate(words.multiply(inverse(words, slope), rest))

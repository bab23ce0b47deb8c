"""Signs of numbers made of matrices and vectors, and positive definite matrices, for all shapes.

Rules. Y^t f(D) Y >= 0 for f >= 0, and > 0 where f > 0 and Y is not 0; a sum of nonnegative numbers with a positive one
among them is positive. A > B for symmetric matrices means that A - B is positive definite: a sum of terms c Y^t P Y as
``word_inverses`` describes. d is the sum of d ones, so d - sum f(s_k) is the sum of 1 - f(s_k). A strictly convex
quadratic function is nowhere less than at its one minimizer. Trace and determinant of a definite matrix are positive,
being sum and product of its eigenvalues.
Sound because each rule holds for matrices of every size. Budget: that of the rewriting of ``words``.
Source: Horn and Johnson, Matrix Analysis, 7.1.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.claim import Claim, Proof, Unsettled
from solgen.kernel.matrices.coefficients import ONE as UNIT
from solgen.kernel.matrices.coefficients import ZERO, Ratio, Sign, split
from solgen.kernel.matrices.letters import Element, NoInverse, Outside, Word
from solgen.kernel.matrices.matrix_forms import concerns_matrices, difference, element_of, has_arrays, unfolded
from solgen.kernel.matrices.quadratic_forms import minimizer, put_in
from solgen.kernel.matrices.word_inverses import is_definite
from solgen.kernel.matrices.words import Words
from solgen.notation.context import Kind
from solgen.notation.terms import Term, builtin, number

MECHANISM: Final = "definiteness"
_WANTED: Final = {
    ">": Sign.POSITIVE,
    "<": Sign.POSITIVE,
    "≥": Sign.NONNEGATIVE,
    "≤": Sign.NONNEGATIVE,
    "≠": Sign.NONZERO,
    "≻": Sign.POSITIVE,
    "⪰": Sign.NONNEGATIVE,
}


def attempt(claim: Claim) -> Proof | Unsettled | None:
    """A proof of an inequality; None for a claim that is none or speaks of no matrix."""
    wanted = _WANTED.get(claim.relation)
    if wanted is None:
        return None
    words = Words(claim.context)
    left, right = (unfolded(words, side) for side in (claim.left, claim.right))
    if not concerns_matrices(words, left, right):
        return None
    if claim.relation in ("<", "≤"):
        left, right = right, left
    finding = _judged(words, left, right, wanted, of_matrices=claim.relation in ("≻", "⪰"))
    if isinstance(finding, Unsettled) and not has_arrays(words, left, right):
        return None
    return finding


def _judged(words: Words, left: Term, right: Term, wanted: Sign, *, of_matrices: bool) -> Proof | Unsettled:
    try:
        if not of_matrices and _is_of_definite(words, left, right, wanted):
            return Proof(MECHANISM, assumed=tuple(sorted(words.facts.assumed)))
        rest = difference(words, element_of(words, left), element_of(words, right))
        holds = _holds(words, rest, wanted, of_matrices=of_matrices)
    except NoInverse as missing:
        return Unsettled(MECHANISM, str(missing))
    except Outside as construct:
        return Unsettled(MECHANISM, f"matrix products do not cover {construct}")
    if not holds:
        return Unsettled(MECHANISM, "the difference of the sides is no sum of squares by its form")
    return Proof(MECHANISM, assumed=tuple(sorted(words.facts.assumed)))


def _is_of_definite(words: Words, left: Term, right: Term, wanted: Sign) -> bool:
    """Whether it is said that the trace or determinant of a (semi)definite matrix is positive (nonnegative)."""
    if right is not number(0) or left.head != "apply" or left.arguments[0] not in (builtin("tr"), builtin("det")):
        return False
    inside = element_of(words, left.arguments[1])
    sign = Sign.POSITIVE if wanted is Sign.NONZERO else wanted
    return not inside.is_number and is_definite(words, inside, sign)


def _holds(words: Words, rest: Element, wanted: Sign, *, of_matrices: bool) -> bool:
    if of_matrices:
        return not rest.is_number and is_definite(words, rest, wanted)
    if not rest.is_number:
        raise Outside("an order of matrices")
    sign = number_sign(words, rest)
    if wanted is Sign.NONZERO:
        return Sign.POSITIVE in (sign, number_sign(words, words.negate(rest)))
    return sign >= wanted or _least_value_sign(words, rest) >= wanted


def _least_value_sign(words: Words, number: Element) -> Sign:
    """The sign of the least value of a strictly convex quadratic function of one of its vectors."""
    for declaration in words.context.declarations:
        if declaration.kind is not Kind.VECTOR or declaration.indices or not words.depends(number, declaration.name):
            continue
        letter = words.facts.letter(declaration.name)
        try:
            least = put_in(words, number, letter, minimizer(words, number, letter))
        except (Outside, NoInverse):
            continue
        sign = Sign.NONNEGATIVE if least.is_zero else number_sign(words, least)
        if sign is not Sign.UNKNOWN:
            return sign
    return Sign.UNKNOWN


def number_sign(words: Words, element: Element) -> Sign:
    """POSITIVE or NONNEGATIVE where the form of a number shows it, else UNKNOWN."""
    terms = dict(element.terms)
    for word in list(terms):
        if _is_sum_of_entries(word):
            _take_in_ones(words, terms, word)
    signs = [
        words.word_sign(word, coefficient) if word else words.generators.sign(coefficient)
        for word, coefficient in terms.items()
        if not coefficient.is_zero
    ]
    if any(sign not in (Sign.NONNEGATIVE, Sign.POSITIVE) for sign in signs):
        return Sign.UNKNOWN
    return Sign.POSITIVE if Sign.POSITIVE in signs else Sign.NONNEGATIVE


def _is_sum_of_entries(word: Word) -> bool:
    return len(word) == 2 and word[0].kind == word[1].kind == "ones"


def _take_in_ones(words: Words, terms: dict[Word, Ratio], word: Word) -> None:
    """The sum c d + 1^t diag(f) 1 as 1^t diag(c + f) 1."""
    size = words.size(word[1].rows)
    position = next(iter(size.positions()), None)
    if position is None or size != words.generators.at(words.generators.keys[position]):
        return
    kept = ZERO
    try:
        parts = split(terms.get((), ZERO), lambda place: place == position)
    except ValueError:
        return
    for exponents, coefficient in parts:
        count = exponents.get(position, 0)
        if count == 1 and not words.gaps(coefficient):
            terms[word] += coefficient
        else:
            power = UNIT
            for _ in range(count):
                power *= size
            kept += coefficient * power
    terms[()] = kept

"""Hypotheses that say what a declaration can say, said as declarations: ``Q^t Q = I`` makes Q orthogonal.

Rules, for a declared matrix that is not defined: ``A^t = A`` is *symmetric*; ``Q^t Q = I``, ``Q Q^t = I`` and
``Q^-1 = Q^t`` of a square one are *orthogonal*, ``X^t X = I`` of another *orthonormal columns*; ``A > 0`` (positive
definite) of a symmetric one is *positive definite*; ``A B = I`` of square ones is ``B = A^-1`` with A invertible;
``P = X^t X`` of a matrix or vector P of which nothing else is declared, and which nothing defined uses, defines it.
Of whole numbers, ``k <= n`` is *at most* n, or else n is *at least* k; ``k < n`` is *at most* n - 1. Of a number,
``a > 0`` is *positive*, ``a >= 0`` *nonnegative*, ``a != 0`` *nonzero*, ``|a| < 1`` *in* (-1, 1).
Sound: each statement is equivalent to its declaration (for square matrices a one-sided inverse is two-sided), so both
contexts have the same instances. A verdict found under the declarations rests on these hypotheses, and says so.
Budget: one look at each hypothesis. Source: any book on linear algebra.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from solgen.kernel.claim import Claim
from solgen.kernel.instances.hypotheses import parts
from solgen.kernel.instances.recurrence_forms import next_to
from solgen.kernel.integers.whole_numbers import NotLinear, linear_form
from solgen.notation.context import Context, Declaration, Definition, Kind, Property
from solgen.notation.terms import Term, constant, name, relation, term

_IDENTITY: Final = constant("identity")
_BOUNDS: Final = {
    "≤": (("at most", 0), ("at least", 0)),
    "<": (("at most", -1), ("at least", 1)),
    "≥": (("at least", 0), ("at most", 0)),
    ">": (("at least", 1), ("at most", -1)),
}
"""What an inequality says of its left side, and of its right side, as a property and how far beyond the other side."""
_SIGNS: Final = {">": "positive", "≥": "nonnegative", "≠": "nonzero"}
_TURNED: Final = {"<": ">", "≤": "≥", ">": "<", "≥": "≤", "≠": "≠"}
_AROUND: Final = {"<": "()", "≤": "[]"}
_PASSES: Final = 2
"""What is positive definite may be said to be symmetric only later."""


@dataclass(frozen=True, slots=True)
class Restated:
    """The claim under declarations, and the places of the hypotheses that they say."""

    claim: Claim
    places: tuple[int, ...]
    in_full: tuple[int, ...] = ()
    """Of these places those whose hypothesis says nothing else."""


def restated(claim: Claim) -> Restated | None:
    """The claim with what its hypotheses state declared; None where they state nothing of the kind."""
    context, places, in_full = claim.context, set(), set()
    for _ in range(_PASSES):
        for place, hypothesis in enumerate(claim.context.hypotheses):
            found = list(parts(hypothesis))
            before, whole = context, bool(found)
            for part in found:
                stated = _with(context, part)
                whole, context = whole and stated is not context, stated
            if whole:
                in_full.add(place)
            context = _with_definition(_with_inverse(context, hypothesis, place), hypothesis)
            if context is not before:
                places.add(place)
    said = tuple(sorted(in_full))
    return Restated(replace(claim, context=context), tuple(sorted(places)), said) if places else None


def _with(context: Context, part: Term) -> Context:
    """The context with the property that one relation states."""
    context = _signed(context, part)
    if part.head == "relation" and part.data in _BOUNDS:
        return _bounded(context, part)
    if part.head != "relation" or part.data not in ("=", "≻"):
        return context
    for one, other in (part.arguments, reversed(part.arguments)) if part.data == "=" else (part.arguments,):
        found = _stated(context, one, str(part.data), other)
        if found is not None:
            declaration, word = found
            return _declared(context, declaration, word)
    return context


def _signed(context: Context, part: Term) -> Context:
    """The context with the sign of a real number of its own that a relation with 0 states."""
    if part.head != "relation":
        return context
    (left, right), sign = part.arguments, str(part.data)
    if left.head == "number":
        left, right, sign = right, left, _TURNED.get(sign, "")
    named = left.arguments[0] if left.head == "absolute" else left
    declaration = context.declaration(str(named.data)) if named.head == "name" else None
    if declaration is None or declaration.kind not in (Kind.REAL, Kind.QUANTITY) or right.head != "number":
        return context
    if declaration.indices or context.definition(declaration.name) is not None:
        return context
    if left is not named:
        around = term("interval", [term("negate", [right]), right], _AROUND.get(sign, ""))
        free = not declaration.has("in") and sign in _AROUND
        return _declared(context, declaration, "in", around) if free else context
    word = _SIGNS.get(sign) if right.data == 0 else None
    return _declared(context, declaration, word) if word is not None else context


def _bounded(context: Context, part: Term) -> Context:
    """The context with the bounds that an inequality sets to the whole names which are its sides."""
    sides = (part.arguments, part.arguments[::-1])
    for (own, other), (word, beyond) in zip(sides, _BOUNDS[str(part.data)], strict=True):
        declaration = context.declaration(str(own.data)) if own.head == "name" else None
        if declaration is None or declaration.kind not in (Kind.SIZE, Kind.INTEGER) or declaration.indices:
            continue
        if context.definition(declaration.name) is None and not own.free & other.free and _is_whole(other, context):
            return _declared(context, declaration, word, next_to(other, beyond))
    return context


def _is_whole(node: Term, context: Context) -> bool:
    try:
        linear_form(node, context)
    except NotLinear:
        return False
    return True


def _stated(context: Context, one: Term, sign: str, other: Term) -> tuple[Declaration, str] | None:
    named = next(iter(one.free), "") if len(one.free) == 1 else ""
    declaration = _matrix(context, named)
    if declaration is None:
        return None
    letter = name(named)
    transposed, square = term("transpose", [letter]), declaration.shape[0] is declaration.shape[1]
    if sign == "≻":
        return (declaration, "positive definite") if one is letter and declaration.has("symmetric") and (
            other.head == "number" and other.data == 0
        ) else None  # fmt: skip
    if one is letter and other is transposed and square:
        return declaration, "symmetric"
    if square and one is term("inverse", [letter]) and other is transposed:
        return declaration, "orthogonal"
    if other is _IDENTITY and one is term("multiply", [transposed, letter]):
        return declaration, "orthogonal" if square else "orthonormal columns"
    if other is _IDENTITY and square and one is term("multiply", [letter, transposed]):
        return declaration, "orthogonal"
    return None


def _with_inverse(context: Context, hypothesis: Term, place: int) -> Context:
    """``A B = I`` put as ``B = A^-1``, in its place among the hypotheses."""
    if hypothesis.head != "relation" or hypothesis.data != "=":
        return context
    product, unit = hypothesis.arguments if hypothesis.arguments[1] is _IDENTITY else reversed(hypothesis.arguments)
    if unit is not _IDENTITY or product.head != "multiply" or len(product.arguments) != 2:
        return context
    left, right = product.arguments
    declarations = [_matrix(context, str(factor.data)) if factor.head == "name" else None for factor in (left, right)]
    first, second = declarations
    if left is right or first is None or second is None or not all(
        shape is first.shape[0] for shape in (*first.shape, *second.shape)
    ):  # fmt: skip
        return context
    hypotheses = list(context.hypotheses)
    if hypotheses[place] is not hypothesis:
        return context
    hypotheses[place] = relation("=", right, term("inverse", [left]))
    return replace(_declared(context, first, "invertible"), hypotheses=tuple(hypotheses))


def _with_definition(context: Context, hypothesis: Term) -> Context:
    """``P = X^t X`` as the definition of P, after all others."""
    if hypothesis.head != "relation" or hypothesis.data != "=" or hypothesis.arguments[0].head != "name":
        return context
    target, body = hypothesis.arguments
    declaration = _array(context, str(target.data))
    told = all(context.declaration(named) or context.definition(named) for named in body.free)
    used = target.free & (body.free | frozenset().union(*(known.body.free for known in context.definitions)))
    if declaration is None or declaration.properties or used or not told or body.head == "tuple":
        return context
    return replace(context, definitions=(*context.definitions, Definition(target, body)))


def _matrix(context: Context, named: str) -> Declaration | None:
    """The declaration of one matrix of its own, of which nothing else says what it is."""
    declaration = _array(context, named)
    return declaration if declaration is not None and declaration.kind is Kind.MATRIX else None


def _array(context: Context, named: str) -> Declaration | None:
    declaration = context.declaration(named)
    single = declaration is not None and declaration.kind in (Kind.MATRIX, Kind.VECTOR) and not declaration.indices
    return declaration if single and context.definition(named) is None else None


def _declared(context: Context, declaration: Declaration, word: str, *terms: Term) -> Context:
    if declaration.has(word):
        return context
    stronger = replace(declaration, properties=(*declaration.properties, Property(word, terms)))
    declarations = tuple(stronger if one is declaration else one for one in context.declarations)
    return replace(context, declarations=declarations)

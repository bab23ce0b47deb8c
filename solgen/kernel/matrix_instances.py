"""Equalities of matrices certified at listed shapes, by exact evaluation at points that nobody chose.

Rule (Schwartz, Zippel): a polynomial of degree D that is not 0 is 0 at a uniform point of the field of p elements with
a chance of at most D/p. Both sides are quotients of polynomials in free parameters: entries; Cayley parameters for
orthogonal matrices, every combination of determinants +1 and -1 apart; factors for matrices of a declared rank. Each
parametrization is onto a dense part of an irreducible set, so an identity at the parameters is one at all declared
matrices where both sides exist. The primes are drawn as well, among the more than 2^54 with 61 bits, since a difference
that is not 0 may vanish modulo one of them: whole coefficients below 2^H have at most H/60 such primes. Points and
primes come from SHA-256 of the claim, and are drawn again until the chance of a false pass is at most 2^-60.
Hypotheses are not used, and a size that stands as a number counts as any number. A side that does not exist at a shape
settles nothing; a divisor or inverse that need not exist everywhere is named as a condition (its zeros are nowhere
dense, for it is not 0 at a point). Budget: ``_SHAPES`` shapes, ``_ROUNDS`` rounds of points.
Source: Schwartz, Fast probabilistic algorithms for verification of polynomial identities, 1980.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import product
from json import dumps
from math import log2
from typing import Final

from flint import fmpz

from solgen.kernel.claim import Claim, Proof, Strength, Unsettled
from solgen.kernel.instances.draw_matrices import (
    CannotDraw,
    Drawing,
    Key,
    components,
    draw_matrices,
    index_values,
    size_value,
)
from solgen.kernel.instances.matrix_fields import DigestStream, Field, Scalar
from solgen.kernel.matrices.degrees import Degrees, degrees_of, written_size
from solgen.kernel.matrices.letters import NoInverse, Outside
from solgen.kernel.matrices.matrix_forms import concerns_matrices, element_of
from solgen.kernel.matrices.matrix_values import DoesNotExist, Place, drawn_kinds, equal
from solgen.kernel.matrices.word_inverses import inverse, reciprocal
from solgen.kernel.matrices.words import Words
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Kind, pack_context
from solgen.notation.packing import pack
from solgen.notation.terms import Term, builtin, number, relation, term

MECHANISM: Final = "matrix instances"
_CHANCE: Final = -60
_ROUNDS: Final = 6
_COMPONENTS: Final = 4
_SHAPES: Final = 6
_REDRAWS: Final = 4
_LARGEST_LITERAL: Final = 16
_LARGEST_SIDE: Final = 4
"""Rows or columns written out, blocks in blocks: more vectors than that are dependent at all sizes that are tried."""


@dataclass(frozen=True, slots=True)
class _Sides:
    context: Context
    left: Term
    right: Term
    digest: bytes


def attempt(claim: Claim) -> Proof | Unsettled | None:
    """A certificate for an equality; None for a claim that is none or speaks of no matrix."""
    if claim.relation != "=":
        return None
    words = Words(claim.context)
    left, right = (unfold(side, claim.context) for side in (claim.left, claim.right))
    has_entries = any(node.head == "matrix" for side in (left, right) for node in side.walk())
    if not has_entries and not concerns_matrices(words, left, right):
        return None
    sides = _Sides(_relevant(claim.context, left, right), left, right, claim_digest(claim))
    try:
        _refuse_dimension_identities(sides)
        shapes = _shapes(sides)
        if not shapes:
            return Unsettled(MECHANISM, "no sizes were found at which the declared matrices exist")
        conditions = _conditions(words, sides)  # before the instances, which cost more
        worst, rounds = _hold_at(sides, shapes)
        if worst is None:
            return Unsettled(MECHANISM, "the sides differ at an instance modulo a prime")
    except DoesNotExist:
        return Unsettled(MECHANISM, "one of the sides does not exist at every shape that the declarations allow")
    except Outside as construct:
        return Unsettled(MECHANISM, f"exact instances do not cover {construct}")
    except CannotDraw as reason:
        return Unsettled(MECHANISM, str(reason))
    return Proof(
        MECHANISM,
        Strength.CERTIFIED,
        range=_said(shapes),
        conditions=conditions,
        evidence=(
            ("degree of the difference at most", str(worst.top)),
            ("bits of its coefficients at most", str(int(worst.top_bits) + 1)),
            ("rounds with a fresh prime and fresh points", str(rounds)),
            ("chance of a false pass at most", f"2^{int(chance_bits(worst, rounds))}"),
        ),
    )


def _relevant(context: Context, *sides: Term) -> Context:
    """The context with the declarations of the sides' names, of the matrices they are parts of, and of sizes."""
    used = frozenset().union(*(side.free for side in sides))
    kept = []
    for declaration in context.declarations:
        parts = {named for _, named in components(declaration)}
        is_used = declaration.name in used or not used.isdisjoint(parts)
        if is_used or declaration.kind is Kind.SIZE:
            kept.append(declaration)
            used |= parts
    kept += [declaration for declaration in context.declarations if declaration.name in used - _names(kept)]
    sizes = used.union(*(size.free for declaration in kept for size in _sizes(declaration)))
    return replace(context, declarations=tuple(d for d in kept if d.kind is not Kind.SIZE or d.name in sizes))


def _sizes(declaration: Declaration) -> list[Term]:
    """The Terms in which a declaration mentions sizes."""
    ends = [end for indexed in declaration.indices for end in (indexed.low, indexed.high)]
    bounds = [bound for declared in declaration.properties for bound in declared.terms]
    return [*declaration.shape, *ends, *(bounds if declaration.kind is not Kind.SIZE else ())]


def _names(declarations: list[Declaration]) -> frozenset[str]:
    return frozenset(declaration.name for declaration in declarations)


def _refuse_dimension_identities(sides: _Sides) -> None:
    """Refuse what may hold at small sizes only: power sums and their products, determinants written out.

    By the fundamental theorem of trace identities (Procesi 1976) such identities need products of traces; sums over an
    index can express the same, and a literal matrix beyond the sizes that are drawn a Hankel determinant.
    """
    for side in (sides.left, sides.right):
        for node in side.walk():
            if node.head == "sum":
                raise Outside("a sum over an index")
            if node.head == "apply" and any(_has_trace(part) for part in node.arguments[1:]):
                raise Outside("a trace inside a trace or determinant")
            if node.head in ("multiply", "power", "divide") and sum(_has_trace(part) for part in node.arguments) > (
                node.head == "multiply"
            ):
                raise Outside("a product of traces")
            if node.head == "matrix" and (len(node.arguments) > _LARGEST_LITERAL or written_size(node) > _LARGEST_SIDE):
                raise Outside("a large matrix of entries")


def _has_trace(node: Term) -> bool:
    return any(part.head == "builtin" and part.data == "tr" for part in node.walk())


def claim_digest(claim: Claim) -> bytes:
    """SHA-256 of the claim with its context."""
    data = [pack([claim.left, claim.right]), claim.relation, pack_context(claim.context)]
    return sha256(dumps(data, sort_keys=True).encode()).digest()


def chance_bits(bound: Degrees, rounds: int) -> float:
    """The logarithm to base 2 of the chance that a false equality passes this many rounds.

    A round: 2 D/p for the point (the 2 for points that were drawn again because a side did not exist), and
    H/60 / 2^54 for the prime, where the difference has degree D and whole coefficients below 2^H.
    """
    one = 2 * (bound.top + bound.bottom + 1) / 2**60 + (bound.top_bits / 60 + 1) / 2**54
    return rounds * log2(one)


def _hold_at(sides: _Sides, shapes: list[dict[str, int]]) -> tuple[Degrees | None, int]:
    """The largest bound met and the rounds taken, or None where the sides differ."""
    stream = DigestStream(sides.digest)
    worst = Degrees()
    taken = 0
    for sizes in shapes:
        bound: Degrees | None = None  # one bound at each shape: signs and primes do not change degrees
        for signs in _components(sides, sizes):
            rounds = 0
            while bound is None or chance_bits(bound, rounds) > _CHANCE:
                if rounds == _ROUNDS:
                    raise Outside("polynomials of so high a degree")
                drawing, agree = _instance(sides, sizes, signs, stream)
                if not agree:
                    return None, rounds
                bound = bound or _bound(sides, drawing)
                rounds += 1
            taken = max(taken, rounds)
            if chance_bits(bound, taken) > chance_bits(worst, taken):
                worst = bound
    return worst, taken


def _bound(sides: _Sides, drawing: Drawing) -> Degrees:
    left, right = (degrees_of(side, sides.context, drawing) for side in (sides.left, sides.right))
    return left.plus(right)


def _instance(
    sides: _Sides, sizes: dict[str, int], signs: Mapping[str, int], stream: DigestStream
) -> tuple[Drawing, bool]:
    """A uniform point over a fresh prime and whether the sides agree there; drawn again where a side does not exist."""
    failure: Exception = DoesNotExist()
    for _ in range(_REDRAWS):
        field = Field(_prime(stream))
        scalars = _scalars(sides.context, sizes, field, stream)
        seed = str(stream.below(2**256)).encode()
        drawing = draw_matrices(sides.context, sizes, seed, field, scalars, signs)
        place = Place(sides.context, field, drawing)
        try:
            left, right = (place.value(side, {}) for side in (sides.left, sides.right))
        except (DoesNotExist, ZeroDivisionError) as error:
            failure = error
            continue
        return drawing, equal(left, right, field)
    raise DoesNotExist from failure


def _prime(stream: DigestStream) -> int:
    while True:
        candidate = 2**60 + stream.below(2**60)
        if candidate % 2 and fmpz(candidate).is_prime():
            return candidate


def _scalars(context: Context, sizes: dict[str, int], field: Field, stream: DigestStream) -> dict[Key, Scalar]:
    """Uniform values of the declared numbers, entries of diagonal matrices among them, and of sizes as numbers."""
    drawn: dict[Key, Scalar] = {}
    for declaration in context.declarations:
        if not drawn_kinds(context, declaration.name) or context.definition(declaration.name) is not None:
            continue
        for indices in index_values(declaration, context, sizes):
            drawn[declaration.name, indices] = field.scalar(stream.below(field.modulus))
    for named in sizes:  # a size as a number is any number: nothing is to hold by the few sizes that are tried
        drawn[named, ()] = field.scalar(stream.below(field.modulus))
    return drawn


def _components(sides: _Sides, sizes: dict[str, int]) -> Iterator[dict[str, int]]:
    """Every combination of determinants of the square orthogonal matrices."""
    named = []
    for declaration in sides.context.declarations:
        if not (declaration.has("orthogonal") or declaration.has("orthonormal columns")):
            continue
        rows, columns = (size_value(size, sides.context, sizes) for size in declaration.shape)
        if rows == columns:
            named.append(declaration.name)
    if len(named) > _COMPONENTS:
        raise Outside("more than four orthogonal matrices")
    for signs in product((1, -1), repeat=len(named)):
        yield dict(zip(named, signs, strict=True))


def _shapes(sides: _Sides) -> list[dict[str, int]]:
    """Sizes that the declarations allow: different ones first, wide and tall."""
    context = sides.context
    names = [d.name for d in context.declarations if d.kind is Kind.SIZE and context.definition(d.name) is None]
    candidates = sorted(product((2, 3, 4), repeat=len(names)), key=lambda sizes: (-len(set(sizes)), sum(sizes), sizes))
    found: list[dict[str, int]] = []
    for candidate in candidates:
        sizes = dict(zip(names, candidate, strict=True))
        if _is_allowed(context, sizes):
            found.append(sizes)
        if len(found) == _SHAPES:
            break
    return found


def _is_allowed(context: Context, sizes: dict[str, int]) -> bool:
    for declaration in context.declarations:
        if declaration.kind is Kind.SIZE and declaration.name in sizes:
            for word, sign in (("at most", 1), ("at least", -1)):
                bound = declaration.property_terms(word)
                if bound and not bound[0].free <= sizes.keys():
                    continue  # a bound by a size that the claim does not mention binds nothing
                if bound and sign * (sizes[declaration.name] - size_value(bound[0], context, sizes)) > 0:
                    return False
        if declaration.kind is Kind.MATRIX and not _fits(context, sizes, declaration.name):
            return False
    return True


def _fits(context: Context, sizes: dict[str, int], named: str) -> bool:
    """Whether a matrix with the declared properties exists at these sizes."""
    declaration = context.declaration(named)
    if declaration is None or len(declaration.shape) != 2:
        return True
    rows, columns = (size_value(size, context, sizes) for size in declaration.shape)
    square = ("orthogonal", "invertible", "symmetric", "positive definite", "positive semidefinite", "diagonal")
    if rows != columns and any(declaration.has(word) for word in square):
        return False
    if declaration.has("orthonormal columns") and columns > rows:
        return False
    rank = declaration.property_terms("rank")
    return not rank or size_value(rank[0], context, sizes) <= min(rows, columns)


def _said(shapes: list[dict[str, int]]) -> str:
    names = list(shapes[0])
    if not names:
        return ""
    listed = ", ".join(f"({', '.join(str(sizes[named]) for named in names)})" for sizes in shapes)
    return f"for the shapes ({', '.join(names)}) = {listed}"


def _conditions(words: Words, sides: _Sides) -> tuple[Term, ...]:
    """What must not be 0, for each inverse and quotient whose existence does not follow from the declarations."""
    found: dict[Term, None] = {}
    for side in (sides.left, sides.right):
        for node in side.walk():
            divisor = _divisor(node)
            if divisor is not None and not _exists(words, divisor):
                if divisor.free <= _size_names(sides.context):
                    raise Outside("a division by a number of sizes that is 0 for some")
                is_number = node.head == "divide"
                value = divisor if is_number else term("apply", [builtin("det"), divisor])
                found[relation("≠", value, number(0))] = None
    return tuple(found)


def _size_names(context: Context) -> frozenset[str]:
    return frozenset(declaration.name for declaration in context.declarations if declaration.kind is Kind.SIZE)


def _divisor(node: Term) -> Term | None:
    if node.head == "divide":
        return node.arguments[1]
    if node.head == "inverse":
        return node.arguments[0]
    negative = node.head == "power" and node.arguments[1].head == "negate"
    return node.arguments[0] if negative else None


def _exists(words: Words, divisor: Term) -> bool:
    try:
        element = element_of(words, divisor)
        if element.is_number:
            reciprocal(words, words.value(element))
        else:
            inverse(words, element)
    except (NoInverse, Outside):
        return False
    return True

"""Models drawn for a claim: values that honour every declared property and satisfy every hypothesis exactly.

Deterministic from the digest. Simple values come first (``samples``); what is drawn is checked before it is handed out:
properties name by name, hypotheses as soon as all their names have values. A hypothesis with a free index must hold for
the whole range of that index, which is the stronger reading, so no model is wrong under the weaker one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice, pairwise, product
from typing import Any, Final

from flint import fmpq

from solgen.kernel import samples
from solgen.kernel.claim import Claim
from solgen.kernel.draw_matrices import CannotDraw, draw_matrices, orthogonal_signs
from solgen.kernel.draw_matrices import components as matrix_parts
from solgen.kernel.evaluate import RULES, exact, from_model, precision
from solgen.kernel.evaluation.evaluator import Evaluator, Value
from solgen.kernel.evaluation.indeterminates import RationalFunction
from solgen.kernel.evaluation.propositions import holds, relate
from solgen.kernel.evaluation.unit_numbers import unit_factor
from solgen.kernel.evaluation.values import CannotEvaluate, DoesNotExist, Family, FiniteSet, NeedPrecision, Sequence
from solgen.kernel.hypotheses import Plan, Step, plan
from solgen.kernel.matrix_fields import DigestStream
from solgen.kernel.models import ArrayValue, FamilyValue, Model, ModelValue, PolynomialFunction
from solgen.kernel.ranges import index_range
from solgen.notation.context import Context, Declaration, Definition, Kind, Property
from solgen.notation.terms import Term, constant, name, number, pack

_TRIES: Final = 14
_ATTEMPTS: Final = 12
_LARGEST_FAMILY: Final = 200
_ALONG: Final = frozenset({"increasing", "nonincreasing", "distinct"})
_ARRAY_WORDS: Final = frozenset(
    {"orthogonal", "orthonormal columns", "symmetric", "invertible", "rank", "diagonal", "positive definite",
     "positive semidefinite", "nonzero", "columns", "rows"}
)  # fmt: skip
"""The properties of arrays that ``draw_matrices`` knows; an array with another one is not drawn."""
_FAILURES = (DoesNotExist, CannotEvaluate, NeedPrecision, CannotDraw, TypeError, AttributeError, ZeroDivisionError)
_ORDER_HEADS: Final = frozenset({"absolute", "comprehension", "order_statistic", "subdifferential", "arg_min"})


def claim_digest(claim: Claim) -> bytes:
    """SHA-256 of the claim's two sides and hypotheses, from which all drawing for it goes out."""
    rows = pack([claim.left, claim.right, *claim.context.hypotheses])
    return hashlib.sha256(json.dumps([claim.relation, rows], default=str).encode()).digest()


@dataclass(slots=True)
class _Draw:
    """One model in the making."""

    context: Context
    plan: Plan
    round: int
    stream: DigestStream
    ordered: bool
    free_indices: dict[str, tuple[Term, Term]]
    values: dict[str, ModelValue] = field(default_factory=dict)
    converted: dict[str, Value] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def set(self, latex: str, value: ModelValue) -> None:
        self.values[latex] = value
        self.converted[latex] = from_model(value)

    def forget(self, latex: str) -> None:
        self.values.pop(latex, None)
        self.converted.pop(latex, None)

    def evaluator(self) -> Evaluator:
        return Evaluator(self.context, self.converted, RULES)

    def evaluate(self, node: Term) -> Value:
        return self.evaluator().value(node, {})

    def rational(self, node: Term) -> Fraction:
        value = self.evaluate(node)
        if type(value) is not fmpq:
            message = "a bound that is not exact"
            raise CannotEvaluate(message)
        return to_fraction(value)

    def whole(self, node: Term) -> int:
        value = self.rational(node)
        if value.denominator != 1:
            raise DoesNotExist
        return value.numerator


def to_fraction(value: fmpq) -> Fraction:
    """FLINT's rational as Python's."""
    return Fraction(int(value.p), int(value.q))


def draw_models(
    context: Context,
    terms: Iterable[Term],
    digest: bytes,
    count: int,
    count_with_arrays: int | None = None,
    *,
    every_hypothesis: bool = False,
) -> Iterator[Model]:
    """At most ``count`` models of the names that the terms depend on, the simplest first; none where none was found.

    ``count_with_arrays`` takes the place of ``count`` where a name has indices or a shape and order plays no part; a
    claim without names has one model.
    """
    terms = tuple(terms)
    free = frozenset().union(*(node.free for node in terms))
    planned = plan(context, free, every_hypothesis=every_hypothesis)
    ordered = any(_is_about_order(node, planned, context) for node in (*terms, *planned.hypotheses))
    scopes = (*terms, *planned.hypotheses, *(definition.body for definition in context.definitions))
    indices = {
        step.name: found
        for step in planned.steps
        if step.declaration is None and (found := _range_of(step.name, scopes, context)) is not None
    }
    if not planned.steps:
        count = 1
    elif not ordered and any(step.declaration and (step.declaration.indices or step.declaration.shape)
                             for step in planned.steps):  # fmt: skip
        count = min(count, count_with_arrays or count)
    made = failures = 0
    with precision(128):
        for attempt in range(count + _ATTEMPTS):
            drawn = _draw_one(context, planned, attempt, digest, ordered=ordered, indices=indices)
            if drawn is None:
                failures += 1
                if failures > _ATTEMPTS:
                    return
                continue
            yield drawn
            made += 1
            if made >= count:
                return


def _is_about_order(node: Term, planned: Plan, context: Context) -> bool:
    bodies = [definition.body for latex in planned.needed if (definition := context.definition(latex)) is not None]
    return any(
        (inner.head in _ORDER_HEADS and not _is_over_vectors(inner, context))
        or (inner.head == "builtin" and inner.data in ("median", "max", "min", "sign"))
        for body in (node, *bodies)
        for inner in body.walk()
    )


def _is_over_vectors(node: Term, context: Context) -> bool:
    declaration = context.declaration(str(node.arguments[0].data)) if node.head == "arg_min" else None
    return declaration is not None and declaration.kind is Kind.VECTOR


def _range_of(latex: str, scopes: tuple[Term, ...], context: Context) -> tuple[Term, Term] | None:
    for scope in scopes:
        if latex in scope.free:
            found = index_range(latex, scope, context)
            if found is not None:
                return found
    return None


def _draw_one(
    context: Context,
    planned: Plan,
    attempt: int,
    digest: bytes,
    *,
    ordered: bool,
    indices: dict[str, tuple[Term, Term]],
) -> Model | None:
    draw = _Draw(context, planned, attempt, DigestStream(digest + attempt.to_bytes(4, "big")), ordered, indices)
    matrices_drawn = False
    for step in planned.steps:
        kind = step.declaration.kind if step.declaration else None
        if kind in (Kind.VECTOR, Kind.MATRIX) and step.assigned is None:
            if not matrices_drawn:
                matrices_drawn = _draw_matrices(draw)
                if not matrices_drawn:
                    return None
            if not _meets(draw, step):
                return None
        elif not _draw_step(draw, step):
            return None
    if not _closed_hold(draw):
        return None
    return Model(draw.context, draw.values, tuple(step.name for step in planned.steps if step.name in draw.values))


def _closed_hold(draw: _Draw) -> bool:
    try:
        return all(holds(draw.evaluator(), node, {}) is True for node in draw.plan.closed)
    except _FAILURES:
        return False


def _draw_step(draw: _Draw, step: Step) -> bool:
    if step.declaration is not None and step.declaration.kind in (Kind.EVENT, Kind.RANDOM_VARIABLE, Kind.COMPLEX):
        return True
    try:
        if step.assigned is not None:
            return _assign(draw, step)
        candidates = _solutions(draw, step) if step.solved else _candidates(draw, step)
        for candidate in islice(candidates, _TRIES):
            draw.set(step.name, candidate)
            if _has_properties(draw, step) and _meets(draw, step):
                return True
            draw.forget(step.name)
    except _FAILURES:
        draw.forget(step.name)
    return False


def _assign(draw: _Draw, step: Step) -> bool:
    """The value that an equation gives; one that is not rational stays as the definition that it is."""
    assert step.assigned is not None
    value = draw.evaluate(step.assigned)
    if type(value) is fmpq:
        draw.set(step.name, to_fraction(value))
    elif isinstance(value, Sequence) and all(type(entry) is fmpq for entry in value.entries):
        entries: dict[tuple[int, ...], Fraction | ArrayValue] = {
            (place,): to_fraction(entry) for place, entry in enumerate(value.entries, 1)
        }
        draw.set(step.name, FamilyValue(entries))
    else:
        draw.context = draw.context.with_definition(Definition(name(step.name), step.assigned))
    try:
        return _has_properties(draw, step) and _meets(draw, step)
    except _FAILURES:
        return False


def _solutions(draw: _Draw, step: Step) -> Iterator[ModelValue]:
    """The values for which the equations hold, where those are rational zeros of a rational function."""
    left, right = step.solved[0].arguments
    declaration = step.declaration
    if declaration is not None and declaration.indices:
        yield from _family_solutions(draw, step, left, right)
        return
    yield from _zeros(draw, {step.name: RationalFunction.variable()}, left, right)


def _family_solutions(draw: _Draw, step: Step, left: Term, right: Term) -> Iterator[ModelValue]:
    for family in islice(_candidates(draw, Step(step.name, step.declaration, None, (), (), ())), 4):
        assert isinstance(family, FamilyValue)
        for components in (family.components, _made_small(draw, family)):
            last = max(components)
            moved = {**from_model(FamilyValue(components)).components, last: RationalFunction.variable()}
            for zero in _zeros(draw, {step.name: Family(moved)}, left, right):
                yield FamilyValue({**components, last: zero})


def _made_small(draw: _Draw, family: FamilyValue) -> dict[tuple[int, ...], Fraction | ArrayValue]:
    """The same family with values whose sizes sum to less than 1, so that the last of a sum of 1 is left positive."""
    total = sum(abs(value) for value in family.components.values() if isinstance(value, Fraction)) or Fraction(1)
    factor = Fraction(draw.round % 3 + 2, 5) / total
    return {key: value * factor for key, value in family.components.items() if isinstance(value, Fraction)}


def _zeros(draw: _Draw, changed: dict[str, Value], left: Term, right: Term) -> list[Fraction]:
    evaluator = Evaluator(draw.context, {**draw.converted, **changed}, RULES)
    difference = evaluator.value(left, {}) - evaluator.value(right, {})
    if not isinstance(difference, RationalFunction):
        return []
    return [to_fraction(zero) for zero in difference.rational_roots() or ()]


def _meets(draw: _Draw, step: Step) -> bool:
    """Whether all hypotheses hold whose names now have values; a hypothesis that was made a definition holds by it."""
    for check in step.checks:
        inexact = step.assigned is not None and step.name not in draw.values
        if inexact and check.head == "relation" and check.data == "=" and step.assigned in check.arguments:
            continue
        free = sorted(check.free & set(draw.free_indices))
        if not _holds_throughout(draw, check, free):
            return False
    return True


def _holds_throughout(draw: _Draw, check: Term, free: list[str]) -> bool:
    evaluator = draw.evaluator()
    declared = [index for index in free if index not in _bounded_by(draw.plan, index)]
    spans = [range(draw.whole(draw.free_indices[index][0]), draw.whole(draw.free_indices[index][1]) + 1)
             for index in declared]  # fmt: skip
    for places in product(*spans):
        changed = {index: fmpq(place) for index, place in zip(declared, places, strict=True)}
        inner = evaluator.with_values(changed) if changed else evaluator
        try:
            if holds(inner, check, {}) is not True:
                return False
        except DoesNotExist:
            return False
    return True


def _bounded_by(planned: Plan, index: str) -> set[str]:
    """The index itself where a hypothesis such as ``1 ≤ k ≤ n − 1`` is about it: then it is one number, not any."""
    step = next((step for step in planned.steps if step.name == index), None)
    return {index} if step is not None and (step.bounds or step.assigned is not None) else set()


def _candidates(draw: _Draw, step: Step) -> Iterator[ModelValue]:
    declaration = step.declaration
    if declaration is None:
        yield from _index_candidates(draw, step)
        return
    if declaration.indices:
        yield from _families(draw, declaration)
        return
    match declaration.kind:
        case Kind.SIZE:
            yield from _sizes(draw, step)
        case Kind.INTEGER:
            yield from _integers(draw, step)
        case Kind.REAL | Kind.QUANTITY:
            yield from _reals(draw, step)
        case Kind.FUNCTION:
            if not declaration.shape:
                yield from _functions(draw, declaration)
        case Kind.SET if not declaration.properties:
            yield frozenset(Fraction(draw.stream.between(-3, 6)) for _ in range(3))
        case _:
            return


def _count(draw: _Draw, sort: str) -> int:
    place = draw.counts.get(sort, 0)
    draw.counts[sort] = place + 1
    return place


def _ends(draw: _Draw, step: Step) -> tuple[Fraction | None, Fraction | None]:
    low = high = None
    for which, node in step.bounds:
        value = draw.rational(node)
        if which == "low":
            low = value if low is None else max(low, value)
        else:
            high = value if high is None else min(high, value)
    return low, high


def _index_candidates(draw: _Draw, step: Step) -> Iterator[ModelValue]:
    found = draw.free_indices.get(step.name)
    low, high = _ends(draw, step)
    if found is not None:
        first, last = draw.whole(found[0]), draw.whole(found[1])
    elif low is not None and high is not None:
        first, last = -(-low.numerator // low.denominator), high.numerator // high.denominator
    else:
        return
    span = [Fraction(i) for i in range(first, last + 1)][:50]
    start = draw.round + 1 + _count(draw, "index")
    yield from samples.rotated(tuple(span), start % len(span) if span else 0)


def _sizes(draw: _Draw, step: Step) -> Iterator[ModelValue]:
    place = _count(draw, "size")
    low, high = _ends(draw, step)
    table = samples.ORDERED_SIZES if draw.ordered and place == 0 else samples.SIZES
    if not _measures(draw, step.name):
        table = samples.HALVES
    elif not draw.ordered and _has_one_size(draw):
        table = samples.ONE_SIZE
    if low is not None or high is not None:
        bottom = max(1, -(-low.numerator // low.denominator) if low is not None else 1)
        top = high.numerator // high.denominator if high is not None else bottom + 4
        span = tuple(Fraction(i) for i in range(bottom, min(top, bottom + 12) + 1))
        yield from samples.rotated(span, draw.round if span else 0)
    yield from samples.rotated(tuple(Fraction(size) for size in table), draw.round + 1 * place)


def _has_one_size(draw: _Draw) -> bool:
    sizes = [step for step in draw.plan.steps if step.declaration is not None and step.declaration.kind is Kind.SIZE]
    return len(sizes) == 1


def _measures(draw: _Draw, latex: str) -> bool:
    """Whether a size is the end of a range or a side of an array, not only a part of one, as m in n = 2m + 1."""
    return any(
        latex in end.free
        for declaration in draw.context.declarations
        for end in (*(declared.high for declared in declaration.indices), *declaration.shape)
    )


def _integers(draw: _Draw, step: Step) -> Iterator[ModelValue]:
    low, high = _ends(draw, step)
    start = draw.round + _count(draw, "integer")
    if low is not None or high is not None:
        bottom = -(-low.numerator // low.denominator) if low is not None else None
        top = high.numerator // high.denominator if high is not None else None
        bottom = bottom if bottom is not None else (top or 0) - 6
        top = top if top is not None else bottom + 6
        span = tuple(Fraction(i) for i in range(bottom, min(top, bottom + 12) + 1))
        yield from samples.rotated(span, start)
    yield from samples.rotated(samples.INTEGERS, start)


def _reals(draw: _Draw, step: Step) -> Iterator[ModelValue]:
    declaration = step.declaration
    assert declaration is not None
    low, high = _ends(draw, step)
    place = _count(draw, "real")
    start = draw.round + place
    scale = unit_factor(declaration.unit) if declaration.kind is Kind.QUANTITY and declaration.unit else Fraction(1)
    if low is not None or high is not None:
        yield from samples.inside(low, high, start)
        return
    ends = _declared_ends(draw, declaration)
    if ends is not None:
        pool = [value for value in samples.FRACTIONS_OF_ONE if _is_unit_interval(ends)] or list(
            samples.inside(*ends, 0)
        )
        yield from samples.rotated(tuple(pool), start)
        return
    if draw.ordered and not declaration.properties:
        yield from _near_a_sample(draw, start)
    positive = any(declaration.has(word) for word in ("positive", "nonnegative"))
    pool_ = samples.POSITIVE if positive else samples.REALS
    values = samples.rotated(pool_, start)
    if declaration.has("negative"):
        values = (-value for value in samples.rotated(samples.POSITIVE, start))
    for value in values:
        yield value * scale


def _near_a_sample(draw: _Draw, start: int) -> Iterator[ModelValue]:
    """Points at, between and beyond the values of the first sample: (0, 1, 10) gives 1, 10, 5, 0, 11, …"""
    family = next((value for value in draw.values.values() if isinstance(value, FamilyValue)), None)
    values = sorted(value for value in family.components.values() if isinstance(value, Fraction)) if family else []
    if not values:
        return
    middle, last = values[(len(values) - 1) // 2], values[-1]
    between = Fraction(middle + last) / 2
    points = (middle, last, Fraction(between.numerator // between.denominator), between, values[0], last + 1)
    yield from samples.rotated(points, start)


def _declared_ends(draw: _Draw, declaration: Declaration) -> tuple[Fraction | None, Fraction | None] | None:
    terms = declaration.property_terms("in")
    if not terms or terms[0].head != "interval":
        return None
    found: list[Fraction | None] = []
    for end in terms[0].arguments:
        inner = end.arguments[0] if end.head == "negate" else end
        infinite = inner is constant("infinity")
        found.append(None if infinite else draw.rational(end))
    return found[0], found[1]


def _is_unit_interval(ends: tuple[Fraction | None, Fraction | None] | None) -> bool:
    return ends is not None and ends[0] == Fraction(0) and ends[1] == Fraction(1)


def _functions(draw: _Draw, declaration: Declaration) -> Iterator[PolynomialFunction]:
    """Polynomials with the declared properties; none where there is no list for them."""
    start = draw.round + _count(draw, "function")
    words = frozenset(declared.word for declared in declaration.properties)
    table = samples.FUNCTIONS.get(words, ())
    for place in range(len(table)):
        yield PolynomialFunction(table[(start + place) % len(table)])


def _keys(draw: _Draw, declaration: Declaration) -> list[tuple[int, ...]]:
    """All tuples of indices; a later range may use the indices before it."""
    keys: list[tuple[int, ...]] = [()]
    for place, declared in enumerate(declaration.indices):
        longer = []
        for key in keys:
            before = {declaration.indices[i].index: fmpq(key[i]) for i in range(place)}
            evaluator = draw.evaluator().with_values(before)
            low, high = evaluator.whole(declared.low, {}), evaluator.whole(declared.high, {})
            longer += [(*key, i) for i in range(low, high + 1)]
        keys = longer
        if len(keys) > _LARGEST_FAMILY:
            message = "a family beyond all use"
            raise CannotDraw(message)
    return keys


def _families(draw: _Draw, declaration: Declaration) -> Iterator[ModelValue]:
    if declaration.kind not in (Kind.REAL, Kind.QUANTITY, Kind.INTEGER, Kind.SIZE):
        return
    keys = _keys(draw, declaration)
    place = _count(draw, "family")
    if draw.ordered and place == 0 and len(declaration.indices) == 1 and not declaration.properties:
        for sample in samples.ORDERED.get(len(keys), ())[draw.round % 3 :]:
            yield FamilyValue(dict(zip(keys, map(Fraction, sample), strict=True)))
    for _ in range(_TRIES):
        values = _family_values(draw, declaration, len(keys))
        if values is None:
            return
        yield FamilyValue(dict(zip(keys, values, strict=True)))


def _family_values(draw: _Draw, declaration: Declaration, count: int) -> list[Fraction] | None:
    whole = declaration.kind in (Kind.INTEGER, Kind.SIZE)
    terms = declaration.property_terms("in")
    pool: tuple[Fraction, ...] = samples.POSITIVE
    if declaration.has("negative"):
        pool = tuple(-value for value in pool)
    ends = None
    if terms and terms[0].head == "set":
        pool = tuple(draw.rational(element) for element in terms[0].arguments)
    elif terms:
        ends = _declared_ends(draw, declaration)
        pool = (
            samples.FRACTIONS_OF_ONE if _is_unit_interval(ends) else tuple(samples.inside(*(ends or (None, None)), 0))
        )
    elif whole:
        pool = samples.INTEGERS

    def allowed(value: Fraction) -> bool:
        return (not whole or value.denominator == 1) and all(
            _component_has(draw, value, declared, declaration) for declared in declaration.properties
        )

    monotone = declaration.has("nonincreasing") or declaration.has("increasing")
    values = samples.drawn_family(
        draw.stream, count, allowed, pool, distinct=declaration.has("distinct") or (monotone and draw.round % 3 != 2)
    )
    if values is not None and declaration.has("nonincreasing"):
        values.sort(reverse=True)
    if values is not None and declaration.has("increasing"):
        values.sort()
    return values


def _has_properties(draw: _Draw, step: Step) -> bool:
    """Whether the value has every declared property. Raises CannotEvaluate for a property without a rule."""
    declaration = step.declaration
    if declaration is None:
        found = draw.free_indices.get(step.name)
        if found is None:
            return True
        place = draw.rational(name(step.name))
        return place.denominator == 1 and draw.whole(found[0]) <= place <= draw.whole(found[1])
    value = draw.values.get(step.name)
    if isinstance(value, FamilyValue):
        entries = [entry for entry in value.components.values() if isinstance(entry, Fraction)]
        ordered = [value.components[key] for key in sorted(value.components)]
        return all(_kind_fits(entry, declaration.kind) for entry in entries) and all(
            _along_index(ordered, declared)
            if declared.word in _ALONG
            else all(_component_has(draw, entry, declared, declaration) for entry in entries)
            for declared in declaration.properties
        )
    if value is None:
        found_value = draw.evaluate(name(step.name))
        return all(_ball_has(draw, found_value, declared) for declared in declaration.properties)
    if isinstance(value, Fraction):
        if any(declared.word in _ALONG for declared in declaration.properties):
            message = f"a property along an index, of {declaration.name}, which has none"
            raise CannotEvaluate(message)
        return _kind_fits(value, declaration.kind) and all(
            _component_has(draw, value, declared, declaration) for declared in declaration.properties
        )
    return True


def _kind_fits(value: Fraction, kind: Kind) -> bool:
    if kind is Kind.SIZE:
        return value.denominator == 1 and value >= 1
    return kind is not Kind.INTEGER or value.denominator == 1


def _along_index(values: list[Any], declared: Property) -> bool:
    pairs = list(pairwise(values))
    if declared.word == "increasing":
        return all(a <= b for a, b in pairs)
    if declared.word == "nonincreasing":
        return all(a >= b for a, b in pairs)
    return len(set(values)) == len(values)


def _component_has(draw: _Draw, value: Fraction, declared: Property, declaration: Declaration) -> bool:
    match declared.word:
        case "positive":
            return value > 0
        case "negative":
            return value < 0
        case "nonnegative":
            return value >= 0
        case "nonzero":
            return value != 0
        case "in":
            return _is_in(draw, exact(value), declared.terms[0])
        case "at most":
            return value <= draw.rational(declared.terms[0])
        case "at least":
            return value >= draw.rational(declared.terms[0])
        case "increasing" | "nonincreasing" | "distinct" | "independent":
            return True
    message = f"no rule for the property {declared.word} of {declaration.name}"
    raise CannotEvaluate(message)


def _is_in(draw: _Draw, value: fmpq, container: Term) -> bool:
    from solgen.kernel.evaluation.sets import contains  # noqa: PLC0415 -- one use

    found = draw.evaluate(container)
    return contains(found, value) is True


def _ball_has(draw: _Draw, value: Value, declared: Property) -> bool:
    """The same for a value that is only known by a ball."""
    signs = {"positive": ">", "negative": "<", "nonnegative": "≥", "nonzero": "≠"}
    if declared.word in signs:
        return relate(signs[declared.word], value, fmpq(0)) is True
    if declared.word == "in":
        container = draw.evaluate(declared.terms[0])
        return not isinstance(container, FiniteSet) and relate("∈", value, container) is True
    return False


def _draw_matrices(draw: _Draw) -> bool:
    """Values for all vectors and matrices of the plan at once, entries of diagonals from the families drawn before."""
    wanted = [step.name for step in draw.plan.steps if step.declaration is not None]
    declared = tuple(
        declaration
        for declaration in draw.context.declarations
        if declaration.name in wanted and declaration.kind in (Kind.VECTOR, Kind.MATRIX)
    )
    owners = tuple(
        declaration
        for declaration in draw.context.declarations
        if declaration not in declared and declaration.kind is Kind.MATRIX and _names_a_part(declaration, wanted)
    )
    sizes = {
        latex: value.numerator
        for latex, value in draw.values.items()
        if isinstance(value, Fraction) and value.denominator == 1
    }
    scalars = {
        (latex, key): exact(entry)
        for latex, value in draw.values.items()
        if isinstance(value, FamilyValue)
        for key, entry in value.components.items()
        if isinstance(entry, Fraction)
    }
    others = tuple(
        declaration for declaration in draw.context.declarations if declaration.kind not in (Kind.VECTOR, Kind.MATRIX)
    )
    context = Context((*others, *owners, *declared), draw.context.definitions)
    if any(held.word not in _ARRAY_WORDS for declaration in declared for held in declaration.properties):
        return False
    try:
        signs = orthogonal_signs(context, draw.round)
        drawn = draw_matrices(context, sizes, draw.stream.below(2**60), scalars=scalars, signs=signs)
    except CannotDraw:
        return False
    families: dict[str, dict[tuple[int, ...], Fraction | ArrayValue]] = {}
    owned = {part for declaration in (*owners, *declared) for _, part in matrix_parts(declaration)}
    for (latex, key), matrix in drawn.matrices.items():
        entries = tuple(to_fraction(entry) for entry in matrix.entries())
        declaration = draw.context.declaration(latex)
        if declaration is not None and not declaration.properties and latex not in owned and draw.round % 3 == 2:
            entries = tuple(entry / 3 for entry in entries)
        value = ArrayValue(matrix.nrows(), matrix.ncols(), entries)
        if key:
            families.setdefault(latex, {})[key] = value
        else:
            draw.set(latex, value)
    for latex, components in families.items():
        draw.set(latex, FamilyValue(components))
    return True


def _names_a_part(declaration: Declaration, wanted: list[str]) -> bool:
    return any(named in wanted for what, named in matrix_parts(declaration) if what != "diagonal")


def find_instance(context: Context) -> Model | None:
    """A model of all hypotheses at once, or None where the bounded search found none."""
    digest = hashlib.sha256(json.dumps(pack(list(context.hypotheses)), default=str).encode()).digest()
    terms = context.hypotheses or (number(0),)
    return next(draw_models(context, terms, digest, 1, every_hypothesis=True), None)


def is_model(model: Model, changed: str, planned: Plan | None = None) -> bool:
    """Whether a model with one value changed still has every declared property and meets every hypothesis.

    ``planned`` is the plan of that name, where it was made before.
    """
    planned = planned or plan(model.context, [changed])
    draw = _Draw(model.context, planned, 0, DigestStream(0), False, {})  # noqa: FBT003 -- order plays no part
    for latex, value in model.values.items():
        draw.set(latex, value)
    try:
        return all(_has_properties(draw, step) for step in planned.steps if step.name == changed) and all(
            holds(draw.evaluator(), hypothesis, {}) is True for hypothesis in planned.hypotheses
        )
    except _FAILURES:
        return False

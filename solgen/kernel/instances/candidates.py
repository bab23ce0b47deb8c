"""Values to try for one name, the simplest first; what is tried is checked elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final

from flint import fmpq

from solgen.kernel.evaluation.unit_numbers import unit_factor
from solgen.kernel.instances import samples
from solgen.kernel.instances.declared_properties import component_has, declared_ends
from solgen.kernel.instances.drafts import Draft
from solgen.kernel.instances.draw_matrices import CannotDraw
from solgen.kernel.instances.hypotheses import Step
from solgen.kernel.instances.models import FamilyValue, ModelValue, PolynomialFunction
from solgen.notation.context import Context, Declaration, Kind

_TRIES: Final = 14
_LARGEST_FAMILY: Final = 200


def candidates(draw: Draft, step: Step) -> Iterator[ModelValue]:
    """Values to try for the name of a step. Raises CannotEvaluate or CannotDraw where there are none."""
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


def _count(draw: Draft, sort: str) -> int:
    place = draw.counts.get(sort, 0)
    draw.counts[sort] = place + 1
    return place


def _ends(draw: Draft, step: Step) -> tuple[Fraction | None, Fraction | None]:
    low = high = None
    for which, node in step.bounds:
        value = draw.rational_within(node, 1 if which == "low" else -1)
        if which == "low":
            low = value if low is None else max(low, value)
        else:
            high = value if high is None else min(high, value)
    return low, high


def _far_ends(draw: Draft, step: Step, table: Sequence[int | Fraction]) -> tuple[Fraction | None, Fraction | None]:
    """The ends that are declared in numbers, where no value of the table lies between them, so that they are needed."""
    declaration = step.declaration
    assert declaration is not None
    if any(end.free for declared in declaration.properties for end in declared.terms):
        return None, None
    low, high = declared_ends(draw, declaration) or (None, None)
    for declared in declaration.properties:
        if declared.word == "at least" and declared.terms:
            least = draw.rational_within(declared.terms[0], 1)
            low = least if low is None else max(low, least)
        elif declared.word == "at most" and declared.terms:
            most = draw.rational_within(declared.terms[0], -1)
            high = most if high is None else min(high, most)
    between = any((low is None or low <= value) and (high is None or value <= high) for value in table)
    return (None, None) if between else (low, high)


_SAME: Final = 2
"""In this round of three, free indices are equal where their ranges are."""


def _index_candidates(draw: Draft, step: Step) -> Iterator[ModelValue]:
    found = draw.free_indices.get(step.name)
    low, high = _ends(draw, step)
    if found is not None:
        first, last = draw.whole(found[0]), draw.whole(found[1])
    elif low is not None and high is not None:
        first, last = -(-low.numerator // low.denominator), high.numerator // high.denominator
    else:
        return
    span = [Fraction(i) for i in range(first, last + 1)][:50]
    apart = _count(draw, "index")
    start = draw.round + 1 + (0 if draw.round % 3 == _SAME else apart)
    yield from samples.rotated(tuple(span), start % len(span) if span else 0)


def _sizes(draw: Draft, step: Step) -> Iterator[ModelValue]:
    place = _count(draw, "size")
    low, high = _ends(draw, step)
    table = samples.ORDERED_SIZES if draw.ordered and place == 0 else samples.SIZES
    if not _measures(draw.context, step.name):
        table = samples.HALVES
    elif not draw.ordered and _has_one_size(draw):
        table = samples.ONE_SIZE
    if low is None and high is None:
        low, high = _far_ends(draw, step, table)
    if low is not None or high is not None:
        bottom = max(1, -(-low.numerator // low.denominator) if low is not None else 1)
        top = high.numerator // high.denominator if high is not None else bottom + 4
        span = tuple(Fraction(i) for i in range(bottom, min(top, bottom + 12) + 1))
        yield from samples.rotated(span, draw.round if span else 0)
    yield from samples.rotated(_fractions(table), draw.round + 1 * place)


@lru_cache(maxsize=16)
def _fractions(sizes: tuple[int, ...]) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, sizes))


def _has_one_size(draw: Draft) -> bool:
    sizes = [step for step in draw.plan.steps if step.declaration is not None and step.declaration.kind is Kind.SIZE]
    return len(sizes) == 1


@lru_cache(maxsize=256)
def _measures(context: Context, latex: str) -> bool:
    """Whether a size is the end of a range or a side of an array, not only a part of one, as m in n = 2m + 1."""
    return any(
        latex in end.free
        for declaration in context.declarations
        for end in (*(declared.high for declared in declaration.indices), *declaration.shape)
    )


def _integers(draw: Draft, step: Step) -> Iterator[ModelValue]:
    low, high = _ends(draw, step)
    start = draw.round + _count(draw, "integer")
    if low is None and high is None:
        low, high = _far_ends(draw, step, samples.INTEGERS)
    if low is not None or high is not None:
        bottom = -(-low.numerator // low.denominator) if low is not None else None
        top = high.numerator // high.denominator if high is not None else None
        bottom = bottom if bottom is not None else (top or 0) - 6
        top = top if top is not None else bottom + 6
        span = tuple(Fraction(i) for i in range(bottom, min(top, bottom + 12) + 1))
        yield from samples.rotated(span, start)
    yield from samples.rotated(samples.INTEGERS, start)


def _reals(draw: Draft, step: Step) -> Iterator[ModelValue]:
    declaration = step.declaration
    assert declaration is not None
    low, high = _ends(draw, step)
    place = _count(draw, "real")
    start = draw.round + place
    scale = unit_factor(declaration.unit) if declaration.kind is Kind.QUANTITY and declaration.unit else Fraction(1)
    if low is not None or high is not None:
        yield from samples.inside(low, high, start)
        return
    ends = declared_ends(draw, declaration)
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


def _near_a_sample(draw: Draft, start: int) -> Iterator[ModelValue]:
    """Points at, between and beyond the values of the first sample: (0, 1, 10) gives 1, 10, 5, 0, 11, …"""
    family = next((value for value in draw.values.values() if isinstance(value, FamilyValue)), None)
    values = sorted(value for value in family.components.values() if isinstance(value, Fraction)) if family else []
    if not values:
        return
    middle, last = values[(len(values) - 1) // 2], values[-1]
    between = Fraction(middle + last) / 2
    points = (middle, last, Fraction(between.numerator // between.denominator), between, values[0], last + 1)
    yield from samples.rotated(points, start)


def _is_unit_interval(ends: tuple[Fraction | None, Fraction | None] | None) -> bool:
    return ends is not None and ends[0] == Fraction(0) and ends[1] == Fraction(1)


def _functions(draw: Draft, declaration: Declaration) -> Iterator[PolynomialFunction]:
    """Polynomials with the declared properties; none where there is no list for them."""
    start = draw.round + _count(draw, "function")
    words = frozenset(declared.word for declared in declaration.properties) - {"elementwise"}
    table = samples.FUNCTIONS.get(words, ())
    for place in range(len(table)):
        yield PolynomialFunction(table[(start + place) % len(table)])


def _keys(draw: Draft, declaration: Declaration) -> list[tuple[int, ...]]:
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


def _families(draw: Draft, declaration: Declaration) -> Iterator[ModelValue]:
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


def _family_values(draw: Draft, declaration: Declaration, count: int) -> list[Fraction] | None:
    whole = declaration.kind in (Kind.INTEGER, Kind.SIZE)
    terms = declaration.property_terms("in")
    pool: tuple[Fraction, ...] = samples.POSITIVE
    if declaration.has("negative"):
        pool = tuple(-value for value in pool)
    ends = None
    if terms and terms[0].head == "set":
        pool = tuple(draw.rational(element) for element in terms[0].arguments)
    elif terms:
        ends = declared_ends(draw, declaration)
        pool = (
            samples.FRACTIONS_OF_ONE if _is_unit_interval(ends) else tuple(samples.inside(*(ends or (None, None)), 0))
        )
    elif whole:
        pool = samples.INTEGERS

    def allowed(value: Fraction) -> bool:
        if whole and value.denominator != 1:
            return False
        return not declaration.properties or all(
            component_has(draw, value, declared, declaration) for declared in declaration.properties
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

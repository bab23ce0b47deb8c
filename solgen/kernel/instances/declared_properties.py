"""Whether a drawn value has every property that is declared of its name.

A property without a rule raises CannotEvaluate, so that no value is handed out that might lack it.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from flint import fmpq, fmpq_mat

from solgen.kernel.evaluation.evaluate import exact
from solgen.kernel.evaluation.evaluator import Value
from solgen.kernel.evaluation.propositions import relate
from solgen.kernel.evaluation.values import CannotEvaluate, FiniteSet
from solgen.kernel.instances import draw_matrices
from solgen.kernel.instances.drafts import Draft
from solgen.kernel.instances.hypotheses import Step
from solgen.kernel.instances.models import ArrayValue, FamilyValue
from solgen.notation.context import Declaration, Kind, Property
from solgen.notation.terms import Term, constant, name

UNRESTRICTED: Final = frozenset({Kind.REAL, Kind.QUANTITY})
"""Kinds that say nothing of a number without a property."""
ALONG: Final = frozenset({"increasing", "nonincreasing", "distinct"})


def has_properties(draw: Draft, step: Step) -> bool:
    """Whether the value has every declared property. Raises CannotEvaluate for a property without a rule."""
    declaration = step.declaration
    if declaration is None:
        found = draw.free_indices.get(step.name)
        if found is None:
            return True
        place = draw.rational(name(step.name))
        return place.denominator == 1 and draw.whole(found[0]) <= place <= draw.whole(found[1])
    value = draw.values.get(step.name)
    if value is not None and not declaration.properties and declaration.kind in UNRESTRICTED:
        return True
    if isinstance(value, FamilyValue):
        entries = [entry for entry in value.components.values() if isinstance(entry, Fraction)]
        ordered = [value.components[key] for key in sorted(value.components)]
        return all(_kind_fits(entry, declaration.kind) for entry in entries) and all(
            _along_index(ordered, declared)
            if declared.word in ALONG
            else all(component_has(draw, entry, declared, declaration) for entry in entries)
            for declared in declaration.properties
        )
    if value is None:
        found_value = draw.evaluate(name(step.name))
        return all(_ball_has(draw, found_value, declared) for declared in declaration.properties)
    if isinstance(value, Fraction):
        if any(declared.word in ALONG for declared in declaration.properties):
            message = f"a property along an index, of {declaration.name}, which has none"
            raise CannotEvaluate(message)
        return _kind_fits(value, declaration.kind) and all(
            component_has(draw, value, declared, declaration) for declared in declaration.properties
        )
    return not isinstance(value, ArrayValue) or _array_has(draw, value, declaration)


def _array_has(draw: Draft, value: ArrayValue, declaration: Declaration) -> bool:
    matrix = fmpq_mat(value.rows, value.columns, [exact(entry) for entry in value.entries])
    sizes = {latex: int(size) for latex, size in draw.values.items() if isinstance(size, Fraction)}
    return draw_matrices.has_properties(matrix, declaration, draw.context, sizes)


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


def component_has(draw: Draft, value: Fraction, declared: Property, declaration: Declaration) -> bool:
    """Whether one number has a declared property. Raises CannotEvaluate for a property without a rule."""
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


def _is_in(draw: Draft, value: fmpq, container: Term) -> bool:
    from solgen.kernel.evaluation.comparisons import contains  # noqa: PLC0415 -- one use

    found = draw.evaluate(container)
    return contains(found, value) is True


def _ball_has(draw: Draft, value: Value, declared: Property) -> bool:
    """The same for a value that is only known by a ball."""
    signs = {"positive": ">", "negative": "<", "nonnegative": "≥", "nonzero": "≠"}
    if declared.word in signs:
        return relate(signs[declared.word], value, fmpq(0)) is True
    if declared.word == "in":
        container = draw.evaluate(declared.terms[0])
        return not isinstance(container, FiniteSet) and relate("∈", value, container) is True
    return False


def declared_ends(draw: Draft, declaration: Declaration) -> tuple[Fraction | None, Fraction | None] | None:
    """The ends of ``in [a, b]``, None for an infinite one; None where no interval is declared."""
    terms = declaration.property_terms("in")
    if not terms or terms[0].head != "interval":
        return None
    found: list[Fraction | None] = []
    for end, step in zip(terms[0].arguments, (1, -1), strict=True):
        inner = end.arguments[0] if end.head == "negate" else end
        infinite = inner is constant("infinity")
        found.append(None if infinite else draw.rational_within(end, step))
    return found[0], found[1]

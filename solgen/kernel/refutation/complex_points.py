"""Equations of complex numbers at simple points: their coordinates are judged, and complex floats look again.

Rule: the claim fails where an equation of its coordinates fails; a failure counts only if both evaluations of real
numbers find it and a third one, of complex numbers, finds that the sides differ. Budget: ``_POINTS`` points.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from solgen.kernel.claim import Claim, Exact, Refutation, Witness
from solgen.kernel.complex_coordinates import Coordinates
from solgen.kernel.floats.complex_numbers import apart
from solgen.kernel.instances.drawing import claim_digest, draw_models
from solgen.kernel.instances.models import Model
from solgen.kernel.refutation.support import Supported
from solgen.kernel.refutation.witness import exact_number, number_text
from solgen.notation.terms import Term, add, constant, multiply, number, term

_POINTS: Final = 6
Refuter = Callable[[Claim], Refutation | Supported | None]


def attempt(
    found: Coordinates, refute: Refuter, refuted_at: Callable[[Claim, Model], Refutation | None]
) -> Refutation | Supported | None:
    """A refutation of a claim by its coordinates, or how many points support it."""
    points = _POINTS
    for part in found.parts:
        finding = refute(part)
        if isinstance(finding, Refutation):
            return _seen_again(found, part, refuted_at)
        if finding is None:
            return None
        points = min(points, finding.points)
    return Supported(points)


def _seen_again(
    found: Coordinates, part: Claim, refuted_at: Callable[[Claim, Model], Refutation | None]
) -> Refutation | None:
    sides = (part.left, part.right)
    for model in draw_models(part.context, sides, claim_digest(part), _POINTS):
        refuted = refuted_at(part, model)
        if refuted is None:
            continue
        values = {latex: complex(float(v)) for latex, v in model.values.items() if isinstance(v, Fraction)}
        for latex, real, imaginary in found.names:
            values[latex] = complex(_drawn(model, real), _drawn(model, imaginary))
        if found.whole.relation == "=" and apart(found.whole.left, found.whole.right, values):
            return Refutation(refuted.mechanism, _witness(found, model, refuted.witness))
    return None


def _drawn(model: Model, latex: str) -> float:
    value = model.values.get(latex, Fraction(1))
    return float(value) if isinstance(value, Fraction) else 1.0


def _witness(found: Coordinates, model: Model, witness: Witness) -> Witness:
    """The witness with complex names again, and the coordinate that differs."""
    coordinates = {part for _, real, imaginary in found.names for part in (real, imaginary)}
    values = [pair for pair in witness.values if pair[0] not in coordinates]
    for latex, real, imaginary in found.names:
        parts = [model.values.get(part, Fraction(1)) for part in (real, imaginary)]
        one, other = (part if isinstance(part, Fraction) else Fraction(1) for part in parts)
        values.append((latex, f"{number_text(one)} {'-' if other < 0 else '+'} {number_text(abs(other))} i"))
    note = witness.note or "one of the coordinates, there"
    return Witness(tuple(values), witness.left, witness.right, note, _exact_point(found, witness))


def _exact_point(found: Coordinates, witness: Witness) -> tuple[tuple[str, Exact], ...]:
    """The exact values again, those of two coordinates as a complex number."""
    point = dict(witness.point)
    for latex, *parts in found.names:
        one, other = (Fraction(str(point.pop(part, "1"))) for part in parts)
        imaginary = multiply(_term(other), constant("imaginary"))
        point[latex] = exact_number(add(_term(one), imaginary))
    return tuple(point.items())


def _term(value: Fraction) -> Term:
    return term("divide", [number(value.numerator), number(value.denominator)])

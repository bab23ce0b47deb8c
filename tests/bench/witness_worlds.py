"""The point at which the kernel says that a claim fails, as a world: the oracle looks there for itself."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np

from solgen.kernel.claim import Claim, Verdict
from solgen.notation.packing import unpack
from tests.bench.corpus_worlds import fits
from tests.bench.oracle import NoValue, World, evaluate

mpf = mpmath.mpf


def witness_world(claim: Claim, verdict: Verdict, base: World) -> World | None:
    """The point at which the kernel says that the claim fails, as a world; None where it cannot be made one."""
    if verdict.witness is None or not verdict.witness.point:
        return None
    values = dict(base.base)
    try:
        for name, exact in verdict.witness.point:
            values[name] = _value(exact)
    except (TypeError, ValueError, KeyError, NoValue):
        return None
    world = World(values, base.build, base.given, _domains(claim, values, base))
    return world if fits(claim.context, world) else None


def _domains(claim: Claim, values: dict[str, Any], base: World) -> dict[str, range]:
    """What indices run over there: the sizes are the witness's, not those of the world around it."""
    found = dict(base.domains)
    there = World(values, base.build, base.given)
    for declaration in claim.context.declarations:
        for each in declaration.indices:
            try:
                found[each.index] = range(int(evaluate(each.low, there)), int(evaluate(each.high, there)) + 1)
            except (NoValue, TypeError, ValueError, KeyError):
                continue
    return found


def _value(exact: Any) -> Any:
    if isinstance(exact, str):
        number = Fraction(exact)
        return mpf(number.numerator) / number.denominator
    kind, *rest = exact
    if kind == "array":
        rows, columns = int(rest[0]), int(rest[1])
        return np.array([_value(each) for each in rest[2:]], dtype=object).reshape(rows, columns)
    if kind == "family":
        return _family({tuple(int(each) for each in place[:-1]): _value(place[-1]) for place in rest})
    if kind == "polynomial":
        coefficients = [_value(each) for each in rest]
        return lambda u, *_more: sum(coefficient * u**power for power, coefficient in enumerate(coefficients))
    if kind == "term":
        return evaluate(unpack([*map(_row, rest)])[0], World({}, lambda base, _: base))
    raise ValueError(kind)


def _row(row: Sequence[str]) -> list[Any]:
    """One node as ``packing.pack`` writes it, from its text: head, what it holds, places of its arguments."""
    if row[0] == "roots":
        return ["roots", *map(int, row[1:])]
    head, held, *places = row
    return [head, int(held) if head == "number" else held or None, *map(int, places)]


def _family(members: dict[tuple[int, ...], Any]) -> Any:
    if set(members) == {(k,) for k in range(1, len(members) + 1)}:
        return [members[k,] for k in range(1, len(members) + 1)]
    return lambda *at: members[tuple(int(each) for each in at)]

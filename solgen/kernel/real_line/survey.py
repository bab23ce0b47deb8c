"""The places on the line of one real unknown at which comparisons can change, and what is true there.

Rule: finitely many numbers include every zero of the difference of two compared sides and every place where a side
breaks off or jumps. By the intermediate value theorem each comparison is true everywhere or nowhere between two
neighbours, so one number between each two, one beyond each end, and the numbers themselves show all that can happen.
At each, comparisons are evaluated, exactly or by balls, and an equality at an irrational number must be proved.
Budget: ``_PLACES`` numbers. Source: cylindrical decomposition in one dimension; Basu, Pollack and Roy, Algorithms in
Real Algebraic Geometry, chapter 10.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, isfinite
from typing import Final

from flint import arb

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.conditions.normal_forms import Literals, disjunctive
from solgen.kernel.evaluation.evaluate import evaluate
from solgen.kernel.evaluation.values import CannotEvaluate, DoesNotExist
from solgen.kernel.floats import FloatEvaluator, NoRule, NoValue
from solgen.kernel.instances.hypotheses import reachable
from solgen.kernel.instances.sizes_that_fit import demands_of_arrays
from solgen.kernel.real_line.breaks import breaks
from solgen.kernel.real_line.numbers import NOWHERE, ball, between, equal
from solgen.kernel.real_line.zeros import Line, Numbers, rational, zeros
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, name, number, relation, term

_PLACES: Final = 40
_SIMPLE: Final = {"positive": ">", "negative": "<", "nonnegative": "≥", "nonzero": "≠"}
_BOUNDS: Final = {"in": "∈", "at least": "≥", "at most": "≤"}
Places = list[tuple[arb, Term]]
Form = tuple[Literals, ...]
WHOLE: Final = frozenset({Kind.INTEGER, Kind.SIZE})
_WHOLE: Final = 60
"""Whole numbers that are looked through, at most."""


def line_of(unknown: str, domain: Form) -> Line:
    """The line of an unknown, with the ends that its domain gives."""
    ends: dict[str, Term] = {}
    for literal in domain[0] if len(domain) == 1 else ():
        left, right = literal.arguments
        if literal.data in ("≤", "<") and right.head == "name":
            ends["low"] = left
        elif literal.data in ("≤", "<") and left.head == "name":
            ends["high"] = right
    context = Context(declarations=(Declaration(unknown, Kind.REAL),))
    return Line(context, unknown, ends.get("low"), ends.get("high"))


def domain_of(context: Context, declaration: Declaration) -> Form | None:
    """What is declared and assumed of an unknown, as a condition; None where this does not say all of it."""
    if declaration.kind not in WHOLE | {Kind.REAL} or declaration.indices or declaration.shape:
        return None
    own, zero = name(declaration.name), number(0)
    said = [relation(">", own, zero)] if declaration.kind is Kind.SIZE else []
    for known in declaration.properties:
        if known.word in _SIMPLE:
            said.append(relation(_SIMPLE[known.word], own, zero))
        elif known.word in _BOUNDS:
            said.append(relation(_BOUNDS[known.word], own, known.terms[0]))
        else:
            return None
    said += demands_of_arrays(context, {declaration.name})
    hypotheses = [unfold(hypothesis, context) for hypothesis in context.hypotheses]
    said += [hypothesis for hypothesis in hypotheses if declaration.name in hypothesis.free]
    if any(condition.free != {declaration.name} for condition in said):
        return None
    if any(declaration.name in free for free in _said_of_others(context, declaration.name)):
        return None
    return disjunctive(term("and", said)) if len(said) > 1 else (disjunctive(said[0]) if said else ((),))


def may_fail(context: Context, unknown: str) -> bool:
    """Whether a number of the domain belongs to a point at which all hypotheses hold: none speaks of more than it.

    ``A_{32} > 0`` says of the numbers of rows and columns that there are so many.
    """
    return all(
        hypothesis.free == {unknown} or unknown not in reachable(hypothesis.free, context)
        for hypothesis in context.hypotheses
    )


def literals_of(*forms: Form) -> list[Term]:
    """The comparisons that conditions are made of."""
    return [literal for form in forms for alternative in form for literal in alternative]


def truth(form: Form, unknown: str, value: Term) -> bool | None:
    """Whether a condition in disjunctive form holds at a number; None where that is not known."""
    alternatives = [all_of(compared(literal, unknown, value) for literal in literals) for literals in form]
    if True in alternatives:
        return True
    return None if None in alternatives else False


def _said_of_others(context: Context, unknown: str) -> Iterator[frozenset[str]]:
    """The names in what is declared of other names: ``y in [0, x]`` says something of x as well."""
    for other in context.declarations:
        if other.name != unknown:
            yield from (said.free for known in other.properties for said in known.terms)
            yield from (end.free for indexed in other.indices for end in (indexed.low, indexed.high))


def places_of(line: Line, literals: Iterable[Term]) -> Places | None:
    """All places where a comparison can change, in order, with their balls; None where they are not all known."""
    found: list[Term] = []
    for literal in dict.fromkeys(literals):
        left, right = literal.arguments
        parts: list[Numbers] = [breaks(line, left), breaks(line, right), zeros(line, left, right)]
        for part in parts:
            if part is None:
                return None
            found += part
    placed: Places = []
    for value in dict.fromkeys(found):
        near = ball(value)
        if near is None:
            return None
        if not any(near.overlaps(other) and equal(value, known) for other, known in placed):
            placed.append((near, value))
    placed.sort(key=lambda pair: float(pair[0].mid()))
    apart = all(one < other for (one, _), (other, _) in pairwise(placed))
    return placed if apart and len(placed) <= _PLACES else None


def samples(places: Places, *, whole: bool = False) -> Iterator[Term | None]:
    """Each place, one number between each two neighbours, and one beyond each end; None where there are too many.

    Of ``whole`` numbers all from below the first place to beyond the last one.
    """
    if whole:
        yield from _whole_samples(places)
        return
    borders = [None, *(near for near, _ in places), None]
    for turn, (low, high) in enumerate(pairwise(borders)):
        found = between(low, high)
        yield None if found is None else rational(found)
        if turn < len(places):
            yield places[turn][1]


def _whole_samples(places: Places) -> Iterator[Term | None]:
    ends = [float(near.mid()) for near, _ in places[:1] + places[-1:]] or [0.0]
    if not all(map(isfinite, ends)) or ends[-1] - ends[0] > _WHOLE:
        yield None
        return
    yield from (rational(Fraction(value)) for value in range(floor(ends[0]) - 2, ceil(ends[-1]) + 3))


def all_of(truths: Iterable[bool | None]) -> bool | None:
    """Kleene's conjunction."""
    truths = list(truths)
    if False in truths:
        return False
    return None if None in truths else True


def compared(literal: Term, unknown: str, value: Term) -> bool | None:
    """Whether a comparison holds at a number; None where that is not known. It does not where a side does not exist."""
    left, right = (substitute(side, {unknown: value}) for side in literal.arguments)
    try:
        truth = evaluate(relation(str(literal.data), left, right), NOWHERE)
    except DoesNotExist:
        return False
    except (CannotEvaluate, BudgetExhausted):
        truth = None
    if isinstance(truth, bool):
        return truth
    for side in (left, right):
        if not isinstance(ball(side), arb):
            return None  # whether it exists is not known
    return literal.data in ("=", "≤", "≥") if equal(left, right) else None


def second_opinion(node: Term) -> bool | None:
    """What the second evaluation says; None where it cannot tell, as of an equality of irrational numbers."""
    try:
        found = FloatEvaluator(NOWHERE).value(node, {})
    except NoValue:
        return False
    except (NoRule, ValueError, TypeError, ZeroDivisionError, OverflowError):
        return None
    return found if isinstance(found, bool) else None

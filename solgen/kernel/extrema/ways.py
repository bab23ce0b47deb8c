r"""Ways to show that a function f is least (or greatest) at c, and nowhere else, each a list of claims.

Let f exist on an interval D that holds c, and be made of functions that are continuous and differentiable wherever they
exist.

1. *Convex*: ``f'(c) = 0`` and ``f'' > 0`` on D. Then f' increases, so that it is negative before c and positive after.
2. *Falling, then rising*: ``f' < 0`` on the part of D before c and ``f' > 0`` on the part after it. By
   the mean value theorem ``f(x) - f(c) = f'(t) (x - c) > 0``, with t between.
3. As 2., where the parts are written by a positive u: c + u, c - u, ``a + (c - a) / (1 + u)`` for what lies between a
   and c. This is shown more often where c is no numeral.
4. *Larger elsewhere*: ``f(x) > f(c)`` wherever x differs from c, and from other such places, at which f has the same
   value. Here f may be anything.
5. *Nowhere less*: ``f(x) >= f(c)``, where c need not be the only such place.

For the greatest value all inequalities turn round. Each claim must be proved without exceptions: with it, f is shown to
exist where it speaks of f. Source: any course of analysis; Spivak, Calculus, chapter 11.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from solgen.kernel.claim import Claim
from solgen.kernel.declared_intervals import Interval, within
from solgen.kernel.extrema.claims import Extremum
from solgen.notation.context import Context, Declaration, Kind, Property
from solgen.notation.substitution import fresh_name, substitute
from solgen.notation.terms import Term, add, constant, name, number, relation, term

_SMOOTH: Final = frozenset({"add", "negate", "multiply", "divide", "power", "root"})
_SMOOTH_BUILTINS: Final = frozenset(
    {"exp", "ln", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan"}
)
_INFINITY: Final = constant("infinity")
_ZERO: Final = number(0)
_ONE: Final = number(1)


@dataclass(frozen=True, slots=True)
class Way:
    """Claims that show it together, and what a reader is told of them."""

    told: str
    claims: tuple[Claim, ...]


def inside(extremum: Extremum, place: Term) -> tuple[Claim, ...]:
    """That the place lies in the interval."""
    interval, context = extremum.interval, extremum.context
    low, high = interval.low, interval.high
    found = []
    if low is not None:
        found.append(Claim(context, place, "≥" if interval.closed[0] else ">", low))
    if high is not None:
        found.append(Claim(context, place, "≤" if interval.closed[1] else "<", high))
    return tuple(found)


def nowhere_beyond(extremum: Extremum, value: Term) -> Claim:
    """That no value of the function is less (or more) than this one: what must hold of its least (or greatest)."""
    return Claim(extremum.context, extremum.body, "≥" if extremum.least else "≤", value)


def never_reaches(extremum: Extremum, value: Term) -> Claim:
    """That the function is more (or less) than a value wherever it is, so that this is not its least (or greatest)."""
    return Claim(extremum.context, extremum.body, ">" if extremum.least else "<", value)


def different_with_equal_values(extremum: Extremum, other: Term, places: tuple[Term, ...]) -> tuple[Claim, ...]:
    """That there is another place at which the function is what it is at the first of these."""
    context = extremum.context
    apart = [Claim(context, other, "≠", place) for place in places]
    return (*inside(extremum, other), *apart, Claim(context, extremum.at(other), "=", extremum.at(places[0])))


def level(extremum: Extremum, place: Term) -> Claim:
    """That the slope is 0 at a place."""
    return Claim(extremum.context, _slope_at(extremum, place), "=", _ZERO)


def between_the_ends(extremum: Extremum, place: Term) -> tuple[Claim, ...] | None:
    """That a place is no end of the interval, where a smooth function exists: there its slope is 0 at an extremum.

    None where it is not known that the function is smooth. Source: Fermat's theorem on stationary points.
    """
    if not _is_smooth(extremum, extremum.body):
        return None
    interval = replace(extremum.interval, closed=(False, False))
    return (*inside(replace(extremum, interval=interval), place), _exists(extremum))


def ways_to_all(extremum: Extremum, places: tuple[Term, ...]) -> Iterator[Way]:
    """Ways to show that an extremum is at these places and nowhere else, the quickest first."""
    if len(places) == 1 and _is_smooth(extremum, extremum.body):
        (place,) = places
        yield _convex(extremum, place)
        yield _by_declared_parts(extremum, place)
        yield _by_written_parts(extremum, place)
    yield _larger_elsewhere(extremum, places)


def ways_to_one(extremum: Extremum, place: Term) -> Iterator[Way]:
    """Ways to show that an extremum is at this place, and may be elsewhere too."""
    claims = (*inside(extremum, place), nowhere_beyond(extremum, extremum.at(place)))
    yield Way(f"nowhere is the function {'less' if extremum.least else 'more'}", claims)
    yield from ways_to_all(extremum, (place,))


def _is_smooth(extremum: Extremum, node: Term) -> bool:
    """Whether it is made of functions that are continuous and differentiable wherever they exist."""
    latex = extremum.latex
    if latex not in node.free or node.head == "name":
        return True
    if node.head == "sum":
        bound, low, high, body = node.arguments
        finite = high is not _INFINITY and latex not in low.free | high.free
        return finite and str(bound.data) != latex and _is_smooth(extremum, body)
    if node.head == "apply":
        function, *arguments = node.arguments
        return len(arguments) == 1 and _is_smooth_function(extremum, function) and _is_smooth(extremum, arguments[0])
    return node.head in _SMOOTH and all(_is_smooth(extremum, argument) for argument in node.arguments)


def _is_smooth_function(extremum: Extremum, function: Term) -> bool:
    if function.head == "builtin":
        return function.data in _SMOOTH_BUILTINS
    declared = extremum.context.declaration(str(function.data)) if function.head == "name" else None
    return declared is not None and declared.kind is Kind.FUNCTION


def _slope(extremum: Extremum, times: int = 1) -> Term:
    return term("derivative", [extremum.body, *[extremum.variable] * times], "d")


def _slope_at(extremum: Extremum, point: Term) -> Term:
    """The slope at a point, by a name of its own: what is declared of the extremum's is asked of the point besides."""
    letter = fresh_name("x", _taken(extremum) | point.free)
    slope = substitute(_slope(extremum), {extremum.latex: name(letter)})
    return term("evaluated", [name(letter), point, slope])


def _taken(extremum: Extremum) -> set[str]:
    return {declaration.name for declaration in extremum.context.declarations} | extremum.body.free


def _sign(extremum: Extremum, context: Context, slope: Term, *, rising: bool) -> Claim:
    """That the function rises or falls, where the least value is sought; the other way round for the greatest."""
    return Claim(context, slope, ">" if rising == extremum.least else "<", _ZERO)


def _convex(extremum: Extremum, place: Term) -> Way:
    bend = _sign(extremum, extremum.context, _slope(extremum, 2), rising=True)
    told = f"the slope is 0 there, and the function is strictly {'convex' if extremum.least else 'concave'}"
    return Way(told, (*inside(extremum, place), bend, level(extremum, place), _exists(extremum)))


def _exists(extremum: Extremum) -> Claim:
    """That the function exists on the whole interval."""
    body = extremum.body
    return Claim(extremum.context, add(body, term("negate", [body])), "=", _ZERO)


def _parts(extremum: Extremum, place: Term) -> Iterator[tuple[Interval, bool]]:
    """The open parts of the interval before and after the place, and whether the function shall rise there."""
    interval = extremum.interval
    if interval.low is not place:
        yield Interval(interval.low, place, (False, False)), False
    if interval.high is not place:
        yield Interval(place, interval.high, (False, False)), True


def _told_of_parts(extremum: Extremum) -> str:
    return f"the function {'falls before it and rises' if extremum.least else 'rises before it and falls'} after it"


def _by_declared_parts(extremum: Extremum, place: Term) -> Way:
    signs = [
        _sign(extremum, within(extremum.context, extremum.latex, part), _slope(extremum), rising=rising)
        for part, rising in _parts(extremum, place)
    ]
    return Way(_told_of_parts(extremum), (*inside(extremum, place), *signs, _exists(extremum)))


def _by_written_parts(extremum: Extremum, place: Term) -> Way:
    letter = fresh_name("u", _taken(extremum) | place.free)
    context = extremum.context.with_declarations(Declaration(letter, Kind.REAL, properties=(Property("positive"),)))
    signs = [
        _sign(extremum, context, _slope_at(extremum, _point(part, place, name(letter), after=rising)), rising=rising)
        for part, rising in _parts(extremum, place)
    ]
    return Way(_told_of_parts(extremum), (*inside(extremum, place), *signs, _exists(extremum)))


def _point(part: Interval, place: Term, positive: Term, *, after: bool) -> Term:
    """All points of a part, each once, as a positive number goes over all positive numbers."""
    end = part.high if after else part.low
    if end is None:
        return add(place, positive if after else term("negate", [positive]))
    reach = term("divide", [add(place, term("negate", [end])), add(_ONE, positive)])
    return reach if end is _ZERO else add(end, reach)


def _larger_elsewhere(extremum: Extremum, places: tuple[Term, ...]) -> Way:
    first = extremum.at(places[0])
    elsewhere = extremum.context.with_hypotheses(*(relation("≠", extremum.variable, place) for place in places))
    claims = [claim for place in places for claim in inside(extremum, place)]
    claims += [Claim(extremum.context, extremum.at(place), "=", first) for place in places[1:]]
    claims.append(Claim(elsewhere, extremum.body, ">" if extremum.least else "<", first))
    return Way(f"everywhere else the function is {'larger' if extremum.least else 'smaller'}", tuple(claims))

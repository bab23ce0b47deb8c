"""Places where a function may be least or greatest: closed ends of its interval, and places where its slope is 0.

Nothing is proved here; who asks shows each of them, or passes it over. A place is found where a factor of the slope's
numerator holds the name in one generator only: as itself, to the first or second power or to one power only, or in one
exponential, logarithm, sine or cosine of something linear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.extrema.claims import Extremum
from solgen.kernel.field.fractions import Element, Generator, Polynomial
from solgen.kernel.field.scope import Scope, Undefined, Unsupported
from solgen.kernel.field.setting import attempted
from solgen.kernel.field.terms_of import Unwritable, term_of
from solgen.kernel.field.translate import translate
from solgen.notation.terms import Term, add, builtin, constant, number, term

_MOST: Final = 6
"""Places that are handed out."""


def critical_points(extremum: Extremum) -> tuple[Term, ...]:
    """Such places, without repetition; the first few where there are many."""
    interval = extremum.interval
    ends = [end for end, closed in zip((interval.low, interval.high), interval.closed, strict=True) if end and closed]
    slope = term("derivative", [extremum.body, extremum.variable], "d")
    try:
        found = attempted(
            extremum.context, (slope,), lambda scope: tuple(_level(scope, slope, extremum.latex)), hypotheses=False
        )
    except (Unsupported, Undefined, BudgetExhausted):
        found = ()
    return tuple(dict.fromkeys((*found, *ends)))[:_MOST]


def _level(scope: Scope, slope: Term, latex: str) -> Iterator[Term]:
    numerator = translate(scope, slope).numerator
    for factor, _ in scope.field.factor(numerator)[1]:
        try:
            yield from _roots(scope, factor, latex)
        except Unwritable:
            continue


def _roots(scope: Scope, factor: Polynomial, latex: str) -> Iterator[Term]:
    """The places at which a factor vanishes."""
    field = scope.field
    holding = [
        field.generators[position]
        for position, degree in enumerate(factor.degrees())
        if degree > 0 and latex in field.generators[position].reach
    ]
    if len(holding) != 1:
        return
    (generator,) = holding
    powers = _by_power(scope, factor, generator)
    degree = max(powers)
    if degree == 1:
        yield from _inverse(generator, -powers.get(0, field.zero) / powers[1], latex)
    elif generator.kind == "name" and set(powers) <= {0, degree}:
        root = term("root", [term_of(-powers.get(0, field.zero) / powers[degree]), number(degree)])
        yield from (root, term("negate", [root]))
    elif degree == 2 and generator.kind == "name":
        second, first, last = (powers.get(power, field.zero) for power in (2, 1, 0))
        middle = term_of(-first / (second + second))
        offset = (first * first - second * last * field.constant(4)) / (second * second * field.constant(4))
        root = term("root", [term_of(offset), number(2)])
        yield add(middle, root)
        yield add(middle, term("negate", [root]))


def _by_power(scope: Scope, factor: Polynomial, generator: Generator) -> dict[int, Element]:
    """The coefficients of a polynomial in one generator, by the power."""
    field = scope.field
    parts: dict[int, dict[tuple[int, ...], Any]] = {}
    for exponents, coefficient in factor.to_dict().items():
        power = int(exponents[generator.position])
        rest = (*exponents[: generator.position], 0, *exponents[generator.position + 1 :])
        parts.setdefault(power, {})[rest] = coefficient
    one = field.ring.constant(1)
    return {power: field.element(field.ring.from_dict(part), one) for power, part in parts.items()}


def _inverse(generator: Generator, value: Element, latex: str) -> Iterator[Term]:
    """Where a generator has a value."""
    written = term_of(value)
    if generator.kind == "name":
        yield written
    elif generator.kind in _INVERSES:
        for inverse in _INVERSES[generator.kind](written):
            yield from _linear(generator.arguments[0], inverse, latex)


def _of_exponential(value: Term) -> tuple[Term, ...]:
    return (term("apply", [builtin("ln"), value]),)


def _of_logarithm(value: Term) -> tuple[Term, ...]:
    return (term("power", [constant("e"), value]),)


def _of_sine(value: Term) -> tuple[Term, ...]:
    return (number(0), constant("pi")) if value is number(0) else ()


def _of_cosine(value: Term) -> tuple[Term, ...]:
    quarter = term("divide", [constant("pi"), number(2)])
    return (quarter, term("negate", [quarter])) if value is number(0) else ()


_INVERSES: Final[dict[str, Callable[[Term], tuple[Term, ...]]]] = {
    "exp": _of_exponential,
    "log": _of_logarithm,
    "sine": _of_sine,
    "cosine": _of_cosine,
}
"""By the kind of a generator: of what its argument may be where it has a value."""


def _linear(argument: Element, value: Term, latex: str) -> Iterator[Term]:
    """Where something linear in the name, ``p x + q``, has a value."""
    field = argument.field
    holding = [generator for generator in field.generators if latex in generator.reach and _occurs(argument, generator)]
    if [generator.kind for generator in holding] != ["name"]:
        return
    scaled = _parts(argument, holding[0])
    if scaled is None:
        return
    factor, rest = scaled
    above = value if rest.is_zero else add(value, term_of(-rest))
    yield above if (factor - argument.field.one).is_zero else term("divide", [above, term_of(factor)])


def _occurs(element: Element, generator: Generator) -> bool:
    return any(
        int(polynomial.degrees()[generator.position]) > 0 for polynomial in (element.numerator, element.denominator)
    )


def _parts(argument: Element, generator: Generator) -> tuple[Element, Element] | None:
    """P and q of ``p x + q``; None for anything else."""
    field = argument.field
    if int(argument.denominator.degrees()[generator.position]) > 0:
        return None
    one = field.ring.constant(1)
    below = field.element(argument.denominator, one)
    variable = field.variable(generator)
    slope = argument.numerator.derivative(generator.position)
    if slope.is_zero() or int(slope.degrees()[generator.position]) > 0:
        return None
    factor = field.element(slope, one) / below
    return factor, argument - factor * variable

"""Integrands as functions of a complex ball, for quadrature with error bounds.

Rule: what does not depend on the bound name is real and evaluated once; sums, products, quotients and powers are those
of complex balls; roots, logarithms and open exponents ask FLINT whether they are analytic at the place, as its
quadrature requires. Any other head has no rule here, and the caller is left with the value that it has. Budget: one
visit a node; the caller's for the constants. Source: Johansson (2018), as for ``integrals``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import add, mul
from typing import Final

from flint import acb, fmpq

from solgen.kernel.evaluation.balls import ball
from solgen.kernel.evaluation.evaluator import Evaluator, Local
from solgen.kernel.evaluation.values import CannotEvaluate
from solgen.notation.terms import Term

Integrand = Callable[[acb, bool], acb]
"""The value at a complex ball; with True it must be analytic on it, and is not finite where it is not."""

_METHODS: Final = frozenset({"exp", "sin", "cos", "tan", "sinh", "cosh", "tanh"})
"""Functions that are analytic but for poles, where they are not finite."""


def complex_integrand(evaluator: Evaluator, node: Term, local: Local, named: str) -> Integrand:
    """The integrand as a function of the bound name. Raises CannotEvaluate where a part has no complex rule."""
    if named not in node.free:
        constant = acb(ball(evaluator.value(node, local)))
        return lambda _place, _analytic: constant
    if node.head == "name":
        return lambda place, _analytic: place
    if node.head == "power":
        return _power(evaluator, node, local, named)
    arguments = node.arguments[1:] if node.head == "apply" else node.arguments
    rule = _RULES.get(node.head)
    if rule is not None:
        return rule([complex_integrand(evaluator, argument, local, named) for argument in arguments])
    if node.head == "root" and node.arguments[1].data == 2:
        radicand = complex_integrand(evaluator, node.arguments[0], local, named)
        return lambda place, analytic: radicand(place, analytic).sqrt(analytic=analytic)
    if node.head == "apply" and len(arguments) == 1:
        return _applied(str(node.arguments[0].data), complex_integrand(evaluator, arguments[0], local, named))
    message = f"no complex rule for {node.head}"
    raise CannotEvaluate(message)


def _power(evaluator: Evaluator, node: Term, local: Local, named: str) -> Integrand:
    base_term, exponent_term = node.arguments
    base = complex_integrand(evaluator, base_term, local, named)
    if named not in exponent_term.free:
        value = evaluator.value(exponent_term, local)
        if type(value) is fmpq and value.q == 1 and abs(value) < 1000:
            whole = int(value.p)
            return lambda place, analytic: base(place, analytic) ** whole
    exponent = complex_integrand(evaluator, exponent_term, local, named)
    return lambda place, analytic: base(place, analytic).pow(exponent(place, analytic), analytic=analytic)


def _applied(function: str, argument: Integrand) -> Integrand:
    if function == "ln":
        return lambda place, analytic: argument(place, analytic).log(analytic=analytic)
    if function not in _METHODS:
        message = f"no complex rule for {function}"
        raise CannotEvaluate(message)

    def apply(place: acb, analytic: bool) -> acb:  # noqa: FBT001 -- FLINT calls it so
        value: acb = getattr(argument(place, analytic), function)()
        return value

    return apply


def _folded(combine: Callable[[acb, acb], acb]) -> Callable[[Sequence[Integrand]], Integrand]:
    def fold(parts: Sequence[Integrand]) -> Integrand:
        return lambda place, analytic: reduce(combine, [part(place, analytic) for part in parts])

    return fold


def _quotient(parts: Sequence[Integrand]) -> Integrand:
    above, below = parts
    return lambda place, analytic: above(place, analytic) / below(place, analytic)


def _opposite(parts: Sequence[Integrand]) -> Integrand:
    (part,) = parts
    return lambda place, analytic: -part(place, analytic)


_RULES: Final[dict[str, Callable[[Sequence[Integrand]], Integrand]]] = {
    "add": _folded(add),
    "multiply": _folded(mul),
    "negate": _opposite,
    "divide": _quotient,
}

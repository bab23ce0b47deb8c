"""Definite integrals in balls: the path cut into pieces, on each the integrand as a ball, or in complex balls.

Rule: on a piece [s, t] the integral lies in ``(t - s)`` times the ball that holds all values of the integrand there;
a piece on which these cannot be told is halved. So the integrand has been seen to exist on the whole path. Where it
is made of analytic functions, the value is then sharpened by quadrature with error bounds in complex balls. To an
infinite bound the value is the limit of an antiderivative, if one is found. Budget: ``_PIECES`` pieces. Source:
Johansson, Numerical integration in arbitrary-precision ball arithmetic (2018).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from flint import acb, arb, fmpq

from solgen.kernel.evaluation.balls import ball
from solgen.kernel.evaluation.complex_integrands import complex_integrand
from solgen.kernel.evaluation.evaluator import Evaluator, Local, Rule, Value, under
from solgen.kernel.evaluation.values import CannotEvaluate, Dual, NeedPrecision, primal_of
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, name, term

_PIECES: Final = 256
_COST: Final = 400
"""Steps that a quadrature counts for."""
_SEARCHED: Final = frozenset({"limit", "minimum", "maximum", "arg_min", "arg_max"})
_TINY: Final = fmpq(1, 2**10)
_LOOK: Final = 8
"""How far along an infinite path the integrand is looked at."""
_START: Final = 16


def _integral(evaluator: Evaluator, node: Term, local: Local) -> Value:
    bound, low_term, high_term, body = node.arguments
    named = str(bound.data)
    if not body.heads.isdisjoint(_SEARCHED):
        message = "an integral of what is a limit or an extreme itself"
        raise CannotEvaluate(message)
    if _is_infinite(low_term) or _is_infinite(high_term):
        return _by_antiderivative(evaluator, node, local)
    low, high = (evaluator.value(end, local) for end in (low_term, high_term))
    if any(hasattr(end, "symbolic") for end in (low, high)):
        message = "an integral between unknowns"
        raise CannotEvaluate(message)
    width = high - low

    def at(place: Value) -> Value:
        return evaluator.value(body, under(local, named, low + width * place))

    if type(width) is fmpq and width == 0:
        at(fmpq(0))
        return fmpq(0)
    try:
        rough = width * _by_pieces(evaluator, at)
    except _AtAnEnd:
        return _by_antiderivative(evaluator, node, local)
    if isinstance(rough, Dual) or isinstance(primal_of(rough), Dual):
        return rough
    try:
        return _sharpened(evaluator, node, local, low, high, rough)
    except (CannotEvaluate, NeedPrecision, ValueError, ArithmeticError):
        return rough


def _is_infinite(node: Term) -> bool:
    inner = node.arguments[0] if node.head == "negate" else node
    return inner.head == "constant" and inner.data == "infinity"


class _AtAnEnd(CannotEvaluate):
    """The integrand cannot be told right at an end of the path, as a root of 0."""


def _by_antiderivative(evaluator: Evaluator, node: Term, local: Local) -> Value:
    """By the ends of an antiderivative, or its limits there; a path to infinity is looked at where it begins."""
    bound, low, high, body = node.arguments
    named = f"{bound.data}#path"
    body = substitute(unfold(body, evaluator.context, frozenset({str(bound.data)})), {str(bound.data): name(named)})
    found = antiderivative_term(evaluator.context, body, named)
    if found is None:
        message = "an integral to infinity of what has no known antiderivative"
        raise CannotEvaluate(message)
    infinite = _is_infinite(low) or _is_infinite(high)
    ends: list[Value] = []
    for end, way in ((low, 1), (high, -1)):
        if _is_infinite(end):
            ends.append(evaluator.value(term("limit", [name(named), end, found], ""), local))
            continue
        ends.append(evaluator.value(substitute(found, {named: end}), local))
        if infinite:
            _look_along(evaluator, body, local, named, evaluator.value(end, local), way)
    return ends[1] - ends[0]


def _look_along(evaluator: Evaluator, body: Term, local: Local, named: str, begin: Value, way: int) -> None:
    """See that the integrand exists on the first stretch of a path to infinity."""
    reach = fmpq(way * _LOOK)
    _by_pieces(evaluator, lambda place: evaluator.value(body, under(local, named, begin + reach * place)))


@lru_cache(maxsize=256)
def antiderivative_term(context: Context, body: Term, named: str) -> Term | None:
    """An antiderivative by a real name that nothing declares, as a Term; None where none is found."""
    from solgen.kernel.field.integrals import antiderivative  # noqa: PLC0415 -- evaluation needs no field but here
    from solgen.kernel.field.setting import attempted  # noqa: PLC0415
    from solgen.kernel.field.terms_of import term_of  # noqa: PLC0415

    wider = context.with_declarations(Declaration(named, Kind.REAL))
    try:
        return attempted(wider, (body,), lambda scope: term_of(antiderivative(scope, body, named)), hypotheses=False)
    except Exception:  # noqa: BLE001 -- whatever the field cannot do is not evaluated here
        return None


def _by_pieces(evaluator: Evaluator, at: Callable[[Value], Value]) -> Value:
    """The integral of ``at`` from 0 to 1."""
    waiting = [(fmpq(place, _START), fmpq(place + 1, _START)) for place in range(_START)]
    total: Any = fmpq(0)
    count = 0
    while waiting:
        low, high = waiting.pop()
        count += 1
        if count > _PIECES:
            message = "an integrand that is not seen to exist on the whole path"
            raise CannotEvaluate(message)
        evaluator.spend(1)
        middle, radius = (low + high) / 2, (high - low) / 2
        piece = arb(arb(middle).mid(), arb(radius).abs_upper()) + (arb(middle) - arb(middle).mid())
        try:
            value = at(piece)
        except NeedPrecision:
            half = (low + high) / 2
            if high - low < _TINY and (low == 0 or high == 1):
                raise _AtAnEnd from None
            waiting += [(low, half), (half, high)]
            continue
        total = total + value * (high - low)
    return total


def _sharpened(evaluator: Evaluator, node: Term, local: Local, low: Value, high: Value, rough: Value) -> Value:
    """The integral by quadrature in complex balls, where that is finite and real."""
    bound, _, _, body = node.arguments
    named = str(bound.data)
    evaluator.spend(_COST)
    body = unfold(body, evaluator.context, frozenset({named}))
    value_at = complex_integrand(evaluator, body, local, named)
    failed: list[Exception] = []

    def integrand(place: acb, analytic: bool) -> acb:  # noqa: FBT001 -- FLINT calls it so
        try:
            return value_at(place, analytic)
        except Exception as error:  # noqa: BLE001 -- none may pass through FLINT
            failed.append(error)
            return acb("nan")

    found = acb.integral(integrand, acb(ball(low)), acb(ball(high)), eval_limit=2000)
    if failed or not (found.is_finite() and found.imag.contains(0)):
        message = "a quadrature that does not end"
        raise CannotEvaluate(message)
    value = found.real
    if not arb(ball(rough)).overlaps(value):
        message = "a quadrature off the real path"
        raise CannotEvaluate(message)
    return value


RULES: Final[dict[str, Rule]] = {"integral": _integral}

"""Rules for functions applied: builtin ones, defined ones, drawn ones, derivatives of them, max, min and median."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, fmpq

from solgen.kernel.evaluation.array_functions import ARRAY_FUNCTIONS, applied
from solgen.kernel.evaluation.balls import (
    ball,
    divide,
    elementary,
    ln,
)
from solgen.kernel.evaluation.derivatives import applied_gradient, applied_prime, applied_subdifferential
from solgen.kernel.evaluation.dots import written_out
from solgen.kernel.evaluation.evaluator import Evaluator, Local, Value, components
from solgen.kernel.evaluation.values import (
    Array,
    CannotEvaluate,
    DoesNotExist,
    Family,
    FiniteSet,
    MiddleValues,
    Number,
    Polynomial,
    Sequence,
    sign_of,
)
from solgen.notation.terms import Term


def apply(evaluator: Evaluator, node: Term, local: Local) -> Value:
    """The value of ``f(x)``, ``f'(x)``, ``∇E(w)``, ``∂L(c)`` or a builtin function."""
    function = node.arguments[0]
    if function.head == "builtin":
        return _builtin(evaluator, str(function.data), node, local)
    if function.head == "prime":
        return applied_prime(evaluator, node, local)
    if function.head == "gradient":
        return applied_gradient(evaluator, node, local)
    if function.head == "subdifferential":
        return applied_subdifferential(evaluator, node, local)
    if function.head == "name":
        latex = str(function.data)
        arguments = [evaluator.value(argument, local) for argument in node.arguments[1:]]
        found = local.get(latex) or evaluator.globals.get(latex)
        if type(found) is Polynomial and len(arguments) == 1:
            return entrywise(evaluator, latex, found.at, arguments[0])
        definition = evaluator.context.definition(latex)
        if found is None and definition is not None and len(definition.parameters) == len(arguments):
            return evaluator.call(definition, arguments, local)
        message = f"no rule for the function {latex}"
        raise CannotEvaluate(message)
    message = f"no rule to apply {function.head}"
    raise CannotEvaluate(message)


def entrywise(evaluator: Evaluator, latex: str, function: Callable[[Number], Number], argument: Value) -> Value:
    """The function at a number; at each entry of an array where that is declared."""
    if not isinstance(argument, Array):
        return function(argument)
    declaration = evaluator.context.declaration(latex)
    if declaration is None or not declaration.has("elementwise"):
        message = f"{latex} of an array"
        raise CannotEvaluate(message)
    return Array(argument.rows, argument.columns, tuple(map(function, argument.entries)))


def _builtin(evaluator: Evaluator, word: str, node: Term, local: Local) -> Value:
    if word == "log":
        return _logarithm(evaluator, node, local)
    if word in ("max", "min", "median", "diag"):
        return _of_many(word, written_out(evaluator, node.arguments[1:], local))
    if word in ARRAY_FUNCTIONS:
        return applied(word, [evaluator.value(argument, local) for argument in node.arguments[1:]])
    value = evaluator.value(node.arguments[1], local)
    if word in ("tr", "det", "rank"):
        from solgen.kernel.evaluation.arrays import matrix_number  # noqa: PLC0415 -- one use

        return matrix_number(word, value)
    if isinstance(value, Array):
        message = f"{word} of an array"
        raise CannotEvaluate(message)
    return elementary(word, value)


def _logarithm(evaluator: Evaluator, node: Term, local: Local) -> Value:
    value = ln(evaluator.value(node.arguments[1], local))
    base = node.arguments[2] if len(node.arguments) > 2 else evaluator.context.log_base
    if base is None:
        message = "a logarithm without a base"
        raise CannotEvaluate(message)
    if base.head == "constant" and base.data == "e":
        return value
    return divide(value, ln(evaluator.value(base, local)))


def _of_many(word: str, values: list[Value]) -> Value:
    if word == "diag":
        from solgen.kernel.evaluation.arrays import diagonal  # noqa: PLC0415 -- one use

        return diagonal(values)
    if len(values) == 1 and isinstance(values[0], Family | Sequence | Array):
        values = components(values[0])
    if len(values) == 1 and isinstance(values[0], FiniteSet):
        values = list(values[0].elements)
    if not values:
        raise DoesNotExist
    if word == "median":
        return _median(values)
    best = values[0]
    for value in values[1:]:
        best = _extreme(word, best, value)
    return best


def _extreme(word: str, one: Number, other: Number) -> Number:
    if type(one) is arb or type(other) is arb:
        pure = all(type(value) in (arb, fmpq) for value in (one, other))
        if pure:
            return ball(one).max(ball(other)) if word == "max" else ball(one).min(ball(other))
    sign = sign_of(one - other)
    if sign == 0 and not (type(one) is fmpq and type(other) is fmpq):
        message = "a derivative at a corner"
        raise CannotEvaluate(message)
    return one if (sign >= 0) == (word == "max") else other


def _median(values: list[Value]) -> Value:
    """The middle value of an odd number of values; of an even number, all values between the two in the middle."""
    if not all(type(value) is fmpq for value in values):
        message = "the order of numbers that are not exact"
        raise CannotEvaluate(message)
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    low, high = ordered[half - 1], ordered[half]
    return low if low == high else MiddleValues(low, high)

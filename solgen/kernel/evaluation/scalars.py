"""Rules for numbers, names, sums, functions and cases."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from flint import arb, fmpq, fmpz

from solgen.kernel.evaluation.arrays import minus, plus, quotient, times
from solgen.kernel.evaluation.balls import (
    absolute,
    exp,
    factorial,
    floor,
    power,
    root,
    whole_power,
)
from solgen.kernel.evaluation.comparisons import holds
from solgen.kernel.evaluation.dots import written_out
from solgen.kernel.evaluation.evaluator import Evaluator, Local, Rule, Value, component, components, under
from solgen.kernel.evaluation.functions import apply
from solgen.kernel.evaluation.unit_numbers import unit_factor
from solgen.kernel.evaluation.values import (
    ONE,
    REALS,
    ZERO,
    Array,
    CannotEvaluate,
    DoesNotExist,
    Family,
    FiniteSet,
    Integers,
    NeedPrecision,
    Number,
    Scaled,
    Sequence,
    SetValue,
    as_integer,
)
from solgen.notation.terms import Term

_LONGEST_SUM: Final = 5_000


def _number(_evaluator: Evaluator, node: Term, _local: Local) -> Value:
    return fmpq(node.data)  # type: ignore[arg-type]  # a number's data is an int


def _decimal(_evaluator: Evaluator, node: Term, _local: Local) -> Value:
    value = Fraction(str(node.data))
    return fmpq(value.numerator, value.denominator)


def _name(evaluator: Evaluator, node: Term, local: Local) -> Value:
    return evaluator.named(str(node.data), local)


_CONSTANTS: Final[dict[str, Callable[[], Value]]] = {
    "e": arb.const_e,
    "pi": arb.pi,
    "identity": lambda: Scaled(ONE),
    "true": lambda: True,
    "false": lambda: False,
    "empty": lambda: FiniteSet(()),
    "reals": lambda: REALS,
    "integers": Integers,
}


def _constant(_evaluator: Evaluator, node: Term, _local: Local) -> Value:
    make = _CONSTANTS.get(str(node.data))
    if make is None:
        message = f"no value for the constant {node.data}"
        raise CannotEvaluate(message)
    return make()


def _unit(_evaluator: Evaluator, node: Term, _local: Local) -> Value:
    value = unit_value(str(node.data))
    return fmpq(value.numerator, value.denominator)


def _add(evaluator: Evaluator, node: Term, local: Local) -> Value:
    first, *rest = node.arguments
    total = evaluator.value(first, local)
    for summand in rest:
        total = plus(total, evaluator.value(summand, local))
    return total


def _negate(evaluator: Evaluator, node: Term, local: Local) -> Value:
    return minus(evaluator.value(node.arguments[0], local))


def _multiply(evaluator: Evaluator, node: Term, local: Local) -> Value:
    first, *rest = node.arguments
    total = evaluator.value(first, local)
    for factor in rest:
        total = times(total, evaluator.value(factor, local))
    return total


def _divide(evaluator: Evaluator, node: Term, local: Local) -> Value:
    top, bottom = node.arguments
    return quotient(evaluator.value(top, local), evaluator.value(bottom, local))


def _power(evaluator: Evaluator, node: Term, local: Local) -> Value:
    base, exponent = node.arguments
    if base.head == "constant" and base.data == "e":
        return exp(evaluator.value(exponent, local))
    raised = evaluator.value(exponent, local)
    if base.head in ("norm", "root") and type(raised) is fmpq and raised.q == 1:
        # ‖w‖² and (√x)² are exact although ‖w‖ and √x are not
        whole = int(raised.p)
        if base.head == "norm" and whole > 0 and whole % 2 == 0:
            return whole_power(_squared_norm(evaluator.value(base.arguments[0], local)), whole // 2)
        if base.head == "root":
            radicand, degree = (evaluator.value(argument, local) for argument in base.arguments)
            if degree == whole and whole % 2 == 0 and type(radicand) is fmpq:
                if radicand < 0:
                    raise DoesNotExist
                return radicand
    value = evaluator.value(base, local)
    if isinstance(value, Array | Scaled):
        return _array_power(value, as_integer(raised))
    if isinstance(value, SetValue):
        message = "a power of a set"
        raise CannotEvaluate(message)
    return power(value, raised)


def _array_power(value: Array | Scaled, exponent: int) -> Value:
    from solgen.kernel.evaluation.arrays import inverse  # noqa: PLC0415 -- one use

    if exponent < 0:
        value, exponent = inverse(value), -exponent
    if exponent > 64:
        message = "a matrix power beyond all use"
        raise CannotEvaluate(message)
    result: Value = Scaled(ONE)
    for _ in range(exponent):
        result = times(result, value)
    return result


def _squared_norm(value: Value) -> Number:
    if isinstance(value, Scaled):
        if value.factor == 0:
            return ZERO
        message = "the norm of an identity of unknown size"
        raise CannotEvaluate(message)
    entries = components(value) if isinstance(value, Array | Sequence | Family) else [value]
    total: Number = ZERO
    for entry in entries:
        total = total + entry * entry
    return total


def _root(evaluator: Evaluator, node: Term, local: Local) -> Value:
    return root(evaluator.value(node.arguments[0], local), evaluator.whole(node.arguments[1], local))


def _absolute(evaluator: Evaluator, node: Term, local: Local) -> Value:
    value = evaluator.value(node.arguments[0], local)
    if isinstance(value, Array):
        message = "the size of an array"
        raise CannotEvaluate(message)
    return absolute(value)


def _norm(evaluator: Evaluator, node: Term, local: Local) -> Value:
    return root(_squared_norm(evaluator.value(node.arguments[0], local)), 2)


def _floor(evaluator: Evaluator, node: Term, local: Local) -> Value:
    return floor(evaluator.value(node.arguments[0], local))


def _ceiling(evaluator: Evaluator, node: Term, local: Local) -> Value:
    return -floor(-evaluator.value(node.arguments[0], local))


def _factorial(evaluator: Evaluator, node: Term, local: Local) -> Value:
    return factorial(evaluator.value(node.arguments[0], local))


def _binomial(evaluator: Evaluator, node: Term, local: Local) -> Value:
    top, bottom = (evaluator.whole(argument, local) for argument in node.arguments)
    if top < 0 or top > 1000:
        message = "a binomial coefficient outside 0..1000"
        raise CannotEvaluate(message)
    return fmpq(fmpz.bin_uiui(top, bottom)) if 0 <= bottom <= top else ZERO


def _index(evaluator: Evaluator, node: Term, local: Local) -> Value:
    base, *places = node.arguments
    indices = tuple([evaluator.whole(place, local) for place in places])
    if base.head == "constant" and base.data == "delta":
        return ONE if len(set(indices)) == 1 else ZERO
    if base.head == "name":
        latex = str(base.data)
        found = local.get(latex)
        if found is None:
            found = evaluator.globals.get(latex)
        if isinstance(found, Family) and indices in found.components:
            return found.components[indices]
        if found is None or (isinstance(found, Family) and latex not in local):
            definition = evaluator.context.definition(latex)
            if definition is not None and definition.target.head == "index":
                if len(definition.parameters) != len(indices):
                    message = f"{latex} with another number of indices than its definition"
                    raise CannotEvaluate(message)
                _check_range(evaluator, latex, indices)
                return evaluator.call(definition, [fmpq(index) for index in indices], local)
    return component(evaluator.value(base, local), indices)


def _check_range(evaluator: Evaluator, latex: str, indices: tuple[int, ...]) -> None:
    declaration = evaluator.context.declaration(latex)
    if declaration is None or not declaration.indices:
        return
    key = ("", latex)
    spans = evaluator.memo.get(key)
    if spans is None:
        # a later range may depend on the indices before it
        inner: Local = {
            declared.index: fmpq(index) for declared, index in zip(declaration.indices, indices, strict=False)
        }
        ends = [(declared.low, declared.high) for declared in declaration.indices]
        spans = [(evaluator.whole(low, inner), evaluator.whole(high, inner)) for low, high in ends]
        if all(end.free.isdisjoint(inner) for pair in ends for end in pair):
            evaluator.memo[key] = spans
    for (low, high), index in zip(spans, indices, strict=False):
        if not low <= index <= high:
            raise DoesNotExist


def _order_statistic(evaluator: Evaluator, node: Term, local: Local) -> Value:
    sample = components(evaluator.value(node.arguments[0], local))
    place = evaluator.whole(node.arguments[1], local)
    if not all(type(value) is fmpq for value in sample):
        message = "the order of numbers that are not exact"
        raise CannotEvaluate(message)
    if not 1 <= place <= len(sample):
        raise DoesNotExist
    return sorted(sample)[place - 1]


def _bounds(evaluator: Evaluator, node: Term, local: Local) -> tuple[int, int]:
    low, high = evaluator.whole(node.arguments[1], local), evaluator.whole(node.arguments[2], local)
    if high < low - 1:
        message = "a range that runs backwards"
        raise CannotEvaluate(message)
    if high - low > _LONGEST_SUM:
        message = "a sum too long to write out"
        raise CannotEvaluate(message)
    evaluator.spend(high - low + 1)
    return low, high


def _sum(evaluator: Evaluator, node: Term, local: Local) -> Value:
    if not local or _stands_alone(evaluator, node, local):
        key = ("", node)
        known = evaluator.memo.get(key)
        if known is None:
            known = evaluator.memo[key] = _summed(evaluator, node, local)
        return known
    return _summed(evaluator, node, local)


def _stands_alone(evaluator: Evaluator, node: Term, local: Local) -> bool:
    """Whether a sum depends on nothing that is bound around it: then it has one value, however often it occurs."""
    if not node.free.isdisjoint(local):
        return False
    bound = local.get("")
    return not bound or all(evaluator.context.reach(latex).isdisjoint(bound) for latex in node.free)


def _summed(evaluator: Evaluator, node: Term, local: Local) -> Value:
    low, high = _bounds(evaluator, node, local)
    bound, body = str(node.arguments[0].data), node.arguments[3]
    total: Value = None
    for index in range(low, high + 1):
        value = evaluator.value(body, under(local, bound, fmpq(index)))
        total = value if total is None else plus(total, value)
    return ZERO if total is None else total


def _product(evaluator: Evaluator, node: Term, local: Local) -> Value:
    low, high = _bounds(evaluator, node, local)
    bound, body = str(node.arguments[0].data), node.arguments[3]
    total: Value = ONE
    for index in range(low, high + 1):
        total = times(total, evaluator.value(body, under(local, bound, fmpq(index))))
    return total


def _elements(evaluator: Evaluator, node: Term, local: Local) -> list[Value]:
    found = evaluator.value(node.arguments[1], local)
    if not isinstance(found, FiniteSet):
        message = "a sum over a set that is not finite"
        raise CannotEvaluate(message)
    evaluator.spend(len(found.elements))
    return list(dict.fromkeys(found.elements))


def _sum_over(evaluator: Evaluator, node: Term, local: Local) -> Value:
    bound, body = str(node.arguments[0].data), node.arguments[2]
    total: Value = None
    for element in _elements(evaluator, node, local):
        value = evaluator.value(body, under(local, bound, element))
        total = value if total is None else plus(total, value)
    return ZERO if total is None else total


def _product_over(evaluator: Evaluator, node: Term, local: Local) -> Value:
    bound, body = str(node.arguments[0].data), node.arguments[2]
    total: Value = ONE
    for element in _elements(evaluator, node, local):
        total = times(total, evaluator.value(body, under(local, bound, element)))
    return total


def _cases(evaluator: Evaluator, node: Term, local: Local) -> Value:
    for value, condition in zip(node.arguments[0::2], node.arguments[1::2], strict=False):
        found = holds(evaluator, condition, local)
        if found is None:
            raise NeedPrecision
        if found:
            return evaluator.value(value, local)
    raise DoesNotExist


def _tuple(evaluator: Evaluator, node: Term, local: Local) -> Value:
    return Sequence(tuple(written_out(evaluator, node.arguments, local)))


def unit_value(latex: str) -> Fraction:
    """A unit as a number: its size in base units, each base unit an odd rational of its own."""
    return unit_factor(latex)


RULES: Final[dict[str, Rule]] = {
    "number": _number,
    "decimal": _decimal,
    "name": _name,
    "constant": _constant,
    "unit": _unit,
    "add": _add,
    "negate": _negate,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "root": _root,
    "absolute": _absolute,
    "norm": _norm,
    "floor": _floor,
    "ceiling": _ceiling,
    "factorial": _factorial,
    "binomial": _binomial,
    "index": _index,
    "order_statistic": _order_statistic,
    "sum": _sum,
    "product": _product,
    "sum_over": _sum_over,
    "product_over": _product_over,
    "apply": apply,
    "cases": _cases,
    "tuple": _tuple,
    "sequence": _tuple,
}

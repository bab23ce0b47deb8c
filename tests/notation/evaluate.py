"""A tiny evaluator of Terms at points, for the tests alone: fractions where exact, mpmath elsewhere.

It shares nothing with the kernel. Vectors are columns; indices count from 1.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

import mpmath

from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term
from solgen.notation.units import find_unit

mpmath.mp.dps = 40
_SAMPLES = [Fraction(k, 2) for k in range(-20, 21)]
_EPSILON = mpmath.mpf(10) ** -12
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "square": lambda x: x * x,
    "cube": lambda x: x * x * x,
    "double": lambda x: 2 * x,
    "weighted": lambda x, y: x + 10 * y,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-real(x))),
    "tanh": lambda x: mpmath.tanh(real(x)),
    "length": lambda w: sum(row[0] ** 2 for row in w),
    "kink": lambda x: abs(x - 3),
    "bowl": lambda x: (x - 2) ** 2,
}


@dataclass(frozen=True)
class Identity:
    """A multiple of the identity matrix, of whatever size fits."""

    factor: Any


def real(value: Any) -> Any:
    return mpmath.mpf(value.numerator) / value.denominator if isinstance(value, Fraction) else value


def parse(text: str) -> Any:
    """A value typed in a case: ``7/2``, ``[1, 2]``, ``{1, 2}``, ``true``, the name of a function."""
    if text in ("true", "false"):
        return text == "true"
    return _constant(ast.parse(text, mode="eval").body)


def _constant(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=value):
            return Fraction(str(value))
        case ast.UnaryOp(operand=operand):
            return -_constant(operand)
        case ast.BinOp(left=left, right=right):
            return _constant(left) / _constant(right)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return [_constant(item) for item in items]
        case ast.Set(elts=items):
            return {_constant(item) for item in items}
        case ast.Name(id=word):
            return set() if word == "empty" else FUNCTIONS[word]
    raise ValueError(ast.dump(node))


class Evaluator:
    """Values of names, and the declarations that say which lists are columns."""

    def __init__(self, context: Context, values: dict[str, Any]) -> None:
        self.context = context
        self.values = {name: self._shaped(name, value) for name, value in values.items()}

    def _shaped(self, name: str, value: Any) -> Any:
        declaration = self.context.declaration(name)
        if declaration is not None and declaration.kind is Kind.VECTOR:
            if declaration.indices:
                return [[[entry] for entry in row] for row in value]
            return [[entry] for entry in value]
        return value

    def __call__(self, node: Term) -> Any:
        return getattr(self, f"_{node.head}")(node)

    def _all(self, node: Term) -> list[Any]:
        return [self(argument) for argument in node.arguments]

    def bind(self, name: str, value: Any, node: Term) -> Any:
        inner = Evaluator.__new__(Evaluator)
        inner.context, inner.values = self.context, {**self.values, name: value}
        return inner(node)

    # Leaves

    def _number(self, node: Term) -> Any:
        return Fraction(str(node.data))

    _decimal = _number

    def _name(self, node: Term) -> Any:
        return self.values[str(node.data)]

    def _constant(self, node: Term) -> Any:
        if node.data == "identity":
            return Identity(Fraction(1))
        known = {"e": mpmath.e, "pi": mpmath.pi, "infinity": mpmath.inf, "true": True, "empty": set()}
        return known[str(node.data)]

    def _unit(self, node: Term) -> Any:
        unit = find_unit(str(node.data))
        assert unit is not None
        return unit.factor

    # Arithmetic

    def _add(self, node: Term) -> Any:
        total, *rest = self._all(node)
        for value in rest:
            total = _plus(total, value)
        return total

    def _negate(self, node: Term) -> Any:
        return _times(Fraction(-1), self(node.arguments[0]))

    def _multiply(self, node: Term) -> Any:
        total, *rest = self._all(node)
        for value in rest:
            total = _times(total, value)
        return total

    def _divide(self, node: Term) -> Any:
        above, below = self._all(node)
        return _times(1 / below, above) if isinstance(above, list) else _quotient(_unwrap(above), _unwrap(below))

    def _power(self, node: Term) -> Any:
        base, exponent = self._all(node)
        if isinstance(base, list):
            base = _inverse(base) if exponent < 0 else base
            total = base
            for _ in range(abs(int(exponent)) - 1):
                total = _times(total, base)
            return total
        if isinstance(base, Fraction) and isinstance(exponent, Fraction) and exponent.denominator == 1:
            return base ** int(exponent)
        return mpmath.power(real(base), real(exponent))

    def _root(self, node: Term) -> Any:
        radicand, degree = self._all(node)
        return mpmath.root(real(radicand), int(degree))

    def _absolute(self, node: Term) -> Any:
        return abs(self(node.arguments[0]))

    def _norm(self, node: Term) -> Any:
        return mpmath.sqrt(real(sum(row[0] ** 2 for row in self(node.arguments[0]))))

    def _floor(self, node: Term) -> Any:
        return Fraction(math.floor(self(node.arguments[0])))

    def _ceiling(self, node: Term) -> Any:
        return Fraction(math.ceil(self(node.arguments[0])))

    def _factorial(self, node: Term) -> Any:
        return Fraction(math.factorial(int(self(node.arguments[0]))))

    def _binomial(self, node: Term) -> Any:
        return Fraction(math.comb(*(int(value) for value in self._all(node))))

    # Names with indices, functions

    def _index(self, node: Term) -> Any:
        value, *indices = self._all(node)
        for index in indices:
            value = value[int(index) - 1]
        return _unwrap(value[0] if isinstance(value, list) and len(value) == 1 and len(indices) == 1 else value)

    def _order_statistic(self, node: Term) -> Any:
        sample, position = self._all(node)
        return sorted(sample)[int(position) - 1]

    def _entries(self, nodes: tuple[Term, ...]) -> list[Any]:
        """Values of entries, ``y_1, \\dots, y_n`` and ``1, \\dots, n`` filled in."""
        values: list[Any] = []
        for position, node in enumerate(nodes):
            if node.head != "dots":
                values.append(self(node))
                continue
            before, after = nodes[position - 1], nodes[position + 1]
            if after.head in ("index", "order_statistic"):
                low, high = (int(self(side.arguments[1])) for side in (before, after))
                whole = self(after.arguments[0])
                whole = sorted(whole) if after.head == "order_statistic" else whole
                values += whole[low : high - 1]
            else:
                values += [Fraction(k) for k in range(int(self(before)) + 1, int(self(after)))]
        return values

    def _apply(self, node: Term) -> Any:
        function, arguments = node.arguments[0], node.arguments[1:]
        if function.head == "builtin":
            values = self._entries(arguments)
            if len(values) == 1 and isinstance(values[0], (set, list)) and function.data in ("max", "min", "median"):
                values = list(values[0])
            return _builtin(str(function.data), values)
        values = [self(argument) for argument in arguments]
        if function.head == "prime":
            return mpmath.diff(self(function.arguments[0]), real(values[0]), int(str(function.data)))
        if function.head == "gradient":
            return self._slopes(self(function.arguments[0]), values[0])
        return self(function)(*values)

    def _slopes(self, function: Callable[[Any], Any], point: Any) -> Any:
        def moved(row: int, step: Any) -> Any:
            return function([[real(entry[0]) + (step if k == row else 0)] for k, entry in enumerate(point)])

        return [[mpmath.diff(lambda step, row=row: moved(row, step), 0)] for row in range(len(point))]

    def _derivative(self, node: Term) -> Any:
        body, by = node.arguments[0], node.arguments[1]
        assert all(other is by for other in node.arguments[2:])
        order = len(node.arguments) - 1
        if by.head == "name":
            name = str(by.data)
            return mpmath.diff(lambda x: self.bind(name, x, body), real(self.values[name]), order)
        name, position = str(by.arguments[0].data), int(self(by.arguments[1])) - 1
        base = self.values[name]
        return mpmath.diff(
            lambda x: self.bind(name, [*base[:position], x, *base[position + 1 :]], body), real(base[position]), order
        )

    def _gradient(self, node: Term) -> Any:
        body, by = node.arguments
        return self._slopes(lambda point: self.bind(str(by.data), point, body), self(by))

    # Binders

    def _range(self, node: Term) -> list[Any]:
        if len(node.arguments) == 4:
            low, high = (int(self(limit)) for limit in node.arguments[1:3])
            return [Fraction(k) for k in range(low, high + 1)]
        return self._members(str(node.arguments[0].data), node.arguments[1])

    def _members(self, bound: str, over: Term) -> list[Any]:
        if over.data != "everything":
            return sorted(self(over))
        for declaration in self.context.declarations:
            for indexed in declaration.indices:
                if indexed.index == bound:
                    return [Fraction(k) for k in range(int(self(indexed.low)), int(self(indexed.high)) + 1)]
        return _SAMPLES

    def _sum(self, node: Term) -> Any:
        total: Any = Fraction(0)
        for k in self._range(node):
            value = self.bind(str(node.arguments[0].data), k, node.arguments[-1])
            total = value if total == 0 and isinstance(value, list) else _plus(total, value)
        return total

    _sum_over = _sum

    def _product(self, node: Term) -> Any:
        return math.prod(self.bind(str(node.arguments[0].data), k, node.arguments[-1]) for k in self._range(node))

    _product_over = _product

    def _limit(self, node: Term) -> Any:
        bound, point, body = node.arguments
        at = self(point)
        step = mpmath.mpf(10) ** -18
        near = at if not mpmath.isinf(real(at)) else mpmath.mpf(10) ** 18
        near = real(near) + (-step if node.data == "-" else step)
        return self.bind(str(bound.data), near, body)

    def _evaluated(self, node: Term) -> Any:
        bound, point, body = node.arguments
        return self.bind(str(bound.data), self(point), body)

    def _integral(self, node: Term) -> Any:
        bound, low, high, body = node.arguments
        ends = [mpmath.inf if end.data == "infinity" else -mpmath.inf if end.head == "negate" and
                end.arguments[0].data == "infinity" else real(self(end)) for end in (low, high)]  # fmt: skip
        return mpmath.quad(lambda x: real(self.bind(str(bound.data), x, body)), ends)

    def _extreme(self, node: Term, best: Callable[..., Any]) -> tuple[Any, set[Any]]:
        bound, body = node.arguments
        values = {x: self.bind(str(bound.data), x, body) for x in _SAMPLES}
        extreme = best(values.values())
        return extreme, {x for x, value in values.items() if value == extreme}

    def _minimum(self, node: Term) -> Any:
        return self._extreme(node, min)[0]

    def _maximum(self, node: Term) -> Any:
        return self._extreme(node, max)[0]

    def _arg_min(self, node: Term) -> Any:
        return self._extreme(node, min)[1]

    def _arg_max(self, node: Term) -> Any:
        return self._extreme(node, max)[1]

    # Arrays and sets

    def _transpose(self, node: Term) -> Any:
        return [list(row) for row in zip(*self(node.arguments[0]), strict=True)]

    def _inverse(self, node: Term) -> Any:
        return _inverse(self(node.arguments[0]))

    def _matrix(self, node: Term) -> Any:
        assert isinstance(node.data, tuple)
        columns = node.data[1]
        cells = self._all(node)
        return [cells[k : k + int(columns)] for k in range(0, len(cells), int(columns))]

    def _tuple(self, node: Term) -> Any:
        return self._entries(node.arguments)

    _sequence = _tuple

    def _set(self, node: Term) -> Any:
        return set(self._entries(node.arguments))

    def _comprehension(self, node: Term) -> Any:
        bound, over, condition = node.arguments
        members = self._members(str(bound.data), over)
        return {k for k in members if self.bind(str(bound.data), k, condition)}

    def _interval(self, node: Term) -> Any:
        low, high = self._all(node)
        shape = str(node.data)
        return {
            x
            for x in _SAMPLES
            if (low <= x if shape[0] == "[" else low < x) and (x <= high if shape[1] == "]" else x < high)
        }

    def _cardinality(self, node: Term) -> Any:
        return Fraction(len(self(node.arguments[0])))

    def _union(self, node: Term) -> Any:
        left, right = self._all(node)
        return left | right

    def _intersection(self, node: Term) -> Any:
        left, right = self._all(node)
        return left & right

    def _difference(self, node: Term) -> Any:
        left, right = self._all(node)
        return left - right

    def _cases(self, node: Term) -> Any:
        for value, condition in zip(node.arguments[0::2], node.arguments[1::2], strict=True):
            if self(condition):
                return self(value)
        raise AssertionError(node)

    # Propositions

    def _relation(self, node: Term) -> bool:
        return self._holds((str(node.data),), node.arguments)

    def _chain(self, node: Term) -> bool:
        assert isinstance(node.data, tuple)
        return self._holds(tuple(map(str, node.data)), node.arguments)

    def _holds(self, signs: tuple[str, ...], sides: tuple[Term, ...]) -> bool:
        if any(side.head == "dots" for side in sides):
            values = self._entries(sides)
            return all(compare(signs[0], *pair) for pair in pairwise(values))
        values = [self(side) for side in sides]
        return all(compare(sign, values[k], values[k + 1]) for k, sign in enumerate(signs))

    def _and(self, node: Term) -> bool:
        return all(self._all(node))

    _statements = _and

    def _or(self, node: Term) -> bool:
        return any(self._all(node))

    def _not(self, node: Term) -> bool:
        return not self(node.arguments[0])

    def _for_all(self, node: Term) -> bool:
        bound, over, body = node.arguments
        return all(self.bind(str(bound.data), k, body) for k in self._members(str(bound.data), over))

    def _exists(self, node: Term) -> bool:
        bound, over, body = node.arguments
        return any(self.bind(str(bound.data), k, body) for k in self._members(str(bound.data), over))


_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "≠": lambda left, right: not same(left, right),
    "≈": lambda left, right: abs(left - right) < Fraction(1, 100),
    "∈": lambda left, right: left in right,
    "∉": lambda left, right: left not in right,
    "⊂": operator.le,
    "⊆": operator.le,
    "⇒": lambda left, right: not left or right,
    "⇔": operator.eq,
    "<": operator.lt,
    "≤": operator.le,
    ">": operator.gt,
    "≥": operator.ge,
}


def compare(sign: str, left: Any, right: Any) -> bool:
    return bool(_COMPARISONS.get(sign, same)(left, right))


def same(left: Any, right: Any) -> bool:
    if isinstance(left, Identity) or isinstance(right, Identity):
        left, right = (right, left) if isinstance(left, Identity) else (left, right)
        return same(left, _identity(right.factor, len(left)))
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, list) or isinstance(right, list):
        left, right = (left, right) if isinstance(left, list) else (right, left)
        return all(same(entry, right) for entry in left)
    if isinstance(left, set) or isinstance(right, set) or isinstance(left, bool):
        return bool(left == right)
    return bool(abs(real(left) - real(right)) < _EPSILON)


def _unwrap(value: Any) -> Any:
    while isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value


def _identity(factor: Any, size: int) -> list[list[Any]]:
    return [[factor if row == column else Fraction(0) for column in range(size)] for row in range(size)]


def _plus(left: Any, right: Any) -> Any:
    if isinstance(left, Identity):
        left, right = right, left
    if isinstance(right, Identity) and isinstance(left, list):
        right = _identity(right.factor, len(left))
    if isinstance(left, list) and isinstance(right, list):
        return [_plus(*pair) for pair in zip(left, right, strict=True)]
    if isinstance(left, set) or isinstance(right, set):
        return {a + b for a in _spread(left) for b in _spread(right)}
    return _unwrap(left) + _unwrap(right)


def _spread(value: Any) -> Any:
    return value if isinstance(value, set) else {value}


def _quotient(above: Any, below: Any) -> Any:
    exact = isinstance(above, Fraction) and isinstance(below, Fraction)
    return above / below if exact else real(above) / real(below)


def _times(left: Any, right: Any) -> Any:
    if isinstance(left, Identity) and isinstance(right, list):
        return _times(left.factor, right)
    if isinstance(right, Identity) and isinstance(left, list):
        return _times(right.factor, left)
    if isinstance(left, Identity) or isinstance(right, Identity):
        factors = [value.factor if isinstance(value, Identity) else value for value in (left, right)]
        return Identity(factors[0] * factors[1])
    if isinstance(left, set) or isinstance(right, set):
        return {a * b for a in _spread(left) for b in _spread(right)}
    if isinstance(left, list) and isinstance(right, list) and isinstance(left[0], list):
        if len(left[0]) != len(right):
            return _times(_unwrap(left), right)
        product = [[sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*right, strict=True)]
                   for row in left]  # fmt: skip
        return _unwrap(product) if len(product) == 1 and len(product[0]) == 1 else product
    if isinstance(right, list):
        return [_times(left, entry) for entry in right]
    if isinstance(left, list):
        return _times(right, left)
    return left * right


def _inverse(matrix: Any) -> Any:
    size = len(matrix)
    rows = [[Fraction(entry) for entry in row] + _identity(Fraction(1), size)[k] for k, row in enumerate(matrix)]
    for column in range(size):
        pivot = next(row for row in range(column, size) if rows[row][column] != 0)
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [entry / rows[column][column] for entry in rows[column]]
        for row in range(size):
            if row != column:
                factor = rows[row][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    return [row[size:] for row in rows]


def _determinant(matrix: Any) -> Any:
    if len(matrix) == 1:
        return matrix[0][0]
    return sum(
        (-1) ** k * matrix[0][k] * _determinant([row[:k] + row[k + 1 :] for row in matrix[1:]])
        for k in range(len(matrix))
    )


def _rank(matrix: Any) -> Any:
    return Fraction(int(mpmath.matrix([[real(entry) for entry in row] for row in matrix]).rows and _pivots(matrix)))


def _pivots(matrix: Any) -> int:
    rows, rank = [list(row) for row in matrix], 0
    for column in range(len(rows[0])):
        pivot = next((row for row in range(rank, len(rows)) if rows[row][column] != 0), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for row in range(rank + 1, len(rows)):
            factor = rows[row][column] / rows[rank][column]
            rows[row] = [a - factor * b for a, b in zip(rows[row], rows[rank], strict=True)]
        rank += 1
    return rank


def _builtin(word: str, values: list[Any]) -> Any:
    first = values[0]
    match word:
        case "max":
            return max(values)
        case "min":
            return min(values)
        case "median":
            ordered = sorted(values)
            assert len(ordered) % 2
            return ordered[len(ordered) // 2]
        case "sign" | "relu":
            return Fraction((first > 0) - (first < 0)) if word == "sign" else max(first, Fraction(0))
        case "log":
            return mpmath.log(real(first), real(values[1]))
        case "tr":
            return sum(row[k] for k, row in enumerate(first))
        case "det":
            return _determinant(first)
        case "rank":
            return _rank(first)
        case "diag":
            entries = [row[0] for row in first] if isinstance(first, list) else values
            return [[entry if row == k else Fraction(0) for k in range(len(entries))] for row, entry in
                    enumerate(entries)]  # fmt: skip
    names = {"artanh": "atanh", "arsinh": "asinh", "arcosh": "acosh", "arcsin": "asin", "arccos": "acos"}
    return getattr(mpmath, names.get(word, "atan" if word == "arctan" else word))(real(first))

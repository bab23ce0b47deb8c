"""Functions of arrays in plain fractions: pseudoinverses column by column (Greville), all else by its definition."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from solgen.kernel.floats.core import FloatEvaluator, NoRule, NoValue, Value, entries_of, is_array, is_number
from solgen.notation.terms import Term

WORDS: Final = frozenset(
    {"inner product", "Hadamard product", "pseudoinverse", "sum norm", "maximum norm", "identity", "ones"}
)


def of_arrays(evaluator: FloatEvaluator, word: str, node: Term, local: dict[str, Any]) -> Value:
    """One of these functions applied."""
    arguments = node.arguments[1:]
    if word in ("identity", "ones"):
        size = evaluator.whole(arguments[0], local)
        if not 1 <= size <= 12:
            raise NoRule
        if word == "ones":
            return [[Fraction(1)] for _ in range(size)]
        return [[Fraction(int(row == column)) for column in range(size)] for row in range(size)]
    values = [evaluator.value(argument, local) for argument in arguments]
    match word:
        case "inner product":
            return _paired(values[0], values[1])
        case "Hadamard product":
            return _entrywise(values)
        case "pseudoinverse":
            return pseudoinverse(values[0])
        case _:
            sizes = [abs(entry) for entry in _listed(values[0])]
            return sum(sizes, Fraction(0)) if word == "sum norm" else max(sizes)


def _listed(value: Value) -> list[Value]:
    return [value] if is_number(value) else entries_of(value)


def _paired(one: Value, other: Value) -> Value:
    first, second = _listed(one), _listed(other)
    if len(first) != len(second):
        raise NoRule
    return sum((a * b for a, b in zip(first, second, strict=True)), Fraction(0))


def _entrywise(values: list[Value]) -> Value:
    if not all(map(is_array, values)):
        raise NoRule
    shapes = {(len(value), len(value[0])) for value in values}
    if len(shapes) != 1:
        raise NoRule
    ((rows, columns),) = shapes
    result = [[Fraction(1) for _ in range(columns)] for _ in range(rows)]
    for value in values:
        result = [[result[i][j] * value[i][j] for j in range(columns)] for i in range(rows)]
    return result


def pseudoinverse(rows: Value) -> Value:
    """By Greville's recursion over the columns, exact on fractions.

    With A_k = [A_{k-1}, a], d = A_{k-1}^+ a and c = a - A_{k-1} d: the new row is c^+ where c is not 0, else
    (1 + d^t d)^-1 d^t A_{k-1}^+; the others lose d times it.
    """
    if not is_array(rows) or not all(isinstance(entry, Fraction) for row in rows for entry in row):
        raise NoRule
    height = len(rows)
    inverse: list[list[Fraction]] = []
    for place in range(len(rows[0])):
        column = [row[place] for row in rows]
        solved = [sum((entry * a for entry, a in zip(line, column, strict=True)), Fraction(0)) for line in inverse]
        reached = [sum((rows[i][k] * solved[k] for k in range(place)), Fraction(0)) for i in range(height)]
        left = [a - r for a, r in zip(column, reached, strict=True)]
        length = sum((entry * entry for entry in left), Fraction(0))
        if length != 0:
            new = [entry / length for entry in left]
        else:
            divisor = 1 + sum((entry * entry for entry in solved), Fraction(0))
            new = [sum((solved[k] * inverse[k][i] for k in range(place)), Fraction(0)) / divisor for i in range(height)]
        inverse = [
            [entry - d * b for entry, b in zip(line, new, strict=True)] for line, d in zip(inverse, solved, strict=True)
        ]
        inverse.append(new)
    if not inverse:
        raise NoValue
    return inverse

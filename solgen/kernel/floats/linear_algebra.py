"""Transposes, inverses by cofactors, determinants by Laplace's expansion: unlike evaluation 1 in every way."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from solgen.kernel.floats.core import (
    FloatEvaluator,
    Identity,
    NoRule,
    NoValue,
    Value,
    entries_of,
    is_array,
    is_number,
    reciprocal,
    rule,
)
from solgen.notation.terms import Term


def determinant(rows: list[list[Value]]) -> Value:
    """By expansion along the first row; at most 7 × 7."""
    if len(rows) > 7:
        raise NoRule
    if not rows:
        return Fraction(1)
    total: Value = Fraction(0)
    for place, entry in enumerate(rows[0]):
        if entry != 0:
            minor = [row[:place] + row[place + 1 :] for row in rows[1:]]
            total += (-1) ** place * entry * determinant(minor)
    return total


def invert(value: Value) -> Value:
    """The inverse, by cofactors."""
    if isinstance(value, Identity):
        return Identity(reciprocal(value.factor))
    if is_number(value):
        return reciprocal(value)
    if not is_array(value) or len(value) != len(value[0]):
        raise NoRule
    whole = determinant(value)
    if whole == 0:
        raise NoValue
    size = range(len(value))

    def cofactor(i: int, j: int) -> Value:
        minor = [[entry for b, entry in enumerate(row) if b != j] for a, row in enumerate(value) if a != i]
        return (-1) ** (i + j) * determinant(minor) / whole

    return [[cofactor(j, i) for j in size] for i in size]


def number_of(word: str, value: Value) -> Value:
    """Trace or determinant; the rank as the largest minor that is not 0."""
    if not is_array(value):
        raise NoRule
    if word == "rank":
        return Fraction(_rank(value))
    if len(value) != len(value[0]):
        raise NoValue
    if word == "det":
        return determinant(value)
    return sum((row[place] for place, row in enumerate(value)), Fraction(0))


def _rank(rows: list[list[Value]]) -> int:
    from itertools import combinations  # noqa: PLC0415 -- one use

    for size in range(min(len(rows), len(rows[0])), 0, -1):
        for chosen in combinations(range(len(rows)), size):
            for columns in combinations(range(len(rows[0])), size):
                if determinant([[rows[i][j] for j in columns] for i in chosen]) != 0:
                    return size
    return 0


@rule("transpose")
def _transpose(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    value = evaluator.value(node.arguments[0], local)
    if is_number(value) or isinstance(value, Identity):
        return value
    if is_array(value):
        return [list(column) for column in zip(*value, strict=True)]
    return [entries_of(value)]


@rule("inverse")
def _inverse(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    return invert(evaluator.value(node.arguments[0], local))


@rule("matrix")
def _matrix(evaluator: FloatEvaluator, node: Term, local: dict[str, Any]) -> Value:
    assert isinstance(node.data, tuple)
    columns = int(node.data[1])
    entries = [evaluator.value(argument, local) for argument in node.arguments]
    return [entries[start : start + columns] for start in range(0, len(entries), columns)]


def is_positive(rows: Value, *, semi: bool) -> bool:
    """Definiteness by the signs of all principal minors (leading ones alone do not decide the semidefinite case)."""
    from itertools import combinations  # noqa: PLC0415 -- one use

    if not is_array(rows) or len(rows) != len(rows[0]):
        raise NoRule
    if any(rows[i][j] != rows[j][i] for i in range(len(rows)) for j in range(i)):
        return False
    places = range(len(rows))
    minors = [
        determinant([[rows[i][j] for j in chosen] for i in chosen])
        for size in range(1, len(rows) + 1)
        for chosen in combinations(places, size)
    ]
    return all(minor >= 0 if semi else minor > 0 for minor in minors)

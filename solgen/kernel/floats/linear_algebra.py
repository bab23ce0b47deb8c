"""Transposes, inverses by cofactors or by traces, determinants by Laplace: unlike evaluation 1 in every way."""

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
    """The inverse, by cofactors where it is small."""
    if isinstance(value, Identity):
        return Identity(reciprocal(value.factor))
    if is_number(value):
        return reciprocal(value)
    if not is_array(value) or len(value) != len(value[0]):
        raise NoRule
    if len(value) > 3:
        return _by_traces(value)
    whole = determinant(value)
    if whole == 0:
        raise NoValue
    size = range(len(value))

    def cofactor(i: int, j: int) -> Value:
        minor = [[entry for b, entry in enumerate(row) if b != j] for a, row in enumerate(value) if a != i]
        return (-1) ** (i + j) * determinant(minor) / whole

    return [[cofactor(j, i) for j in size] for i in size]


def _by_traces(rows: list[list[Value]]) -> list[list[Value]]:
    """The inverse by the coefficients of the characteristic polynomial (Faddeev and LeVerrier)."""
    size = len(rows)
    if all(isinstance(entry, Fraction) for row in rows for entry in row):
        one: Value = Fraction(1)
    else:
        one, rows = 1.0, [[float(entry) for entry in row] for row in rows]
    last: Value = one
    product = [[0 * one] * size for _ in range(size)]
    for step in range(1, size + 1):
        auxiliary = [[product[i][j] + (last if i == j else 0) for j in range(size)] for i in range(size)]
        product = [
            [sum((rows[i][k] * auxiliary[k][j] for k in range(size)), 0 * one) for j in range(size)]
            for i in range(size)
        ]
        last = -sum((product[i][i] for i in range(size)), 0 * one) / step
    if last == 0:
        raise NoValue
    return [[-entry / last for entry in row] for row in auxiliary]


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
    rows = [entries[start : start + columns] for start in range(0, len(entries), columns)]
    return rows if all(map(is_number, entries)) else _stacked([_beside(row, rows) for row in rows])


def _beside(blocks: list[Value], rows: list[list[Value]]) -> list[list[Value]]:
    """Blocks side by side: each of the height of the others, as wide as what stands above or below it."""
    heights = {len(block) for block in blocks if is_array(block)}
    heights |= {1 for block in blocks if is_number(block) and block != 0}
    widths = [_width([row[place] for row in rows]) for place in range(len(blocks))]
    if not heights:  # an identity is as high as it is wide
        heights = {
            width
            for block, width in zip(blocks, widths, strict=True)
            if isinstance(block, Identity) and width and block.factor != 0
        }
    if len(heights) != 1:
        raise NoRule
    height = heights.pop()
    joined: list[list[Value]] = [[] for _ in range(height)]
    for block, width in zip(blocks, widths, strict=True):
        for row, entries in zip(joined, _filled(block, height, width), strict=True):
            row.extend(entries)
    return joined


def _width(column: list[Value]) -> int:
    """How wide the blocks of one column are; 0 where none tells."""
    widths = {len(block[0]) for block in column if is_array(block)}
    widths |= {1 for block in column if is_number(block) and block != 0}
    if len(widths) > 1:
        raise NoRule
    return widths.pop() if widths else 0


def _filled(block: Value, height: int, width: int) -> list[list[Value]]:
    if is_array(block):
        rows: list[list[Value]] = block
        return rows
    factor = block.factor if isinstance(block, Identity) else block
    if is_number(block) and factor != 0:
        return [[factor]]
    width = width or height
    if factor != 0 and width != height:
        raise NoRule
    return [[factor if row == place else Fraction(0) for place in range(width)] for row in range(height)]


def _stacked(rows: list[list[list[Value]]]) -> list[list[Value]]:
    flat = [row for block_row in rows for row in block_row]
    if len({len(row) for row in flat}) != 1:
        raise NoRule
    return flat


def is_positive(rows: Value, *, semi: bool) -> bool:
    """Definiteness by the signs of all principal minors (leading ones alone do not decide the semidefinite case)."""
    from itertools import combinations  # noqa: PLC0415 -- one use

    if not is_array(rows) or len(rows) != len(rows[0]):
        raise NoRule
    if any(rows[i][j] != rows[j][i] for i in range(len(rows)) for j in range(i)):
        return False
    places = range(len(rows))
    minors = (
        determinant([[rows[i][j] for j in chosen] for i in chosen])
        for size in range(1, len(rows) + 1)
        for chosen in combinations(places, size)
    )
    return all(minor >= 0 if semi else minor > 0 for minor in minors)

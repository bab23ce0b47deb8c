"""What each of the two evaluations says of a formula at one point: ``tests/cases/kernel/values.txt``."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from flint import arb, fmpq

from solgen.kernel.evaluation.evaluate import evaluate
from solgen.kernel.evaluation.values import Array, CannotEvaluate, DoesNotExist, Family, FiniteSet, Interval, Scaled
from solgen.kernel.floats import FloatEvaluator, NoRule, NoValue
from solgen.kernel.floats.core import Identity
from solgen.kernel.instances.models import ArrayValue, FamilyValue, Model, PolynomialFunction
from solgen.notation.reading import read
from tests.kernel.claims import context

_FILE = Path(__file__).parents[1] / "cases" / "kernel" / "values.txt"
NAMES = context(
    """
    x, t, c: real
    n, m, q: size
    y_i: real for i in 1..n
    s_i: real for i in 1..n
    s_{(k)}: order statistics of s, k in 1..n
    z_{ij}: real for i in 1..n, j in 1..m
    A: matrix[q, q]
    B: matrix[q, n]
    v, u: vector[q]
    w: vector[n]
    f: function
    S: set
    \\log: base 2
    """,
    let=(
        "g(x) = x^2 + 1",
        "h(x, t) = x t^2",
        "b_i = 2 y_i",
        r"E(w) = w^\top w",
        "a = (4, 1)",
        "r(x) = |x| + |x - 1|",
        "l = 2 x",
    ),
)


def family(*values: int) -> FamilyValue:
    return FamilyValue({(place,): Fraction(value) for place, value in enumerate(values, 1)})


def array(rows: int, columns: int, *values: int) -> ArrayValue:
    return ArrayValue(rows, columns, tuple(map(Fraction, values)))


MODEL = Model(
    NAMES,
    {
        "x": Fraction(3, 2),
        "t": Fraction(-2),
        "c": Fraction(0),
        "n": Fraction(3),
        "m": Fraction(2),
        "q": Fraction(2),
        "y": family(1, 2, 2),
        "s": family(3, 1, 2),
        "z": FamilyValue({(i, j): Fraction(10 * i + j) for i in (1, 2, 3) for j in (1, 2)}),
        "A": array(2, 2, 2, 1, 1, 3),
        "B": array(2, 3, 1, 2, 3, 4, 5, 6),
        "v": array(2, 1, 1, -1),
        "u": array(2, 1, 1, 2),
        "w": array(3, 1, 1, 2, 2),
        "f": PolynomialFunction((Fraction(1), Fraction(0), Fraction(1))),
        "S": frozenset({Fraction(1), Fraction(2)}),
    },
)


def exact(value: Any) -> Any:
    """A value of the exact evaluation in plain Python: rows, families, sets and intervals with a word before them."""
    match value:
        case fmpq():
            return Fraction(int(value.p), int(value.q))
        case arb():
            assert value.rad() < 1e-9
            return float(value.mid())
        case Array():
            entries = list(map(exact, value.entries))
            return [entries[row * value.columns : (row + 1) * value.columns] for row in range(value.rows)]
        case Family():
            return ("family", *(exact(value.components[key]) for key in sorted(value.components)))
        case FiniteSet():
            return ("set", *sorted({exact(element) for element in value.elements}))
        case Interval():
            low = -math.inf if value.low is None else exact(value.low)
            high = math.inf if value.high is None else exact(value.high)
            return ("interval", low, high, value.low_closed, value.high_closed)
        case Scaled():
            return ("identity times", exact(value.factor))
    if hasattr(value, "elements"):
        return tuple(map(exact, value.elements))
    return value


def rough(value: Any) -> Any:
    """A value of the second evaluation in the same form."""
    match value:
        case dict():
            return ("family", *(rough(value[key]) for key in sorted(value)))
        case frozenset():
            return ("set", *sorted(map(rough, value)))
        case Identity():
            return ("identity times", rough(value.factor))
    return value


def text(value: Any) -> str:
    """A plain value as the table writes it."""
    match value:
        case bool() | str():
            return str(value)
        case float():
            return str(value) if math.isinf(value) else f"about {value:.6f}"
        case list():
            return "[" + "; ".join(", ".join(map(text, row)) for row in value) + "]"
        case ("set", *elements):
            return "{" + ", ".join(map(text, elements)) + "}"
        case ("interval", low, high, closed_low, closed_high):
            return f"{'[' if closed_low else '('}{text(low)}, {text(high)}{']' if closed_high else ')'}"
        case tuple():
            return "(" + ", ".join(map(text, value)) + ")"
    return str(value)


def close(one: Any, other: Any) -> bool:
    """Whether two plain values are the same but for rounding; an interval of one point is the set of it."""
    if isinstance(one, tuple | list):
        if isinstance(other, tuple) and other[:1] == ("interval",) and one[:1] == ("set",):
            return all(close(one[1], end) for end in other[1:3])
        return isinstance(other, tuple | list) and len(one) == len(other) and all(map(close, one, other))
    if isinstance(one, bool | str):
        return bool(one == other)
    return one == other or bool(abs(one - other) < 1e-5 * (1 + abs(one)))


def _cases() -> Iterator[tuple[str, str, str]]:
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            latex, _, rest = line.partition(" => ")
            said, _, second = rest.partition(" ~ ")
            yield latex, said, second


@pytest.mark.parametrize(("latex", "said", "second"), list(_cases()))
def test_the_exact_value_or_why_there_is_none(latex: str, said: str, second: str):
    del second
    assert exactly(latex) == said


@pytest.mark.parametrize(("latex", "said", "second"), list(_cases()))
def test_the_second_evaluation_says_the_same_unless_the_table_says_otherwise(latex: str, said: str, second: str):
    assert second_time(latex, said) == second


def exactly(latex: str) -> str:
    """The exact value, or why there is none, as the table writes it."""
    try:
        return text(exact(evaluate(read(latex, NAMES).term, MODEL)))
    except DoesNotExist:
        return "nothing"
    except CannotEvaluate as why:
        return f"refused: {why}"


def second_time(latex: str, said: str) -> str:
    """What the second evaluation says, empty where it is what the exact one said."""
    node = read(latex, NAMES).term
    try:
        found = rough(FloatEvaluator(MODEL).value(node, {}))
    except NoValue:
        return "" if said == "nothing" else "nothing"
    except NoRule:
        return "" if said.startswith("refused: ") else "refused"
    if said == "nothing" or said.startswith("refused: "):
        return text(found)
    return "" if close(exact(evaluate(node, MODEL)), found) else text(found)

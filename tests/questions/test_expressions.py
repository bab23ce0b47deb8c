from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.diagnostics import Failure, Place
from solgen.questions.expressions import evaluate
from solgen.questions.question import Value

HERE = Place("question.md", 3)
VALUES: dict[str, Value] = {
    "a": Fraction(3),
    "half": Fraction(1, 2),
    "y": (Fraction(4), Fraction(1), Fraction(9), Fraction(3)),
    "word": "mean",
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2*a", Fraction(6)),
        ("1/3 + 1/6", Fraction(1, 2)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("a**-2", Fraction(1, 9)),
        ("half**2", Fraction(1, 4)),
        ("7 // 2 + 7 % 2", Fraction(4)),
        ("y[1]", Fraction(4)),
        ("y[len(y)]", Fraction(3)),
        ("sort(y)[len(y) / 2]", Fraction(3)),
        ("sum(y) / len(y)", Fraction(17, 4)),
        ("product(y)", Fraction(108)),
        ("max(y) - min(1, 2)", Fraction(8)),
        ("floor(-half) + ceil(half) + abs(-a)", Fraction(3)),
        ("round(5/2)", Fraction(3)),
        ("round(-5/2)", Fraction(-3)),
        ("round(2/3, 2)", Fraction(67, 100)),
        ("gcd(12, 18) + lcm(4, 6)", Fraction(18)),
        ("1 < a <= 3 != 4", True),
        ("word == 'mean' and not a < 1 or false", True),
        ("a if word == 'sum' else half", Fraction(1, 2)),
        ("3 in y", True),
        ("[a, 2]", (Fraction(3), Fraction(2))),
        ("range(2, 4)", (Fraction(2), Fraction(3), Fraction(4))),
    ],
)
def test_an_expression_has_its_exact_value(text, value):
    found = evaluate(text, VALUES, HERE)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1/(a - 3)", "draw-no-value"),
        ("y[0]", "draw-no-value"),
        ("y[5]", "draw-no-value"),
        ("y[1/2]", "draw-no-value"),
        ("9**9**9", "draw-no-value"),
        ("(9**999)**4 * (9**999)**4", "draw-no-value"),
        ("word + 1", "draw-no-value"),
        ("word == 1", "draw-no-value"),
        ("true + 1", "draw-no-value"),
        ("a and true", "draw-no-value"),
        ("max([])", "draw-no-value"),
        ("range(1, 100000)", "draw-no-value"),
        ("aa", "draw-unknown-name"),
        ("2a", "draw-expression"),
        ("a^2", "draw-expression"),
        ("a = 2", "draw-expression"),
        ("a.real", "draw-expression"),
        ("().__class__", "draw-expression"),
        ("__import__('os')", "draw-expression"),
        ("[v for v in y]", "draw-expression"),
        ("lambda: 1", "draw-expression"),
        ("f'{a}'", "draw-expression"),
        ("y[1:2]", "draw-expression"),
        ("(a := 2)", "draw-expression"),
        ("1e9", "draw-expression"),
        ("1j", "draw-expression"),
        ("max(y, key=len)", "draw-expression"),
        ("", "draw-expression"),
        ("-" * 300 + "1", "draw-expression"),
        ("1" * 5000, "draw-expression"),
    ],
)
def test_what_has_no_value_is_refused_at_its_place(text, code):
    with pytest.raises(Failure) as caught:
        evaluate(text, VALUES, HERE)
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.place) == (code, HERE)


def test_a_misspelled_name_is_answered_by_the_nearest_one():
    with pytest.raises(Failure) as caught:
        evaluate("hlaf", VALUES, HERE)
    assert caught.value.diagnostics[0].hint == "did you mean `half`?"


NUMBERS = st.fractions(min_value=-9, max_value=9, max_denominator=9)
SIGNS = st.sampled_from(["+", "-", "*"])
TREES = st.recursive(NUMBERS, lambda inner: st.tuples(SIGNS, inner, inner), max_leaves=12)


def text_of(tree):
    if isinstance(tree, tuple):
        return f"({text_of(tree[1])} {tree[0]} {text_of(tree[2])})"
    return f"({tree.numerator}/{tree.denominator})"


def value_of(tree):
    if not isinstance(tree, tuple):
        return tree
    left, right = value_of(tree[1]), value_of(tree[2])
    return {"+": left + right, "-": left - right, "*": left * right}[tree[0]]


@given(TREES)
@settings(derandomize=True)
def test_arithmetic_is_that_of_fractions(tree):
    assert evaluate(text_of(tree), {}, HERE) == value_of(tree)


@given(st.text(max_size=40) | st.text(alphabet="ay[]().,'\"+-*/%<>=! 0123456789_#:\\", max_size=40))
@settings(derandomize=True, max_examples=200)
def test_no_text_raises_anything_but_a_failure(text):
    with suppress(Failure):
        evaluate(text, VALUES, HERE)

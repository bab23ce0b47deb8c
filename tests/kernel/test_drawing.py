"""Models honour what is declared and satisfy every hypothesis; contexts without an instance have none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from solgen.kernel.evaluation.evaluate import evaluate
from solgen.kernel.instances.drawing import draw_models, find_instance
from solgen.kernel.instances.models import ArrayValue, FamilyValue, Model, PolynomialFunction
from solgen.notation.context import Context
from solgen.notation.terms import Term, name, term
from tests.kernel.claims import claim, context

SOME = settings(max_examples=60, deadline=None, derandomize=True)


def _models(where: Context, *names: str, digest: bytes = b"d", count: int = 8) -> list[Model]:
    wanted: list[Term] = [name(latex) for latex in names]
    return list(draw_models(where, wanted, digest, count))


def _family(model: Model, latex: str) -> list[Fraction]:
    value = model.values[latex]
    assert isinstance(value, FamilyValue)
    found = [value.components[key] for key in sorted(value.components)]
    return [entry for entry in found if isinstance(entry, Fraction)]


def _number(model: Model, latex: str) -> Fraction:
    value = model.values[latex]
    assert isinstance(value, Fraction)
    return value


@SOME
@given(st.binary(min_size=1, max_size=8))
def test_declared_properties_hold_in_every_model(digest: bytes) -> None:
    where = context(
        r"""n: size
p: real, positive
r: real, in (0,1)
z: real, nonzero
k: integer, nonnegative
m: size, at most n
s_i: real, positive, nonincreasing, for i in 1..n
t_i: real, in {-1,1} for i in 1..n
u_i: real, distinct, for i in 1..n
v_i: integer, in [2,6] for i in 1..n
"""
    )
    models = _models(where, "n", "p", "r", "z", "k", "m", "s", "t", "u", "v", digest=digest)
    assert len(models) >= 3
    for model in models:
        n, m, k = (_number(model, latex) for latex in ("n", "m", "k"))
        assert 1 <= m <= n
        assert m.denominator == n.denominator == k.denominator == 1
        assert k >= 0
        assert _number(model, "p") > 0
        assert 0 < _number(model, "r") < 1
        assert _number(model, "z") != 0
        s, u = _family(model, "s"), _family(model, "u")
        assert len(s) == n
        assert all(value > 0 for value in s)
        assert s == sorted(s, reverse=True)
        assert set(_family(model, "t")) <= {Fraction(1), Fraction(-1)}
        assert len(set(u)) == len(u)
        assert all(value.denominator == 1 and 2 <= value <= 6 for value in _family(model, "v"))


@SOME
@given(st.binary(min_size=1, max_size=8))
def test_hypotheses_hold_exactly_in_every_model(digest: bytes) -> None:
    where = context(
        r"""n, m, k: size
y_i: real for i in 1..n
y_{(k)}: order statistics of y, k in 1..n
c, a, b: real
w_i: real, positive, for i in 1..n
""",
        given=(
            r"n = 2m + 1",
            r"1 \le k \le n - 1",
            r"y_{(k)} \le c \le y_{(k+1)}",
            r"a \ne 0",
            r"3 a + 2 b = 5",
            r"\sum_{i=1}^{n} w_i = 1",
        ),
    )
    models = _models(where, "n", "m", "k", "y", "c", "a", "b", "w", digest=digest, count=6)
    assert len(models) >= 2
    for model in models:
        n, m, k = (int(_number(model, latex)) for latex in ("n", "m", "k"))
        assert n == 2 * m + 1
        assert 1 <= k <= n - 1
        ordered = sorted(_family(model, "y"))
        assert ordered[k - 1] <= _number(model, "c") <= ordered[k]
        assert _number(model, "a") != 0
        assert 3 * _number(model, "a") + 2 * _number(model, "b") == 5
        weights = _family(model, "w")
        assert sum(weights) == 1
        assert min(weights) > 0


def test_the_same_digest_gives_the_same_models() -> None:
    where = context("n: size\ny_i: real for i in 1..n\n")
    assert _models(where, "y", digest=b"one") == _models(where, "y", digest=b"one")
    assert _models(where, "y", digest=b"one") != _models(where, "y", digest=b"two")


def test_functions_honour_their_parity_and_are_not_the_identity() -> None:
    where = context("f: function, even\ng: function, odd\nh: function, increasing\n")
    for model in _models(where, "f", "g", "h"):
        for latex, exponents in (("f", {0, 2, 4}), ("g", {1, 3, 5})):
            value = model.values[latex]
            assert isinstance(value, PolynomialFunction)
            assert {power for power, c in enumerate(value.coefficients) if c} <= exponents
            assert len(value.coefficients) > 2
        rising = model.values["h"]
        assert isinstance(rising, PolynomialFunction)
        values = [sum(c * Fraction(u) ** p for p, c in enumerate(rising.coefficients)) for u in range(-5, 6)]
        assert values == sorted(values)


def test_sizes_differ_from_one_another() -> None:
    where = context("N, d: size\nX: matrix[N, d]\n")
    models = _models(where, "X")
    shapes = {(value.rows, value.columns) for model in models if isinstance(value := model.values["X"], ArrayValue)}
    assert len(shapes) >= 3
    assert any(rows > columns >= 2 for rows, columns in shapes)
    assert any(columns > rows for rows, columns in shapes)


def test_a_definition_by_a_tuple_gives_the_size() -> None:
    where = context("n: size\ny_i: real for i in 1..n\n", let=("y = (4, 1, 9, 3)",))
    (model, *_) = _models(where, "y", "n")
    assert model.values["n"] == 4
    assert evaluate(term("index", [name("y"), name("n")]), model) == 3


@pytest.mark.parametrize(
    "given",
    [
        (r"x > 0", r"x < 0"),
        (r"x = 1", r"x = 2"),
        (r"x^2 < 0",),
        (r"1 = 2",),
        (r"n = 2 m", r"n = 2 m + 1"),
        (r"x = y", r"y = x + 1"),
    ],
)
def test_a_contradictory_context_has_no_instance(given: tuple[str, ...]) -> None:
    assert find_instance(context("x, y: real\nn, m: size\n", given=given)) is None


@pytest.mark.parametrize(
    "given",
    [
        (),
        (r"x > 3", r"x < 4"),
        (r"x^2 = 4", r"x < 0"),
        (r"x = e^{-y}", r"y > 2"),
        (r"x + y = 3", r"x - y = 1"),
        (r"n = 2 m", r"m = 3"),
        (r"x < y < 2 x",),
        (r"x + x = 2 x",),
        (r"x + y = y + x", r"y > 2"),
    ],
)
def test_a_context_that_can_hold_has_an_instance_at_which_it_does(given: tuple[str, ...]) -> None:
    where = context("x, y: real\nn, m: size\n", given=given)
    found = find_instance(where)
    assert found is not None
    for hypothesis in where.hypotheses:
        assert evaluate(hypothesis, found) is not False


def test_a_name_that_must_lie_between_others_keeps_these_in_order_though_the_claim_does_not_mention_it():
    between = context("a, b, c: real\nx: real, in [a, b]\ny: real, in [0, c]\nn: size\nk: integer, in [3, n]")
    for latex in (r"|b - a| = b - a", r"|c| = c", r"|n - 3| = n - 3"):
        assert check(claim(latex, between)).word is not Word.REFUTED


@pytest.mark.parametrize("latex", ["a = 0", "p = (1, 2)", "B = 0"])
def test_an_array_that_a_hypothesis_gives_has_no_other_value_in_any_model(latex: str) -> None:
    where = context("n: size\na: vector[n]\nB: matrix[n, n]\np: vector[2]\nD: matrix[2, 2]", given=(latex,))
    models = _models(where, "n", "a", "B", "p", "D")
    assert models
    for model in models:
        (hypothesis,) = where.hypotheses
        left, right = (evaluate(side, model) for side in hypothesis.arguments)
        assert left == right or right == 0 == sum(abs(entry) for entry in left.entries)


@pytest.mark.parametrize(
    ("latex", "drawn"),
    [
        ("f(x) = 1", True),
        ("g(x) = g(x)", False),
        (r"A = A^\top", False),
        (r"B = B^\top", True),
        ("v = v", False),
        ("u = u", True),
    ],
)
def test_nothing_is_drawn_where_a_declaration_says_what_no_drawing_honours(latex, drawn):
    where = context(
        "d: size\nx: real\nf: function\ng: function to vector[2]\nA: matrix[d, d], increasing\n"
        "B: matrix[d, d], symmetric\nv: vector[d], positive\nu: vector[d], nonzero"
    )
    wanted = claim(latex, where)
    assert bool(list(draw_models(where, (wanted.left, wanted.right), b"d", 4))) is drawn


@pytest.mark.parametrize(
    ("bound", "first"),
    [
        (r"at least \frac{5}{2}", 3),
        ("at least 3", 3),
        (r"at least -\frac{5}{2}", -2),
        (r"at least \frac{1}{3}", 1),
    ],
)
def test_the_least_whole_number_above_a_bound_is_among_those_that_are_drawn(bound, first):
    where = context(f"k: integer, {bound}")
    assert min(_number(model, "k") for model in draw_models(where, (name("k"),), b"d", 40)) == first


def test_whole_numbers_between_fractions_are_all_drawn_and_no_others():
    where = context("k: integer", given=(r"k \ge \frac{41}{2}", r"k \le \frac{45}{2}"))
    assert {model.values["k"] for model in draw_models(where, (name("k"),), b"d", 40)} == {21, 22}

"""Methods and their helpers by themselves, where in a verdict another of them would have answered in their place."""

from __future__ import annotations

import math
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, cast

import pytest
from flint import arb, fmpq

from solgen.kernel import (
    binomial_sums,
    counting,
    equalities,
    inequalities,
    inequalities_by_induction,
    order_sums,
    quantified,
    steps,
    steps_on_the_line,
)
from solgen.kernel.algebraic.closed_terms import share_of_pi
from solgen.kernel.claim import Proof
from solgen.kernel.evaluation.comparisons import same_sets
from solgen.kernel.evaluation.values import FiniteSet, Interval
from solgen.kernel.field import differentiate
from solgen.kernel.field.scope import Scope, Unsupported
from solgen.kernel.floats import linear_algebra
from solgen.kernel.floats.array_functions import pseudoinverse
from solgen.kernel.floats.core import FloatEvaluator
from solgen.kernel.floats.functions import write_out
from solgen.kernel.forms.named import form_fault
from solgen.kernel.instances import declared_properties
from solgen.kernel.instances.models import ArrayValue, FamilyValue, Model, ModelValue
from solgen.kernel.integers.linear import Linear, unsatisfiable
from solgen.kernel.real_line.breaks import breaks
from solgen.kernel.real_line.survey import second_opinion
from solgen.kernel.real_line.zeros import Line
from solgen.kernel.refutation.witness import exact_value
from solgen.kernel.sample_sums import symmetric
from solgen.notation.context import Property
from solgen.notation.reading import read
from tests.kernel.claims import claim, context

NAMES = context(
    "x, y, a, b: real\np: real, positive\nn: size\nk: integer\nS: set\ns_i, r_i: real for i in 1..n\nf: function"
)

PROVED = [
    (counting, r"|\{ i : s_i > a \}| + |\{ i : s_i \le a \}| = n"),
    (steps, r"x y \ne 0 \implies x \ne 0"),
    (steps, r"x \in \{1, 2\} \iff (x - 1) (x - 2) = 0"),
    (steps, r"(x - 1) (x - 2) \ne 0 \implies x \notin \{1, 2\}"),
    (binomial_sums, r"\sum_{k=0}^{n} (k (k - 1) + k) \binom{n}{k} = n (n + 1) 2^{n-2}"),
    (binomial_sums, r"\sum_{k=0}^{n} \binom{n}{n-k} = 2^n"),
    (binomial_sums, r"\sum_{k=0}^{n} k \binom{n}{n-k} = n 2^{n-1}"),
    (equalities, r"\int_1^2 \frac{dx}{x - 3} = -\ln 2"),
]
NOT_PROVED = [
    (counting, r"|\{ i : s_i > a \}| + |\{ i : r_i \le a \}| = n"),
    (steps, r"x \ne 0 \implies x y \ne 0"),
    (steps, r"x \in \{1, \dots, 3\} \implies x = 1"),
    (binomial_sums, r"\sum_{k=0}^{n} \frac{k}{2} \binom{n}{k} = n 2^n"),
    (binomial_sums, r"\sum_{k=0}^{n} \binom{n}{n-k} \binom{k}{k} = \binom{n+k}{n}"),
    (binomial_sums, r"\sum_{k=0}^{n} \binom{n}{k+1} = 2^n"),
    (binomial_sums, r"\sum_{k=0}^{n} \binom{n}{2k} = 2^n"),
    (binomial_sums, r"\sum_{k=0}^{n} k \binom{n}{n-k-1} = n 2^{n-1}"),
    (binomial_sums, r"\sum_{k=0}^{n} \binom{n}{n-k} \binom{2k}{k} = \binom{n+2k}{n}"),
    (inequalities, r"p \in (0, e)"),
    (inequalities_by_induction, "2^n > n + 1"),
    (inequalities_by_induction, r"2^n \ge n + 2"),
    (inequalities, r"p \in [-\pi, \pi]"),
    (equalities, r"\int_{-2}^{-1} \ln x \, dx = \int_{-2}^{-1} \ln x \, dx"),
]


@pytest.mark.parametrize(("method", "latex"), PROVED)
def test_a_method_proves_its_own(method, latex):
    assert isinstance(method.attempt(claim(latex, NAMES)), Proof)


@pytest.mark.parametrize(("method", "latex"), NOT_PROVED)
def test_a_method_does_not_prove_what_is_false_even_where_nobody_refutes_it_before(method, latex):
    assert not isinstance(method.attempt(claim(latex, NAMES)), Proof)


def term_of(latex):
    return read(latex, NAMES).term


@pytest.mark.parametrize(
    ("latex", "share"),
    [
        (r"\pi", 1),
        (r"-\frac{3 \pi}{4}", Fraction(-3, 4)),
        (r"\pi + \frac{\pi}{2}", Fraction(3, 2)),
        ("0", 0),
        (r"\sqrt{\pi}", None),
        (r"\pi^2", None),
        (r"\sin \pi", None),
        (r"\pi \pi", None),
        ("1", None),
    ],
)
def test_the_share_of_pi_is_known_of_its_rational_multiples_alone(latex, share):
    assert share_of_pi(term_of(latex)) == share


def test_intervals_with_irrational_ends_are_compared_by_their_ends():
    two, three = (Interval(fmpq(0), arb(value).sqrt()) for value in (2, 3))
    assert same_sets(two, three) is False
    assert same_sets(two, Interval(None, arb(2).sqrt())) is False


@pytest.mark.parametrize(
    ("rows", "definite", "semidefinite"),
    [([[2]], True, True), ([[0]], False, True), ([[1, 2], [2, 1]], False, False), ([[1, 1], [1, 1]], False, True)],
)
def test_small_matrices_are_definite_or_not(rows, definite, semidefinite):
    exact = [[Fraction(entry) for entry in row] for row in rows]
    assert linear_algebra.is_positive(exact, semi=False) is definite
    assert linear_algebra.is_positive(exact, semi=True) is semidefinite


def test_the_pseudoinverse_of_columns_that_depend_on_each_other_meets_penroses_conditions():
    rows = [[1, 2, 3], [0, 1, 1], [2, 0, 2], [1, 1, 2]]
    exact = [[Fraction(entry) for entry in row] for row in rows]
    found = pseudoinverse(exact)
    both = linear_algebra_product(exact, found)
    assert linear_algebra_product(both, exact) == exact
    assert linear_algebra_product(found, both) == found
    other = linear_algebra_product(found, exact)
    assert all(m == [list(column) for column in zip(*m, strict=True)] for m in (both, other))


def linear_algebra_product(left, right):
    return [[sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*right, strict=True)]
            for row in left]  # fmt: skip


def test_constraints_that_do_not_speak_of_an_unknown_outlive_its_elimination():
    x, y, one = Linear.unknown("x"), Linear.unknown("y"), Linear.number(1)
    assert unsatisfiable([x - y - one, -x, -y, y])
    assert unsatisfiable([x, y - one, -y])
    assert unsatisfiable([-x, y - one, -y])
    assert not unsatisfiable([x - y, y - one])


def test_a_power_of_a_negative_base_may_break_anywhere_and_of_a_positive_one_nowhere():
    line = Line(NAMES, "x")
    assert breaks(line, term_of("(-2)^x")) is None
    assert breaks(line, term_of("a^x")) is None
    assert breaks(line, term_of("2^x")) == []


def test_a_condition_on_what_does_not_exist_does_not_hold():
    assert second_opinion(term_of(r"\ln(-1) = 1")) is False
    assert second_opinion(term_of(r"\frac{1}{0} > 1")) is False
    assert second_opinion(term_of(r"\sqrt{2} > 1")) is True


@pytest.mark.parametrize(
    ("integral", "value"),
    [
        (r"\int_1^\infty \frac{dx}{x^2}", 1),
        (r"\int_{-\infty}^0 e^x \, dx", 1),
        (r"\int_{-\infty}^{\infty} \frac{dx}{1 + x^2}", math.pi),
        (r"\int_1^3 x \, dx", 4),
    ],
)
def test_floats_integrate_over_half_lines_and_the_whole_line(integral, value):
    assert second_opinion(term_of(f"{integral} > {value - 0.001:.4f}")) is True
    assert second_opinion(term_of(f"{integral} < {value + 0.001:.4f}")) is True


def test_a_function_without_a_quotient_exists_everywhere():
    everywhere = ["x^2 + 1", r"|x - 1|", "e^{-x}", r"2 x \sin x", "f(x)"]
    elsewhere = [r"\frac{1}{x}", r"2 \ln x", r"1 + \sqrt{x}", "x^{-1}", "x^0", r"\sin \frac{1}{x}", "x^a"]
    assert [symmetric.exists_everywhere(term_of(latex)) for latex in everywhere] == [True] * len(everywhere)
    assert [symmetric.exists_everywhere(term_of(latex)) for latex in elsewhere] == [False] * len(elsewhere)


def test_words_that_name_no_form_or_unit_are_no_form():
    with pytest.raises(ValueError, match="furlong"):
        form_fault("unit furlong", term_of("2"))
    with pytest.raises(ValueError, match="pretty"):
        form_fault("pretty", term_of("2"))


def test_every_kind_of_value_of_a_point_has_its_exact_text():
    family = FamilyValue({(1,): Fraction(1, 2), (2,): Fraction(-3)})
    array = ArrayValue(1, 2, (Fraction(1), Fraction(2, 3)))
    values: list[ModelValue] = [Fraction(-3, 4), array, family, frozenset({Fraction(2), Fraction(1)})]
    assert [exact_value(value) for value in values] == [
        "-3/4",
        ("array", "1", "2", "1", "2/3"),
        ("family", ("1", "1/2"), ("2", "-3")),
        ("set", "1", "2"),
    ]
    assert exact_value(Fraction(90), Fraction(60)) == "3/2"


@pytest.mark.parametrize(
    ("latex", "kept"),
    [
        (r"0 \le x \land x < 1", True),
        (r"x < 1 \land x < 2", False),
        (r"1 = x \land x < 2", False),
        (r"a < 1 \land x < 2", False),
    ],
)
def test_an_unknown_is_bounded_where_it_is_kept_between_two_numbers(latex, kept):
    assert steps_on_the_line._is_bounded(term_of(latex).arguments, "x") is kept


def test_what_stands_between_dots_of_one_value_is_that_value_once():
    model = Model(NAMES, {"n": Fraction(1), "s": FamilyValue({(1,): Fraction(7)})})
    written = term_of(r"\max(s_1, \dots, s_n)").arguments[1:]
    assert write_out(FloatEvaluator(model), written, {}) == [7]


def test_chains_of_comparisons_are_conditions_and_chains_of_sets_are_not():
    assert quantified._is_condition(term_of("0 < x < 1 = a"))
    assert not quantified._is_condition(term_of(r"0 < x \in S"))


def test_the_derivative_of_a_component_by_the_whole_is_not_zero_but_unsupported():
    name = "s"
    component, whole = SimpleNamespace(data=(name,), arguments=(1,)), SimpleNamespace(token=name, indices=())
    with pytest.raises(Unsupported):
        differentiate._component(cast("Scope", SimpleNamespace()), cast("Any", component), cast("Any", whole))


def test_families_and_matrices_are_no_scalars():
    where = context("n: size\na: real\ny_i: real for i in 1..n\nA: matrix[n, n]")
    assert [order_sums._is_scalar(latex, where) for latex in ("a", "n", "b", "y", "A")] == [
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(("low", "inside"), [(0, True), (2, False)])
def test_a_ball_lies_in_an_interval_and_never_surely_in_a_finite_set(low, inside):
    draw = cast("Any", SimpleNamespace(evaluate=lambda node: node))
    two = cast("Any", Interval(fmpq(low), fmpq(3)))
    finite = cast("Any", FiniteSet((fmpq(1), fmpq(2))))
    assert declared_properties._ball_has(draw, arb(2).sqrt(), Property("in", (two,))) is inside
    assert declared_properties._ball_has(draw, arb(2).sqrt(), Property("in", (finite,))) is False
    assert declared_properties._ball_has(draw, arb(2).sqrt(), Property("increasing")) is False

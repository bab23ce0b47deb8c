"""Parts of the exact evaluation by themselves: integrands in the complex plane, names, slopes, vertices."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

import pytest
from flint import acb, arb, fmpq

from solgen.kernel import edge_cases
from solgen.kernel.evaluation.complex_integrands import complex_integrand
from solgen.kernel.evaluation.definite import is_definite
from solgen.kernel.evaluation.evaluate import RULES, evaluate
from solgen.kernel.evaluation.evaluator import Evaluator
from solgen.kernel.evaluation.values import Array, CannotEvaluate, FiniteSet, Interval
from solgen.kernel.instances.models import ArrayValue, Model
from solgen.kernel.unfold import unfold
from solgen.notation.reading import read
from solgen.notation.terms import name, number, term
from tests.kernel.claims import claim, context

NAMES = context(
    "t, x: real\nu: vector[1]\nv: vector[2]\nL: function", let=(r"\tau(t) = t^2 + 1", "L(x) = 3", "g(x) = |x|")
)
MODEL = Model(
    NAMES,
    {
        "t": Fraction(3),
        "x": Fraction(2),
        "u": ArrayValue(1, 1, (Fraction(5),)),
        "v": ArrayValue(2, 1, (Fraction(5), Fraction(1))),
    },
)


def value_of(latex: str) -> Any:
    return cast("Any", evaluate(read(latex, NAMES).term, MODEL))


INTEGRANDS = [
    "3",
    "x",
    "t",
    "-t",
    "t + x",
    "t - x",
    "x t^2",
    "t^{-2}",
    r"\frac{x}{t}",
    r"\frac{t + 1}{t}",
    r"\sqrt{t}",
    r"\sqrt{t + x}",
    "e^{t}",
    "e^{-t^2}",
    "x^t",
    "t^t",
    r"t^{\frac{1}{2}}",
    r"\sin(t)",
    r"\cos(2 t)",
    r"\tan(t)",
    r"\ln(t)",
    r"\sinh(t) + \cosh(t)",
    r"\tanh(t)",
    r"t \sin(t) e^{-t}",
]


@pytest.mark.parametrize("latex", INTEGRANDS)
@pytest.mark.parametrize("at", ["0.5", "1.25"])
def test_an_integrand_in_the_plane_has_on_the_line_the_values_of_the_formula(latex, at):
    node = read(latex, NAMES).term
    found = complex_integrand(Evaluator(NAMES, {"x": fmpq(2)}, RULES), node, {}, "t")(acb(at), False)  # noqa: FBT003 -- FLINT calls it so
    there = Evaluator(NAMES, {"x": fmpq(2), "t": fmpq(*Fraction(at).as_integer_ratio())}, RULES).value(node, {})
    assert found.imag.contains(0)
    assert found.real.overlaps(arb(there))
    assert found.real.rad() < arb("1e-10")


@pytest.mark.parametrize(
    "latex", [r"|t|", r"\max(t, 1)", r"\lfloor t \rfloor", r"\sqrt[3]{t}", r"\arctan(t)", r"\operatorname{sign}(t)"]
)
def test_what_is_not_analytic_has_no_integrand_in_the_plane(latex):
    with pytest.raises(CannotEvaluate):
        complex_integrand(Evaluator(NAMES, {}, RULES), read(latex, NAMES).term, {}, "t")


@pytest.mark.parametrize("latex", [r"\sqrt{t}", r"\ln(t)", r"t^{\frac{1}{2}}"])
def test_across_its_cut_an_integrand_that_must_be_analytic_is_not_finite(latex):
    integrand = complex_integrand(Evaluator(NAMES, {}, RULES), read(latex, NAMES).term, {}, "t")
    assert not integrand(acb(arb(-1), arb(0, 1)), True).is_finite()  # noqa: FBT003 -- FLINT calls it so
    assert integrand(acb(arb(2), arb(0, 1)), True).is_finite()  # noqa: FBT003 -- FLINT calls it so


def test_the_name_of_a_function_alone_is_its_value_at_its_own_parameter():
    assert [value_of(latex) for latex in (r"\tau", r"\tau(t)", r"\tau(2)")] == [10, 10, 5]


def test_slopes_at_a_point_are_those_on_both_sides_and_between():
    assert value_of(r"\partial L(2)") == FiniteSet((fmpq(0),))
    assert value_of(r"\partial g(0)") == Interval(fmpq(-1), fmpq(1))
    assert value_of(r"\partial g(2)") == FiniteSet((fmpq(1),))


@pytest.mark.parametrize(
    ("latex", "entries"),
    [
        (r"\arg\min_u (u_1 - 1)^2", (1,)),
        (r"\arg\min_u \|u\|^2", (0,)),
        (r"\arg\min_v \|v - (1, 2)\|^2", (1, 2)),
        (r"\arg\max_v (3 - \|v + (1, 2)\|^2)", (-1, -2)),
    ],
)
def test_a_minimizer_has_an_entry_for_each_of_the_vector(latex, entries):
    assert value_of(latex) == FiniteSet((Array(len(entries), 1, tuple(map(fmpq, entries))),))


@pytest.mark.parametrize(
    ("latex", "value"),
    [
        (r"\min_v (\|v - (1, 2)\|^2 + 3)", 3),
        (r"\max_v (3 - \|v + (1, 2)\|^2)", 3),
        (r"\min_u (u_1^2 - 4 u_1)", -4),
        (r"\max_u (4 u_1 - u_1^2)", 4),
    ],
)
def test_the_least_value_is_the_one_at_the_minimizer(latex, value):
    assert value_of(latex) == value


def test_a_bound_name_is_not_the_one_that_is_defined():
    where = context("x: real", let=("x_0 = 5",))
    bound = term("sum", [name("x_0"), number(1), number(3), name("x_0")])
    assert unfold(bound, where) is bound
    assert unfold(term("add", [name("x_0"), bound]), where) is term("add", [number(5), bound])
    assert unfold(name("x_0"), where) is number(5)
    again = [term("sum", [name("x_0"), number(1), high, name("x_0")]) for high in (name("x_0"), number(5))]
    assert unfold(again[0], where) is again[1]


def test_only_what_is_written_like_the_target_of_a_definition_is_unfolded():
    called, indexed = (term(head, [name("g"), number(2)]) for head in ("apply", "index"))
    assert unfold(called, NAMES) is not called
    assert unfold(indexed, NAMES) is indexed


EDGES = context("n: size\nx_i: real for i in 1..n\na, b: real\nu: vector[n]")


@pytest.mark.parametrize("latex", ["a = 1", "a b = 1", r"\sum_{i=1}^n x_i^2 = 1", r"u^\top u = 1", r"a \in \{1\}"])
def test_equations_without_counts_are_not_looked_at_where_all_values_are_alike(latex):
    assert edge_cases.attempt(claim(latex, EDGES)) is None


@pytest.mark.parametrize("semi", [True, False])
def test_definiteness_is_said_of_exact_numbers_only(semi: bool):  # noqa: FBT001 -- both questions
    exact, inexact = (Array(2, 2, (two, fmpq(0), fmpq(0), fmpq(1))) for two in (fmpq(2), arb(2)))
    assert is_definite(exact, fmpq(0), semi=semi)
    with pytest.raises(CannotEvaluate):
        is_definite(inexact, fmpq(0), semi=semi)

"""Where the exact evaluation ends: ends of domains, kinks, sets that are not exact, sums that are too long."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

import pytest
from flint import arb, fmpq

from solgen.kernel.evaluation.array_functions import _entrywise
from solgen.kernel.evaluation.evaluate import evaluate
from solgen.kernel.evaluation.extremes import _is_positive_definite
from solgen.kernel.evaluation.indeterminates import RationalFunction
from solgen.kernel.evaluation.values import REALS, Array, CannotEvaluate, DoesNotExist
from solgen.kernel.instances.models import ArrayValue, FamilyValue, Model
from solgen.notation.reading import read
from tests.kernel.claims import context

NAMES = context("x, t: real\nn: size")
MODEL = Model(NAMES, {"x": Fraction(3, 2), "n": Fraction(3)})


def value_of(latex: str) -> Any:
    return cast("Any", evaluate(read(latex, NAMES).term, MODEL))


@pytest.mark.parametrize(
    ("function", "inside", "outside"),
    [
        (r"\arcsin(@)", ("-1", "0", "1"), ("-2", r"-\frac{3}{2}", "x", "2")),
        (r"\arccos(@)", ("-1", "0", "1"), ("-2", r"-\frac{3}{2}", "x", "2")),
        (r"\operatorname{artanh}(@)", (r"-\frac{1}{2}", "0", r"\frac{1}{2}"), ("-2", "-1", "1", "x")),
        (r"\operatorname{arcosh}(@)", ("1", "x", "2"), ("-1", "0", r"\frac{1}{2}")),
        (r"\ln(@)", (r"\frac{1}{2}", "1", "x"), ("-1", "0")),
        (r"\sqrt{@}", ("0", "1", "x"), ("-1", "-x")),
    ],
)
def test_functions_have_values_in_their_domains_and_nowhere_else(function, inside, outside):
    for argument in inside:
        assert isinstance(value_of(function.replace("@", argument)), fmpq | arb)
    for argument in outside:
        with pytest.raises(DoesNotExist):
            value_of(function.replace("@", argument))


@pytest.mark.parametrize("pair", [("2", r"e^{\ln 2}"), (r"e^{\ln 2}", "2"), (r"e^{\ln 2}", r"\sqrt{2} \sqrt{2}")])
@pytest.mark.parametrize("word", ["max", "min"])
def test_of_numbers_that_cannot_be_told_apart_an_extreme_is_a_ball_about_both(word, pair):
    found = value_of(rf"\{word}({pair[0]}, {pair[1]})")
    assert type(found) is arb
    assert found.overlaps(arb(2))
    assert found.rad() < arb("1e-10")


@pytest.mark.parametrize(
    ("latex", "slope"),
    [
        (r"\max(x, 1)", 1),
        (r"\max(\sqrt{2}, x)", 1),
        (r"\max(x, \sqrt{2})", 1),
        (r"\max(\sqrt{2}, x^2)", 3),
        (r"\min(\sqrt{2}, x^2)", 0),
        (r"\min(x^2, \sqrt{2})", 0),
        (r"\max(x, 2)", 0),
        (r"|x - 2|", -1),
        (r"|x - 1|", 1),
        (r"\max(x, \frac{3}{2})", None),
        (r"\min(\frac{3}{2}, x)", None),
        (r"|x - \frac{3}{2}|", None),
    ],
)
def test_an_extreme_has_the_derivative_of_the_number_that_it_is_and_none_at_a_tie(latex, slope):
    if slope is None:
        with pytest.raises(CannotEvaluate):
            value_of(rf"\frac{{d}}{{dx}} {latex}")
    else:
        assert value_of(rf"\frac{{d}}{{dx}} {latex}") == slope


REFUSED = [
    r"|\{1, \sqrt{2}\}|",
    r"\{1, \sqrt{2}\} \cap \{1\}",
    r"\{1\} \cup \{\sqrt{2}\}",
    r"\{1, 2\} \cap [0, 1]",
    r"[0, 1] \setminus \{0\}",
    r"\arg\min_t \sqrt{2}",
    r"\min_t e^x",
    r"\arg\max_t t^3",
    r"\sum_{j=1}^{5002} 1",
    r"\sum_{j=3}^{1} 1",
]


@pytest.mark.parametrize("latex", REFUSED)
def test_what_is_not_exact_or_too_long_is_refused(latex):
    with pytest.raises(CannotEvaluate):
        value_of(latex)


@pytest.mark.parametrize(
    ("latex", "value"),
    [
        (r"|\{1, 2, 2\}|", 2),
        (r"\sum_{j=1}^{5001} 1", 5001),
        (r"\sum_{j=2}^{1} 1", 0),
        (r"\sum_{j=n}^{n} j", 3),
        (r"\min_t x", Fraction(3, 2)),
        (r"\max_t 4", 4),
        (r"\min_t ((t - 1)^2 + x)", Fraction(3, 2)),
        (r"\max_t (2 - 3 |t - 1|)", 2),
    ],
)
def test_at_the_very_end_there_still_is_a_value(latex, value):
    assert value_of(latex) == fmpq(Fraction(value).numerator, Fraction(value).denominator)


def test_every_number_minimizes_what_does_not_depend_on_it():
    assert value_of(r"\arg\min_t x") == value_of(r"\arg\max_t 0") == REALS


def square(*entries: Any) -> Array:
    size = {1: 1, 4: 2, 9: 3}[len(entries)]
    return Array(size, size, tuple(entry if isinstance(entry, RationalFunction) else fmpq(entry) for entry in entries))


def test_a_matrix_is_positive_definite_where_all_its_leading_minors_are_positive():
    t = RationalFunction.variable()
    definite = [(1,), (2, 1, 1, 2), (1, 0, 0, 0, 1, 0, 0, 0, 1), (t,), (t, 0, 0, 1), (t + 1, 1, 1, 1),
                (2, 1, 0, 1, 2, 1, 0, 1, t + 2), (1 / t, 0, 0, t)]  # fmt: skip
    others = [(0,), (-1,), (1, 1, 1, 1), (1, 2, 2, 1), (-t,), (t, 0, 0, -1), (t - 1,), (t, t, t, t), (t, 1, 0, 1),
              (t, 1, 1, 1), (2, 1, 0, 1, 2, 1, 0, 1, -t)]  # fmt: skip
    assert [_is_positive_definite(square(*entries)) for entries in definite] == [True] * len(definite)
    assert [_is_positive_definite(square(*entries)) for entries in others] == [False] * len(others)


@pytest.mark.parametrize(
    "latex",
    [
        r"\left. \frac{d}{dt} \operatorname{sign}(t) \right|_{t=0}",
        r"\left. \frac{d}{dt} |t| \right|_{t=0}",
        r"\left. \frac{d}{dt} \operatorname{relu}(t) \right|_{t=0}",
        r"\left. \frac{d}{dt} \max(t, 0) \right|_{t=0}",
    ],
)
def test_at_a_corner_there_is_no_slope_and_beside_it_there_is(latex):
    with pytest.raises(CannotEvaluate):
        value_of(latex)
    slopes = [value_of(latex.replace("t=0", f"t={at}")) for at in ("-1", "1")]
    assert all(type(slope) is fmpq for slope in slopes)


@pytest.mark.parametrize("values", [[fmpq(1), fmpq(2)], [Array(1, 1, (fmpq(1),)), fmpq(2)], [fmpq(2), Array(1, 1, ())]])
def test_an_entrywise_product_is_one_of_arrays(values):
    with pytest.raises(CannotEvaluate):
        _entrywise(values)


@pytest.mark.parametrize(
    ("latex", "value"),
    [
        (r"\sum_{t \in \{1, 2\} \cup \{3\}} t", 6),
        (r"\sum_{t \in \{1, 2\} \setminus \{2\}} t", 1),
        (r"\prod_{t \in \{2, 3\} \cap \{3, 4\}} t", 3),
        (r"|\{1, 2\} \cup \{x\}|", 3),
        (r"|\{ t \in \{1, 2\} \cup \{3\} : t > 1 \}|", 2),
        (r"|\{ t \in \{1, 2\} \setminus \{2\} : t > 1 \}|", 0),
    ],
)
def test_a_sum_runs_through_sets_that_are_worked_out(latex, value):
    assert value_of(latex) == value


@pytest.mark.parametrize(
    ("latex", "square"),
    [(r"\|(3, 4)\|^3", 15625), (r"\|(1, 2)\|^3", 125), (r"\sqrt{2}^3", 8), (r"\sqrt{x}^{-2}", Fraction(4, 9))],
)
def test_odd_powers_of_norms_and_roots_are_those_of_their_values(latex, square):
    found = value_of(latex)
    assert (arb(found) ** 2).overlaps(arb(fmpq(Fraction(square).numerator, Fraction(square).denominator)))
    assert arb(found).rad() < arb("1e-10")


@pytest.mark.parametrize(
    ("latex", "value"),
    [
        (r"0^{\frac{1}{2}}", 0),
        (r"(x - x)^{\frac{1}{2}}", 0),
        (r"4^{\frac{1}{2}}", 2),
        (r"8^{-\frac{1}{3}}", fmpq(1, 2)),
        (r"0^{-\frac{1}{2}}", None),
        (r"(-4)^{\frac{1}{2}}", None),
        (r"(-8)^{\frac{1}{3}}", None),
        (r"\tan(0)", 0),
        (r"\sec(0)", 1),
        (r"\cot(0)", None),
        (r"\csc(0)", None),
        (r"\coth(0)", None),
    ],
)
def test_powers_and_quotients_of_functions_exist_at_0_or_do_not(latex, value):
    if value is None:
        with pytest.raises(DoesNotExist):
            value_of(latex)
    else:
        assert value_of(latex) == value


def test_a_derivative_by_a_vector_of_a_family_is_left_to_others():
    where = context("w_i: vector[2] for i in 1..2")
    model = Model(
        where, {"w": FamilyValue({(place,): ArrayValue(2, 1, (Fraction(1), Fraction(2))) for place in (1, 2)})}
    )
    with pytest.raises(CannotEvaluate, match="indexed vector"):
        evaluate(read(r"\frac{\partial}{\partial w_1} (w_1^\top w_2)", where).term, model)


@pytest.mark.parametrize(
    ("latex", "holds"),
    [
        (r"\forall t \in \{1, 2\} \cup \{3\}: t > 0", True),
        (r"\forall t \in \{1, 2\} \cup \{3\}: t < 3", False),
        (r"\exists t \in \{1, 2\} \cap \{2, 3\}: t = 2", True),
        (r"\exists t \in \{1, 2\} \setminus \{2\}: t = 2", False),
    ],
)
def test_what_is_said_of_all_or_some_of_a_set_that_is_worked_out_is_decided(latex, holds):
    assert value_of(latex) is holds

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import mpmath
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.solvers.calculus import X, derivative, sigmoid
from solgen.solvers.networks import layer_sizes, layers
from solgen.solvers.samples import mean, mean_absolute_error, medians, sample

NUMBERS = st.lists(st.integers(-20, 20) | st.fractions(-5, 5, max_denominator=6), min_size=1, max_size=8)


def test_the_networks_of_the_exam_have_the_parameters_counted_by_hand():
    assert layer_sizes(20, [100, 100]) == [2100, 10_100, 101]
    assert sum(layer_sizes(20, [200] * 5)) == 165_201


@given(st.integers(1, 9), st.lists(st.integers(1, 9), max_size=4), st.integers(1, 3))
@settings(derandomize=True)
def test_each_layer_has_a_weight_for_each_pair_and_a_bias_for_each_unit(inputs, hidden, outputs):
    widths = [inputs, *hidden, outputs]
    pairs = [len([(i, j) for i in range(a) for j in range(b)]) + b for a, b in pairwise(widths)]
    assert layer_sizes(inputs, hidden, outputs) == pairs
    assert [weights.shape for weights, _ in layers(inputs, hidden, outputs)] == list(
        zip(widths[1:], widths, strict=False)
    )


@given(NUMBERS)
@settings(derandomize=True)
def test_no_constant_has_a_smaller_mean_absolute_error_than_the_medians(values):
    low, high = medians(sample(values))
    least = mean_absolute_error(sample(values), low)
    assert mean_absolute_error(sample(values), high) == least
    step = Fraction(1, 100)
    for other in (*values, mean(sample(values))):
        assert mean_absolute_error(sample(values), Fraction(other)) >= least
    assert mean_absolute_error(sample(values), low - step) > least
    assert mean_absolute_error(sample(values), high + step) > least


@given(NUMBERS)
@settings(derandomize=True)
def test_the_distances_from_the_mean_add_up_to_zero(values):
    middle = mean(sample(values))
    assert sum(Fraction(value) - middle for value in values) == 0


@pytest.mark.parametrize("steepness", [Fraction(1, 2), 1, 2, 3])
def test_the_derivative_of_the_sigmoid_agrees_with_a_difference_quotient(steepness):
    expression = sympy.diff(sigmoid(steepness), X)
    for at in (-1.5, 0.25, 2.0):
        slope = mpmath.diff(lambda x: 1 / (1 + mpmath.exp(-float(steepness) * x)), at)
        assert abs(float(expression.subs(X, at)) - float(slope)) < 1e-12


def test_a_derivative_is_latex_without_decimals():
    assert derivative(sigmoid(Fraction(1, 2))) == r"\frac{e^{- \frac{x}{2}}}{2 \left(1 + e^{- \frac{x}{2}}\right)^{2}}"

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

NAMES = r"""
x, m: real
t, \theta, s, a, v: real, positive
p: real, in (0, 1)
w: real, in [1, 3]
r: real, nonnegative
k, n: size
f: function
y_i: real, positive for i in 1..n
z_i: real for i in 1..n
"""


def judged(latex, given=()):
    return check(claim(latex, context(NAMES, given=given)))


@pytest.mark.parametrize(
    "latex",
    [
        r"\arg\max_\theta (20 \ln \theta - 5 \theta) = 4",
        r"\arg\max_\theta (s \ln\theta - n \theta) = \{\frac{s}{n}\}",
        r"\arg\max_\theta (n \ln\theta - \theta \sum_{i=1}^n y_i) = \frac{n}{\sum_{i=1}^n y_i}",
        r"\arg\max_p (k \ln p + n \ln(1-p)) = \frac{k}{k + n}",
        r"\arg\max_p p^3 (1-p)^7 = \frac{3}{10}",
        r"\arg\min_v (\frac{n}{2} \ln v + \frac{s}{2 v}) = \frac{s}{n}",
        r"\arg\min_x (x^4 - 4 x) = 1",
        r"\arg\min_x (x^4 - 2 x^2) = \{-1, 1\}",
        r"\arg\min_t (t + \frac{a}{t}) = \sqrt{a}",
        r"\arg\min_t (2 t^2 + \frac{4 a}{t}) = \sqrt[3]{a}",
        r"\arg\min_t t \ln t = \frac{1}{e}",
        r"\arg\max_t t^s e^{-t} = s",
        r"\arg\max_x \frac{x}{1 + x^2} = 1",
        r"\arg\max_x \frac{1}{\sqrt{2 \pi v}} e^{-\frac{(x-m)^2}{2 v}} = m",
        r"\arg\min_w w^2 = 1",
        r"\arg\max_w w^2 = 3",
        r"\arg\min_r r \sqrt{r} = 0",
        r"1 \in \arg\min_x (x^4 - 2 x^2)",
        r"\max_\theta (20 \ln \theta - 5 \theta) = 20 \ln 4 - 20",
        r"\min_t (t + \frac{a}{t}) = 2 \sqrt{a}",
        r"\min_t (2 t^2 + \frac{4 a}{t}) = 6 \sqrt[3]{a^2}",
        r"\max_t t e^{-t} \le \frac{1}{2}",
        r"\max_w w^2 = 9",
        r"\min_x (e^x + e^{-x}) = 2",
        r"\max_x \sin x = 1",
        r"\min_x \cos x = -1",
    ],
)
def test_where_and_how_large_a_function_is_at_its_extremum_is_proved(latex):
    verdict = judged(latex)
    assert (verdict.word, verdict.conditions) == (Word.PROVED, ())


@pytest.mark.parametrize(
    ("latex", "told"),
    [
        (r"\arg\max_\theta (20 \ln \theta - 5 \theta) = 5", r"the function is 7.555 there, at \theta = 5 it is 7.189"),
        (r"\arg\min_x (x^4 - 2 x^2) = 1", "at x = -1: the function has the same value there as at x = 1"),
        (r"\arg\min_x (x^4 - 2 x^2) = \{-1, 0, 1\}", "at x = 1: the function is -1 there, at x = 0 it is 0"),
        (r"\arg\max_p p (1 - p) = 2", "2 is not where p may be"),
        (r"\max_x (x^3 - 3 x) = 2", "at x = 3: the function is 18 there, more than 2"),
        (r"\min_t t \ln t = 0", "at t = 1/2: the function is -0.3466 there, less than 0"),
        (r"\max_t t e^{-t} = 1", ""),
        (r"\min_x e^x = 0", "the function is more than 0 everywhere"),
        (r"\min_t \frac{1}{t} = 0", "the function is more than 0 everywhere"),
        (r"\max_t (1 - e^t) = 1", "the function is less than 1 everywhere"),
        (r"\max_w w^2 = 10", "the left side is 9, the right side 10"),
        (r"\arg\min_t \frac{1}{t} = 1", "at t = 2: the function is 1/2 there, at t = 1 it is 1"),
        (r"\arg\max_w w^2 = 1", ""),
        (r"\arg\min_x (x^4 + x^3 - x) = \frac{1}{2}", r"the slope at x = \frac{1}{2} is 1/4, not 0"),
    ],
)
def test_another_place_or_value_is_refuted_by_a_value_beyond_it(latex, told):
    verdict = judged(latex)
    assert verdict.word is Word.REFUTED
    assert told in verdict.message


@pytest.mark.parametrize(
    "latex",
    [
        r"\arg\min_x x \ln x = \frac{1}{e}",  # it does not exist everywhere
        r"\arg\max_x \sin x = \frac{\pi}{2}",  # there are others, which nobody has looked at
        r"\arg\min_x (x^2 + f(x) - f(x) + \frac{x}{x}) = 0",  # not at 0 itself
    ],
)
def test_what_is_not_seen_to_be_an_extremum_is_left_open(latex):
    assert judged(latex).word is Word.UNDECIDED


def test_a_hypothesis_about_other_names_is_used_and_said_to_be():
    verdict = judged(r"\arg\max_\theta (\sum_{i=1}^{n} y_i \ln \theta - 5 \theta) = 4", (r"\sum_{i=1}^n y_i = 20",))
    assert verdict.word is Word.PROVED
    assert verdict.assumed == (0,)


def test_the_sign_of_a_multiple_of_a_sum_is_seen_where_a_hypothesis_says_what_the_sum_is():
    verdict = judged(r"-\frac{1}{\theta^2} \sum_{i=1}^{n} z_i < 0", (r"\sum_{i=1}^n z_i = 20",))
    assert (verdict.word, verdict.assumed) == (Word.PROVED, (0,))
    assert judged(r"\theta \sum_{i=1}^{n} z_i > 21 \theta", (r"\sum_{i=1}^n z_i = 20",)).word is Word.REFUTED


def test_a_hypothesis_about_the_bound_name_itself_says_nothing_about_its_range():
    assert judged(r"\arg\min_x (x^4 - 4 x) = 2", ("x > 2",)).word is not Word.PROVED


def test_a_reader_is_told_how_an_extremum_was_shown():
    assert dict(judged(r"\arg\min_x (x^4 - 4 x) = 1").evidence)["shown by"] == (
        "the function falls before it and rises after it"
    )
    assert dict(judged(r"\arg\max_\theta (s \ln\theta - n \theta) = \frac{s}{n}").evidence)["shown by"] == (
        "the slope is 0 there, and the function is strictly concave"
    )


def test_a_fault_in_the_method_leaves_the_claim_open(monkeypatch):
    def broken(_):
        raise KeyError

    monkeypatch.setattr("solgen.kernel.extrema.judging.claimed_places", broken)
    assert judged(r"\arg\min_x (x^4 - 4 x) = 1").word is Word.UNDECIDED


def value(coefficients, x):
    return sum(coefficient * x**power for power, coefficient in enumerate(coefficients))


def minimizers(coefficients):
    """Where a quartic with a positive leading coefficient is least: floats, from the zeros of its slope."""
    slope = [power * coefficient for power, coefficient in enumerate(coefficients)][1:]
    zeros = [zero.real for zero in np.roots(slope[::-1]) if abs(zero.imag) < 1e-4]
    least = min(value(coefficients, zero) for zero in zeros)
    return [zero for zero in zeros if value(coefficients, zero) < least + 1e-9]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.tuples(*[st.integers(-4, 4)] * 4, st.integers(1, 3)),
    st.fractions(-3, 3, max_denominator=2),
)
def test_of_a_quartic_only_its_minimizer_is_proved_and_it_is_never_refuted(coefficients, place):
    written = " + ".join(f"({coefficient}) x^{power}" for power, coefficient in enumerate(coefficients) if power)
    top, bottom = abs(place.numerator), place.denominator
    at = ("-" if place < 0 else "") + (f"\\frac{{{top}}}{{{bottom}}}" if bottom > 1 else str(top))
    verdict = judged(f"\\arg\\min_x ({written}) = {at}")
    found = minimizers([Fraction(each) for each in coefficients])
    is_it = len({round(each, 3) for each in found}) == 1 and math.isclose(found[0], place, abs_tol=1e-3)
    assert verdict.word is (Word.PROVED if is_it else Word.REFUTED)

"""Forms of answers, seen on the Term as written."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.kernel.forms.named import form_fault, is_form, nearest_form
from solgen.kernel.forms.polynomials import rational, whole
from solgen.notation.reading import read
from tests.claims_corpus import corpus
from tests.kernel.claims import context

CASES = corpus("form")


def test_the_corpus_of_forms_has_sixty_of_each():
    assert sum(case.holds for case in CASES) >= 60
    assert sum(not case.holds for case in CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=[f"{case.source.split(';')[0]}: {case.latex}" for case in CASES])
def test_a_formula_has_the_form_that_it_is_said_to_have_and_no_other(case):
    words = case.source.split(";")[0]
    fault = form_fault(words, read(case.latex, context(case.setting.declare)).term)
    assert (fault is None) is case.holds, fault


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.integers(-5, 5), min_size=2, max_size=4))
def test_a_product_of_two_linear_sums_is_never_expanded_and_a_collected_polynomial_always_is(coefficients):
    where = context("x: real")
    terms = [f"{value} x^{power}" if power else str(value) for power, value in enumerate(coefficients) if value]
    collected = "+".join(terms).replace("+-", "-") or "0"
    assert form_fault("expanded", read(collected, where).term) is None
    assert form_fault("expanded", read(f"(x + 1)({collected} + y)", context("x, y: real")).term) is not None


def test_words_that_name_no_form_are_told_the_nearest_one():
    assert not is_form("factorised")
    assert nearest_form("factorised") == "factored"
    assert nearest_form("2 significant figures") == "3 significant digits"
    assert not is_form("unit furlong")
    with pytest.raises(ValueError, match="factorised"):
        form_fault("factorised", read("1", context("")).term)


@pytest.mark.parametrize(
    ("latex", "value", "count"),
    [
        ("2", 2, 2),
        ("-2", -2, -2),
        ("2.0", 2, 2),
        ("2.5", Fraction(5, 2), None),
        (r"\frac{4}{2}", 2, 2),
        (r"\frac{1}{2}", Fraction(1, 2), None),
        (r"-\frac{3}{-6}", Fraction(1, 2), None),
        (r"\frac{1}{0}", None, None),
        (r"\frac{3}{x}", None, None),
        ("x", None, None),
        ("2 + 1", None, None),
    ],
)
def test_numerals_have_values_and_whole_ones_count(latex, value, count):
    node = read(latex, context("x: real")).term
    assert (rational(node), whole(node)) == (value, count)


@pytest.mark.parametrize(
    ("latex", "fault"),
    [
        (r"\frac{x}{2}", None),
        (r"\frac{-1}{2}", None),
        (r"\frac{1}{-2}", "the sign stands below"),
        (r"\frac{x + 1}{-x}", None),
        (r"\frac{1}{0}", None),
        (r"\frac{x}{1}", "it is divided by 1"),
        (r"\frac{x}{-1}", "it is divided by 1"),
        (r"\frac{0}{2}", "it is zero"),
        (r"\frac{2}{4}", "`2` and `4` have the common factor 2"),
        (r"\frac{2 x}{6 y}", "`2 x` and `6 y` have the common factor 2"),
        (r"\frac{x^2 - 1}{x - 1}", r"`x^{2} - 1` and `x - 1` have a common factor"),
        (r"\frac{x}{\frac{1}{2}}", "there is a fraction inside it"),
        (r"\frac{1}{0.5}", "it is a decimal, not a fraction"),
        (r"\frac{1}{2} + x", "it is not one fraction"),
    ],
)
def test_what_keeps_a_fraction_from_lowest_terms_is_told(latex, fault):
    assert form_fault("lowest terms", read(latex, context("x, y: real")).term) == fault

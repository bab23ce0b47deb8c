"""Forms of answers, seen on the Term as written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.kernel.forms.named import form_fault, is_form, nearest_form
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

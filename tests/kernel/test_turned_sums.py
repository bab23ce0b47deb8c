"""Sums counted from their end: which are turned, into what, and that their value stays."""

from __future__ import annotations

from fractions import Fraction

import pytest

from solgen.kernel.floats import FloatEvaluator
from solgen.kernel.instances.models import Model
from solgen.kernel.turned_sums import added_up, turned
from solgen.notation.writing.latex import to_latex
from tests.kernel.claims import claim, context

NAMES = "t, m: size\nk: integer\nb, x: real"


@pytest.mark.parametrize(
    ("written", "from_the_end"),
    [
        (r"\sum_{k=1}^{t} b^{t-k}", r"\sum_{k=1}^{t} b^{k - 1}"),
        (r"\sum_{k=0}^{t} b^{t-k}", r"\sum_{k=0}^{t} b^{k}"),
        (r"\sum_{k=0}^{t-1} \frac{x}{t-k}", r"\sum_{k=0}^{t - 1} \frac{x}{k + 1}"),
        (r"\sum_{k=m}^{t} b^{t-k}", r"\sum_{k=m}^{t} b^{k - m}"),
        (r"1 - \prod_{k=1}^{t} (t + 1 - k)", r"1 - \prod_{k=1}^{t} k"),
    ],
)
def test_a_sum_whose_terms_are_free_of_the_name_from_the_end_is_turned(written: str, from_the_end: str) -> None:
    side = claim(rf"{written} = x", context(NAMES)).left
    assert to_latex(turned(side, "t")) == from_the_end


@pytest.mark.parametrize(
    "written",
    [
        r"\sum_{k=1}^{t} b^{k}",
        r"\sum_{k=1}^{t} t b^{t-k}",
        r"\sum_{k=1}^{m} b^{t-k}",
        r"\sum_{k=1}^{t} b^{t-2k}",
        "t x",
    ],
)
def test_any_other_term_stays_as_it_is(written: str) -> None:
    side = claim(rf"{written} = x", context(NAMES)).left
    assert turned(side, "t") is side


@pytest.mark.parametrize(
    "written",
    [
        r"\sum_{k=2}^{t} b^{t-k}",
        r"\sum_{k=0}^{t} (t - k) x^{t-k}",
        r"\prod_{k=1}^{t} (x + t - k)",
        r"\sum_{k=m}^{t+1} b^{t-k}",
    ],
)
@pytest.mark.parametrize("t", [1, 2, 5])
def test_the_value_stays(written: str, t: int) -> None:
    side = claim(rf"{written} = x", context(NAMES)).left
    values = {"t": Fraction(t), "m": Fraction(2), "b": Fraction(3, 2), "x": Fraction(-2, 3)}
    evaluator = FloatEvaluator(Model(context(NAMES), values))
    other = turned(side, "t")
    assert other is not side
    assert evaluator.value(other, {}) == evaluator.value(side, {})


@pytest.mark.parametrize(
    ("written", "sum_of_it"),
    [("t - (1 + t - k)", "k - 1"), ("t - t", "0"), ("t + t - k", "2 t - k"), ("x t - x t", "x t - x t")],
)
def test_linear_forms_with_the_name_are_added_up(written: str, sum_of_it: str) -> None:
    known = context(NAMES)
    side, other = claim(rf"{written} = x", known).left, claim(rf"{sum_of_it} = x", known).left
    found = added_up(side, "t")
    assert ("t" in found.free) == ("t" in other.free)
    values = {"t": Fraction(5), "k": Fraction(3), "x": Fraction(7, 2)}
    evaluator = FloatEvaluator(Model(known, values))
    assert evaluator.value(found, {}) == evaluator.value(other, {})

"""Claims about given numbers and quantities are counted out; whatever may be open, ill-formed or unequal is not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.kernel import equalities, given_quantities
from solgen.kernel.check import check
from solgen.kernel.claim import Claim, Proof, Word
from solgen.notation.terms import Term, add, multiply, name, number, term
from tests.kernel.claims import claim, context

DECLARED = "D, a, x: real\nn, m: size\nt, u, v: quantity in s\nl: quantity in m\nf: function"
WHERE = context(
    DECLARED,
    let=("D = 12", "n = 4", "a = \\frac{D + 1}{n}", "t = 90\\,\\mathrm{s}", "u = \\frac{t}{n}", "l = 5\\,\\mathrm{cm}"),
)


def counted(latex: str, where=WHERE) -> bool:
    return isinstance(given_quantities.attempt(claim(latex, where)), Proof)


@pytest.mark.parametrize(
    "latex",
    [
        "4 a = D + 1",
        "a^{-2} = \\frac{16}{169}",
        "a \\ne 3",
        "a \\le 3.25",
        "u = 22.5\\,\\mathrm{s}",
        "t = 1\\,\\mathrm{min} + 30\\,\\mathrm{s}",
        "t > 1\\,\\mathrm{min}",
        "\\frac{l}{t} = \\frac{1}{1800} \\frac{\\mathrm{m}}{\\mathrm{s}}",
        "u \\approx 22.5\\,\\mathrm{s}",
        "u \\approx 23\\,\\mathrm{s}",
        "a \\approx 3.3",
        "\\frac{1}{3} t^2 = 2700\\,\\mathrm{s}^2",
        "D^{n} = 20736",
        "5\\,\\mathrm{km} = 5000\\,\\mathrm{m}",
        "12\\,\\% = 0.12",
        "-t = -90\\,\\mathrm{s}",
    ],
)
def test_what_is_true_of_given_values_is_counted_out(latex):
    assert counted(latex)
    assert check(claim(latex, WHERE)).mechanism == given_quantities.MECHANISM


@pytest.mark.parametrize(
    ("latex", "word"),
    [
        ("4 a = D", Word.REFUTED),
        ("u = 22\\,\\mathrm{s}", Word.REFUTED),
        ("u \\approx 21\\,\\mathrm{s}", Word.REFUTED),
        ("u \\approx 22\\,\\mathrm{s}", Word.UNDECIDED),
        ("t < 1\\,\\mathrm{min}", Word.REFUTED),
        ("t = 90", Word.ILL_FORMED),
        ("t = l", Word.ILL_FORMED),
        ("t + 3 = t + 3", Word.ILL_FORMED),
        ("x = x", Word.PROVED),
        ("0 \\cdot v = 0\\,\\mathrm{s}", Word.PROVED),
        ("\\frac{1}{D - 12} = \\frac{1}{D - 12}", Word.UNDECIDED),
        ("0^{-1} = 0^{-1}", Word.UNDECIDED),
    ],
)
def test_whatever_else_is_left_to_the_other_methods(latex, word):
    assert not counted(latex)
    verdict = check(claim(latex, WHERE))
    assert verdict.word is word
    assert verdict.mechanism != given_quantities.MECHANISM


def test_a_hypothesis_that_says_what_a_name_is_counts_as_its_value_and_is_named():
    where = context(base=WHERE, given=("x > 0", "v = a u"))
    found = given_quantities.attempt(claim("v = 73.125\\,\\mathrm{s}", where))
    assert found == Proof(given_quantities.MECHANISM, assumed=(1,))
    assert not counted("v = 73\\,\\mathrm{s}", where)
    assert not counted("x > 0", where)


def test_nothing_is_counted_out_where_hypotheses_about_the_names_contradict_each_other():
    where = context(base=WHERE, given=("v = a u", "v = u"))
    assert not counted("v = 73.125\\,\\mathrm{s}", where)
    assert check(claim("v = 73.125\\,\\mathrm{s}", where)).word is not Word.PROVED


def test_bounds_that_given_values_leave_no_room_in_prove_nothing():
    where = context("a: real\nx: real, in [0, a]", let=("a = -1",))
    assert not counted("a = -1", where)


def test_a_fault_of_the_context_is_seen_before_anything_is_counted():
    where = context(base=WHERE, let=("v = t + l",))
    assert not counted("D = 12", where)
    assert check(claim("D = 12", where)).word is Word.ILL_FORMED


def test_names_that_are_defined_by_each_other_have_no_value():
    where = context("x, y: real")
    for latex in ("x = y + 1", "y = x - 1"):
        where = context(base=where, let=(latex,))
    assert not counted("x = y + 1", where)
    assert check(claim("x = y + 1", where)).word is Word.ILL_FORMED


def test_a_name_that_others_are_defined_by_may_be_open():
    where = context(base=WHERE, let=("v = x u",))
    assert not counted("v = x \\cdot 22.5\\,\\mathrm{s}", where)
    assert check(claim("v = x \\cdot 22.5\\,\\mathrm{s}", where)).word is Word.PROVED


def test_a_power_beyond_all_use_is_left_to_others():
    assert not counted("2^{1001} = 2^{1001}")
    assert counted("2^{1000} = 2^{1000}")


UNITS = [term("unit", data=word) for word in ("s", "min", "ms", "m", "cm", "J", "W", "%")]
LEAVES = st.one_of(
    st.integers(-9, 9).map(number), st.sampled_from([name(latex) for latex in "Dnatul"]), st.sampled_from(UNITS)
)


def _whole_power(base: Term, exponent: int) -> Term:
    return term("power", [base, number(exponent)])


FORMULAS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: add(*parts)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: multiply(*parts)),
        st.tuples(inner, inner).map(lambda pair: term("divide", pair)),
        st.builds(_whole_power, inner, st.integers(1, 3)),
        inner.map(lambda part: term("negate", [part])),
    ),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(FORMULAS, FORMULAS)
def test_what_is_counted_equal_has_one_normal_form(left, right):
    said = Claim(WHERE, left, "=", right)
    if isinstance(given_quantities.attempt(said), Proof):
        assert isinstance(equalities.attempt(said), Proof)


@settings(max_examples=400, deadline=None)
@given(FORMULAS, st.sampled_from(["=", "<", "≤", ">", "≥", "≠"]), st.fractions(0, 2, max_denominator=6))
def test_a_formula_compares_with_a_multiple_of_itself_as_its_sign_says(formula, sign, factor):
    other = multiply(term("divide", [number(factor.numerator), number(factor.denominator)]), formula)
    proved = isinstance(given_quantities.attempt(Claim(WHERE, formula, sign, other)), Proof)
    holds = {"=": Fraction.__eq__, "≠": Fraction.__ne__, "<": Fraction.__lt__, "≤": Fraction.__le__}
    holds |= {">": Fraction.__gt__, "≥": Fraction.__ge__}
    signs = (Fraction(1), Fraction(-1), Fraction(0))
    assert not proved or any(holds[sign](value, factor * value) for value in signs)
    if formula.heads == {"number"}:
        value = Fraction(int(str(formula.data)))
        assert proved is holds[sign](value, factor * value)

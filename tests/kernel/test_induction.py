"""Sums and products up to n by induction, factorials, binomial coefficients: what is proved for all n, what not."""

from __future__ import annotations

import pytest

from solgen.kernel import equalities, induction
from solgen.kernel.check import check
from solgen.kernel.claim import Proof, Word
from tests.kernel.claims import claim, context

SIZES = context(
    r"""
    n: size
    m: integer, nonnegative
    k: integer, in [0, n]
    l: integer, in [1, n]
    r: real
    q: real, in (0, 1)
    a, b, x: real
    y_i: real for i in 1..n
    """
)
SEQUENCES = context("n: size\nm: integer, nonnegative\nr, a, b, x: real\nq: real, in (0, 1)")

BY_INDUCTION = [
    r"\sum_{k=0}^{n-1} q^k = \frac{1 - q^n}{1 - q}",
    r"\sum_{k=1}^{n} a q^{k-1} = a \frac{1 - q^n}{1 - q}",
    r"\sum_{k=1}^{n} \frac{1}{k(k+1)} = \frac{n}{n+1}",
    r"\sum_{k=1}^{n} k \cdot k! = (n+1)! - 1",
    r"\sum_{k=1}^{n} \frac{k}{(k+1)!} = 1 - \frac{1}{(n+1)!}",
    r"\sum_{k=1}^{2n} (-1)^k = 0",
    r"\sum_{k=1}^{n} \frac{1}{\sqrt{k} + \sqrt{k+1}} = \sqrt{n+1} - 1",
    r"\sum_{k=1}^{n} \ln(k) = \ln(n!)",
    r"\sum_{k=0}^{m} 2^k = 2^{m+1} - 1",
    r"\prod_{k=1}^{n} k = n!",
    r"\prod_{k=1}^{n} (2k) = 2^n n!",
    r"\prod_{k=1}^{n} \frac{k+1}{k} = n + 1",
    r"\prod_{k=2}^{n} \left(1 - \frac{1}{k^2}\right) = \frac{n+1}{2n}",
    r"\prod_{k=1}^{n} (a b) = a^n b^n",
    r"\prod_{k=1}^{n} (k a) = n! \prod_{k=1}^{n} a",
]


@pytest.mark.parametrize("latex", BY_INDUCTION)
def test_a_true_formula_for_a_sum_or_product_is_proved_for_all_n(latex):
    assert isinstance(induction.attempt(claim(latex, SEQUENCES)), Proof)
    assert check(claim(latex, SEQUENCES)).established


FALSE = [
    r"\sum_{k=0}^{n} q^k = \frac{1 - q^n}{1 - q}",
    r"\sum_{k=1}^{n} \frac{1}{k(k+1)} = \frac{n-1}{n}",
    r"\sum_{k=1}^{n} k \cdot k! = (n+1)!",
    r"\prod_{k=1}^{n} (2k) = 2 n!",
    r"\prod_{k=1}^{n} k = (n-1)!",
    r"\sum_{k=1}^{2n+1} (-1)^k = 0",
    # right at n = 1 and wrong from n = 2 on
    r"\sum_{k=1}^{n} k^3 = n^2",
    # the step holds and the base does not
    r"\sum_{k=1}^{n} \frac{1}{k(k+1)} = 7 - \frac{1}{n+1}",
    r"\prod_{k=1}^{n} \frac{k+1}{k} = 3n + 3",
]


@pytest.mark.parametrize("latex", FALSE)
def test_a_false_formula_is_not_proved_by_induction_and_is_refuted(latex):
    assert not isinstance(induction.attempt(claim(latex, SEQUENCES)), Proof)
    assert check(claim(latex, SEQUENCES)).word is Word.REFUTED


def test_a_sum_under_a_derivative_is_no_number_that_a_fresh_name_could_stand_for():
    latex = r"\frac{d}{dx} \sum_{k=0}^{n} x^k = 0"
    assert not isinstance(induction.attempt(claim(latex, SEQUENCES)), Proof)
    assert check(claim(latex, SEQUENCES)).word is Word.REFUTED


def test_a_name_on_which_a_declaration_or_a_hypothesis_depends_is_not_induced_upon():
    tied = context("n: size\nk: integer, in [0, n]")
    assert induction.attempt(claim(r"k \prod_{j=1}^{n} j = k n!", tied)) is None
    assert isinstance(induction.attempt(claim(r"\prod_{j=1}^{n} j = n!", tied)), Proof)
    held = context("n: size", given=("n = 3",))
    assert induction.attempt(claim(r"\prod_{j=1}^{n} j = 6", held)) is None


def test_a_size_that_is_not_every_integer_is_not_induced_upon():
    even = context("n: integer, positive, even")
    assert induction.attempt(claim(r"\prod_{j=1}^{n} j = n!", even)) is None


def test_a_side_condition_that_changes_with_n_is_refused():
    # every step divides by x + n: together the steps would exclude x = -1, -2, ..., -n, and only x = -n would be listed
    latex = r"\sum_{k=1}^{n} \frac{1}{(x+k)(x+k+1)} = \frac{1}{x+1} - \frac{1}{x+n+1}"
    assert not isinstance(induction.attempt(claim(latex, SEQUENCES)), Proof)


BY_NORMAL_FORM = [
    r"\frac{(n+1)!}{n!} = n + 1",
    r"\frac{n!}{(n-1)!} = n",
    r"\binom{n}{k} = \binom{n}{n-k}",
    r"\binom{n}{k} = \binom{n-1}{k-1} + \binom{n-1}{k}",
    r"l \binom{n}{l} = n \binom{n-1}{l-1}",
    r"\binom{n}{2} = \frac{n(n-1)}{2}",
    r"\binom{n+1}{n} = n + 1",
    r"\binom{2n}{n} = \frac{(2n)!}{(n!)^2}",
    r"\ln((n+1)!) = \ln(n!) + \ln(n+1)",
]


@pytest.mark.parametrize("latex", BY_NORMAL_FORM)
def test_factorials_and_binomial_coefficients_have_a_normal_form(latex):
    assert isinstance(equalities.attempt(claim(latex, SIZES)), Proof)
    assert check(claim(latex, SIZES)).established


@pytest.mark.parametrize(
    "latex",
    [
        r"\binom{n}{k} = \binom{n-1}{k-1} + \binom{n}{k-1}",
        r"l \binom{n}{l} = n \binom{n}{l-1}",
        r"\binom{n}{2} = \frac{n(n+1)}{2}",
        r"(2n)! = 2 n!",
        r"\frac{(n+1)!}{n!} = n",
    ],
)
def test_false_rules_for_factorials_are_refuted(latex):
    assert check(claim(latex, SIZES)).word is Word.REFUTED


def test_a_factorial_of_what_may_be_negative_is_not_proved_to_be_anything():
    loose = context("j: integer")
    assert not check(claim(r"(j+1)! = (j+1) j!", loose)).established


@pytest.mark.parametrize(
    ("declared", "given", "begins"),
    [
        ("n: size, at least 3", (), "n = 3"),
        ("n: size, at least -2", (), "n = 1"),
        ("n: size", ("n \\ge 3",), "n = 3"),
        ("n: size", ("2 < n",), "n = 3"),
    ],
)
def test_a_size_that_begins_later_has_its_base_there(declared: str, given: tuple[str, ...], begins: str):
    latex = r"\prod_{k=1}^{n} (2 k) = 2^n \prod_{k=1}^{n} k"
    verdict = check(claim(latex, context(declared, given=given)))
    assert verdict.word is Word.PROVED
    assert ("base", begins) in verdict.evidence


def test_what_holds_from_the_second_value_on_is_not_proved_for_the_first():
    latex = r"\sum_{k=2}^{n} \frac{1}{k (k-1)} = 1 - \frac{1}{n}"
    assert check(claim(latex, context("n: size, at least 2"))).word is Word.PROVED
    broken = r"\sum_{k=2}^{n} \frac{1}{k (k-1)} = 1 - \frac{1}{n} + \frac{1}{n!}"
    assert check(claim(broken, context("n: size, at least 2"))).word is Word.REFUTED


@pytest.mark.parametrize("given", [("n \\le 7",), ("n \\ge 2", "n \\ne 5"), ("k \\ge n",)])
def test_a_hypothesis_that_confines_n_from_above_stops_an_induction(given: tuple[str, ...]):
    latex = r"\prod_{j=1}^{n} (2 j) = 2^n n!"
    assert not isinstance(induction.attempt(claim(latex, context("n, k: size", given=given))), Proof)

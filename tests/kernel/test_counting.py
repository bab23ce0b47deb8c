"""Medians, sets of indices and subdifferentials, for all n with ties; false and vacuous conditions are told apart."""

from __future__ import annotations

import itertools

import pytest

from solgen.kernel import counting, exact_values, order_sums, sorted_samples
from solgen.kernel.claim import Proof, Refutation, Strength, Unsettled
from solgen.kernel.refute import Supported
from solgen.kernel.refute import attempt as refute
from solgen.notation.context import Context
from tests.kernel.claims import claim, context

DECLARED = r"""n, m: size
y_i: real for i in 1..n
y_{(k)}: order statistics of y, k in 1..n
c: real
L, E: function
"""
LOSS = r"L(c) = \frac{1}{n} \sum_{i=1}^{n} |y_i - c|"
SQUARES = r"E(c) = \frac{1}{n} \sum_{i=1}^{n} (y_i - c)^2"
SETS = (r"S = \{ i : y_i > c \}", r"T = \{ i : y_i < c \}", r"Z = \{ i : y_i = c \}")
SAMPLE = context(DECLARED, let=(LOSS, SQUARES, *SETS))
BETWEEN = context(DECLARED, let=(LOSS,), given=(r"1 \le k \le n - 1", r"y_{(k)} \le c \le y_{(k+1)}"))
VACUOUS = (
    r"\frac{1}{n} \sum_{i \in S} 1 - \frac{1}{n} \sum_{i \in T} 1 \in [-1, 1]",
    r"\frac{2}{n} \sum_{i \in S} 1 \in [0, 2]",
)


def under(*given: str) -> Context:
    return context(DECLARED, let=(LOSS,), given=given)


@pytest.mark.parametrize(
    "latex",
    [
        r"0 \in \partial L(c) \iff ||S| - |T|| \le |Z|",
        r"0 \in \partial L(c) \iff |S| \le \frac{n}{2} \land |T| \le \frac{n}{2}",
        r"||S| - |T|| \le |Z| \iff |S| \le \frac{n}{2} \land |T| \le \frac{n}{2}",
        r"\partial L(c) = \frac{1}{n} (|T| - |S| + [-|Z|, |Z|])",
        r"|S| + |T| + |Z| = n",
        r"0 \in \partial L(c) \iff c \in \arg\min_c L(c)",
        r"\frac{2}{n} \sum_{i \in S} 1 - 1 \in [-1, 1]",
    ],
)
def test_facts_about_counts_are_proved_for_all_samples(latex: str) -> None:
    found = counting.attempt(claim(latex, SAMPLE))
    assert isinstance(found, Proof)
    assert found.strength is Strength.PROVED
    assert found.range == "for all n, with and without ties"
    assert isinstance(refute(claim(latex, SAMPLE)), Supported)


@pytest.mark.parametrize(
    ("given", "minimizers"),
    [
        (r"n = 2m + 1", r"\{ y_{(m+1)} \}"),
        (r"n = 2m + 1", r"y_{(m+1)}"),
        (r"n = 2m + 1", r"[y_{(m+1)}, y_{(m+1)}]"),
        (r"n = 2m", r"[y_{(m)}, y_{(m+1)}]"),
    ],
)
def test_the_minimizers_of_the_absolute_loss_are_proved_for_both_parities(given: str, minimizers: str) -> None:
    judged = claim(rf"\arg\min_c L(c) = {minimizers}", under(given))
    found = counting.attempt(judged)
    assert isinstance(found, Proof)
    assert found.assumed == (0,)
    assert isinstance(refute(judged), Supported)


@pytest.mark.parametrize(
    ("given", "minimizers"),
    [
        (r"n = 2m + 1", r"\{ y_{(m)} \}"),
        (r"n = 2m + 1", r"[y_{(m)}, y_{(m+1)}]"),
        (r"n = 2m", r"\{ y_{(m)} \}"),
        (r"n = 2m", r"\{ y_{(m+1)} \}"),
        (r"n = 2m", r"\{ \frac{y_{(m)} + y_{(m+1)}}{2} \}"),
        (r"n = 2m", r"[y_{(m)}, y_{(m)}]"),
    ],
)
def test_wrong_minimizers_are_refuted_and_never_proved(given: str, minimizers: str) -> None:
    judged = claim(rf"\arg\min_c L(c) = {minimizers}", under(given))
    assert not isinstance(counting.attempt(judged), Proof)
    assert isinstance(refute(judged), Refutation)


def test_a_hypothesis_about_the_point_says_nothing_of_the_bound_point() -> None:
    judged = claim(r"\arg\min_c L(c) = \{ y_{(1)} \}", under(r"c < y_{(1)}"))
    assert not isinstance(counting.attempt(judged), Proof)


def test_an_order_statistic_that_need_not_exist_is_not_proved() -> None:
    judged = claim(r"0 \in \partial L(c) \iff c \in [y_{(m)}, y_{(m+1)}]", under())
    assert isinstance(counting.attempt(judged), Unsettled)
    assert isinstance(sorted_samples.attempt(claim(r"y_{(k)} \le y_{(k+1)}", SAMPLE)), Unsettled)


@pytest.mark.parametrize("latex", VACUOUS)
def test_a_condition_that_excludes_nothing_is_vacuous(latex: str) -> None:
    found = counting.attempt(claim(latex, SAMPLE, unknowns=("c",)))
    assert isinstance(found, Refutation)
    assert found.vacuous
    equivalence = refute(claim(rf"0 \in \partial L(c) \iff {latex}", SAMPLE))
    assert isinstance(equivalence, Refutation)
    assert equivalence.vacuous
    assert equivalence.witness.values == (("n", "3"), ("y", "(0, 1, 10)"), ("c", "10"))


def test_a_condition_that_excludes_something_is_not_vacuous() -> None:
    assert isinstance(counting.attempt(claim(r"|S| \le \frac{n}{2}", SAMPLE, unknowns=("c",))), Unsettled)


def test_ties_refute_a_formula_that_ignores_them() -> None:
    latex = r"\frac{1}{n} \sum_{i \in S} 1 - \frac{1}{n} \sum_{i \in T} 1 = \frac{2}{n} \sum_{i \in S} 1 - 1"
    found = refute(claim(latex, SAMPLE))
    assert isinstance(found, Refutation)
    assert found.witness.values == (("n", "3"), ("y", "(0, 1, 10)"), ("c", "1"))
    assert (found.witness.left, found.witness.right) == ("0", "-1/3")


def test_the_subdifferential_with_the_wrong_sign_is_refuted() -> None:
    found = refute(claim(r"\partial L(c) = \frac{1}{n} (|S| - |T| + [-|Z|, |Z|])", SAMPLE))
    assert isinstance(found, Refutation)


@pytest.mark.parametrize(
    "latex",
    [
        r"L(c) = \frac{1}{n} \left( \sum_{i=1}^{k} (c - y_{(i)}) + \sum_{i=k+1}^{n} (y_{(i)} - c) \right)",
        r"L(c) = \frac{2k - n}{n} c + \frac{1}{n} \left( \sum_{i=k+1}^{n} y_{(i)} - \sum_{i=1}^{k} y_{(i)} \right)",
        r"L(c) = \frac{1}{n} \sum_{i=1}^{n} |y_{(i)} - c|",
    ],
)
def test_the_straight_pieces_of_the_absolute_loss_are_proved(latex: str) -> None:
    judged = claim(latex, BETWEEN)
    found = order_sums.attempt(judged)
    assert isinstance(found, Proof)
    assert isinstance(refute(judged), Supported)


@pytest.mark.parametrize(
    "latex",
    [
        r"L(c) = \frac{1}{n} \left( \sum_{i=1}^{k} (y_{(i)} - c) + \sum_{i=k+1}^{n} (y_{(i)} - c) \right)",
        r"L(c) = \frac{1}{n} \left( \sum_{i=1}^{k} (c - y_{(i)}) + \sum_{i=k}^{n} (y_{(i)} - c) \right)",
        r"L(c) = \frac{2k + n}{n} c + \frac{1}{n} \left( \sum_{i=k+1}^{n} y_{(i)} - \sum_{i=1}^{k} y_{(i)} \right)",
        r"L(c) = \frac{2k - n}{n} c + \frac{1}{n} \left( \sum_{i=k+1}^{n} y_i - \sum_{i=1}^{k} y_i \right)",
        r"L(c) = \frac{1}{n} \sum_{i=1}^{n} (y_{(i)} - c)",
    ],
)
def test_wrong_pieces_are_refuted_and_never_proved(latex: str) -> None:
    judged = claim(latex, BETWEEN)
    assert not isinstance(order_sums.attempt(judged), Proof)
    assert isinstance(refute(judged), Refutation)


@pytest.mark.parametrize(
    "latex",
    [
        r"L(c) = \frac{1}{n} \sum_{i=1}^{n} |y_{(i)} - c|",
        r"E(c) = \frac{1}{n} \sum_{i=1}^{n} (c - y_{(i)})^2",
        r"\sum_{i=1}^{n} y_{(i)}^3 = \sum_{i=1}^{n} y_i^3",
    ],
)
def test_a_sum_over_a_sample_does_not_depend_on_its_order(latex: str) -> None:
    assert isinstance(order_sums.attempt(claim(latex, SAMPLE)), Proof)


@pytest.mark.parametrize("latex", [r"y_{(1)} \le y_{(2)} \le \dots \le y_{(n)}", r"y_{(1)} \le y_{(n)}"])
def test_order_statistics_stand_in_order(latex: str) -> None:
    assert isinstance(sorted_samples.attempt(claim(latex, SAMPLE)), Proof)


def test_neighbours_stand_in_order_where_both_exist() -> None:
    assert isinstance(sorted_samples.attempt(claim(r"y_{(k)} \le y_{(k+1)}", BETWEEN)), Proof)
    assert not isinstance(sorted_samples.attempt(claim(r"y_{(k+1)} \le y_{(k)}", BETWEEN)), Proof)


@pytest.mark.parametrize("latex", [r"y_1 \le y_2 \le \dots \le y_n", r"y_{(n)} \le \dots \le y_{(1)}"])
def test_other_chains_are_not_proved(latex: str) -> None:
    assert not isinstance(sorted_samples.attempt(claim(latex, SAMPLE)), Proof)


def test_given_data_are_evaluated_exactly() -> None:
    data = context(DECLARED, let=(LOSS, "y = (4, 1, 9, 3)"))
    assert isinstance(exact_values.attempt(claim(r"\arg\min_c L(c) = [3, 4]", data)), Proof)
    for wrong in (r"[1, 9]", r"\{ \frac{7}{2} \}", r"\{ 9 \}", r"(3, 4)", r"[3, 4)"):
        judged = claim(rf"\arg\min_c L(c) = {wrong}", data)
        assert exact_values.attempt(judged) is None
    for wrong in (r"[1, 9]", r"\{ \frac{7}{2} \}", r"\{ 9 \}"):
        assert isinstance(refute(claim(rf"\arg\min_c L(c) = {wrong}", data)), Refutation)


def _counts(values: tuple[int, ...], point: int) -> tuple[int, int, int]:
    return sum(v > point for v in values), sum(v < point for v in values), sum(v == point for v in values)


def test_brute_force_agrees_that_the_median_conditions_are_equivalent() -> None:
    for length in range(1, 5):
        for values in itertools.product(range(3), repeat=length):
            losses = {point: sum(abs(v - point) for v in values) for point in range(-1, 4)}
            for point in range(3):
                s, t, z = _counts(values, point)
                is_minimizer = losses[point] == min(losses.values())
                assert is_minimizer == (abs(s - t) <= z) == (2 * s <= length and 2 * t <= length)


def test_a_sample_that_may_be_empty_is_not_divided_by_its_number() -> None:
    latex = r"\frac{1}{n - 1} \sum_{i \in S} 1 \le 1"
    declared = "n: size\nc: real\ny_i: real for i in 1..n-1\n"
    perhaps_empty = context(declared, let=SETS[:1])
    assert not isinstance(counting.attempt(claim(latex, perhaps_empty)), Proof)
    never_empty = context(declared, let=SETS[:1], given=(r"n \ge 2",))
    assert isinstance(counting.attempt(claim(latex, never_empty)), Proof)


def test_order_statistics_of_a_sample_counted_from_zero_are_left_alone() -> None:
    where = context("n: size\ny_i: real for i in 0..n\ny_{(k)}: order statistics of y, k in 1..n\n")
    assert not isinstance(sorted_samples.attempt(claim(r"y_{(1)} \le y_{(n)}", where)), Proof)


@pytest.mark.parametrize("function", [r"\ln(y_{%s})", r"\sqrt{y_{%s}}", r"\frac{1}{y_{%s}}"])
def test_a_sum_in_order_is_not_equal_to_one_that_need_not_exist(function):
    latex = rf"\sum_{{i=1}}^n {function % 'i'} = \sum_{{i=1}}^n {function % '(i)'}"
    assert not isinstance(order_sums.attempt(claim(latex, SAMPLE)), Proof)


@pytest.mark.parametrize(
    "latex",
    [
        r"\sum_{i=1}^n y_i y_{(i)} = \sum_{i=1}^n y_i^2",
        r"\sum_{i=1}^n (y_i - y_{(i)})^2 = 0",
        r"\sum_{i=1}^n (y_i y_{(i)} + 1) = n + \sum_{i=1}^n y_{(i)}^2",
        r"\sum_{i=1}^n e^{y_i - y_{(i)}} = \sum_{i=1}^n e^{y_{(i)} - y_i}",
    ],
)
def test_a_value_at_its_place_and_the_one_in_order_are_two_values(latex):
    """For the sample (2, 1) the products sum to 4 and the squares to 5."""
    assert not isinstance(order_sums.attempt(claim(latex, SAMPLE)), Proof)


@pytest.mark.parametrize("point", [r"\ln c", r"\sqrt{c}", r"\frac{1}{c}"])
def test_distances_to_a_point_that_need_not_exist_are_not_equal(point):
    latex = rf"\sum_{{i=1}}^n |y_i - {point}| = \sum_{{i=1}}^n |y_{{(i)}} - {point}|"
    assert not isinstance(order_sums.attempt(claim(latex, SAMPLE)), Proof)


@pytest.mark.parametrize("point", ["y_{(1)}", r"\frac{c}{n}", "c^2", "e^{c}"])
def test_distances_to_a_point_that_exists_do_not_depend_on_the_order(point):
    latex = rf"\sum_{{i=1}}^n |y_i - {point}| = \sum_{{i=1}}^n |y_{{(i)}} - {point}|"
    assert isinstance(order_sums.attempt(claim(latex, SAMPLE)), Proof)


@pytest.mark.parametrize("weight", [r"\frac{%s}{-2}", r"(-2) %s", r"\frac{-1}{2} %s"])
def test_what_is_concave_has_no_minimizers_by_the_subdifferential(weight):
    loss = weight % r"\sum_{i=1}^n |y_i - c|"
    balanced = r"|\{ i : y_i < c \}| = |\{ i : y_i > c \}| \text{ and } |\{ i : y_i = c \}| = 0"
    assert counting.attempt(claim(rf"c \in \arg\min_c {loss} \iff {balanced}", SAMPLE)) is None


@pytest.mark.parametrize(
    "given",
    [
        r"|\{ i : y_i > c \}| \notin [3, 1]",
        r"[3, 1] = [2, 0]",
        r"n = 1 \text{ or } y_{(2)} \ge c",
        r"n \ge 2 \implies y_{(2)} \ge c",
    ],
)
def test_what_need_not_exist_for_a_hypothesis_to_hold_is_not_taken_to_exist(given):
    for latex in (r"2 |\{ i : y_i > c \}| + 2 |\{ i : y_i \le c \}| \ge 4", r"|\{ i : y_i > c \}| = n"):
        judged = claim(latex, context(DECLARED, given=(given,)))
        assert not isinstance(counting.attempt(judged), Proof)


def test_an_order_statistic_that_a_hypothesis_compares_exists():
    where = context(DECLARED, given=(r"y_{(2)} \le c",))
    assert isinstance(counting.attempt(claim(r"|\{ i : y_i \le c \}| \ge 2", where)), Proof)

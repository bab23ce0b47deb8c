"""Which stretches of a text share their names, and what of one part holds in another."""

from __future__ import annotations

import pytest

from solgen.audit.context.lines import declaration_line
from solgen.audit.context.material import region_of
from solgen.audit.context.understand import understand
from solgen.audit.understanding import Purpose, ReadFormula
from solgen.documents.manuscripts.read import parse_manuscript


def formulas(text: str) -> tuple[ReadFormula, ...]:
    return understand(parse_manuscript(text, "notes.md")).interpretations[0].formulas


def last(text: str) -> ReadFormula:
    return formulas(text)[-1]


def defined(formula: ReadFormula) -> set[str]:
    return {definition.name for definition in formula.context.definitions}


def declared(formula: ReadFormula) -> dict[str, str]:
    return {one.name: declaration_line(one) for one in formula.context.declarations}


@pytest.mark.parametrize(
    ("part", "region"),
    [
        ("Sigmoid and tangent (b)", "Sigmoid and tangent"),
        ("Ridge regression, ii", "Ridge regression"),
        ("3 (a)", "3"),
        ("Exercise 2 (b)", "Exercise 2"),
        ("(a)", ""),
        ("Ridge regression", "Ridge regression"),
    ],
)
def test_lettered_parts_below_a_title_or_a_number_are_one_region(part, region):
    assert region_of(part) == region


def test_a_function_of_one_part_is_a_function_in_the_next_ones():
    text = (
        "# Squash\n\nLet $\\tau(x) = x^3$ and $\\rho(x) = x^2$.\n\n## (a)\n\nSo $\\rho(x) = x \\cdot x$.\n\n"
        "# Answer\n\n## (b)\n\nThen $\\tau(2 x) = 8 x^3$.\n"
    )
    assert "\\tau" in defined(last(text))
    assert declared(last(text))["\\tau"] == "\\tau: function"


def test_the_data_of_a_later_part_do_not_hold_in_the_solution_of_an_earlier_one():
    text = (
        "# Means\n\nLet $Q(c) = \\sum_{i=1}^{n} (y_i - c)^2$.\n\n## (a)\n\nFind $Q'(c)$.\n\n## (b)\n\n"
        "Do so for the $n = 3$ values $y = (1, 2, 6)$.\n\n# Solution\n\n## (a)\n\n"
        "$Q'(c) = 2 n c - 2 \\sum_{i=1}^{n} y_i$\n\n## (b)\n\n$Q'(c) = 6 c - 18$\n"
    )
    first, second = formulas(text)[-2:]
    assert defined(first) == {"Q"}
    assert defined(second) == {"Q", "n", "y"}


def test_a_number_given_in_one_numbered_exercise_is_not_given_in_another():
    text = "# Exercise 1\n\nLet $D = 20$ and $k = 2 D$.\n\n# Exercise 2\n\nPut $s = \\sum_{i=1}^{D} x_i$.\n"
    assert "D" not in defined(last(text))
    assert declared(last(text))["D"] == "D: size"


def test_one_case_of_a_size_ends_with_the_next():
    text = "For $y_1, \\dots, y_n$ we count.\n\nLet $n = 2 m + 1$. Then $m < n$.\n\nLet $n = 2 m$. Then $m \\le n$.\n"
    found = formulas(text)
    assert [formula.purposes for formula in found[1:4:2]] == [(Purpose.HYPOTHESIS,), (Purpose.HYPOTHESIS,)]
    assert declared(found[-1])["m"] == "m: size"
    assert len(found[-1].context.hypotheses) == 1


def test_brackets_around_an_index_beside_plain_indices_mean_the_ordered_sample():
    text = "The sample $y_1, \\dots, y_n$ in order is $y_{(1)} \\le y_{(2)} \\le \\dots \\le y_{(n)}$.\n"
    found = last(text)
    assert declared(found)["y_{()}"].startswith("y_{(i)}: order statistics of y")
    assert not found.after.hypotheses


def test_brackets_around_an_index_alone_are_part_of_a_name():
    assert "W_{(1)}" in declared(last("Then $W_{(1)} x = W_{(2)} x$.\n"))


def test_a_name_that_is_defined_by_braces_is_a_set():
    assert declared(last("Put $S = \\{ i : y_i > c \\}$, so $|S| \\ge 0$.\n"))["S"] == "S: set"


@pytest.mark.parametrize(
    "words",
    [
        "The slope is largest where $o = \\frac{1}{2}$.",
        "It falls while $x < 1$.",
        "It rises once $x > 1$.",
        "We drop the terms with $x = 0$.",
    ],
)
def test_a_place_that_is_only_looked_at_is_neither_claimed_nor_assumed(words):
    found = last(f"Let $o = \\frac{{1}}{{1 + e^{{-x}}}}$. {words}\n")
    assert found.purposes == (Purpose.ASIDE,)
    assert not found.after.hypotheses


def test_what_is_told_of_a_list_of_names_is_claimed():
    assert last("Take $a = x^2$ and $b = 2 x$, for which $a b = 2 x^3$.\n").purposes == (Purpose.CLAIM,)


def test_the_columns_of_a_decomposition_have_the_small_letters():
    text = (
        "Let $X$ be an $N \\times d$ matrix with the thin singular value decomposition $X = U \\Sigma V^t$. Then "
        "$X = \\sum_{k=1}^{d} \\sigma_k u_k v_k^t$.\n"
    )
    found = declared(last(text))
    assert found["U"] == "U: matrix[N, d], orthonormal columns u_k for k in 1..d"
    assert found["\\Sigma"] == "\\Sigma: matrix[d, d], invertible, diagonal \\sigma_k for k in 1..d"
    assert found["\\sigma"] == "\\sigma_k: real, positive for k in 1..d"
    assert found["u"] == "u_k: vector[N] for k in 1..d"


def test_what_makes_no_sense_as_understood_is_not_in_force():
    text = (
        "Let $x \\in \\mathbb{R}^n$ and $W \\in \\mathbb{R}^{m \\times n}$, and let $h = W W x$.\n\nThen $2 + 2 = 4$.\n"
    )
    assert "h" not in defined(last(text))


def test_each_of_several_names_is_bounded():
    found = formulas("For $a, b > 0$ we have $\\sqrt{a b} \\le \\frac{a + b}{2}$.\n")[-1]
    assert len(found.context.hypotheses) == 2


@pytest.mark.parametrize("tail", ["is not true", "does not hold in general", "is wrong", "cannot be"])
def test_a_formula_that_is_denied_claims_nothing(tail):
    assert last(f"In general $(a + b)^2 = a^2 + b^2$ {tail}.\n").purposes == (Purpose.ASIDE,)


def test_letters_side_by_side_below_a_name_are_indices():
    found = last("Let $z \\in \\mathbb{R}^m$ and $W \\in \\mathbb{R}^{m \\times d}$. Then $W_{jk} z_j = z_j W_{jk}$.\n")
    assert "z_j" not in declared(found)
    assert declared(found)["W"] == "W: matrix[m, d]"


def test_a_vector_of_ones_is_what_it_is_called():
    found = last("Let $u \\in \\mathbb{R}^n$ be the vector of ones. Then $u^\\top u = n$.\n")
    assert "u" in defined(found)


def test_a_gradient_of_a_function_of_several_numbers_is_a_column_of_derivatives():
    found = last("Let $h(x, y) = x^2 y$. Then $\\nabla h(x, y) = \\begin{pmatrix} 2 x y \\\\ x^2 \\end{pmatrix}$.\n")
    assert found.reading is not None
    assert found.reading.members[0].term.head == "matrix"


def test_the_first_equation_of_a_square_is_taken_for_granted_and_its_chain_is_judged_without_it():
    found = last("Let $q > 0$. The variance is $s^2 = q (q + 1) = q^2 + q$.\n")
    assert found.purposes == (Purpose.DEFINITION,)
    assert len(found.after.hypotheses) == 1


def test_a_model_with_errors_does_not_say_what_the_data_are():
    text = "Simple regression: $y_i = a + b x_i + \\varepsilon_i$ for $i = 1, \\dots, n$. Then $n \\ge 1$.\n"
    assert formulas(text)[0].purposes == (Purpose.ASIDE,)
    assert "y" not in defined(last(text))


def test_what_a_factorial_is_taken_of_is_a_whole_number():
    found = last("Put $c = \\sum_{i=1}^{n} k_i!$. Then $c > 0$.\n")
    assert declared(found)["k"] == "k_i: integer, nonnegative for i in 1..n"

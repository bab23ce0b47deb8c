"""What a text says about its names, from its words and its formulas."""

from __future__ import annotations

from solgen.audit.context.lines import declaration_line
from solgen.audit.context.understand import understand
from solgen.audit.understanding import Purpose, Understanding
from solgen.documents.manuscripts.read import parse_manuscript


def understood(text: str) -> Understanding:
    return understand(parse_manuscript(text, "notes.md"))


def declared(text: str) -> dict[str, str]:
    """The declaration lines at the end of the text, by name."""
    last = understood(text).interpretations[0].formulas[-1].after
    return {one.name: declaration_line(one) for one in last.declarations}


def purposes(text: str) -> list[tuple[Purpose, ...]]:
    return [formula.purposes for formula in understood(text).interpretations[0].formulas]


def test_the_first_equation_of_a_name_defines_it_and_a_later_one_is_claimed():
    text = "The logistic curve is\n\n$$h(t) = \\frac{1}{1 + e^{-t}}$$\n\nand so\n\n$$h(t) = \\frac{e^t}{1 + e^t}$$\n"
    assert purposes(text) == [(Purpose.DEFINITION,), (Purpose.CLAIM,)]


def test_an_equation_for_a_name_that_was_used_before_is_what_comes_out_of_solving():
    text = "We have\n\n$$Q = \\sum_{i=1}^{m} (x_i - a)^2$$\n\nso that\n\n$$a = \\frac{1}{m} \\sum_{i=1}^{m} x_i$$\n"
    assert purposes(text) == [(Purpose.DEFINITION,), (Purpose.CLAIM,)]


def test_a_matrix_gets_the_sizes_that_the_words_give_and_its_products_give_the_others():
    text = "Let $A$ be a $m \\times k$ matrix and consider $A v = b$.\n"
    assert declared(text)["A"] == "A: matrix[m, k]"
    assert declared(text)["v"] == "v: vector[k]"
    assert declared(text)["b"] == "b: vector[m]"


def test_an_index_runs_over_the_range_of_the_sum_around_it():
    assert declared("$$\\sum_{k=1}^{K} p_k = 1$$\n")["p"] == "p_k: real for k in 1..K"


def test_a_definition_that_leaves_an_index_free_is_taken_for_each_value_of_it():
    text = (
        "$$C = \\sum_{i=1}^{n} (u_i - \\sum_{j=1}^{m} v_j s_j - q_j)^2$$\n\nand $\\frac{\\partial C}{\\partial q_j}$\n"
    )
    last = understood(text).interpretations[0].formulas[-1]
    assert last.context.definitions[0].target.head == "index"
    assert last.reading is not None
    assert last.reading.term.arguments[0].head == "index"


def test_a_function_written_without_its_argument_stands_for_its_value():
    text = "Let $g(u) = u^2$. Then $g = u \\cdot u$.\n"
    reading = understood(text).interpretations[0].formulas[-1].reading
    assert reading is not None
    assert reading.members[0].term.head == "apply"


def test_what_cannot_be_read_says_where_and_the_rest_goes_on():
    formulas = understood("$x + = 2$ and $y = 3$\n").interpretations[0].formulas
    assert formulas[0].problem is not None
    assert (formulas[0].problem.place.line, formulas[0].problem.code) == (1, "read-unexpected")
    assert formulas[1].purposes == (Purpose.DEFINITION,)


def test_of_what_is_taken_by_its_number_there_are_that_many():
    text = "Let $s = \\sum_{k=1}^{K} z_k$.\n\n# Two\n\nNow $z_1 - z_2 = 0$.\n"
    assert declared(text)["K"] == "K: size, at least 2"
    assert declared("Let $s = \\sum_{k=1}^{K} z_k$ of $z_1, z_2, \\dots, z_K$.\n")["K"] == "K: size"
    assert declared("Let $s = \\sum_{k=1}^{K} z_k$ and $d = z_{1999} - z_1$.\n")["K"] == "K: size"


def test_an_entry_that_is_taken_by_its_number_says_how_long_an_array_is():
    text = "Let $x, y \\in \\mathbb{R}^n$. Then $(x + y)_3 = x_3 + y_3$.\n"
    assert declared(text)["n"] == "n: size, at least 3"
    assert declared("Let $x, y \\in \\mathbb{R}^n$. Then $(x + y)_i = x_i + y_i$.\n")["n"] == "n: size"
    text = "Let $A, B \\in \\mathbb{R}^{m \\times n}$. Then $(A + B)_{42} = A_{42} + B_{42}$.\n"
    assert (declared(text)["m"], declared(text)["n"]) == ("m: size, at least 4", "n: size, at least 2")


def test_the_largest_index_counts_where_a_divisor_says_less():
    text = "Let $s = \\frac{1}{K - 1} \\sum_{k=1}^{K} z_k$. Now $z_3 - z_1 = z_3 - z_1$.\n"
    assert declared(text)["K"] == "K: size, at least 3"

"""Which names there are, from how they are used."""

from __future__ import annotations

import pytest

from solgen.audit.context.names import find_names
from solgen.audit.context.scan import scan
from solgen.audit.context.spellings import respelled


def found(*formulas: str) -> dict[str, tuple[str, int]]:
    """Each name with its sort and the number of its indices."""
    names = find_names({number: scan(latex) for number, latex in enumerate(formulas)})
    return {name: (one.sort, one.count) for name, one in names.found.items()}


def test_a_subscript_that_runs_is_an_index_and_another_is_a_label():
    names = found("\\sum_{i=1}^{n} a_i + b_A")
    assert names["a"] == ("unknown", 1)
    assert names["b_A"] == ("unknown", 0)


def test_a_bracket_behind_a_defined_function_is_an_argument_and_behind_a_number_a_factor():
    names = found("g(s) = s^2", "m(s - 1) = 0")
    assert names["g"][0] == "function"
    assert names["m"][0] == "unknown"


def test_a_name_that_always_has_several_arguments_is_a_function():
    assert found("N(\\mu, \\sigma^2) + N(0, 1)")["N"][0] == "function"
    assert found("A(1, 0) + A u")["A"][0] == "unknown"


def test_a_letter_that_only_transposes_is_no_name():
    assert "t" not in found("A^t A", "(A B)^t")


@pytest.mark.parametrize("latex", [r"A^{\mathrm{T}} A", r"A^{\mathsf T} A", r"A^\mathsf{T} A", r"A^{-\mathsf{T}} A"])
def test_an_upright_letter_up_high_transposes(latex):
    read = respelled(latex)
    assert len(read) == len(latex)
    assert set(found(read)) == {"A"}


def test_a_star_belongs_to_the_name_and_a_number_above_is_a_power():
    assert set(found("w^* = w^2")) == {"w^*", "w"}


def test_the_letter_above_a_quantity_is_an_exponent():
    assert "r^k" not in found("\\sum_{k=0}^{n} r^k = \\frac{1 - r^{n+1}}{1 - r}")


def test_euler_and_the_differential_are_no_names():
    assert set(found("\\frac{d}{dz} e^z")) == {"z"}


def test_a_prime_on_a_function_is_a_derivative_and_on_another_name_a_part_of_it():
    assert set(found("f'(x) = 2 x")) == {"f", "x"}
    assert "u'" in found("u' = u + 1")

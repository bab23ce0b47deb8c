"""Seconds are added to minutes and not to metres."""

from __future__ import annotations

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Claim, Word
from solgen.notation.context import Context
from solgen.notation.dimensions import DimensionMismatch, check_dimensions, dimension_of
from solgen.notation.reading import read, read_declarations

CONTEXT: Context = read_declarations("""
T: quantity in s, positive
t_i: quantity in s for i in 1..n
D: quantity in m, positive
x: real
n: size
f: function
""")


def term(latex):
    return read(latex, CONTEXT).term


@pytest.mark.parametrize(
    ("latex", "dimension"),
    [
        (r"3 T", (("time", 1),)),
        (r"\frac{D}{T}", (("length", 1), ("time", -1))),
        (r"T^2", (("time", 2),)),
        (r"\frac{T}{2\,\mathrm{min}}", ()),
        (r"\sum_{i=1}^{n} t_i", (("time", 1),)),
        (r"11\,\mathrm{min} + 11\,\mathrm{s}", (("time", 1),)),
        (r"x + n", ()),
        (r"f(T)", None),
        (r"0", None),
    ],
)
def test_the_dimension_of_a_formula(latex, dimension):
    assert dimension_of(term(latex), CONTEXT) == dimension


@pytest.mark.parametrize(
    ("latex", "message"),
    [
        (r"T + D = D + T", "a time is added to a length"),
        (r"T > D", "a time is compared with a length"),
        (r"T = 10", "a time is compared with a plain number"),
        (r"x + T = T + x", "a plain number is added to a time"),
        (r"\frac{D}{T} = D", "a length / time is compared with a length"),
        (r"e^{x} \ln(T) = 1", "ln of a time: its argument must be a plain number"),
    ],
)
def test_what_does_not_go_together_is_named(latex, message):
    with pytest.raises(DimensionMismatch, match=message):
        check_dimensions(term(latex), CONTEXT)


@pytest.mark.parametrize("latex", [r"T = 600\,\mathrm{s}", r"T > 0", r"\frac{T}{T} = 1", r"f(T) = T"])
def test_zero_is_zero_of_anything_and_equal_or_unknown_dimensions_pass(latex):
    check_dimensions(term(latex), CONTEXT)


def test_the_kernel_calls_a_time_plus_a_length_ill_formed():
    left, right = term(r"T + D = D + T").arguments
    verdict = check(Claim(CONTEXT, left, "=", right))
    assert (verdict.word, verdict.message) == (Word.ILL_FORMED, "a time is added to a length")

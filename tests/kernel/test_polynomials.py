"""Coefficients and images by derivatives are those that the monomials give; draws from a digest stay what they were."""

from __future__ import annotations

from hashlib import sha256

import flint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.field.polynomials import low_coefficients, put_in, reaches
from solgen.kernel.instances.matrix_fields import DigestStream

RING = flint.fmpq_mpoly_ctx.get(("a", "b", "c"), "lex")
VARIABLES = RING.gens()
MONOMIALS: st.SearchStrategy[dict[tuple[int, ...], int]] = st.dictionaries(
    st.tuples(*[st.integers(0, 3)] * 3), st.integers(-5, 5), max_size=6
)


@given(MONOMIALS, st.integers(0, 2))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_coefficients_add_up_to_the_polynomial_and_are_free_of_the_generator(
    monomials: dict[tuple[int, ...], int], position: int
) -> None:
    polynomial = RING.from_dict(monomials)
    degree = max((key[position] for key, value in monomials.items() if value), default=0)
    found = low_coefficients(polynomial, position, VARIABLES[position])
    assert (found is None) is (degree > 2)
    if found is not None:
        assert len(found) == degree + 1
        assert sum((part * VARIABLES[position] ** power for power, part in enumerate(found)), RING.constant(0)) == (
            polynomial
        )
        assert all(part.derivative(position).is_zero() for part in found)
    assert all(reaches(polynomial, position, least) is (degree >= least) for least in (1, 2, 3, 4))


@given(MONOMIALS, MONOMIALS, st.integers(0, 2))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_an_image_put_in_is_the_composition(
    monomials: dict[tuple[int, ...], int], image: dict[tuple[int, ...], int], position: int
) -> None:
    polynomial, put = RING.from_dict(monomials), RING.from_dict(image)
    images = [put if place == position else variable for place, variable in enumerate(VARIABLES)]
    assert put_in(polynomial, VARIABLES, position, put) == polynomial.compose(*images)


def test_an_image_that_is_too_large_is_not_put_in() -> None:
    many = sum(VARIABLES, RING.constant(1)) ** 18
    with pytest.raises(BudgetExhausted):
        put_in(many * VARIABLES[0] + many, VARIABLES, 1, many)


def test_what_is_drawn_is_read_off_the_digests_in_order() -> None:
    left = b"".join(sha256(count.to_bytes(8, "big") + b"seed").digest() for count in range(40))
    stream = DigestStream(b"seed")
    for bound in [9, 2**24 - 1, 3, *([200] * 60), 2**60, *([129] * 40), 7]:
        width = -(-bound.bit_length() // 8)
        most = 256**width - 256**width % bound
        expected = most
        while expected >= most:  # what lies beyond a whole number of bounds is passed over
            expected, left = int.from_bytes(left[:width], "big"), left[width:]
        assert stream.below(bound) == expected % bound

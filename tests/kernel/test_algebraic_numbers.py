"""Numbers made of roots, rational angles and arctangents: equal exactly, or not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.kernel.algebraic.closed_terms import Reader
from solgen.kernel.algebraic.tower import NotReal, Tower
from solgen.kernel.check import check
from solgen.kernel.claim import Word
from tests.kernel.claims import claim, context

NAMES = context("x: real")
TRUE = [
    r"\sqrt{3+2\sqrt2} = 1+\sqrt2",
    r"\sqrt[3]{2+\sqrt5} + \sqrt[3]{2-\sqrt5} = 1",
    r"\sqrt[3]{\sqrt[3]{2}-1}=\frac{1-\sqrt[3]2+\sqrt[3]4}{\sqrt[3]9}",
    r"\sqrt{5}+\sqrt{22+2\sqrt5}=\sqrt{11+2\sqrt{29}}+\sqrt{16-2\sqrt{29}+2\sqrt{55-10\sqrt{29}}}",
    r"\cos\frac{\pi}{5} = \frac{1+\sqrt5}{4}",
    r"\tan\frac{3\pi}{11}+4\sin\frac{2\pi}{11}=\sqrt{11}",
    r"\cos\frac{\pi}{7} - \cos\frac{2\pi}{7} + \cos\frac{3\pi}{7} = \frac12",
    r"4\arctan\frac15 - \arctan\frac1{239} = \frac{\pi}{4}",
    r"12\arctan\frac{1}{18}+8\arctan\frac1{57}-5\arctan\frac1{239}=\frac\pi4",
    r"\arctan 1+\arctan 2+\arctan 3=\pi",
    r"\arcsin\frac35+\arcsin\frac45=\frac\pi2",
    r"\arccos\frac{1}{\sqrt3}=\arctan\sqrt2",
    r"\max(\sqrt2, \frac32) = |-\frac32|",
]


@pytest.mark.parametrize("latex", TRUE)
def test_equal_numbers_are_proved_equal(latex):
    assert check(claim(latex, NAMES)).word is Word.PROVED


NOT_ESTABLISHED = [
    r"\sqrt{5-2\sqrt6}=\sqrt2-\sqrt3",
    r"\arctan 2 + \arctan 3 = -\frac{\pi}{4}",  # the tangents agree
    r"\arctan 1+\arctan 2+\arctan 3=0",
    r"\frac{665857}{470832}=\sqrt2",
    r"\sqrt{10}+\sqrt{17}=\sqrt{53}",
    r"\sqrt{5}+\sqrt{22+2\sqrt5}=\sqrt{11+2\sqrt{29}}+\sqrt{16-2\sqrt{29}+2\sqrt{55-10\sqrt{29}}}+10^{-20}",
    r"(-8)^{1/3}=-2",
    r"\sqrt{-4} \cdot 0 = 0",
    r"0 \cdot \tan\frac{\pi}{2} = 0",
    r"\arccos 2 - \arccos 2 = 0",
    r"\frac{0}{\sqrt{3+2\sqrt2} - 1 - \sqrt2} = 0",
    r"(\sqrt{3+2\sqrt2} - 1 - \sqrt2)^0 = 1",
]


@pytest.mark.parametrize("latex", NOT_ESTABLISHED)
def test_numbers_that_differ_or_do_not_exist_are_not_equal(latex):
    assert not check(claim(latex, NAMES)).established


@settings(max_examples=60, derandomize=True)
@given(st.lists(st.integers(-30, 30), min_size=4, max_size=4), st.integers(2, 4))
def test_a_root_of_a_power_is_the_size_of_its_base(numbers, degree):
    tower = Tower()
    two, three = (tower.root(tower.rational(prime), 2) for prime in (2, 3))
    base = tower.rational(numbers[0])
    for factor, value in zip(numbers[1:], (two, three, tower.multiply(two, three)), strict=True):
        base = tower.add(base, tower.multiply(tower.rational(factor), value))
    power = tower.rational(1)
    for _ in range(degree):
        power = tower.multiply(power, base)
    found = tower.root(power, degree)
    expected = tower.negated(base) if degree % 2 == 0 and tower.sign(base) < 0 else base
    assert tower.sign(tower.add(found, tower.negated(expected))) == 0


@settings(max_examples=60, derandomize=True)
@given(st.integers(-40, 40), st.integers(1, 15))
def test_sine_and_cosine_lie_on_the_circle_with_the_right_signs(above, below):
    angle = rf"\frac{{{above}\pi}}{{{below}}}"
    side = claim(rf"\left(\sin({angle})\right)^2 + \left(\cos({angle})\right)^2 = 1", NAMES)
    sine = claim(rf"\sin({angle}) = 0", NAMES).left
    reader = Reader(side.left, sine)
    one = reader.tower.rational(1)
    assert reader.tower.sign(reader.tower.add(reader.number(side.left), reader.tower.negated(one))) == 0
    turn = Fraction(above, below) % 2
    expected = 0 if turn in (0, 1) else 1 if turn < 1 else -1
    assert reader.tower.sign(reader.number(sine)) == expected


def test_an_even_root_of_a_negative_number_and_a_division_by_zero_are_no_numbers():
    tower = Tower()
    with pytest.raises(NotReal):
        tower.root(tower.rational(-1), 2)
    with pytest.raises(NotReal):
        tower.inverse(tower.rational(0))

"""Complex numbers: what their coordinates prove, what they refute, how they are read and written."""

from __future__ import annotations

import pytest

from solgen.diagnostics import Failure
from solgen.kernel.check import check
from solgen.kernel.claim import Word
from solgen.notation.reading import read
from solgen.notation.writing.latex import to_latex
from tests.kernel.claims import claim, context

NAMES = context("z, w: complex\nx, y: real\ni: imaginary unit\nn: size")
TRUE = [
    r"e^{i\pi} = -1",
    r"e^{ix} = \cos x + i\sin x",
    r"|zw| = |z||w|",
    r"\overline{zw} = \bar z\,\bar w",
    r"\frac1z = \frac{\bar z}{|z|^2}",
    r"(\cos x+i\sin x)^5 = \cos(5x)+i\sin(5x)",
    r"\operatorname{Im}(z) = \frac{z - \bar z}{2i}",
    r"|e^z| = e^{\operatorname{Re}(z)}",
    r"\sin z = \frac{e^{iz} - e^{-iz}}{2i}",
    r"(1+i)^{-2} = -\frac{i}{2}",
    r"\sum_{k=1}^{n} (k + i) = \frac{n(n+1)}{2} + n i",
    r"|z - w| \ge 0",
]


@pytest.mark.parametrize("latex", TRUE)
def test_an_equation_of_complex_numbers_is_proved(latex):
    assert check(claim(latex, NAMES)).word is Word.PROVED


FALSE = [
    r"i^2 = 1",
    r"|z+w| = |z|+|w|",
    r"|z|^2 = z^2",
    r"\bar z = z",
    r"e^{iz} = \cos z - i \sin z",
    r"\operatorname{Re}(zw) = \operatorname{Re}(z) \operatorname{Re}(w)",
    r"|e^z| = 1",
    r"z \bar z = -|z|^2",
    r"(1+i)^4 = 4",
]


@pytest.mark.parametrize("latex", FALSE)
def test_a_false_one_is_refuted(latex):
    assert check(claim(latex, NAMES)).word is Word.REFUTED


NOT_ESTABLISHED = [
    r"\sqrt{z^2} = z",
    r"\ln(zw) = \ln z + \ln w",
    r"0 \cdot \frac{1}{z - z} = 0",
    r"\operatorname{Re}\left(\frac{i}{0}\right) = 0",
    r"z^{1/2} z^{1/2} = z",
    r"z > 0",
    r"z^n \overline{z^n} = |z|^n",
]


@pytest.mark.parametrize("latex", NOT_ESTABLISHED)
def test_what_has_no_one_value_is_not_established(latex):
    assert not check(claim(latex, NAMES)).established


def test_a_hypothesis_on_complex_numbers_is_not_passed_over():
    where = context("z: complex\ni: imaginary unit", given=("z = 1",))
    assert not check(claim(r"z = i", where)).established


def test_the_witness_shows_the_complex_number():
    verdict = check(claim(r"\bar z = -z", NAMES))
    assert verdict.witness is not None
    (shown,) = verdict.witness.values
    assert shown[0] == "z"
    assert shown[1].endswith("i")


@pytest.mark.parametrize("latex", [r"\overline{z + w}", r"\operatorname{Re}(z)", r"\operatorname{Im}(z w)"])
def test_conjugates_and_parts_are_read_back_as_written(latex):
    term = read(latex, NAMES).term
    assert read(to_latex(term), NAMES).term is term


def test_a_bar_is_a_conjugate_only_where_complex_numbers_are_declared():
    with pytest.raises(Failure, match="not declared"):
        read(r"\bar x", context("x: real"))
    assert read(r"\bar{x}", context("x: real\n\\bar{x}: real")).term.head == "name"


def test_a_power_right_after_a_bar_is_ambiguous():
    with pytest.raises(Failure, match="right after a bar"):
        read(r"\overline{z}^2", NAMES)

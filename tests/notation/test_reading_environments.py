"""Displays in older environments say what they say in the ones of amsmath, and are set as these."""

from __future__ import annotations

import pytest

from solgen.diagnostics import Failure
from solgen.notation.reading import read, read_declarations
from solgen.notation.writing.source import to_source

NAMES = read_declarations("x: real")
ALIGNED = r"\begin{aligned} x + x &= 2 x \\ &= 3 x - x \end{aligned}"


@pytest.mark.parametrize(
    "latex",
    [
        r"\begin{eqnarray} x + x &=& 2 x \\ &=& 3 x - x \end{eqnarray}",
        r"\begin{array}{rcl} x + x &=& 2 x \\ &=& 3 x - x \end{array}",
        r"\begin{array}{rl} x + x &= 2 x \\ &= 3 x - x \\ \end{array}",
        r"\begin{equation*} \begin{split} x + x &= 2 x \\ &= 3 x - x \end{split} \end{equation*}",
        r"\begin{multline} x + x \\ = 2 x \\ = 3 x - x \end{multline}",
        r"x + x = 2 x = 3 x - x",
    ],
)
def test_a_chain_over_several_lines_is_the_same_chain_in_each_environment(latex):
    assert read(latex, NAMES).term is read(ALIGNED, NAMES).term


def test_the_lines_of_an_equation_array_are_those_of_its_members():
    members = read(r"\begin{eqnarray} x + x &=& 2 x \\ &=& 3 x - x \end{eqnarray}", NAMES).members
    assert [member.line for member in members] == [0, 0, 1]


def test_what_is_set_is_what_was_read():
    reading = read(r"\begin{eqnarray*} x + x &=& 2 x \end{eqnarray*}", NAMES)
    assert to_source(reading) == r"\begin{aligned} x + x &= 2 x \end{aligned}"
    assert to_source(read(r"\begin{multline} x \\ = x + 0 \end{multline}", NAMES)) == "x  = x + 0".replace("  ", " ")


SYSTEM = read_declarations("x, y: real")


@pytest.mark.parametrize(
    "latex",
    [
        r"\begin{cases} x + y = 3 \\ x - y = 1 \end{cases} \iff x = 2 \land y = 1",
        r"\begin{cases} x + y = 3, \\ x - y = 1 \end{cases} \iff \begin{cases} x = 2 \\ y = 1 \end{cases}",
        r"\left\{ \begin{array}{l} x + y = 3 \\ x - y = 1 \end{array} \right. \iff x = 2 \land y = 1",
    ],
)
def test_relations_below_each_other_behind_a_brace_hold_together(latex):
    assert read(latex, SYSTEM).term is read(r"x + y = 3 \land x - y = 1 \iff x = 2 \land y = 1", SYSTEM).term


def test_a_line_behind_a_brace_that_says_nothing_is_refused_at_its_place():
    latex = r"\begin{cases} x = 3 \\ x - y \end{cases} \iff x = 2"
    with pytest.raises(Failure) as raised:
        read(latex, SYSTEM)
    diagnostic = raised.value.diagnostics[0]
    assert diagnostic.code == "read-cases"
    assert "x + y = 3" in (diagnostic.hint or "")

"""What a hypothesis says that a declaration could have said, and which hypotheses say nothing of the kind."""

from __future__ import annotations

import pytest

from solgen.kernel.stated_properties import restated
from solgen.notation.writing.latex import to_latex
from tests.kernel.claims import claim, context

DECLARED = r"""
n, m: size
k, j: integer
x, y, b: real
q: quantity in s
A, B: matrix[n, n]
u, v: vector[n]
z_i: real for i in 1..n
w_i: vector[n] for i in 1..n
"""

SAYS = [
    ("x > 0", "x: positive"),
    (r"x \ge 0", "x: nonnegative"),
    (r"0 < x", "x: positive"),
    (r"x < 0", ""),
    (r"x \le 0", ""),
    (r"x \ne 0", "x: nonzero"),
    (r"x = 0", ""),
    (r"x > 1", ""),
    (r"x > y", ""),
    (r"n \ge 2", "n: at least 2"),
    (r"2 \le n", "n: at least 2"),
    (r"n > 2", "n: at least 3"),
    (r"n < m", "n: at most m - 1"),
    (r"k \ge 1", "k: at least 1"),
    (r"k < n", "k: at most n - 1"),
    (r"k \le n - 1", "k: at most n - 1"),
    (r"1 \le k \le n", "k: at least 1, at most n"),
    (r"k = 2", ""),
    (r"k > x", ""),
    (r"|x| < 1", "x: in (-1, 1)"),
    (r"|x| \le 1", "x: in [-1, 1]"),
    (r"1 > |x|", "x: in (-1, 1)"),
    (r"|x| > 1", ""),
    (r"q > 0", "q: positive"),
    (r"z_1 > 0", ""),
    (r"A = A^\top", "A: symmetric"),
    (r"A \succ 0", ""),
    (r"A \succeq 0", ""),
    (r"A^\top A = I", "A: orthogonal"),
    (r"A B = I", "A: invertible"),
    (r"u = 0", "u = 0"),
    (r"u \ne 0", ""),
    (r"\|u\| = 1", ""),
    (r"u = A v", "u = A v"),
    (r"u = v", "u = v"),
    (r"x = y^2", ""),
    (r"w_1 = u", ""),
    (r"A = 0", "A = 0"),
    (r"A = u v^\top", r"A = u v^\top"),
    (r"u = (1, 2)", ""),
    (r"k \ge k", ""),
    (r"|k| \le 2", ""),
    (r"A^2 = A", ""),
    (r"u^\top u = 1", ""),
    (r"A v = 0", ""),
    (r"x > 0 \land y \ge 0", "x: positive; y: nonnegative"),
    (r"A^\top = A", "A: symmetric"),
    (r"A A^\top = I", "A: orthogonal"),
    (r"A^{-1} = A^\top", "A: orthogonal"),
    (r"I = A B", "A: invertible"),
    (r"A B = B A", ""),
    (r"0 \ne x", "x: nonzero"),
    (r"0 \ge x", ""),
    (r"k > 0", "k: at least 1"),
    (r"k \ge 0", "k: at least 0"),
    (r"n \ne 2", ""),
    (r"|x - 1| < 1", ""),
    (r"|z_1| < 1", ""),
    (r"m > n", "m: at least n + 1"),
    (r"k < j + n", "k: at most (j + n) - 1"),
    (r"B = A^\top A", r"B = A^\top A"),
    (r"A = A B", ""),
]


@pytest.mark.parametrize(("given", "said"), SAYS)
def test_a_hypothesis_declares_or_defines_what_it_states_and_nothing_else(given, said):
    where = context(DECLARED, given=(given,))
    found = restated(claim("b = b", where))
    assert (found.places if found else ()) == ((0,) if said else ())
    assert (told(found.claim.context) if found else "") == said


def told(where):
    before = {one.name: one for one in context(DECLARED).declarations}
    declared = [f"{one.name}: {properties(one)}" for one in where.declarations if one != before[one.name]]
    defined = [f"{to_latex(one.target)} = {to_latex(one.body)}" for one in where.definitions]
    return "; ".join(declared + defined)


def properties(declaration):
    return ", ".join(" ".join([one.word, *map(to_latex, one.terms)]) for one in declaration.properties)


@pytest.mark.parametrize(
    "declare",
    ["x: real, positive", "x: real, in (-2, 2)", "x_i: real for i in 1..3", "x: integer, at least 1"],
)
def test_what_is_declared_already_is_not_declared_again(declare):
    given = {"x: real, positive": "x > 0", "x: real, in (-2, 2)": "|x| < 1", "x: integer, at least 1": r"x \ge 2"}
    where = context(declare, given=(given.get(declare, "x_1 > 0"),))
    assert restated(claim("1 = 1", where)) is None


def test_a_hypothesis_about_what_is_defined_declares_nothing():
    for let, given in (("x = y + 1", "x > 0"), ("m = k + 1", r"m \ge 2"), ("C = A A", r"C = C^\top")):
        where = context("y: real\nk: integer\nn: size\nA: matrix[n, n]", let=(let,), given=(given,))
        assert restated(claim("1 = 1", where)) is None

"""Which chain of steps leads to a conclusion, and what leads to none."""

from __future__ import annotations

import pytest

from solgen.documents.conclusions import concluded
from tests.kernel.claims import claim, context

NAMES = context(
    r"""
    n: size
    a, b, c, h, k, x: real
    u_i, w_i: real for i in 1..n
    v_i: real for i in 1..n-1
    f: function
    M, P, Q: matrix[n, n]
    R, S, T: set
    """
)

LIMIT = r"\lim_{x \to \infty}"


def chain_of(conclusion, *steps):
    """The signs of the chain that leads to a conclusion, and the steps it takes; None where there is none."""
    found = concluded(claim(conclusion, NAMES), [claim(step, NAMES) for step in steps])
    if found is None:
        return None
    signs = found[0].left.data
    assert isinstance(signs, tuple)
    return "".join(map(str, signs)), found[1]


@pytest.mark.parametrize(
    ("conclusion", "steps", "chain"),
    [
        (r"a \le c", (r"a \le b", "b = c"), ("≤=", (0, 1))),
        (r"a \le c", ("b = c", r"a \le b"), ("≤=", (1, 0))),
        (r"a < h", ("a = b", r"b \le c", "c < h"), ("=≤<", (0, 1, 2))),
        (r"a \le c", ("a < b", "b < c"), ("<<", (0, 1))),
        (r"a \le c", ("a = b", "b = c"), ("==", (0, 1))),
        (r"a \ge c", (r"b \le a", r"c \le b"), ("≥≥", (0, 1))),
        ("a = c", ("b = a", "c = b"), ("==", (0, 1))),
        (r"a \le c", (r"a \le x", r"x \le k", r"k \le c", r"a \le b", r"b \le c"), ("≤≤", (3, 4))),
        ("M = Q", ("M = P", "Q = P"), ("==", (0, 1))),
        (r"R \subseteq T", (r"R \subset S", r"S \subseteq T"), ("⊂⊆", (0, 1))),
        (r"u_i \le a", (r"u_i \le w_i", r"w_i \le a"), ("≤≤", (0, 1))),
        (r"v_i \le a", (r"v_i \le v_i + 1", r"v_i + 1 \le a"), ("≤≤", (0, 1))),
    ],
)
def test_a_conclusion_has_the_shortest_chain_of_its_steps(conclusion, steps, chain):
    assert chain_of(conclusion, *steps) == chain


@pytest.mark.parametrize(
    ("conclusion", "steps"),
    [
        ("a < c", (r"a \le b", r"b \le c")),
        ("a = c", (r"a \le b", "b = c")),
        (r"a \le c", (r"a \le b", r"b \ge c")),
        (r"a \le c", (r"a \le b", r"c \le b")),
        (r"a \le c", (r"a \ge b", r"b \ge c")),
        (r"a \ne c", (r"a \ne b", r"b \ne c")),
        (r"a \approx c", (r"a \approx b", r"b \approx c")),
        (r"a \le c", (r"a \le b", r"h \le c")),
        (r"a \le c", (r"a \le c",)),
        (r"T \subseteq R", (r"R \subset S", r"S \subseteq T")),
        (r"M = Q", ("M = P", "Q^T = P")),
    ],
)
def test_signs_that_do_not_go_together_lead_nowhere(conclusion, steps):
    assert chain_of(conclusion, *steps) is None


@pytest.mark.parametrize(
    ("conclusion", "steps"),
    [
        ("x^2 = x^2 + 1", (r"\int 2 x \, dx = x^2", r"\int 2 x \, dx = x^2 + 1")),
        ("n = n^2", ("n = O(n^2)", "n^2 = O(n^2)")),
        (rf"{LIMIT} x = {LIMIT} x^2", (rf"{LIMIT} x = \infty", rf"{LIMIT} x^2 = \infty")),
        (r"a = b", (r"\arg\min_x f(x) = a", r"\arg\min_x f(x) = b")),
    ],
)
def test_an_equals_sign_that_does_not_stand_between_values_leads_nowhere(conclusion, steps):
    assert chain_of(conclusion, *steps) is None


@pytest.mark.parametrize(
    ("conclusion", "steps"),
    [
        (r"u_i \le w_i", (r"u_i \le u_i + v_i^2", r"u_i + v_i^2 \le w_i")),
        (r"u_i \le w_i", (r"u_i \le u_i + \sum_{k=1}^{i} v_k^2", r"u_i + \sum_{k=1}^{i} v_k^2 \le w_i")),
        (r"a \le b", (r"a \le u_i", r"u_i \le b")),
        (r"u_1 \le b", (r"u_1 \le u_i", r"u_i \le b")),
    ],
)
def test_what_speaks_of_fewer_places_than_its_ends_leads_nowhere(conclusion, steps):
    assert chain_of(conclusion, *steps) is None


def test_an_infinite_sum_is_a_value():
    total = r"\sum_{k=1}^{\infty} 2^{-k}"
    assert chain_of(r"a \le 2", rf"a \le {total}", rf"{total} = 1", "1 < 2") == ("≤=<", (0, 1, 2))


def test_what_is_judged_stands_in_the_context_of_the_conclusion():
    elsewhere = context("a, b, c: real, positive")
    steps = [claim(r"a \le b", elsewhere), claim("b = c", elsewhere)]
    found = concluded(claim(r"a \le c", NAMES), steps)
    assert found is not None
    assert (found[0].context, found[0].relation, found[0].left.head) == (NAMES, "⊢", "chain")

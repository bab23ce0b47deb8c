"""Nothing that a single slip makes false is proved: each mutant of true claims is held to hand-written numbers.

The worlds are written by hand in mpmath; a claim that a mechanism proves must hold in each world in which both of its
sides have a value. Refutation, which would have caught most of the false ones before, is not asked here.
"""

from __future__ import annotations

import random

import mpmath
import pytest

from solgen.kernel import equalities, inequalities
from solgen.kernel.claim import Claim, Proof
from solgen.notation.writing.latex import to_latex
from tests.bench.mutants import mutants
from tests.bench.oracle import NoValue, World, holds
from tests.kernel.claims import claim, context

mpf = mpmath.mpf


def number(draw, low=-40, high=40):
    return mpf(draw.randint(low, high) or 1) / draw.choice([3, 7, 8])


def sigmoid(x):
    return 1 / (1 + mpmath.exp(-x))


ACTIVATIONS = context(
    r"""
    x, u, v: real
    p, q: real, positive
    f, \sigma, \tau: function
    """,
    let=(r"\sigma(x) = \frac{1}{1 + e^{-x}}", r"\tau(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}", r"o = \sigma(x)"),
)


def activation_world(draw):
    base = {name: number(draw, -20, 20) for name in "xuv"}
    base |= {name: abs(number(draw)) for name in "pq"}
    base["f"] = lambda u: u**3 / 50 + u**2 / 7 - u / 3

    def build(base, given):
        return {**base, r"\sigma": sigmoid, r"\tau": mpmath.tanh, "o": sigmoid(base["x"]), **given}

    return World(base, build)


SUMS = context(
    r"""
    n, M: size
    k: integer
    y_i, z_i: real for i in 1..n
    w_j: real, positive for j in 1..M
    A_{ij}: real for i in 1..n, j in 1..M
    c, \bar{y}: real
    f, E: function
    """,
    let=(r"\bar{y} = \frac{1}{n} \sum_{i=1}^{n} y_i", r"E(c) = \frac{1}{n} \sum_{i=1}^{n} (y_i - c)^2"),
    given=(r"1 \le k \le n - 1",),
)


def sum_world(draw):
    n, m = draw.randint(2, 5), draw.randint(1, 4)
    base = {
        "n": n, "M": m, "k": draw.randint(1, n - 1), "c": number(draw),
        "y": [number(draw) for _ in range(n)], "z": [number(draw) for _ in range(n)],
        "w": [abs(number(draw)) for _ in range(m)], "A": [[number(draw) for _ in range(m)] for _ in range(n)],
        "f": lambda u: u**3 / 50 + u**2 / 7 - u / 3,
    }  # fmt: skip

    def build(base, given):
        y = base["y"]
        return {**base, r"\bar{y}": sum(y) / n, "E": lambda at: sum((v - at) ** 2 for v in y) / n, **given}

    return World(base, build)


CLAIMS = [
    *(
        (ACTIVATIONS, activation_world, latex)
        for latex in (
            r"\tau(x) = 2 \sigma(2x) - 1",
            r"\tau(x) = \frac{1 - e^{-2x}}{1 + e^{-2x}}",
            r"\sigma(x) = \frac{1 + \tau(\frac{x}{2})}{2}",
            r"\sigma(x) = \frac{\sqrt{1 + \tau(x)}}{\sqrt{1 + \tau(x)} + \sqrt{1 - \tau(x)}}",
            r"\sigma'(x) = o (1 - o)",
            r"\frac{e^{-x}}{(1 + e^{-x})^2} = o - o^2",
            r"\frac{d}{dx} \ln(1 + e^x) = \sigma(x)",
            r"\ln(p^2 q) = 2 \ln(p) + \ln(q)",
            r"\sqrt{x^2} = |x|",
            r"\frac{x^2 - 4}{x - 2} = x + 2",
            r"\frac{d}{dx} f(x^2) = 2 x f'(x^2)",
            r"\sin(2x) = 2 \sin(x) \cos(x)",
            r"\max(u, v) = \frac{u + v + |u - v|}{2}",
            r"\sqrt{p^2 q} = p \sqrt{q}",
            r"p^{u + v} = p^u p^v",
            r"u^2 + v^2 \ge 2 u v",
            r"\frac{p}{p + q} < 1",
            r"\sigma(x) < 1",
            r"\ln(1 + p) > 0",
            r"x^2 - x + 1 > 0",
        )
    ),
    *(
        (SUMS, sum_world, latex)
        for latex in (
            r"E(c) = E(\bar{y}) + (c - \bar{y})^2",
            r"E'(c) = -\frac{2}{n} \sum_{i=1}^{n} (y_i - c)",
            r"\sum_{i=1}^{n} y_i = \sum_{i=1}^{k} y_i + \sum_{i=k+1}^{n} y_i",
            r"\sum_{i=1}^{k} (c - y_i) = k c - \sum_{i=1}^{k} y_i",
            r"\sum_{i=1}^{n} y_i \sum_{j=1}^{M} A_{ij} w_j = \sum_{j=1}^{M} w_j \sum_{i=1}^{n} A_{ij} y_i",
            r"\sum_{i=1}^{n} i^2 = \frac{n (n + 1) (2 n + 1)}{6}",
            r"\frac{\partial}{\partial y_k} \sum_{i=1}^{n} (y_i - z_i)^2 = 2 (y_k - z_k)",
            r"\frac{\partial}{\partial w_j} \sum_{i=1}^{n} f(\sum_{j=1}^{M} A_{ij} w_j) = \sum_{i=1}^{n} A_{ij} f'(\sum_{j=1}^{M} A_{ij} w_j)",  # noqa: E501 -- one formula
            r"\sum_{j=1}^{M} \frac{1}{1 + w_j} < M",
            r"\sum_{i=1}^{n} (y_i - z_i)^2 \ge 0",
        )
    ),
]


@pytest.mark.parametrize(("where", "make", "latex"), CLAIMS, ids=[latex for _, _, latex in CLAIMS])
def test_what_is_proved_of_a_mutant_holds_in_every_world(where, make, latex):
    draw = random.Random(latex)  # noqa: S311 -- numbers for a test, no secret
    worlds = [make(draw) for _ in range(6)]
    original = claim(latex, where)
    prove = equalities.attempt if original.relation == "=" else inequalities.attempt
    assert isinstance(prove(original), Proof)
    changed = [(mutant, original.right) for mutant in mutants(original.left, where)]
    changed += [(original.left, mutant) for mutant in mutants(original.right, where)]
    for left, right in [(original.left, original.right), *changed]:
        if not isinstance(prove(Claim(where, left, original.relation, right)), Proof):
            continue
        for world in worlds:
            try:
                true = holds(left, original.relation, right, world)
            except NoValue:
                continue
            assert true, f"{to_latex(left)} {original.relation} {to_latex(right)}"

"""A real example of each kind of mistake: a context, and a wrong line that the rule reproduces."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from solgen.audit.mistakes.rule import WrongStep
from solgen.kernel.claim import Claim
from solgen.notation.context import Context
from solgen.notation.reading import read
from tests.kernel.claims import claim, context

NUMBERS = """x, a, b, c: real, positive
n, N: size
y_i, z_i: real for i in 1..N
f: function
p_{A|B}, p_{B|A}, p_A, p_B: real, positive
w: real"""
ACTIVATIONS = (
    "x: real\n\\sigma, \\tau: function",
    r"\sigma(x) = \frac{1}{1+e^{-x}}",
    r"\tau(x) = \frac{e^x-e^{-x}}{e^x+e^{-x}}",
)
MATRICES = (
    """N: size
d: size, at most N
U: matrix[N,d], orthonormal columns u_k for k in 1..d
V: matrix[d,d], orthogonal, columns v_k for k in 1..d
\\Sigma: matrix[d,d], diagonal \\sigma_k
\\sigma_k: real, positive, nonincreasing, for k in 1..d
T: vector[N]
X: matrix[N,d]
B, C: matrix[d,d], invertible""",
    r"X = U \Sigma V^t",
    r"w^* = (X^t X)^{-1} X^t T",
)
NETWORK = (
    """N, D, H: size
x_{ik}: real for i in 1..N, k in 1..D
y_i: real for i in 1..N
W_{jk}: real for j in 1..H, k in 1..D
b_j, w_j: real for j in 1..H
c: real
f: function""",
    r"a_{ij} = \sum_{k=1}^{D} W_{jk} x_{ik} + b_j",
    r"z_{ij} = f(a_{ij})",
    r"\hat{y}_i = \sum_{j=1}^{H} w_j z_{ij} + c",
    r"E = \frac{1}{2N} \sum_{i=1}^{N} (\hat{y}_i - y_i)^2",
)
CHANCES = (r"p_{A|B}, p_{B|A}, p_A, p_B: real, positive", r"q = \frac{p_{B|A} p_A}{p_B}")
UNITS = ("t: quantity in s, positive",)


@cache
def where(world: str | tuple[str, ...]) -> Context:
    """The context of an example."""
    declare, *let = (world,) if isinstance(world, str) else world
    return context(declare, let=tuple(let))


EXAMPLES: dict[str, tuple[str | tuple[str, ...], str]] = {
    "inverse-of-sum": (MATRICES, r"(B+C)^{-1} = B^{-1}+C^{-1}"),
    "unequal-factors-cancelled": (NUMBERS, r"\frac{a b + c}{a} = b + c"),
    "square-of-sum": (NUMBERS, r"(a+b)^2 = a^2+b^2"),
    "power-of-sum": (NUMBERS, r"(a+b)^3 = a^3+b^3"),
    "root-of-sum": (NUMBERS, r"\sqrt{a+b} = \sqrt{a}+\sqrt{b}"),
    "log-of-sum": (NUMBERS, r"\ln(a+b) = \ln(a)+\ln(b)"),
    "log-of-product": (NUMBERS, r"\ln(a b) = \ln(a)\ln(b)"),
    "exponential-of-sum": (NUMBERS, r"e^{a+b} = e^a+e^b"),
    "exponents-mixed-up": (NUMBERS, r"a^2 a^3 = a^6"),
    "power-of-product": (NUMBERS, r"(2 x)^2 = 2 x^2"),
    "fractions-added-apart": (NUMBERS, r"\frac{1}{a}+\frac{1}{b} = \frac{1}{a+b}"),
    "brackets-lost": (NUMBERS, r"a (b + c) = a b + c"),
    "function-made-linear": (NUMBERS, r"\sin(a+b) = \sin(a)+\sin(b)"),
    "minus-not-distributed": (NUMBERS, r"a - (b - c) = a - b - c"),
    "factors-dropped-in-inverse": (MATRICES, r"(V \Sigma^2 V^t)^{-1} = (\Sigma^2)^{-1}"),
    "transpose-of-product": (MATRICES, r"(B C)^t = B^t C^t"),
    "inverse-of-product": (MATRICES, r"(B C)^{-1} = B^{-1}C^{-1}"),
    "matrices-swapped": (MATRICES, r"B B C = B C B"),
    "dropped-transpose": (MATRICES, r"w^* = (X X)^{-1} X^t T"),
    "derivative-at-output": (NETWORK, r"\frac{\partial z_{ij}}{\partial a_{ij}} = f'(z_{ij})"),
    "inner-derivative-dropped": (ACTIVATIONS, r"\frac{d}{dx} \sigma(3x) = \sigma(3x)(1-\sigma(3x))"),
    "power-rule-for-exponential": (NUMBERS, r"\frac{d}{dx} e^{2x} = 2x e^{2x - 1}"),
    "one-root-lost": (NUMBERS, r"w^2 = 9 \iff w = 3"),
    "product-rule": (NUMBERS, r"\frac{d}{dx} (x^2 \sin(x)) = 2 x \cos(x)"),
    "quotient-rule": (NUMBERS, r"\frac{d}{dx} \frac{\sin(x)}{x} = \cos(x)"),
    "power-not-lowered": (NUMBERS, r"\frac{d}{dx} x^3 = 3 x^3"),
    "wrong-derivative": (NUMBERS, r"\frac{d}{dx} \cos(x) = \sin(x)"),
    "prime-dropped": (NETWORK, r"\frac{\partial z_{ij}}{\partial a_{ij}} = f(a_{ij})"),
    "constant-summed-once": (NUMBERS, r"\sum_{i=1}^N (y_i - c) = \sum_{i=1}^N y_i - c"),
    "index-outside-sum": (NUMBERS, r"\sum_{i=1}^N (y_i w + z_i) = \sum_{i=1}^N y_i w + z_i"),
    "sum-as-multiple": (NETWORK, r"\frac{\partial E}{\partial c} = \frac{1}{N} N (\hat{y}_i - y_i)"),
    "missing-sum": (NETWORK, r"\frac{\partial E}{\partial c} = \frac{1}{N} (\hat{y}_i - y_i)"),
    "sum-of-products": (NUMBERS, r"\sum_{i=1}^N y_i^2 = (\sum_{i=1}^N y_i)^2"),
    "mean-not-divided": (NETWORK, r"\frac{\partial E}{\partial c} = \sum_{i=1}^{N} (\hat{y}_i - y_i)"),
    "solution-lost": (NUMBERS, r"w^2 = w \iff w = 1"),
    "wrong-unit": (UNITS, r"5\,\mathrm{min} = 5\,\mathrm{h}"),
    "digits-swapped": (NUMBERS, r"401 \cdot 411 + 390 = 165210"),
    "exponent-sign": (ACTIVATIONS, r"\sigma(x) = \frac{1}{1 + e^x}"),
    "lost-sign": (ACTIVATIONS, r"\tau(2x) = 2\sigma(4x) + 1"),
    "argument-not-scaled": (ACTIVATIONS, r"\tau(x) = 2\sigma(x) - 1"),
    "fraction-upside-down": (NUMBERS, r"\frac{a}{b} \frac{c}{x} = \frac{b x}{a c}"),
    "lost-inverse": (MATRICES, r"w^* = V \Sigma U^t T"),
    "lost-square": (MATRICES, r"w^* = V (\Sigma^2)^{-1} U^t T"),
    "lost-factor": (NETWORK, r"\frac{\partial E}{\partial b_j} = \frac{1}{N} \sum_{i=1}^N (\hat{y}_i-y_i) f'(a_{ij})"),
    "added-for-multiplied": (NUMBERS, r"(a + 2) b = a + 2 + b"),
    "bayes-swapped": (CHANCES, r"q = \frac{p_{B|A} p_B}{p_A}"),
    "exponent-off-by-one": (NUMBERS, r"a^3 a^4 = a^8"),
    "extra-factor": (NUMBERS, r"a (b + c) = x (a b + a c)"),
    "extra-term": (NUMBERS, r"a (b + c) = a b + a c + w"),
    "factor-inverted": (NUMBERS, r"\frac{a b}{c} = a b c"),
    "lost-term": (NUMBERS, r"a (b + c + x) = a b + a c"),
    "missing-exp": (NUMBERS, r"e^{\ln(a) + x} = a x"),
    "missing-log": (NUMBERS, r"\ln(a b) = \ln(a) + b"),
    "missing-root": (NUMBERS, r"\sqrt{a^2 + b} = a^2 + b"),
    "off-by-one": (NUMBERS, r"\sum_{i=1}^N y_i = \sum_{i=1}^{N-1} y_i"),
    "wrong-index": (NUMBERS, r"\sum_{i=1}^N y_i z_i = \sum_{i=1}^N y_i z_n"),
    "wrong-size": (NUMBERS, r"\sum_{i=1}^N (y_i + a) = \sum_{i=1}^N y_i + n a"),
    "lost-matrix": (MATRICES, r"X^t X = V \Sigma U^t \Sigma V^t"),
}  # fmt: skip

SHOWN: dict[str, tuple[str | tuple[str, ...], str]] = {
    "domain-enlarged": (NUMBERS, r"\frac{w^2-4}{w-2}=0 \iff w^2-4=0"),
    "rounding": (NUMBERS, r"\frac{10}{7} \approx 1.42"),
    "shapes-do-not-fit": (MATRICES, r"X^t X = X X X"),
}
"""Kinds that the verdict shows."""


def with_right(wrong: WrongStep, latex: str) -> Claim:
    """The claim of a step with another right side."""
    return replace(wrong.claim, right=read(latex, wrong.claim.context).term)


def step(world: str | tuple[str, ...], latex: str) -> WrongStep:
    """The wrong line as a step from its left side."""
    wrong = claim(latex, where(world))
    return WrongStep(wrong, wrong.left, wrong.right)
